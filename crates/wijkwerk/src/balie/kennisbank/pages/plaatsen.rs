//! The places of an item on a form: which, with hours and a remark of its own there. Hours are shown back in words before
//! they are kept.

use crate::balie::infopunten::tijden;
use crate::error::{FieldError, Sentence};
use crate::frame::Frame;
use crate::http::Form;
use crate::ids::LocatieId;
use crate::kader::openingstijden;
use crate::layout::{C, Faults};

/// A place with hours of its own (empty: those of the place) and a remark.
pub(super) type Eigen = (LocatieId, String, String);

/// A place on a form.
#[derive(Clone, Debug)]
pub(super) struct Plaatsveld {
    pub id: LocatieId,
    pub naam: String,
    pub chosen: bool,
    pub uren: String,
    pub toelichting: String,
    /// The hours in words, a line for each rule.
    pub regels: Vec<String>,
    /// Why the hours cannot be kept.
    pub fout: Option<String>,
}

impl Plaatsveld {
    /// What a form holds about a place; `before` are the places as they stand, none for a place that is not chosen.
    pub fn of(c: &C, form: &Form, id: LocatieId, naam: String, before: Option<&[Eigen]>) -> Self {
        let mut made = Self {
            id,
            naam,
            chosen: before.is_some(),
            uren: String::new(),
            toelichting: String::new(),
            regels: Vec::new(),
            fout: None,
        };
        let Some(before) = before else {
            return made;
        };
        let given = filled_in(form, id, before);
        match understood(&c.view.frame, &given, before) {
            Ok(osm) => made.regels = openingstijden::lines(&c.view, &osm),
            Err(sentence) => made.fout = Some(c.sentence(&sentence)),
        }
        (_, made.uren, made.toelichting) = given;
        made
    }

    /// Whether its fields are to be seen at once.
    pub fn open(&self) -> bool {
        self.fout.is_some() || !self.uren.is_empty() || !self.toelichting.is_empty()
    }
}

/// What was filled in about a place; what was not on the form stays as it is.
pub(super) fn filled_in(form: &Form, id: LocatieId, before: &[Eigen]) -> Eigen {
    let (_, uren, toelichting) = find(before, id)
        .cloned()
        .unwrap_or_else(|| (id, String::new(), String::new()));
    let value = |name: String, was: String| {
        if form.fields().iter().any(|(sent, _)| *sent == name) {
            form.text(&name).replace("\r\n", "\n")
        } else {
            was
        }
    };
    (
        id,
        value(format!("uren_{id}"), uren),
        value(format!("toelichting_{id}"), toelichting),
    )
}

fn find(before: &[Eigen], id: LocatieId) -> Option<&Eigen> {
    before.iter().find(|(known, ..)| *known == id)
}

/// Whether these are the hours as they stand.
fn is_kept((id, uren, _): &Eigen, before: &[Eigen]) -> bool {
    find(before, *id).is_some_and(|(_, was, _)| was.trim() == uren.trim())
}

/// The hours as they would be stored; what stands already is not read anew.
fn understood(
    frame: &Frame,
    given: &Eigen,
    before: &[Eigen],
) -> std::result::Result<String, Sentence> {
    let (_, uren, _) = given;
    if is_kept(given, before) {
        Ok(uren.clone())
    } else {
        tijden::of_place(frame, uren)
    }
}

/// The hours of a place as the form says that they were shown in words.
fn line((id, uren, _): &Eigen) -> String {
    format!("{id} {uren}")
}

/// Whether hours were typed anew since they were last shown in words, or somebody asks to see them.
pub(super) fn must_look(form: &Form, given: &[Eigen], before: &[Eigen]) -> bool {
    let seen = form.text("gezien");
    let is_seen = |one: &Eigen| seen.lines().any(|found| found.trim() == line(one));
    let is_new = |one: &Eigen| !one.1.is_empty() && !is_kept(one, before) && !is_seen(one);
    form.text("doe") == "bekijk" || given.iter().any(is_new)
}

/// The same form, with what is shown in words on it.
pub(super) fn seen(form: &Form, given: &[Eigen]) -> Form {
    let mut made = Form::default();
    for (name, value) in form.fields() {
        if name != "gezien" && name != "doe" {
            made = made.with_field(name, value);
        }
    }
    let told: Vec<String> = given
        .iter()
        .filter(|(_, uren, _)| !uren.is_empty())
        .map(line)
        .collect();
    made.with_field("gezien", &told.join("\n"))
}

/// What is wrong with the hours that were filled in.
pub(super) fn faults(frame: &Frame, given: &[Eigen], before: &[Eigen]) -> Faults {
    let wrong = given
        .iter()
        .filter_map(|one| understood(frame, one, before).err());
    Faults(
        wrong
            .map(|sentence| FieldError {
                field: "plaatsen",
                sentence,
            })
            .collect(),
    )
}
