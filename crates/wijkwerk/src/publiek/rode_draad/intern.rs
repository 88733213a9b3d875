//! The thread that staff see: from the tables, and from the journaal who did it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::Queries;
use kit::i18n::Lang;
use uuid::Uuid;

use super::model::{Draad, Knoop, Kosten, Soort, Stap, Wie, arrange};
use super::store::{self, Afspraakrij, MeldingRij};
use crate::error::{Error, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{AandachtsgebiedId, AccountId, GebiedId, GemeenteId, MeldingId};
use crate::journaal::{self, Verb};
use crate::kader::accounts;

/// At most this many meldingen get a node of their own; more are told as a number.
const EIGEN_KNOPEN: usize = 3;

/// The gebieden a thing lies in; 404 if there is no such thing.
pub fn places_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    soort: Soort,
    id: Uuid,
) -> Result<Vec<GebiedId>> {
    if soort == Soort::Melding {
        let melding = store::find_melding(tx, gemeente, MeldingId(id))?;
        return Ok(vec![melding.ok_or(Error::NotFound("melding"))?.gebied]);
    }
    let about = aandachtsgebied_of(tx, gemeente, soort, id)?.ok_or(Error::NotFound("draad"))?;
    store::list_wijken(tx, gemeente, about)
}

pub(super) fn aandachtsgebied_of(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    soort: Soort,
    id: Uuid,
) -> Result<Option<AandachtsgebiedId>> {
    store::aandachtsgebied_of(tx, gemeente, soort, id)
}

/// The whole thread of one thing, as those see it who work on it. Who may see it is for the caller.
pub fn thread_of(
    tx: &mut impl Queries,
    frame: &Frame,
    lang: Lang,
    soort: Soort,
    id: Uuid,
) -> Result<Draad> {
    let about = aandachtsgebied_of(tx, frame.id, soort, id)?;
    let melding = match soort {
        Soort::Melding => Some(
            store::find_melding(tx, frame.id, MeldingId(id))?.ok_or(Error::NotFound("melding"))?,
        ),
        _ => None,
    };
    let mut thread = Thread { tx, frame, lang };
    match (about, melding) {
        (Some(about), melding) => thread.of_aandachtsgebied(about, melding.as_ref()),
        (None, Some(melding)) => thread.of_melding(&melding),
        (None, None) => Err(Error::NotFound("draad")),
    }
}

struct Thread<'t, Q> {
    tx: &'t mut Q,
    frame: &'t Frame,
    lang: Lang,
}

impl<Q: Queries> Thread<'_, Q> {
    fn day(&self, at: Timestamp) -> Date {
        self.frame.today(at)
    }

    fn of_melding(&mut self, melding: &MeldingRij) -> Result<Draad> {
        let mut knopen = vec![self.asked(melding)];
        knopen.push(self.taken_up(melding)?);
        let taken = store::list_taken(self.tx, self.frame.id, melding.id)?;
        for taak in &taken {
            let zin = |key| Sentence::new(key).with("vak", self.subject(&taak.discipline));
            let pad = format!("/taken/{}", taak.id);
            let day = self.day(taak.created_at);
            let given = Knoop::past(Stap::Agreed, Wie::Niemand, Some(day), zin("draad-taak"));
            knopen.push(given.to(pad.clone()));
            let done = taak.done_at.map(|at| self.day(at));
            let knoop = match done {
                Some(day) => {
                    Knoop::past(Stap::Done, Wie::Niemand, Some(day), zin("draad-taak-klaar"))
                }
                None if taak.state == "done" => {
                    Knoop::past(Stap::Done, Wie::Niemand, None, zin("draad-taak-klaar"))
                }
                None => {
                    let zin = zin("draad-taak-komt");
                    Knoop::next(Stap::Done, Wie::Niemand, taak.planned_on, zin)
                }
            };
            knopen.push(knoop.to(pad));
        }
        if let (Some(at), true) = (melding.done_at, taken.is_empty()) {
            let zin = Sentence::new("draad-klaar-melding");
            let who = self.owner(melding);
            knopen.push(Knoop::past(Stap::Done, who, Some(self.day(at)), zin));
        }
        knopen.push(self.told(std::slice::from_ref(melding)));
        let oordelen = store::list_oordelen(self.tx, self.frame.id, melding.id)?;
        let mut draad = Draad {
            titel: self.title(melding),
            gebieden: vec![melding.gebied],
            knopen: arrange(knopen),
            kosten: Vec::new(),
            opgelost: 0,
            niet_opgelost: 0,
            nog_geen: 0,
        };
        judge(&mut draad, oordelen, 1, melding.told_at.is_some());
        Ok(draad)
    }

    fn of_aandachtsgebied(
        &mut self,
        id: AandachtsgebiedId,
        melding: Option<&MeldingRij>,
    ) -> Result<Draad> {
        let gemeente = self.frame.id;
        let about = store::get_aandachtsgebied(self.tx, gemeente, id)?;
        let pad = format!("/aandachtsgebieden/{id}");
        let behind = store::list_meldingen(self.tx, gemeente, id)?;
        let mut knopen = self.asked_by(&behind, melding, &pad);
        if behind.is_empty() {
            let zin = Sentence::new("draad-behoefte").with("wat", about.behoefte.as_str());
            let wie = Wie::Kant(about.behoefte_van.clone());
            let day = self.day(about.created_at);
            knopen.push(Knoop::past(Stap::Asked, wie, Some(day), zin).to(pad.clone()));
        }
        let zin = Sentence::new("draad-opgepakt").with("titel", about.titel.as_str());
        let who = self.who_did(id.0, &[Verb::Created, Verb::Proposed, Verb::TakenUp])?;
        let day = self.day(about.created_at);
        knopen.push(Knoop::past(Stap::TakenUp, who, Some(day), zin).to(pad.clone()));
        let afspraken = store::list_afspraken(self.tx, gemeente, id)?;
        for afspraak in &afspraken {
            self.afspraak(afspraak, &mut knopen);
        }
        let comes = afspraken.iter().any(Afspraakrij::is_open);
        let mut kosten = Vec::new();
        for (line, at) in store::list_bijdragen(self.tx, gemeente, id)? {
            let last = at.map(|at| self.day(at));
            let nodes = put_in(self.lang, &line, last, comes);
            if nodes.is_empty() && !line.is_short() {
                // Materials alone are no amount.
                continue;
            }
            knopen.extend(nodes.into_iter().map(|knoop| knoop.to(pad.clone())));
            kosten.push(line);
        }
        for (wat, account, at) in store::list_resultaten(self.tx, gemeente, id)? {
            let who = self.role_of(AccountId(account), at)?;
            let zin = Sentence::new("draad-zin").with("zin", wat);
            let day = self.day(at);
            knopen.push(Knoop::past(Stap::Done, who, Some(day), zin).to(pad.clone()));
        }
        if !behind.is_empty() {
            knopen.push(self.told(&behind));
        }
        let oordelen = store::list_oordelen_about(self.tx, gemeente, id)?;
        let mut draad = Draad {
            titel: Sentence::new("draad-zin").with("zin", about.titel),
            gebieden: store::list_wijken(self.tx, gemeente, id)?,
            knopen: arrange(knopen),
            kosten,
            opgelost: 0,
            niet_opgelost: 0,
            nog_geen: 0,
        };
        let told = behind.iter().any(|melding| melding.told_at.is_some());
        judge(&mut draad, oordelen, count(behind.len()), told);
        Ok(draad)
    }

    fn asked_by(
        &self,
        behind: &[MeldingRij],
        melding: Option<&MeldingRij>,
        pad: &str,
    ) -> Vec<Knoop> {
        let mut knopen: Vec<Knoop> = melding
            .map(|melding| self.asked(melding))
            .into_iter()
            .collect();
        let others: Vec<&MeldingRij> = behind
            .iter()
            .filter(|other| melding.is_none_or(|melding| melding.id != other.id))
            .collect();
        if others.len() <= EIGEN_KNOPEN {
            knopen.extend(others.into_iter().map(|other| self.asked(other)));
            return knopen;
        }
        let first = others.first().map(|other| self.day(other.submitted_at));
        let zin = Sentence::new("draad-gevraagd-n").with("n", count(others.len()));
        knopen.push(Knoop::past(Stap::Asked, Wie::Bewoners, first, zin).to(pad.to_owned()));
        knopen
    }

    fn asked(&self, melding: &MeldingRij) -> Knoop {
        let wie = match melding.bron_kind.as_str() {
            "organisatie" => Wie::Kant("partner".into()),
            "medewerker" => Wie::Kant("gemeente".into()),
            _ => Wie::Bewoners,
        };
        let day = self.day(melding.submitted_at);
        Knoop::past(Stap::Asked, wie, Some(day), self.title(melding))
            .to(format!("/meldingen/{}", melding.id))
    }

    fn taken_up(&mut self, melding: &MeldingRij) -> Result<Knoop> {
        let pad = format!("/meldingen/{}", melding.id);
        let Some(at) = melding.triaged_at else {
            let zin = Sentence::new("draad-komt-opgepakt");
            let who = self.owner(melding);
            return Ok(Knoop::next(Stap::TakenUp, who, melding.due, zin).to(pad));
        };
        let verbs = [Verb::Triaged, Verb::Routed, Verb::Forwarded, Verb::Linked];
        let who = match self.who_did(melding.id.0, &verbs)? {
            Wie::Niemand => self.owner(melding),
            found => found,
        };
        let zin = match (melding.state.as_str(), melding.organisatie) {
            ("no_action", _) => Sentence::new("draad-beoordeeld"),
            (_, Some(id)) => Sentence::new("draad-doorgezet").with("naam", self.organisatie(id)),
            _ => Sentence::new("draad-opgepakt-melding"),
        };
        Ok(Knoop::past(Stap::TakenUp, who, Some(self.day(at)), zin).to(pad))
    }

    fn afspraak(&self, afspraak: &Afspraakrij, knopen: &mut Vec<Knoop>) {
        let pad = format!("/afspraken/{}", afspraak.id);
        let wie = || match afspraak.organisatie {
            Some(id) => Wie::Naam(self.organisatie(id)),
            None => Wie::Bewoners,
        };
        let zin = || Sentence::new("draad-zin").with("zin", afspraak.wat.as_str());
        if afspraak.state == "proposed" {
            knopen.push(Knoop::next(Stap::Agreed, wie(), Some(afspraak.due), zin()).to(pad));
            return;
        }
        let day = afspraak.accepted_at.map(|at| self.day(at));
        knopen.push(Knoop::past(Stap::Agreed, wie(), day, zin()).to(pad.clone()));
        if let Some(at) = afspraak.sent_back_at {
            let zin = Sentence::new("draad-niet-nagekomen").with("zin", afspraak.wat.as_str());
            let knoop = Knoop::past(Stap::Agreed, Wie::Niemand, Some(self.day(at)), zin);
            knopen.push(knoop.to(pad.clone()));
        }
        let is_kept = matches!(afspraak.state.as_str(), "delivered" | "verified");
        let knoop = if is_kept {
            let day = afspraak.delivered_at.map(|at| self.day(at));
            Knoop::past(Stap::Done, wie(), day, zin())
        } else {
            Knoop::next(Stap::Done, wie(), Some(afspraak.due), zin())
        };
        knopen.push(knoop.to(pad));
    }

    fn told(&self, meldingen: &[MeldingRij]) -> Knoop {
        let told: Vec<Timestamp> = meldingen.iter().filter_map(|found| found.told_at).collect();
        if let Some(at) = told.iter().max() {
            let zin = Sentence::new("draad-verteld").with("n", count(told.len()));
            Knoop::past(Stap::Told, Wie::Bewoners, Some(self.day(*at)), zin)
        } else {
            let zin = Sentence::new("draad-komt-verteld");
            Knoop::next(Stap::Told, Wie::Bewoners, None, zin)
        }
    }

    /// Place and subject; never the reporter's own words.
    fn title(&self, melding: &MeldingRij) -> Sentence {
        let wijk = self
            .frame
            .gebied(melding.gebied)
            .map_or("", |wijk| wijk.naam.as_str());
        let sentence = Sentence::new(match melding.onderwerp {
            Some(_) => "draad-melding-over",
            None => "draad-melding-in",
        });
        let subject = melding.onderwerp.as_deref().map(|key| self.subject(key));
        sentence
            .with("nummer", melding.nummer)
            .with("wijk", wijk)
            .with("onderwerp", subject.unwrap_or_default())
    }

    fn subject(&self, key: &str) -> String {
        self.frame.subject_name(self.lang, key)
    }

    fn organisatie(&self, id: crate::ids::OrganisatieId) -> String {
        self.frame
            .organisatie(id)
            .map_or_else(String::new, |found| found.naam.clone())
    }

    fn owner(&self, melding: &MeldingRij) -> Wie {
        if let Some(id) = melding.organisatie {
            return Wie::Naam(self.organisatie(id));
        }
        if let Some(rol) = &melding.owner_rol {
            return Wie::Rol(rol.clone());
        }
        match melding.orgaan.and_then(|id| self.frame.orgaan(id)) {
            Some(team) => Wie::Naam(team.naam.clone()),
            None => Wie::Niemand,
        }
    }

    /// The role of whoever first did one of these to `subject`, by the journaal.
    fn who_did(&mut self, subject: Uuid, verbs: &[Verb]) -> Result<Wie> {
        let lines = journaal::lines_about(self.tx, self.frame.id, subject)?;
        let found = lines
            .iter()
            .filter(|line| verbs.contains(&line.verb))
            .find_map(|line| Some((line.account()?, line.at)));
        match found {
            Some((account, at)) => self.role_of(AccountId(account), at),
            None => Ok(Wie::Niemand),
        }
    }

    fn role_of(&mut self, account: AccountId, at: Timestamp) -> Result<Wie> {
        let day = self.day(at);
        let roles = accounts::list_rolvervullingen(self.tx, self.frame.id, Some(account), day)?;
        if let Some(row) = roles.first() {
            return Ok(Wie::Rol(row.rol.clone()));
        }
        let person = accounts::find_account(self.tx, self.frame.id, account)?;
        Ok(person
            .and_then(|person| person.organisatie)
            .map_or(Wie::Niemand, |id| Wie::Naam(self.organisatie(id))))
    }
}

/// What one side put in so far, and what it promised as long as that is more and still `comes`: as nodes.
pub(super) fn put_in(lang: Lang, kosten: &Kosten, last: Option<Date>, comes: bool) -> Vec<Knoop> {
    let wie = || kosten.wie.clone();
    let so_far = amount(lang, kosten.minuten, kosten.cents, PAID)
        .map(|zin| Knoop::past(Stap::Paid, wie(), last, zin));
    let promised = amount(
        lang,
        kosten.promised_minuten,
        kosten.promised_cents,
        PROMISED,
    )
    .filter(|_| comes && kosten.is_short())
    .map(|zin| Knoop::next(Stap::Paid, wie(), None, zin));
    so_far.into_iter().chain(promised).collect()
}

/// Of each the sentence for euro and hours, for euro, for hours.
const PAID: [&str; 3] = [
    "draad-betaald-beide",
    "draad-betaald-euro",
    "draad-betaald-uren",
];
const PROMISED: [&str; 3] = [
    "draad-toegezegd-beide",
    "draad-toegezegd-euro",
    "draad-toegezegd-uren",
];

fn amount(lang: Lang, minuten: i64, cents: i64, keys: [&'static str; 3]) -> Option<Sentence> {
    let [both, euro, hours] = keys;
    let key = match (cents > 0, minuten) {
        (false, ..=0) => return None,
        (true, 30..) => both,
        (true, _) => euro,
        (false, _) => hours,
    };
    let zin = Sentence::new(key)
        .with("euro", kit::i18n::words::euro(lang, cents))
        .with("uren", ((minuten + 30) / 60).max(1));
    Some(zin)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// The last word of each who asked.
fn judge(draad: &mut Draad, oordelen: Vec<(Uuid, bool)>, asked: i64, told: bool) {
    let last: BTreeMap<Uuid, bool> = oordelen.into_iter().collect();
    draad.opgelost = count(last.values().filter(|solved| **solved).count());
    draad.niet_opgelost = count(last.len()) - draad.opgelost;
    if told {
        draad.nog_geen = (asked - count(last.len())).max(0);
    }
}
