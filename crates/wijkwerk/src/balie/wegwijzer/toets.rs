//! How good the wegwijzer is on questions whose answer is known. It asks what the search box asks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::{Certainty, Doc, Index};

/// A question with the items that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub question: String,
    /// The best answer first; the others are right too.
    pub right: Vec<String>,
    pub organisation_kind: String,
    pub style: String,
}

/// A question with the urgent need in it, if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrgentQuestion {
    pub question: String,
    pub expected: Option<String>,
}

/// The figures, as fractions.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    pub n: usize,
    pub top1: f64,
    pub top3: f64,
    pub organisatie: f64,
    pub per_stijl: BTreeMap<String, StyleFigures>,
    pub onterecht_geweigerd: f64,
    /// Only when questions were given that nothing should fit.
    pub buiten_bereik_gemist: Option<f64>,
    pub spoed: Option<UrgentFigures>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StyleFigures {
    pub n: usize,
    pub top1: f64,
    pub top3: f64,
    pub organisatie: f64,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UrgentFigures {
    /// Shown as urgent, with the expected item among those shown.
    pub gevangen: usize,
    pub van: usize,
    /// Shown as urgent where nothing was.
    pub vals: usize,
    pub vals_van: usize,
    /// Of those of `vals`: the question, the kind of need and the words that told so.
    #[serde(skip)]
    pub omdat: Vec<String>,
}

#[derive(Default)]
struct Count {
    n: usize,
    top1: usize,
    top3: usize,
    kind: usize,
    refused: usize,
}

impl Count {
    fn style(&self) -> StyleFigures {
        StyleFigures {
            n: self.n,
            top1: share(self.top1, self.n),
            top3: share(self.top3, self.n),
            organisatie: share(self.kind, self.n),
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of questions")]
    let share = part as f64 / whole as f64;
    (share * 10_000.0).round() / 10_000.0
}

/// Asks everything and counts. Kinds of organisation are those of the first hit.
pub fn measure(
    index: &Index,
    docs: &[Doc],
    questions: &[Question],
    beyond: Option<&[String]>,
    urgent: Option<&[UrgentQuestion]>,
) -> Figures {
    let kinds: HashMap<&str, &str> = docs
        .iter()
        .map(|doc| (doc.id.as_str(), doc.organisation_kind.as_str()))
        .collect();
    let mut all = Count::default();
    let mut styles: BTreeMap<String, Count> = BTreeMap::new();
    for question in questions {
        let answer = index.ask(&question.question);
        let is_right = |id: &String| question.right.contains(id);
        let ids: Vec<&String> = answer.hits.iter().take(3).map(|hit| &hit.id).collect();
        let top1 = ids.first().is_some_and(|id| is_right(id));
        let top3 = ids.iter().any(|id| is_right(id));
        let right_kinds: BTreeSet<&str> = question
            .right
            .iter()
            .skip(1)
            .filter_map(|id| kinds.get(id.as_str()).copied())
            .chain(std::iter::once(question.organisation_kind.as_str()))
            .collect();
        let kind = ids
            .first()
            .and_then(|id| kinds.get(id.as_str()))
            .is_some_and(|kind| right_kinds.contains(kind));
        let refused = answer.certainty == Certainty::Nothing && answer.urgent.is_none();
        let style = styles.entry(question.style.clone()).or_default();
        for count in [&mut all, style] {
            count.n += 1;
            count.top1 += usize::from(top1);
            count.top3 += usize::from(top3);
            count.kind += usize::from(kind);
            count.refused += usize::from(refused);
        }
    }
    let whole = all.style();
    Figures {
        n: whole.n,
        top1: whole.top1,
        top3: whole.top3,
        organisatie: whole.organisatie,
        per_stijl: styles
            .into_iter()
            .map(|(style, count)| (style, count.style()))
            .collect(),
        onterecht_geweigerd: share(all.refused, all.n),
        buiten_bereik_gemist: beyond.map(|questions| {
            let missed = questions
                .iter()
                .filter(|question| index.ask(question).certainty != Certainty::Nothing)
                .count();
            share(missed, questions.len())
        }),
        spoed: urgent.map(|questions| measure_urgent(index, questions)),
    }
}

fn measure_urgent(index: &Index, questions: &[UrgentQuestion]) -> UrgentFigures {
    let mut out = UrgentFigures::default();
    for question in questions {
        let shown = index.ask(&question.question).urgent;
        if let Some(id) = &question.expected {
            out.van += 1;
            out.gevangen += usize::from(shown.is_some_and(|urgent| urgent.ids.contains(id)));
        } else {
            out.vals_van += 1;
            if let Some(urgent) = shown {
                out.vals += 1;
                let (kind, because) = (urgent.kind, urgent.because.join(", "));
                out.omdat
                    .push(format!("{} ({kind}), omdat: {because}", question.question));
            }
        }
    }
    out
}
