//! The thread of a melding in plain words, from the journaal.

use jiff::civil::Date;

use super::status::Case;
use crate::journaal::{Line, Verb};
use crate::layout::C;
use crate::wijkaanpak::meldingen::MeldingState;

/// One step: what, when, and what goes with it.
pub(super) struct Stap {
    pub icon: &'static str,
    pub title: String,
    pub when: String,
    pub text: Option<String>,
    /// A second, quiet line.
    pub note: Option<String>,
    /// Photos as (thumbnail, whole photo, caption).
    pub photos: Vec<(String, String, String)>,
    pub class: &'static str,
}

impl Stap {
    fn new(icon: &'static str, title: String, when: String) -> Self {
        Self {
            icon,
            title,
            when,
            text: None,
            note: None,
            photos: Vec::new(),
            class: "",
        }
    }

    fn text(mut self, text: Option<String>) -> Self {
        self.text = text.filter(|text| !text.trim().is_empty());
        self
    }

    fn note(mut self, note: String) -> Self {
        self.note = Some(note);
        self
    }

    fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }
}

/// The steps so far, where it stands, and what comes next. `answer_by` is set while the last word is asked for.
pub(super) fn build(c: &C, case: &Case, answer_by: Option<String>) -> Vec<Stap> {
    let undone: Vec<i64> = case
        .lines
        .iter()
        .filter(|(line, _)| line.verb == Verb::Undone)
        .filter_map(|(line, _)| line.number("undoes").or(line.number("unjoins")))
        .collect();
    let last_done = case
        .lines
        .iter()
        .rev()
        .find(|(line, _)| line.verb == Verb::Done)
        .map(|(line, _)| line.seq);
    let mut steps = Vec::new();
    for (line, text) in &case.lines {
        if undone.contains(&line.seq) {
            continue;
        }
        if let Some(mut step) = step_of(c, case, line, text.clone()) {
            if Some(line.seq) == last_done && !case.after.is_empty() {
                step.photos = photos(c, case);
            }
            steps.push((line.at, step));
        }
    }
    for resultaat in &case.outcomes {
        let step = Stap::new("flag", c.t("status-stap-resultaat"), c.moment(resultaat.at));
        steps.push((resultaat.at, step.text(Some(resultaat.wat.clone()))));
    }
    steps.sort_by_key(|(at, _)| *at);
    let mut steps: Vec<Stap> = steps.into_iter().map(|(_, step)| step).collect();
    if let Some(when) = answer_by {
        steps.push(
            Stap::new("help", c.t("status-opgelost-vraag"), when).class("ww-thread__item--now"),
        );
        let when = c.t("status-na-antwoord");
        steps.push(Stap::new("check", c.t("status-sluiten"), when).class("ww-thread__item--next"));
    } else if case.melding.is_open() {
        steps.extend(still_to_come(c, case));
    }
    steps
}

fn still_to_come(c: &C, case: &Case) -> Vec<Stap> {
    let planned = case
        .tasks
        .iter()
        .filter(|taak| taak.state == "planned")
        .filter_map(|taak| taak.planned_on)
        .min();
    let mut steps = Vec::new();
    if let Some(day) = planned {
        let step = Stap::new("wrench", c.t("status-ploeg-komt"), c.day(day));
        steps.push(step.class("ww-thread__item--now"));
    }
    let when = super::status::due_text(c, &case.melding);
    let next = Stap::new("mail", c.t("status-hoort"), when).class("ww-thread__item--next");
    steps.push(next);
    steps
}

fn step_of(c: &C, case: &Case, line: &Line, text: Option<String>) -> Option<Stap> {
    let mine = if case.own.is_melder { "" } else { "-volger" };
    let when = c.moment(line.at);
    let say = |key: &str| c.t(&format!("{key}{mine}"));
    let step = match line.verb {
        Verb::Submitted => {
            let mut step = Stap::new("flag", say("status-stap-gemeld"), when);
            if case.after.is_empty() {
                step.photos = photos(c, case);
            }
            let words = case.words.as_ref().map(|(words, _)| words.clone());
            match words.filter(|words| !words.is_empty()) {
                Some(words) => step.text(Some(words)).note(c.t("status-woorden-besloten")),
                None => step,
            }
        }
        Verb::Joined => {
            let who = line.id("volger")?;
            let from = line.id("from").filter(|_| who == case.own.id.0);
            match (from, &case.made) {
                (Some(_), Some(made)) if made.id != case.melding.id => {
                    let (oud, nummer) = (made.nummer.to_string(), case.melding.nummer.to_string());
                    let title = c.t2("status-stap-samen", "oud", oud, "nummer", nummer);
                    Stap::new("link", title, when).text(Some(c.t("status-stap-samen-uitleg")))
                }
                _ => Stap::new("users", c.t("status-stap-ook-gemeld"), when),
            }
        }
        Verb::Triaged => triaged(c, case, line, text, when)?,
        Verb::Accepted => {
            let step = Stap::new(
                "handshake",
                c.t1("status-stap-partner", "wie", partner(c, line)),
                when,
            );
            match line.word("day").and_then(|day| day.parse::<Date>().ok()) {
                Some(day) => step.text(Some(c.t1("status-partner-dag", "dag", c.day_plain(day)))),
                None => step,
            }
        }
        Verb::Returned => Stap::new(
            "undo",
            c.t1("status-stap-terug", "wie", partner(c, line)),
            when,
        )
        .text(text)
        .note(c.t("status-stap-terug-uitleg")),
        Verb::Planned => {
            let step = Stap::new("agenda", c.t("status-stap-ingepland"), when).text(text);
            match line.word("day").and_then(|day| day.parse::<Date>().ok()) {
                Some(day) => step.note(c.t1("status-nieuwe-dag", "dag", c.day_plain(day))),
                None => step,
            }
        }
        Verb::Done => Stap::new("check", c.t("status-stap-klaar"), when).text(text),
        Verb::Confirmed => Stap::new("circle-check", say("status-stap-opgelost"), when)
            .text(Some(say("status-stap-opgelost-uitleg"))),
        Verb::Disputed => Stap::new("refresh", say("status-stap-betwist"), when)
            .text(Some(c.t("status-stap-betwist-uitleg"))),
        Verb::Judged => Stap::new("refresh", say("status-stap-betwist"), when)
            .text(Some(c.t("status-stap-betwist-resultaat"))),
        Verb::Erased => {
            (line.id("melder") == Some(case.own.id.0)).then_some(())?;
            let key = match line.word("what") {
                Some("melding_woorden") => "status-stap-woorden-gewist",
                _ => "status-stap-gewist",
            };
            Stap::new("trash", c.t(key), when)
        }
        _ => return None,
    };
    Some(step)
}

fn triaged(c: &C, case: &Case, line: &Line, text: Option<String>, when: String) -> Option<Stap> {
    let step = match line.word("outcome")? {
        "taken" => {
            let mut vakken: Vec<String> = Vec::new();
            // What was called done while work was open still says who had it.
            let is_done = case.melding.state == MeldingState::Taken && !case.melding.is_open();
            let was_given = |state: &str| is_done || state != "cancelled";
            for taak in case.tasks.iter().filter(|taak| was_given(&taak.state)) {
                let naam = c.subject(&taak.discipline);
                if !vakken.contains(&naam) {
                    vakken.push(naam);
                }
            }
            let step = Stap::new("wrench", c.t("status-stap-opgepakt"), when);
            if vakken.is_empty() {
                step
            } else {
                let who = c.t1("status-doorgegeven-aan", "wie", c.list_and(&vakken));
                step.text(Some(who))
            }
        }
        "doorgezet" => Stap::new(
            "arrow-right",
            c.t1("status-stap-doorgezet", "wie", partner(c, line)),
            when,
        )
        .text(Some(c.t("status-stap-doorgezet-uitleg"))),
        "aandachtsgebied" => Stap::new("users", c.t("status-stap-aandachtsgebied"), when)
            .text(Some(c.t("status-stap-aandachtsgebied-uitleg"))),
        "no_action" => Stap::new("circle-x", c.t("status-stap-geen-actie"), when).text(text),
        _ => return None,
    };
    Some(step)
}

/// The name of the partner that this is about.
fn partner(c: &C, line: &Line) -> String {
    line.id("organisatie").map_or_else(String::new, |id| {
        c.organisatie(crate::ids::OrganisatieId(id))
    })
}

fn photos(c: &C, case: &Case) -> Vec<(String, String, String)> {
    let told = |foto: &super::super::model::Foto, key: &str| {
        (foto.thumbnail.clone(), foto.hash.clone(), c.t(key))
    };
    let before = case
        .before
        .iter()
        .map(|foto| told(foto, "status-foto-eerst"));
    let after = case.after.iter().map(|foto| told(foto, "status-foto-nu"));
    before.chain(after).collect()
}
