//! The box: for residents (`vraag`), for the desk (`balie`), and what it learned (`geleerd`).
//!
//! A question comes by POST, so that it stands in no address, history or log. It is answered at once, kept nowhere, and
//! what looks like personal data is left out of what is shown again. The tab of a desk holds it until it is referred or
//! something else is asked, so that nobody types it twice.

mod antwoord;
mod balie;
mod geleerd;
mod gevonden;
mod gezien;
mod meer;
mod vooraf;
mod voorstel;
mod vraag;

pub use antwoord::without_personal;
pub(super) use gezien::Gezien;
pub use vooraf::{Vooraf, look_first};

use crate::access::Permission;
use crate::handler;
use crate::http::{Guard, Kind, Route};

/// The routes of the wegwijzer.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "vraag",
            "/{gemeente}/vraag",
            Guard::Public,
            Kind::PublicPage,
            handler!(vraag::show),
        )
        .query(&["onderwerp", "wijk"]),
        Route::post(
            "vraag.stel",
            "/{gemeente}/vraag",
            Guard::Public,
            handler!(vraag::ask),
        )
        .sample("vraag=mijn+stoep+ligt+los")
        .body(MAX_BODY),
        Route::post(
            "vraag.voorstellen",
            "/{gemeente}/vraag-voorstellen",
            Guard::Public,
            handler!(voorstel::suggest),
        )
        .sample("vraag=sto")
        .body(MAX_BODY),
        Route::get(
            "balie",
            "/{gemeente}/balie",
            Guard::May(Permission::ContactEnter),
            Kind::Page,
            handler!(balie::show),
        ),
        Route::post(
            "balie.vraag",
            "/{gemeente}/balie",
            Guard::May(Permission::ContactEnter),
            handler!(balie::ask),
        )
        .sample("vraag=mijn+stoep+ligt+los")
        .body(MAX_BODY),
        Route::post(
            "balie.kies",
            "/{gemeente}/balie/kies",
            Guard::May(Permission::ContactEnter),
            handler!(balie::choose),
        )
        .sample("vraag=mijn+stoep+ligt+los&item={kennisitem}")
        .body(MAX_BODY),
        Route::post(
            "balie.klopt-niet",
            "/{gemeente}/balie/klopt-niet",
            Guard::May(Permission::KennisFlag),
            handler!(balie::wrong),
        )
        .sample("item={kennisitem}&wat=tekst"),
        Route::post(
            "balie.hielp",
            "/{gemeente}/balie/keuzes/{keuze}",
            Guard::May(Permission::ContactEnter),
            handler!(balie::outcome),
        )
        .sample("hielp=ja"),
        Route::get(
            "balie.geleerd",
            "/{gemeente}/balie/geleerd",
            Guard::May(Permission::KennisRegie),
            Kind::Page,
            handler!(geleerd::show),
        )
        .query(&["na", "q"]),
        Route::post(
            "balie.geleerd.terug",
            "/{gemeente}/balie/keuzes/{keuze}/terug",
            Guard::May(Permission::KennisRegie),
            handler!(geleerd::take_back),
        ),
    ]
}

/// A question of 50,000 characters fits; a longer one is a mistake.
const MAX_BODY: usize = 512 * 1024;
