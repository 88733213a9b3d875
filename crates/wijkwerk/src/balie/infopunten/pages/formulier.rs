//! What people type on the form of a point, as shares, hours and amounts.

use std::collections::BTreeSet;

use kit::i18n::Lang;

use crate::balie::infopunten::inhoud::{Inhoud, missing};
use crate::balie::infopunten::model::Infopunt;
use crate::balie::infopunten::rules::Stap;
use crate::balie::infopunten::uren::Uren;
use crate::error::{Error, Result};
use crate::frame::pick;
use crate::http::{Form, Req};
use crate::ids::{InfopuntId, OrganisatieId};
use crate::layout::C;

/// Lines of partners on the form.
const PARTNERS: usize = 6;

/// A partner of the form: who, and its share in words as it was typed.
pub(super) struct Deel {
    pub(super) wie: String,
    pub(super) aandeel: String,
}

/// The lines of the form: as they were sent, or as they stand.
pub(super) fn shares(inhoud: &Inhoud, form: &Form) -> Vec<Deel> {
    let sent = form.opt("partner-0").is_some();
    (0..PARTNERS)
        .map(|n| {
            let stored = inhoud.partners.get(n).filter(|_| !sent);
            Deel {
                wie: stored.map_or_else(
                    || form.text(&format!("partner-{n}")).to_owned(),
                    |(id, _)| id.to_string(),
                ),
                aandeel: stored.map_or_else(
                    || form.text(&format!("aandeel-{n}")).to_owned(),
                    |(_, share)| format!("{},{:02}", share / 100, share % 100),
                ),
            }
        })
        .collect()
}

/// What can be done here and not at the point that was chosen to move to, in words (L-72).
pub(super) fn lost_by_moving(
    req: &Req,
    all: &[(Infopunt, Inhoud, Uren)],
    id: InfopuntId,
) -> Vec<String> {
    let of = |id: InfopuntId| {
        let found = all.iter().find(|(punt, ..)| punt.id == id);
        found.map(|(_, inhoud, _)| inhoud)
    };
    let moves = req.form.text("stap") == Stap::Move.word();
    let chosen: Option<InfopuntId> = req.form.parsed("opvolger").filter(|_| moves);
    let Some((here, there)) = of(id).zip(chosen.and_then(of)) else {
        return Vec::new();
    };
    let functies = &req.frame.inrichting.functies;
    let naam = |key: &String| {
        let found = functies.iter().find(|one| one.sleutel == *key);
        found.map_or_else(|| key.clone(), |one| pick(req.lang, &one.naam))
    };
    missing(here, there).iter().map(naam).collect()
}

/// A number in tenths, with the mark of the language: "0,5", "0.5".
pub(super) fn tenths(c: &C, tenths: i64) -> String {
    let mark = if c.view.lang == Lang::Nl { ',' } else { '.' };
    format!("{}{mark}{}", tenths / 10, tenths % 10)
}

/// Minutes as hours with one decimal, as the form takes them.
pub(super) fn in_hours(minutes: i64) -> String {
    format!("{},{}", minutes / 60, minutes % 60 * 10 / 60)
}

/// A share as people write it, `33,33`, in hundredths of a per cent.
pub(super) fn share_of(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('%').trim();
    let (whole, rest) = text.split_once([',', '.']).unwrap_or((text, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if rest.len() > 2
        || whole.is_empty()
        || whole.len() > 3
        || !is_number(rest)
        || !is_number(whole)
    {
        return None;
    }
    let cents: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + cents)
}

pub(super) fn contents_of(form: &Form) -> Result<(Inhoud, Option<i64>)> {
    let mut partners = Vec::new();
    for n in 0..PARTNERS {
        let Some(who) = form.parsed::<OrganisatieId>(&format!("partner-{n}")) else {
            continue;
        };
        let share = share_of(form.text(&format!("aandeel-{n}")));
        partners.push((
            who,
            share.ok_or(Error::field("partners", "infopunt-delen-geheel"))?,
        ));
    }
    let basis = match form.text("basis").trim() {
        "" => None,
        text => {
            Some(share_of(text).ok_or(Error::field("basis", "infopunt-basis-fout"))? * 60 / 100)
        }
    };
    let inhoud = Inhoud {
        functies: form
            .all("functie")
            .into_iter()
            .map(ToOwned::to_owned)
            .collect::<BTreeSet<_>>(),
        partners,
        huurders: form
            .all("huurder")
            .into_iter()
            .filter_map(|one| one.parse().ok())
            .collect(),
    };
    Ok((inhoud, basis))
}

/// What each partner bears of one amount, as it was typed beside the partners; empty: as they staff the point.
pub(super) fn cost_key(form: &Form) -> Result<Vec<(OrganisatieId, i64)>> {
    let mut key = Vec::new();
    for (name, typed) in form.fields() {
        let who = name
            .strip_prefix("sleutel-")
            .map(str::parse::<OrganisatieId>);
        let Some(Ok(who)) = who else {
            continue;
        };
        if typed.trim().is_empty() {
            continue;
        }
        let share = share_of(typed).ok_or(Error::field("sleutel", "infopunt-delen-geheel"))?;
        if share > 0 {
            key.push((who, share));
        }
    }
    Ok(key)
}

/// An amount as people write it, `12.000,50` or `12000`, in cents; 0 if it is none.
pub(super) fn share_or_amount(text: &str) -> i64 {
    let text = text.trim().trim_start_matches('€').trim().replace('.', "");
    let (whole, rest) = text.split_once(',').unwrap_or((&text, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if rest.len() > 2
        || whole.is_empty()
        || whole.len() > 9
        || !is_number(whole)
        || !is_number(rest)
    {
        return 0;
    }
    format!("{whole}{rest:0<2}").parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("33,33", Some(3333)),
            ("50", Some(5000)),
            ("12.5 %", Some(1250)),
            ("x", None),
            ("1,234", None),
            ("", None),
        ] {
            assert_eq!(share_of(text), expected, "{text}");
        }
        for (text, expected) in [
            ("12.000,50", 1_200_050),
            ("€ 12000", 1_200_000),
            ("0,5", 50),
            ("-3", 0),
            ("veel", 0),
        ] {
            assert_eq!(share_or_amount(text), expected, "{text}");
        }
    }
}
