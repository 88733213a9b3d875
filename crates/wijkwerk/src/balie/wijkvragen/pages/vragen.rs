//! Asking the bewonersorgaan of a wijk something: no account, no name, an address for the answer if one wants it.

use askama::Template;

use crate::balie::wegwijzer::{Vooraf, look_first};
use crate::balie::wijkvragen::model::NewWijkvraag;
use crate::balie::wijkvragen::{actions, rules};
use crate::error::{Error, Result};
use crate::http::{Req, Response, redirect};
use crate::kader::gebieden::Gebied;
use crate::kader::organisaties::bewonersorganen_of;
use crate::layout::{C, Faults, page_with};

/// The form as it was filled in.
#[derive(Clone, Default)]
struct Velden {
    aanvraag: String,
    /// The secret of the link, so that sending twice leads to one page.
    sleutel: String,
    vraag: String,
    email: String,
    orgaan: String,
}

impl Velden {
    fn fresh(req: &Req) -> Self {
        Self {
            aanvraag: req.app.ids().next(req.now).to_string(),
            sleutel: req.app.token(),
            ..Self::default()
        }
    }

    fn read(req: &Req) -> Self {
        let form = &req.form;
        let fresh = Self::fresh(req);
        let vraag = form.text("vraag");
        Self {
            aanvraag: form
                .request_id()
                .map_or(fresh.aanvraag, |id| id.to_string()),
            sleutel: form
                .opt("sleutel")
                .filter(|token| is_token(token))
                .map_or(fresh.sleutel, ToOwned::to_owned),
            vraag: if form.ticked("weglaten") {
                rules::without_personal(vraag)
            } else {
                vraag.to_owned()
            },
            email: form.text("email").to_owned(),
            orgaan: form.text("orgaan").to_owned(),
        }
    }

    fn wijkvraag(&self, req: &Req, wijk: &Gebied) -> NewWijkvraag {
        NewWijkvraag {
            gebied: wijk.id,
            orgaan: self.orgaan.parse().ok(),
            vraag: self.vraag.clone(),
            email: Some(self.email.clone()).filter(|email| !email.is_empty()),
            taal: req.lang.html().to_owned(),
            token: self.sleutel.clone(),
        }
    }
}

/// As many bytes as a token of ours has: nobody chooses one that can be guessed by accident.
fn is_token(text: &str) -> bool {
    data_encoding::BASE64URL_NOPAD
        .decode(text.as_bytes())
        .is_ok_and(|bytes| bytes.len() == 24)
}

/// A bewonersorgaan to choose.
struct Keuze {
    waarde: String,
    naam: String,
    gekozen: bool,
}

#[derive(Template)]
#[template(path = "balie/wijkvragen/templates/stel.html")]
struct Page {
    c: C,
    faults: Faults,
    wijk: String,
    naam: String,
    organen: Vec<Keuze>,
    v: Velden,
    /// Whether the question holds what tells who somebody is.
    persoonlijk: bool,
    vooraf: Vooraf,
    /// Who answers it already, in words.
    wie: String,
    most: usize,
}

impl Page {
    /// Who is asked, where there is no choice.
    fn orgaan(&self) -> Option<&str> {
        match self.organen.as_slice() {
            [only] => Some(&only.naam),
            _ => None,
        }
    }
}

fn wijk(req: &Req) -> Result<Gebied> {
    let key = req.param("wijk");
    req.frame
        .wijken()
        .find(|wijk| wijk.sleutel == key)
        .cloned()
        .ok_or(Error::NotFound("wijk"))
}

fn render(
    req: &Req,
    status: u16,
    wijk: &Gebied,
    v: Velden,
    faults: Faults,
    vooraf: Vooraf,
) -> Result<Response> {
    let c = C::of(&req.view);
    let organen = bewonersorganen_of(&req.frame, wijk.id)
        .into_iter()
        .map(|orgaan| Keuze {
            waarde: orgaan.id.to_string(),
            naam: orgaan.naam.clone(),
            gekozen: orgaan.id.to_string() == v.orgaan,
        })
        .collect();
    let wie = match &vooraf.past {
        Some((.., Some(organisatie))) => c.organisatie(*organisatie),
        _ => c.gemeente().to_owned(),
    };
    page_with(
        status,
        &Page {
            wijk: wijk.sleutel.clone(),
            naam: wijk.naam.clone(),
            organen,
            persoonlijk: !v.vraag.is_empty() && rules::is_personal(&v.vraag),
            most: rules::LONGEST,
            v,
            faults,
            vooraf,
            wie,
            c,
        },
    )
}

/// The empty form; where nobody can be asked, who can help.
pub(super) async fn show(req: Req) -> Result<Response> {
    let wijk = wijk(&req)?;
    let v = Velden::fresh(&req);
    render(&req, 200, &wijk, v, Faults::default(), Vooraf::default())
}

/// Takes a question in: the receipt, or the form again with what is wrong with it or what is known already.
pub(super) async fn send(req: Req) -> Result<Response> {
    let wijk = wijk(&req)?;
    let v = Velden::read(&req);
    let most = req.app.config().limits.meldingen_per_hour;
    let from = format!("wijkvraag|{}", req.asker());
    req.app
        .count_try(&from, most.saturating_mul(4), most)
        .await?;
    let new = v.wijkvraag(&req, &wijk);
    let checked = actions::check(&req.frame, &new);
    if checked.is_ok() && !req.form.ticked("bevestigd") {
        let vooraf = look_first(&req, new.vraag.clone()).await?;
        if !vooraf.is_empty() {
            return render(&req, 200, &wijk, v, Faults::default(), vooraf);
        }
    }
    let request = v.aanvraag.parse().ok();
    let done = req
        .write(move |ctx| actions::ask(ctx, &new, request).map(drop))
        .await;
    match done {
        Ok(()) => {
            if most > 0 {
                req.app.count_done(&from);
            }
            Ok(redirect(&format!("/l/{}?ontvangen=1", v.sleutel)))
        }
        Err(error) => {
            let faults = Faults::or_refusal(error)?;
            let status = faults.status();
            render(&req, status, &wijk, v, faults, Vooraf::default())
        }
    }
}
