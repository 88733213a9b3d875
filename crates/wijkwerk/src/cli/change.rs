//! What a command can change, as it travels to a running server and as it is done.
//!
//! One line of JSON asks, one line of JSON answers. The same function runs on both sides of the socket.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::aansluitingen;
use super::failure::{explain, sentence};
use super::import_kennis::{self, Batch};
use super::import_meldingen::{self, RowAnswer};
use super::kennis_antwoord::ItemAnswer;
use super::meldingen_rijen::WireRow;
use super::user;
use crate::access::Actor;
use crate::app::App;
use crate::error::{Error, Sentence};
use crate::frame::Frame;
use crate::kader::gebieden;
use crate::kader::inrichting;

/// What is said of an inrichting that is there already.
pub(super) const NOTHING_NEW: &str =
    "er verandert niets; dit is al de laatste versie en er komt geen nieuwe";

/// A change to be made.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(super) enum Change {
    ImportInrichting {
        document: String,
        from: Date,
    },
    ImportGebieden {
        gemeente: String,
        jaar: i64,
        geojson: String,
    },
    ImportMeldingen {
        gemeente: String,
        rows: Vec<WireRow>,
        /// Words of the file, and the theme or discipline that each stands for.
        #[serde(default)]
        onderwerpen: Vec<(String, String)>,
        /// Say what would happen, and leave everything as it was.
        proef: bool,
    },
    ImportKennis {
        gemeente: String,
        #[serde(flatten)]
        asked: Batch,
    },
    Invite(user::Wanted),
    Opnieuw {
        aansluiting: String,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Answer {
    /// It is done; a sentence about it.
    Done(String),
    /// What happened to each row, and how long others had to wait for it.
    Rows { rows: Vec<RowAnswer>, millis: u64 },
    /// The same of rows for the kennisbank.
    Kennis { rows: Vec<ItemAnswer>, millis: u64 },
    /// It is not done; why.
    Failed(String),
}

/// Makes the change; used by the server for what comes in, and by a command that found no server.
pub(super) fn perform(app: &App, change: Change) -> Answer {
    let done = match change {
        Change::ImportInrichting { document, from } => import_inrichting(app, &document, from),
        Change::ImportGebieden {
            gemeente,
            jaar,
            geojson,
        } => import_gebieden(app, &gemeente, jaar, &geojson),
        Change::ImportMeldingen {
            gemeente,
            rows,
            onderwerpen,
            proef,
        } => {
            return import_meldingen::perform(app, &gemeente, rows, &onderwerpen, proef)
                .map_or_else(Answer::Failed, |(rows, millis)| Answer::Rows {
                    rows,
                    millis,
                });
        }
        Change::ImportKennis { gemeente, asked } => {
            return import_kennis::perform(app, &gemeente, asked).map_or_else(
                Answer::Failed,
                |(rows, millis)| Answer::Kennis { rows, millis },
            );
        }
        Change::Invite(wanted) => user::perform(app, wanted),
        Change::Opnieuw { aansluiting } => aansluitingen::perform(app, &aansluiting),
    };
    done.map_or_else(Answer::Failed, Answer::Done)
}

fn import_inrichting(app: &App, document: &str, from: Date) -> Result<String, String> {
    let loaded = inrichting::actions::parse(document).map_err(|findings| {
        let all: Vec<String> = findings.iter().map(ToString::to_string).collect();
        all.join("\n")
    })?;
    let slug = loaded.gemeente.slug.clone();
    let versie = inrichting::actions::import(app, &Actor::Command, loaded, from)
        .map_err(|error| in_words(app, &slug, &error))?;
    Ok(match versie {
        Some(versie) => format!("{slug}: versie {versie} geldt vanaf {from}"),
        None => format!("{slug}: {NOTHING_NEW}"),
    })
}

fn import_gebieden(app: &App, gemeente: &str, jaar: i64, text: &str) -> Result<String, String> {
    let frame = find_frame(app, gemeente)?;
    let code = frame.inrichting.gemeente.cbs_code.clone();
    let vlakken = gebieden::read_geojson(text.as_bytes(), &code).map_err(|objections| {
        let all: Vec<String> = objections
            .iter()
            .map(|objection| in_dutch(&frame, objection))
            .collect();
        all.join("\n")
    })?;
    let count = app
        .write_blocking(&frame, &Actor::Command, move |ctx| {
            gebieden::actions::import_cbs(ctx, jaar, &vlakken)
        })
        .map_err(|error| explain(&frame, &error))?;
    app.forget_frame(gemeente);
    Ok(format!("{gemeente}: {count} gebieden van {jaar} ingelezen"))
}

/// An objection to a map: which feature, which code, and what is wrong with it.
fn in_dutch(frame: &Frame, objection: &gebieden::Bezwaar) -> String {
    let mut said = Sentence::new(objection.reden.key());
    for (name, value) in objection.reden.args() {
        said = said.with(name, value);
    }
    let said = sentence(frame, &said);
    match (objection.feature, &objection.code) {
        (Some(n), Some(code)) => format!("onderdeel {} ({code}): {said}", n + 1),
        (Some(n), None) => format!("onderdeel {}: {said}", n + 1),
        _ => said,
    }
}

/// The frame of a gemeente, or a sentence that names those that are there.
pub(super) fn find_frame(
    app: &App,
    slug: &str,
) -> Result<std::sync::Arc<crate::frame::Frame>, String> {
    match app.frame_blocking(slug) {
        Ok(Some(frame)) => Ok(frame),
        Ok(None) => {
            let known = app.slugs_blocking().map_err(|error| error.to_string())?;
            Err(if known.is_empty() {
                format!(
                    "er is geen gemeente {slug}, en ook nog geen andere: begin met `wijkwerk inrichting import`"
                )
            } else {
                format!("er is geen gemeente {slug}; wel: {}", known.join(", "))
            })
        }
        Err(error) => Err(error.to_string()),
    }
}

fn in_words(app: &App, slug: &str, error: &Error) -> String {
    match app.frame_blocking(slug) {
        Ok(Some(frame)) => explain(&frame, error),
        _ => error.to_string(),
    }
}
