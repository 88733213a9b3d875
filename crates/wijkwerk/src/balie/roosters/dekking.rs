//! Whether published hours are staffed (INV-10). Pure.
//!
//! A stretch is published; confirmed people are there from one minute until another; the point's rule says how many are
//! needed at each minute (L-77). What is left over is a gap.

use super::model::Bezettingsregel;

/// From a minute up to another, of one day.
pub type Stuk = (i64, i64);

/// The parts of `published` where fewer people are there than are needed, in order, joined where they touch.
pub fn gaps(published: &[Stuk], people: &[Stuk], regel: &Bezettingsregel) -> Vec<Stuk> {
    let mut found = Vec::new();
    for (from, until) in published {
        let mut edges: Vec<i64> = people
            .iter()
            .flat_map(|(from, until)| [*from, *until])
            .chain(regel.krap.map(|(_, until)| until))
            .filter(|at| from < at && at < until)
            .chain([*from, *until])
            .collect();
        edges.sort_unstable();
        edges.dedup();
        for pair in edges.windows(2) {
            let there = people
                .iter()
                .filter(|(from, until)| *from <= pair[0] && pair[0] < *until)
                .count();
            if i64::try_from(there).unwrap_or(i64::MAX) < regel.needed(pair[0]) {
                found.push((pair[0], pair[1]));
            }
        }
    }
    joined(found)
}

/// In order, those that touch or overlap as one.
pub fn joined(mut all: Vec<Stuk>) -> Vec<Stuk> {
    all.sort_unstable();
    let mut out: Vec<Stuk> = Vec::new();
    for (from, until) in all {
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => out.push((from, until)),
        }
    }
    out
}

/// What is left of `all` without `gone`.
pub fn without(all: &[Stuk], gone: &[Stuk]) -> Vec<Stuk> {
    let mut left = joined(all.to_vec());
    for (from, until) in gone {
        left = left
            .into_iter()
            .flat_map(|(start, end)| [(start, end.min(*from)), (start.max(*until), end)])
            .filter(|(start, end)| start < end)
            .collect();
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regel(minimum: i64, krap: Option<(i64, i64)>) -> Bezettingsregel {
        Bezettingsregel {
            infopunt: uuid::Uuid::nil().into(),
            minimum,
            krap,
            valid_from: jiff::civil::date(2026, 1, 1),
        }
    }

    #[test]
    fn l_77_one_of_two_is_enough_until_noon() {
        let published = [(9 * 60, 17 * 60)];
        let (one, two) = ((9 * 60, 17 * 60), (9 * 60, 17 * 60));
        let strict = regel(2, None);
        let krap = regel(2, Some((1, 12 * 60)));
        assert_eq!(gaps(&published, &[one, two], &strict), []);
        assert_eq!(gaps(&published, &[one], &strict), [(9 * 60, 17 * 60)]);
        assert_eq!(gaps(&published, &[one], &krap), [(12 * 60, 17 * 60)]);
        assert_eq!(
            without(&published, &gaps(&published, &[one], &krap)),
            [(9 * 60, 12 * 60)]
        );
        assert_eq!(gaps(&published, &[], &krap), [(9 * 60, 17 * 60)]);
    }

    /// Minute by minute, as slowly and plainly as can be.
    fn slowly(published: &[Stuk], people: &[Stuk], regel: &Bezettingsregel) -> Vec<i64> {
        let within = |at: i64, all: &[Stuk]| {
            all.iter()
                .filter(|(from, until)| *from <= at && at < *until)
                .count()
        };
        (0..2880)
            .filter(|at| within(*at, published) > 0)
            .filter(|at| i64::try_from(within(*at, people)).unwrap() < regel.needed(*at))
            .collect()
    }

    #[test]
    fn inv_10_a_gap_is_exactly_what_is_published_and_not_staffed() {
        let ids = kit::ids::IdSource::seeded(10);
        for _ in 0..400 {
            let bytes = ids.bytes::<32>();
            let stuk = |n: usize| {
                let from = i64::from(bytes[n]) * 5;
                (from, from + 5 + i64::from(bytes[n + 1]) * 2)
            };
            let published = joined(
                (0..usize::from(bytes[0] % 3))
                    .map(|n| stuk(2 + 2 * n))
                    .collect(),
            );
            let people: Vec<Stuk> = (0..usize::from(bytes[1] % 6))
                .map(|n| stuk(8 + 2 * n))
                .collect();
            let krap = bytes[30]
                .is_multiple_of(2)
                .then_some((1, i64::from(bytes[29]) * 5));
            let regel = regel(1 + i64::from(bytes[31] % 3), krap);
            let found: Vec<i64> = gaps(&published, &people, &regel)
                .into_iter()
                .flat_map(|(from, until)| from..until)
                .collect();
            assert_eq!(
                found,
                slowly(&published, &people, &regel),
                "{published:?} {people:?} {regel:?}"
            );
            let left: Vec<i64> = without(&published, &gaps(&published, &people, &regel))
                .into_iter()
                .flat_map(|(from, until)| from..until)
                .collect();
            assert!(
                slowly(&published, &people, &regel)
                    .iter()
                    .all(|at| !left.contains(at))
            );
        }
    }
}
