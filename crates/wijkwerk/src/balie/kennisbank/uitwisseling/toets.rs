//! Holding an HSDS object against its form: what is missing, malformed or not to be taken over, and where.

use serde_json::Value;
use uuid::Uuid;

use super::vorm::{Finding, Holds, Kind, What};

/// Everything that is wrong with `value`, a `kind` that stands at `path`.
pub(super) fn check(kind: Kind, value: &Value, path: &str, out: &mut Vec<Finding>) {
    let mut tell = |at: String, what: What, refuses: bool| {
        out.push(Finding {
            path: at,
            what,
            refuses,
        });
    };
    let Some(it) = value.as_object() else {
        return tell(path.to_owned(), What::WrongKind, true);
    };
    let (required, refuses) = kind.required();
    for name in required {
        if is_empty(it.get(*name)) {
            tell(format!("{path}.{name}"), What::Missing, refuses);
        }
    }
    let (fields, refuses) = kind.fields();
    for (name, holds) in fields {
        let Some(given) = it.get(*name).filter(|given| !is_empty(Some(given))) else {
            continue;
        };
        if let Some(what) = holds.fault(given) {
            let minor = matches!(what, What::NoUuid | What::NoDate);
            tell(format!("{path}.{name}"), what, refuses && !minor);
        }
    }
    if kind == Kind::Location {
        let outside = |name: &str, most: f64| {
            it.get(name)
                .and_then(Value::as_f64)
                .is_some_and(|degrees| degrees.abs() > most)
        };
        for (name, most) in [("latitude", 90.0), ("longitude", 180.0)] {
            if outside(name, most) {
                tell(format!("{path}.{name}"), What::NotOnEarth, false);
            }
        }
    }
    if kind == Kind::Contact {
        for name in ["name", "email"] {
            if !is_empty(it.get(name)) {
                tell(format!("{path}.{name}"), What::Person, false);
            }
        }
    }
    if kind == Kind::Address && !is_empty(it.get("attention")) {
        tell(format!("{path}.attention"), What::Person, false);
    }
    for (name, child) in kind.children() {
        let Some(inside) = it.get(*name).filter(|inside| !inside.is_null()) else {
            continue;
        };
        let many = inside
            .as_array()
            .map_or(std::slice::from_ref(inside), Vec::as_slice);
        for (n, one) in many.iter().enumerate() {
            let at = if inside.is_array() {
                format!("{path}.{name}[{n}]")
            } else {
                format!("{path}.{name}")
            };
            let same = one.get("id").is_some_and(|id| Some(id) == it.get("id"));
            if same {
                out.push(Finding {
                    path: format!("{at}.id"),
                    what: What::IdOfParent,
                    refuses: false,
                });
            }
            check(*child, one, &at, out);
        }
    }
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(_) => false,
    }
}

impl Holds {
    /// What is wrong with this value.
    fn fault(self, value: &Value) -> Option<What> {
        if self == Self::Number {
            return (!value.is_number()).then_some(What::WrongKind);
        }
        let Some(text) = value.as_str() else {
            return Some(What::WrongKind);
        };
        let text = text.trim();
        match self {
            Self::Uuid => text.parse::<Uuid>().is_err().then_some(What::NoUuid),
            Self::Url => (!is_url(text)).then_some(What::NoUrl),
            Self::Email => (!is_email(text)).then_some(What::NoEmail),
            Self::Date => day(text).is_none().then_some(What::NoDate),
            Self::Word(words) => (!words.contains(&text)).then_some(What::UnknownWord),
            Self::Text | Self::Number => None,
        }
    }
}

/// An address on the web, with its scheme.
pub(super) fn is_url(text: &str) -> bool {
    let Some(rest) = text
        .strip_prefix("http://")
        .or(text.strip_prefix("https://"))
    else {
        return false;
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let plain = |ch: char| ch.is_alphanumeric() || ch == '-' || ch == '.';
    !text.contains(|ch: char| ch.is_whitespace() || matches!(ch, '"' | '<' | '>'))
        && host.contains('.')
        && !host.starts_with('.')
        && host.chars().all(plain)
}

/// Something before and a domain behind one @.
pub(super) fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    !name.is_empty()
        && !text.contains(char::is_whitespace)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && domain
            .chars()
            .all(|ch| ch.is_alphanumeric() || ch == '-' || ch == '.')
}

/// The day of a date or moment.
pub(super) fn day(text: &str) -> Option<jiff::civil::Date> {
    let (date, rest) = text.split_at_checked(10)?;
    let fits = rest.is_empty() || rest.starts_with(['T', ' ']);
    date.parse().ok().filter(|_| fits)
}
