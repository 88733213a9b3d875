//! The pages of stukken: what everybody may read, and what staff and bodies of residents do with them.

mod formulier;
mod intern;
mod openbaar;

use crate::http::Route;
use crate::kader::stukken::publiek::Verborgen;
use crate::layout::C;

pub(super) fn routes() -> Vec<Route> {
    [openbaar::routes(), intern::routes(), formulier::routes()].concat()
}

/// One choice of a list.
struct Keuze {
    waarde: String,
    naam: String,
    gekozen: bool,
}

fn keuze(waarde: impl ToString, naam: impl Into<String>, gekozen: bool) -> Keuze {
    Keuze {
        waarde: waarde.to_string(),
        naam: naam.into(),
        gekozen,
    }
}

/// "1 stuk is tot en met 3 maart niet openbaar: …"
pub fn hidden_sentence(c: &C, one: &Verborgen) -> String {
    let aantal = i64::try_from(one.aantal).unwrap_or(i64::MAX);
    c.ta(
        "stuk-niet-openbaar",
        &[
            ("n", aantal.into()),
            ("dag", c.day_plain(one.until).into()),
            ("reden", c.within(&c.tk("stuk-grond", one.grond)).into()),
            ("toelichting", one.toelichting.clone().into()),
        ],
    )
}

/// A text in paragraphs.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match all.last_mut() {
            Some(last) if line.is_empty() && !last.is_empty() => all.push(String::new()),
            Some(last) => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(line);
            }
            None => {}
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}

/// "240 kB"
fn size(c: &C, bytes: i64) -> String {
    c.t1("stuk-grootte", "n", (bytes / 1_000).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_parts_paragraphs() {
        assert_eq!(
            paragraphs("\n een\r\ntwee \n\n\n drie\n"),
            ["een twee", "drie"]
        );
        assert_eq!(paragraphs(" \n"), Vec::<String>::new());
    }
}
