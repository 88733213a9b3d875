//! A page taken apart far enough to say what is wrong with it.

use std::collections::BTreeSet;

/// One start tag with its attributes and the tags it stands in.
#[derive(Clone, Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub inside: Vec<String>,
    /// The text from here to its end tag, tags left out.
    pub text: String,
    /// The number of the form it stands in, counted from 1; 0 outside.
    pub form: usize,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    fn has_text(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !value.trim().is_empty())
    }
}

pub const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// The tags of a page, and what does not fit together.
pub fn parse(html: &str) -> (Vec<Tag>, Vec<String>) {
    let (mut tags, mut wrong): (Vec<Tag>, Vec<String>) = (Vec::new(), Vec::new());
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut forms = 0;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        for (_, index) in &open {
            tags[*index].text.push_str(text);
        }
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = after.split_once("-->").map_or("", |(_, tail)| tail);
            continue;
        }
        let Some(end) = end_of_tag(rest) else {
            wrong.push(format!("a tag that does not end: {rest:.40}"));
            break;
        };
        let inner = &rest[1..end];
        rest = &rest[end + 1..];
        if inner.starts_with('!') {
            continue;
        }
        if let Some(name) = inner.strip_prefix('/') {
            let name = name.trim().to_lowercase();
            match open.pop() {
                Some((opened, _)) if opened == name => {}
                Some((opened, _)) => wrong.push(format!("</{name}> closes <{opened}>")),
                None => wrong.push(format!("</{name}> closes nothing")),
            }
            continue;
        }
        let closed = inner.ends_with('/');
        let (name, attributes) = attributes(inner.trim_end_matches('/'));
        if name == "form" {
            forms += 1;
        }
        let in_form = name == "form" || open.iter().any(|(name, _)| name == "form");
        tags.push(Tag {
            inside: open.iter().map(|(name, _)| name.clone()).collect(),
            name: name.clone(),
            attributes,
            text: String::new(),
            form: if in_form { forms } else { 0 },
        });
        if !closed && !VOID.contains(&name.as_str()) {
            open.push((name, tags.len() - 1));
        }
    }
    wrong.extend(
        open.iter()
            .map(|(name, _)| format!("<{name}> is not closed")),
    );
    (tags, wrong)
}

pub fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, ch)| {
        match (quote, ch) {
            (Some(open), _) if open == ch => quote = None,
            (None, '"' | '\'') => quote = Some(ch),
            (None, '>') => return Some(at),
            _ => {}
        }
        None
    })
}

pub fn attributes(inner: &str) -> (String, Vec<(String, String)>) {
    let inner = inner.trim();
    let end = inner.find(char::is_whitespace).unwrap_or(inner.len());
    let name = inner[..end].to_lowercase();
    let mut rest = inner[end..].trim_start();
    let mut all = Vec::new();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let key = rest[..end].to_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            if let Some(quote @ ('"' | '\'')) = after.chars().next() {
                let body = &after[1..];
                let end = body.find(quote).unwrap_or(body.len());
                value = unescape(&body[..end]);
                rest = body.get(end + 1..).unwrap_or("").trim_start();
            } else {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                value = unescape(&after[..end]);
                rest = after[end..].trim_start();
            }
        }
        all.push((key, value));
    }
    (name, all)
}

pub fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Everything wrong with a page of `lang`. `kept` pages are the same for everybody.
pub fn faults(html: &str, lang: &str, kept: bool) -> Vec<String> {
    let (tags, mut wrong) = parse(html);
    let named = |name: &str| {
        tags.iter()
            .filter(|tag| tag.name == name)
            .collect::<Vec<_>>()
    };
    if !html
        .trim_start()
        .to_lowercase()
        .starts_with("<!doctype html>")
    {
        wrong.push("does not begin with <!doctype html>".into());
    }
    for key in html.match_indices('⟨') {
        wrong.push(format!(
            "a missing text: {}",
            html[key.0..].chars().take(40).collect::<String>()
        ));
    }
    if named("html").first().and_then(|tag| tag.get("lang")) != Some(lang) {
        wrong.push(format!("<html> does not say lang=\"{lang}\""));
    }
    if named("title")
        .first()
        .is_none_or(|tag| tag.text.trim().is_empty())
    {
        wrong.push("has no title".into());
    }
    if named("h1").len() != 1 {
        wrong.push(format!("has {} h1", named("h1").len()));
    }
    let mains = named("main");
    if mains.len() != 1 || mains[0].get("id") != Some("main") {
        wrong.push("has no single <main id=\"main\">".into());
    }
    ids(&tags, &mut wrong);
    labels(&tags, &mut wrong);
    headings(&tags, &mut wrong);
    forms(&tags, kept, &mut wrong);
    for tag in &tags {
        if tag.name == "img" && tag.get("alt").is_none() {
            wrong.push(format!(
                "<img src={:?}> has no alt",
                tag.get("src").unwrap_or_default()
            ));
        }
        // Data for search engines is not run, so the policy for scripts does not speak of it.
        let is_data = tag.get("type") == Some("application/ld+json");
        let is_script = tag.name == "script" && tag.get("src").is_none() && !is_data;
        if tag.name == "style" || is_script {
            wrong.push(format!("an inline <{}>", tag.name));
        }
        if tag.get("style").is_some()
            || tag
                .attributes
                .iter()
                .any(|(name, _)| name.starts_with("on"))
        {
            wrong.push(format!("<{}> has an inline style or script", tag.name));
        }
        if matches!(tag.name.as_str(), "a" | "button" | "summary") {
            let named = !tag.text.trim().is_empty()
                || tag.has_text("aria-label")
                || tag.has_text("aria-labelledby");
            if !named && !picture_inside(&tags, tag) {
                wrong.push(format!(
                    "a <{}> without a name: {:?}",
                    tag.name,
                    tag.get("href")
                ));
            }
        }
        for name in ["src", "href", "action"] {
            let outside = tag
                .get(name)
                .is_some_and(|to| to.starts_with("http") || to.starts_with("//"));
            if outside && tag.name != "a" {
                wrong.push(format!(
                    "<{}> reaches outside: {:?}",
                    tag.name,
                    tag.get(name)
                ));
            }
        }
    }
    wrong
}

/// Whether a picture with a text of its own stands right after this tag, inside it.
fn picture_inside(tags: &[Tag], tag: &Tag) -> bool {
    let Some(at) = tags.iter().position(|other| std::ptr::eq(other, tag)) else {
        return false;
    };
    tags[at + 1..]
        .iter()
        .take_while(|other| other.inside.len() > tag.inside.len())
        .any(|other| other.has_text("alt") || other.has_text("aria-label"))
}

fn ids(tags: &[Tag], wrong: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        if !seen.insert(id) {
            wrong.push(format!("id {id:?} stands twice"));
        }
    }
    for tag in tags {
        for name in [
            "for",
            "aria-labelledby",
            "aria-describedby",
            "aria-controls",
        ] {
            for id in tag.get(name).into_iter().flat_map(str::split_whitespace) {
                if !seen.contains(id) {
                    wrong.push(format!("<{} {name}={id:?}> points at nothing", tag.name));
                }
            }
        }
        if let Some(id) = tag.get("href").and_then(|to| to.strip_prefix('#'))
            && !id.is_empty()
            && !seen.contains(id)
        {
            wrong.push(format!("<{} href=\"#{id}\"> points at nothing", tag.name));
        }
    }
}

fn labels(tags: &[Tag], wrong: &mut Vec<String>) {
    for tag in tags {
        let hidden = matches!(
            tag.get("type"),
            Some("hidden" | "submit" | "button" | "image")
        );
        if !matches!(tag.name.as_str(), "input" | "select" | "textarea") || hidden {
            continue;
        }
        let by_id = tag.get("id").is_some_and(|id| {
            tags.iter().any(|other| {
                other.name == "label"
                    && other.get("for") == Some(id)
                    && !other.text.trim().is_empty()
            })
        });
        let around = tag.inside.iter().any(|name| name == "label");
        if !by_id && !around && !tag.has_text("aria-label") && !tag.has_text("aria-labelledby") {
            wrong.push(format!(
                "<{} name={:?}> has no label",
                tag.name,
                tag.get("name").unwrap_or_default()
            ));
        }
    }
}

fn headings(tags: &[Tag], wrong: &mut Vec<String>) {
    let mut last = 1;
    for tag in tags
        .iter()
        .filter(|tag| tag.inside.iter().any(|name| name == "main"))
    {
        let Some(level) = tag
            .name
            .strip_prefix('h')
            .and_then(|n| n.parse::<u32>().ok())
        else {
            continue;
        };
        if level > last + 1 {
            wrong.push(format!(
                "<h{level}> {:?} follows <h{last}>",
                tag.text.trim()
            ));
        }
        last = level;
    }
}

/// A form that changes something carries its own id once; a kept page cannot hold such a form.
fn forms(tags: &[Tag], kept: bool, wrong: &mut Vec<String>) {
    for form in tags.iter().filter(|tag| tag.name == "form") {
        let post = form
            .get("method")
            .is_some_and(|method| method.eq_ignore_ascii_case("post"));
        let id = tags
            .iter()
            .any(|tag| tag.form == form.form && tag.get("name") == Some("aanvraag"));
        let action = form.get("action").unwrap_or_default();
        if post && !id && !kept {
            wrong.push(format!("the form to {action:?} has no aanvraag"));
        }
        if kept && id {
            wrong.push(format!("a kept page holds a form id, so a second visitor gets the first one's answer: {action:?}"));
        }
        if !post
            && form.get("method").is_some_and(|method| {
                !method.eq_ignore_ascii_case("get") && !method.eq_ignore_ascii_case("dialog")
            })
        {
            wrong.push(format!("the form to {action:?} has another method"));
        }
    }
}

#[test]
fn a_page_with_faults_is_seen_through() {
    let html = "<!doctype html><html lang=\"nl\"><head><title>T</title></head><body><main id=\"main\">\
                <h1>A</h1><h3>B</h3><p id=\"x\" style=\"a\">⟨k⟩</p><input name=\"n\"><img src=\"a\">\
                <a href=\"#weg\"></a><div id=\"x\"></main></body></html>";
    let found = faults(html, "nl", false);
    for part in [
        "missing text",
        "stands twice",
        "no label",
        "no alt",
        "inline style",
        "points at nothing",
        "without a name",
        "follows",
        "closes",
    ] {
        assert!(
            found.iter().any(|fault| fault.contains(part)),
            "{part}: {found:#?}"
        );
    }
    let good = "<!doctype html><html lang=\"nl\"><head><title>T</title></head><body><main id=\"main\"><h1>A</h1>\
                <form method=\"post\" action=\"/x\"><input type=\"hidden\" name=\"aanvraag\" value=\"1\">\
                <label for=\"a\">A</label><input id=\"a\" name=\"a\"></form></main></body></html>";
    assert_eq!(faults(good, "nl", false), Vec::<String>::new());
    assert_eq!(faults(good, "nl", true).len(), 1);
}
