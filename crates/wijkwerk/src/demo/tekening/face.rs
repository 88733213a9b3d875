//! A friendly portrait that is plainly a drawing, of nobody.
//!
//! Drawn on a field of 100 by 100: background, hair behind, neck and clothes, head, features, and what is worn on top.

mod features;
mod hair;

use super::canvas::{Canvas, Color, Shape, darker, lighter, mix};
use super::chance::Chance;

const SKIN: [Color; 8] = [
    [255, 224, 196],
    [246, 205, 170],
    [236, 188, 148],
    [222, 168, 124],
    [196, 140, 98],
    [164, 110, 74],
    [128, 82, 56],
    [98, 62, 44],
];
const HAIR: [Color; 8] = [
    [44, 34, 36],
    [74, 50, 38],
    [112, 74, 46],
    [160, 108, 60],
    [222, 178, 104],
    [176, 84, 48],
    [150, 150, 154],
    [222, 220, 214],
];
const BACKGROUND: [Color; 8] = [
    [203, 226, 236],
    [250, 222, 190],
    [214, 232, 205],
    [244, 208, 206],
    [226, 216, 238],
    [252, 236, 186],
    [200, 232, 224],
    [232, 224, 212],
];
const CLOTHES: [Color; 9] = [
    [46, 94, 130],
    [196, 84, 70],
    [70, 124, 96],
    [222, 160, 60],
    [112, 84, 140],
    [54, 62, 84],
    [168, 66, 98],
    [92, 142, 158],
    [236, 230, 218],
];

const IRIS: [Color; 4] = [[62, 46, 40], [88, 60, 42], [58, 84, 104], [70, 82, 56]];

#[derive(Clone, Copy, PartialEq)]
enum Hair {
    SidePart,
    Crop,
    Curly,
    Afro,
    Bob,
    Long,
    Bun,
    Bald,
    Hijab,
    Cap,
}

struct Look {
    skin: Color,
    iris: Color,
    hair: Color,
    cloth: Color,
    accent: Color,
    style: Hair,
    beard: usize,
    glasses: bool,
    old: bool,
    smile: f32,
}

impl Look {
    fn new(chance: &mut Chance) -> Self {
        let tone = chance.below(SKIN.len());
        // hair stays apart from the skin, and dark skin goes with dark hair
        let fairest = [6, 6, 6, 4, 2, 2, 1, 1][tone];
        let old = chance.percent(22);
        let hair = if old {
            chance.pick(&HAIR[6..])
        } else {
            HAIR[chance.below(fairest)]
        };
        let style = match chance.below(20) {
            3 | 4 => Hair::Crop,
            5 | 6 => Hair::Curly,
            7 if !old => Hair::Afro,
            8..=10 => Hair::Bob,
            11..=13 => Hair::Long,
            14 => Hair::Bun,
            15 => Hair::Bald,
            16 | 17 => Hair::Hijab,
            18 => Hair::Cap,
            // the rest: 0 to 2, 19, and 7 for the old
            _ => Hair::SidePart,
        };
        let may_have_beard = matches!(
            style,
            Hair::SidePart | Hair::Crop | Hair::Curly | Hair::Bald | Hair::Cap
        );
        let beard = if may_have_beard {
            [0, 0, 0, 1, 2, 3][chance.below(6)]
        } else {
            0
        };
        Self {
            skin: SKIN[tone],
            iris: chance.pick(if tone > 3 { &IRIS[..2] } else { &IRIS }),
            hair,
            cloth: chance.pick(&CLOTHES),
            accent: chance.pick(&CLOTHES),
            style,
            beard,
            glasses: chance.percent(if old { 60 } else { 24 }),
            old,
            smile: chance.between(2.6, 4.6),
        }
    }
}

/// Draws the face that belongs to `chance` on the whole canvas.
pub(super) fn draw(canvas: &mut Canvas, size: f32, chance: &mut Chance) {
    let tint = chance.pick(&BACKGROUND);
    let look = Look::new(chance);
    canvas.within((0.0, 0.0), size / 100.0, |c| {
        c.fade(
            &Shape::rect(0.0, 0.0, 100.0, 100.0),
            lighter(tint, 0.25),
            tint,
        );
        c.glaze(&Shape::circle(50.0, 52.0, 41.0), [255, 255, 255], 0.35);
        hair::behind(c, &look);
        body(c, &look, chance);
        head(c, &look);
        features::features(c, &look, chance);
        features::beard(c, &look);
        hair::on_top(c, &look);
        if look.glasses {
            features::glasses(c, mix(look.accent, [40, 36, 44], 0.6));
        }
    });
}

fn body(c: &mut Canvas, look: &Look, chance: &mut Chance) {
    let shoulders = Shape::blob(&[
        (50.0, 75.5),
        (62.0, 77.0),
        (78.0, 83.0),
        (88.0, 96.0),
        (90.0, 112.0),
        (50.0, 118.0),
        (10.0, 112.0),
        (12.0, 96.0),
        (22.0, 83.0),
        (38.0, 77.0),
    ]);
    c.fade(&shoulders, look.cloth, darker(look.cloth, 0.16));
    if look.style == Hair::Hijab {
        return;
    }
    let shade = darker(look.skin, 0.16);
    c.fill(
        &Shape::blob(&[
            (42.5, 58.0),
            (57.5, 58.0),
            (58.0, 74.0),
            (61.0, 79.0),
            (50.0, 85.5),
            (39.0, 79.0),
            (42.0, 74.0),
        ]),
        look.skin,
    );
    c.glaze(
        &Shape::blob(&[
            (42.4, 62.0),
            (57.6, 62.0),
            (57.6, 68.0),
            (50.0, 74.0),
            (42.4, 68.0),
        ]),
        shade,
        0.8,
    );
    let trim = lighter(look.cloth, 0.35);
    match chance.below(4) {
        0 => c.fill(
            &Shape::curve(
                &[
                    (38.4, 78.0),
                    (43.0, 84.0),
                    (50.0, 86.4),
                    (57.0, 84.0),
                    (61.6, 78.0),
                ],
                2.2,
            ),
            trim,
        ),
        1 => {
            // a collar over a shirt
            c.fill(
                &Shape::polygon(&[(40.5, 75.0), (50.0, 87.0), (44.0, 93.0), (35.5, 80.0)]),
                trim,
            );
            c.fill(
                &Shape::polygon(&[(59.5, 75.0), (50.0, 87.0), (56.0, 93.0), (64.5, 80.0)]),
                trim,
            );
            c.fill(&Shape::circle(50.0, 95.5, 1.1), darker(look.cloth, 0.3));
        }
        2 => {
            // a round neck and stripes
            for y in [91.0, 97.0] {
                c.glaze(
                    &Shape::curve(
                        &[
                            (13.0, y + 7.0),
                            (30.0, y),
                            (50.0, y + 1.5),
                            (70.0, y),
                            (87.0, y + 7.0),
                        ],
                        2.4,
                    ),
                    look.accent,
                    0.75,
                );
            }
            c.fill(
                &Shape::curve(
                    &[
                        (38.6, 78.4),
                        (43.0, 83.6),
                        (50.0, 85.8),
                        (57.0, 83.6),
                        (61.4, 78.4),
                    ],
                    1.8,
                ),
                look.accent,
            );
        }
        _ => {
            // a jacket
            let coat = darker(look.cloth, 0.28);
            c.fill(
                &Shape::polygon(&[(39.0, 76.0), (48.0, 100.0), (24.0, 102.0), (30.0, 79.0)]),
                coat,
            );
            c.fill(
                &Shape::polygon(&[(61.0, 76.0), (52.0, 100.0), (76.0, 102.0), (70.0, 79.0)]),
                coat,
            );
        }
    }
}

fn head(c: &mut Canvas, look: &Look) {
    let shade = darker(look.skin, 0.14);
    if look.style != Hair::Hijab {
        for side in [-1.0, 1.0] {
            c.fill(
                &Shape::ellipse(50.0 + side * 18.4, 47.5, 3.2, 4.6),
                look.skin,
            );
            c.glaze(
                &Shape::ellipse(50.0 + side * 18.6, 47.8, 1.5, 2.6),
                shade,
                0.8,
            );
        }
    }
    c.fill(
        &Shape::blob(&[
            (50.0, 21.0),
            (62.0, 24.5),
            (68.0, 37.0),
            (67.6, 50.0),
            (63.0, 61.5),
            (55.5, 68.0),
            (50.0, 69.2),
            (44.5, 68.0),
            (37.0, 61.5),
            (32.4, 50.0),
            (32.0, 37.0),
            (38.0, 24.5),
        ]),
        look.skin,
    );
}
