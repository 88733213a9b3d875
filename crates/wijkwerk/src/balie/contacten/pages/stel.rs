//! A resident's own question: asked on the website, answered by the desk (L-22). No account and no name; an address or a
//! number only to answer.
//!
//! What was typed in the wegwijzer comes along by POST, so that it stands in no address.

use askama::Template;
use jiff::civil::Date;

use super::{Keuze, keuze, onderwerpen};
use crate::balie::contacten::{
    CallTime, DIGITAAL, OwnQuestion, Reply, Uitkomst, ask_online, check_online, get_contact,
    get_vraag, has_email, rules,
};
use crate::balie::kennisbank::find_wijk;
use crate::balie::wegwijzer::{Vooraf, look_first};
use crate::error::{Error, FieldError, Result, Sentence};
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::ids::ContactvraagId;
use crate::layout::{self, C, Faults};

/// A question of 50,000 characters comes along from the wegwijzer.
const MAX_BODY: usize = 512 * 1024;
/// So many characters of it tell what it is about.
const LOOKED_AT: usize = 5_000;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "vraag.online",
            "/{gemeente}/vraag/stel",
            Guard::Public,
            Kind::Page,
            handler!(show),
        ),
        Route::post(
            "vraag.online.verstuur",
            "/{gemeente}/vraag/stel",
            Guard::Public,
            handler!(send),
        )
        .sample("vraag=Wie+helpt+bij+een+formulier?&antwoord=mail&email=vrager@voorbeeld.example&bevestigd=1&verstuur=1")
        .body(MAX_BODY),
    ]
}

/// The form as it was filled in.
#[derive(Clone, Default)]
struct Velden {
    aanvraag: String,
    vraag: String,
    onderwerp: String,
    wijk: String,
    antwoord: String,
    email: String,
    telefoon: String,
    wanneer: String,
    /// Whether what is known already was shown before.
    gezien: bool,
}

/// So much of what was typed is read: enough to give back what is too long, and to say so.
const MOST_READ: usize = 5_000;

impl Velden {
    fn fresh(req: &Req) -> Self {
        Self {
            aanvraag: req.app.ids().next(req.now).to_string(),
            onderwerp: req.query.text("onderwerp").to_owned(),
            wijk: req.query.text("wijk").to_owned(),
            ..Self::default()
        }
    }

    fn read(req: &Req) -> Self {
        let form = &req.form;
        let text = |name: &str| form.text(name).to_owned();
        let vraag: String = form.text("vraag").chars().take(MOST_READ).collect();
        let aanvraag = form
            .request_id()
            .unwrap_or_else(|| req.app.ids().next(req.now));
        Self {
            aanvraag: aanvraag.to_string(),
            vraag: if form.ticked("weglaten") {
                rules::without_personal(&vraag)
            } else {
                vraag
            },
            onderwerp: text("onderwerp"),
            wijk: text("wijk"),
            antwoord: text("antwoord"),
            email: text("email"),
            telefoon: text("telefoon"),
            wanneer: text("wanneer"),
            gezien: form.ticked("bevestigd") || form.ticked("gezien"),
        }
    }

    fn question(&self, req: &Req) -> OwnQuestion {
        let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        OwnQuestion {
            vraag: self.vraag.clone(),
            onderwerp: filled(&self.onderwerp),
            gebied: find_wijk(&req.view, &self.wijk).map(|wijk| wijk.id),
            reply: Reply::from_word(&self.antwoord),
            email: filled(&self.email),
            telefoon: filled(&self.telefoon),
            wanneer: CallTime::from_word(&self.wanneer).unwrap_or(CallTime::Any),
            taal: req.lang.html().to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/stel.html")]
struct Page {
    c: C,
    faults: Faults,
    v: Velden,
    /// Whether the question holds what tells who somebody is.
    persoonlijk: bool,
    vooraf: Vooraf,
    /// Who answers it already, in words.
    wie: String,
    onderwerpen: Vec<Keuze>,
    wijken: Vec<Keuze>,
    manieren: &'static [Reply],
    tijden: &'static [CallTime],
    most: usize,
}

fn render(req: &Req, status: u16, v: Velden, faults: Faults, vooraf: Vooraf) -> Result<Response> {
    let c = C::of(&req.view);
    let wie = match &vooraf.past {
        Some((.., Some(organisatie))) => c.organisatie(*organisatie),
        _ => c.gemeente().to_owned(),
    };
    let wijken = req
        .frame
        .wijken()
        .map(|wijk| keuze(&wijk.sleutel, &wijk.naam, &v.wijk))
        .collect();
    layout::page_with(
        status,
        &Page {
            onderwerpen: onderwerpen(&req.view, &v.onderwerp),
            wijken,
            manieren: Reply::ALL,
            tijden: CallTime::ALL,
            persoonlijk: rules::is_personal(&v.vraag),
            most: rules::LONGEST,
            v,
            faults,
            vooraf,
            wie,
            c,
        },
    )
}

#[derive(Template)]
#[template(path = "balie/contacten/templates/gesteld.html")]
struct Received {
    c: C,
    reply: Reply,
    due: Option<Date>,
    /// The term that it falls under.
    term: &'static str,
    done: bool,
}

/// The empty form; after sending, what happens next and by when.
async fn show(req: Req) -> Result<Response> {
    let Some(id) = req.query.parsed::<ContactvraagId>("ontvangen") else {
        let v = Velden::fresh(&req);
        return render(&req, 200, v, Faults::default(), Vooraf::default());
    };
    let (vraag, mailed) = req
        .read(move |tx, view| {
            let vraag = get_vraag(tx, view.frame.id, id)?;
            let contact = get_contact(tx, view.frame.id, vraag.contact)?;
            if contact.kanaal != DIGITAAL {
                return Err(Error::NotFound("vraag"));
            }
            let mailed = has_email(tx, view.frame.id, contact.id)?;
            Ok((vraag, mailed))
        })
        .await?;
    layout::page(&Received {
        c: C::of(&req.view),
        reply: match vraag.uitkomst {
            Uitkomst::CallBack => Reply::Call,
            _ if mailed => Reply::Mail,
            _ => Reply::Nothing,
        },
        due: vraag.due,
        term: vraag.uitkomst.term(),
        done: !vraag.is_open(),
    })
}

/// The form with what was typed elsewhere, or the form itself.
async fn send(req: Req) -> Result<Response> {
    if req.form.ticked("verstuur") {
        take_in(&req).await
    } else {
        begin(&req).await
    }
}

/// What the wegwijzer knows of it.
async fn look(req: &Req, vraag: &str) -> Result<Vooraf> {
    if vraag.is_empty() {
        return Ok(Vooraf::default());
    }
    look_first(req, vraag.chars().take(LOOKED_AT).collect()).await
}

/// A question that the wegwijzer did not answer: nobody types it twice.
async fn begin(req: &Req) -> Result<Response> {
    let most = req.app.config().limits.vragen_per_hour;
    req.app
        .rate_asking(&format!("vraag|{}", req.asker()), most)?;
    let mut v = Velden::read(req);
    v.vraag = rules::without_personal(&v.vraag);
    let known = look(req, &v.vraag).await?;
    if v.onderwerp.is_empty() {
        v.onderwerp = known.onderwerp.unwrap_or_default();
    }
    // The answers were on the page that this comes from; what cannot wait is said again.
    let vooraf = Vooraf {
        spoed: known.spoed,
        ..Vooraf::default()
    };
    v.gezien = vooraf.is_empty();
    let mut faults = Faults::default();
    if v.vraag.chars().count() > rules::LONGEST {
        faults.0.push(FieldError {
            field: "vraag",
            sentence: Sentence::new("contact-vraag-lang"),
        });
    }
    render(req, 200, v, faults, vooraf)
}

/// Takes a question in: what happens next, or the form again with what is wrong with it or what is known already.
async fn take_in(req: &Req) -> Result<Response> {
    let v = Velden::read(req);
    let most = req.app.config().limits.meldingen_per_hour;
    let from = format!("vraag-online|{}", req.asker());
    req.app
        .count_try(&from, most.saturating_mul(4), most)
        .await?;
    let known = look(req, &v.vraag).await?;
    let mut new = v.question(req);
    if new.onderwerp.is_none() {
        new.onderwerp.clone_from(&known.onderwerp);
    }
    // Whoever saw answers on the page before may have typed something else since: what cannot wait is always said once.
    let vooraf = match (req.form.ticked("bevestigd"), v.gezien) {
        (true, _) => Vooraf::default(),
        (false, true) => Vooraf {
            spoed: known.spoed,
            ..Vooraf::default()
        },
        (false, false) => known,
    };
    if check_online(&req.frame, &new).is_ok() && !vooraf.is_empty() {
        return render(req, 200, v, Faults::default(), vooraf);
    }
    let request = v.aanvraag.parse().ok();
    let done = req.write(move |ctx| ask_online(ctx, &new, request)).await;
    match done {
        Ok(id) => {
            if most > 0 {
                req.app.count_done(&from);
            }
            let path = format!("/vraag/stel?ontvangen={id}");
            Ok(redirect(&layout::url(&req.view, &path)))
        }
        Err(error) => {
            let faults = Faults::or_refusal(error)?;
            let status = faults.status();
            render(req, status, v, faults, vooraf)
        }
    }
}
