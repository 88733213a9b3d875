//! Openingstijden in words: one line for each rule, for a page, a poster and a mail alike.
//!
//! Every word stands in `locales/…/uren.ftl`; what the hours mean is in [`kit::hours`]. Never shortens:
//! what cannot be said in a line of its own would be said wrongly.

mod nu;
mod store;
mod vrij;

pub use nu::{Nu, StateIndex, holidays, lines, today};
pub use store::list_vrije_dagen;
pub use vrij::{VrijSoort, Vrijedag, holidays_of, school_until};

use jiff::civil::{Date, Time, Weekday};
use kit::hours::{
    Base, DateRange, Day, HolidayDays, Hours, HoursError, Join, Kind, LAST_YEAR, Nth, Outlook,
    Piece, Rule, Span, State, WeekRange, WeekdayRange, YearRange,
};
use kit::i18n::{Arg, Lang, Translations, words};

const DAY: u16 = 24 * 60;

/// The texts of one language.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    pub translations: &'a Translations,
    pub lang: Lang,
}

impl Teller<'_> {
    /// "maandag tot en met vrijdag 9.00 – 12.30 uur", "op feestdagen gesloten": a line for each rule.
    pub fn lines(&self, hours: &Hours) -> Vec<String> {
        hours.rules().iter().map(|rule| self.line(rule)).collect()
    }

    /// The hours of one day: "9.00 – 12.30 uur", "13.00 – 15.00 uur, alleen op afspraak"; "gesloten" without any.
    pub fn hours_of_day(&self, pieces: &[Piece]) -> String {
        // What follows without a break is said as one.
        let spans = |state: State| -> Vec<Span> {
            let mut all: Vec<Span> = Vec::new();
            for piece in pieces.iter().filter(|piece| piece.state == state) {
                match all.last_mut() {
                    Some(last) if last.to == Some(piece.from) && !last.is_open_ended => {
                        last.to = Some(piece.to);
                        last.is_open_ended = piece.is_open_ended;
                    }
                    _ => all.push(Span {
                        from: piece.from,
                        to: Some(piece.to),
                        is_open_ended: piece.is_open_ended,
                    }),
                }
            }
            all
        };
        let open = spans(State::Open);
        let asked =
            |times: &[Span]| self.say("uren-op-afspraak", &[("tijden", &self.times(times))]);
        match (open.as_slice(), spans(State::ByAppointment).as_slice()) {
            ([], []) => self.word("uren-dicht"),
            (open, []) => self.times(open),
            ([], times) => asked(times),
            (open, times) => format!("{}; {}", self.times(open), asked(times)),
        }
    }

    /// "nu open tot 12.30 uur", "gaat over 20 minuten open".
    pub fn outlook(&self, outlook: Outlook, today: Date) -> String {
        let clock = |time: Time| self.clock(minutes_of(time));
        let at = |key, time| self.say(key, &[("tijd", &clock(time))]);
        let on = |key, date, time| {
            let day = words::date_near(self.lang, date, today);
            self.say(key, &[("dag", &day), ("tijd", &clock(time))])
        };
        let within = |key, count| {
            self.translations
                .t_args(self.lang, key, &[("n", Arg::Num(count))])
        };
        match outlook {
            Outlook::OpenAlways => self.word("uren-nu-open"),
            Outlook::OpenUntil { date, time } if date == today => at("uren-nu-open-tot", time),
            Outlook::OpenUntil { date, time } => on("uren-nu-open-tot-dag", date, time),
            Outlook::ClosesIn { minutes, .. } => within("uren-sluit-over", minutes),
            Outlook::ByAppointment => self.word("uren-nu-misschien"),
            Outlook::OpensIn { minutes, .. } => within("uren-opent-over", minutes),
            Outlook::OpensToday { time } => at("uren-opent-vandaag", time),
            Outlook::OpensTomorrow { time } => at("uren-opent-morgen", time),
            Outlook::OpensOn { date, time } => on("uren-opent-op", date, time),
            Outlook::Closed => self.word("uren-nu-gesloten"),
        }
    }

    /// Which word of a text was not understood.
    pub fn fault(&self, error: &HoursError) -> String {
        let key = format!("uren-fout-{}", error.problem.name());
        self.say(&key, &[("woord", &error.word)])
    }

    fn word(&self, key: &str) -> String {
        self.translations.t(self.lang, key)
    }

    fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, Arg<'_>)> = args
            .iter()
            .map(|(name, text)| (*name, Arg::Str(text)))
            .collect();
        self.translations.t_args(self.lang, key, &args)
    }

    fn line(&self, rule: &Rule) -> String {
        let days = self.days(rule);
        let times = self.times(&rule.times);
        let is_whole_day = rule.times.is_empty();
        let when = match (days.is_empty(), is_whole_day) {
            (true, true) => self.word("uren-altijd"),
            (true, false) => self.say(
                "uren-dagen-tijden",
                &[("dagen", &self.word("uren-elke-dag")), ("tijden", &times)],
            ),
            (false, true) => days.clone(),
            (false, false) if rule.join == Join::AsWell => self.say(
                "uren-dagen-ook-tijden",
                &[("dagen", &days), ("tijden", &times)],
            ),
            (false, false) => {
                self.say("uren-dagen-tijden", &[("dagen", &days), ("tijden", &times)])
            }
        };
        let note = rule.comment.as_deref();
        let said = match (rule.kind, note) {
            (Kind::Closed, None) => self.say("uren-gesloten", &[("wanneer", &when)]),
            (Kind::Closed, Some(note)) => self.say(
                "uren-gesloten-want",
                &[("wanneer", &when), ("opmerking", note)],
            ),
            (Kind::Open, None) if is_whole_day => {
                self.say("uren-hele-dag-open", &[("wanneer", &when)])
            }
            (Kind::Open, None) => when,
            (Kind::Unknown, None) => self.say("uren-onbekend", &[("wanneer", &when)]),
            (Kind::Unknown, Some(note)) if days.is_empty() && is_whole_day => note.to_owned(),
            (Kind::Open | Kind::Unknown, Some(note)) => self.say(
                "uren-met-opmerking",
                &[("wanneer", &when), ("opmerking", note)],
            ),
        };
        if rule.join == Join::Otherwise {
            self.say("uren-daarbuiten", &[("wat", &said)])
        } else {
            said
        }
    }

    /// The days of a rule from wide to narrow; nothing when it is every day.
    fn days(&self, rule: &Rule) -> String {
        let days = &rule.days;
        let weekdays = self.list(&days.weekdays, Self::weekdays);
        let holidays = self.list(&days.holidays, Self::holidays);
        let named = match (weekdays.is_empty(), holidays.is_empty()) {
            (false, false) if days.needs_both => self.say(
                "uren-feestdagen-die",
                &[("feestdagen", &holidays), ("dagen", &weekdays)],
            ),
            (false, false) => words::list_and(self.lang, &[weekdays, holidays]),
            _ => weekdays + &holidays,
        };
        let parts = [
            named,
            self.list(&days.dates, Self::dates),
            self.list(&days.weeks, Self::weeks),
            self.list(&days.years, Self::years),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    fn list<T>(&self, members: &[T], said: impl Fn(&Self, &T) -> String) -> String {
        let all: Vec<String> = members.iter().map(|member| said(self, member)).collect();
        words::list_and(self.lang, &all)
    }

    fn weekdays(&self, range: &WeekdayRange) -> String {
        let name = |day: Weekday| words::weekday_name(self.lang, day);
        let all = if range.from == range.to {
            name(range.from).to_owned()
        } else {
            self.through(name(range.from), name(range.to))
        };
        let counted = if range.nth.is_empty() {
            all
        } else {
            let nth = self.list(&range.nth, Self::nth);
            self.say("uren-van-de-maand", &[("hoeveelste", &nth), ("dag", &all)])
        };
        self.shifted(counted, range.days)
    }

    fn nth(&self, Nth(nth): &Nth) -> String {
        match nth {
            1..=5 => self.word(&format!("uren-hoeveelste-{nth}")),
            -1 => self.word("uren-laatste"),
            _ => self.say(
                "uren-van-achteren",
                &[("n", &nth.unsigned_abs().to_string())],
            ),
        }
    }

    fn holidays(&self, days: &HolidayDays) -> String {
        let key = match (days.is_school, days.days) {
            (true, _) => "uren-schoolvakanties",
            (false, 0) => "uren-feestdagen",
            (false, _) => "uren-feestdag",
        };
        self.shifted(self.word(key), days.days)
    }

    /// "2 dagen na …", "de dag voor …".
    fn shifted(&self, what: String, days: i16) -> String {
        let key = match days {
            0 => return what,
            1.. => "uren-dagen-na",
            _ => "uren-dagen-voor",
        };
        let args = [
            ("n", Arg::Num(i64::from(days.unsigned_abs()))),
            ("wat", Arg::Str(&what)),
        ];
        self.translations.t_args(self.lang, key, &args)
    }

    fn dates(&self, range: &DateRange) -> String {
        match range {
            DateRange::Months { year, from, to } => {
                let name = |month| words::month_name(self.lang, month);
                let months = if from == to {
                    name(*from).to_owned()
                } else {
                    self.through(name(*from), name(*to))
                };
                self.say("uren-in", &[("wanneer", &with_year(months, *year))])
            }
            DateRange::Days { from, to: None } => self.say("uren-op", &[("dag", &self.day(from))]),
            DateRange::Days { from, to: Some(to) } if to.year == Some(LAST_YEAR) => {
                self.say("uren-vanaf-jaar", &[("jaar", &self.day(from))])
            }
            DateRange::Days { from, to: Some(to) } => {
                let range = self.through(&self.day(from), &self.day(to));
                self.say("uren-van", &[("wanneer", &range)])
            }
        }
    }

    fn day(&self, day: &Day) -> String {
        let base = match day.base {
            Base::Date(month, number) => {
                let month = words::month_name(self.lang, month);
                self.say(
                    "uren-datum",
                    &[("dag", &number.to_string()), ("maand", month)],
                )
            }
            Base::Nth(month, weekday, nth) => self.say(
                "uren-dag-van-maand",
                &[
                    ("hoeveelste", &self.nth(&nth)),
                    ("dag", words::weekday_name(self.lang, weekday)),
                    ("maand", words::month_name(self.lang, month)),
                ],
            ),
            Base::Easter => self.word("uren-eerste-paasdag"),
        };
        let base = with_year(base, day.year);
        let toward = match day.shift.weekday {
            None => base,
            Some((is_after, weekday)) => {
                let key = if is_after {
                    "uren-weekdag-vanaf"
                } else {
                    "uren-weekdag-voor"
                };
                self.say(
                    key,
                    &[
                        ("weekdag", words::weekday_name(self.lang, weekday)),
                        ("dag", &base),
                    ],
                )
            }
        };
        self.shifted(toward, day.shift.days)
    }

    fn weeks(&self, range: &WeekRange) -> String {
        let said = match (range.from, range.to, range.step) {
            (1, 53, 2) => return self.word("uren-oneven-weken"),
            (2, 52 | 53, 2) => return self.word("uren-even-weken"),
            (from, to, _) if from == to => from.to_string(),
            (from, to, 1) => self.through(&from.to_string(), &to.to_string()),
            (from, to, step) => {
                let all: Vec<String> = (from..=to)
                    .step_by(usize::from(step.unsigned_abs()))
                    .map(|week| week.to_string())
                    .collect();
                words::list_and(self.lang, &all)
            }
        };
        self.say("uren-in-week", &[("week", &said)])
    }

    fn years(&self, range: &YearRange) -> String {
        let from = range.from.to_string();
        match range.to {
            None if range.step > 1 => {
                let step = range.step.to_string();
                self.say("uren-vanaf-jaar-elke", &[("jaar", &from), ("n", &step)])
            }
            None => self.say("uren-vanaf-jaar", &[("jaar", &from)]),
            Some(to) if to == range.from => self.say("uren-in", &[("wanneer", &from)]),
            Some(to) if range.step == 1 => {
                let range = self.through(&from, &to.to_string());
                self.say("uren-van", &[("wanneer", &range)])
            }
            Some(to) => {
                let all: Vec<String> = (range.from..=to)
                    .step_by(usize::from(range.step.unsigned_abs()))
                    .map(|year| year.to_string())
                    .collect();
                self.say("uren-in", &[("wanneer", &words::list_and(self.lang, &all))])
            }
        }
    }

    fn through(&self, from: &str, to: &str) -> String {
        self.say("uren-tot-en-met", &[("van", from), ("tot", to)])
    }

    fn times(&self, spans: &[Span]) -> String {
        let all: Vec<String> = spans.iter().map(|span| self.span(span)).collect();
        self.say(
            "uren-tijden",
            &[("lijst", &words::list_and(self.lang, &all))],
        )
    }

    fn span(&self, span: &Span) -> String {
        let from = self.clock(span.from);
        match span.to {
            None => self.say("uren-vanaf", &[("van", &from)]),
            Some(to) => {
                let to = self.clock(if to > DAY { to - DAY } else { to });
                let key = if span.is_open_ended {
                    "uren-of-later"
                } else {
                    "uren-tussen"
                };
                self.say(key, &[("van", &from), ("tot", &to)])
            }
        }
    }

    fn clock(&self, minutes: u16) -> String {
        let (hour, minute) = ((minutes / 60).to_string(), format!("{:02}", minutes % 60));
        self.say("uren-klok", &[("uur", &hour), ("minuut", &minute)])
    }
}

fn with_year(text: String, year: Option<i16>) -> String {
    match year {
        Some(year) => format!("{text} {year}"),
        None => text,
    }
}

fn minutes_of(time: Time) -> u16 {
    u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs())
}

#[cfg(test)]
mod tests;
