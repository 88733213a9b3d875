//! What a row says, as it would be written down, and where that differs from what is there.

use jiff::Span;
use kit::i18n::Lang;

use super::Incoming;
use crate::balie::kennisbank::model::{Item, ItemState, Soort, Velden};
use crate::balie::kennisbank::rules::FieldChange;
use crate::balie::kennisbank::store::{Herkomst, ItemStatus};
use crate::balie::kennisbank::uitwisseling::{CLOSED_FOR_NOW, topic_id};
use crate::frame::Frame;
use crate::ids::OrganisatieId;
use crate::kader::inrichting::Inrichting;
use crate::write::Write;

/// Everything that a source can fill; the word in its address is chosen when it is written down.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub velden: Velden,
    pub from: Herkomst,
    pub stand: ItemStatus,
}

fn clean(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

fn filled(text: Option<&String>) -> Option<String> {
    text.map(|text| clean(text)).filter(|text| !text.is_empty())
}

/// The key of the first topic that is named by its key, name or id; the last of the list ("anders") otherwise.
fn topic(inrichting: &Inrichting, row: &Incoming) -> String {
    let all = &inrichting.onderwerpen;
    std::iter::once(&row.onderwerp)
        .chain(&row.termen)
        .find_map(|wanted| {
            let wanted = wanted.trim().to_lowercase();
            all.iter().find(|one| {
                one.sleutel == wanted
                    || one.naam.nl.to_lowercase() == wanted
                    || topic_id(&one.sleutel).to_string() == wanted
            })
        })
        .or(all.last())
        .map(|one| one.sleutel.clone())
        .unwrap_or_default()
}

/// The summary, which says first that it is closed for a while where the source says so.
fn summary(frame: &Frame, row: &Incoming) -> String {
    let text = clean(&row.samenvatting);
    let is_closed = row
        .extra
        .get("status")
        .is_some_and(|status| status == CLOSED_FOR_NOW);
    if !is_closed {
        return text;
    }
    let word = frame.translations.t(Lang::Nl, "inlezen-tijdelijk-gesloten");
    format!("{word} {text}").trim().to_owned()
}

/// The whole text as one, as a package gives it.
fn whole(samenvatting: &str, tekst: &str) -> String {
    format!("{samenvatting}\n\n{tekst}").trim().to_owned()
}

impl Columns {
    pub fn of(ctx: &Write<'_>, row: &Incoming, owner: Option<OrganisatieId>) -> Self {
        let soort = Soort::from_word(&row.soort).unwrap_or(Soort::Aanbod);
        let today = ctx.today();
        let assured_on = row
            .assured_on
            .filter(|day| owner.is_some() && *day <= today);
        let review_days = soort.review_days();
        let is_shown = owner.is_some() && row.actief && row.bron != super::UPL;
        Self {
            velden: Velden {
                soort,
                organisatie_soort: clean(&row.organisatie_soort),
                onderwerp: topic(&ctx.frame.inrichting, row),
                titel: clean(&row.titel),
                samenvatting: summary(ctx.frame, row),
                tekst: clean(&row.tekst),
                aanmelden: clean(&row.aanmelden),
                voorwaarden: clean(&row.voorwaarden),
                kosten: clean(&row.kosten),
                doelgroep: clean(&row.doelgroep),
                min_leeftijd: row.min_leeftijd,
                max_leeftijd: row.max_leeftijd,
                talen: row.talen.clone(),
                telefoon: filled(row.telefoon.as_ref()),
                email: filled(row.email.as_ref()),
                url: filled(row.url.as_ref()),
            },
            from: Herkomst {
                sleutel: String::new(),
                organisatie: owner,
                essential: row.essential,
                upl_naam: filled(row.upl_naam.as_ref()),
                upl_uri: filled(row.upl_uri.as_ref()),
                bron: row.bron.clone(),
                extern_id: Some(row.extern_id.trim().to_owned()),
            },
            stand: ItemStatus {
                state: if is_shown {
                    ItemState::Published
                } else {
                    ItemState::Draft
                },
                assured_at: assured_on
                    .and_then(|day| day.to_zoned(ctx.frame.zone.clone()).ok())
                    .map(|zoned| zoned.timestamp()),
                review_days,
                review_due: assured_on
                    .unwrap_or(today)
                    .checked_add(Span::new().days(review_days))
                    .ok(),
                read_in: true,
            },
        }
    }

    /// Whether it says anything else: what it said before is kept as a version (L-42).
    pub fn says_otherwise(&self, known: &Item) -> bool {
        self.velden != known.velden()
    }

    /// What this item has otherwise, column by column: what stands there and what it becomes.
    pub fn differences(&self, frame: &Frame, known: &Item) -> Vec<FieldChange> {
        let it = &self.velden;
        let text = whole(&known.samenvatting, &known.tekst) == whole(&it.samenvatting, &it.tekst);
        let ages = (known.min_leeftijd, known.max_leeftijd) == (it.min_leeftijd, it.max_leeftijd);
        let pairs = [
            ("titel", known.titel == it.titel),
            ("tekst", text),
            ("organisatie", known.organisatie == self.from.organisatie),
            ("onderwerp", known.onderwerp == it.onderwerp),
            ("aanmelden", known.aanmelden == it.aanmelden),
            ("voorwaarden", known.voorwaarden == it.voorwaarden),
            ("kosten", known.kosten == it.kosten),
            ("doelgroep", known.doelgroep == it.doelgroep),
            ("leeftijd", ages),
            ("talen", known.talen == it.talen.join(",")),
            ("telefoon", known.telefoon == it.telefoon),
            ("email", known.email == it.email),
            ("url", known.url == it.url),
            ("upl", known.upl_uri == self.from.upl_uri),
        ];
        let was = known.velden();
        pairs
            .into_iter()
            .filter(|(_, same)| !same)
            .map(|(veld, _)| FieldChange {
                veld,
                was: value(
                    frame,
                    veld,
                    &was,
                    known.organisatie,
                    known.upl_uri.as_deref(),
                ),
                is: value(
                    frame,
                    veld,
                    it,
                    self.from.organisatie,
                    self.from.upl_uri.as_deref(),
                ),
            })
            .collect()
    }

    /// How that item stands once this took its place.
    pub fn next_state(&self, known: &Item) -> ItemState {
        match (known.state, self.stand.state) {
            (ItemState::InControl, ItemState::Published) => ItemState::InControl,
            (
                ItemState::Published | ItemState::InControl | ItemState::Withdrawn,
                ItemState::Draft,
            ) => ItemState::Withdrawn,
            (_, state) => state,
        }
    }

    /// That it stands otherwise afterwards, in our own words for states.
    pub fn change_of_state(&self, known: &Item) -> Option<FieldChange> {
        let (was, is) = (known.state, self.next_state(known));
        (was != is).then(|| FieldChange {
            veld: "stand",
            was: was.word().to_owned(),
            is: is.word().to_owned(),
        })
    }

    /// Whether that item is the same offer under another number: somebody answers for both, and both are reached the
    /// same way.
    pub fn is_reached_like(&self, known: &Item) -> bool {
        let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        let it = &self.velden;
        known.organisatie.is_some()
            && self.is_reached()
            && (same(&known.url, &it.url)
                || same(&known.telefoon, &it.telefoon)
                || same(&known.email, &it.email))
    }

    /// Whether somebody answers for it and can be reached.
    pub fn is_reached(&self) -> bool {
        let it = &self.velden;
        self.from.organisatie.is_some()
            && (it.url.is_some() || it.telefoon.is_some() || it.email.is_some())
    }
}

/// A column as people read it.
fn value(
    frame: &Frame,
    veld: &str,
    it: &Velden,
    organisatie: Option<OrganisatieId>,
    upl: Option<&str>,
) -> String {
    let age = |age: Option<i64>| age.map(|age| age.to_string()).unwrap_or_default();
    let text = match veld {
        "titel" => it.titel.clone(),
        "tekst" => whole(&it.samenvatting, &it.tekst),
        "organisatie" => organisatie
            .and_then(|id| frame.organisatie(id))
            .map_or_else(String::new, |one| one.naam.clone()),
        "onderwerp" => it.onderwerp.clone(),
        "aanmelden" => it.aanmelden.clone(),
        "voorwaarden" => it.voorwaarden.clone(),
        "kosten" => it.kosten.clone(),
        "doelgroep" => it.doelgroep.clone(),
        "leeftijd" if it.min_leeftijd.is_none() && it.max_leeftijd.is_none() => String::new(),
        "leeftijd" => format!("{}–{}", age(it.min_leeftijd), age(it.max_leeftijd)),
        "talen" => it.talen.join(", "),
        "telefoon" => it.telefoon.clone().unwrap_or_default(),
        "email" => it.email.clone().unwrap_or_default(),
        "url" => it.url.clone().unwrap_or_default(),
        _ => upl.unwrap_or_default().to_owned(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
