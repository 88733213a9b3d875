//! The pages of werkplannen.

mod aandachtsgebied;
mod afspraak;
mod bewijs;
mod delen;
mod formulier;
mod foto;
mod openbaar;
mod overzicht;
mod partner;
mod plannen;
mod planregels;
mod team;
mod werkplan;

pub use partner::{partner_page, partner_post};

use crate::access::Permission as P;
use crate::handler;
use crate::http::{Guard, Kind, Place, Route};

const READ: Guard = Guard::May(P::AandachtsgebiedRead);
const PHOTO: usize = 16 << 20;

/// The routes of this slice.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "werkplannen.lijst",
            "/{gemeente}/werkplannen",
            READ,
            Kind::Page,
            handler!(overzicht::overview),
        )
        .at(Place::Anywhere),
        Route::get(
            "werkplannen.een",
            "/{gemeente}/werkplannen/{werkplan}",
            READ,
            Kind::Page,
            handler!(werkplan::show),
        )
        .at(Place::Gebied),
        Route::post(
            "werkplannen.start",
            "/{gemeente}/werkplannen",
            Guard::May(P::AandachtsgebiedWrite),
            handler!(overzicht::start),
        )
        .at(Place::Orgaan)
        .sample("orgaan={orgaan}&jaar=2026"),
        Route::post(
            "werkplannen.instemmen",
            "/{gemeente}/werkplannen/{werkplan}/instemmen",
            Guard::May(P::WerkplanAdopt),
            handler!(werkplan::agree),
        )
        .at(Place::Orgaan)
        .sample("aanvraag="),
        Route::get(
            "werkplannen.openbaar",
            "/{gemeente}/werkplannen/openbaar/{werkplan}",
            Guard::Public,
            Kind::PublicPage,
            handler!(openbaar::show),
        )
        .query(&["versie"]),
        Route::get(
            "aandachtsgebieden.nieuw",
            "/{gemeente}/aandachtsgebieden/nieuw",
            Guard::May(P::AandachtsgebiedWrite),
            Kind::Page,
            handler!(formulier::new_form),
        )
        .at(Place::Orgaan)
        .sample("werkplan={werkplan}"),
        Route::post(
            "aandachtsgebieden.stelvoor",
            "/{gemeente}/aandachtsgebieden",
            Guard::May(P::AandachtsgebiedWrite),
            handler!(formulier::propose),
        )
        .at(Place::Orgaan)
        .sample("werkplan={werkplan}&titel=Schone+straat&behoefte=Bewoners+vragen+erom&behoefte_van=bewoners&wijken={wijk_id}&themas={thema}"),
        Route::get(
            "aandachtsgebieden.een",
            "/{gemeente}/aandachtsgebieden/{aandachtsgebied}",
            READ,
            Kind::Page,
            handler!(aandachtsgebied::show),
        )
        .at(Place::Gebied),
        Route::get(
            "aandachtsgebieden.wijzig",
            "/{gemeente}/aandachtsgebieden/{aandachtsgebied}/wijzig",
            Guard::May(P::AandachtsgebiedWrite),
            Kind::Page,
            handler!(formulier::edit_form),
        )
        .at(Place::Gebied),
        Route::post(
            "aandachtsgebieden.wijzigen",
            "/{gemeente}/aandachtsgebieden/{aandachtsgebied}/wijzig",
            Guard::May(P::AandachtsgebiedWrite),
            handler!(formulier::change),
        )
        .at(Place::Gebied)
        .sample("titel=Schone+straat&behoefte=Bewoners+vragen+erom&behoefte_van=bewoners&wijken={wijk_id}&themas={thema}"),
        Route::post(
            "aandachtsgebieden.vervalt",
            "/{gemeente}/aandachtsgebieden/{aandachtsgebied}/vervalt",
            Guard::May(P::AandachtsgebiedWrite),
            handler!(aandachtsgebied::let_go),
        )
        .at(Place::Gebied)
        .sample("reason=Het+speelt+niet+meer"),
        Route::post(
            "aandachtsgebieden.opgelost",
            "/{gemeente}/aandachtsgebieden/{aandachtsgebied}/opgelost",
            Guard::May(P::AandachtsgebiedWrite),
            handler!(aandachtsgebied::resolved),
        )
        .at(Place::Gebied)
        .sample("aanvraag="),
        Route::post(
            "aandachtsgebieden.mee",
            "/{gemeente}/aandachtsgebieden/{aandachtsgebied}/volgend-jaar",
            Guard::May(P::AandachtsgebiedWrite),
            handler!(aandachtsgebied::to_next_year),
        )
        .at(Place::Gebied)
        .sample("aanvraag="),
        Route::post(
            "aandachtsgebieden.resultaat",
            "/{gemeente}/aandachtsgebieden/{aandachtsgebied}/resultaat",
            Guard::May(P::ResultaatWrite),
            handler!(aandachtsgebied::result),
        )
        .at(Place::Gebied)
        .body(PHOTO)
        .sample("wat=De+straat+is+schoon&visited_by=Wij&visited_on=2026-01-01&seen=De+straat+is+schoon+en+leeg"),
        Route::post(
            "aandachtsgebieden.foto.vrij",
            "/{gemeente}/aandachtsgebieden/{aandachtsgebied}/foto-vrijgeven",
            Guard::May(P::ResultaatWrite),
            handler!(foto::release),
        )
        .at(Place::Gebied)
        .body(PHOTO)
        .sample("bewijs={bewijs}&kopie=@kopie.jpg"),
        Route::post(
            "aandachtsgebieden.foto.terug",
            "/{gemeente}/aandachtsgebieden/{aandachtsgebied}/foto-intrekken",
            Guard::May(P::ResultaatWrite),
            handler!(foto::withdraw),
        )
        .at(Place::Gebied)
        .sample("bewijs={bewijs}&waarom=Er+staat+iemand+op"),
        Route::get(
            "afspraken.nieuw",
            "/{gemeente}/afspraken/nieuw",
            Guard::May(P::AfspraakWrite),
            Kind::Page,
            handler!(afspraak::new_form),
        )
        .at(Place::Gebied)
        .sample("aandachtsgebied={aandachtsgebied}"),
        Route::post(
            "afspraken.stelvoor",
            "/{gemeente}/afspraken",
            Guard::May(P::AfspraakWrite),
            handler!(afspraak::propose),
        )
        .at(Place::Gebied)
        .sample("aandachtsgebied={aandachtsgebied}&wat=Vegen&organisatie={organisatie}&due=2099-01-01"),
        Route::get(
            "afspraken.een",
            "/{gemeente}/afspraken/{afspraak}",
            Guard::Any(&[P::AandachtsgebiedRead, P::AfspraakAccept]),
            Kind::Page,
            handler!(afspraak::show),
        )
        .at(Place::GebiedOrOrganisatie),
        deal("afspraken.aannemen", "/{gemeente}/afspraken/{afspraak}/aannemen", P::AfspraakAccept, "doe=aannemen"),
        deal("afspraken.afwijzen", "/{gemeente}/afspraken/{afspraak}/afwijzen", P::AfspraakAccept, "reason=Geen+mensen"),
        deal("afspraken.voortgang", "/{gemeente}/afspraken/{afspraak}/voortgang", P::AfspraakWrite, "voortgang=Half+gedaan"),
        deal("afspraken.leveren", "/{gemeente}/afspraken/{afspraak}/leveren", P::AfspraakAccept, "visited_by=Wij&visited_on=2026-01-01&seen=De+straat+is+schoon+en+leeg")
            .body(PHOTO),
        deal("afspraken.vaststellen", "/{gemeente}/afspraken/{afspraak}/vaststellen", P::AfspraakVerify, "doe=vaststellen"),
        deal("afspraken.niet-nagekomen", "/{gemeente}/afspraken/{afspraak}/niet-nagekomen", P::AfspraakVerify, "reason=Er+ligt+nog+afval&nieuwe_due=2099-01-01"),
        deal("afspraken.vervalt", "/{gemeente}/afspraken/{afspraak}/vervalt", P::AfspraakWrite, "reason=Niet+meer+nodig"),
        deal("afspraken.bijdrage", "/{gemeente}/afspraken/{afspraak}/bijdrage", P::AfspraakWrite, "van=bewoners&uren=4"),
        Route::get(
            "plannen.lijst",
            "/{gemeente}/plannen",
            READ,
            Kind::Page,
            handler!(plannen::list),
        )
        .at(Place::Anywhere),
        Route::post(
            "plannen.toevoegen",
            "/{gemeente}/plannen",
            Guard::May(P::PlanWrite),
            handler!(plannen::add),
        )
        .at(Place::Gebied)
        .sample("soort=partnerplan&gebied={wijk_id}&wat=Nieuwe+stoep&jaar=2026"),
        Route::post(
            "plannen.klaar",
            "/{gemeente}/plannen/{plan}/klaar",
            Guard::May(P::PlanWrite),
            handler!(plannen::done),
        )
        .at(Place::OrganisatieInGebied)
        .sample("visited_by=Wij&visited_on=2026-01-01&seen=De+stoep+ligt+er+weer"),
        Route::get(
            "teams.een",
            "/{gemeente}/teams/{orgaan}",
            READ,
            Kind::Page,
            handler!(team::show),
        )
        .at(Place::Gebied),
        Route::post(
            "teams.vergadering",
            "/{gemeente}/teams/{orgaan}/vergadering",
            Guard::May(P::VergaderingNote),
            handler!(team::note),
        )
        .at(Place::Orgaan)
        .sample("op={vandaag}&er={zetel}"),
    ]
}

fn deal(name: &'static str, path: &'static str, permission: P, sample: &'static str) -> Route {
    // Accepting is a matter of the organisation that owes it, the rest of the gebied.
    let guard = if permission == P::AfspraakWrite {
        Guard::Any(&[P::AfspraakWrite, P::AfspraakAccept])
    } else {
        Guard::May(permission)
    };
    Route::post(name, path, guard, handler!(afspraak::act))
        .at(Place::GebiedOrOrganisatie)
        .sample(sample)
}
