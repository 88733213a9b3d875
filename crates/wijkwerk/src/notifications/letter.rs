//! A mail as text: greeting, one clear sentence, perhaps more, a link, a closing. Paragraphs are parted by empty lines
//! and the last two are always link and closing, so that a later sentence of the same day can be put before them.

use kit::i18n::{Arg, Lang};

use crate::frame::Frame;

/// What a mail says, before it is written down.
pub(super) struct Letter {
    pub(super) subject: String,
    /// The one sentence; no empty line in it.
    pub(super) sentence: String,
    /// What comes behind it.
    pub(super) more: Vec<String>,
    /// The words at the link.
    pub(super) link_text: String,
}

/// Fills in texts for one recipient.
pub(super) struct Words<'a> {
    pub(super) frame: &'a Frame,
    pub(super) lang: Lang,
}

impl Words<'_> {
    pub(super) fn t(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        one_paragraph(&self.frame.translations.t_args(self.lang, key, args))
    }

    pub(super) fn date(&self, date: jiff::civil::Date) -> String {
        kit::i18n::words::date_long(self.lang, date)
    }

    /// The whole body.
    pub(super) fn body(&self, naam: Option<&str>, letter: &Letter, link: &str) -> String {
        let greeting = match naam.map(str::trim).filter(|naam| !naam.is_empty()) {
            Some(naam) => self.t("mail-hallo-naam", &[("naam", naam.into())]),
            None => self.t("mail-hallo", &[]),
        };
        let mut all = vec![greeting, letter.sentence.clone()];
        all.extend(letter.more.iter().map(|text| one_paragraph(text)));
        all.push(format!("{}\n{link}", letter.link_text));
        let naam = self.frame.naam.as_str();
        all.push(self.t("mail-slot", &[("gemeente", naam.into())]));
        all.join("\n\n")
    }
}

/// The same text without empty lines.
pub(super) fn one_paragraph(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines.join("\n")
}

/// What a mail tells, between greeting and link, as the one paragraph that it is in a mail that takes it in.
pub(super) fn told_in(body: &str) -> String {
    let all: Vec<&str> = body.split("\n\n").collect();
    let until = all.len().saturating_sub(2).max(1);
    all.get(1..until).unwrap_or_default().join("\n")
}

/// The body with what this letter tells as one more paragraph, or the same body if it says all of that already.
pub(super) fn with_letter(body: &str, letter: &Letter) -> String {
    let mut parts = vec![letter.sentence.clone()];
    parts.extend(letter.more.iter().map(|text| one_paragraph(text)));
    let told = parts.join("\n");
    let mut all: Vec<&str> = body.split("\n\n").collect();
    let says_all = parts.iter().all(|part| all.contains(&part.as_str()));
    if !says_all && !all.contains(&told.as_str()) {
        let before = all.len().saturating_sub(2);
        all.insert(before, &told);
    }
    all.join("\n\n")
}

/// The body without this paragraph, its own first one apart.
pub(super) fn without_letter(body: &str, told: &str) -> String {
    let mut all: Vec<&str> = body.split("\n\n").collect();
    if let Some(at) = all.iter().skip(2).position(|found| *found == told) {
        all.remove(at + 2);
    }
    all.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Hallo,\n\nEen.\n\nMeer hierover:\nhttps://x\n\nGroet";

    fn letter(sentence: &str, more: &[&str]) -> Letter {
        Letter {
            subject: "Nieuws".into(),
            sentence: sentence.into(),
            more: more.iter().map(|text| (*text).to_owned()).collect(),
            link_text: "Meer hierover:".into(),
        }
    }

    #[test]
    fn a_sentence_is_put_before_the_link_and_taken_out_again() {
        let two = with_letter(BODY, &letter("Twee.", &[]));
        assert_eq!(
            two,
            "Hallo,\n\nEen.\n\nTwee.\n\nMeer hierover:\nhttps://x\n\nGroet"
        );
        assert_eq!(with_letter(&two, &letter("Twee.", &[])), two);
        assert_eq!(without_letter(&two, "Twee."), BODY);
        assert_eq!(without_letter(BODY, "Een."), BODY);
        assert_eq!(told_in(BODY), "Een.");
    }

    #[test]
    fn what_comes_behind_the_sentence_goes_along_and_out_again() {
        let done = letter("Klaar.", &["De stoep is\n\nweer heel."]);
        let both = with_letter(BODY, &done);
        assert!(
            both.contains("\n\nKlaar.\nDe stoep is\nweer heel.\n\n"),
            "{both}"
        );
        assert_eq!(with_letter(&both, &done), both);
        let own =
            "Hallo,\n\nKlaar.\n\nDe stoep is\nweer heel.\n\nMeer hierover:\nhttps://x\n\nGroet";
        assert_eq!(without_letter(&both, &told_in(own)), BODY);
        assert_eq!(with_letter(own, &done), own, "it says so itself");
    }

    #[test]
    fn a_text_that_is_no_letter_tells_nothing() {
        for text in ["", "Hallo,", "Hallo,\n\nGroet"] {
            assert_eq!(told_in(text), "", "{text:?}");
        }
    }

    #[test]
    fn what_a_visitor_wrote_stays_one_paragraph() {
        assert_eq!(one_paragraph("a\r\n\r\n\n  b \n"), "a\n  b");
    }
}
