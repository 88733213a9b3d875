//! What hours come to, shown before they are saved.

use super::anders;
use super::delen::{self, Dag};
use crate::balie::infopunten::tijden::{self, Bezwaar, Fout};
use crate::layout::C;

pub(super) struct Voorbeeld {
    pub(super) regels: Vec<String>,
    pub(super) dagen: Vec<Dag>,
    pub(super) bezwaren: Vec<String>,
    pub(super) fout: Option<String>,
}

pub(super) fn example(c: &C, told: std::result::Result<tijden::Voorstel, Fout>) -> Voorbeeld {
    let teller = delen::teller(c);
    match told {
        Ok(it) => Voorbeeld {
            regels: teller.lines(&it.hours),
            dagen: it
                .dagen
                .iter()
                .map(|(day, pieces)| delen::dag(c, *day, pieces))
                .collect(),
            bezwaren: it.bezwaren.iter().map(|one| said(c, *one)).collect(),
            fout: None,
        },
        Err(fout) => Voorbeeld {
            regels: Vec::new(),
            dagen: Vec::new(),
            bezwaren: Vec::new(),
            fout: Some(match fout {
                Fout::Text(error) => teller.fault(&error),
                Fout::Past => c.t("infopunt-dag-voorbij"),
                Fout::SchoolHolidays => c.t("infopunt-schoolvakanties-nodig"),
            }),
        },
    }
}

fn said(c: &C, one: Bezwaar) -> String {
    match one {
        Bezwaar::Overlap(day) => c.t1("infopunt-bezwaar-dubbel", "dag", c.day_plain(day)),
        Bezwaar::Holiday(day) => c.t1("infopunt-bezwaar-feestdag", "dag", c.day_plain(day)),
        Bezwaar::Otherwise(first, last) => c.t1(
            "infopunt-bezwaar-anders",
            "wanneer",
            anders::said(c, first, last),
        ),
        Bezwaar::Nothing => c.t("infopunt-bezwaar-niets"),
    }
}
