//! The street in which everything happens: sky, houses, trees, road and pavement, different with every seed.
//!
//! Pictures are 960 by 720. [`Street::draw`] paints the whole background; `base` is where the houses stand. The pavement in
//! front is drawn in perspective, and [`Ground`] says where a spot on it lies.

mod houses;

use super::canvas::{Canvas, Color, Point, Shape, darker, lighter, mix};
use super::chance::Chance;

const WIDTH: f32 = 960.0;
const HEIGHT: f32 = 720.0;
const BRICK: [Color; 6] = [
    [178, 98, 74],
    [196, 124, 92],
    [152, 84, 72],
    [214, 168, 128],
    [226, 206, 182],
    [140, 96, 88],
];
const LEAF: [Color; 4] = [[92, 146, 82], [118, 162, 84], [74, 128, 88], [142, 168, 78]];

/// The light of the day.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Light {
    Day,
    Dusk,
}

/// What lies in front of the houses.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Front {
    Pavement,
    Grass,
    CyclePath,
}

/// The pavement as seen from eye height: spots by tiles to the right of the middle and tiles away.
#[derive(Clone, Copy)]
pub(super) struct Ground {
    pub top: f32,
    vanish: f32,
}

impl Ground {
    fn new(top: f32) -> Self {
        Self {
            top,
            vanish: top - 230.0,
        }
    }

    /// Where a spot lies in the picture; depth 0 is the lower edge.
    pub fn spot(self, right: f32, away: f32) -> Point {
        let depth = 1.0 + away * 0.16;
        (
            480.0 + right * 150.0 / depth,
            self.vanish + (HEIGHT + 16.0 - self.vanish) / depth,
        )
    }

    /// A four-sided piece of ground.
    pub fn patch(self, right: (f32, f32), away: (f32, f32)) -> Shape {
        Shape::polygon(&[
            self.spot(right.0, away.0),
            self.spot(right.1, away.0),
            self.spot(right.1, away.1),
            self.spot(right.0, away.1),
        ])
    }
}

/// One street: what the seed chose, and where it is drawn.
pub(super) struct Street {
    pub light: Light,
    pub front: Front,
    /// Where the houses stand.
    pub base: f32,
}

impl Street {
    /// Paints the background.
    pub fn draw(&self, c: &mut Canvas, chance: &mut Chance) -> Ground {
        self.sky(c, chance);
        self.trees_behind(c, chance);
        self.houses(c, chance);
        self.road(c, chance)
    }

    fn tone(&self, color: Color) -> Color {
        match self.light {
            Light::Day => color,
            Light::Dusk => mix(color, [44, 48, 92], 0.62),
        }
    }

    fn sky(&self, c: &mut Canvas, chance: &mut Chance) {
        let all = Shape::rect(0.0, 0.0, WIDTH, self.base + 20.0);
        if self.light == Light::Dusk {
            c.fade(&all, [30, 36, 82], [226, 132, 110]);
            for _ in 0..26 {
                let star = Shape::circle(
                    chance.between(0.0, WIDTH),
                    chance.between(0.0, self.base * 0.45),
                    chance.between(0.9, 1.9),
                );
                c.glaze(&star, [255, 250, 226], 0.8);
            }
            let x = chance.between(100.0, 300.0);
            let moon = [
                (-4.0, -30.0),
                (-22.0, -20.0),
                (-30.0, 0.0),
                (-22.0, 20.0),
                (-2.0, 30.0),
                (16.0, 24.0),
                (2.0, 18.0),
                (-9.0, 2.0),
                (-9.0, -16.0),
            ];
            c.within((x, 84.0), 1.0, |c| {
                c.fill(&Shape::blob(&moon), [252, 244, 214]);
            });
            return;
        }
        let (top, low) = chance.pick(&[
            ([126, 190, 230], [222, 240, 246]),
            ([112, 176, 224], [250, 232, 206]),
            ([158, 196, 216], [236, 236, 228]),
            ([98, 178, 214], [206, 236, 232]),
        ]);
        c.fade(&all, top, low);
        let x = chance.between(90.0, 870.0);
        c.glaze(&Shape::circle(x, 82.0, 62.0), [255, 244, 200], 0.3);
        c.fill(&Shape::circle(x, 82.0, 40.0), [255, 236, 168]);
        for _ in 0..3 + chance.below(2) {
            let (x, y, s) = (
                chance.between(-20.0, 900.0),
                chance.between(40.0, self.base * 0.34),
                chance.between(0.7, 1.3),
            );
            c.within((x, y), s, |c| {
                let cloud = Shape::round_rect(0.0, 12.0, 150.0, 26.0, 13.0)
                    .and(Shape::circle(46.0, 14.0, 22.0))
                    .and(Shape::circle(84.0, 6.0, 30.0))
                    .and(Shape::circle(114.0, 18.0, 18.0));
                c.glaze(&cloud, [255, 255, 255], 0.82);
            });
        }
    }

    fn trees_behind(&self, c: &mut Canvas, chance: &mut Chance) {
        for _ in 0..7 {
            let (x, r) = (chance.between(0.0, WIDTH), chance.between(50.0, 84.0));
            let color = self.tone(mix(chance.pick(&LEAF), [190, 214, 206], 0.42));
            let y = self.base - chance.between(140.0, 190.0);
            let crown = Shape::circle(x, y, r)
                .and(Shape::circle(x + r * 0.7, y + r * 0.4, r * 0.75))
                .and(Shape::circle(x - r * 0.7, y + r * 0.5, r * 0.7));
            c.fill(&crown, color);
        }
    }

    fn road(&self, c: &mut Canvas, chance: &mut Chance) -> Ground {
        let b = self.base;
        c.fill(
            &Shape::rect(0.0, b, WIDTH, 22.0),
            self.tone([202, 196, 186]),
        );
        c.fill(
            &Shape::rect(0.0, b + 20.0, WIDTH, 5.0),
            self.tone([158, 152, 146]),
        );
        c.fade(
            &Shape::rect(0.0, b + 25.0, WIDTH, 50.0),
            self.tone([112, 112, 120]),
            self.tone([124, 124, 130]),
        );
        for i in 0..6u8 {
            let x = f32::from(i) * 180.0 - 20.0;
            c.glaze(
                &Shape::polygon(&[
                    (x, b + 47.0),
                    (x + 70.0, b + 47.0),
                    (x + 66.0, b + 52.0),
                    (x - 6.0, b + 52.0),
                ]),
                self.tone([240, 238, 230]),
                0.85,
            );
        }
        c.fill(
            &Shape::rect(0.0, b + 73.0, WIDTH, 9.0),
            self.tone([214, 208, 198]),
        );
        c.fill(
            &Shape::rect(0.0, b + 82.0, WIDTH, 6.0),
            self.tone([168, 162, 154]),
        );
        let ground = Ground::new(b + 88.0);
        match self.front {
            Front::Pavement => self.pavement(c, ground, chance),
            Front::Grass => self.grass(c, ground, chance),
            Front::CyclePath => self.cycle_path(c, ground, chance),
        }
        ground
    }

    fn pavement(&self, c: &mut Canvas, ground: Ground, chance: &mut Chance) {
        let tile = chance.pick(&[[196, 190, 182], [188, 186, 186], [200, 188, 174]]);
        let tile = self.tone(tile);
        c.fill(
            &Shape::rect(0.0, ground.top, WIDTH, HEIGHT - ground.top),
            tile,
        );
        for _ in 0..26 {
            let right = chance.between(-9.0, 8.0).floor();
            let away = chance.between(0.0, 10.0).floor();
            let tint = if chance.percent(50) {
                lighter(tile, 0.16)
            } else {
                darker(tile, 0.07)
            };
            self.clip_patch(c, ground, (right, right + 1.0), (away, away + 1.0), tint);
        }
        let joint = darker(tile, 0.3);
        let mut lines = Shape::default();
        for i in 0..=11u8 {
            let (_, y) = ground.spot(0.0, f32::from(i));
            if y > ground.top {
                lines = lines.and(Shape::line(&[(0.0, y), (WIDTH, y)], 2.0));
            }
        }
        let far = (HEIGHT + 16.0 - ground.vanish) / (ground.top - ground.vanish);
        for i in -10..=10i8 {
            let right = f32::from(i);
            let start = ground.spot(right, 0.0);
            let end = (480.0 + right * 150.0 / far, ground.top);
            lines = lines.and(Shape::line(&[start, end], 2.0));
        }
        c.glaze(&lines, joint, 0.55);
    }

    /// A tile, as far as it lies in front of the kerb.
    fn clip_patch(
        &self,
        c: &mut Canvas,
        ground: Ground,
        right: (f32, f32),
        away: (f32, f32),
        color: Color,
    ) {
        let far = ((HEIGHT + 16.0 - ground.vanish) / (ground.top - ground.vanish) - 1.0) / 0.16;
        if away.0 < far {
            c.fill(&ground.patch(right, (away.0, away.1.min(far))), color);
        }
    }

    fn grass(&self, c: &mut Canvas, ground: Ground, chance: &mut Chance) {
        let green = self.tone(chance.pick(&[[134, 178, 88], [120, 170, 92], [148, 180, 84]]));
        c.fade(
            &Shape::rect(0.0, ground.top, WIDTH, HEIGHT - ground.top),
            lighter(green, 0.12),
            darker(green, 0.08),
        );
        for _ in 0..90 {
            let y = chance.between(ground.top + 14.0, HEIGHT);
            let size = 5.0 + (y - ground.top) * 0.05;
            tuft(
                c,
                (chance.between(0.0, WIDTH), y),
                size,
                darker(green, chance.between(0.1, 0.24)),
            );
        }
        for _ in 0..16 {
            let y = chance.between(ground.top + 20.0, HEIGHT - 10.0);
            daisy(
                c,
                (chance.between(0.0, WIDTH), y),
                3.0 + (y - ground.top) * 0.016,
            );
        }
    }

    fn cycle_path(&self, c: &mut Canvas, ground: Ground, chance: &mut Chance) {
        self.grass(c, ground, chance);
        let red = self.tone([178, 84, 70]);
        let far = ((HEIGHT + 16.0 - ground.vanish) / (ground.top - ground.vanish) - 1.0) / 0.16;
        c.fill(
            &ground.patch((-2.72, 2.72), (0.0, far)),
            self.tone([206, 200, 192]),
        );
        c.fill(&ground.patch((-2.55, 2.55), (0.0, far)), red);
        for _ in 0..70 {
            let (x, y) = ground.spot(chance.between(-2.4, 2.4), chance.between(0.0, far));
            c.glaze(
                &Shape::ellipse(x, y, 3.0, 1.4),
                if chance.percent(50) {
                    lighter(red, 0.3)
                } else {
                    darker(red, 0.3)
                },
                0.45,
            );
        }
        for i in 0..5u8 {
            let away = f32::from(i) * 2.2 + 0.5;
            c.glaze(
                &ground.patch((-0.05, 0.05), (away.min(far), (away + 1.1).min(far))),
                [250, 244, 234],
                0.9,
            );
        }
    }
}

/// A few blades of grass.
pub(super) fn tuft(c: &mut Canvas, (x, y): Point, size: f32, color: Color) {
    let blades = Shape::polygon(&[
        (x - size * 0.4, y),
        (x - size * 0.7, y - size * 1.2),
        (x - size * 0.1, y),
    ])
    .and(Shape::polygon(&[
        (x - size * 0.2, y),
        (x, y - size * 1.6),
        (x + size * 0.2, y),
    ]))
    .and(Shape::polygon(&[
        (x + size * 0.1, y),
        (x + size * 0.8, y - size * 1.1),
        (x + size * 0.45, y),
    ]));
    c.fill(&blades, color);
}

/// A daisy.
pub(super) fn daisy(c: &mut Canvas, (x, y): Point, r: f32) {
    c.fill(&Shape::ellipse(x, y, r * 1.5, r), [255, 255, 252]);
    c.fill(&Shape::ellipse(x, y, r * 0.6, r * 0.45), [246, 200, 70]);
}

/// A tree with a trunk that stands at a point; returns nothing that depends on the seed.
pub(super) fn tree(c: &mut Canvas, (x, y): Point, size: f32, leaf: Color) {
    c.within((x, y), size, |c| {
        c.glaze(&Shape::ellipse(0.0, 0.0, 70.0, 12.0), [40, 36, 60], 0.16);
        c.fill(
            &Shape::blob(&[
                (-22.0, 2.0),
                (-12.0, -40.0),
                (-11.0, -150.0),
                (11.0, -150.0),
                (12.0, -40.0),
                (22.0, 2.0),
                (0.0, 5.0),
            ]),
            [122, 88, 66],
        );
        let crown = Shape::circle(0.0, -250.0, 92.0)
            .and(Shape::circle(-74.0, -196.0, 62.0))
            .and(Shape::circle(76.0, -192.0, 66.0))
            .and(Shape::circle(0.0, -172.0, 64.0));
        c.fill(&crown, leaf);
        for (dx, dy, r) in [
            (-40.0, -280.0, 30.0),
            (24.0, -300.0, 22.0),
            (-80.0, -214.0, 20.0),
            (70.0, -226.0, 24.0),
            (6.0, -220.0, 26.0),
        ] {
            c.glaze(
                &Shape::ellipse(dx, dy, r, r * 0.6),
                lighter(leaf, 0.3),
                0.55,
            );
        }
    });
}

/// A colour of leaves.
pub(super) fn leaf(chance: &mut Chance) -> Color {
    chance.pick(&LEAF)
}

/// The brick of a house or wall.
pub(super) fn brick(chance: &mut Chance) -> Color {
    chance.pick(&BRICK)
}
