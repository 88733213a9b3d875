//! Parents of parents: which organisations and terms lead back to themselves.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

/// Who is whose parent.
#[derive(Debug, Default)]
pub(super) struct Parents(HashMap<String, String>);

impl Parents {
    /// Notes every organisation and term in `value`, however deep.
    pub fn gather(&mut self, value: &Value) {
        match value {
            Value::Array(all) => all.iter().for_each(|one| self.gather(one)),
            Value::Object(it) => {
                let parent = it.get("parent_organization_id").or(it.get("parent_id"));
                if let (Some(id), Some(parent)) = (
                    it.get("id").and_then(Value::as_str),
                    parent.and_then(Value::as_str),
                ) {
                    self.note(id, parent);
                }
                it.values().for_each(|one| self.gather(one));
            }
            _ => {}
        }
    }

    /// Notes one; an empty parent is none.
    pub fn note(&mut self, id: &str, parent: &str) {
        if !parent.trim().is_empty() {
            self.0
                .insert(id.trim().to_owned(), parent.trim().to_owned());
        }
    }

    /// Whether it is given as its own parent.
    pub fn is_own(&self, id: &str) -> bool {
        self.0.get(id).is_some_and(|parent| parent == id)
    }

    /// The ids that lie in a circle of more than one.
    pub fn circles(&self) -> HashSet<String> {
        let mut done: HashSet<&str> = HashSet::new();
        let mut found = HashSet::new();
        for start in self.0.keys() {
            let (mut way, mut on_way) = (Vec::new(), HashSet::new());
            let mut at = start.as_str();
            while !done.contains(at) && on_way.insert(at) {
                way.push(at);
                let Some(parent) = self.0.get(at) else { break };
                at = parent;
            }
            if on_way.contains(at)
                && !done.contains(at)
                && let Some(from) = way.iter().position(|one| *one == at)
                && way.len() - from > 1
            {
                found.extend(way[from..].iter().map(|one| (*one).to_owned()));
            }
            done.extend(way);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circles(pairs: &[(&str, &str)]) -> Vec<String> {
        let mut parents = Parents::default();
        for (id, parent) in pairs {
            parents.note(id, parent);
        }
        let mut found: Vec<String> = parents.circles().into_iter().collect();
        found.sort();
        found
    }

    #[test]
    fn only_what_lies_in_the_circle_is_found() {
        assert_eq!(circles(&[("a", "b"), ("b", "c")]), [""; 0]);
        assert_eq!(circles(&[("a", "b"), ("b", "a"), ("c", "a")]), ["a", "b"]);
        assert_eq!(circles(&[("a", "a")]), [""; 0]);
        assert_eq!(circles(&[("c", "a"), ("a", "a")]), [""; 0]);
        assert_eq!(
            circles(&[("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "x")]),
            ["a", "b", "c", "x", "y"]
        );
        assert_eq!(circles(&[("a", "")]), [""; 0]);
    }

    #[test]
    fn a_long_chain_is_no_matter() {
        let mut parents = Parents::default();
        for n in 0..100_000 {
            parents.note(&n.to_string(), &(n + 1).to_string());
        }
        assert!(parents.circles().is_empty());
        parents.note("100000", "0");
        assert_eq!(parents.circles().len(), 100_001);
    }
}
