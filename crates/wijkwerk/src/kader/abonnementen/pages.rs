//! Asking for the news of a wijk, and the page behind the link of every mail: confirm, see own data, end it.

use askama::Template;
use kit::i18n::Lang;
use kit::mail::EmailAddress;

use super::KIND;
use super::actions::{self, holder};
use super::store::{self, Abonnement};
use crate::app::Purpose;
use crate::error::{Error, Result};
use crate::handler;
use crate::http::{Form, Guard, Kind, Req, Response, Route, redirect, text};
use crate::ids::AbonnementId;
use crate::layout::{self, C, Faults};

/// Most mails that asking sends to one address in an hour, whoever asks.
const PER_ADDRESS: i64 = 5;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "abonnement",
            "/{gemeente}/abonnement",
            Guard::Public,
            Kind::Page,
            handler!(show_form),
        ),
        Route::post(
            "abonnement.vraag",
            "/{gemeente}/abonnement",
            Guard::Public,
            handler!(ask),
        )
        .sample("wijk={wijk}&email=buur@bewoners.example&taal=nl"),
        Route::get(
            "abonnement.verstuurd",
            "/{gemeente}/abonnement/verstuurd",
            Guard::Public,
            Kind::Page,
            handler!(show_sent),
        ),
    ]
}

#[derive(Template)]
#[template(path = "kader/abonnementen/templates/vraag.html")]
struct FormPage {
    c: C,
    faults: Faults,
    email: String,
    /// Key, name, and whether it was chosen.
    wijken: Vec<(String, String, bool)>,
}

fn form_page(req: &Req, faults: Faults, form: &Form) -> FormPage {
    let chosen = form.text("wijk");
    FormPage {
        wijken: req
            .frame
            .wijken()
            .map(|wijk| {
                let is_chosen = wijk.sleutel == chosen;
                (wijk.sleutel.clone(), wijk.naam.clone(), is_chosen)
            })
            .collect(),
        email: form.text("email").to_owned(),
        faults,
        c: C::of(&req.view),
    }
}

async fn show_form(req: Req) -> Result<Response> {
    layout::page(&form_page(&req, Faults::default(), &req.query))
}

async fn ask(req: Req) -> Result<Response> {
    match try_to_ask(&req).await {
        Ok(()) => Ok(redirect(&layout::url(&req.view, "/abonnement/verstuurd"))),
        Err(error) => {
            let page = form_page(&req, Faults::of(error)?, &req.form);
            layout::page_with(400, &page)
        }
    }
}

async fn try_to_ask(req: &Req) -> Result<()> {
    let (key, typed) = (req.form.text("wijk"), req.form.text("email"));
    let wijk = req.frame.wijken().find(|wijk| wijk.sleutel == key);
    let wijk = wijk.map(|wijk| wijk.id);
    let wijk = wijk.ok_or_else(|| Error::field("wijk", "abonnement-wijk-kies"))?;
    let email = EmailAddress::parse(typed).map_err(|_| Error::field("email", "fout-email"))?;
    let most = req.app.config().limits.sign_ins_per_hour;
    if let Some(remote) = req.remote {
        req.app
            .rate(format!("abonnement:adres:{remote}"), most)
            .await?;
    }
    let address = email.as_str().to_lowercase();
    let what = format!("abonnement:mail:{}:{address}", req.frame.id);
    req.app.rate(what, most.min(PER_ADDRESS)).await?;
    let lang: Lang = req.form.parsed("taal").unwrap_or(req.lang);
    req.do_once(move |ctx| actions::ask(ctx, wijk, &email, lang).map(drop))
        .await
}

#[derive(Template)]
#[template(path = "kader/abonnementen/templates/verstuurd.html")]
struct SentPage {
    c: C,
}

async fn show_sent(req: Req) -> Result<Response> {
    layout::page(&SentPage {
        c: C::of(&req.view),
    })
}

#[derive(Template)]
#[template(path = "kader/abonnementen/templates/link.html")]
struct LinkPage {
    c: C,
    action: String,
    wijk: String,
    /// None once it has ended.
    own: Option<Abonnement>,
}

impl LinkPage {
    fn waits(&self) -> bool {
        let own = self.own.as_ref();
        own.is_some_and(|own| own.confirmed_at.is_none())
    }
}

/// What the holder of a link sees.
pub async fn abonnement_page(req: Req) -> Result<Response> {
    let id = AbonnementId(holder(&req.actor)?.subject);
    let gemeente = req.frame.id;
    let own = req
        .app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::OwnData,
            (KIND, id.0),
            move |tx| store::find_abonnement(tx, gemeente, id),
        )
        .await?;
    let c = C::of(&req.view);
    let wijk = own.as_ref().map(|own| c.gebied(own.gebied));
    layout::page(&LinkPage {
        action: req.path.clone(),
        wijk: wijk.unwrap_or_default(),
        own,
        c,
    })
}

/// The buttons of that page, and the one tap of a mail program.
pub async fn abonnement_post(req: Req) -> Result<Response> {
    let by_mailer = req.form.is_one_click();
    match req.form.text("doe") {
        "bevestig" if !by_mailer => req.do_once(actions::confirm).await?,
        "stop" => stop(&req).await?,
        _ if by_mailer => {
            stop(&req).await?;
            return Ok(text(200, "OK"));
        }
        _ => {}
    }
    Ok(redirect(&req.path))
}

/// Erased at the person's own wish: noted beside the backups first.
async fn stop(req: &Req) -> Result<()> {
    let (gemeente, id) = (req.frame.id, holder(&req.actor)?.subject);
    req.app
        .run_blocking(move |app| app.note_erased_abonnement(gemeente, id))
        .await?;
    req.do_once(actions::stop).await
}
