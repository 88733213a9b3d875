//! A mail as text: greeting, one clear sentence, perhaps more, a link, a closing. Paragraphs are parted by empty lines
//! and the last two are always link and closing, so that a later sentence of the same day can be put before them.

use kit::i18n::{Arg, Lang};

use crate::frame::Frame;

/// What a mail says, before it is written down.
pub(super) struct Letter {
    pub(super) subject: String,
    /// The one sentence; no empty line in it.
    pub(super) sentence: String,
    /// What comes behind it in a mail of its own.
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

/// The sentence of a mail.
pub(super) fn sentence_of(body: &str) -> Option<&str> {
    body.split("\n\n").nth(1)
}

/// The body with one more sentence, or the same body if it says that already.
pub(super) fn with_sentence(body: &str, sentence: &str) -> String {
    let mut all: Vec<&str> = body.split("\n\n").collect();
    if !all.contains(&sentence) {
        let before = all.len().saturating_sub(2);
        all.insert(before, sentence);
    }
    all.join("\n\n")
}

/// The body without this sentence, its own first one apart.
pub(super) fn without_sentence(body: &str, sentence: &str) -> String {
    let mut all: Vec<&str> = body.split("\n\n").collect();
    if let Some(at) = all.iter().skip(2).position(|found| *found == sentence) {
        all.remove(at + 2);
    }
    all.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Hallo,\n\nEen.\n\nMeer hierover:\nhttps://x\n\nGroet";

    #[test]
    fn a_sentence_is_put_before_the_link_and_taken_out_again() {
        let two = with_sentence(BODY, "Twee.");
        assert_eq!(
            two,
            "Hallo,\n\nEen.\n\nTwee.\n\nMeer hierover:\nhttps://x\n\nGroet"
        );
        assert_eq!(with_sentence(&two, "Twee."), two);
        assert_eq!(without_sentence(&two, "Twee."), BODY);
        assert_eq!(without_sentence(BODY, "Een."), BODY);
        assert_eq!(sentence_of(&two), Some("Een."));
    }

    #[test]
    fn what_a_visitor_wrote_stays_one_paragraph() {
        assert_eq!(one_paragraph("a\r\n\r\n\n  b \n"), "a\n  b");
    }
}
