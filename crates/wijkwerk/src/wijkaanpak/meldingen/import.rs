//! Taking over meldingen from another system, row by row through the same action as the form.
//!
//! Nothing is guessed: what a row is about is a key or a name of the inrichting, or a word that whoever imports explained.
//! A pin says where it is; where the row names another wijk, that is told.

mod onderwerpen;

use jiff::civil::Date;

pub use self::onderwerpen::Onderwerpen;
use super::model::{Bron, Contactgegevens, NewMelding};
use super::{actions, rules, store};
use crate::access::{Here, Permission};
use crate::error::{Error, Result, Sentence};
use crate::ids::{GebiedId, MeldingId};
use crate::kader::gebieden::Coordinaat;
use crate::write::Write;

/// A row as a file gives it.
#[derive(Clone, Debug, Default)]
pub struct ImportRow {
    pub external_source: String,
    pub external_id: String,
    pub submitted_on: Option<Date>,
    pub omschrijving: String,
    /// Name or key of the wijk.
    pub wijk: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    /// The address, as the file writes it.
    pub adres: Option<String>,
    /// Key or name of a theme or discipline, or a word that was explained.
    pub onderwerp: Option<String>,
    pub kanaal: Option<String>,
    pub naam: Option<String>,
    pub email: Option<String>,
    pub telefoon: Option<String>,
    /// The secret of the reporter's link, made outside the write.
    pub token: String,
}

/// What became of a row.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is there; with what is odd about it, a sentence each.
    Added(MeldingId, Vec<Sentence>),
    /// It was there already: the same source and number.
    Already,
    Refused(Sentence),
}

/// The channel of what does not say how it came.
const READ_IN: &str = "import";
/// Most characters of an address, as on the form.
const LONGEST_ADRES: usize = 200;
/// Most characters of a word of the file in a sentence about it.
const LONGEST_WOORD: usize = 60;

/// Takes in a batch of rows; a refused row does not stop the others.
pub fn import_rows(
    ctx: &mut Write<'_>,
    rows: &[ImportRow],
    onderwerpen: &Onderwerpen,
) -> Result<Vec<Outcome>> {
    ctx.require(Permission::ImportRun, &Here::ANYWHERE)?;
    rows.iter()
        .map(|row| import_row(ctx, row, onderwerpen))
        .collect()
}

fn import_row(ctx: &mut Write<'_>, row: &ImportRow, onderwerpen: &Onderwerpen) -> Result<Outcome> {
    let gemeente = ctx.gemeente();
    let known = store::find_external(ctx, gemeente, &row.external_source, &row.external_id)?;
    if known.is_some() {
        return Ok(Outcome::Already);
    }
    let (new, odd) = match to_new(ctx, row, onderwerpen) {
        Ok(read) => read,
        Err(sentence) => return Ok(Outcome::Refused(sentence)),
    };
    match actions::submit(ctx, &new, None) {
        Ok(submitted) => Ok(Outcome::Added(submitted.id, odd)),
        Err(Error::Invalid(faults)) => {
            Ok(Outcome::Refused(faults.into_iter().next().map_or_else(
                || Sentence::new("import-rij-fout"),
                |fault| fault.sentence,
            )))
        }
        Err(other) => Err(other),
    }
}

/// What the row says, and what is odd about it.
fn to_new(
    ctx: &Write<'_>,
    row: &ImportRow,
    onderwerpen: &Onderwerpen,
) -> std::result::Result<(NewMelding, Vec<Sentence>), Sentence> {
    if row.external_id.trim().is_empty() {
        return Err(Sentence::new("import-nummer-leeg"));
    }
    if row.submitted_on.is_some_and(|day| day > ctx.today()) {
        return Err(Sentence::new("import-datum-toekomst"));
    }
    let adres = row.adres.clone().filter(|text| !text.trim().is_empty());
    if adres
        .as_ref()
        .is_some_and(|text| text.chars().count() > LONGEST_ADRES)
    {
        return Err(Sentence::new("melden-adres-lang"));
    }
    let place = match (row.lat, row.lon) {
        (Some(lat), Some(lon)) => {
            Some(Coordinaat::new(lat, lon).map_err(|error| Sentence::new(error.key()))?)
        }
        _ => None,
    };
    let (gebied, odd) = where_it_is(ctx, row, place)?;
    let onderwerp = onderwerpen.key(row.onderwerp.as_deref())?;
    let (kanaal, odd_kanaal) = how_it_came(ctx, row);
    let new = NewMelding {
        gebied,
        place,
        near_home: adres.as_deref().is_some_and(rules::has_house_number),
        onderwerp: Some(onderwerp),
        omschrijving: row.omschrijving.clone(),
        plaats: adres,
        kanaal,
        bron: Bron::Import,
        bron_id: None,
        contact: Contactgegevens {
            naam: row.naam.clone(),
            email: row.email.clone(),
            telefoon: row.telefoon.clone(),
            taal: "nl".into(),
        },
        photos: Vec::new(),
        token: row.token.clone(),
        external: Some((row.external_source.clone(), row.external_id.clone())),
        raised_on: row.submitted_on,
    };
    Ok((new, odd.into_iter().chain(odd_kanaal).collect()))
}

/// The channel of a row; where it names one that is not known, that it was read in, and a sentence about it.
fn how_it_came(ctx: &Write<'_>, row: &ImportRow) -> (String, Option<Sentence>) {
    let inrichting = &ctx.frame.inrichting;
    let named = row.kanaal.as_deref().map(str::trim).unwrap_or_default();
    if inrichting.kanaal(named).is_some() {
        return (named.to_owned(), None);
    }
    let odd = (!named.is_empty() && named != READ_IN).then(|| {
        let known = inrichting.kanalen.iter();
        let names: Vec<&str> = known.map(|kanaal| kanaal.sleutel.as_str()).collect();
        Sentence::new("import-kanaal-onbekend")
            .with("naam", clipped(named))
            .with("namen", names.join(", "))
    });
    (READ_IN.to_owned(), odd)
}

/// The gebied of a row; with a pin, the one that the pin lies in, and a sentence where the row names another.
fn where_it_is(
    ctx: &Write<'_>,
    row: &ImportRow,
    place: Option<Coordinaat>,
) -> std::result::Result<(Option<GebiedId>, Option<Sentence>), Sentence> {
    let inrichting = &ctx.frame.inrichting;
    let find = |naam: &str| {
        inrichting
            .gebied_named(naam)
            .or_else(|| inrichting.gebied(naam.trim()))
            .and_then(|gebied| ctx.frame.gebied_by_key(&gebied.sleutel))
    };
    let pin: Vec<_> = place
        .and_then(|place| ctx.frame.plaatsen.lookup(place))
        .map(|plek| plek.wijken)
        .unwrap_or_default()
        .iter()
        .filter_map(|key| ctx.frame.gebied_by_key(key))
        .collect();
    let Some(naam) = &row.wijk else {
        // Some files hold the name of a wijk where another holds an address.
        let named = row.adres.as_deref().filter(|_| place.is_none());
        return Ok((named.and_then(find).map(|gebied| gebied.id), None));
    };
    let gebied = find(naam);
    let fits = pin.is_empty()
        || gebied.is_some_and(|gebied| {
            let within = ctx.frame.within(gebied.id);
            pin.iter().any(|wijk| within.contains(&wijk.id))
        });
    if !fits {
        let there: Vec<&str> = pin.iter().map(|wijk| wijk.naam.as_str()).collect();
        let told = |key| {
            Sentence::new(key)
                .with("naam", clipped(naam))
                .with("wijk", there.join(", "))
        };
        return match pin.as_slice() {
            [wijk] => Ok((Some(wijk.id), Some(told("import-wijk-anders")))),
            _ => Err(told("import-wijk-welke")),
        };
    }
    match gebied {
        Some(gebied) => Ok((Some(gebied.id), None)),
        None => Err(Sentence::new("import-wijk-onbekend").with("naam", clipped(naam))),
    }
}

/// So much of a word as fits in a sentence about it.
fn clipped(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= LONGEST_WOORD {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LONGEST_WOORD).collect();
    short.push('…');
    short
}
