//! Content lines: unfolded, with the number of the line on which each begins.

use super::{Fault, Why};

/// One content line. Names are in capitals; the value stands as it was written.
#[derive(Debug)]
pub(super) struct Line {
    pub number: usize,
    pub name: String,
    pub params: Vec<(String, String)>,
    pub value: String,
}

/// What a line may be about for somebody to be busy or not; everything else is passed over.
const READ: &[&str] = &[
    "BEGIN",
    "END",
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "UID",
    "TRANSP",
    "STATUS",
    "FREEBUSY",
    "X-MICROSOFT-CDO-BUSYSTATUS",
];

/// The lines that say something about when, in order.
pub(super) fn read(text: &str) -> Result<Vec<Line>, Fault> {
    let mut whole: Vec<(usize, std::borrow::Cow<'_, str>)> = Vec::new();
    for (n, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if let Some(more) = line.strip_prefix([' ', '\t']) {
            let Some((_, begun)) = whole.last_mut() else {
                return Err(Fault::at(n + 1, Why::NotACalendar));
            };
            begun.to_mut().push_str(more);
        } else if !line.is_empty() {
            whole.push((n + 1, line.into()));
        }
    }
    let mut lines = Vec::new();
    for (number, text) in whole {
        if let Some(line) = content(number, &text)? {
            lines.push(line);
        }
    }
    Ok(lines)
}

fn content(number: usize, text: &str) -> Result<Option<Line>, Fault> {
    let no_colon = Fault::at(number, Why::NoColon);
    let mut quoted = false;
    let mut ends = Vec::new();
    let mut colon = None;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            ';' if !quoted => ends.push(at),
            ':' if !quoted => {
                colon = Some(at);
                break;
            }
            _ => {}
        }
    }
    let colon = colon.ok_or(no_colon)?;
    ends.push(colon);
    let name = text[..ends[0]].trim().to_ascii_uppercase();
    if name.is_empty() {
        return Err(no_colon);
    }
    if !READ.contains(&name.as_str()) {
        return Ok(None);
    }
    let params = ends.windows(2).filter_map(|pair| {
        let (key, value) = text[pair[0] + 1..pair[1]].split_once('=')?;
        let value = value.trim().trim_matches('"');
        Some((key.trim().to_ascii_uppercase(), value.to_owned()))
    });
    Ok(Some(Line {
        number,
        params: params.collect(),
        value: text[colon + 1..].trim().to_owned(),
        name,
    }))
}

impl Line {
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.name == name && self.value.eq_ignore_ascii_case(value)
    }

    pub(super) fn param(&self, name: &str) -> Option<&str> {
        let found = self.params.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The component that begins or ends here: those that we know, by name.
    pub(super) fn component(&self) -> &'static str {
        const KNOWN: &[&str] = &[
            "VCALENDAR",
            "VEVENT",
            "VFREEBUSY",
            "VTIMEZONE",
            "VALARM",
            "VTODO",
            "VJOURNAL",
            "STANDARD",
            "DAYLIGHT",
        ];
        let known = KNOWN
            .iter()
            .find(|known| self.value.eq_ignore_ascii_case(known));
        known.copied().unwrap_or("OTHER")
    }

    pub(super) fn fault(&self, why: Why) -> Fault {
        Fault::at(self.number, why)
    }
}
