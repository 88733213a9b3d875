//! Where every line of a sheet goes: wrapped within the margins, as large as one page allows.

use super::face::Letters;
use super::{Block, Code, Sheet, Style};

/// A4 upright, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
/// White around everything; most printers leave this much.
pub(super) const MARGIN: f32 = 45.0;
/// The bar at the top.
pub(super) const BAR: f32 = 14.0;
const USABLE: f32 = WIDTH - 2.0 * MARGIN;
/// Never smaller than this part of the sizes; what does not fit then goes on on another page.
const SMALLEST: f32 = 0.45;
const STEP: f32 = 0.95;
/// From the one line to the next, in parts of its size.
const LEADING: f32 = 1.28;
const CODE: f32 = 118.0;

/// A line of text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub text: String,
    pub x: f32,
    /// Of the line that the letters stand on.
    pub y: f32,
    pub size: f32,
    pub is_bold: bool,
}

/// What is drawn of one block, on one page.
#[derive(Clone, Debug)]
pub(super) enum Placed<'s> {
    Text(Style, Vec<Line>),
    Code(&'s Code, f32, f32, f32),
}

/// The pages of a sheet.
pub(super) fn pages<'s>(sheet: &'s Sheet, letters: &Letters) -> Vec<Vec<Placed<'s>>> {
    let mut scale = 1.0;
    loop {
        let made = Setting::of(sheet, letters, scale);
        if made.len() == 1 || scale <= SMALLEST {
            return made;
        }
        scale = (scale * STEP).max(SMALLEST);
    }
}

struct Setting<'s, 'l> {
    letters: &'l Letters,
    scale: f32,
    pages: Vec<Vec<Placed<'s>>>,
    y: f32,
}

impl<'s> Setting<'s, '_> {
    fn of(sheet: &'s Sheet, letters: &Letters, scale: f32) -> Vec<Vec<Placed<'s>>> {
        let mut it = Setting {
            letters,
            scale,
            pages: vec![Vec::new()],
            y: MARGIN + BAR,
        };
        for block in &sheet.blocks {
            match block {
                Block::Text(style, text) => it.text(*style, text),
                Block::Foot(code, lines) => it.foot(code, lines),
            }
        }
        it.pages
    }

    fn put(&mut self, placed: Placed<'s>) {
        if let Some(page) = self.pages.last_mut() {
            page.push(placed);
        }
    }

    fn turn_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = MARGIN;
    }

    fn text(&mut self, style: Style, text: &str) {
        let (size, is_bold, before) = style.looks();
        let (size, before) = (size * self.scale, before * self.scale);
        let face = self.letters.face(is_bold);
        let mut own = Vec::new();
        if self.pages.last().is_some_and(|page| !page.is_empty()) {
            self.y += before;
        }
        for text in wrapped(&face.cleaned(text), USABLE, |part| face.width(part, size)) {
            if self.y + size * LEADING > HEIGHT - MARGIN {
                if !own.is_empty() {
                    self.put(Placed::Text(style, std::mem::take(&mut own)));
                }
                self.turn_page();
            }
            own.push(Line {
                text,
                x: MARGIN,
                y: self.y + size,
                size,
                is_bold,
            });
            self.y += size * LEADING;
        }
        if !own.is_empty() {
            self.put(Placed::Text(style, own));
        }
    }

    /// The code at the left and lines beside it, at the bottom of the page.
    fn foot(&mut self, code: &'s Code, lines: &[(Style, String)]) {
        let gap = 18.0;
        let (x, wide) = (MARGIN + CODE + gap, USABLE - CODE - gap);
        let mut beside = Vec::new();
        let mut high = 0.0;
        for (style, text) in lines {
            let (size, is_bold, _) = style.looks();
            let size = size * self.scale.max(0.7);
            let face = self.letters.face(is_bold);
            let mut own = Vec::new();
            for text in wrapped(&face.cleaned(text), wide, |part| face.width(part, size)) {
                own.push(Line {
                    text,
                    x,
                    y: high + size,
                    size,
                    is_bold,
                });
                high += size * LEADING;
            }
            high += 4.0;
            beside.push((*style, own));
        }
        let height = f32::max(high, CODE);
        if self.y + gap + height > HEIGHT - MARGIN {
            self.turn_page();
        }
        let top = HEIGHT - MARGIN - height;
        self.put(Placed::Code(code, MARGIN, top, CODE));
        for (style, mut own) in beside {
            for line in &mut own {
                line.y += top;
            }
            self.put(Placed::Text(style, own));
        }
        self.y = HEIGHT - MARGIN;
    }
}

/// The lines of a text that are no wider than this. A word that is wider by itself is broken.
fn wrapped(text: &str, wide: f32, width: impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&longer) <= wide {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for ch in word.chars() {
            line.push(ch);
            if width(&line) > wide && line.chars().count() > 1 {
                line.pop();
                // An address is broken behind a stroke where it has one.
                let rest = match line.rfind(['/', '-']) {
                    Some(at) => line.split_off(at + 1),
                    None => String::new(),
                };
                lines.push(std::mem::replace(&mut line, rest));
                line.push(ch);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As if every character were half as wide as the size.
    #[expect(clippy::cast_precision_loss, reason = "short texts")]
    fn wide(text: &str) -> f32 {
        text.chars().count() as f32 * 10.0
    }

    #[test]
    fn words_stay_whole_where_they_fit_and_are_broken_where_not() {
        assert_eq!(wrapped("een twee drie", 80.0, wide), ["een twee", "drie"]);
        assert_eq!(
            wrapped("hottentottentent is lang", 60.0, wide),
            ["hotten", "totten", "tent", "is", "lang"]
        );
        assert_eq!(
            wrapped("stad.nl/punten/wijkpunt", 160.0, wide),
            ["stad.nl/punten/", "wijkpunt"]
        );
        assert!(wrapped("   ", 60.0, wide).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[a-zé/ -]{0,200}", most in 2_u8..40) {
            let most = f32::from(most) * 10.0;
            let lines = wrapped(&text, most, wide);
            prop_assert!(lines.iter().all(|line| wide(line) <= most));
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
