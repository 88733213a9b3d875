//! Two weights of one letter: which glyph stands for a character, and how wide it is.

use krilla::Data;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

/// What stands for a character that the letter does not have.
const UNKNOWN: char = '?';

/// The letters that a sheet is set in. Both files must be there for as long as the program runs.
#[derive(Clone)]
pub struct Letters {
    pub(super) regular: Face,
    pub(super) bold: Face,
}

impl Letters {
    /// From two TrueType files; nothing if one of them cannot be read.
    pub fn new(regular: &'static [u8], bold: &'static [u8]) -> Option<Self> {
        Some(Self {
            regular: Face::new(regular)?,
            bold: Face::new(bold)?,
        })
    }

    pub(super) fn face(&self, is_bold: bool) -> &Face {
        if is_bold { &self.bold } else { &self.regular }
    }
}

/// One weight.
#[derive(Clone)]
pub(super) struct Face {
    pub font: Font,
    bytes: &'static [u8],
    per_em: f32,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let found = FontRef::from_index(bytes, 0).ok()?;
        let metrics = found.metrics(Size::unscaled(), LocationRef::default());
        let font = Font::new(Data::from(bytes), 0)?;
        let face = Self {
            font,
            bytes,
            per_em: f32::from(metrics.units_per_em),
        };
        // What cannot be said at all could not be left out either.
        let has_needed = [' ', UNKNOWN]
            .iter()
            .all(|ch| face.glyphs(&ch.to_string()).len() == 1);
        has_needed.then_some(face)
    }

    /// The text with only characters that this letter has: what steers direction is left out, what is unknown is marked.
    pub fn cleaned(&self, text: &str) -> String {
        let Ok(font) = FontRef::from_index(self.bytes, 0) else {
            return String::new();
        };
        let known = font.charmap();
        text.chars()
            .filter(|ch| !is_unseen(*ch))
            .map(|ch| if ch.is_whitespace() { ' ' } else { ch })
            .map(|ch| match known.map(ch) {
                Some(glyph) if glyph.to_u32() > 0 => ch,
                _ => UNKNOWN,
            })
            .collect()
    }

    /// The glyphs of a cleaned text, with their widths as parts of its size.
    pub fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let Ok(font) = FontRef::from_index(self.bytes, 0) else {
            return Vec::new();
        };
        let (known, metrics) = (
            font.charmap(),
            font.glyph_metrics(Size::unscaled(), LocationRef::default()),
        );
        text.char_indices()
            .filter_map(|(at, ch)| {
                let glyph = known.map(ch).filter(|glyph| glyph.to_u32() > 0)?;
                let width = metrics.advance_width(glyph)? / self.per_em;
                let range = at..at + ch.len_utf8();
                let id = GlyphId::new(glyph.to_u32());
                Some(KrillaGlyph::new(id, width, 0.0, 0.0, 0.0, range, None))
            })
            .collect()
    }

    /// How wide a cleaned text is at this size.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let glyphs = self.glyphs(text);
        glyphs.iter().map(|glyph| glyph.x_advance * size).sum()
    }
}

/// Controls, and marks of direction: nobody sees them.
fn is_unseen(ch: char) -> bool {
    (ch.is_control() && !ch.is_whitespace())
        || matches!(ch, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
