//! Melden: one page, no account.

use askama::Template;

use super::super::actions;
use super::super::model::Bron;
use super::nearby::{self, Similar};
use super::velden::{Beeld, Velden, beeld};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::http::{Req, Response, come_back_after, redirect};
use crate::ids::MeldingId;
use crate::layout::{C, Faults, page_with};

/// The key of the refusal that means: look at these first.
const LOOK_FIRST: &str = "melden-anderen-eerst";

#[derive(Template)]
#[template(path = "wijkaanpak/meldingen/templates/melden.html")]
struct MeldenPage {
    c: C,
    v: Velden,
    b: Beeld,
    faults: Faults,
    similar: Vec<Similar>,
    filled: bool,
}

fn render(
    req: &Req,
    status: u16,
    v: Velden,
    faults: Faults,
    similar: Vec<Similar>,
) -> Result<Response> {
    let c = C::of(&req.view);
    let b = beeld(&req.view, &v, &c.t("melden-kaart-titel"))?;
    let filled = !req.form.fields().is_empty() && !begins(req);
    page_with(
        status,
        &MeldenPage {
            c,
            v,
            b,
            faults,
            similar,
            filled,
        },
    )
}

/// The empty form.
pub(super) async fn show(req: Req) -> Result<Response> {
    let v = Velden::fresh(&req.view, req.query.text("wijk"));
    render(&req, 200, v, Faults::default(), Vec::new())
}

/// Takes the form in, or only its first photo: the receipt, or the form again with what is missing or what others let us
/// know. While the database or the disk is gone the form comes back as it was, photos and all.
pub(super) async fn send(req: Req) -> Result<Response> {
    let mut v = Velden::read(&req.view, &req.form);
    let done = if begins(&req) {
        begin(&req, &mut v).await
    } else {
        take_in(&req, &mut v).await
    };
    match done {
        Err(error) if error.status() == 503 => not_now(&req, v, &error).await,
        done => done,
    }
}

/// The form again, with what it held, and when to send it once more.
async fn not_now(req: &Req, mut v: Velden, error: &Error) -> Result<Response> {
    tracing::error!(%error, "a melding could not be taken in");
    let mut faults = vec![FieldError {
        field: "melden",
        sentence: Sentence::new("fout-even-niet"),
    }];
    if v.klaar.is_empty() && req.form.has_files() {
        faults.extend(v.keep_photos(req).await.unwrap_or_default());
    }
    if v.klaar.is_empty() && req.form.has_files() && faults.len() == 1 {
        faults.push(FieldError {
            field: "foto",
            sentence: Sentence::new("fout-foto-opnieuw"),
        });
    }
    let mut response = render(req, 503, v, Faults(faults), Vec::new())?;
    come_back_after(&mut response, error);
    Ok(response)
}

/// Whether it is only the photo of the start page: everything else is still to be asked.
fn begins(req: &Req) -> bool {
    req.form.text("begin") == "1"
}

/// The form with the photo that it begins with.
async fn begin(req: &Req, v: &mut Velden) -> Result<Response> {
    count_try(req).await?;
    let faults = Faults(v.keep_photos(req).await?);
    render(req, faults.status(), v.clone(), faults, Vec::new())
}

/// Counts that this address tries; answers under which name. Trying again is allowed more often than letting something
/// know: photos that are refused, a wijk that was forgotten.
async fn count_try(req: &Req) -> Result<String> {
    let most = req.app.config().limits.meldingen_per_hour;
    let from = format!("melden|{}", req.asker());
    req.app
        .count_try(&from, most.saturating_mul(4), most)
        .await?;
    Ok(from)
}

async fn take_in(req: &Req, v: &mut Velden) -> Result<Response> {
    let from = count_try(req).await?;
    let mut faults = v.faults();
    faults.extend(v.keep_photos(req).await?);
    let similar = if req.form.ticked("bevestigd") {
        Vec::new()
    } else {
        let wanted = v.clone();
        req.read(move |tx, view| nearby::find(tx, view, &wanted))
            .await?
    };
    let done = match req.form.parsed::<MeldingId>("volg") {
        Some(id) => follow(req, v, id, faults).await,
        None => submit(req, v, faults, !similar.is_empty()).await,
    };
    match done {
        Ok(()) => {
            if req.app.config().limits.meldingen_per_hour > 0 {
                req.app.count_done(&from);
            }
            Ok(redirect(&format!("/l/{}?ontvangen=1", v.sleutel)))
        }
        Err(Error::Refused(said)) if said.key == LOOK_FIRST => {
            render(req, 200, v.clone(), Faults::default(), similar)
        }
        Err(error) => {
            let faults = Faults::of(error)?;
            render(req, 400, v.clone(), faults, similar)
        }
    }
}

async fn submit(req: &Req, v: &Velden, before: Vec<FieldError>, look_first: bool) -> Result<()> {
    let new = v.melding(&req.view, "digitaal", Bron::Bewoner, None);
    let request = v.request();
    req.write(move |ctx| {
        with_faults(&before, actions::submit(ctx, &new, request))?;
        if look_first {
            // Everything is right; undo it until the question about the others has been answered.
            return Err(Error::refused(LOOK_FIRST));
        }
        Ok(())
    })
    .await
}

async fn follow(req: &Req, v: &Velden, id: MeldingId, before: Vec<FieldError>) -> Result<()> {
    let (contact, token, request) = (v.contact(&req.view), v.sleutel.clone(), v.request());
    let before: Vec<FieldError> = before
        .into_iter()
        .filter(|fault| fault.field != "foto")
        .collect();
    req.write(move |ctx| {
        let done = actions::follow(ctx, id, &contact, &token, request);
        with_faults(&before, done)
    })
    .await
}

/// Puts the faults that were known before with those of the action; with any fault nothing is written.
pub(super) fn with_faults<T>(before: &[FieldError], done: Result<T>) -> Result<()> {
    match done {
        Ok(_) if before.is_empty() => Ok(()),
        Ok(_) => Err(Error::Invalid(before.to_vec())),
        Err(Error::Invalid(more)) => Err(Error::Invalid([before, more.as_slice()].concat())),
        Err(other) => Err(other),
    }
}
