//! The row of houses: each with its roof, windows, door and hedge.

use super::super::canvas::{Canvas, Color, Point, Shape, darker, lighter, mix};
use super::super::chance::Chance;
use super::{BRICK, LEAF, Light, Street, WIDTH};

const ROOF: [Color; 4] = [[156, 78, 58], [92, 84, 90], [122, 66, 56], [72, 74, 86]];
const DOOR: [Color; 6] = [
    [44, 92, 84],
    [52, 78, 128],
    [168, 58, 52],
    [222, 172, 66],
    [70, 62, 88],
    [238, 234, 224],
];

/// What is on top of a house.
#[derive(Clone, Copy, PartialEq)]
enum Roof {
    /// One roof over the whole row.
    Row,
    /// A slope towards the street, of this house alone.
    Own,
    /// A gable towards the street.
    Gable,
}

impl Street {
    pub(super) fn houses(&self, c: &mut Canvas, chance: &mut Chance) {
        let row = chance.below(3);
        let (brick, roof) = (chance.pick(&BRICK), chance.pick(&ROOF));
        let mut x = -chance.between(10.0, 90.0);
        while x < WIDTH {
            let width = if row == 0 {
                168.0
            } else {
                chance.between(140.0, 200.0)
            };
            let (brick, roof) = if row == 0 {
                (brick, roof)
            } else {
                (chance.pick(&BRICK), chance.pick(&ROOF))
            };
            let wall = if row == 0 {
                150.0
            } else {
                chance.between(138.0, 182.0)
            };
            let shape = match row {
                0 => Roof::Row,
                _ if chance.percent(50) => Roof::Gable,
                _ => Roof::Own,
            };
            c.within((x, self.base), 1.0, |c| {
                self.house(c, chance, (width, wall), (brick, roof), shape);
            });
            x += width;
            if row == 2 && chance.percent(40) {
                x += 36.0;
            }
        }
    }

    fn house(
        &self,
        c: &mut Canvas,
        chance: &mut Chance,
        (w, h): (f32, f32),
        (brick, roof): (Color, Color),
        shape: Roof,
    ) {
        let wall = self.tone(brick);
        let tiles = self.tone(roof);
        if chance.percent(70) {
            let x = w * chance.between(0.2, 0.75);
            c.fill(
                &Shape::rect(x, -h - 92.0, 20.0, 60.0),
                self.tone(darker(brick, 0.15)),
            );
            c.fill(
                &Shape::rect(x - 3.0, -h - 95.0, 26.0, 7.0),
                self.tone([214, 206, 196]),
            );
        }
        if shape == Roof::Gable {
            let gable = Shape::polygon(&[
                (0.0, 0.0),
                (0.0, -h),
                (w * 0.5, -h - 86.0),
                (w, -h),
                (w, 0.0),
            ]);
            c.fade(&gable, wall, darker(wall, 0.06));
            c.fill(
                &Shape::line(
                    &[(-4.0, -h + 3.0), (w * 0.5, -h - 86.0), (w + 4.0, -h + 3.0)],
                    11.0,
                ),
                tiles,
            );
            c.fill(
                &Shape::ring(w * 0.5, -h - 26.0, 14.0, 14.0, 6.0),
                self.tone([244, 240, 232]),
            );
            c.fill(&Shape::circle(w * 0.5, -h - 26.0, 12.0), self.glass(chance));
        } else {
            c.fade(&Shape::rect(0.0, -h, w, h), wall, darker(wall, 0.06));
            let inset = if shape == Roof::Row { -5.0 } else { 6.0 };
            c.fade(
                &Shape::polygon(&[
                    (-5.0, -h + 2.0),
                    (inset, -h - 74.0),
                    (w - inset, -h - 74.0),
                    (w + 5.0, -h + 2.0),
                ]),
                lighter(tiles, 0.06),
                darker(tiles, 0.08),
            );
            for y in [18.0, 36.0, 54.0] {
                c.glaze(
                    &Shape::rect(-2.0, -h - y, w + 4.0, 2.0),
                    darker(tiles, 0.4),
                    0.35,
                );
            }
            if chance.percent(40) {
                let x = w * 0.5 - 30.0;
                c.fill(
                    &Shape::rect(x, -h - 58.0, 60.0, 46.0),
                    self.tone([240, 236, 228]),
                );
                self.window(c, chance, (x + 7.0, -h - 50.0), (46.0, 32.0));
                c.fill(
                    &Shape::rect(x - 5.0, -h - 64.0, 70.0, 8.0),
                    self.tone([84, 82, 88]),
                );
            }
            c.fill(
                &Shape::rect(-3.0, -h - 1.0, w + 6.0, 6.0),
                self.tone([238, 234, 226]),
            );
        }
        let step = w * 0.5;
        for i in [0.0, 1.0] {
            self.window(
                c,
                chance,
                (step * i + step * 0.5 - 24.0, -h + 20.0),
                (48.0, 46.0),
            );
        }
        let door_left = chance.percent(50);
        let (door_x, pane_x) = if door_left {
            (w * 0.14, w * 0.48)
        } else {
            (w * 0.62, w * 0.1)
        };
        self.window(
            c,
            chance,
            (pane_x, -h * 0.5 + 2.0),
            (w * 0.42, h * 0.5 - 34.0),
        );
        let door = self.tone(chance.pick(&DOOR));
        c.fill(
            &Shape::rect(door_x - 4.0, -74.0, 42.0, 74.0),
            self.tone([244, 240, 232]),
        );
        c.fill(&Shape::rect(door_x, -60.0, 34.0, 60.0), door);
        c.fill(&Shape::rect(door_x, -71.0, 34.0, 8.0), self.glass(chance));
        c.fill(
            &Shape::rect(door_x + 8.0, -53.0, 18.0, 20.0),
            mix(door, self.glass(chance), 0.6),
        );
        c.fill(
            &Shape::circle(door_x + 29.0, -28.0, 2.2),
            self.tone([236, 214, 150]),
        );
        c.glaze(&Shape::rect(w - 3.0, -h, 3.0, h), [30, 24, 34], 0.18);
        if chance.percent(70) {
            self.hedge(c, chance, pane_x - 8.0, w * 0.42 + 16.0);
        }
    }

    fn glass(&self, chance: &mut Chance) -> Color {
        match self.light {
            Light::Day => chance.pick(&[[132, 170, 190], [112, 152, 176], [150, 184, 196]]),
            Light::Dusk => chance.pick(&[
                [255, 214, 128],
                [244, 192, 110],
                [74, 78, 116],
                [255, 224, 158],
            ]),
        }
    }

    fn window(&self, c: &mut Canvas, chance: &mut Chance, (x, y): Point, (w, h): (f32, f32)) {
        c.fill(
            &Shape::rect(x - 4.0, y - 4.0, w + 8.0, h + 8.0),
            self.tone([246, 243, 236]),
        );
        let glass = self.glass(chance);
        c.fade(&Shape::rect(x, y, w, h), glass, lighter(glass, 0.2));
        if self.light == Light::Day {
            c.glaze(
                &Shape::polygon(&[
                    (x + w * 0.55, y),
                    (x + w * 0.8, y),
                    (x + w * 0.35, y + h),
                    (x + w * 0.1, y + h),
                ]),
                [255, 255, 255],
                0.22,
            );
        }
        match chance.below(4) {
            0 => {
                let curtain =
                    self.tone(chance.pick(&[[238, 230, 214], [206, 128, 112], [128, 152, 160]]));
                c.glaze(&Shape::rect(x, y, w * 0.2, h), curtain, 0.9);
                c.glaze(&Shape::rect(x + w * 0.8, y, w * 0.2, h), curtain, 0.9);
            }
            1 if h > 40.0 => {
                c.fill(
                    &Shape::rect(x + w * 0.5 - 6.0, y + h - 9.0, 12.0, 9.0),
                    self.tone([196, 108, 80]),
                );
                c.fill(
                    &Shape::ellipse(x + w * 0.5, y + h - 16.0, 10.0, 9.0),
                    self.tone([92, 146, 82]),
                );
            }
            _ => {}
        }
        if w > 50.0 {
            c.fill(
                &Shape::rect(x + w * 0.5 - 1.5, y, 3.0, h),
                self.tone([246, 243, 236]),
            );
        }
        c.fill(
            &Shape::rect(x - 7.0, y + h + 3.0, w + 14.0, 4.0),
            self.tone([206, 200, 190]),
        );
    }

    fn hedge(&self, c: &mut Canvas, chance: &mut Chance, x: f32, width: f32) {
        let color = self.tone(chance.pick(&LEAF));
        c.fill(&Shape::round_rect(x, -26.0, width, 32.0, 12.0), color);
        for _ in 0..9 {
            let (dx, dy) = (
                chance.between(8.0, width - 8.0),
                chance.between(-20.0, -4.0),
            );
            c.glaze(
                &Shape::ellipse(x + dx, dy, 5.0, 2.6),
                lighter(color, 0.28),
                0.6,
            );
        }
        if chance.percent(40) && self.light == Light::Day {
            let bloom = chance.pick(&[[236, 110, 130], [255, 255, 250], [250, 206, 92]]);
            for _ in 0..7 {
                c.fill(
                    &Shape::circle(
                        x + chance.between(8.0, width - 8.0),
                        chance.between(-22.0, -6.0),
                        3.0,
                    ),
                    bloom,
                );
            }
        }
    }
}
