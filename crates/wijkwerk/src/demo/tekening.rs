//! Pictures for the demonstration: faces and street scenes, drawn by code.
//!
//! Nobody's portrait and nobody's street. A seed and a size give the same bytes on every run, so a demonstration year can be
//! made again exactly. Both pictures of a pair (before, after) show the same street.
//!
//! Uses no clock, no files and no fonts; there is no readable word in any picture. Each is made in a few milliseconds.

#![expect(
    clippy::many_single_char_names,
    clippy::too_many_lines,
    reason = "drawings are long lists of coordinates"
)]

mod animals;
mod canvas;
mod chance;
mod face;
mod props;
mod scenes;
mod street;
mod waste;

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

use canvas::Canvas;
use chance::Chance;

/// What a scene is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scene {
    /// A pavement tile that sticks up.
    Stoeptegel,
    /// Rubbish bags beside a container.
    Zwerfvuil,
    /// A street lamp that is out.
    Lantaarnpaal,
    /// A hedge that grows over the pavement.
    OverhangendGroen,
    /// Dog mess on the grass.
    Hondenpoep,
    /// Paint on a wall.
    Graffiti,
    /// A branch that came down.
    Tak,
    /// A broken swing.
    Speeltoestel,
    /// A hole in the cycle path.
    FietspadKuil,
    /// A bin that overflows.
    Prullenbak,
}

impl Scene {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Stoeptegel,
        Self::Zwerfvuil,
        Self::Lantaarnpaal,
        Self::OverhangendGroen,
        Self::Hondenpoep,
        Self::Graffiti,
        Self::Tak,
        Self::Speeltoestel,
        Self::FietspadKuil,
        Self::Prullenbak,
    ];
}

/// Whether the problem is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// As it was reported.
    Before,
    /// As it was left by those who put it right.
    After,
}

/// A square portrait as JPEG, `size` pixels wide (16 to 2048).
pub fn face(seed: u64, size: u32) -> Vec<u8> {
    let size = size.clamp(16, 2048);
    let mut canvas = Canvas::new(size, size, [255; 3]);
    let side = f32::from(u16::try_from(size).unwrap_or(u16::MAX));
    face::draw(&mut canvas, side, &mut Chance::new(seed));
    encode(canvas, size, size)
}

/// A street scene as JPEG, 960 by 720.
pub fn scene(kind: Scene, seed: u64, stage: Stage) -> Vec<u8> {
    let mut canvas = Canvas::new(960, 720, [255; 3]);
    scenes::draw(&mut canvas, kind, stage, &mut Chance::new(seed));
    encode(canvas, 960, 720)
}

fn encode(canvas: Canvas, width: u32, height: u32) -> Vec<u8> {
    let mut jpeg = Vec::with_capacity(100_000);
    JpegEncoder::new_with_quality(&mut jpeg, 66)
        .encode(
            &canvas.into_pixels(),
            width,
            height,
            ExtendedColorType::Rgb8,
        )
        .expect("memory takes what is written and the sizes agree");
    jpeg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_picture() {
        assert_eq!(face(7, 256), face(7, 256));
        assert_ne!(face(7, 256), face(8, 256));
        for kind in Scene::ALL {
            let before = scene(kind, 7, Stage::Before);
            assert_eq!(before, scene(kind, 7, Stage::Before));
            assert_ne!(before, scene(kind, 8, Stage::Before), "{kind:?}");
            assert_ne!(before, scene(kind, 7, Stage::After), "{kind:?}");
        }
    }

    #[test]
    fn pictures_are_small_whole_jpegs() {
        for seed in 0..2 {
            for kind in Scene::ALL {
                for stage in [Stage::Before, Stage::After] {
                    let jpeg = scene(kind, seed, stage);
                    assert!(
                        jpeg.len() < 90_000,
                        "{kind:?} {stage:?} {seed}: {}",
                        jpeg.len()
                    );
                    let image = image::load_from_memory(&jpeg).unwrap();
                    assert_eq!((image.width(), image.height()), (960, 720));
                }
            }
        }
        for (size, expected) in [(0, 16), (16, 16), (320, 320)] {
            let image = image::load_from_memory(&face(3, size)).unwrap();
            assert_eq!((image.width(), image.height()), (expected, expected));
            assert!(face(3, size).len() < 90_000);
        }
    }
}
