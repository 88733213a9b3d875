//! Text, addresses and classes made safe for use inside an SVG element.
//!
//! Whatever comes in, nothing that goes out can end an attribute, open an element or run a script.

use std::borrow::Cow;

/// Text made safe for content and quoted attributes.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| {
        !matches!(c, '&' | '<' | '>' | '"' | '\'' | '\u{fffe}' | '\u{ffff}') && !c.is_control()
    };
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// A web address or a path on this site; anything else is no link.
pub(super) fn safe_href(href: Option<&str>) -> Option<&str> {
    let href = href?.trim();
    let is_path = href.starts_with(['/', '#', '?']) && !href.starts_with("//");
    let is_web = href.starts_with("https://") || href.starts_with("http://");
    (is_path || is_web).then_some(href)
}

pub(super) fn safe_class(own: &str, further: &str) -> String {
    let is_safe = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let further: String = further.chars().filter(is_safe).collect();
    format!("{own} {}", further.trim()).trim().to_owned()
}
