//! A document that is kept as it came: a PDF, looked at but not opened.
//!
//! Only its bytes count, never its name. It begins and ends as a PDF does, and holds none of the marks by which a PDF runs
//! something, carries another file along or keeps itself closed to readers. What stands in its packed parts is not seen:
//! whoever hands a document out lets it be saved, and never shows it inside a page.

use super::sniff::{self, ForeignKind};

/// The largest document that is taken, in bytes.
pub const MOST_DOCUMENT_BYTES: usize = 10_000_000;

/// How far from the end the closing mark may stand.
const TAIL: usize = 2_048;

/// Marks of what a document to read has no need of, and what each means.
const MARKS: &[(&[u8], DocumentError)] = &[
    (b"/Encrypt", DocumentError::Locked),
    (b"/JavaScript", DocumentError::Active),
    (b"/Launch", DocumentError::Active),
    (b"/EmbeddedFile", DocumentError::Active),
    (b"/EmbeddedFiles", DocumentError::Active),
    (b"/RichMedia", DocumentError::Active),
];

/// Why a document was refused. Each asks something else of the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// There was nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// More bytes than are accepted.
    #[error("the file has more than {MOST_DOCUMENT_BYTES} bytes")]
    TooLarge,
    /// No PDF.
    #[error("the file is no PDF")]
    Unsupported,
    /// It begins as a PDF but is cut off.
    #[error("the PDF is damaged or incomplete")]
    Broken,
    /// It asks for a password, so not everybody could read it.
    #[error("the PDF is locked")]
    Locked,
    /// It runs something or carries other files along.
    #[error("the PDF holds more than text and pictures")]
    Active,
}

/// Whether these bytes may be kept as a document.
pub fn check_document(bytes: &[u8]) -> Result<(), DocumentError> {
    if bytes.is_empty() {
        return Err(DocumentError::Empty);
    }
    if bytes.len() > MOST_DOCUMENT_BYTES {
        return Err(DocumentError::TooLarge);
    }
    if sniff::sniff(bytes) != Err(ForeignKind::Pdf) {
        return Err(DocumentError::Unsupported);
    }
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    if !tail.windows(5).any(|part| part == b"%%EOF") {
        return Err(DocumentError::Broken);
    }
    let names = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    for (at, _) in names {
        for (mark, error) in MARKS {
            if is_name(&bytes[at..], mark) {
                return Err(*error);
            }
        }
    }
    Ok(())
}

/// Whether `rest` begins with this name and not with a longer one.
fn is_name(rest: &[u8], name: &[u8]) -> bool {
    rest.starts_with(name)
        && rest.get(name.len()).is_none_or(|next| {
            next.is_ascii_whitespace() || *next == 0 || b"()<>[]{}/%".contains(next)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf(middle: &str) -> Vec<u8> {
        format!("%PDF-1.7\n1 0 obj\n<< {middle} >>\nendobj\ntrailer\n<<>>\n%%EOF\n").into_bytes()
    }

    #[test]
    fn only_a_whole_and_quiet_pdf_is_taken() {
        let mut large = pdf("/Type /Catalog");
        large.resize(MOST_DOCUMENT_BYTES + 1, b' ');
        let cut = pdf("/Type /Catalog");
        let cases = [
            (pdf("/Type /Catalog"), Ok(())),
            (pdf("/EncryptMetadata false /JavaScripts 1"), Ok(())),
            (Vec::new(), Err(DocumentError::Empty)),
            (large, Err(DocumentError::TooLarge)),
            (b"PK\x03\x04".to_vec(), Err(DocumentError::Unsupported)),
            (
                b"\x89PNG\r\n\x1a\n".to_vec(),
                Err(DocumentError::Unsupported),
            ),
            (
                [b"<html>".as_slice(), &pdf("")].concat(),
                Err(DocumentError::Unsupported),
            ),
            (cut[..cut.len() - 6].to_vec(), Err(DocumentError::Broken)),
            (pdf("/Encrypt 5 0 R"), Err(DocumentError::Locked)),
            (
                pdf("/S/JavaScript/JS(app.alert(1))"),
                Err(DocumentError::Active),
            ),
            (pdf("/S /Launch"), Err(DocumentError::Active)),
            (pdf("/EmbeddedFiles<<>>"), Err(DocumentError::Active)),
            (pdf("/Subtype /RichMedia"), Err(DocumentError::Active)),
        ];
        for (bytes, expected) in cases {
            let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(80)]).into_owned();
            assert_eq!(check_document(&bytes), expected, "{shown}");
        }
    }
}
