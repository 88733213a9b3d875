//! What a heap of bytes is, and whether it is worth decoding.
//!
//! The name and the declared type of an upload are the sender's word; only the bytes count. Besides the magic bytes this
//! walks the outer structure of JPEG and WebP and reads the promised size from the headers, because the decoders
//! allocate by what headers promise. It never allocates itself and never reads outside the slice.

use std::fmt;

/// The formats that are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG; of an animated PNG only the still image.
    Png,
    /// WebP, lossy or lossless, not animated.
    WebP,
}

/// What a refused file seems to be, so that a page can say what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ForeignKind {
    /// HEIC or HEIF, the default of recent iPhones.
    Heic,
    /// AVIF.
    Avif,
    /// GIF.
    Gif,
    /// WebP with more than one frame.
    AnimatedWebP,
    /// TIFF, and the raw formats of cameras that are built on it.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// SVG, a drawing.
    Svg,
    /// PDF.
    Pdf,
    /// A film (MP4, QuickTime, Matroska, AVI).
    Video,
    /// A ZIP file, or an office document, which is one.
    Zip,
    /// A web page.
    Html,
    /// Plain text.
    Text,
    /// Nothing that is recognised.
    Unknown,
}

impl ForeignKind {
    /// A stable word for message keys and logs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Heic => "heic",
            Self::Avif => "avif",
            Self::Gif => "gif",
            Self::AnimatedWebP => "animated-webp",
            Self::Tiff => "tiff",
            Self::Bmp => "bmp",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Video => "video",
            Self::Zip => "zip",
            Self::Html => "html",
            Self::Text => "text",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for ForeignKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// The structure contradicts itself or ends early.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Damaged;

/// Tells an accepted format from everything else by its first bytes.
pub(super) fn sniff(bytes: &[u8]) -> Result<Format, ForeignKind> {
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Ok(Format::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Format::Png);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return match bytes.get(12..21) {
            Some([b'V', b'P', b'8', b'X', _, _, _, _, flags]) if flags & 0b10 != 0 => {
                Err(ForeignKind::AnimatedWebP)
            }
            _ => Ok(Format::WebP),
        };
    }
    Err(foreign(bytes))
}

fn foreign(bytes: &[u8]) -> ForeignKind {
    if bytes.get(4..8) == Some(b"ftyp") {
        return match bytes.get(8..12) {
            Some(b"avif" | b"avis") => ForeignKind::Avif,
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => {
                ForeignKind::Heic
            }
            _ => ForeignKind::Video,
        };
    }
    let starts: [(&[u8], ForeignKind); 11] = [
        (b"GIF87a", ForeignKind::Gif),
        (b"GIF89a", ForeignKind::Gif),
        (b"II*\0", ForeignKind::Tiff),
        (b"MM\0*", ForeignKind::Tiff),
        (b"%PDF-", ForeignKind::Pdf),
        (b"PK\x03\x04", ForeignKind::Zip),
        (b"PK\x05\x06", ForeignKind::Zip),
        (b"\x1a\x45\xdf\xa3", ForeignKind::Video),
        (b"RIFF", ForeignKind::Video),
        (b"\xd0\xcf\x11\xe0", ForeignKind::Zip),
        (b"BM", ForeignKind::Bmp),
    ];
    for (magic, kind) in starts {
        let fits = match kind {
            // two letters are a thin proof: the reserved words of the header are zero as well
            ForeignKind::Bmp => bytes.get(6..10) == Some(&[0; 4]),
            ForeignKind::Video if magic == b"RIFF" => bytes.get(8..11) == Some(b"AVI"),
            _ => true,
        };
        if bytes.starts_with(magic) && fits {
            return kind;
        }
    }
    text_kind(bytes)
}

fn text_kind(bytes: &[u8]) -> ForeignKind {
    let head = &bytes[..bytes.len().min(2048)];
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        // the cut may fall inside a character
        Err(error) if error.error_len().is_none() && head.len() < bytes.len() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or("")
        }
        Err(_) => return ForeignKind::Unknown,
    };
    if valid
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\x0c'))
    {
        return ForeignKind::Unknown;
    }
    let lower = valid.to_ascii_lowercase();
    if lower.contains("<svg") {
        ForeignKind::Svg
    } else if lower.contains("<html") || lower.contains("<!doctype html") {
        ForeignKind::Html
    } else {
        ForeignKind::Text
    }
}

/// The size that the headers promise, after a look at the structure that keeps the decoders honest.
///
/// * JPEG: exactly one frame, at most `max_scans` scans (each costs a pass over all pixels), and an end marker.
/// * PNG: the size in the first chunk; its decoder minds its own limits.
/// * WebP: every chunk lies inside the file and the picture inside is as large as its canvas.
pub(super) fn promised_size(
    format: Format,
    bytes: &[u8],
    max_scans: usize,
) -> Result<(u32, u32), Damaged> {
    let (width, height) = match format {
        Format::Jpeg => jpeg_size(bytes, max_scans),
        Format::Png => png_size(bytes),
        Format::WebP => webp_size(bytes),
    }
    .ok_or(Damaged)?;
    if width == 0 || height == 0 {
        Err(Damaged)
    } else {
        Ok((width, height))
    }
}

fn jpeg_size(bytes: &[u8], max_scans: usize) -> Option<(u32, u32)> {
    let mut at = 2;
    let mut size = None;
    let mut scans = 0;
    loop {
        // fill bytes may stand before a marker
        while bytes.get(at)? == &0xff && bytes.get(at + 1)? == &0xff {
            at += 1;
        }
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        at += 2;
        match marker {
            0xd9 => return if scans > 0 { size } else { None },
            0x01 | 0xd0..=0xd8 => continue,
            _ => {}
        }
        let length = usize::from(be16(bytes, at)?);
        if length < 2 {
            return None;
        }
        match marker {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                if size.is_some() {
                    return None;
                }
                let height = u32::from(be16(bytes, at + 3)?);
                let width = u32::from(be16(bytes, at + 5)?);
                size = Some((width, height));
            }
            0xda => {
                scans += 1;
                if scans > max_scans {
                    return None;
                }
                at = end_of_scan(bytes, at + length)?;
                continue;
            }
            _ => {}
        }
        at += length;
    }
}

/// The first marker after the coded data of a scan, restart markers apart.
fn end_of_scan(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == 0xff)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.get(12..16)? != b"IHDR" {
        return None;
    }
    Some((be32(bytes, 16)?, be32(bytes, 20)?))
}

fn webp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 12;
    let mut canvas = None;
    let mut picture = None;
    while at + 8 <= bytes.len() {
        let name = bytes.get(at..at + 4)?;
        let length = usize::try_from(le32(bytes, at + 4)?).ok()?;
        let body = bytes.get(at + 8..)?.get(..length)?;
        match name {
            b"VP8X" if canvas.is_none() && picture.is_none() => {
                canvas = Some((1 + le24(body, 4)?, 1 + le24(body, 7)?));
            }
            b"VP8 " if picture.is_none() => {
                let side = |i| {
                    Some(u32::from(
                        u16::from_le_bytes([*body.get(i)?, *body.get(i + 1)?]) & 0x3fff,
                    ))
                };
                picture = Some((side(6)?, side(8)?));
            }
            b"VP8L" if picture.is_none() => {
                let bits = le32(body, 1)?;
                picture = Some((1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff)));
            }
            b"VP8X" | b"VP8 " | b"VP8L" | b"ANMF" | b"ANIM" => return None,
            _ => {}
        }
        at += 8 + length + (length & 1);
    }
    let picture = picture?;
    match canvas {
        Some(canvas) if canvas != picture => None,
        _ => Some(picture),
    }
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    let b = bytes.get(at..at + 3)?;
    Some(u32::from_le_bytes([b[0], b[1], b[2], 0]))
}

fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_files_are_named() {
        let table: [(&[u8], ForeignKind); 19] = [
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", ForeignKind::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0", ForeignKind::Heic),
            (b"\0\0\0\x18ftypavif", ForeignKind::Avif),
            (b"\0\0\0\x18ftypisom", ForeignKind::Video),
            (b"\0\0\0\x14ftypqt  ", ForeignKind::Video),
            (b"GIF89a\x01\0\x01\0", ForeignKind::Gif),
            (
                b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0",
                ForeignKind::AnimatedWebP,
            ),
            (b"RIFF\x20\0\0\0AVI LIST", ForeignKind::Video),
            (b"II*\0\x08\0\0\0", ForeignKind::Tiff),
            (b"BM\x36\0\x0c\0\0\0\0\0", ForeignKind::Bmp),
            (b"BMW te koop", ForeignKind::Text),
            (b"%PDF-1.7\n%\xe2\xe3", ForeignKind::Pdf),
            (b"PK\x03\x04\x14\0", ForeignKind::Zip),
            (
                b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<svg xmlns=\"\">",
                ForeignKind::Svg,
            ),
            (b"<!DOCTYPE html><p>", ForeignKind::Html),
            (b"hallo, de tegel ligt los", ForeignKind::Text),
            ("één tegel".as_bytes(), ForeignKind::Text),
            (b"\x00\x01\x02", ForeignKind::Unknown),
            (b"\xff\xd8", ForeignKind::Unknown),
        ];
        for (bytes, kind) in table {
            assert_eq!(sniff(bytes), Err(kind), "{bytes:?}");
        }
    }

    #[test]
    fn text_cut_inside_a_character_is_still_text() {
        let text = format!("{}{}", "a".repeat(2047), "é".repeat(10));
        assert_eq!(sniff(text.as_bytes()), Err(ForeignKind::Text));
    }
}
