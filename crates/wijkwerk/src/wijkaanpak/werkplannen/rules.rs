//! What a werkplan, an aandachtsgebied and an afspraak have to be. Pure: no clock, no database.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::model::{
    AandachtsgebiedState, AfspraakState, NewAandachtsgebied, NewAfspraak, NewBijdrage, NewPlan,
    PlanState, Van,
};
pub use super::telling::{Stand, Telling, stand, tally};
use crate::error::{FieldError, Sentence};
use crate::ids::{GebiedId, OrganisatieId};

/// The longest title or agreement, in characters.
const MAX_LINE: usize = 240;
/// The longest need, progress or reason.
const MAX_TEXT: usize = 4000;

impl AandachtsgebiedState {
    /// Whether this state may be followed by `next`.
    pub fn may_become(self, next: Self) -> bool {
        use AandachtsgebiedState::{Active, Adopted, CarriedOver, Dropped, Proposed, Resolved};
        matches!(
            (self, next),
            (Proposed, Adopted | Dropped)
                | (Adopted, Active)
                | (Active, Resolved | CarriedOver | Dropped)
        )
    }

    /// Whether it still has to be worked on.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Adopted | Self::Active)
    }

    /// Whether it is shown to everybody from this state on (INV-42, INV-43).
    pub fn is_public(self) -> bool {
        matches!(self, Self::Active | Self::Resolved | Self::CarriedOver)
    }
}

impl AfspraakState {
    /// Whether this state may be followed by `next`.
    pub fn may_become(self, next: Self) -> bool {
        use AfspraakState::{Accepted, Delivered, Dropped, InProgress, Proposed, Verified};
        matches!(
            (self, next),
            (Proposed, Accepted | Dropped)
                | (Accepted | InProgress, InProgress | Delivered | Dropped)
                | (Delivered, Verified)
        )
    }

    /// Whether somebody still owes it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Accepted | Self::InProgress)
    }

    /// Whether the owning organisation took it upon itself.
    pub fn is_accepted(self) -> bool {
        matches!(
            self,
            Self::Accepted | Self::InProgress | Self::Delivered | Self::Verified
        )
    }
}

/// Whether an afspraak in this state, due that day, is late today.
pub fn is_late(state: AfspraakState, due: Date, today: Date) -> bool {
    state.is_open() && due < today
}

/// How many days before its due day whoever took it upon themselves is reminded.
pub const REMIND_DAYS: i32 = 7;

/// Whether to remind today (L-07): once in the week before it is due, unless it was agreed on in that week, and once more
/// when it is late.
pub fn is_to_remind(
    due: Date,
    accepted: Option<Date>,
    reminded: Option<Date>,
    today: Date,
) -> bool {
    if due < today {
        return reminded.is_none_or(|day| day <= due);
    }
    let is_near = |day: Date| (due - day).get_days() <= REMIND_DAYS;
    is_near(today) && reminded.is_none() && accepted.is_none_or(|day| !is_near(day))
}

/// Whether work that was planned, for that day if one was named, is late today (V-83).
pub fn plan_is_late(state: PlanState, due: Option<Date>, today: Date) -> bool {
    state == PlanState::Planned && due.is_some_and(|due| due < today)
}

fn fault(faults: &mut Vec<FieldError>, field: &'static str, key: &'static str) {
    faults.push(FieldError {
        field,
        sentence: Sentence::new(key),
    });
}

fn check_line(
    faults: &mut Vec<FieldError>,
    field: &'static str,
    text: &str,
    most: usize,
    empty: &'static str,
) {
    let text = text.trim();
    if text.is_empty() {
        fault(faults, field, empty);
    } else if text.chars().count() > most {
        fault(faults, field, "werkplannen-te-lang");
    } else if names_contact(text) {
        fault(faults, field, "werkplannen-geen-contactgegevens");
    }
}

/// Whether a text that will be public holds an e-mail address or a telephone number.
pub fn names_contact(text: &str) -> bool {
    let address = text.split_whitespace().any(
        |word| matches!(word.split_once('@'), Some((a, b)) if !a.is_empty() && b.contains('.')),
    );
    // A number as Dutch telephones have: a 0 or a + and nine digits or more, perhaps with spaces and hyphens.
    let (mut run, mut phone) = (0, false);
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            if run == 0 {
                phone = letter == '0' || before == '+';
            }
            run += 1;
            if phone && run >= 10 {
                return true;
            }
        } else if !matches!(letter, ' ' | '-') {
            run = 0;
        }
        before = letter;
    }
    address
}

/// A text that must say something: progress, a reason.
pub fn check_text(field: &'static str, text: &str, empty: &'static str) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let text = text.trim();
    if text
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .count()
        < 3
    {
        fault(&mut faults, field, empty);
    } else if text.chars().count() > MAX_TEXT {
        fault(&mut faults, field, "werkplannen-te-lang");
    }
    faults
}

/// What an aandachtsgebied is held against.
pub struct Kader<'a> {
    /// The wijken of the team.
    pub wijken: &'a BTreeSet<GebiedId>,
    /// The themes of the inrichting; empty where it has none.
    pub themas: &'a [String],
    /// The extra fields of the chosen wijken.
    pub velden: &'a BTreeSet<String>,
    pub organisaties: &'a BTreeSet<OrganisatieId>,
    /// How many organisations hold an accepted afspraak in it.
    pub accepted: usize,
}

/// INV-22: a wijk of the team, a theme where there are themes, a need; "integraal" only with two organisations.
pub fn check_aandachtsgebied(wanted: &NewAandachtsgebied, kader: &Kader<'_>) -> Vec<FieldError> {
    let mut faults = Vec::new();
    check_line(
        &mut faults,
        "titel",
        &wanted.titel,
        MAX_LINE,
        "wp-aandachtsgebied-titel-leeg",
    );
    check_line(
        &mut faults,
        "behoefte",
        &wanted.behoefte,
        MAX_TEXT,
        "wp-aandachtsgebied-behoefte-leeg",
    );
    if wanted
        .behoefte_bron
        .as_ref()
        .is_some_and(|bron| bron.chars().count() > MAX_LINE)
    {
        fault(&mut faults, "behoefte_bron", "werkplannen-te-lang");
    }
    if wanted.wijken.is_empty() {
        fault(&mut faults, "wijken", "wp-aandachtsgebied-wijk-leeg");
    } else if !wanted.wijken.iter().all(|wijk| kader.wijken.contains(wijk)) {
        fault(&mut faults, "wijken", "wp-aandachtsgebied-wijk-ander-team");
    }
    if !kader.themas.is_empty() && wanted.themas.is_empty() {
        fault(&mut faults, "themas", "wp-aandachtsgebied-thema-leeg");
    } else if !wanted.themas.iter().all(|key| kader.themas.contains(key)) {
        fault(&mut faults, "themas", "wp-aandachtsgebied-thema-onbekend");
    }
    if wanted.integraal && kader.accepted < 2 {
        fault(
            &mut faults,
            "integraal",
            "wp-aandachtsgebied-niet-integraal",
        );
    }
    let known = |id: &OrganisatieId| kader.organisaties.contains(id);
    if !wanted.partners.iter().all(|(id, _)| known(id))
        || !wanted.owner_organisatie.iter().all(known)
    {
        fault(&mut faults, "partners", "werkplannen-organisatie-onbekend");
    }
    for (key, value) in &wanted.velden {
        if !kader.velden.contains(key) {
            fault(&mut faults, "velden", "wp-aandachtsgebied-veld-onbekend");
        } else if value.chars().count() > MAX_LINE {
            fault(&mut faults, "velden", "werkplannen-te-lang");
        }
    }
    faults
}

/// INV-23: what, an owner organisation (or a party without one, L-07) and a day that is still to come.
pub fn check_afspraak(wanted: &NewAfspraak, wijken: &[GebiedId], today: Date) -> Vec<FieldError> {
    let mut faults = Vec::new();
    check_line(
        &mut faults,
        "wat",
        &wanted.wat,
        MAX_LINE,
        "wp-afspraak-wat-leeg",
    );
    match (&wanted.organisatie, &wanted.partij) {
        (None, None) => fault(&mut faults, "organisatie", "wp-afspraak-zonder-organisatie"),
        (Some(_), Some(_)) => fault(&mut faults, "organisatie", "wp-afspraak-twee-eigenaars"),
        (None, Some(partij)) if partij.naam.trim().is_empty() => {
            fault(&mut faults, "partij_naam", "wp-afspraak-partij-naam-leeg");
        }
        (None, Some(partij)) if partij.naam.chars().count() > MAX_LINE => {
            fault(&mut faults, "partij_naam", "werkplannen-te-lang");
        }
        _ => {}
    }
    match wanted.due {
        None => fault(&mut faults, "due", "wp-afspraak-zonder-datum"),
        Some(due) if due < today => fault(&mut faults, "due", "wp-afspraak-datum-voorbij"),
        Some(_) => {}
    }
    if wanted
        .gebied
        .is_some_and(|gebied| !wijken.contains(&gebied))
    {
        fault(&mut faults, "gebied", "wp-afspraak-wijk-elders");
    }
    for bijdrage in &wanted.bijdragen {
        faults.extend(check_bijdrage(bijdrage));
    }
    faults
}

/// What deserves a word but stops nobody (INV-47): nobody is named yet.
pub fn warnings(wanted: &NewAfspraak) -> Vec<Sentence> {
    if wanted.organisatie.is_some() && wanted.account.is_none() {
        vec![Sentence::new("wp-afspraak-zonder-persoon")]
    } else {
        Vec::new()
    }
}

/// A bijdrage puts something in, and says which partner does.
pub fn check_bijdrage(wanted: &NewBijdrage) -> Vec<FieldError> {
    let mut faults = Vec::new();
    let materiaal = wanted.materiaal.as_deref().unwrap_or_default().trim();
    if wanted.minuten == 0 && wanted.cents == 0 && materiaal.is_empty() {
        fault(&mut faults, "uren", "wp-bijdrage-leeg");
    }
    if !(0..=6_000_000).contains(&wanted.minuten) {
        fault(&mut faults, "uren", "wp-bijdrage-getal");
    }
    if !(0..=100_000_000_000).contains(&wanted.cents) {
        fault(&mut faults, "euro", "wp-bijdrage-getal");
    }
    if materiaal.chars().count() > MAX_LINE {
        fault(&mut faults, "materiaal", "werkplannen-te-lang");
    }
    if wanted.van == Van::Partner && wanted.organisatie.is_none() {
        fault(&mut faults, "organisatie", "wp-bijdrage-welke-partner");
    }
    faults
}

/// A resultaat says what changed.
pub fn check_resultaat(wat: &str) -> Vec<FieldError> {
    let mut faults = Vec::new();
    check_line(&mut faults, "wat", wat, MAX_LINE, "wp-resultaat-wat-leeg");
    faults
}

/// A plan says what, whose and in which year.
pub fn check_plan(wanted: &NewPlan) -> Vec<FieldError> {
    let mut faults = Vec::new();
    check_line(
        &mut faults,
        "wat",
        &wanted.wat,
        MAX_LINE,
        "wp-plan-wat-leeg",
    );
    if wanted.organisatie.is_none() {
        fault(&mut faults, "organisatie", "wp-plan-zonder-organisatie");
    }
    if wanted
        .plaats
        .as_ref()
        .is_some_and(|plaats| plaats.chars().count() > MAX_LINE)
    {
        fault(&mut faults, "plaats", "werkplannen-te-lang");
    }
    if !(2000..=2100).contains(&wanted.jaar) {
        fault(&mut faults, "jaar", "werkplan-jaar-onbekend");
    }
    if wanted.kwartaal.is_some_and(|n| !(1..=4).contains(&n)) {
        fault(&mut faults, "kwartaal", "wp-plan-kwartaal-onbekend");
    }
    faults
}

/// A plan is adopted when every organisation with a filled mandatory zetel agreed, and somebody did.
pub fn is_adopted(required: &BTreeSet<OrganisatieId>, agreed: &BTreeSet<OrganisatieId>) -> bool {
    !agreed.is_empty() && required.is_subset(agreed)
}

/// Where the question came from (V-10): residents, or a partner's own initiative.
pub fn herkomst(van: Van, eigen_initiatief: bool, resident_meldingen: i64) -> Van {
    if !eigen_initiatief && (van == Van::Bewoners || resident_meldingen > 0) {
        Van::Bewoners
    } else {
        Van::Partner
    }
}

/// When it began: with the first who asked. A melding that was put behind it later began nothing.
pub fn raised(written_down: Timestamp, first_melding: Option<Timestamp>) -> Timestamp {
    first_melding.map_or(written_down, |first| first.min(written_down))
}

/// Days from the question to the first afspraak and to the first result that was confirmed (V-13).
pub fn lead_times(
    raised: Date,
    agreed: Option<Date>,
    confirmed: Option<Date>,
) -> (Option<i64>, Option<i64>) {
    let days = |until: Date| i64::from((until - raised).get_days());
    (agreed.map(days), confirmed.map(days))
}
