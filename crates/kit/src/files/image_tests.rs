//! Pictures made on the spot, good and hostile, through `prepare`.

use ::image::codecs::webp::WebPEncoder;
use ::image::{GenericImageView, ImageEncoder, ImageFormat, Luma, Rgb, RgbaImage};
use proptest::prelude::*;

use super::*;

const RED: [u8; 3] = [220, 30, 30];
const BLUE: [u8; 3] = [30, 30, 220];

/// Left half red, right half blue.
fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        Rgb(if x < width / 2 { RED } else { BLUE })
    })
}

fn as_jpeg(image: &RgbImage) -> Vec<u8> {
    encode(image, 90).unwrap()
}

fn as_png(image: &DynamicImage) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

fn as_webp(image: &RgbImage) -> Vec<u8> {
    let mut out = Vec::new();
    WebPEncoder::new_lossless(&mut out)
        .write_image(
            image.as_raw(),
            image.width(),
            image.height(),
            ExtendedColorType::Rgb8,
        )
        .unwrap();
    out
}

/// An EXIF block with only an orientation and a recognisable text.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPS 52.4;4.6");
    tiff
}

fn jpeg_with_orientation(image: &RgbImage, orientation: u8) -> Vec<u8> {
    let plain = as_jpeg(image);
    let mut body = b"Exif\0\0".to_vec();
    body.extend(exif(orientation));
    let mut out = vec![0xff, 0xd8, 0xff, 0xe1];
    out.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
    out.extend(body);
    out.extend(&plain[2..]);
    out
}

fn webp_extended(image: &RgbImage, chunk: [u8; 4], claimed: u32, body: &[u8]) -> Vec<u8> {
    let plain = as_webp(image);
    let mut rest = b"VP8X\x0a\0\0\0".to_vec();
    rest.push(if &chunk == b"EXIF" { 0b1000 } else { 0 });
    rest.extend([0; 3]);
    rest.extend(&(image.width() - 1).to_le_bytes()[..3]);
    rest.extend(&(image.height() - 1).to_le_bytes()[..3]);
    rest.extend(&plain[12..]);
    rest.extend(chunk);
    rest.extend(claimed.to_le_bytes());
    rest.extend(body);
    if body.len() % 2 == 1 {
        rest.push(0);
    }
    let mut out = b"RIFF".to_vec();
    out.extend((u32::try_from(rest.len()).unwrap() + 4).to_le_bytes());
    out.extend(b"WEBP");
    out.extend(rest);
    out
}

fn near(picture: &RgbImage, x: u32, y: u32, color: [u8; 3]) -> bool {
    picture
        .get_pixel(x, y)
        .0
        .iter()
        .zip(color)
        .all(|(a, b)| a.abs_diff(b) < 24)
}

fn reread(jpeg: &[u8]) -> RgbImage {
    ::image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg)
        .unwrap()
        .into_rgb8()
}

fn refuse(bytes: &[u8]) -> ImageError {
    prepare(bytes, &Limits::default()).unwrap_err()
}

#[test]
fn all_three_formats_are_prepared() {
    let image = two_halves(600, 400);
    let files = [
        as_jpeg(&image),
        as_png(&DynamicImage::ImageRgb8(image.clone())),
        as_webp(&image),
    ];
    for bytes in files {
        let prepared = prepare(&bytes, &Limits::default()).unwrap();
        assert_eq!((prepared.width, prepared.height), (600, 400));
        let kept = reread(&prepared.jpeg);
        assert!(near(&kept, 20, 200, RED) && near(&kept, 580, 200, BLUE));
        assert_eq!(reread(&prepared.thumbnail).dimensions(), (480, 320));
    }
}

#[test]
fn a_large_picture_is_made_smaller_and_a_small_one_is_left() {
    let large = prepare(&as_jpeg(&two_halves(3000, 1000)), &Limits::default()).unwrap();
    assert_eq!((large.width, large.height), (2048, 683));
    assert_eq!(reread(&large.thumbnail).dimensions(), (480, 160));
    let kept = reread(&large.jpeg);
    assert!(near(&kept, 5, 340, RED) && near(&kept, 2040, 340, BLUE));
    let small = prepare(&as_jpeg(&two_halves(40, 30)), &Limits::default()).unwrap();
    assert_eq!((small.width, small.height), (40, 30));
    let sliver = prepare(&as_jpeg(&two_halves(9000, 1)), &Limits::default()).unwrap();
    assert_eq!((sliver.width, sliver.height), (2048, 1));
}

#[test]
fn pictures_are_turned_upright() {
    // where the red half must be after turning: (x, y) as eighths of the picture
    let table = [
        (1, 1, 4),
        (2, 7, 4),
        (3, 7, 4),
        (4, 1, 4),
        (5, 4, 1),
        (6, 4, 1),
        (7, 4, 7),
        (8, 4, 7),
    ];
    let image = two_halves(320, 160);
    for (orientation, x, y) in table {
        let webp = exif(orientation);
        let length = u32::try_from(webp.len()).unwrap();
        for bytes in [
            jpeg_with_orientation(&image, orientation),
            webp_extended(&image, *b"EXIF", length, &webp),
        ] {
            let prepared = prepare(&bytes, &Limits::default()).unwrap();
            let kept = reread(&prepared.jpeg);
            let expected = if orientation < 5 {
                (320, 160)
            } else {
                (160, 320)
            };
            assert_eq!(kept.dimensions(), expected, "orientation {orientation}");
            let (w, h) = expected;
            assert!(
                near(&kept, w * x / 8, h * y / 8, RED),
                "orientation {orientation}"
            );
            assert!(
                near(&kept, w - 1 - w * x / 8, h - 1 - h * y / 8, BLUE),
                "orientation {orientation}"
            );
        }
    }
}

#[test]
fn nothing_of_the_device_is_kept() {
    let bytes = jpeg_with_orientation(&two_halves(64, 64), 6);
    assert!(bytes.windows(4).any(|w| w == b"GPS "));
    let prepared = prepare(&bytes, &Limits::default()).unwrap();
    for made in [&prepared.jpeg, &prepared.thumbnail] {
        assert!(!made.windows(4).any(|w| w == b"Exif" || w == b"GPS "));
    }
}

#[test]
fn transparency_becomes_white() {
    let clear = RgbaImage::from_pixel(50, 50, Rgba([0, 0, 0, 0]));
    let prepared = prepare(
        &as_png(&DynamicImage::ImageRgba8(clear)),
        &Limits::default(),
    )
    .unwrap();
    assert!(near(&reread(&prepared.jpeg), 25, 25, [255, 255, 255]));
    let half = ::image::ImageBuffer::from_pixel(50, 50, Rgba([0u16, 0, 0, 32768]));
    let prepared = prepare(
        &as_png(&DynamicImage::ImageRgba16(half)),
        &Limits::default(),
    )
    .unwrap();
    assert!(near(&reread(&prepared.jpeg), 25, 25, [127, 127, 127]));
    let gray = ::image::ImageBuffer::from_pixel(50, 50, Luma([90u8]));
    let prepared = prepare(&as_png(&DynamicImage::ImageLuma8(gray)), &Limits::default()).unwrap();
    assert!(near(&reread(&prepared.jpeg), 25, 25, [90, 90, 90]));
}

#[test]
fn refusals_say_why() {
    assert_eq!(refuse(b""), ImageError::Empty);
    assert_eq!(
        refuse(b"GIF89a"),
        ImageError::Unsupported {
            what: ForeignKind::Gif
        }
    );
    let heavy = vec![0xff; 15_000_001];
    assert_eq!(
        refuse(&heavy),
        ImageError::TooLarge {
            bytes: 15_000_001,
            max: 15_000_000
        }
    );
    assert_eq!(refuse(&[0xff, 0xd8, 0xff]), ImageError::Broken);
    assert_eq!(refuse(b"\x89PNG\r\n\x1a\n"), ImageError::Broken);
    assert_eq!(refuse(b"RIFF\0\0\0\0WEBP"), ImageError::Broken);
}

#[test]
fn bombs_are_refused_before_they_are_decoded() {
    let mut png = as_png(&DynamicImage::ImageRgb8(two_halves(8, 8)));
    png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    assert_eq!(
        refuse(&png),
        ImageError::TooManyPixels {
            width: 65536,
            height: 65536,
            max: 20_000_000
        }
    );
    let mut jpeg = as_jpeg(&two_halves(8, 8));
    let frame = jpeg.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    assert!(matches!(
        refuse(&jpeg),
        ImageError::TooManyPixels { width: 65535, .. }
    ));
    let mut webp = as_webp(&two_halves(8, 8));
    webp[21..25].copy_from_slice(&[0xff, 0xff, 0xff, 0x0f]);
    assert!(matches!(
        refuse(&webp),
        ImageError::TooManyPixels { width: 16384, .. }
    ));
}

#[test]
fn sizes_that_contradict_each_other_are_refused() {
    let image = two_halves(8, 8);
    let claims_four_gigabytes = webp_extended(&image, *b"EXIF", u32::MAX, b"MM");
    assert_eq!(refuse(&claims_four_gigabytes), ImageError::Broken);
    let mut inner = webp_extended(&image, *b"XMP ", 2, b"<>");
    let at = inner.windows(4).position(|w| w == b"VP8L").unwrap();
    inner[at + 9..at + 13].copy_from_slice(&[0xff, 0xff, 0xff, 0x0f]);
    assert_eq!(refuse(&inner), ImageError::Broken);
    let mut zero = as_jpeg(&image);
    let frame = zero.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    zero[frame + 5..frame + 9].fill(0);
    assert_eq!(refuse(&zero), ImageError::Broken);
}

#[test]
fn a_jpeg_with_endless_scans_is_refused() {
    let jpeg = as_jpeg(&two_halves(16, 16));
    let scan = jpeg.windows(2).position(|w| w == [0xff, 0xda]).unwrap();
    let mut many = jpeg[..scan].to_vec();
    for _ in 0..1000 {
        many.extend(&jpeg[scan..jpeg.len() - 2]);
    }
    many.extend([0xff, 0xd9]);
    assert_eq!(refuse(&many), ImageError::Broken);
}

#[test]
fn a_compressed_text_bomb_in_a_png_is_harmless() {
    // a zTXt chunk that claims to be compressed; the decoder must neither fail on memory nor panic
    let png = as_png(&DynamicImage::ImageRgb8(two_halves(8, 8)));
    let mut out = png[..33].to_vec();
    out.extend(1_000_000u32.to_be_bytes());
    out.extend(b"zTXt");
    out.extend(vec![0x78; 1_000_004]);
    out.extend(&png[33..]);
    let _ = prepare(&out, &Limits::default());
}

#[test]
fn every_cut_is_refused() {
    let image = two_halves(48, 32);
    for bytes in [
        as_jpeg(&image),
        as_png(&DynamicImage::ImageRgb8(image.clone())),
        as_webp(&image),
    ] {
        // the last dozen bytes of a PNG say only that it ends
        for length in 1..bytes.len() - 12 {
            assert!(
                prepare(&bytes[..length], &Limits::default()).is_err(),
                "{length}"
            );
        }
    }
}

#[test]
fn the_largest_accepted_picture_fits() {
    let image = two_halves(5000, 4000);
    let prepared = prepare(&as_jpeg(&image), &Limits::default()).unwrap();
    assert_eq!((prepared.width, prepared.height), (2048, 1638));
    let over = refuse(&as_jpeg(&two_halves(5001, 4000)));
    assert!(matches!(over, ImageError::TooManyPixels { .. }));
}

#[test]
fn averaging_keeps_a_flat_colour_flat() {
    for (w, h, side) in [
        (1000, 777, 333),
        (333, 1000, 64),
        (65, 64, 64),
        (100, 100, 1),
    ] {
        let flat = RgbImage::from_pixel(w, h, Rgb([10, 128, 250]));
        let small = shrink(flat, side);
        assert_eq!(small.width().max(small.height()), side);
        assert!(small.pixels().all(|p| {
            p.0.iter()
                .zip([10u8, 128, 250])
                .all(|(a, b)| a.abs_diff(b) <= 1)
        }));
    }
    assert!(DynamicImage::ImageRgb8(RgbImage::new(2, 2)).dimensions() == (2, 2));
}

fn seeds() -> impl Strategy<Value = Vec<u8>> {
    let image = two_halves(40, 24);
    let meta = exif(6);
    let length = u32::try_from(meta.len()).unwrap();
    prop::sample::select(vec![
        as_jpeg(&image),
        jpeg_with_orientation(&image, 5),
        as_png(&DynamicImage::ImageRgb8(image.clone())),
        as_png(&DynamicImage::ImageRgb8(image.clone()).into_rgba16().into()),
        as_webp(&image),
        webp_extended(&image, *b"EXIF", length, &meta),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), magic in 0..4usize) {
        let heads: [&[u8]; 4] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8X"];
        let mut all = heads[magic].to_vec();
        all.extend(bytes);
        let _ = prepare(&all, &Limits::default());
    }

    #[test]
    fn damaged_pictures_never_panic(
        mut bytes in seeds(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        for (at, value) in edits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        // straight at the decoders as well, without the net under `prepare`
        if let Ok(format) = sniff::sniff(&bytes)
            && let Ok((w, h)) = sniff::promised_size(format, &bytes, MAX_SCANS)
            && check_pixels(w, h, &Limits::default()).is_ok()
        {
            let _ = reduce(format, &bytes, &Limits::default());
        }
        if let Ok(prepared) = prepare(&bytes, &Limits::default()) {
            prop_assert_eq!(reread(&prepared.jpeg).dimensions(), (prepared.width, prepared.height));
        }
    }
}
