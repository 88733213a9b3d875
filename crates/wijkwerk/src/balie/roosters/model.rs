//! What a roster is made of: shifts, who fills them, patterns, members, when they can. Minutes are those of the local day;
//! past 1440 they are the next day's.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::ids::{
    AccountId, BeschikbaarheidId, BezettingId, DienstId, DienstpatroonId, GatId, InfopuntId,
    OrganisatieId, UitzonderingId,
};

/// Minutes in a day on the clock.
pub const DAY: i64 = 24 * 60;

kit::word_enum! {
    /// How far a filling is (`domein` 2.2, Shift).
    pub enum BezettingState {
        /// Asked; nobody has said yes.
        Offered = "offered",
        /// Planned; the person has not confirmed.
        Filled = "filled",
        Confirmed = "confirmed",
        Worked = "worked",
        /// Declined, swapped or called off; why is never asked.
        Cancelled = "cancelled",
    }
}

kit::word_enum! {
    /// Whether somebody can.
    pub enum Kan {
        Can = "can",
        RatherNot = "rather_not",
        Cannot = "cannot",
    }
}

/// A stretch on the wall clock of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tijd {
    pub dag: Date,
    pub van: i64,
    pub tot: i64,
}

impl Tijd {
    /// The two moments: a time that does not exist counts with the offset before it, one that exists twice is the first.
    pub fn moments(&self, zone: &TimeZone) -> (Timestamp, Timestamp) {
        (
            moment(zone, self.dag, self.van),
            moment(zone, self.dag, self.tot),
        )
    }
}

/// Minute `minuten` of `dag` in this zone.
pub fn moment(zone: &TimeZone, dag: Date, minuten: i64) -> Timestamp {
    let day = dag
        .checked_add(jiff::Span::new().days(minuten.div_euclid(DAY)))
        .unwrap_or(dag);
    let rest = minuten.rem_euclid(DAY);
    let part = |n: i64| i8::try_from(n).unwrap_or(0);
    let wall = day.at(part(rest / 60), part(rest % 60), 0, 0);
    zone.to_timestamp(wall).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A shift at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dienst {
    pub id: DienstId,
    pub infopunt: InfopuntId,
    pub tijd: Tijd,
    /// Empty: any.
    pub functie: String,
    pub aantal: i64,
    pub patroon: Option<DienstpatroonId>,
    pub called_at: Option<Timestamp>,
    pub cancelled_at: Option<Timestamp>,
}

/// A shift to be made.
#[derive(Clone, Debug)]
pub struct NewDienst {
    pub infopunt: InfopuntId,
    pub tijd: Tijd,
    pub functie: String,
    pub aantal: i64,
}

/// Who fills a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bezetting {
    pub id: BezettingId,
    pub dienst: DienstId,
    /// Empty once the person is erased.
    pub account: Option<AccountId>,
    pub organisatie: OrganisatieId,
    pub dag: Date,
    pub state: BezettingState,
    pub begeleid: bool,
}

/// A shift that repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patroon {
    pub id: DienstpatroonId,
    pub infopunt: InfopuntId,
    /// 1: Monday … 7: Sunday.
    pub weekdag: i64,
    pub van: i64,
    pub tot: i64,
    pub functie: String,
    pub aantal: i64,
    pub elke_weken: i64,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
}

/// Somebody who can be rostered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roosterlid {
    pub account: AccountId,
    pub organisatie: OrganisatieId,
    pub functies: BTreeSet<String>,
    pub max_minuten: i64,
    pub vrijwilliger: bool,
    pub valid_from: Date,
    /// The last day.
    pub valid_to: Option<Date>,
    /// The point where they would rather stand; empty: any.
    pub voorkeur: Option<InfopuntId>,
}

/// When somebody can, every week or on one day. There is no room for a reason: illness is nobody's business here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beschikbaarheid {
    pub id: BeschikbaarheidId,
    pub account: AccountId,
    pub wanneer: Wanneer,
    pub van: i64,
    pub tot: i64,
    pub kan: Kan,
    /// From the person's own calendar: the next one replaces it.
    pub uit_agenda: bool,
}

/// Every week, or once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanneer {
    /// 1: Monday … 7: Sunday.
    Weekdag(i64),
    Dag(Date),
}

/// How many people a point needs before it opens (L-77); none: a partner staffs it by itself, outside the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bezettingsregel {
    pub infopunt: InfopuntId,
    pub minimum: i64,
    /// So many are enough until this minute of the day.
    pub krap: Option<(i64, i64)>,
    pub valid_from: Date,
}

impl Bezettingsregel {
    /// One person from that day on, because nobody said how many (INV-10).
    pub const fn unsaid(infopunt: InfopuntId, valid_from: Date) -> Self {
        Self {
            infopunt,
            minimum: 1,
            krap: None,
            valid_from,
        }
    }

    /// Whether hours are guarded by it: where nobody is needed a partner staffs the point by itself.
    pub const fn is_guarding(&self) -> bool {
        self.minimum > 0
    }

    /// The same for hours that run on from the evening before: that fewer are enough early in the day says nothing of the
    /// night, unless they are enough all day.
    pub fn at_night(&self) -> Self {
        Self {
            krap: self.krap.filter(|(_, until)| *until == DAY),
            ..*self
        }
    }

    /// How many are needed at this minute of a day.
    pub fn needed(&self, minuut: i64) -> i64 {
        match self.krap {
            Some((fewer, until)) if minuut < until => fewer,
            _ => self.minimum,
        }
    }
}

/// Published hours of one day without staffing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gat {
    pub id: GatId,
    pub infopunt: InfopuntId,
    pub dag: Date,
    pub tijden: Vec<(i64, i64)>,
    /// What of it is told to be closed.
    pub dicht: Vec<(i64, i64)>,
    pub uitzondering: Option<UitzonderingId>,
    pub closed_at: Option<Timestamp>,
}

/// "9:00–12:30" in minutes, as it is stored: `09:00-12:30,13:00-17:00`, which OSM `opening_hours` reads as well.
pub fn write_times(all: &[(i64, i64)]) -> String {
    let clock = |n: i64| format!("{:02}:{:02}", n / 60, n % 60);
    let all: Vec<String> = all
        .iter()
        .map(|(from, until)| format!("{}-{}", clock(*from), clock(*until)))
        .collect();
    all.join(",")
}

/// What [`write_times`] wrote.
pub fn read_times(text: &str) -> Vec<(i64, i64)> {
    let clock = |text: &str| -> Option<i64> {
        let (hours, minutes) = text.split_once(':')?;
        Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
    };
    text.split(',')
        .filter_map(|part| {
            let (from, until) = part.split_once('-')?;
            Some((clock(from)?, clock(until)?))
        })
        .collect()
}
