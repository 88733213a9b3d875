//! The pages of meldingen for residents: letting us know, the receipt, the status by the reporter's link, own data; and
//! the same form for whoever enters a melding for somebody else.

mod api;
mod enter;
mod melden;
mod nearby;
mod own;
mod status;
mod thread;
mod velden;

pub use status::show as melder_page;

use crate::access::Permission;
use crate::frame::Frame;
use crate::handler;
use crate::http::{Guard, Kind, Route};

/// Five photos and some text.
const MAX_BODY: usize = 5 * (15 << 20) + (1 << 20);

/// The routes of residents, link holders and those who enter for others.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "melden",
            "/{gemeente}/melden",
            Guard::Public,
            Kind::Page,
            handler!(melden::show),
        )
        .sample("wijk={wijk}"),
        Route::post(
            "melden.verstuur",
            "/{gemeente}/melden",
            Guard::Public,
            handler!(melden::send),
        )
        .sample("wijk={wijk}&onderwerp={onderwerp}&omschrijving=De+stoep+ligt+los.&bevestigd=1")
        .body(MAX_BODY),
        Route::post(
            "link.oordeel",
            "/l/{token}/oordeel",
            Guard::Link,
            handler!(status::judge),
        )
        .sample("opgelost=ja")
        .body(MAX_BODY),
        Route::get(
            "link.foto",
            "/l/{token}/foto/{foto}",
            Guard::Link,
            Kind::File,
            handler!(own::photo),
        ),
        Route::post(
            "link.wissen",
            "/l/{token}/wissen",
            Guard::Link,
            handler!(own::erase),
        )
        .sample("zeker=ja"),
        Route::get(
            "meldingen.invoeren",
            "/{gemeente}/meldingen/invoeren",
            Guard::May(Permission::MeldingEnter),
            Kind::Page,
            handler!(enter::show),
        ),
        Route::post(
            "meldingen.invoeren.verstuur",
            "/{gemeente}/meldingen/invoeren",
            Guard::May(Permission::MeldingEnter),
            handler!(enter::send),
        )
        .sample("wijk={wijk}&onderwerp={onderwerp}&omschrijving=De+stoep+ligt+los.&kanaal=telefoon&namens=bewoner&bevestigd=1")
        .body(MAX_BODY),
        Route::get(
            "meldingen.api",
            "/api/v1/gemeenten/{gemeente}/meldingen",
            Guard::Public,
            Kind::Api,
            handler!(api::list),
        )
        .sample("wijk={wijk}")
        .describes(&api::LIST),
    ]
}

/// The icon of a theme or discipline.
fn icon_of(key: &str) -> &'static str {
    match key {
        "schoon" | "reiniging" => "trash",
        "heel" | "straat" => "wrench",
        "veilig" => "shield",
        "sociaal" | "samen" => "heart",
        "groen" => "tree",
        "milieu" => "leaf",
        "honden" => "dog",
        "verlichting" => "lamp",
        "anders" => "help",
        _ => "flag",
    }
}

/// The colour of a theme or discipline: its place in the list, one to four and round again.
fn colour_of(frame: &Frame, key: &str) -> usize {
    super::actions::subjects(&frame.inrichting)
        .iter()
        .position(|known| known == key)
        .map_or(1, |place| place % 4 + 1)
}

#[cfg(test)]
mod tests;
