//! Personal data in what somebody types, so that a page can ask "hoort dit hier?" and keep it out of everything.
//!
//! It finds what has a form (a number, an address, a name after *ik heet*), and rather asks once too often than keeps
//! what it should not. Public numbers such as 112 and 0800 are nobody's.

use std::ops::Range;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Email,
    Phone,
    Bsn,
    Iban,
    Address,
    Birthday,
    Plate,
    Name,
}

/// Where it stands in the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub kind: Kind,
    pub range: Range<usize>,
}

/// A piece of text without spaces.
struct Piece<'a> {
    text: &'a str,
    start: usize,
}

impl Piece<'_> {
    fn bare(&self) -> &str {
        self.text.trim_matches(|ch: char| !ch.is_alphanumeric())
    }

    fn end(&self) -> usize {
        self.start
            + self
                .text
                .trim_end_matches(|ch: char| !ch.is_alphanumeric())
                .len()
    }

    fn lower(&self) -> String {
        self.bare().to_lowercase()
    }

    fn is_capital(&self) -> bool {
        let bare = self.bare();
        bare.chars().count() > 1
            && bare.chars().next().is_some_and(char::is_uppercase)
            && bare.chars().skip(1).any(char::is_lowercase)
    }

    fn ends_a_clause(&self) -> bool {
        self.text.ends_with([',', '.', '!', '?', ';', ':'])
    }
}

/// Everything personal in the text, in the order of the text, without overlap.
#[must_use]
pub fn found(text: &str) -> Vec<Span> {
    let pieces: Vec<Piece<'_>> = text
        .split_whitespace()
        .map(|piece| Piece {
            text: piece,
            start: piece.as_ptr() as usize - text.as_ptr() as usize,
        })
        .collect();
    let mut all: Vec<Span> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if is_email(piece.bare()) {
            all.push(span(Kind::Email, piece.start, piece.end()));
        } else if is_plate(piece.bare()) {
            all.push(span(Kind::Plate, piece.start, piece.end()));
        }
        all.extend(number(&pieces, at));
        all.extend(postcode(&pieces, at));
        all.extend(street(&pieces, at));
        all.extend(birthday(&pieces, at));
        all.extend(name(&pieces, at));
    }
    all.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
    let mut out: Vec<Span> = Vec::new();
    for span in all {
        if out
            .last()
            .is_none_or(|last| last.range.end <= span.range.start)
        {
            out.push(span);
        }
    }
    out
}

const fn span(kind: Kind, start: usize, end: usize) -> Span {
    Span {
        kind,
        range: start..end,
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host
                .split_once('.')
                .is_some_and(|(a, b)| !a.is_empty() && b.len() >= 2)
    })
}

/// Three groups of letters or digits, six in all: a number plate.
fn is_plate(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let alike = |group: &&str| {
        group.bytes().all(|b| b.is_ascii_digit()) || group.bytes().all(|b| b.is_ascii_uppercase())
    };
    groups.len() == 3
        && groups.iter().all(|group| (1..=3).contains(&group.len()))
        && groups.iter().map(|group| group.len()).sum::<usize>() == 6
        && groups.iter().all(alike)
        && text.bytes().any(|b| b.is_ascii_digit())
        && text.bytes().any(|b| b.is_ascii_uppercase())
}

/// A run of digits with the marks people put between them: a telephone number, a BSN or an IBAN.
fn number(pieces: &[Piece<'_>], at: usize) -> Option<Span> {
    let first = &pieces[at];
    if let Some(end) = iban(pieces, at) {
        return Some(span(Kind::Iban, first.start, end));
    }
    if !first
        .text
        .starts_with(|ch: char| ch.is_ascii_digit() || ch == '+' || ch == '(')
    {
        return None;
    }
    let mut digits = String::new();
    let mut best = None;
    for piece in pieces[at..].iter().take(6) {
        let body = piece.text.trim_end_matches(|ch: char| !ch.is_ascii_digit());
        let plain = !body.is_empty()
            && body
                .chars()
                .all(|ch| ch.is_ascii_digit() || matches!(ch, '-' | '.' | '(' | ')' | '+' | '/'));
        if !plain {
            break;
        }
        digits.extend(body.chars().filter(|ch| ch.is_ascii_digit() || *ch == '+'));
        if let Some(kind) = kind_of(&digits) {
            best = Some(span(kind, first.start, piece.end()));
        }
        if digits.len() > 14 || piece.ends_a_clause() {
            break;
        }
    }
    best
}

fn kind_of(digits: &str) -> Option<Kind> {
    let national = digits
        .strip_prefix("+31")
        .or_else(|| digits.strip_prefix("0031"))
        .map_or_else(
            || digits.to_owned(),
            |rest| format!("0{}", rest.trim_start_matches('0')),
        );
    let public = ["0800", "0900", "0906", "088", "14"];
    if national.len() == 10 && national.starts_with('0') {
        return (!public.iter().any(|begin| national.starts_with(begin))).then_some(Kind::Phone);
    }
    if digits.starts_with('+') && digits.len() >= 10 {
        return Some(Kind::Phone);
    }
    is_bsn(digits).then_some(Kind::Bsn)
}

/// Nine digits that pass the test of eleven.
fn is_bsn(digits: &str) -> bool {
    if digits.len() != 9 || !digits.bytes().all(|b| b.is_ascii_digit()) || digits == "000000000" {
        return false;
    }
    let sum: i32 = digits
        .bytes()
        .zip([9, 8, 7, 6, 5, 4, 3, 2, -1])
        .map(|(digit, weight)| i32::from(digit - b'0') * weight)
        .sum();
    sum % 11 == 0
}

fn iban(pieces: &[Piece<'_>], at: usize) -> Option<usize> {
    let first = pieces[at].bare();
    let bytes = first.as_bytes();
    if bytes.len() < 4
        || !bytes[..2].iter().all(u8::is_ascii_alphabetic)
        || !bytes[2..4].iter().all(u8::is_ascii_digit)
    {
        return None;
    }
    let mut joined = String::new();
    for piece in pieces[at..].iter().take(6) {
        let bare = piece.bare();
        if !bare.bytes().all(|b| b.is_ascii_alphanumeric()) {
            break;
        }
        joined.push_str(bare);
        let tail = joined.get(8..).unwrap_or_default();
        if joined.len() == 18 && tail.bytes().all(|b| b.is_ascii_digit()) {
            return Some(piece.end());
        }
    }
    None
}

fn is_house_number(piece: &Piece<'_>) -> bool {
    let bare = piece.bare();
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&digits) && bare.len() <= digits + 4
}

/// `1234 AB`, with the number of the house if it stands beside it.
fn postcode(pieces: &[Piece<'_>], at: usize) -> Option<Span> {
    let first = pieces[at].bare();
    let is_digits = |text: &str| {
        text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
    };
    let is_letters = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    let last = if first.len() == 6
        && first.is_ascii()
        && is_digits(&first[..4])
        && is_letters(&first[4..])
    {
        at
    } else if is_digits(first)
        && pieces.get(at + 1).is_some_and(|next| {
            is_letters(next.bare()) && next.bare().bytes().all(|b| b.is_ascii_uppercase())
        })
    {
        at + 1
    } else {
        return None;
    };
    let with = pieces
        .get(last + 1)
        .filter(|next| is_house_number(next))
        .map_or(last, |_| last + 1);
    Some(span(Kind::Address, pieces[at].start, pieces[with].end()))
}

const STREETS: &[&str] = &[
    "straat",
    "laan",
    "weg",
    "plein",
    "kade",
    "gracht",
    "dijk",
    "singel",
    "pad",
    "hof",
    "steeg",
    "dreef",
    "plantsoen",
    "park",
    "wal",
];

/// A street with the number of a house behind it.
fn street(pieces: &[Piece<'_>], at: usize) -> Option<Span> {
    let piece = &pieces[at];
    let lower = piece.lower();
    let is_street = STREETS
        .iter()
        .any(|end| lower.len() > end.len() + 2 && lower.ends_with(end));
    let number = pieces.get(at + 1)?;
    let counts = pieces.get(at + 2).is_some_and(|next| {
        matches!(
            next.lower().as_str(),
            "dagen" | "weken" | "maanden" | "jaar" | "keer" | "uur" | "meter"
        )
    });
    (is_street && !piece.ends_a_clause() && is_house_number(number) && !counts)
        .then(|| span(Kind::Address, piece.start, number.end()))
}

/// A date after *geboren*.
fn birthday(pieces: &[Piece<'_>], at: usize) -> Option<Span> {
    if !matches!(
        pieces[at].lower().as_str(),
        "geboren" | "geboortedatum" | "geb" | "born"
    ) {
        return None;
    }
    pieces[at + 1..].iter().take(3).find_map(|piece| {
        let parts: Vec<&str> = piece.bare().split(['-', '/', '.']).collect();
        let is_date = parts.len() == 3
            && parts.iter().all(|part| {
                (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
            });
        is_date.then(|| span(Kind::Birthday, piece.start, piece.end()))
    })
}

const TITLES: &[&str] = &[
    "mevrouw", "meneer", "mevr", "mw", "dhr", "mr", "mrs", "heer", "familie", "fam", "juffrouw",
];
const KIN: &[&str] = &[
    "zoon",
    "dochter",
    "man",
    "vrouw",
    "moeder",
    "vader",
    "oma",
    "opa",
    "broer",
    "zus",
    "buurman",
    "buurvrouw",
    "vriend",
    "vriendin",
    "kind",
    "ex",
    "partner",
    "kleinzoon",
    "kleindochter",
    "tante",
    "oom",
];
const BETWEEN: &[&str] = &[
    "van", "de", "der", "den", "ten", "ter", "el", "al", "ben", "bin", "von", "la", "le", "op", "t",
];

/// What is written with a capital behind a relative and is nobody: *mijn vrouw wil Nederlands leren*.
const NO_NAMES: &[&str] = &[
    "nederlands",
    "nederlandse",
    "nederland",
    "engels",
    "engelse",
    "turks",
    "turkse",
    "marokkaans",
    "marokkaanse",
    "arabisch",
    "arabische",
    "oekraïens",
    "oekraïense",
    "pools",
    "poolse",
    "syrisch",
    "syrische",
    "digid",
    "wmo",
    "aow",
];

/// A name after *ik heet*, *mijn naam is*, a title or a relative.
fn name(pieces: &[Piece<'_>], at: usize) -> Option<Span> {
    let word = |back: usize| at.checked_sub(back).map(|at| pieces[at].lower());
    let piece = &pieces[at];
    let lower = piece.lower();
    let said = matches!(lower.as_str(), "heet" | "heette" | "genaamd")
        || (lower == "is" && word(1).as_deref() == Some("naam"))
        || (lower == "is" && word(1).as_deref() == Some("name"));
    let titled = TITLES.contains(&lower.as_str());
    let kin = KIN.contains(&lower.as_str());
    if !(said || titled || kin)
        || (piece.ends_a_clause() && !piece.text.ends_with('.'))
        || (kin && piece.ends_a_clause())
    {
        return None;
    }
    let mut last = None;
    for (n, next) in pieces[at + 1..].iter().take(5).enumerate() {
        let is_name = (next.is_capital() && !(kin && NO_NAMES.contains(&next.lower().as_str())))
            || (said
                && n == 0
                && next.bare().chars().all(char::is_alphabetic)
                && next.bare().len() > 2);
        let is_initial = next.text.ends_with('.')
            && next.bare().len() <= 3
            && next.bare().chars().all(|ch| ch.is_uppercase() || ch == '.');
        if is_name {
            last = Some(at + 1 + n);
        } else if !(is_initial || BETWEEN.contains(&next.lower().as_str())) {
            break;
        }
        if next.ends_a_clause() && !is_initial {
            break;
        }
    }
    let last = last?;
    Some(span(Kind::Name, pieces[at + 1].start, pieces[last].end()))
}
