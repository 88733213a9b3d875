//! What the desk noted, in words and with bars, for the page of figures.

use jiff::civil::Date;

use super::{kanaal, onderwerp};
use crate::balie::contacten::model::Uitkomst;
use crate::balie::contacten::tellingen::{SMALLEST, Tellingen, Verdeling};
use crate::ids::InfopuntId;
use crate::layout::C;

/// One bar: of what, how many, and how long in hundredths of the longest.
pub(crate) struct Balk {
    pub(crate) naam: String,
    /// Nothing where the count is too small to be told apart.
    pub(crate) aantal: Option<i64>,
    pub(crate) lengte: i64,
}

/// The whole told apart in one way.
pub(crate) struct Groep {
    pub(crate) kop: &'static str,
    pub(crate) balken: Vec<Balk>,
    /// What is too small to be told apart, together.
    pub(crate) rest: i64,
}

/// The questions of a period as the page shows them.
pub(crate) struct Vragen {
    pub(crate) total: i64,
    pub(crate) groepen: Vec<Groep>,
    pub(crate) small: i64,
}

/// The counts with their names.
pub(crate) fn told(c: &C, made: Tellingen, punt: impl Fn(InfopuntId) -> Option<String>) -> Vragen {
    let nowhere = || c.t("contact-cijfers-geen-punt");
    let groepen = vec![
        group("contact-per-onderwerp", made.onderwerpen, |key: String| {
            onderwerp(&c.view, &key)
        }),
        group("contact-per-kanaal", made.kanalen, |key: String| {
            kanaal(c, &key)
        }),
        group(
            "contact-per-punt",
            made.infopunten,
            |id: Option<InfopuntId>| id.and_then(&punt).unwrap_or_else(nowhere),
        ),
        group(
            "contact-per-uitkomst",
            made.uitkomsten,
            |found: Uitkomst| c.tk("contact-uitkomst", found),
        ),
        months(c, &made.maanden),
    ];
    Vragen {
        total: made.total,
        groepen,
        small: SMALLEST,
    }
}

fn length(n: i64, most: i64) -> i64 {
    n * 100 / most.max(1)
}

fn group<K>(kop: &'static str, made: Verdeling<K>, name: impl Fn(K) -> String) -> Groep {
    let most = made.delen.iter().map(|(_, n)| *n).max().unwrap_or(1);
    Groep {
        kop,
        balken: made
            .delen
            .into_iter()
            .map(|(key, n)| Balk {
                naam: name(key),
                aantal: Some(n),
                lengte: length(n, most),
            })
            .collect(),
        rest: made.rest,
    }
}

fn months(c: &C, made: &[(Date, Option<i64>)]) -> Groep {
    let most = made.iter().filter_map(|(_, n)| *n).max().unwrap_or(1);
    let balken = made.iter().map(|(first, n)| Balk {
        naam: format!(
            "{} {}",
            kit::i18n::words::month_name(c.view.lang, first.month()),
            first.year()
        ),
        aantal: *n,
        lengte: length(n.unwrap_or(0), most),
    });
    Groep {
        kop: "contact-per-maand",
        balken: balken.collect(),
        rest: 0,
    }
}
