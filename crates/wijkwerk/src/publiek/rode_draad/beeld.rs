//! A thread as it is drawn: one ordered list that is a picture on a screen and a list for readers and print.

use askama::Template;

use super::model::{Draad, Knoop, Kosten, Stand, Stap, Wie};
use crate::layout::C;
use crate::publiek::woord;

/// A node in words.
pub struct KnoopBeeld {
    pub stap: String,
    pub titel: String,
    pub url: Option<String>,
    pub wie: String,
    pub wanneer: String,
    pub iso: Option<String>,
    pub icon: &'static str,
    pub theme: usize,
    pub modifier: &'static str,
}

/// A thread in words.
#[derive(Template)]
#[template(path = "publiek/templates/draad.html")]
pub struct DraadBeeld {
    pub knopen: Vec<KnoopBeeld>,
    /// Who, what they promised, and what they put in so far.
    pub kosten: Vec<(String, String, String)>,
    /// The line, its badge and its word.
    pub oordeel: Vec<(String, &'static str, String)>,
    pub titel: String,
    pub sinds: String,
    pub volgende: String,
    pub totaal: String,
    /// What was promised in all; empty when nothing was.
    pub toegezegd: String,
    pub is_public: bool,
    c: C,
}

impl DraadBeeld {
    /// The thread in the language and words of a page.
    pub fn of(c: &C, draad: &Draad, is_public: bool) -> Self {
        let sum = |of: fn(&Kosten) -> i64| -> i64 { draad.kosten.iter().map(of).sum() };
        let so_far = woord::amount_of(c, sum(|one| one.cents), sum(|one| one.minuten));
        let promised = woord::amount_of(
            c,
            sum(|one| one.promised_cents),
            sum(|one| one.promised_minuten),
        );
        let cell = |cents, minuten| {
            let amount = woord::amount_of(c, cents, minuten);
            if amount.is_empty() {
                "–".to_owned()
            } else {
                amount
            }
        };
        Self {
            knopen: draad.knopen.iter().map(|knoop| node(c, knoop)).collect(),
            kosten: draad
                .kosten
                .iter()
                .map(|kosten| {
                    (
                        who(c, &kosten.wie),
                        cell(kosten.promised_cents, kosten.promised_minuten),
                        cell(kosten.cents, kosten.minuten),
                    )
                })
                .collect(),
            oordeel: verdicts(c, draad),
            titel: c.sentence(&draad.titel),
            sinds: draad
                .began()
                .map_or_else(|| c.t("draad-onbekend"), |day| c.day(day)),
            volgende: draad
                .next()
                .map_or_else(|| c.t("draad-af"), |knoop| c.sentence(&knoop.zin)),
            totaal: if so_far.is_empty() {
                c.t("draad-geen-kosten")
            } else {
                so_far
            },
            toegezegd: promised,
            is_public,
            c: c.clone(),
        }
    }
}

fn verdicts(c: &C, draad: &Draad) -> Vec<(String, &'static str, String)> {
    [
        ("opgelost", draad.opgelost, "done"),
        ("niet-opgelost", draad.niet_opgelost, "late"),
        ("nog-geen", draad.nog_geen, "wait"),
    ]
    .into_iter()
    .filter(|(_, n, _)| *n > 0)
    .map(|(key, n, badge)| {
        (
            c.t1(&format!("draad-oordeel-{key}"), "n", n),
            badge,
            c.t(&format!("draad-badge-{key}")),
        )
    })
    .collect()
}

fn node(c: &C, knoop: &Knoop) -> KnoopBeeld {
    let stap = match knoop.stand {
        Stand::Next if knoop.stap == Stap::Done => c.t("draad-stap-nog-te-doen"),
        Stand::Next if knoop.stap == Stap::Agreed => c.t("draad-stap-nog-af-te-spreken"),
        Stand::Next => c.tk("draad-straks", knoop.stap),
        Stand::Past | Stand::Now => c.tk("draad-stap", knoop.stap),
    };
    let (icon, theme) = match knoop.stap {
        Stap::Asked => ("message", 4),
        Stap::TakenUp => ("user", 5),
        Stap::Agreed => ("handshake", 3),
        Stap::Paid => ("euro", 2),
        Stap::Done => ("check", 1),
        Stap::Told => ("megaphone", 4),
    };
    KnoopBeeld {
        stap,
        titel: c.sentence(&knoop.zin),
        url: knoop.pad.as_deref().map(|pad| c.url(pad)),
        wie: who(c, &knoop.wie),
        wanneer: match (knoop.op, knoop.stand) {
            (Some(day), Stand::Next) => c.day(day),
            (Some(day), _) => c.day_plain(day),
            // What was promised comes with the work, on no day of its own.
            (None, Stand::Next) if knoop.stap == Stap::Paid => String::new(),
            (None, Stand::Next) => c.t("draad-daarna"),
            (None, _) => String::new(),
        },
        iso: knoop.op.map(|day| day.to_string()),
        icon,
        theme,
        modifier: match knoop.stand {
            Stand::Past => "",
            Stand::Now => " ww-draad__item--now",
            Stand::Next => " ww-draad__item--next",
        },
    }
}

fn who(c: &C, wie: &Wie) -> String {
    match wie {
        Wie::Bewoners => c.t("publiek-van-bewoners"),
        Wie::Rol(rol) => c.role(rol),
        Wie::Naam(naam) => naam.clone(),
        Wie::Kant(kant) => woord::side_of(c, kant),
        Wie::Niemand => String::new(),
    }
}
