//! When it did not work: what happened, in one sentence, and what to do now.

use std::sync::Arc;

use askama::Template;

use super::{C, sentence};
use crate::error::{Error, Sentence};
use crate::http::{Filled, Response, View, html, text};

#[derive(Template)]
#[template(path = "layout/templates/error.html")]
struct ErrorPage {
    c: C,
    title: String,
    reasons: Vec<String>,
    next: String,
    picture: &'static str,
    reference: Option<String>,
    sign_in: bool,
    /// To be sent again as it was, when waiting or signing in helps.
    again: Option<Filled>,
    /// To be copied, when it has to be done in another way.
    texts: Vec<String>,
}

/// The page for an error; plain text where not even the gemeente is known.
pub fn error_page(
    view: Option<&Arc<View>>,
    error: &Error,
    reference: Option<&str>,
    filled: Option<Filled>,
) -> Response {
    let status = error.status();
    let Some(view) = view else {
        return text(
            status,
            format!(
                "{status} {}\n{}\n",
                status_title(status),
                plain_reason(error, reference)
            ),
        );
    };
    let c = C::of(view);
    let link_is_dead = matches!(error, Error::NotFound("link"));
    let what = if link_is_dead {
        "link".to_owned()
    } else {
        status.to_string()
    };
    let sign_in = status == 401;
    // Whoever was signed out while writing signs in beside this page and sends what is still on it.
    let again = filled
        .clone()
        .filter(|_| sign_in || error.retry_after().is_some());
    let texts = match &filled {
        Some(filled) if sign_in || again.is_none() => {
            filled.texts().into_iter().map(ToOwned::to_owned).collect()
        }
        _ => Vec::new(),
    };
    let page = ErrorPage {
        again,
        texts,
        title: c.tk("fout-titel", &what),
        reasons: reasons(view, error),
        next: c.tk("fout-verder", &what),
        picture: if link_is_dead {
            "leeg.svg"
        } else {
            "knoop.svg"
        },
        reference: reference.map(ToOwned::to_owned),
        sign_in,
        c,
    };
    page.render().map_or_else(
        |_| text(500, format!("{status} {}\n", status_title(status))),
        |body| html(status, body),
    )
}

fn reasons(view: &View, error: &Error) -> Vec<String> {
    match error {
        Error::Refused(said) | Error::Stale(said) | Error::TooLarge(said) => {
            vec![sentence(view, said)]
        }
        Error::Invalid(faults) => faults
            .iter()
            .map(|fault| sentence(view, &fault.sentence))
            .collect(),
        Error::TooMany {
            retry_after_seconds,
        } => {
            let minutes = i64::from(retry_after_seconds / 60 + 1);
            vec![sentence(
                view,
                &Sentence::new("fout-te-vaak").with("minuten", minutes),
            )]
        }
        _ => Vec::new(),
    }
}

/// The English name of a status, for logs and the API.
pub fn status_title(status: u16) -> &'static str {
    match status {
        400 => "Ongeldige invoer",
        401 => "Niet ingelogd",
        403 => "Geen toegang",
        404 => "Niet gevonden",
        409 => "Kan nu niet",
        413 => "Te groot",
        429 => "Te veel verzoeken",
        503 => "Even niet beschikbaar",
        _ => "Er ging iets mis bij ons",
    }
}

/// One Dutch sentence for the API, without anything of the inside.
pub fn plain_reason(error: &Error, reference: Option<&str>) -> String {
    match (error, reference) {
        (_, Some(reference)) => {
            format!("Probeer het later opnieuw. Noem bij vragen nummer {reference}.")
        }
        (Error::Invalid(faults), _) => {
            let fields: Vec<&str> = faults.iter().map(|fault| fault.field).collect();
            format!("Controleer: {}.", fields.join(", "))
        }
        (
            Error::TooMany {
                retry_after_seconds,
            },
            _,
        ) => {
            format!("Probeer het over {retry_after_seconds} seconden opnieuw.")
        }
        (Error::SignIn, _) => "Log eerst in.".into(),
        (Error::Forbidden(_), _) => "Uw rol mag dit niet.".into(),
        (Error::NotFound(_), _) => "Dit adres bestaat niet.".into(),
        _ => "Dit kan nu niet.".into(),
    }
}
