//! Pages for everybody about the site itself: privacy, accessibility, help.

use askama::Template;

use super::verwerkingen::{VERWERKINGEN, Verwerking};
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "privacy",
            "/{gemeente}/privacy",
            Guard::Public,
            Kind::PublicPage,
            handler!(privacy),
        ),
        Route::get(
            "toegankelijkheid",
            "/{gemeente}/toegankelijkheid",
            Guard::Public,
            Kind::PublicPage,
            handler!(accessibility),
        ),
        Route::get(
            "hulp",
            "/{gemeente}/hulp",
            Guard::Public,
            Kind::PublicPage,
            handler!(help),
        ),
    ]
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/privacy.html")]
struct PrivacyPage {
    c: C,
    verwerkingen: &'static [Verwerking],
}

/// A heading, what stands below it, and where it leads: addresses with their words.
struct Deel {
    kop: &'static str,
    tekst: &'static str,
    links: &'static [(&'static str, &'static str)],
}

const fn deel(
    kop: &'static str,
    tekst: &'static str,
    links: &'static [(&'static str, &'static str)],
) -> Deel {
    Deel { kop, tekst, links }
}

#[derive(Template)]
#[template(path = "kader/beheer/templates/tekst.html")]
struct TextPage {
    c: C,
    titel: &'static str,
    delen: Vec<Deel>,
}

async fn privacy(req: Req) -> Result<Response> {
    layout::page(&PrivacyPage {
        c: C::of(&req.view),
        verwerkingen: VERWERKINGEN,
    })
}

async fn accessibility(req: Req) -> Result<Response> {
    layout::page(&TextPage {
        c: C::of(&req.view),
        titel: "toegankelijkheid",
        delen: vec![
            deel("toegankelijk-stand", "toegankelijk-stand-tekst", &[]),
            deel("toegankelijk-getest", "toegankelijk-getest-tekst", &[]),
            deel("toegankelijk-kaart", "toegankelijk-kaart-tekst", &[]),
            deel(
                "toegankelijk-contact",
                "toegankelijk-contact-tekst",
                &[("/wie", "wie-titel")],
            ),
        ],
    })
}

async fn help(req: Req) -> Result<Response> {
    layout::page(&TextPage {
        c: C::of(&req.view),
        titel: "hulp-nodig",
        delen: vec![
            deel("hulp-spoed", "hulp-spoed-tekst", &[]),
            deel(
                "hulp-melden",
                "hulp-melden-tekst",
                &[("/melden", "nav-meld")],
            ),
            deel(
                "hulp-volgen",
                "hulp-volgen-tekst",
                &[("/mijn-melding", "publiek-mijn-melding")],
            ),
            deel(
                "hulp-inloggen",
                "hulp-inloggen-tekst",
                &[("/inloggen", "inloggen")],
            ),
            deel(
                "hulp-iemand",
                "hulp-tekst",
                &[("/wie", "wie-titel"), ("/balies", "balies-titel")],
            ),
        ],
    })
}
