//! A month of desks for the roster's proposal: several points with hours of their own, people of several partners and
//! volunteers, with absences and wishes. The same for the same seed.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use kit::ids::IdSource;

use crate::balie::roosters::voorstel::{Input, Person, Rules, Share, Shift, Span};
use crate::ids::{AccountId, DienstId, InfopuntId, OrganisatieId};

/// How large the month is.
#[derive(Clone, Copy, Debug)]
pub struct Maand {
    pub points: usize,
    pub days: i8,
    pub people: usize,
    pub partners: usize,
}

impl Maand {
    /// What the proposal must manage in seconds: eight points, a month, sixty people, five partners.
    pub const WHOLE: Self = Self {
        points: 8,
        days: 31,
        people: 60,
        partners: 5,
    };
}

const FUNCTIONS: [&str; 3] = ["balie", "gezondheid", "sport"];
const SHARES: [u32; 5] = [3500, 2500, 2000, 1000, 1000];
/// Of twenty people in a row: whose they are.
const PARTNER_OF: [usize; 20] = [0, 1, 2, 0, 3, 1, 0, 2, 4, 0, 1, 0, 2, 3, 0, 1, 4, 0, 2, 1];

/// The month of this seed, from 1 March 2027: the clock goes forward on the 28th.
pub fn a_month(seed: u64, size: Maand) -> Input {
    let mut dice = Dice(IdSource::seeded(seed));
    let points: Vec<InfopuntId> = (0..size.points).map(|_| InfopuntId(dice.id())).collect();
    let partners: Vec<OrganisatieId> = (0..size.partners)
        .map(|_| OrganisatieId(dice.id()))
        .collect();
    let days: Vec<Date> = (1..=size.days).map(|day| date(2027, 3, day)).collect();
    let mut shifts = Vec::new();
    for (n, point) in points.iter().enumerate() {
        for day in &days {
            for (from, until) in hours(n, *day) {
                let function = (n % 4 == 0 && from < 10 * 60).then(|| FUNCTIONS[n / 4 % 2 + 1]);
                let needed = dice.below(2) + 1;
                shifts.push(Shift {
                    id: DienstId(dice.id()),
                    infopunt: *point,
                    date: *day,
                    span: span(*day, from, until),
                    function: function.map(str::to_owned),
                    needed,
                    minimum: 1,
                    elsewhere: false,
                });
            }
        }
    }
    let people = (0..size.people)
        .map(|n| a_person(&mut dice, n, &partners, &points, &days))
        .collect();
    Input {
        shifts,
        people,
        shares: (partners.iter().zip(SHARES))
            .map(|(organisatie, basis_points)| Share {
                organisatie: *organisatie,
                basis_points,
            })
            .collect(),
        rules: Rules::default(),
        fixed: Vec::new(),
        seconds: 10,
    }
}

/// Minutes of the day: half days on weekdays, an evening here, a Saturday there.
fn hours(point: usize, day: Date) -> Vec<(i64, i64)> {
    let later = i64::try_from(point % 3).unwrap_or(0) * 30;
    let weekday = day.weekday().to_monday_one_offset();
    match weekday {
        7 => Vec::new(),
        6 if point.is_multiple_of(2) => vec![(600, 780)],
        6 => Vec::new(),
        4 if point % 3 == 1 => vec![
            (540 + later, 750),
            (750, 1020 + later),
            (1080, 1320 + later),
        ],
        _ => vec![(540 + later, 750), (750, 1020 + later)],
    }
}

fn a_person(
    dice: &mut Dice,
    n: usize,
    partners: &[OrganisatieId],
    points: &[InfopuntId],
    days: &[Date],
) -> Person {
    let exempt = n.is_multiple_of(3);
    let pick =
        |dice: &mut Dice, count: usize| dice.below(u32::try_from(count).unwrap_or(1)) as usize;
    let away = |dice: &mut Dice, times: u32| -> Vec<Span> {
        (0..times)
            .map(|_| {
                let day = days[pick(dice, days.len())];
                if dice.below(2) == 0 {
                    span(day, 0, 1440)
                } else {
                    span(day, 720, 1440)
                }
            })
            .collect()
    };
    let unavailable_days = dice.below(1 + u32::try_from(days.len()).unwrap_or(0) / 4);
    let unavailable = away(dice, unavailable_days);
    let rather_not = away(dice, 4);
    let mut functions = vec![FUNCTIONS[0].to_owned()];
    if n % 4 == 1 {
        functions.push(FUNCTIONS[1 + n / 4 % 2].to_owned());
    }
    let preferred = if dice.below(2) == 0 {
        Vec::new()
    } else {
        (0..3).map(|_| points[pick(dice, points.len())]).collect()
    };
    Person {
        id: AccountId(dice.id()),
        organisatie: partners[PARTNER_OF[n % PARTNER_OF.len()] % partners.len()],
        functions,
        week_minutes: if exempt {
            60 * (6 + dice.below(7))
        } else {
            60 * (12 + 4 * dice.below(4))
        },
        exempt,
        unavailable,
        rather_not,
        preferred,
    }
}

fn span(day: Date, from: i64, until: i64) -> Span {
    let zone =
        TimeZone::get("Europe/Amsterdam").expect("the time zone of the Netherlands is known");
    let at = |minutes: i64| -> Timestamp {
        let local = day.at(0, 0, 0, 0) + jiff::Span::new().minutes(minutes);
        zone.to_ambiguous_zoned(local)
            .compatible()
            .expect("the dates of a sample are in range")
            .timestamp()
    };
    Span {
        from: at(from),
        until: at(until),
    }
}

struct Dice(IdSource);

impl Dice {
    fn id(&mut self) -> uuid::Uuid {
        self.0.next(Timestamp::UNIX_EPOCH)
    }

    fn below(&mut self, sides: u32) -> u32 {
        u32::from_be_bytes(self.0.bytes::<4>()) % sides
    }
}
