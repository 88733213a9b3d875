//! The SQL of reading in.

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use kit::db::{Error as DbError, Queries, Row};

use super::Incoming;
use super::regels::review_days;
use crate::balie::kennisbank::uitwisseling::topic_id;
use crate::error::{Error, Result};
use crate::ids::{KennisitemId, KennisvlagId, OrganisatieId};
use crate::kader::inrichting::Inrichting;
use crate::write::Write;

/// Under which name the mark of the last reading is kept.
pub(super) const MARK: &str = "_gelezen";
/// Under which name the moment of the last reading is kept.
pub(super) const READ_AT: &str = "_op";

/// Every column that a source can fill.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    pub bron: String,
    pub extern_id: Option<String>,
    pub organisatie: Option<OrganisatieId>,
    pub soort: String,
    pub organisatie_soort: String,
    pub state: &'static str,
    pub essential: bool,
    pub onderwerp: String,
    pub titel: String,
    pub samenvatting: String,
    pub tekst: String,
    pub aanmelden: String,
    pub voorwaarden: String,
    pub kosten: String,
    pub doelgroep: String,
    pub min_leeftijd: Option<i64>,
    pub max_leeftijd: Option<i64>,
    pub talen: String,
    pub telefoon: Option<String>,
    pub email: Option<String>,
    pub url: Option<String>,
    pub upl_naam: Option<String>,
    pub upl_uri: Option<String>,
    pub assured_at: Option<Timestamp>,
    pub review_days: i64,
    pub review_due: Option<Date>,
}

/// An item that is there already.
pub(super) struct Known {
    pub id: KennisitemId,
    pub versie: i64,
    pub state: String,
    pub assured_by: Option<String>,
    pub columns: Columns,
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

impl Columns {
    pub fn of(ctx: &Write<'_>, row: &Incoming, owner: Option<OrganisatieId>) -> Self {
        let soort = match row.soort.as_str() {
            soort @ ("algemeen" | "product" | "aanbod") => soort,
            _ => "aanbod",
        };
        let today = ctx.today();
        let assured_on = row
            .assured_on
            .filter(|day| owner.is_some() && *day <= today);
        let days = review_days(soort);
        let review_due = assured_on
            .unwrap_or(today)
            .checked_add(Span::new().days(days))
            .ok();
        Self {
            bron: row.bron.clone(),
            extern_id: Some(row.extern_id.trim().to_owned()),
            organisatie: owner,
            soort: soort.to_owned(),
            organisatie_soort: clean(&row.organisatie_soort),
            state: if owner.is_some() && row.actief && row.bron != super::UPL {
                "published"
            } else {
                "draft"
            },
            essential: row.essential,
            onderwerp: topic(&ctx.frame.inrichting, row),
            titel: clean(&row.titel),
            samenvatting: clean(&row.samenvatting),
            tekst: clean(&row.tekst),
            aanmelden: clean(&row.aanmelden),
            voorwaarden: clean(&row.voorwaarden),
            kosten: clean(&row.kosten),
            doelgroep: clean(&row.doelgroep),
            min_leeftijd: row.min_leeftijd,
            max_leeftijd: row.max_leeftijd,
            talen: row.talen.join(","),
            telefoon: filled(row.telefoon.as_ref()),
            email: filled(row.email.as_ref()),
            url: filled(row.url.as_ref()),
            upl_naam: filled(row.upl_naam.as_ref()),
            upl_uri: filled(row.upl_uri.as_ref()),
            assured_at: assured_on
                .and_then(|day| day.to_zoned(ctx.frame.zone.clone()).ok())
                .map(|zoned| zoned.timestamp()),
            review_days: days,
            review_due,
        }
    }

    /// What its versions are kept of.
    pub fn text(&self) -> (&str, &str, &str) {
        (&self.titel, &self.samenvatting, &self.tekst)
    }

    /// The whole text as one, as a package gives it.
    fn whole(&self) -> String {
        format!("{}\n\n{}", self.samenvatting, self.tekst)
            .trim()
            .to_owned()
    }

    /// The names of the columns that are not the same.
    pub fn differences(&self, other: &Self) -> Vec<&'static str> {
        let pairs = [
            ("titel", self.titel == other.titel),
            ("tekst", self.whole() == other.whole()),
            ("organisatie", self.organisatie == other.organisatie),
            ("onderwerp", self.onderwerp == other.onderwerp),
            ("aanmelden", self.aanmelden == other.aanmelden),
            ("voorwaarden", self.voorwaarden == other.voorwaarden),
            ("kosten", self.kosten == other.kosten),
            ("doelgroep", self.doelgroep == other.doelgroep),
            (
                "leeftijd",
                (self.min_leeftijd, self.max_leeftijd) == (other.min_leeftijd, other.max_leeftijd),
            ),
            ("talen", self.talen == other.talen),
            ("telefoon", self.telefoon == other.telefoon),
            ("email", self.email == other.email),
            ("url", self.url == other.url),
            ("upl", self.upl_uri == other.upl_uri),
        ];
        pairs
            .into_iter()
            .filter_map(|(name, same)| (!same).then_some(name))
            .collect()
    }
}

macro_rules! columns {
    () => {
        "id, versie, state, assured_by, bron, extern, organisatie_id, soort, organisatie_soort, essential, \
         onderwerp, titel, samenvatting, tekst, aanmelden, voorwaarden, kosten, doelgroep, min_leeftijd, max_leeftijd, \
         talen, telefoon, email, url, upl_naam, upl_uri, assured_at, review_days, review_due"
    };
}

fn read(row: &Row<'_>) -> Result<Known, DbError> {
    Ok(Known {
        id: row.get(0)?,
        versie: row.get(1)?,
        state: row.get(2)?,
        assured_by: row.get(3)?,
        columns: Columns {
            bron: row.get(4)?,
            extern_id: row.get(5)?,
            organisatie: row.get(6)?,
            soort: row.get(7)?,
            organisatie_soort: row.get(8)?,
            state: "",
            essential: row.get(9)?,
            onderwerp: row.get(10)?,
            titel: row.get(11)?,
            samenvatting: row.get(12)?,
            tekst: row.get(13)?,
            aanmelden: row.get(14)?,
            voorwaarden: row.get(15)?,
            kosten: row.get(16)?,
            doelgroep: row.get(17)?,
            min_leeftijd: row.get(18)?,
            max_leeftijd: row.get(19)?,
            talen: row.get(20)?,
            telefoon: row.get(21)?,
            email: row.get(22)?,
            url: row.get(23)?,
            upl_naam: row.get(24)?,
            upl_uri: row.get(25)?,
            assured_at: row.get(26)?,
            review_days: row.get(27)?,
            review_due: row.get(28)?,
        },
    })
}

pub(super) fn find_by_extern(
    ctx: &mut Write<'_>,
    bron: &str,
    extern_id: &str,
) -> Result<Option<Known>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND bron = $2 AND extern = $3"
        ),
        &[&gemeente, &bron, &extern_id.trim()],
        read,
    )?)
}

pub(super) fn find_by_id(ctx: &mut Write<'_>, id: KennisitemId) -> Result<Option<Known>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND id = $2"
        ),
        &[&gemeente, &id],
        read,
    )?)
}

/// The first item that carries this product name.
pub(super) fn find_by_upl(ctx: &mut Write<'_>, uri: &str) -> Result<Option<Known>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_opt(
        concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND upl_uri = $2 ORDER BY created_at, id LIMIT 1"
        ),
        &[&gemeente, &uri.trim()],
        read,
    )?)
}

/// The same offer under another number: the same title, and the same way to reach it.
pub(super) fn find_same_offer(ctx: &mut Write<'_>, columns: &Columns) -> Result<Option<Known>> {
    let gemeente = ctx.gemeente();
    let reached = |one: Option<&String>, other: Option<&String>| one.is_some() && one == other;
    for state in ["published", "in_control", "draft"] {
        let found = ctx.query(
            concat!(
            "SELECT ",
            columns!(),
            " FROM kennisitems WHERE gemeente_id = $1 AND state = $2 AND titel = $3 ORDER BY id LIMIT 20"
        ),
            &[&gemeente, &state, &columns.titel],
            read,
        )?;
        let same = found.into_iter().find(|known| {
            let there = &known.columns;
            known.columns.organisatie.is_some()
                && columns.organisatie.is_some()
                && (reached(there.url.as_ref(), columns.url.as_ref())
                    || reached(there.telefoon.as_ref(), columns.telefoon.as_ref())
                    || reached(there.email.as_ref(), columns.email.as_ref()))
        });
        if same.is_some() {
            return Ok(same);
        }
    }
    Ok(None)
}

pub(super) fn find_organisatie(ctx: &mut Write<'_>, key: &str) -> Result<Option<OrganisatieId>> {
    let gemeente = ctx.gemeente();
    Ok(ctx.query_opt(
        "SELECT id FROM organisaties WHERE gemeente_id = $1 AND sleutel = $2",
        &[&gemeente, &key],
        |row| row.get(0),
    )?)
}

/// Whether somebody here wrote or confirmed it since it was read in.
pub(super) fn edited_here(ctx: &mut Write<'_>, known: &Known) -> Result<bool> {
    if known.assured_by.as_deref().is_some_and(|by| by != "import") {
        return Ok(true);
    }
    let gemeente = ctx.gemeente();
    let by_hand = ctx.query_opt(
        "SELECT versie FROM kennisversies WHERE gemeente_id = $1 AND kennisitem_id = $2 AND account_id IS NOT NULL \
         ORDER BY versie DESC LIMIT 1",
        &[&gemeente, &known.id],
        |row| row.get::<i64>(0),
    )?;
    Ok(by_hand.is_some())
}

pub(super) fn mark_of(ctx: &mut Write<'_>, id: KennisitemId) -> Result<Option<String>> {
    let gemeente = ctx.gemeente();
    let json = ctx.query_opt(
        "SELECT json FROM kennis_extra WHERE gemeente_id = $1 AND kennisitem_id = $2 AND veld = $3",
        &[&gemeente, &id, &MARK],
        |row| row.get::<String>(0),
    )?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}

pub(super) fn has_open_contradiction(ctx: &mut Write<'_>, id: KennisitemId) -> Result<bool> {
    let gemeente = ctx.gemeente();
    let open = ctx.query_opt(
        "SELECT id FROM kennis_vlaggen WHERE gemeente_id = $1 AND kennisitem_id = $2 AND settled_at IS NULL \
         AND soort = 'contradiction' ORDER BY at, id LIMIT 1",
        &[&gemeente, &id],
        |row| row.get::<KennisvlagId>(0),
    )?;
    Ok(open.is_some())
}

/// A key for its address that nobody has.
pub(super) fn free_key(ctx: &mut Write<'_>, wish: &str) -> Result<String> {
    let gemeente = ctx.gemeente();
    let tail: uuid::Uuid = ctx.new_id();
    let tail = tail.simple().to_string();
    for key in [
        wish.to_owned(),
        format!("{wish}-{}", &tail[24..]),
        format!("{wish}-{tail}"),
    ] {
        let taken = ctx.query_opt(
            "SELECT id FROM kennisitems WHERE gemeente_id = $1 AND sleutel = $2",
            &[&gemeente, &key],
            |row| row.get::<KennisitemId>(0),
        )?;
        if taken.is_none() {
            return Ok(key);
        }
    }
    Err(Error::Internal("no key is free".to_owned()))
}
