//! Taking over meldingen from another system, row by row through the same action as the form.

use jiff::civil::Date;
use kit::db::Queries;

use super::actions::{self, subjects};
use super::model::{Bron, Contactgegevens, NewMelding};
use crate::access::{Here, Permission};
use crate::error::{Error, Result, Sentence};
use crate::ids::MeldingId;
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
    /// Key or name of a theme or discipline; anything else becomes the last of the list ("anders").
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
    Added(MeldingId),
    /// It was there already: the same source and number.
    Already,
    Refused(Sentence),
}

/// Takes in a batch of rows; a refused row does not stop the others.
pub fn import_rows(ctx: &mut Write<'_>, rows: &[ImportRow]) -> Result<Vec<Outcome>> {
    ctx.require(Permission::ImportRun, &Here::ANYWHERE)?;
    rows.iter().map(|row| import_row(ctx, row)).collect()
}

fn import_row(ctx: &mut Write<'_>, row: &ImportRow) -> Result<Outcome> {
    let gemeente = ctx.gemeente();
    let known = ctx.query_opt(
        "SELECT id FROM meldingen WHERE gemeente_id = $1 AND external_source = $2 AND external_id = $3",
        &[&gemeente, &row.external_source, &row.external_id],
        |row| row.get::<MeldingId>(0),
    )?;
    if known.is_some() {
        return Ok(Outcome::Already);
    }
    let new = match to_new(ctx, row) {
        Ok(new) => new,
        Err(sentence) => return Ok(Outcome::Refused(sentence)),
    };
    match actions::submit(ctx, &new, None) {
        Ok(submitted) => Ok(Outcome::Added(submitted.id)),
        Err(Error::Invalid(faults)) => {
            Ok(Outcome::Refused(faults.into_iter().next().map_or_else(
                || Sentence::new("import-rij-fout"),
                |fault| fault.sentence,
            )))
        }
        Err(other) => Err(other),
    }
}

fn to_new(ctx: &Write<'_>, row: &ImportRow) -> std::result::Result<NewMelding, Sentence> {
    if row.external_id.trim().is_empty() {
        return Err(Sentence::new("import-nummer-leeg"));
    }
    if row.submitted_on.is_some_and(|day| day > ctx.today()) {
        return Err(Sentence::new("import-datum-toekomst"));
    }
    let place = match (row.lat, row.lon) {
        (Some(lat), Some(lon)) => {
            Some(Coordinaat::new(lat, lon).map_err(|error| Sentence::new(error.key()))?)
        }
        _ => None,
    };
    let gebied = match &row.wijk {
        Some(naam) => {
            let found = ctx
                .frame
                .inrichting
                .gebied_named(naam)
                .or_else(|| ctx.frame.inrichting.gebied(naam));
            let key = found
                .ok_or_else(|| Sentence::new("import-wijk-onbekend").with("naam", naam.clone()))?;
            ctx.frame
                .gebied_by_key(&key.sleutel)
                .map(|gebied| gebied.id)
        }
        None => None,
    };
    let keys = subjects(&ctx.frame.inrichting);
    let wanted = row.onderwerp.as_deref().unwrap_or_default().to_lowercase();
    let onderwerp = keys
        .iter()
        .find(|key| key.to_lowercase() == wanted)
        .or(keys.last())
        .cloned();
    Ok(NewMelding {
        gebied,
        place,
        near_home: false,
        onderwerp,
        omschrijving: row.omschrijving.clone(),
        plaats: None,
        kanaal: row
            .kanaal
            .clone()
            .filter(|key| ctx.frame.inrichting.kanaal(key).is_some())
            .unwrap_or("import".into()),
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
    })
}
