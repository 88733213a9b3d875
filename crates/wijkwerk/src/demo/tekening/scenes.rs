//! The ten places: what is wrong there, and how it looks when it has been put right.
//!
//! Both pictures of a pair take the same choices from the seed in the same order, so that the street stays the same street.

mod built;
mod green;
mod ground;

use super::canvas::Canvas;
use super::chance::Chance;
use super::street::{Front, Light, Street};
use super::{Scene, Stage};

/// Draws a place at a moment.
pub(super) fn draw(canvas: &mut Canvas, scene: Scene, stage: Stage, chance: &mut Chance) {
    let (front, base) = match scene {
        Scene::Stoeptegel => (Front::Pavement, 300.0),
        Scene::Hondenpoep | Scene::Speeltoestel => (Front::Grass, 330.0),
        Scene::FietspadKuil => (Front::CyclePath, 290.0),
        Scene::Zwerfvuil | Scene::Prullenbak | Scene::Tak => (Front::Pavement, 380.0),
        Scene::Lantaarnpaal | Scene::OverhangendGroen | Scene::Graffiti => (Front::Pavement, 430.0),
    };
    let light = if scene == Scene::Lantaarnpaal {
        Light::Dusk
    } else {
        Light::Day
    };
    let ground = Street { light, front, base }.draw(canvas, chance);
    let solved = stage == Stage::After;
    match scene {
        Scene::Stoeptegel => ground::tile(canvas, ground, solved, chance),
        Scene::Zwerfvuil => ground::rubbish(canvas, solved, chance),
        Scene::Lantaarnpaal => ground::lamp(canvas, solved, chance),
        Scene::OverhangendGroen => green::hedge(canvas, solved, chance),
        Scene::Hondenpoep => green::dog_mess(canvas, solved, chance),
        Scene::Graffiti => built::wall(canvas, solved, chance),
        Scene::Tak => green::branch(canvas, solved, chance),
        Scene::Speeltoestel => built::swing(canvas, solved, chance),
        Scene::FietspadKuil => ground::pothole(canvas, ground, solved, chance),
        Scene::Prullenbak => ground::litter_bin(canvas, solved, chance),
    }
}
