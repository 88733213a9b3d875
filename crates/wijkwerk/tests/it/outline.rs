//! What a page says, a line for each thing: its headings, sentences, links, fields and buttons, without markup and without
//! what is new in every database. This is what the snapshots keep.

use crate::html::{VOID, attributes, end_of_tag, unescape};

/// The title and everything inside `<main>`.
pub fn outline(html: &str) -> String {
    let title = between(html, "<title>", "</title>").unwrap_or_default();
    let main = between(html, "<main", "</main>").unwrap_or(html);
    let mut lines = Lines::default();
    lines.all.push(format!("title: {}", tidy(&unescape(title))));
    let mut rest = main.split_once('>').map_or(main, |(_, rest)| rest);
    while let Some(at) = rest.find('<') {
        lines.text(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |(_, tail)| tail);
            continue;
        }
        let Some(end) = end_of_tag(rest) else { break };
        let inner = &rest[1..end];
        rest = &rest[end + 1..];
        if let Some(name) = inner.strip_prefix('/') {
            lines.close(name.trim());
            continue;
        }
        let (name, attributes) = attributes(inner.trim_end_matches('/'));
        lines.open(&name, &attributes);
        if name == "script" {
            rest = rest.split_once("</script>").map_or("", |(_, tail)| tail);
        }
    }
    lines.text(rest);
    lines.end();
    lines.all.join("\n") + "\n"
}

fn between<'h>(html: &'h str, from: &str, to: &str) -> Option<&'h str> {
    let (_, after) = html.split_once(from)?;
    after.split_once(to).map(|(inside, _)| inside)
}

/// The lines so far and the one that is being made.
#[derive(Default)]
struct Lines {
    all: Vec<String>,
    line: String,
    /// How deep in a drawing: its lines are no text.
    drawing: usize,
}

/// What stands within a line; everything else begins one.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "br", "bdi", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "q",
    "small", "span", "strong", "sub", "sup", "time", "wbr",
];

impl Lines {
    fn text(&mut self, text: &str) {
        if self.drawing == 0 {
            self.line.push_str(&unescape(text));
        }
    }

    fn end(&mut self) {
        let line = tidy(&self.line);
        let is_bare = line.chars().all(|ch| "#-:| ".contains(ch));
        if !is_bare {
            self.all.push(line);
        }
        self.line.clear();
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let get = |key: &str| {
            let found = attributes.iter().find(|(name, _)| name == key);
            found.map(|(_, value)| value.as_str())
        };
        if name == "svg" {
            if let Some(label) = get("aria-label") {
                self.text(&format!("![{label}]"));
            }
            self.drawing += 1;
        }
        if self.drawing > 0 {
            return;
        }
        if !INLINE.contains(&name) {
            self.end();
        }
        let flags: String = [
            "checked", "selected", "required", "disabled", "readonly", "open",
        ]
        .iter()
        .filter(|flag| get(flag).is_some())
        .map(|flag| format!(" {flag}"))
        .collect();
        let field = get("name").unwrap_or_default();
        let value = get("value")
            .map(|value| format!(" = {value}"))
            .unwrap_or_default();
        let begin = match name {
            "h1" => "# ".to_owned(),
            "h2" => "## ".to_owned(),
            "h3" => "### ".to_owned(),
            "h4" => "#### ".to_owned(),
            "li" => "- ".to_owned(),
            "dt" => ": ".to_owned(),
            "th" | "td" => "| ".to_owned(),
            "a" => "[".to_owned(),
            "button" => format!("<button{flags}> "),
            "form" => format!(
                "<form {} {}>",
                get("method").unwrap_or("get"),
                get("action").unwrap_or_default()
            ),
            "input" if get("type") == Some("hidden") && field == "aanvraag" => String::new(),
            "input" => format!("<{} {field}{value}{flags}>", get("type").unwrap_or("text")),
            "select" | "textarea" => format!("<{name} {field}{flags}> "),
            "option" => format!("<option{value}{flags}> "),
            "summary" | "details" | "label" | "legend" => format!("<{name}{flags}> "),
            "img" => format!("![{}]", get("alt").unwrap_or_default()),
            "br" => " / ".to_owned(),
            _ => String::new(),
        };
        self.line.push_str(&begin);
        if let Some(to) = get("href").filter(|_| name == "a") {
            self.line.push_str(to);
            self.line.push_str("] ");
        }
        if VOID.contains(&name) && !INLINE.contains(&name) {
            self.end();
        }
    }

    fn close(&mut self, name: &str) {
        if name == "svg" {
            self.drawing = self.drawing.saturating_sub(1);
        } else if self.drawing == 0 && !INLINE.contains(&name) {
            self.end();
        }
    }
}

/// Words with one space between them, and what is random left out.
fn tidy(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|ch| !matches!(ch, '\u{2066}'..='\u{2069}'))
        .collect();
    let words: Vec<String> = plain.split_whitespace().map(steady).collect();
    words.join(" ")
}

/// A word without ids, tokens and the names of files, which differ from database to database.
fn steady(word: &str) -> String {
    let is_code = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_');
    let mut out = String::new();
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        let count = |is: fn(&char) -> bool| run.chars().filter(is).count();
        let digits = count(char::is_ascii_digit);
        let is_mixed = digits > 0 && count(char::is_ascii_uppercase) > 0 && run.len() >= 30;
        let is_id = run.len() >= 20 && (digits >= 4 || is_mixed);
        out.push_str(if is_id { "{id}" } else { run });
        run.clear();
    };
    for ch in word.chars() {
        if is_code(ch) {
            run.push(ch);
        } else {
            flush(&mut run, &mut out);
            out.push(ch);
        }
    }
    flush(&mut run, &mut out);
    out
}

#[test]
fn a_page_is_told_in_lines() {
    let page = "<title>Een &amp; ander</title><main id=\"main\"><h1>Kop</h1><p>Een <strong>zin</strong>.</p>\
                <ul><li><a href=\"/velsen/m/0190a1b2-1111-7222-8333-444455556666\">Daar</a></li></ul>\
                <form method=\"post\" action=\"/x\"><input type=\"hidden\" name=\"aanvraag\" value=\"1\">\
                <label for=\"n\">Naam</label><input type=\"text\" id=\"n\" name=\"naam\" value=\"A\" required>\
                <button type=\"submit\"><svg><title>x</title></svg>Stuur</button></form></main>";
    assert_eq!(
        outline(page),
        "title: Een & ander\n# Kop\nEen zin.\n- [/velsen/m/{id}] Daar\n<form post /x>\n<label> Naam\n\
         <text naam = A required>\n<button> Stuur\n"
    );
}
