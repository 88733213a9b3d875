//! What several pages show: a referral as a line, its chain as a thread, whose turn it is.

use jiff::Timestamp;

use super::topic;
use crate::balie::doorverwijzingen::model::{Doorverwijzing, DoorverwijzingState as State};
use crate::balie::doorverwijzingen::rules;
use crate::layout::C;

/// A referral in words.
#[derive(Clone)]
pub(super) struct Regel {
    pub one: Doorverwijzing,
    pub url: String,
    pub titel: String,
    pub naar: String,
    pub van: String,
    pub late: bool,
    /// The desk asks the resident whether it helped.
    pub asks: bool,
}

impl Regel {
    pub(super) fn of(c: &C, one: Doorverwijzing) -> Self {
        let naar = c.organisatie(one.naar);
        let van = one.van_organisatie.map_or_else(
            || c.gemeente().to_owned(),
            |organisatie| c.organisatie(organisatie),
        );
        Self {
            url: c.url(&format!("/doorverwijzingen/{}", one.id)),
            titel: topic(c, &one.onderwerp),
            late: rules::is_late(&one, c.view.today()),
            asks: rules::desk_asks(&one, c.view.now),
            naar,
            van,
            one,
        }
    }

    /// The name of the badge.
    pub(super) fn badge(&self) -> &'static str {
        match self.one.state {
            _ if self.late => "late",
            State::Bounced | State::Expired if self.one.waits_for_desk() => "late",
            State::Proposed | State::Agreed => "new",
            State::Sent => "wait",
            State::Accepted | State::Arrived => "busy",
            State::Settled => "done",
            State::NoShow | State::Bounced | State::Expired => "closed",
        }
    }

    /// The text of the badge.
    pub(super) fn stand(&self, c: &C) -> String {
        match self.one.uitkomst {
            Some(uitkomst) => c.tk("verwijs-uitkomst", uitkomst),
            None if self.late => c.t("verwijs-over-termijn"),
            None if self.one.rerouted_at.is_some() => {
                let stand = c.tk("verwijs-staat", self.one.state);
                c.t1("verwijs-verder-gegaan", "stand", stand)
            }
            None => c.tk("verwijs-staat", self.one.state),
        }
    }

    /// Whose turn it is.
    pub(super) fn beurt(&self, c: &C) -> String {
        match self.one.state {
            State::Sent | State::Accepted => self.naar.clone(),
            State::Settled => c.t("verwijs-beurt-niemand"),
            State::Arrived | State::NoShow => c.t("verwijs-beurt-zelf"),
            _ if self.one.rerouted_at.is_some() => c.t("verwijs-beurt-niemand"),
            _ => self.van.clone(),
        }
    }

    /// By when, in words.
    pub(super) fn klok(&self, c: &C) -> String {
        match (self.one.state, self.one.due) {
            (State::Sent, Some(due)) => c.day(due),
            (State::Sent, None) => c.undecided("doorverwijzingAanname"),
            _ => match self.one.appointment_at.filter(|_| self.one.is_running()) {
                Some(at) => c.moment(at),
                None => c.moment(self.latest()),
            },
        }
    }

    /// The last thing that happened.
    pub(super) fn latest(&self) -> Timestamp {
        let one = &self.one;
        [
            one.agreed_at,
            one.sent_at,
            one.call_asked_at,
            one.answered_at,
            one.arrived_at,
            one.settled_at,
            one.rerouted_at,
        ]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(one.created_at)
    }

    /// What comes next.
    pub(super) fn volgende(&self, c: &C) -> String {
        let word = if self.one.rerouted_at.is_some() {
            "rerouted"
        } else {
            self.one.state.word()
        };
        c.tk("verwijs-daarna", word)
    }

    /// Why it came back, if it did.
    pub(super) fn reden(&self, c: &C) -> Option<String> {
        match self.one.state {
            State::Expired => Some(c.t("verwijs-reden-expired")),
            _ => self.one.reden.map(|reden| c.tk("verwijs-reden", reden)),
        }
    }
}

/// One hop of a chain as a step of a thread.
pub(super) struct Stap {
    pub titel: String,
    pub wanneer: String,
    pub stand: String,
    pub reden: Option<String>,
    pub zonder: bool,
    pub icon: &'static str,
    pub class: &'static str,
}

/// A whole chain: no hop is left out (INV-18).
pub(super) fn thread(c: &C, chain: &[Doorverwijzing]) -> Vec<Stap> {
    let last = chain.len().saturating_sub(1);
    chain
        .iter()
        .enumerate()
        .map(|(n, one)| {
            let regel = Regel::of(c, one.clone());
            Stap {
                titel: c.t2(
                    "verwijs-stap-naar",
                    "hop",
                    one.hop + 1,
                    "naar",
                    regel.naar.as_str(),
                ),
                wanneer: c.moment(one.sent_at.unwrap_or(one.created_at)),
                stand: regel.stand(c),
                reden: regel.reden(c),
                zonder: one.route.is_none(),
                icon: match one.state {
                    State::Bounced | State::Expired => "circle-x",
                    State::Settled => "circle-check",
                    _ => "arrow-right",
                },
                class: if n == last {
                    "ww-thread__item--now"
                } else {
                    ""
                },
            }
        })
        .collect()
}
