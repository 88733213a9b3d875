//! The desks of a wijk for whoever keeps them in step: per subject who is open when, what doubles and what is missing (L-36).

use askama::Template;

use crate::access::Permission;
use crate::balie::contacten::{Tab, tabs};
use crate::balie::infopunten::actions::MANAGE;
use crate::balie::infopunten::overlap::{self, Overzicht, Regel};
use crate::error::{Arg, Result};
use crate::frame::pick;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::layout::{self, C};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get(
        "infopunten.overlap",
        "/{gemeente}/balie/balies",
        Guard::Any(&[Permission::ContactRead, MANAGE]),
        Kind::Page,
        handler!(show),
    )]
}

/// A subject as the page shows it.
struct Rij {
    onderwerp: String,
    /// What stands out, a sentence each; the first are what is missing.
    feiten: Vec<String>,
    /// Name, where it is kept, and the hours of each day.
    balies: Vec<(String, Option<String>, Vec<String>)>,
}

#[derive(Template)]
#[template(path = "balie/infopunten/templates/overlap.html")]
struct Page {
    c: C,
    tabs: Vec<Tab>,
    wijken: Vec<(String, String, bool)>,
    wijk: String,
    dagen: Vec<String>,
    rijen: Vec<Rij>,
}

async fn show(req: Req) -> Result<Response> {
    let asked = req.frame.gebied_by_key(req.query.text("wijk"));
    let gebied = asked.or_else(|| req.frame.wijken().next()).cloned();
    let c = C::of(&req.view);
    let found = match &gebied {
        None => Overzicht::default(),
        Some(gebied) => {
            let (id, today) = (gebied.id, req.today());
            req.read(move |tx, view| overlap::overview(tx, &view.frame, id, today))
                .await?
        }
    };
    let chosen = gebied.as_ref().map(|gebied| gebied.id);
    layout::page(&Page {
        tabs: tabs(&c),
        wijken: req
            .frame
            .wijken()
            .map(|one| {
                (
                    one.sleutel.clone(),
                    one.naam.clone(),
                    Some(one.id) == chosen,
                )
            })
            .collect(),
        wijk: gebied.map_or_else(String::new, |gebied| gebied.naam),
        dagen: found.days.iter().map(|day| c.day_plain(*day)).collect(),
        rijen: found
            .regels
            .iter()
            .map(|regel| row(&c, &found, regel))
            .collect(),
        c,
    })
}

fn row(c: &C, found: &Overzicht, regel: &Regel) -> Rij {
    let inrichting = &c.view.frame.inrichting;
    let functies = inrichting.functies.iter();
    let named = functies.map(|one| (&one.sleutel, &one.naam));
    let topic = inrichting.onderwerp(&regel.onderwerp);
    let naam = topic.map(|topic| &topic.naam).or_else(|| {
        let mut named = named.filter(|(key, _)| **key == regel.onderwerp);
        named.next().map(|(_, naam)| naam)
    });
    let onderwerp = naam.map_or_else(|| regel.onderwerp.clone(), |naam| pick(c.view.lang, naam));
    let dag = |n: usize| {
        found
            .days
            .get(n)
            .map_or_else(String::new, |day| c.day_plain(*day))
    };
    let gaps = regel.gaps(&found.working).into_iter();
    let gaps = gaps.map(|n| c.t1("overlap-geen", "dag", dag(n)));
    let doubles = regel.doubles().into_iter().map(|one| {
        let key = if one.at_once {
            "overlap-tegelijk"
        } else {
            "overlap-zelfde-dag"
        };
        let args = [
            ("dag", Arg::Text(dag(one.day))),
            ("wie", Arg::Text(c.list_and(&one.namen))),
        ];
        c.ta(key, &args)
    });
    Rij {
        feiten: gaps.chain(doubles).collect(),
        balies: regel
            .balies
            .iter()
            .map(|balie| {
                let url = balie
                    .infopunt
                    .map(|id| c.url(&format!("/balie/infopunten/{id}")));
                let days = balie.days.iter().map(|parts| hours(c, parts));
                (balie.naam.clone(), url, days.collect())
            })
            .collect(),
        onderwerp,
    }
}

/// "9.00 – 12.30 uur", or a dash where it is closed.
fn hours(c: &C, parts: &[(u16, u16)]) -> String {
    let pieces: Vec<kit::hours::Piece> = parts
        .iter()
        .map(|(from, to)| kit::hours::Piece {
            from: *from,
            to: *to,
            state: kit::hours::State::Open,
            note: None,
            is_open_ended: false,
        })
        .collect();
    super::delen::teller(c).hours_of_day(&pieces)
}
