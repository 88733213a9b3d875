//! The page Vandaag: the home of every role.

use askama::Template;

use super::bronnen::waiting_for;
use super::model::{Wacht, Wanneer};
use crate::error::Result;
use crate::handler;
use crate::http::{Guard, Kind, Req, Response, Route};
use crate::layout::{self, C};

/// More than this is not shown at once; the rest comes up as the first is done.
const MEESTE: usize = 60;

pub(in crate::publiek) fn routes() -> Vec<Route> {
    vec![Route::get(
        "vandaag",
        "/{gemeente}/vandaag",
        Guard::SignedIn,
        Kind::Page,
        handler!(show),
    )]
}

/// Something that waits, in words.
struct Regel {
    titel: String,
    /// Empty where there is nowhere to go.
    url: String,
    onder: String,
    icon: &'static str,
    theme: usize,
    badge: &'static str,
    wanneer: String,
}

struct Stapel {
    id: &'static str,
    kop: String,
    regels: Vec<Regel>,
}

#[derive(Template)]
#[template(path = "publiek/templates/vandaag.html")]
struct VandaagPage {
    naam: String,
    dag: String,
    aantal: usize,
    meer: usize,
    eerst: Option<Regel>,
    stapels: Vec<Stapel>,
    c: C,
}

async fn show(req: Req) -> Result<Response> {
    let mut all = req.read(waiting_for).await?;
    let c = C::of(&req.view);
    let aantal = all.len();
    all.truncate(MEESTE);
    let first = all.first().map(|wacht| line(&c, wacht));
    let mut stapels: Vec<Stapel> = Vec::new();
    for wacht in all.iter().skip(1) {
        let key = Wanneer::of(wacht.due, req.today()).key();
        match stapels.last_mut().filter(|stapel| stapel.id == key) {
            Some(stapel) => stapel.regels.push(line(&c, wacht)),
            None => stapels.push(Stapel {
                id: key,
                kop: c.t(key),
                regels: vec![line(&c, wacht)],
            }),
        }
    }
    layout::page(&VandaagPage {
        naam: c.me().unwrap_or_default().to_owned(),
        dag: c.day_plain(req.today()),
        aantal,
        meer: aantal.saturating_sub(MEESTE),
        eerst: first,
        stapels,
        c,
    })
}

fn line(c: &C, wacht: &Wacht) -> Regel {
    let today = c.view.today();
    let badge_of = |usual| if wacht.is_red(today) { "late" } else { usual };
    let (badge, wanneer) = match (wacht.due, Wanneer::of(wacht.due, today)) {
        (Some(due), Wanneer::Late) => {
            let days = i64::from((today - due).get_days());
            ("late", c.t1("vandaag-dagen-te-laat", "n", days))
        }
        (Some(_), Wanneer::Today) => (badge_of("wait"), c.t("vandaag-wacht")),
        (Some(due), _) => (badge_of("new"), c.day(due)),
        (None, _) => match wacht.undecided {
            Some(term) => ("closed", c.undecided(term)),
            None if wacht.soort == "plicht" => ("closed", c.t("nog-niet-besloten")),
            None => ("busy", c.t("vandaag-geen-datum")),
        },
    };
    let (icon, theme) = match wacht.soort {
        "triage" => ("inbox", 5),
        "taak" => ("wrench", 1),
        "afspraak" => ("handshake", 3),
        "werkplan" => ("clipboard", 2),
        "wijkvraag" => ("message", 3),
        _ => ("clock", 4),
    };
    let under: Vec<&str> = [wacht.waar.as_str(), wacht.wie.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    Regel {
        titel: c.sentence(&wacht.titel),
        url: if wacht.url.is_empty() {
            String::new()
        } else {
            c.url(&wacht.url)
        },
        onder: under.join(" · "),
        icon,
        theme,
        badge,
        wanneer,
    }
}
