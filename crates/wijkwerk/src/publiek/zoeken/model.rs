//! What was found, as the page shows it. No I/O.

use super::rules::Asked;

/// Most that are shown of one kind.
pub(super) const MOST: usize = 5;

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub titel: String,
    /// Where, whose or how it stands; empty when the title says it all.
    pub onder: String,
    /// Empty where there is nowhere to go.
    pub url: String,
}

/// What was found of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The key of its heading.
    pub kop: &'static str,
    pub hits: Vec<Hit>,
    /// The list with all of them, where more was found and there is such a list.
    pub meer: Option<String>,
    /// Whether more was found.
    pub is_cut: bool,
}

impl Group {
    /// The first of what was found, if anything was: what the title alone answers goes before the rest.
    pub fn of(
        asked: &Asked,
        kop: &'static str,
        mut hits: Vec<Hit>,
        meer: Option<String>,
    ) -> Option<Self> {
        if hits.is_empty() {
            return None;
        }
        hits.sort_by_key(|hit| !asked.fits(&[hit.titel.as_str()]));
        let is_cut = hits.len() > MOST;
        hits.truncate(MOST);
        Some(Self {
            kop,
            hits,
            meer: meer.filter(|_| is_cut),
            is_cut,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(titel: &str) -> Hit {
        Hit {
            titel: titel.to_owned(),
            onder: String::new(),
            url: String::new(),
        }
    }

    #[test]
    fn five_are_shown_those_that_answer_by_their_title_first() {
        let asked = Asked::of("boom");
        let hits: Vec<Hit> = ["Struik", "Haag", "Gras", "Perk", "Blad", "Boom"]
            .map(hit)
            .to_vec();
        let all = Some("/alles".to_owned());
        let group = Group::of(&asked, "kop", hits, all.clone()).expect("something was found");
        let shown: Vec<&str> = group.hits.iter().map(|hit| hit.titel.as_str()).collect();
        assert_eq!(shown, ["Boom", "Struik", "Haag", "Gras", "Perk"]);
        assert_eq!((group.meer, group.is_cut), (all.clone(), true));
        let few = Group::of(&asked, "kop", vec![hit("Boom")], all).expect("one was found");
        assert_eq!((few.meer, few.is_cut), (None, false));
        assert_eq!(Group::of(&asked, "kop", Vec::new(), None), None);
    }
}
