//! Letters without case and accents, and the words of a text with where they stand.

/// A word as it was found: folded, with the bytes of the original that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

/// The text in lower case, without accents, with the spellings of one letter made the same.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        push_folded(ch, &mut out);
    }
    out
}

fn push_folded(ch: char, out: &mut String) {
    let plain = match ch {
        'A'..='Z' => ch.to_ascii_lowercase(),
        'a'..='z' | '0'..='9' => ch,
        'À'..='Å' | 'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'È'..='Ë' | 'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' | 'ī' | 'ı' | 'İ' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' | 'Ø' | 'ø' | 'ō' | 'ő' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'Ç' | 'ç' | 'ć' | 'č' | 'Č' | 'Ć' => 'c',
        'Ñ' | 'ñ' | 'ń' | 'ň' => 'n',
        'Ý' | 'ý' | 'ÿ' => 'y',
        'ş' | 'Ş' | 'š' | 'Š' | 'ś' | 'ș' => 's',
        'ğ' | 'Ğ' => 'g',
        'ž' | 'ź' | 'ż' | 'Ž' => 'z',
        'ł' | 'Ł' => 'l',
        'Æ' | 'æ' => return out.push_str("ae"),
        'Œ' | 'œ' => return out.push_str("oe"),
        'ß' => return out.push_str("ss"),
        'ĳ' | 'Ĳ' => return out.push_str("ij"),
        // Marks that stand on the letter before them, in text that was taken apart.
        '\u{300}'..='\u{36f}' => return,
        other => return out.extend(other.to_lowercase()),
    };
    out.push(plain);
}

/// The words of a text: runs of letters and digits. An apostrophe inside a word is left out, a hyphen parts two words.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    scan(text, |folded, start, end| {
        out.push(Word {
            text: folded.to_owned(),
            start,
            end,
        });
    });
    out
}

/// The same words, folded, each lent to `each` and not kept.
pub fn each_word(text: &str, mut each: impl FnMut(&str)) {
    scan(text, |folded, _, _| each(folded));
}

/// Gives every word with the bytes of the text that it came from.
fn scan(text: &str, mut each: impl FnMut(&str, usize, usize)) {
    let mut folded = String::new();
    let (mut is_inside, mut start, mut end) = (false, 0, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let joins = matches!(ch, '\'' | '’' | '‘' | '`' | '´' | '\u{ad}')
            && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if ch.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&ch) {
            if !is_inside {
                folded.clear();
                (is_inside, start) = (true, at);
            }
            push_folded(ch, &mut folded);
            end = at + ch.len_utf8();
        } else if is_inside && !joins {
            is_inside = false;
            if !folded.is_empty() {
                each(&folded, start, end);
            }
        }
    }
    if is_inside && !folded.is_empty() {
        each(&folded, start, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_without_case_accents_and_apostrophes() {
        for (text, expected) in [
            ("Auto's & café's", vec!["autos", "cafes"]),
            ("ID-kaart kwijt!!", vec!["id", "kaart", "kwijt"]),
            ("Şükrü’s crèche", vec!["sukrus", "creche"]),
            ("cre\u{301}che", vec!["creche"]),
            ("'s avonds", vec!["s", "avonds"]),
            ("Ĳmond 24/7", vec!["ijmond", "24", "7"]),
            ("", vec![]),
        ] {
            let found: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
            assert_eq!(found, expected, "{text}");
            let mut lent = Vec::new();
            each_word(text, |word| lent.push(word.to_owned()));
            assert_eq!(lent, expected, "{text}");
        }
    }

    #[test]
    fn a_word_knows_where_it_stood() {
        let text = "Één lamp, kapót";
        let found: Vec<&str> = words(text)
            .iter()
            .map(|word| &text[word.start..word.end])
            .collect();
        assert_eq!(found, ["Één", "lamp", "kapót"]);
    }
}
