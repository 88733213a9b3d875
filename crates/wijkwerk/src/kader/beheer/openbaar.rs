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

#[derive(Template)]
#[template(path = "kader/beheer/templates/tekst.html")]
struct TextPage {
    c: C,
    titel: &'static str,
    delen: &'static [(&'static str, &'static str)],
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
        delen: &[
            ("toegankelijk-stand", "toegankelijk-stand-tekst"),
            ("toegankelijk-getest", "toegankelijk-getest-tekst"),
            ("toegankelijk-kaart", "toegankelijk-kaart-tekst"),
            ("toegankelijk-contact", "toegankelijk-contact-tekst"),
        ],
    })
}

async fn help(req: Req) -> Result<Response> {
    layout::page(&TextPage {
        c: C::of(&req.view),
        titel: "hulp-nodig",
        delen: &[
            ("hulp-melden", "hulp-melden-tekst"),
            ("hulp-volgen", "hulp-volgen-tekst"),
            ("hulp-inloggen", "hulp-inloggen-tekst"),
            ("hulp-spoed", "hulp-spoed-tekst"),
            ("hulp-iemand", "hulp-tekst"),
        ],
    })
}
