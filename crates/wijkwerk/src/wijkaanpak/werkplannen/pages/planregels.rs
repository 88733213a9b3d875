//! Plans of partners and of the gemeente as pages show them: a line each, how many are done, and where they are on the map
//! (V-59, V-83).

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::ids::GebiedId;
use crate::layout::C;
use crate::wijkaanpak::meldingen::staff::parts;
use crate::wijkaanpak::werkplannen::model::{Plan, PlanState};
use crate::wijkaanpak::werkplannen::rules;

/// More points than this are not drawn; the lines tell the rest.
const POINTS: usize = 200;

/// A plan as a line.
#[derive(Clone)]
pub(super) struct Planregel {
    pub plan: Plan,
    pub late: bool,
}

impl Planregel {
    pub fn of(plan: Plan, today: Date) -> Self {
        Self {
            late: rules::plan_is_late(plan.state, plan.due, today),
            plan,
        }
    }

    /// The name of the badge.
    pub fn badge(&self) -> &'static str {
        match self.plan.state {
            _ if self.late => "late",
            PlanState::Planned => "busy",
            PlanState::Done => "done",
            PlanState::Cancelled => "closed",
        }
    }

    /// The text of the badge.
    pub fn stand(&self, c: &C) -> String {
        if self.late {
            c.t("wp-stand-late")
        } else {
            c.tk("wp-plan-staat", self.plan.state)
        }
    }

    /// What kind of plan, whose, where and when.
    pub fn onder(&self, c: &C) -> String {
        let plan = &self.plan;
        let mut told = vec![c.tk("wp-plan-soort", plan.soort)];
        told.extend(plan.organisatie.map(|id| c.organisatie(id)));
        told.extend(plan.plaats.clone());
        told.extend(
            plan.kwartaal
                .map(|nummer| c.t1("wp-plan-kwartaal", "nummer", nummer)),
        );
        told.extend(plan.due.map(|due| c.day_plain(due)));
        told.join(" · ")
    }
}

/// How far plans are: done, of those that go on, and late.
#[derive(Clone, Copy, Default)]
pub(super) struct Planstand {
    pub klaar: usize,
    pub totaal: usize,
    pub laat: usize,
}

impl Planstand {
    pub fn of<'r>(regels: impl IntoIterator<Item = &'r Planregel>) -> Self {
        let mut stand = Self::default();
        for regel in regels {
            stand.totaal += usize::from(regel.plan.state != PlanState::Cancelled);
            stand.klaar += usize::from(regel.plan.state == PlanState::Done);
            stand.laat += usize::from(regel.late);
        }
        stand
    }
}

/// The planned works that have a place, on the map of these wijken, each leading to its line on `page`; empty when none has
/// one.
pub(super) fn kaart<'r>(
    c: &C,
    wijken: &BTreeSet<GebiedId>,
    regels: impl IntoIterator<Item = &'r Planregel>,
    page: &str,
) -> String {
    let punten: Vec<_> = regels
        .into_iter()
        .filter(|regel| regel.plan.state == PlanState::Planned)
        .filter_map(|regel| {
            let (lat, lon) = regel.plan.punt?;
            let whose = regel.plan.organisatie.map(|id| c.organisatie(id));
            let label = format!("{}, {}", whose.unwrap_or_default(), regel.plan.wat);
            let href = format!("{page}#plan-{}", regel.plan.id);
            parts::point((Some(lat), Some(lon)), "", label, Some(href))
        })
        .take(POINTS)
        .collect();
    if punten.is_empty() {
        return String::new();
    }
    let titel = c.t1("wp-kaart-plannen", "aantal", punten.len());
    parts::map(c, "kaart-plannen", wijken, &titel, &punten)
}
