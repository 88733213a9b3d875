//! An item that answers: found, and told.

use jiff::Timestamp;
use jiff::civil::Date;
use kit::db::{Queries, Row};

use crate::balie::infopunten::{Elders, Stand};
use crate::balie::kennisbank::{Freshness, Plek, freshness};
use crate::error::Result;
use crate::ids::{GemeenteId, KennisitemId, OrganisatieId};
use crate::kader::openingstijden::Nu;
use crate::layout::C;

/// An item that answers.
#[derive(Clone, Debug)]
pub(super) struct Gevonden {
    pub(super) id: KennisitemId,
    pub(super) sleutel: String,
    pub(super) titel: String,
    pub(super) samenvatting: String,
    pub(super) tekst: String,
    pub(super) aanmelden: String,
    pub(super) organisatie: Option<OrganisatieId>,
    pub(super) onderwerp: String,
    pub(super) telefoon: Option<String>,
    pub(super) email: Option<String>,
    pub(super) url: Option<String>,
    pub(super) assured_at: Option<Timestamp>,
    pub(super) in_control: bool,
    pub(super) review_due: Option<Date>,
    /// Why this one, in a sentence.
    pub(super) waarom: String,
    /// The nearest place where it can be had.
    pub(super) plek: Option<Plek>,
    /// Where one can go now, if that place is a point that is closed.
    pub(super) nu_naar: Option<Elders>,
}

impl Gevonden {
    /// Who answers it, in words.
    pub(super) fn wie(&self, c: &C) -> String {
        self.organisatie
            .map_or_else(|| c.t("wegwijzer-wie-onbekend"), |id| c.organisatie(id))
    }

    /// How fresh it is, in words: never left out (INV-16).
    pub(super) fn vers(&self, c: &C) -> String {
        freshness(c, self.fresh(c))
    }

    /// Whether its owner must look at it.
    pub(super) fn overdue(&self, c: &C) -> bool {
        self.fresh(c).is_overdue()
    }

    fn fresh(&self, c: &C) -> Freshness {
        let day = self.assured_at.map(|at| c.day_of(at));
        Freshness::from_days(day, self.review_due, c.view.today())
    }

    /// Whether one can walk in there now.
    pub(super) fn nu(&self) -> Option<&Nu> {
        self.plek.as_ref()?.nu.as_ref()
    }

    /// Where, and whether it is open now: "Buurthuis, nu open tot 12.30 uur".
    pub(super) fn waar(&self, c: &C) -> Option<String> {
        let plek = self.plek.as_ref()?;
        let naam = plek.plaats.naam.clone();
        Some(match &plek.nu {
            Some(nu) => c.t2("wegwijzer-plek-nu", "plek", naam, "nu", nu.zin.clone()),
            None => naam,
        })
    }

    /// Takes over how the point stands where it can be had.
    pub(super) fn stands_at(&mut self, stand: &Stand) {
        if let Some(plek) = &mut self.plek
            && plek.stands_at(stand)
        {
            self.nu_naar.clone_from(&stand.elders);
        }
    }

    /// The telephone number as an address wants it.
    pub(super) fn tel(&self) -> Option<String> {
        let number: String = self
            .telefoon
            .as_deref()?
            .chars()
            .filter(|ch| ch.is_ascii_digit() || *ch == '+')
            .collect();
        (!number.is_empty()).then(|| format!("tel:{number}"))
    }
}

fn gevonden(row: &Row<'_>) -> std::result::Result<Gevonden, kit::db::Error> {
    Ok(Gevonden {
        id: row.get(0)?,
        sleutel: row.get(1)?,
        titel: row.get(2)?,
        samenvatting: row.get(3)?,
        tekst: row.get(4)?,
        aanmelden: row.get(5)?,
        organisatie: row.get(6)?,
        onderwerp: row.get(7)?,
        telefoon: row.get(8)?,
        email: row.get(9)?,
        url: row.get(10)?,
        assured_at: row.get(11)?,
        in_control: row.get::<String>(12)? == "in_control",
        review_due: row.get(13)?,
        waarom: String::new(),
        plek: None,
        nu_naar: None,
    })
}

/// The item at this address, if it may be shown.
pub(super) fn find(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    sleutel: &str,
) -> Result<Option<Gevonden>> {
    Ok(tx.query_opt(
        "SELECT id, sleutel, titel, samenvatting, tekst, aanmelden, organisatie_id, onderwerp, telefoon, email, url, \
         assured_at, state, review_due FROM kennisitems WHERE gemeente_id = $1 AND sleutel = $2 \
         AND state IN ('published', 'in_control')",
        &[&gemeente, &sleutel],
        gevonden,
    )?)
}

/// The items at these addresses, of the first five at most, as far as they may be shown, in no order.
pub(super) fn find_all(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    keys: &[String],
) -> Result<Vec<Gevonden>> {
    let key = |n: usize| keys.get(n).map_or("", String::as_str);
    Ok(tx.query(
        "SELECT id, sleutel, titel, samenvatting, tekst, aanmelden, organisatie_id, onderwerp, telefoon, email, url, \
         assured_at, state, review_due FROM kennisitems WHERE gemeente_id = $1 AND sleutel IN ($2, $3, $4, $5, $6) \
         AND state IN ('published', 'in_control') ORDER BY id LIMIT 5",
        &[&gemeente, &key(0), &key(1), &key(2), &key(3), &key(4)],
        gevonden,
    )?)
}

/// The items about one topic, for who rather looks around.
pub(super) fn about(
    tx: &mut impl Queries,
    gemeente: GemeenteId,
    onderwerp: &str,
) -> Result<Vec<Gevonden>> {
    Ok(tx.query(
        "SELECT id, sleutel, titel, samenvatting, tekst, aanmelden, organisatie_id, onderwerp, telefoon, email, url, \
         assured_at, state, review_due FROM kennisitems WHERE gemeente_id = $1 AND onderwerp = $2 AND state = 'published' \
         ORDER BY titel, id LIMIT 200",
        &[&gemeente, &onderwerp],
        gevonden,
    )?)
}
