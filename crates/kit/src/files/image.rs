//! From whatever a phone sends to a clean JPEG.
//!
//! The picture is recognised by its bytes, decoded under limits, turned upright, laid on white where it was
//! transparent, made smaller where it was large and encoded again. Since only pixels pass, everything else the file
//! carried is gone. The promised size is read from the headers before anything is allocated for it.
//!
//! Never panics on hostile input, never keeps the original, never looks at a file name or a declared type.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use ::image::codecs::png::PngDecoder;
use ::image::codecs::webp::WebPDecoder;
use ::image::metadata::Orientation;
use ::image::{DynamicImage, ExtendedColorType, ImageDecoder, RgbImage, Rgba};

use super::sniff::{self, ForeignKind, Format};

/// What is accepted and what is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest upload, in bytes.
    pub max_bytes: usize,
    /// The largest picture, in pixels (width × height).
    pub max_pixels: u64,
    /// The longest side of the picture that is kept.
    pub longest_side: u32,
    /// The longest side of the thumbnail.
    pub thumbnail_side: u32,
    /// JPEG quality of both, 1 to 100.
    pub quality: u8,
}

impl Default for Limits {
    /// 15 MB, 20 megapixel, kept at 2048 and shown small at 480 pixels, quality 82.
    fn default() -> Self {
        Self {
            max_bytes: 15_000_000,
            max_pixels: 20_000_000,
            longest_side: 2048,
            thumbnail_side: 480,
            quality: 82,
        }
    }
}

/// A picture fit to keep and to show.
#[derive(Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The picture, upright, without metadata.
    pub jpeg: Vec<u8>,
    /// The same picture, small.
    pub thumbnail: Vec<u8>,
    /// Width of `jpeg` in pixels.
    pub width: u32,
    /// Height of `jpeg` in pixels.
    pub height: u32,
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prepared")
            .field("jpeg", &self.jpeg.len())
            .field("thumbnail", &self.thumbnail.len())
            .field("width", &self.width)
            .field("height", &self.height)
            .finish()
    }
}

/// Why a picture was refused. Each asks something else of the sender.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// There was nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// More bytes than are accepted.
    #[error("the file has {bytes} bytes, more than {max}")]
    TooLarge {
        /// The size of the file.
        bytes: usize,
        /// The largest size that is accepted.
        max: usize,
    },
    /// More pixels than are accepted.
    #[error("the picture is {width} by {height}, more than {max} pixels")]
    TooManyPixels {
        /// Width in pixels, as the file promises.
        width: u32,
        /// Height in pixels, as the file promises.
        height: u32,
        /// The most pixels that are accepted.
        max: u64,
    },
    /// No JPEG, PNG or still WebP.
    #[error("the file is no JPEG, PNG or WebP but {what}")]
    Unsupported {
        /// What it seems to be.
        what: ForeignKind,
    },
    /// It begins as a picture but cannot be read as one: cut off, damaged or forged.
    #[error("the picture is damaged or incomplete")]
    Broken,
}

/// A file with more scans than this is made to keep a decoder busy; cameras and editors write about ten.
const MAX_SCANS: usize = 64;

/// Turns an upload into a picture to keep and a thumbnail.
///
/// Costs up to half a second and, at 20 megapixel, some 250 MB for the worst formats (16-bit PNG with transparency):
/// call it from a bounded pool, never inside a database write.
pub fn prepare(bytes: &[u8], limits: &Limits) -> Result<Prepared, ImageError> {
    if bytes.is_empty() {
        return Err(ImageError::Empty);
    }
    if bytes.len() > limits.max_bytes {
        return Err(ImageError::TooLarge {
            bytes: bytes.len(),
            max: limits.max_bytes,
        });
    }
    let format = sniff::sniff(bytes).map_err(|what| ImageError::Unsupported { what })?;
    let (width, height) = sniff::promised_size(format, bytes, MAX_SCANS)
        .map_err(|sniff::Damaged| ImageError::Broken)?;
    check_pixels(width, height, limits)?;
    // the decoders are safe code that is tested to return errors; should one panic after all, one upload is refused
    catch_unwind(AssertUnwindSafe(|| reduce(format, bytes, limits)))
        .unwrap_or(Err(ImageError::Broken))
}

fn check_pixels(width: u32, height: u32, limits: &Limits) -> Result<(), ImageError> {
    if u64::from(width) * u64::from(height) > limits.max_pixels {
        return Err(ImageError::TooManyPixels {
            width,
            height,
            max: limits.max_pixels,
        });
    }
    Ok(())
}

fn reduce(format: Format, bytes: &[u8], limits: &Limits) -> Result<Prepared, ImageError> {
    let (decoded, orientation) = decode(format, bytes, limits)?;
    let small = shrink(on_white(decoded), limits.longest_side);
    let mut upright = DynamicImage::ImageRgb8(small);
    upright.apply_orientation(orientation);
    let picture = upright.into_rgb8();
    let jpeg = encode(&picture, limits.quality)?;
    let (width, height) = picture.dimensions();
    let thumbnail = encode(&shrink(picture, limits.thumbnail_side), limits.quality)?;
    Ok(Prepared {
        jpeg,
        thumbnail,
        width,
        height,
    })
}

fn decode(
    format: Format,
    bytes: &[u8],
    limits: &Limits,
) -> Result<(DynamicImage, Orientation), ImageError> {
    let input = Cursor::new(bytes);
    match format {
        Format::Jpeg => pixels(JpegDecoder::new(input).map_err(broken)?, limits),
        Format::Png => {
            let decoder = PngDecoder::with_limits(input, decoder_limits(limits)).map_err(broken)?;
            pixels(decoder, limits)
        }
        Format::WebP => pixels(WebPDecoder::new(input).map_err(broken)?, limits),
    }
}

fn pixels(
    mut decoder: impl ImageDecoder,
    limits: &Limits,
) -> Result<(DynamicImage, Orientation), ImageError> {
    let (width, height) = decoder.dimensions();
    check_pixels(width, height, limits)?;
    decoder.set_limits(decoder_limits(limits)).map_err(broken)?;
    // a damaged orientation is no reason to refuse the picture
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    Ok((image, orientation))
}

/// Room for the widest pixel (16-bit RGBA) and the decoder's own tables.
fn decoder_limits(limits: &Limits) -> ::image::Limits {
    let mut decoder = ::image::Limits::default();
    decoder.max_alloc = Some(limits.max_pixels.saturating_mul(8).saturating_add(32 << 20));
    decoder
}

fn broken(_: ::image::ImageError) -> ImageError {
    ImageError::Broken
}

/// Drops transparency by laying the picture on white paper.
fn on_white(decoded: DynamicImage) -> RgbImage {
    if !decoded.color().has_alpha() {
        return decoded.into_rgb8();
    }
    let rgba = decoded.into_rgba8();
    let (width, height) = rgba.dimensions();
    let mut flat = RgbImage::new(width, height);
    for (Rgba([r, g, b, a]), out) in rgba.pixels().zip(flat.pixels_mut()) {
        let over = |c: &u8| {
            let mixed = u32::from(*c) * u32::from(*a) + 255 * (255 - u32::from(*a));
            u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX)
        };
        out.0 = [over(r), over(g), over(b)];
    }
    flat
}

/// Makes the longest side at most `side` by averaging over areas; a picture that fits is returned as it is.
fn shrink(picture: RgbImage, side: u32) -> RgbImage {
    let (width, height) = picture.dimensions();
    let longest = width.max(height);
    if longest <= side || side == 0 {
        return picture;
    }
    let scaled = |length: u32| {
        let exact =
            (u64::from(length) * u64::from(side) + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(exact).unwrap_or(side).clamp(1, side)
    };
    let (new_width, new_height) = (scaled(width), scaled(height));
    let columns = spans(width, new_width);
    let row_length = new_width as usize * 3;
    let mut out = Vec::with_capacity(row_length * new_height as usize);
    let mut sum = vec![0f32; row_length];
    for span in spans(height, new_height) {
        sum.fill(0.0);
        for (y, weight) in span.parts() {
            let row = &picture.as_raw()[y * width as usize * 3..][..width as usize * 3];
            add_row(&mut sum, row, &columns, weight);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "weights sum to one"
        )]
        out.extend(sum.iter().map(|v| (v + 0.5) as u8));
    }
    RgbImage::from_raw(new_width, new_height, out).unwrap_or(picture)
}

/// The source pixels under one target pixel: `from..to` with the share of the first and of the last.
struct Span {
    from: usize,
    to: usize,
    first: f32,
    last: f32,
    whole: f32,
}

impl Span {
    fn parts(&self) -> impl Iterator<Item = (usize, f32)> + '_ {
        (self.from..self.to).map(|i| {
            let share = match i {
                _ if i == self.from => self.first,
                _ if i + 1 == self.to => self.last,
                _ => self.whole,
            };
            (i, share)
        })
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sides are below 2^24"
)]
fn spans(from: u32, to: u32) -> Vec<Span> {
    let ratio = f64::from(from) / f64::from(to);
    let whole = 1.0 / ratio;
    (0..to)
        .map(|i| {
            let (start, end) = (f64::from(i) * ratio, (f64::from(i) + 1.0) * ratio);
            let first = (start.floor() as usize).min(from as usize - 1);
            let last = (end.ceil() as usize).clamp(first + 1, from as usize);
            let head = (first as f64 + 1.0).min(end) - start;
            let tail = end.min(last as f64) - (last as f64 - 1.0).max(start);
            Span {
                from: first,
                to: last,
                first: (head * whole) as f32,
                last: (tail * whole) as f32,
                whole: whole as f32,
            }
        })
        .collect()
}

fn add_row(sum: &mut [f32], row: &[u8], columns: &[Span], weight: f32) {
    for (target, span) in sum.chunks_exact_mut(3).zip(columns) {
        let mut rgb = [0f32; 3];
        for (x, share) in span.parts() {
            for (channel, value) in rgb.iter_mut().zip(&row[x * 3..x * 3 + 3]) {
                *channel += share * f32::from(*value);
            }
        }
        for (total, channel) in target.iter_mut().zip(rgb) {
            *total += channel * weight;
        }
    }
}

fn encode(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, ImageError> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, quality)
        .encode(
            picture.as_raw(),
            picture.width(),
            picture.height(),
            ExtendedColorType::Rgb8,
        )
        .map_err(broken)?;
    Ok(out)
}

#[cfg(test)]
#[path = "image_tests.rs"]
mod tests;
