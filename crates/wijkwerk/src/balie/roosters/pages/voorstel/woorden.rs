//! A proposal in words: what stays short and why, which wishes are not met, what cannot stand together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::tijden;
use super::{Deel, Open, Page, managed, percent};
use crate::app::Purpose;
use crate::balie::infopunten::list_infopunten;
use crate::balie::roosters::Dienst;
use crate::balie::roosters::lopend::Uitkomst;
use crate::balie::roosters::maandvoorstel;
use crate::balie::roosters::store::{self, Team};
use crate::balie::roosters::voorstel::{
    Assignment, Clash, Obstacle, Proposal, Rule, Unfilled, Wish,
};
use crate::error::Result;
use crate::http::Req;
use crate::ids::{DienstId, InfopuntId};
use crate::layout::C;

/// Most lines of one kind that are shown.
const MOST: usize = 60;

pub(super) struct Namen {
    punten: BTreeMap<InfopuntId, String>,
    diensten: BTreeMap<DienstId, Dienst>,
    team: Team,
}

impl Namen {
    fn dienst(&self, c: &C, id: DienstId) -> String {
        let Some(dienst) = self.diensten.get(&id) else {
            return String::new();
        };
        let punt = self.punten.get(&dienst.infopunt);
        format!(
            "{}, {}, {}",
            punt.map_or("", String::as_str),
            c.day_plain(dienst.tijd.dag),
            tijden(c, dienst.tijd.van, dienst.tijd.tot)
        )
    }
}

/// What the outcome speaks of; nothing for whoever no longer makes the roster of one of its points.
pub(super) async fn namen(req: &Req, uitkomst: &Arc<Uitkomst>) -> Result<Option<Namen>> {
    let all = req
        .read(|tx, view| list_infopunten(tx, view.frame.id))
        .await?;
    let punten: BTreeMap<_, _> = all
        .iter()
        .map(|punt| (punt.id, punt.naam.clone()))
        .collect();
    let managed = managed(req, all);
    if !uitkomst.punten.iter().all(|punt| managed.contains(punt)) {
        return Ok(None);
    }
    let (gemeente, days) = (req.frame.id, maandvoorstel::around(uitkomst.days));
    req.app
        .read_personal(
            &req.frame,
            &req.actor,
            Purpose::WorkContact,
            ("gemeente", gemeente.0),
            move |tx| {
                let diensten = store::list_all_diensten(tx, gemeente, days)?;
                Ok(Some(Namen {
                    punten: punten.clone(),
                    diensten: diensten
                        .into_iter()
                        .map(|dienst| (dienst.id, dienst))
                        .collect(),
                    team: Team::load(tx, gemeente, days)?,
                }))
            },
        )
        .await
}

/// What is shown, and how many more there are.
fn first<T>(all: &[T]) -> (&[T], usize) {
    let (first, rest) = all.split_at(all.len().min(MOST));
    (first, rest.len())
}

pub(super) fn told(
    mut page: Page,
    namen: &Namen,
    fixed: &[Assignment],
    proposal: &Proposal,
) -> Page {
    let new: Vec<_> = proposal
        .assignments
        .iter()
        .copied()
        .filter(|one| !fixed.contains(one))
        .collect();
    let c = page.c.clone();
    page.nieuw = new.len();
    page.lijst = maandvoorstel::write_list(&new);
    let (short, more) = first(&proposal.unfilled);
    page.open = short
        .iter()
        .map(|one| Open {
            dienst: namen.dienst(&c, one.shift),
            n: i64::from(one.missing),
            dicht: one.below_minimum,
            waarom: why(&c, one),
        })
        .collect();
    page.open_meer = more;
    let (wishes, more) = first(&proposal.wishes_not_met);
    page.wensen = wishes
        .iter()
        .map(|one| {
            let key = match one.wish {
                Wish::RatherNot => "voorstel-wens-liever-niet",
                Wish::OtherPoint => "voorstel-wens-ander-punt",
            };
            let naam = namen.team.naam(one.person);
            c.t2(key, "naam", naam, "dienst", namen.dienst(&c, one.shift))
        })
        .collect();
    page.wensen_meer = more;
    page.delen = proposal
        .fairness
        .iter()
        .map(|one| Deel {
            naam: c.organisatie(one.organisatie),
            afgesproken: (one.agreed_minutes + 30) / 60,
            gekregen: (one.got_minutes + 30) / 60,
        })
        .collect();
    page.verschil = (proposal.gap > 0.0).then(|| percent(proposal.gap));
    page
}

/// What keeps the others away from a shift: how many, per reason.
fn why(c: &C, short: &Unfilled) -> String {
    let each: Vec<String> = short
        .why
        .iter()
        .map(|(obstacle, n)| {
            let key = match obstacle {
                Obstacle::Function => "voorstel-waarom-functie",
                Obstacle::Unavailable => "voorstel-waarom-beschikbaar",
                Obstacle::Elsewhere => "voorstel-waarom-elders",
                Obstacle::Rest => "voorstel-waarom-rust",
                Obstacle::Day => "voorstel-waarom-dag",
                Obstacle::Week => "voorstel-waarom-week",
            };
            c.t1(key, "n", i64::from(*n))
        })
        .collect();
    if each.is_empty() {
        return String::new();
    }
    c.t1("voorstel-waarom", "lijst", c.list_and(&each))
}

pub(super) fn clashing(mut page: Page, namen: &Namen, clash: &Clash) -> Page {
    let (conflicts, more) = first(&clash.conflicts);
    page.botsingen = conflicts
        .iter()
        .map(|conflict| {
            let who: Vec<String> = conflict
                .fixed
                .iter()
                .map(|one| {
                    let naam = namen.team.naam(one.person);
                    format!("{naam}: {}", namen.dienst(&page.c, one.shift))
                })
                .collect();
            let wie = page.c.list_and(&who);
            page.c.t1(regel(conflict.rule), "wie", wie)
        })
        .collect();
    page.botsingen_meer = more;
    page
}

/// The sentence of the rule that is broken.
fn regel(rule: Rule) -> &'static str {
    match rule {
        Rule::Known | Rule::Kept => "voorstel-regel-onbekend",
        Rule::Function => "voorstel-regel-functie",
        Rule::Available => "voorstel-regel-beschikbaar",
        Rule::OnePlace => "voorstel-regel-een-plek",
        Rule::Rest => "voorstel-regel-rust",
        Rule::Day => "voorstel-regel-dag",
        Rule::Week => "voorstel-regel-week",
        Rule::Places => "voorstel-regel-plekken",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown_is_counted() {
        for (many, shown, more) in [(0, 0, 0), (60, 60, 0), (61, 60, 1), (200, 60, 140)] {
            let all = vec![(); many];
            let (first, rest) = first(&all);
            assert_eq!((first.len(), rest), (shown, more), "{many}");
        }
    }
}
