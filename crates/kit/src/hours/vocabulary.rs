//! The words in which people write their hours, in Dutch and in English, and where they stand.

use jiff::civil::Weekday::{self, Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

use super::expression::{HoursError, Problem};

/// What a word says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    Days(Weekday, Weekday),
    Month(i8),
    /// A number, with minutes if they were written.
    Number(u16, Option<u16>),
    Year(i16),
    Nth(i8),
    /// "t/m", "tot", "-".
    To,
    /// "en".
    And,
    Comma,
    /// A new sentence.
    Break,
    Closed,
    Appointment,
    Public,
    School,
    Also,
    Otherwise,
    From,
    AllDay,
    Part(Part),
    Week,
    EveryOther(i8),
    Half,
    Comment(String),
    Skip,
}

/// A part of the day, by which small hours are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
}

/// A word and where it stands, in characters.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub word: Word,
    pub raw: String,
    pub at: usize,
}

impl Token {
    pub(super) fn wrong(&self, problem: Problem) -> HoursError {
        HoursError {
            problem,
            word: self.raw.chars().take(40).collect(),
            at: self.at,
        }
    }
}

/// Every phrase of which a word may consist, with bars between them; the longest that fits is taken.
const PHRASES: &[(Word, &str)] = &[
    (
        Word::Days(Monday, Monday),
        "maandag|maandags|maandagen|ma|monday|mondays|mon|mo",
    ),
    (
        Word::Days(Tuesday, Tuesday),
        "dinsdag|dinsdags|dinsdagen|di|tuesday|tuesdays|tues|tue|tu",
    ),
    (
        Word::Days(Wednesday, Wednesday),
        "woensdag|woensdags|woensdagen|wo|woe|wednesday|wednesdays|wed|we",
    ),
    (
        Word::Days(Thursday, Thursday),
        "donderdag|donderdags|donderdagen|do|thursday|thursdays|thurs|thur|thu|th",
    ),
    (
        Word::Days(Friday, Friday),
        "vrijdag|vrijdags|vrijdagen|vr|vrij|friday|fridays|fri|fr",
    ),
    (
        Word::Days(Saturday, Saturday),
        "zaterdag|zaterdags|zaterdagen|za|zat|saturday|saturdays|sat|sa",
    ),
    (
        Word::Days(Sunday, Sunday),
        "zondag|zondags|zondagen|zo|zon|sunday|sundays|sun|su",
    ),
    (
        Word::Days(Monday, Friday),
        "werkdagen|werkdag|doordeweeks|door de week|weekdays|working days",
    ),
    (
        Word::Days(Saturday, Sunday),
        "weekend|weekends|weekeinde|in het weekend",
    ),
    (
        Word::Days(Monday, Sunday),
        "dagelijks|elke dag|iedere dag|alle dagen|hele week|daily|every day|all week",
    ),
    (Word::Month(1), "januari|jan|january"),
    (Word::Month(2), "februari|feb|february"),
    (Word::Month(3), "maart|mrt|march|mar"),
    (Word::Month(4), "april|apr"),
    (Word::Month(5), "mei|may"),
    (Word::Month(6), "juni|jun|june"),
    (Word::Month(7), "juli|jul|july"),
    (Word::Month(8), "augustus|aug|august"),
    (Word::Month(9), "september|sep|sept"),
    (Word::Month(10), "oktober|okt|october|oct"),
    (Word::Month(11), "november|nov"),
    (Word::Month(12), "december|dec"),
    (Word::Nth(1), "eerste|1e|1ste|first|1st"),
    (Word::Nth(2), "tweede|2e|2de|second|2nd"),
    (Word::Nth(3), "derde|3e|3de|third|3rd"),
    (Word::Nth(4), "vierde|4e|4de|fourth|4th"),
    (Word::Nth(5), "vijfde|5e|5de|fifth|5th"),
    (Word::Nth(-1), "laatste|last"),
    (
        Word::To,
        "-|t/m|t / m|tm|tot en met|tot|to|until|till|through",
    ),
    (Word::And, "en|&|+|and|plus|of|or"),
    (Word::Comma, ","),
    (Word::Break, ";|\n"),
    (
        Word::Closed,
        "gesloten|dicht|behalve|niet|geen|m.u.v.|met uitzondering van|closed|off|except|not",
    ),
    (
        Word::Appointment,
        "op afspraak|alleen op afspraak|uitsluitend op afspraak|volgens afspraak|na afspraak|afspraak|by appointment|by appointment only|only by appointment|on appointment|appointment only",
    ),
    (
        Word::Public,
        "feestdagen|feestdag|nationale feestdagen|officiële feestdagen|public holidays|public holiday|bank holidays|holidays",
    ),
    (
        Word::School,
        "schoolvakanties|schoolvakantie|vakanties|school holidays|school holiday",
    ),
    (Word::Also, "ook|extra|also"),
    (
        Word::Otherwise,
        "daarbuiten|verder|buiten deze tijden|overige tijden|anders|otherwise|outside these hours|other times",
    ),
    (Word::From, "vanaf|starting"),
    (
        Word::AllDay,
        "24 uur per dag|24 uur open|24 uur geopend|dag en nacht|de hele dag|hele dag|altijd|24/7|24 hours a day|open 24 hours|all day|always",
    ),
    (
        Word::Part(Part::Morning),
        "'s ochtends|'s morgens|ochtend|morgen|ochtends|morgens|in the morning|am|a.m.|v.m.",
    ),
    (
        Word::Part(Part::Afternoon),
        "'s middags|middag|middags|in the afternoon|n.m.|pm|p.m.",
    ),
    (
        Word::Part(Part::Evening),
        "'s avonds|avond|avonds|in the evening",
    ),
    (Word::Week, "week|weken|weeks"),
    (Word::EveryOther(2), "even weken|even week|even weeks"),
    (
        Word::EveryOther(1),
        "oneven weken|oneven week|odd weeks|odd week",
    ),
    (Word::Half, "half"),
    (Word::Number(1, None), "een|één|one"),
    (Word::Number(2, None), "twee|two"),
    (Word::Number(3, None), "drie|three"),
    (Word::Number(4, None), "vier|four"),
    (Word::Number(5, None), "vijf|five"),
    (Word::Number(6, None), "zes|six"),
    (Word::Number(7, None), "zeven|seven"),
    (Word::Number(8, None), "acht|eight"),
    (Word::Number(9, None), "negen|nine"),
    (Word::Number(10, None), "tien|ten"),
    (Word::Number(11, None), "elf|eleven"),
    (Word::Number(12, None), "twaalf|twelve|noon"),
    (
        Word::Skip,
        ":|.|(|)|uur|u|h|hrs|hours|o'clock|van|op|om|in|de|het|elke|iedere|elk|ieder|van de maand|per maand|in de maand|of the month|of each month|geopend|open|wij zijn|we zijn|zijn|is|on|from|at|the|every|each|are|tussen|between|alle|all|tijdens|during|dagen|days|maand",
    ),
];

/// The words of a text, or the first that nobody knows.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, HoursError> {
    let chars: Vec<char> = text.chars().map(plain).collect();
    let mut all = vec![];
    let mut at = 0;
    while let Some(one) = chars.get(at) {
        if one.is_whitespace() && *one != '\n' {
            at += 1;
            continue;
        }
        let (word, length) = if *one == '"' {
            comment(text, &chars, at)?
        } else {
            phrase(&chars[at..])
                .or_else(|| number(&chars[at..]))
                .ok_or_else(|| unknown(text, &chars, at))?
        };
        all.push(Token {
            word,
            raw: text.chars().skip(at).take(length).collect(),
            at,
        });
        at += length;
    }
    Ok(all)
}

/// One character as the phrases are written.
fn plain(one: char) -> char {
    match one {
        '–' | '—' | '−' | '‑' => '-',
        '’' | '‘' | '`' | '´' => '\'',
        '\r' | '\u{a0}' | '\t' => ' ',
        '“' | '”' => '"',
        _ => one.to_lowercase().next().unwrap_or(one),
    }
}

fn phrase(chars: &[char]) -> Option<(Word, usize)> {
    let mut best: Option<(&Word, usize)> = None;
    for (word, spellings) in PHRASES {
        for spelling in spellings.split('|') {
            let length = spelling.chars().count();
            let is_longer = best.is_none_or(|(_, found)| length > found);
            if is_longer && fits(chars, spelling, length) {
                best = Some((word, length));
            }
        }
    }
    best.map(|(word, length)| (word.clone(), length))
}

/// Whether the text begins with this phrase and does not go on in the middle of a word.
fn fits(chars: &[char], spelling: &str, length: usize) -> bool {
    let is_same = chars.len() >= length && chars.iter().zip(spelling.chars()).all(|(a, b)| *a == b);
    if !is_same {
        return false;
    }
    let (Some(last), Some(next)) = (chars.get(length - 1), chars.get(length)) else {
        return true;
    };
    // "maandagmiddag" is two words written as one.
    let is_joined = ["ochtend", "morgen", "middag", "avond"].iter().any(|part| {
        part.chars()
            .eq(chars[length..].iter().copied().take(part.len()))
    });
    !last.is_alphanumeric() || !next.is_alphanumeric() || (is_joined && spelling.ends_with("dag"))
}

/// `9`, `9.30`, `9:30`, `9u30`, `2026`.
fn number(chars: &[char]) -> Option<(Word, usize)> {
    let digits = |from: usize| {
        chars[from.min(chars.len())..]
            .iter()
            .take_while(|one| one.is_ascii_digit())
            .count()
    };
    let value = |from: usize, length: usize| -> Option<u16> {
        let text: String = chars.get(from..from + length)?.iter().collect();
        text.parse().ok()
    };
    let length = digits(0);
    match length {
        4 => {
            let year = i16::try_from(value(0, 4)?).ok()?;
            return (1900..2200)
                .contains(&year)
                .then_some((Word::Year(year), 4));
        }
        1 | 2 => {}
        _ => return None,
    }
    let hour = value(0, length)?;
    let is_mark = matches!(chars.get(length), Some('.' | ':' | 'u' | 'h'));
    let after = length + 1;
    let (minutes, end) = if is_mark && digits(after) == 2 {
        (Some(value(after, 2)?), after + 2)
    } else {
        (None, length)
    };
    // "9u" and "5pm" may stand against it; any other letter makes it another word.
    let tail: String = chars[end..]
        .iter()
        .take_while(|one| one.is_alphabetic())
        .collect();
    let is_whole = matches!(tail.as_str(), "" | "u" | "h" | "uur" | "am" | "pm");
    is_whole.then_some((Word::Number(hour, minutes), end))
}

fn comment(text: &str, chars: &[char], at: usize) -> Result<(Word, usize), HoursError> {
    let end = chars[at + 1..].iter().position(|one| *one == '"');
    let words: String = match end {
        Some(length) => text.chars().skip(at + 1).take(length).collect(),
        None => String::new(),
    };
    match end {
        Some(length) if !words.trim().is_empty() => {
            Ok((Word::Comment(words.trim().to_owned()), length + 2))
        }
        _ => Err(unknown(text, chars, at)),
    }
}

fn unknown(text: &str, chars: &[char], at: usize) -> HoursError {
    let length = chars[at..]
        .iter()
        .skip(1)
        .take_while(|one| !one.is_whitespace() && !matches!(one, ',' | ';'))
        .count()
        + 1;
    let token = Token {
        word: Word::Skip,
        raw: text.chars().skip(at).take(length).collect(),
        at,
    };
    token.wrong(Problem::Unexpected)
}
