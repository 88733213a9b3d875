//! The pages of wijkvragen: asking, following by a link, and the inbox of a bewonersorgaan.

mod postbak;
mod volgen;
mod vragen;

use crate::access::Permission;
use crate::handler;
use crate::http::{Guard, Kind, Place, Route};

pub use volgen::{vrager_page, vrager_post};

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    let answers = Guard::May(Permission::WijkvraagAnswer);
    vec![
        Route::get(
            "wijkvraag.stel",
            "/{gemeente}/wijken/{wijk}/vraag",
            Guard::Public,
            Kind::Page,
            handler!(vragen::show),
        ),
        Route::post(
            "wijkvraag.verstuur",
            "/{gemeente}/wijken/{wijk}/vraag",
            Guard::Public,
            handler!(vragen::send),
        )
        .sample("vraag=Wanneer+wordt+het+plein+weer+groen?&bevestigd=1"),
        Route::get(
            "wijkvragen",
            "/{gemeente}/wijkvragen",
            answers,
            Kind::Page,
            handler!(postbak::list),
        ),
        Route::get(
            "wijkvragen.een",
            "/{gemeente}/wijkvragen/{wijkvraag}",
            answers,
            Kind::Page,
            handler!(postbak::show),
        )
        .at(Place::Orgaan),
        Route::post(
            "wijkvragen.oppakken",
            "/{gemeente}/wijkvragen/{wijkvraag}/oppakken",
            answers,
            handler!(postbak::take),
        )
        .at(Place::Orgaan)
        .sample("aanvraag="),
        Route::post(
            "wijkvragen.antwoord",
            "/{gemeente}/wijkvragen/{wijkvraag}/antwoord",
            answers,
            handler!(postbak::reply),
        )
        .at(Place::Orgaan)
        .sample("antwoord=In+het+voorjaar+komen+er+bomen."),
        Route::post(
            "wijkvragen.doorgeven",
            "/{gemeente}/wijkvragen/{wijkvraag}/doorgeven",
            answers,
            handler!(postbak::pass),
        )
        .at(Place::Orgaan)
        .sample("onderwerp={vraagonderwerp}"),
    ]
}

/// The mark of where a question stands.
fn badge(state: super::WijkvraagState) -> &'static str {
    use super::WijkvraagState as State;
    match state {
        State::Open => "ww-badge--wait",
        State::Answered => "ww-badge--done",
        State::HandedOver => "ww-badge--busy",
        State::Withdrawn => "ww-badge--closed",
    }
}
