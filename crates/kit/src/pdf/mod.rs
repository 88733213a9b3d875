//! A sheet of paper as PDF: A4 upright, in large type, on one page where that can be read.
//!
//! The file is tagged (PDF/UA): headings, paragraphs and the code are read aloud in their order, in the language of the
//! sheet. Letters are embedded, and only those in use; every one maps back to its character, so text can be searched and
//! copied. What the letter does not have is marked with a question mark. Never: shapes scripts that join or run leftwards.

mod draw;
mod face;
mod layout;

pub use face::Letters;

use jiff::civil::Date;

/// Why a sheet could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a PDF: {0}")]
pub struct PdfError(String);

/// How a text looks and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The one title.
    Title,
    /// What stands above a part.
    Heading,
    /// What must be seen first.
    Strong,
    /// What the sheet is for.
    Plain,
    /// A telephone number, to be read from a distance.
    Number,
    /// What is only looked for.
    Small,
}

impl Style {
    /// Its size, whether it is bold, and the white before it, in points.
    fn looks(self) -> (f32, bool, f32) {
        match self {
            Self::Title => (46.0, true, 0.0),
            Self::Heading => (27.0, true, 22.0),
            Self::Strong => (24.0, true, 12.0),
            Self::Plain => (22.0, false, 7.0),
            Self::Number => (26.0, true, 0.0),
            Self::Small => (13.0, false, 4.0),
        }
    }
}

/// A square of dark and light, to be scanned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Squares along a side.
    pub size: u16,
    /// Column and row of each dark square.
    pub dark: Vec<(u16, u16)>,
    /// What it is, for who cannot see it.
    pub alt: String,
    /// Where it leads.
    pub url: String,
}

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading or paragraph.
    Text(Style, String),
    /// A code with lines beside it, at the bottom of the page. The last block of a sheet.
    Foot(Code, Vec<(Style, String)>),
}

/// What stands on paper, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is called, in the window of whoever opens it.
    pub title: String,
    /// Its language: `nl`.
    pub lang: &'static str,
    /// The day on which it was made.
    pub made: Date,
    /// Its parts.
    pub blocks: Vec<Block>,
}

impl Sheet {
    /// The sheet as a file.
    pub fn to_pdf(&self, letters: &Letters) -> Result<Vec<u8>, PdfError> {
        draw::document(self, letters)
    }
}
