//! Whether somebody can be reached now: in words, from the hours of the places where a service can be had.

use std::sync::Arc;

use kit::hours::{Holidays, Hours, Outlook};

use super::model::Plaats;
use crate::kader::openingstijden::Teller;
use crate::kader::termijnen::{Feestdagen, FeestdagenSettings};
use crate::layout::C;

/// How it stands at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nu {
    pub text: String,
    pub open: bool,
}

impl Nu {
    /// The mark that goes with it.
    pub fn class(&self) -> &'static str {
        if self.open {
            "ww-badge--done"
        } else {
            "ww-badge--closed"
        }
    }
}

/// "nu open tot 17.00 uur": the best of the places where it can be had, or nothing if no hours are known.
pub fn open_now(c: &C, plaatsen: &[Plaats]) -> Option<Nu> {
    let view = &c.view;
    let today = view.today();
    let calendar = Feestdagen::desk(&FeestdagenSettings::default());
    let public = [today.year(), today.year() + 1]
        .into_iter()
        .flat_map(|year| calendar.of_year(year))
        .map(|day| day.date)
        .collect();
    let holidays = Arc::new(Holidays {
        public,
        school: None,
    });
    let best = plaatsen
        .iter()
        .filter(|plaats| !plaats.openingstijden.is_empty())
        .filter_map(|plaats| Hours::parse(&plaats.openingstijden).ok())
        .filter_map(|hours| hours.on(&view.frame.zone, &holidays).ok())
        .map(|table| table.outlook(view.now))
        .min_by_key(|outlook| match outlook {
            Outlook::OpenAlways | Outlook::OpenUntil { .. } => 0,
            Outlook::ClosesIn { .. } => 1,
            Outlook::OpensIn { .. } => 2,
            Outlook::OpensToday { .. } => 3,
            Outlook::ByAppointment => 4,
            Outlook::OpensTomorrow { .. } => 5,
            Outlook::OpensOn { .. } => 6,
            Outlook::Closed => 7,
        })?;
    Some(Nu {
        text: teller(c).outlook(best, today),
        open: matches!(
            best,
            Outlook::OpenAlways | Outlook::OpenUntil { .. } | Outlook::ClosesIn { .. }
        ),
    })
}

/// The hours of a place, a line for each rule; as they were written if they are not understood.
pub fn lines(c: &C, openingstijden: &str) -> Vec<String> {
    match Hours::parse(openingstijden) {
        _ if openingstijden.is_empty() => Vec::new(),
        Ok(hours) => teller(c).lines(&hours),
        Err(_) => vec![openingstijden.to_owned()],
    }
}

fn teller(c: &C) -> Teller<'_> {
    Teller {
        translations: &c.view.frame.translations,
        lang: c.view.lang,
    }
}
