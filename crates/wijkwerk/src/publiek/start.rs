//! The start of a gemeente: "Waar gaat het om?"

use askama::Template;

use super::alike;
use super::{document::Openbaar, kaart, resultaten, resultaten::Kaartje, store};
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route, redirect};
use crate::ids::GebiedId;
use crate::kader::gebieden::Kaart;
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get(
            "publiek.wortel",
            "/",
            Guard::Public,
            Kind::Action,
            handler!(root),
        ),
        Route::get(
            "publiek.start",
            "/{gemeente}",
            Guard::Public,
            Kind::PublicPage,
            handler!(start),
        ),
        Route::get(
            "publiek.mijn_melding",
            "/{gemeente}/mijn-melding",
            Guard::Public,
            Kind::PublicPage,
            handler!(own_melding),
        )
        .query(&["nummer"]),
    ]
}

async fn root(req: Req) -> Result<Response> {
    // A demo begins with the choice of who to be, unless it was asked to open a gemeente.
    if req.app.is_demo() && req.app.config().gemeente.is_none() {
        return Ok(redirect("/demo"));
    }
    Ok(redirect(&layout::url(&req.view, "/")))
}

#[derive(Template)]
#[template(path = "publiek/templates/start.html")]
struct StartPage {
    kaart: String,
    wijken: Vec<Wijkregel>,
    resultaten: Vec<Kaartje>,
    /// Where one can go today; a kept page cannot say what is open now.
    open: Vec<crate::balie::infopunten::Vandaag>,
    maand: String,
    c: C,
}

async fn start(req: Req) -> Result<Response> {
    let alike = alike::of_gemeente(&req).await?;
    let (came, done) = req
        .read(|tx, view| {
            let wijken: Vec<GebiedId> = view.frame.wijken().map(|wijk| wijk.id).collect();
            let since = view.today().first_of_month();
            store::count_since(tx, view.frame.id, &wijken, since)
        })
        .await?;
    let open = crate::balie::infopunten::vandaag(&req).await?;
    let c = C::of(&req.view);
    let from: Vec<&Openbaar> = alike.about.iter().collect();
    let kaart = kaart::of_gemeente(&c);
    let maand = kit::i18n::words::month_name(req.lang, req.today().month());
    layout::page(&StartPage {
        wijken: wijken(&c, &kaart),
        kaart: kaart.svg,
        resultaten: resultaten::of_last_month(&c, &from, 3),
        open,
        maand: c.ta(
            "publiek-maand",
            &[
                ("maand", maand.into()),
                ("n", came.into()),
                ("klaar", done.into()),
            ],
        ),
        c,
    })
}

/// A wijk as a line of the list beside the map.
pub(super) struct Wijkregel {
    /// Its number, where the map shows that instead of the name.
    pub nummer: Option<usize>,
    /// The class of that number: a wide map may have room for the name.
    pub class: &'static str,
    pub naam: String,
    pub url: String,
}

/// Every wijk, by name.
pub(super) fn wijken(c: &C, kaart: &Kaart) -> Vec<Wijkregel> {
    let numbered = |naam: &str| {
        let on_map = kaart.lijst.iter().filter(|regel| regel.op_nummer);
        let mut meant = on_map.filter(|regel| regel.naam.split(" / ").any(|found| found == naam));
        meant.next().map(|regel| (regel.nummer, regel.op_breed))
    };
    let mut wijken: Vec<Wijkregel> = c
        .view
        .frame
        .wijken()
        .map(|wijk| {
            let found = numbered(&wijk.naam);
            Wijkregel {
                nummer: found.map(|(nummer, _)| nummer),
                class: match found {
                    Some((_, true)) => "ww-number",
                    _ => "ww-number ww-number--narrow",
                },
                naam: wijk.naam.clone(),
                url: c.url(&format!("/wijken/{}", wijk.sleutel)),
            }
        })
        .collect();
    wijken.sort_by(|a, b| a.naam.cmp(&b.naam));
    wijken
}

#[derive(Template)]
#[template(path = "publiek/templates/mijn_melding.html")]
struct OwnMeldingPage {
    /// The number asked for, as it was typed.
    nummer: String,
    /// What the public may know of it: address and title.
    gevonden: Option<(String, String)>,
    c: C,
}

/// The number in what somebody typed: `41`, `#41`, `nummer 41`; none where there are two.
fn number_in(typed: &str) -> Option<i64> {
    let mut numbers = typed
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let number = numbers.next()?.parse().ok()?;
    numbers.next().is_none().then_some(number)
}

async fn own_melding(req: Req) -> Result<Response> {
    let typed: String = req.query.text("nummer").chars().take(20).collect();
    let found = match number_in(&typed) {
        Some(nummer) => {
            req.read(move |tx, view| store::find_melding_by_nummer(tx, view.frame.id, nummer))
                .await?
        }
        None => None,
    };
    let c = C::of(&req.view);
    layout::page(&OwnMeldingPage {
        nummer: typed,
        gevonden: found.map(|melding| {
            (
                c.url(&format!("/melding-openbaar/{}", melding.id)),
                super::woord::title_of(&c, &melding),
            )
        }),
        c,
    })
}

#[cfg(test)]
mod tests {
    use super::number_in;

    #[test]
    fn a_number_is_found_as_people_write_it() {
        for (typed, number) in [
            ("41", Some(41)),
            ("#41", Some(41)),
            ("nummer 41", Some(41)),
            ("Nr. 41.", Some(41)),
            ("", None),
            ("abc", None),
            ("41 of 42", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(number_in(typed), number, "{typed}");
        }
    }
}
