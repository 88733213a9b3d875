//! Plans of partners and of the gemeente as pages show them: a line each, how many are done, and where they are on the map
//! (V-59, V-83).

use std::collections::BTreeSet;

use jiff::civil::Date;
use kit::db::Queries;

use crate::error::Result;
use crate::ids::GebiedId;
use crate::layout::C;
use crate::wijkaanpak::meldingen::staff::parts;
use crate::wijkaanpak::werkplannen::combineren::Hint;
use crate::wijkaanpak::werkplannen::model::{Plan, PlanState};
use crate::wijkaanpak::werkplannen::{actions, rules, store};

/// More points than this are not drawn; the lines tell the rest.
const POINTS: usize = 200;
/// More lines than this are on the page of the plans only.
const LINES: usize = 10;

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

/// The plans beside a werkplan, in short.
pub(super) struct Planlijst {
    pub regels: Vec<Planregel>,
    /// How many more there are.
    pub meer: usize,
    pub stand: Planstand,
    pub kaart: String,
    /// Where all of them are.
    pub url: String,
}

/// The plans of a year in these gebieden, as far as whoever looks may see them, what is late first; and where they could be
/// combined.
pub(super) fn lijst(
    tx: &mut impl Queries,
    c: &C,
    jaar: i64,
    gebieden: &[GebiedId],
) -> Result<(Planlijst, Vec<Hint>)> {
    let view = &c.view;
    let today = view.today();
    let seen: Vec<GebiedId> = gebieden
        .iter()
        .copied()
        .filter(|id| actions::may_see(&view.actor, &[*id]))
        .collect();
    let mut regels: Vec<Planregel> = store::list_plannen(tx, view.frame.id, jaar)?
        .into_iter()
        .filter(|plan| seen.contains(&plan.gebied))
        .map(|plan| Planregel::of(plan, today))
        .collect();
    regels.sort_by_key(|regel| {
        let plan = &regel.plan;
        let over = plan.state != PlanState::Planned;
        (!regel.late, over, plan.due.is_none(), plan.due)
    });
    let mut hints = actions::combination_hints(tx, &view.frame, jaar, &seen)?;
    hints.truncate(LINES);
    let url = c.url(&format!("/plannen?jaar={jaar}"));
    let wijken: BTreeSet<GebiedId> = seen.into_iter().collect();
    let (stand, kaart) = (Planstand::of(&regels), kaart(c, &wijken, &regels, &url));
    let meer = regels.len().saturating_sub(LINES);
    regels.truncate(LINES);
    let found = Planlijst {
        regels,
        meer,
        stand,
        kaart,
        url,
    };
    Ok((found, hints))
}
