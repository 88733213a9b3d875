//! What somebody who keeps hours does: type them in, look at what they come to, save them; and the free days.

use std::sync::Arc;

use jiff::civil::Date;
use kit::hours::{Holidays, Hours, HoursError, Piece, from_typed};

use super::model::{Uitzondering, VrijSoort};
use super::uren::Uren;
use super::{store, uren};
use crate::access::{Here, Permission};
use crate::balie::roosters;
use crate::error::{Error, Result, Sentence};
use crate::frame::Frame;
use crate::ids::{InfopuntId, OpeningstijdenId, VrijedagId};
use crate::journaal::{Entry, Verb};
use crate::kader::gebieden::touch_frame;
use crate::write::Write;

/// So many days are shown before hours are saved.
pub const PREVIEW_DAYS: i32 = 28;
/// Most days of a free period: a summer at school with some room.
const MOST_FREE: i32 = 100;
const LONGEST: usize = 80;

/// Hours as they would be saved, with what somebody should look at once more.
#[derive(Clone, Debug)]
pub struct Voorstel {
    pub hours: Hours,
    pub from: Date,
    pub dagen: Vec<(Date, Vec<Piece>)>,
    pub bezwaren: Vec<Bezwaar>,
}

/// What is not wrong but may be a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bezwaar {
    /// An hour is opened twice.
    Overlap(Date),
    /// A day that would have been open is a holiday.
    Holiday(Date),
    /// These days go otherwise whatever the hours: somebody or the roster said so.
    Otherwise(Date, Date),
    /// Nothing is open in the coming weeks.
    Nothing,
}

/// Why hours cannot be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fout {
    Text(HoursError),
    Past,
    SchoolHolidays,
}

/// What was typed as hours; holidays are closed unless it speaks of them.
pub fn understand(typed: &str) -> std::result::Result<Hours, HoursError> {
    let hours = from_typed(typed)?;
    let speaks = |is_school| {
        let days = hours.rules().iter().flat_map(|rule| &rule.days.holidays);
        days.into_iter().any(|one| one.is_school == is_school)
    };
    if speaks(false) {
        return Ok(hours);
    }
    Hours::parse(&format!("{hours}; PH off"))
}

/// The hours of a place as somebody typed them, in the form of OpenStreetMap; nothing typed is nothing known.
pub fn of_place(frame: &Frame, typed: &str) -> std::result::Result<String, Sentence> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    let hours = understand(typed)
        .map_err(|error| Sentence::new("infopunt-uren-fout").with("woord", error.word))?;
    let has_school = frame
        .vrije_dagen
        .iter()
        .any(|day| day.soort == VrijSoort::School);
    if hours.needs_school_holidays() && !has_school {
        return Err(Sentence::new("infopunt-schoolvakanties-nodig"));
    }
    Ok(hours.to_string())
}

/// What these hours come to in the four weeks from `from` on.
pub fn propose(
    frame: &Frame,
    typed: &str,
    from: Date,
    today: Date,
    holidays: &Arc<Holidays>,
) -> std::result::Result<Voorstel, Fout> {
    if from < today {
        return Err(Fout::Past);
    }
    let hours = understand(typed).map_err(Fout::Text)?;
    let on = |days: &Arc<Holidays>| {
        hours
            .on(&frame.zone, days)
            .map_err(|_| Fout::SchoolHolidays)
    };
    let table = on(holidays)?;
    let workdays = Arc::new(Holidays {
        school: holidays.school.clone(),
        ..Holidays::default()
    });
    let ordinary = on(&workdays)?;
    let until = from
        .checked_add(jiff::Span::new().days(PREVIEW_DAYS - 1))
        .unwrap_or(from);
    let all = from.series(jiff::Span::new().days(1));
    let dagen: Vec<(Date, Vec<Piece>)> = all
        .take_while(|day| *day <= until)
        .map(|day| (day, table.day(day)))
        .collect();
    let mut bezwaren = Vec::new();
    bezwaren.extend(hours.overlap(holidays, from, until).map(Bezwaar::Overlap));
    let shut = dagen.iter().filter(|(day, pieces)| {
        pieces.is_empty() && holidays.public.contains(day) && !ordinary.day(*day).is_empty()
    });
    bezwaren.extend(shut.map(|(day, _)| Bezwaar::Holiday(*day)));
    if dagen.iter().all(|(_, pieces)| pieces.is_empty()) {
        bezwaren.push(Bezwaar::Nothing);
    }
    Ok(Voorstel {
        hours,
        from,
        dagen,
        bezwaren,
    })
}

impl Voorstel {
    /// With the days that go otherwise at a point, as it will tell them; each is named.
    pub fn at(mut self, uren: &Uren) -> Self {
        let Some((last, table)) = self
            .dagen
            .last()
            .map(|(day, _)| *day)
            .zip(uren.with(&self.hours))
        else {
            return self;
        };
        for (day, pieces) in &mut self.dagen {
            if table.exception(*day).is_some() {
                *pieces = table.day(*day);
            }
        }
        let touches = |one: &&Uitzondering| one.first_day <= last && self.from <= one.last_day;
        let mut named: Vec<Bezwaar> = uren
            .uitzonderingen
            .iter()
            .filter(touches)
            .map(|one| Bezwaar::Otherwise(one.first_day.max(self.from), one.last_day.min(last)))
            .collect();
        named.dedup();
        self.bezwaren.extend(named);
        self
    }
}

/// Saves hours that hold from a day on; those of before stay (INV-11).
pub fn set_hours(
    ctx: &mut Write<'_>,
    infopunt: InfopuntId,
    typed: &str,
    from: Date,
) -> Result<OpeningstijdenId> {
    let gemeente = ctx.gemeente();
    let punt = store::find_infopunt(ctx, gemeente, infopunt)?.ok_or(Error::NotFound("infopunt"))?;
    ctx.require(
        Permission::InfopuntManage,
        &Here::punt(punt.id, punt.gebied),
    )?;
    if punt.state.is_over() {
        return Err(Error::refused("infopunt-staat-al-zo"));
    }
    let today = ctx.today();
    let holidays = Arc::new(uren::holidays(ctx, gemeente, from, from)?);
    let voorstel =
        propose(ctx.frame, typed, from, today, &holidays).map_err(|fout| match fout {
            Fout::Text(error) => Error::Invalid(vec![crate::error::FieldError {
                field: "uren",
                sentence: Sentence::new("infopunt-uren-fout").with("woord", error.word),
            }]),
            Fout::Past => Error::field("vanaf", "infopunt-dag-voorbij"),
            Fout::SchoolHolidays => Error::field("uren", "infopunt-schoolvakanties-nodig"),
        })?;
    let id: OpeningstijdenId = ctx.new_id();
    let osm = voorstel.hours.to_string();
    store::uren::insert_versie(ctx, id, infopunt, from, &osm, typed.trim())?;
    uren::raise(ctx, infopunt, "openingstijden")?;
    roosters::guard(ctx, infopunt)?;
    Ok(id)
}

/// Says that the desks of the gemeente close on some days, or do not, or that schools are closed.
pub fn add_free(
    ctx: &mut Write<'_>,
    soort: VrijSoort,
    naam: &str,
    from: Date,
    until: Date,
) -> Result<VrijedagId> {
    ctx.require(Permission::VrijedagManage, &Here::ANYWHERE)?;
    let length = from.until(until).map_or(0, |span| span.get_days());
    if until < from {
        return Err(Error::field("tot", "infopunt-tot-voor-van"));
    }
    if length >= MOST_FREE {
        return Err(Error::field("tot", "infopunt-tot-ver"));
    }
    let naam = naam.trim();
    if naam.is_empty() || naam.chars().count() > LONGEST {
        return Err(Error::field("naam", "bijeenkomst-veld-nodig"));
    }
    let id: VrijedagId = ctx.new_id();
    store::uren::insert_vrije_dag(ctx, id, soort, naam, from, until)?;
    note_free(ctx, id, Verb::Created)?;
    Ok(id)
}

/// Takes it away again.
pub fn remove_free(ctx: &mut Write<'_>, id: VrijedagId) -> Result<()> {
    ctx.require(Permission::VrijedagManage, &Here::ANYWHERE)?;
    if !store::uren::delete_vrije_dag(ctx, id)? {
        return Err(Error::NotFound("vrijedag"));
    }
    note_free(ctx, id, Verb::Withdrawn)
}

/// Free days concern every point and every other place: each gets another version.
fn note_free(ctx: &mut Write<'_>, id: VrijedagId, verb: Verb) -> Result<()> {
    ctx.journal(Entry::new("vrijedag", id.0, verb))?;
    // Every other place closes with them: the frame tells what is open now.
    touch_frame(ctx)?;
    let gemeente = ctx.gemeente();
    for punt in store::list_open_infopunten(ctx, gemeente)? {
        uren::raise(ctx, punt.id, "vrijedag")?;
        roosters::guard(ctx, punt.id)?;
    }
    Ok(())
}

/// School holidays as somebody has them: a line each, `17-10-2026 25-10-2026 Herfstvakantie`, or an iCalendar of days.
/// Answers the lines that it could not read.
pub fn read_school(text: &str) -> std::result::Result<Vec<(Date, Date, String)>, Vec<String>> {
    if text.trim_start().starts_with("BEGIN:VCALENDAR") {
        return read_calendar(text);
    }
    let mut all = Vec::new();
    let mut wrong = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.splitn(3, char::is_whitespace);
        let mut next = || words.next().unwrap_or_default();
        match (day_of(next()), day_of(next()), next().trim()) {
            (Some(from), Some(until), naam) if from <= until && !naam.is_empty() => {
                all.push((from, until, naam.to_owned()));
            }
            _ => wrong.push(line.to_owned()),
        }
    }
    if wrong.is_empty() {
        Ok(all)
    } else {
        Err(wrong)
    }
}

/// `17-10-2026` or `2026-10-17`.
fn day_of(word: &str) -> Option<Date> {
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    let [a, b, c] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The whole days of an iCalendar (RFC 5545): DTSTART and DTEND as dates, the end not included.
fn read_calendar(text: &str) -> std::result::Result<Vec<(Date, Date, String)>, Vec<String>> {
    let unfolded = text
        .replace("\r\n", "\n")
        .replace("\n ", "")
        .replace("\n\t", "");
    let mut all = Vec::new();
    let mut wrong = Vec::new();
    for event in unfolded.split("BEGIN:VEVENT").skip(1) {
        let value = |name: &str| {
            let mut lines = event.lines();
            lines.find_map(|line| {
                let (key, value) = line.split_once(':')?;
                (key.split(';').next() == Some(name)).then_some(value.trim())
            })
        };
        let day = |name: &str| {
            let word = value(name)?;
            let whole = word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit());
            whole.then(|| day_of(&format!("{}-{}-{}", &word[..4], &word[4..6], &word[6..])))?
        };
        let naam = value("SUMMARY").unwrap_or_default().replace("\\,", ",");
        let from = day("DTSTART");
        let until = match value("DTEND") {
            None => from,
            Some(_) => day("DTEND").and_then(|end| end.yesterday().ok()),
        };
        match (from, until) {
            (Some(from), Some(until)) if from <= until && !naam.is_empty() => {
                all.push((from, until, naam));
            }
            _ => wrong.push(value("DTSTART").unwrap_or("VEVENT").to_owned()),
        }
    }
    if wrong.is_empty() && unfolded.contains("END:VCALENDAR") {
        Ok(all)
    } else {
        wrong.push("END:VCALENDAR".to_owned());
        Err(wrong)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn holidays_are_closed_unless_the_hours_speak_of_them() {
        for (typed, osm) in [
            (
                "ma-vr 9-12.30, wo ook 13.30-17",
                "Mo-Fr 09:00-12:30, We 13:30-17:00; PH off",
            ),
            ("ma 9-12, feestdagen dicht", "Mo 09:00-12:00; PH off"),
            ("Mo 09:00-12:00; SH off", "Mo 09:00-12:00; SH off; PH off"),
        ] {
            assert_eq!(understand(typed).unwrap().to_string(), osm, "{typed}");
        }
    }

    #[test]
    fn school_holidays_are_read_or_named() {
        let autumn = (
            date(2026, 10, 17),
            date(2026, 10, 25),
            "Herfstvakantie".to_owned(),
        );
        for text in [
            "17-10-2026 25-10-2026 Herfstvakantie",
            "\n 2026-10-17  25/10/2026 Herfstvakantie \n"
                .replace("  ", " ")
                .as_str(),
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261017\r\nDTEND;VALUE=DATE:20261026\r\nSUMMARY:Herfst\r\n vakantie\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        ] {
            assert_eq!(read_school(text), Ok(vec![autumn.clone()]), "{text}");
        }
        for (text, named) in [
            ("17-10-2026 Herfst", "17-10-2026 Herfst"),
            (
                "25-10-2026 17-10-2026 Herfst",
                "25-10-2026 17-10-2026 Herfst",
            ),
            (
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261017T0900\nSUMMARY:X\nEND:VEVENT\nEND:VCALENDAR",
                "20261017T0900",
            ),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026", "2026"),
        ] {
            let wrong = read_school(text).unwrap_err();
            assert_eq!(wrong[0], named, "{text}");
        }
    }
}
