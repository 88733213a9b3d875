//! An item that answers: found, and told.

use crate::balie::infopunten::Stand;
use crate::balie::kennisbank::{Freshness, freshness};
use crate::kader::openingstijden::Nu;
use crate::layout::C;

pub(super) use crate::balie::wegwijzer::store_gevonden::{Gevonden, about, find, find_all};

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
