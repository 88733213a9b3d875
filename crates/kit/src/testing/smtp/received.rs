//! A mail as the sink received it, and just enough reading of it for tests and for a demonstration.
//!
//! Reads what our own mailer writes (encoded words, quoted-printable, base64, one level of parts). It is no general
//! mail reader, and whatever it cannot read it returns as it is.

use data_encoding::{BASE64, Specification};

/// One mail with its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceivedMail {
    /// Sender of the envelope.
    pub from: String,
    /// Recipients of the envelope that were accepted.
    pub to: Vec<String>,
    /// The mail as it came, with the doubled dots undone.
    pub raw: Vec<u8>,
}

impl ReceivedMail {
    /// A header, unfolded and decoded; the first of that name.
    pub fn header(&self, name: &str) -> Option<String> {
        let text = String::from_utf8_lossy(&self.raw);
        header(head_and_body(&text).0, name).map(|value| decode_words(&value))
    }

    /// How many headers of this name there are.
    pub fn count_headers(&self, name: &str) -> usize {
        let text = String::from_utf8_lossy(&self.raw);
        unfold(head_and_body(&text).0)
            .iter()
            .filter(|line| is_header(line, name))
            .count()
    }

    /// The subject, decoded; empty if there is none.
    pub fn subject(&self) -> String {
        self.header("Subject").unwrap_or_default()
    }

    /// The plain text, with line feeds only and without empty lines at the end (mailers add some).
    pub fn text(&self) -> Option<String> {
        self.part("text/plain")
    }

    /// The HTML, likewise.
    pub fn html(&self) -> Option<String> {
        self.part("text/html")
    }

    fn part(&self, wanted: &str) -> Option<String> {
        let text = String::from_utf8_lossy(&self.raw);
        let (head, body) = head_and_body(&text);
        let content_type = header(head, "Content-Type").unwrap_or_else(|| "text/plain".into());
        let Some(boundary) = boundary(&content_type) else {
            return is_type(&content_type, wanted).then(|| decode_body(head, body));
        };
        let marker = format!("--{boundary}");
        for piece in body.split(marker.as_str()).skip(1) {
            let piece = piece.strip_prefix("\r\n").unwrap_or(piece);
            let (head, body) = head_and_body(piece);
            let content_type = header(head, "Content-Type").unwrap_or_default();
            if is_type(&content_type, wanted) {
                return Some(decode_body(head, body));
            }
        }
        None
    }
}

fn head_and_body(text: &str) -> (&str, &str) {
    text.split_once("\r\n\r\n").unwrap_or((text, ""))
}

fn unfold(head: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in head.split("\r\n") {
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(line),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

fn is_header(line: &str, name: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(found, _)| found.eq_ignore_ascii_case(name))
}

fn header(head: &str, name: &str) -> Option<String> {
    let line = unfold(head)
        .into_iter()
        .find(|line| is_header(line, name))?;
    line.split_once(':')
        .map(|(_, value)| value.trim().to_owned())
}

fn is_type(content_type: &str, wanted: &str) -> bool {
    content_type
        .split(';')
        .next()
        .is_some_and(|found| found.trim().eq_ignore_ascii_case(wanted))
}

fn boundary(content_type: &str) -> Option<&str> {
    let (_, rest) = content_type.split_once("boundary=")?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split(';').next().map(str::trim),
    }
}

fn decode_body(head: &str, body: &str) -> String {
    let encoding = header(head, "Content-Transfer-Encoding").unwrap_or_default();
    let bytes = match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body.as_bytes(), false),
        "base64" => base64(body).unwrap_or_else(|| body.as_bytes().to_vec()),
        _ => body.as_bytes().to_vec(),
    };
    String::from_utf8_lossy(&bytes)
        .replace("\r\n", "\n")
        .trim_end_matches('\n')
        .to_owned()
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut lenient: Specification = BASE64.specification();
    lenient.ignore.push_str(" \r\n\t");
    lenient.encoding().ok()?.decode(text.as_bytes()).ok()
}

/// Undoes quoted-printable; in a header an underscore is a space.
fn quoted_printable(bytes: &[u8], in_header: bool) -> Vec<u8> {
    let hex = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte == b'_' && in_header {
            out.push(b' ');
        } else if byte != b'=' {
            out.push(byte);
        } else if bytes[at..].starts_with(b"\r\n") {
            at += 2;
        } else if let (Some(high), Some(low)) = (hex(bytes.get(at)), hex(bytes.get(at + 1))) {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            at += 2;
        } else {
            out.push(byte);
        }
    }
    out
}

/// Undoes encoded words (`=?utf-8?b?…?=`); the space between two of them does not count.
fn decode_words(value: &str) -> String {
    let mut out = Vec::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some(start) = rest.find("=?") {
        let Some((bytes, length)) = word(&rest[start..]) else {
            let (before, after) = rest.split_at(start + 2);
            out.extend(before.as_bytes());
            (rest, after_word) = (after, false);
            continue;
        };
        let between = &rest[..start];
        if !(after_word && between.trim().is_empty()) {
            out.extend(between.as_bytes());
        }
        out.extend(bytes);
        (rest, after_word) = (&rest[start + length..], true);
    }
    out.extend(rest.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

fn word(text: &str) -> Option<(Vec<u8>, usize)> {
    let mut fields = text.strip_prefix("=?")?.splitn(3, '?');
    let (charset, encoding, rest) = (fields.next()?, fields.next()?, fields.next()?);
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    let (content, _) = rest.split_once("?=")?;
    let bytes = match encoding {
        "b" | "B" => base64(content)?,
        "q" | "Q" => quoted_printable(content.as_bytes(), true),
        _ => return None,
    };
    Some((
        bytes,
        2 + charset.len() + 1 + encoding.len() + 1 + content.len() + 2,
    ))
}
