//! Things that stand in the street, each drawn around the point where it touches the ground.

use super::canvas::{Canvas, Color, Point, Shape, darker, lighter};
use super::chance::Chance;

/// The colour of iron and rubber.
pub(super) const DARK: Color = [58, 58, 70];

/// The shadow under a thing.
pub(super) fn shadow(c: &mut Canvas, (x, y): Point, w: f32, h: f32) {
    c.glaze(&Shape::ellipse(x, y, w, h), [36, 32, 56], 0.2);
}

/// A bicycle against nothing in particular.
pub(super) fn bicycle(c: &mut Canvas, at: Point, size: f32, frame: Color) {
    c.within(at, size, |c| {
        shadow(c, (0.0, 0.0), 78.0, 7.0);
        for x in [-46.0, 46.0] {
            c.fill(&Shape::ring(x, -32.0, 30.0, 30.0, 4.5), [48, 48, 56]);
            for (dx, dy) in [(0.0, 28.0), (24.0, 14.0), (24.0, -14.0)] {
                c.glaze(
                    &Shape::line(&[(x - dx, -32.0 - dy), (x + dx, -32.0 + dy)], 1.0),
                    [150, 150, 156],
                    0.9,
                );
            }
        }
        c.fill(
            &Shape::line(
                &[(-46.0, -32.0), (-16.0, -74.0), (0.0, -30.0), (-46.0, -32.0)],
                5.0,
            ),
            frame,
        );
        c.fill(&Shape::line(&[(0.0, -30.0), (38.0, -78.0)], 5.0), frame);
        c.fill(
            &Shape::line(&[(46.0, -32.0), (35.0, -96.0), (24.0, -100.0)], 5.0),
            frame,
        );
        c.fill(&Shape::line(&[(-16.0, -74.0), (-19.0, -86.0)], 4.0), DARK);
        c.fill(
            &Shape::line(&[(-32.0, -88.0), (-8.0, -87.0)], 7.0),
            [110, 70, 52],
        );
        c.fill(
            &Shape::curve(&[(24.0, -100.0), (14.0, -99.0), (10.0, -94.0)], 5.0),
            DARK,
        );
        c.fill(&Shape::circle(0.0, -30.0, 7.0), DARK);
        c.fill(&Shape::line(&[(-70.0, -66.0), (-30.0, -66.0)], 3.5), DARK);
    });
}

/// A pot with something in bloom.
pub(super) fn planter(c: &mut Canvas, at: Point, size: f32, chance: &mut Chance) {
    let bloom = chance.pick(&[
        [232, 96, 112],
        [250, 196, 74],
        [244, 244, 240],
        [176, 120, 196],
    ]);
    let pot = chance.pick(&[[190, 104, 76], [86, 104, 120], [226, 216, 200]]);
    c.within(at, size, |c| {
        shadow(c, (0.0, 0.0), 50.0, 8.0);
        let green = [98, 146, 82];
        let bush = Shape::circle(-24.0, -72.0, 22.0)
            .and(Shape::circle(0.0, -86.0, 28.0))
            .and(Shape::circle(25.0, -72.0, 22.0));
        c.fill(&bush, green);
        for (x, y) in [
            (-32.0, -76.0),
            (-16.0, -88.0),
            (-4.0, -104.0),
            (12.0, -92.0),
            (28.0, -82.0),
            (2.0, -76.0),
            (36.0, -66.0),
            (-24.0, -62.0),
        ] {
            c.fill(&Shape::circle(x, y, 6.0), bloom);
            c.fill(&Shape::circle(x, y, 2.2), [250, 226, 130]);
        }
        c.fade(
            &Shape::polygon(&[(-38.0, -56.0), (38.0, -56.0), (29.0, 2.0), (-29.0, 2.0)]),
            pot,
            darker(pot, 0.2),
        );
        c.fill(
            &Shape::round_rect(-42.0, -62.0, 84.0, 13.0, 4.0),
            lighter(pot, 0.12),
        );
    });
}

/// A lamp post as tall as the picture; its lamp hangs to the right.
pub(super) fn lamp_post(c: &mut Canvas, (x, y): Point, shines: bool) {
    let iron = [70, 76, 92];
    let head = (x + 112.0, y - 468.0);
    if shines {
        for i in 0..5u8 {
            let foot = 280.0 - 34.0 * f32::from(i);
            let cone = [
                (head.0 - 26.0, head.1 + 10.0),
                (head.0 + 26.0, head.1 + 10.0),
                (head.0 + foot, y + 30.0),
                (head.0 - foot, y + 30.0),
            ];
            c.glaze(&Shape::polygon(&cone), [255, 226, 150], 0.05);
        }
        for i in 0..9u8 {
            let r = 330.0 - 30.0 * f32::from(i);
            c.glaze(
                &Shape::ellipse(head.0, y + 26.0, r, r * 0.22),
                [255, 226, 150],
                0.075,
            );
        }
    }
    shadow(c, (x, y), 34.0, 7.0);
    c.fill(
        &Shape::polygon(&[
            (x - 6.0, y - 470.0),
            (x + 6.0, y - 470.0),
            (x + 10.0, y),
            (x - 10.0, y),
        ]),
        iron,
    );
    c.fill(
        &Shape::round_rect(x - 15.0, y - 84.0, 30.0, 86.0, 5.0),
        darker(iron, 0.2),
    );
    c.fill(
        &Shape::curve(
            &[
                (x, y - 466.0),
                (x + 14.0, y - 498.0),
                (x + 56.0, y - 506.0),
                (x + 112.0, y - 492.0),
            ],
            10.0,
        ),
        iron,
    );
    c.fill(
        &Shape::blob(&[
            (head.0 - 46.0, head.1 - 2.0),
            (head.0 - 28.0, head.1 - 26.0),
            (head.0 + 28.0, head.1 - 26.0),
            (head.0 + 46.0, head.1 - 2.0),
            (head.0, head.1 + 4.0),
        ]),
        darker(iron, 0.3),
    );
    if shines {
        c.fill(
            &Shape::ellipse(head.0, head.1 + 4.0, 36.0, 13.0),
            [255, 246, 206],
        );
        for i in 1..=18u8 {
            let r = 8.0 * f32::from(i);
            c.glaze(
                &Shape::circle(head.0, head.1 + 6.0, r),
                [255, 226, 140],
                0.045,
            );
        }
    } else {
        c.fill(
            &Shape::ellipse(head.0, head.1 + 4.0, 36.0, 13.0),
            [96, 98, 112],
        );
        c.glaze(
            &Shape::line(
                &[
                    (head.0 - 12.0, head.1 + 2.0),
                    (head.0, head.1 + 10.0),
                    (head.0 + 6.0, head.1 + 1.0),
                ],
                2.0,
            ),
            [30, 30, 40],
            0.8,
        );
    }
}
