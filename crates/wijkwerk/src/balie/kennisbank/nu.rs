//! Whether somebody can be reached now: in words, from the hours of the places where a service can be had.

use std::sync::Arc;

use kit::hours::{Holidays, Hours, Outlook};

use super::model::Plaats;
use crate::kader::openingstijden::Teller;
use crate::kader::termijnen::{Feestdagen, FeestdagenSettings};
use crate::layout::C;

/// "nu open tot 17.00 uur": the best of the places where it can be had, or nothing if no hours are known.
pub fn open_now(c: &C, plaatsen: &[Plaats]) -> Option<String> {
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
    let teller = Teller {
        translations: &view.frame.translations,
        lang: view.lang,
    };
    Some(teller.outlook(best, today))
}
