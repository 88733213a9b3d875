//! The transitions of an item: pure, with their tests.

mod pakket;
mod verschil;

pub use pakket::{by_topic, gebieden_for};
pub use verschil::{FieldChange, MOST_CHANGES, differences, shortened};

use jiff::{SignedDuration, Timestamp};

use super::model::ItemState;
use crate::kader::bewijzen::is_meaningful;

/// How a product can be asked for online: without signing in, or with DigiD.
pub const ONLINE: [&str; 2] = ["ja", "digid"];
/// Most characters of a title.
pub const TITEL: usize = 300;
/// Most characters of a summary.
pub const SAMENVATTING: usize = 2000;
/// Most characters of a text.
pub const TEKST: usize = 100_000;
/// Most characters of a short field: costs, for whom, how to get it.
pub const KORT: usize = 4000;
/// So many characters from a number stands what it is a number of.
const NEAR: usize = 24;
/// Days that an overdue item stays at the desk (O-25).
pub const HIDDEN_AFTER: i64 = 30;
/// The longest time, in days, that anybody may leave between two checks.
pub const LONGEST_REVIEW: i64 = 3 * 366;

/// Why something is refused; the key of the sentence that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

/// May it be published? Only what somebody answers for (L-28).
pub fn publish(state: ItemState, owned: bool) -> Result<ItemState, Refusal> {
    match state {
        _ if !owned => Err(Refusal("kennis-zonder-eigenaar")),
        ItemState::Draft | ItemState::Withdrawn => Ok(ItemState::Published),
        ItemState::Published => Err(Refusal("kennis-al-openbaar")),
        ItemState::InControl => Err(Refusal("kennis-eerst-klopt")),
    }
}

/// Its owner says that it is right: what was hidden comes back.
pub fn confirm(state: ItemState) -> Result<ItemState, Refusal> {
    match state {
        ItemState::Published | ItemState::InControl => Ok(ItemState::Published),
        ItemState::Draft => Err(Refusal("kennis-nog-concept")),
        ItemState::Withdrawn => Err(Refusal("kennis-al-ingetrokken")),
    }
}

/// Away from the desk until its owner has looked at it.
pub fn hide(state: ItemState) -> Result<ItemState, Refusal> {
    match state {
        ItemState::Published => Ok(ItemState::InControl),
        ItemState::InControl => Err(Refusal("kennis-al-verborgen")),
        ItemState::Draft => Err(Refusal("kennis-nog-concept")),
        ItemState::Withdrawn => Err(Refusal("kennis-al-ingetrokken")),
    }
}

/// Back at the desk, by whoever may hide it.
pub fn restore(state: ItemState) -> Result<ItemState, Refusal> {
    match state {
        ItemState::InControl => Ok(ItemState::Published),
        _ => Err(Refusal("kennis-niet-verborgen")),
    }
}

/// Gone, with a reason.
pub fn withdraw(state: ItemState, reason: &str) -> Result<ItemState, Refusal> {
    match state {
        ItemState::Withdrawn => Err(Refusal("kennis-al-ingetrokken")),
        _ if !is_meaningful(reason) => Err(Refusal("kennis-reden-nodig")),
        _ => Ok(ItemState::Withdrawn),
    }
}

/// May the text of an item in this state change?
pub fn change(state: ItemState) -> Result<(), Refusal> {
    match state {
        ItemState::Withdrawn => Err(Refusal("kennis-al-ingetrokken")),
        _ => Ok(()),
    }
}

/// May somebody take this on? Only a draft of nobody.
pub fn claim(state: ItemState, owned: bool) -> Result<(), Refusal> {
    if owned || state != ItemState::Draft {
        Err(Refusal("kennis-heeft-eigenaar"))
    } else {
        Ok(())
    }
}

/// Whether it holds characters that nobody can read: what is left of a sheet in other letters, or of copying.
pub fn has_unreadable(text: &str) -> bool {
    text.chars()
        .any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

/// The word in its address: letters, digits and hyphens, never empty.
pub fn sleutel_of(titel: &str) -> String {
    let mut out = String::new();
    for letter in titel.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            other => other,
        };
        if plain.is_ascii_alphanumeric() {
            out.push(plain);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
        if out.len() >= 60 {
            break;
        }
    }
    let out = out.trim_matches('-');
    if out.is_empty() {
        "item".to_owned()
    } else {
        out.to_owned()
    }
}

/// Words that stand in an address for a page of their own, so that no item can have them.
pub fn is_reserved(sleutel: &str) -> bool {
    matches!(sleutel, "print" | "vraag" | "nieuw" | "stel")
}

/// Whether this is a word that an address may hold.
pub fn is_sleutel(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether this can be the address of a website.
pub fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        text.len() <= 500
            && host.contains('.')
            && !host.contains('@')
            && !text.chars().any(|ch| {
                ch.is_whitespace() || ch.is_control() || matches!(ch, '<' | '>' | '"' | '\\')
            })
    })
}

/// Whether this can be a telephone number: 3 to 15 digits (112 too) and signs between them.
pub fn is_telefoon(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (3..=15).contains(&digits)
        && text.len() <= 30
        && text
            .chars()
            .all(|ch| ch.is_ascii_digit() || " +-()/.".contains(ch))
}

/// Amounts and telephone numbers of a text, in a form in which equal ones are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Getallen {
    /// In cents.
    pub bedragen: Vec<i64>,
    /// Digits only, without the country.
    pub telefoons: Vec<String>,
}

/// Finds amounts (`€ 12,50`, `12 euro`) and telephone numbers (ten digits, or 14 + three).
pub fn getallen(text: &str) -> Getallen {
    let mut found = Getallen::default();
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < chars.len() && is_part(&chars, at) {
            at += 1;
        }
        let piece: String = chars[start..at].iter().collect();
        let before: String = chars[start.saturating_sub(NEAR)..start].iter().collect();
        let after: String = chars[at..chars.len().min(at + NEAR)].iter().collect();
        let euro = before.trim_end().ends_with('€')
            || before.trim_end().to_lowercase().ends_with("eur")
            || after.trim_start().to_lowercase().starts_with("euro");
        if euro {
            found.bedragen.extend(cents(&piece));
        } else {
            let plus = before.ends_with('+');
            found.telefoons.extend(telefoon(&piece, plus));
        }
    }
    found.bedragen.sort_unstable();
    found.bedragen.dedup();
    found.telefoons.sort();
    found.telefoons.dedup();
    found
}

/// Whether a number goes on here: digits, and single signs between digits.
fn is_part(chars: &[char], at: usize) -> bool {
    let digit = |n: usize| chars.get(n).is_some_and(char::is_ascii_digit);
    digit(at) || (matches!(chars[at], '.' | ',' | ' ' | '-') && digit(at + 1))
}

fn cents(piece: &str) -> Option<i64> {
    let piece = piece.split(' ').next()?.trim_end_matches(['-', ',', '.']);
    let (whole, part) = match piece.rsplit_once([',', '.']) {
        Some((whole, part)) if part.len() == 2 => (whole, part),
        _ => (piece, "00"),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let euro: i64 = whole.parse().ok()?;
    euro.checked_mul(100)?.checked_add(part.parse().ok()?)
}

fn telefoon(piece: &str, plus: bool) -> Option<String> {
    let digits: String = piece.chars().filter(char::is_ascii_digit).collect();
    let national = match digits.strip_prefix("31") {
        Some(rest) if plus => format!("0{rest}"),
        _ => digits,
    };
    let is_number = (national.len() == 10 && national.starts_with('0'))
        || ((5..=6).contains(&national.len()) && national.starts_with("140"))
        || (national.len() == 8 && national.starts_with("0800"));
    is_number.then_some(national)
}

/// Whether a note says another amount or another number than the text does (L-45): both say one, and none is the same.
pub fn contradicts(text: &str, note: &str) -> bool {
    let (own, other) = (getallen(text), getallen(note));
    let differ =
        |a: &[String], b: &[String]| !a.is_empty() && b.iter().any(|found| !a.contains(found));
    let amounts =
        !own.bedragen.is_empty() && other.bedragen.iter().any(|n| !own.bedragen.contains(n));
    amounts || differ(&own.telefoons, &other.telefoons)
}

/// Is a website that was gone at `first` dead? Only when it is gone again, a day later: one bad night is none.
pub fn is_dead(first: Timestamp, now: Timestamp) -> bool {
    now.duration_since(first) >= SignedDuration::from_hours(20)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ItemState as S;

    #[test]
    fn what_nobody_can_read_is_found() {
        for (text, found) in [
            ("Café ’t Hoekje:\r\n\t€ 5", false),
            ("s\u{91}Avonds", true),
            ("Bel \u{7}ons", true),
            ("\u{0}", true),
        ] {
            assert_eq!(has_unreadable(text), found, "{text:?}");
        }
    }

    #[test]
    fn an_item_goes_from_draft_to_withdrawn_and_never_past_its_owner() {
        let no = |key| Err(Refusal(key));
        for (found, expected) in [
            (publish(S::Draft, true), Ok(S::Published)),
            (publish(S::Draft, false), no("kennis-zonder-eigenaar")),
            (publish(S::Published, true), no("kennis-al-openbaar")),
            (publish(S::InControl, true), no("kennis-eerst-klopt")),
            (publish(S::Withdrawn, true), Ok(S::Published)),
            (confirm(S::Published), Ok(S::Published)),
            (confirm(S::InControl), Ok(S::Published)),
            (confirm(S::Draft), no("kennis-nog-concept")),
            (confirm(S::Withdrawn), no("kennis-al-ingetrokken")),
            (hide(S::Published), Ok(S::InControl)),
            (hide(S::InControl), no("kennis-al-verborgen")),
            (hide(S::Draft), no("kennis-nog-concept")),
            (restore(S::InControl), Ok(S::Published)),
            (restore(S::Published), no("kennis-niet-verborgen")),
            (
                withdraw(S::Published, "Dit bestaat niet meer."),
                Ok(S::Withdrawn),
            ),
            (withdraw(S::Published, "weg"), no("kennis-reden-nodig")),
            (
                withdraw(S::Withdrawn, "Dit bestaat niet meer."),
                no("kennis-al-ingetrokken"),
            ),
        ] {
            assert_eq!(found, expected);
        }
        assert_eq!(claim(S::Draft, false), Ok(()));
        assert_eq!(claim(S::Draft, true), Err(Refusal("kennis-heeft-eigenaar")));
        assert_eq!(
            claim(S::Published, false),
            Err(Refusal("kennis-heeft-eigenaar"))
        );
    }

    #[test]
    fn an_address_is_made_of_plain_letters() {
        for (titel, sleutel) in [
            ("Schulden: wat nu?", "schulden-wat-nu"),
            ("Één loket", "een-loket"),
            ("  !!  ", "item"),
            ("Mañana & co", "ma-ana-co"),
        ] {
            assert_eq!(sleutel_of(titel), sleutel);
            assert!(is_sleutel(sleutel));
        }
        assert!(sleutel_of(&"a".repeat(500)).len() <= 60);
        assert!(!is_sleutel("Hoofd"));
        assert!(!is_sleutel(""));
    }

    #[test]
    fn a_website_has_a_host_and_nothing_strange() {
        for (text, right) in [
            ("https://www.voorbeeld.example/a?b=c", true),
            ("http://voorbeeld.example", true),
            ("www.voorbeeld.example", false),
            ("javascript:alert(1)", false),
            ("https://localhost", false),
            ("https://ik@voorbeeld.example", false),
            ("https://voorbeeld.example/a b", false),
        ] {
            assert_eq!(is_url(text), right, "{text}");
        }
        for (text, right) in [
            ("112", true),
            ("0320 27 89 11", true),
            ("+31 (0)320-278911", true),
            ("bel ons", false),
            ("12", false),
        ] {
            assert_eq!(is_telefoon(text), right, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        let read = getallen(
            "Het kost € 12,50 of 1.200 euro. Bel 0320-27 89 11 of +31 320 278911, of 14 0320.",
        );
        assert_eq!(read.bedragen, [1250, 120_000]);
        assert_eq!(read.telefoons, ["0320278911", "140320"]);
        assert_eq!(
            getallen("Op 12 maart 2026 om 10.30 uur"),
            Getallen::default()
        );
    }

    #[test]
    fn a_note_contradicts_with_another_amount_or_number_only() {
        let text = "De pas kost € 5,00. Bel 0320-278911.";
        for (note, expected) in [
            ("De pas kost 5 euro.", false),
            ("De pas kost hier € 7,50.", true),
            ("Bel liever 0320-111222.", true),
            ("Bel 0320 278911 voor 12 uur.", false),
            ("Op dinsdag is het druk.", false),
        ] {
            assert_eq!(contradicts(text, note), expected, "{note}");
        }
        assert!(!contradicts("Zonder getallen.", "De pas kost € 7,50."));
    }

    #[test]
    fn a_long_text_full_of_numbers_takes_no_longer_than_it_is() {
        let (text, start) = ("1a".repeat(TEKST / 2), std::time::Instant::now());
        assert_eq!(getallen(&text), Getallen::default());
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
