//! What there is in a wijk and on which topics there is nothing: pure, with its tests.

use std::collections::BTreeSet;

use crate::balie::kennisbank::model::ItemState;
use crate::ids::GebiedId;

/// The topic for what fits no other: nobody misses it.
const OTHER: &str = "anders";

/// What is offered, by topic.
#[derive(Debug, PartialEq, Eq)]
pub struct Offer<'a, T> {
    /// Topics on which there is something to show, in the order of the inrichting.
    pub topics: Vec<(&'a str, Vec<&'a T>)>,
    /// Topics on which nobody offers anything that is published.
    pub gaps: Vec<&'a str>,
}

/// Divides what there is over the topics. What is hidden until its owner has looked at it is told, and fills no gap.
pub fn by_topic<'a, T>(
    topics: &[&'a str],
    all: &'a [T],
    of: impl Fn(&T) -> (&str, ItemState),
) -> Offer<'a, T> {
    let mut offer = Offer {
        topics: Vec::new(),
        gaps: Vec::new(),
    };
    for topic in topics.iter().copied() {
        let own: Vec<&'a T> = all.iter().filter(|item| of(item).0 == topic).collect();
        let is_offered = own.iter().any(|item| of(item).1 == ItemState::Published);
        if !is_offered && topic != OTHER {
            offer.gaps.push(topic);
        }
        if !own.is_empty() {
            offer.topics.push((topic, own));
        }
    }
    offer
}

/// The gebieden whose services are for this wijk too: the wijk itself with all `below` it, and all it lies in.
pub fn gebieden_for(
    wijk: GebiedId,
    below: BTreeSet<GebiedId>,
    parent: impl Fn(GebiedId) -> Option<GebiedId>,
) -> BTreeSet<GebiedId> {
    let mut all = below;
    all.insert(wijk);
    let mut next = parent(wijk);
    while let Some(above) = next {
        next = if all.insert(above) {
            parent(above)
        } else {
            None
        };
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn gebied(n: u128) -> GebiedId {
        GebiedId(Uuid::from_u128(n))
    }

    #[test]
    fn a_service_is_for_a_wijk_above_it_below_it_and_not_beside_it() {
        // Town 1 holds 2 and 3; 2 holds wijk 4 with 6 in it, and wijk 5. 7 and 8 lie in each other, by mistake.
        let parent = |id: GebiedId| {
            let above = match id.0.as_u128() {
                2 | 3 => 1,
                4 | 5 => 2,
                6 => 4,
                7 => 8,
                8 => 7,
                _ => return None,
            };
            Some(gebied(above))
        };
        for (wijk, below, expected) in [
            (4, vec![4, 6], vec![1, 2, 4, 6]),
            (5, vec![5], vec![1, 2, 5]),
            (3, vec![3], vec![1, 3]),
            (1, vec![1, 2, 3, 4, 5, 6], vec![1, 2, 3, 4, 5, 6]),
            (7, vec![7, 8], vec![7, 8]),
        ] {
            let below = below.into_iter().map(gebied).collect();
            let expected: BTreeSet<GebiedId> = expected.into_iter().map(gebied).collect();
            assert_eq!(
                gebieden_for(gebied(wijk), below, parent),
                expected,
                "{wijk}"
            );
        }
    }

    #[test]
    fn only_what_is_published_fills_a_gap() {
        const TOPICS: [&str; 3] = ["geld", "school", OTHER];
        let (shown, hidden) = (ItemState::Published, ItemState::InControl);
        for (all, filled, gaps) in [
            (vec![], vec![], vec!["geld", "school"]),
            (vec![("geld", shown)], vec!["geld"], vec!["school"]),
            (vec![("geld", hidden)], vec!["geld"], vec!["geld", "school"]),
            (
                vec![("geld", hidden), ("geld", shown), ("school", shown)],
                vec!["geld", "school"],
                vec![],
            ),
            (vec![(OTHER, shown)], vec![OTHER], vec!["geld", "school"]),
            (vec![("weg", shown)], vec![], vec!["geld", "school"]),
        ] {
            let offer = by_topic(&TOPICS, &all, |item: &(&str, ItemState)| (item.0, item.1));
            let found: Vec<&str> = offer.topics.iter().map(|(topic, _)| *topic).collect();
            assert_eq!((found, offer.gaps), (filled, gaps), "{all:?}");
        }
    }

    #[test]
    fn a_topic_keeps_all_of_its_own_in_order() {
        let all = [
            ("geld", ItemState::InControl),
            ("school", ItemState::Published),
            ("geld", ItemState::Published),
        ];
        let offer = by_topic(&["geld"], &all, |item: &(&str, ItemState)| (item.0, item.1));
        assert_eq!(offer.topics, [("geld", vec![&all[0], &all[2]])]);
    }
}
