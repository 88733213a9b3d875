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

/// A tied rubbish bag.
pub(super) fn bag(c: &mut Canvas, at: Point, size: f32, color: Color) {
    c.within(at, size, |c| {
        shadow(c, (0.0, 0.0), 62.0, 9.0);
        c.fill(
            &Shape::blob(&[
                (-6.0, -94.0),
                (10.0, -94.0),
                (36.0, -74.0),
                (56.0, -34.0),
                (50.0, -2.0),
                (0.0, 3.0),
                (-50.0, -2.0),
                (-56.0, -36.0),
                (-34.0, -74.0),
            ]),
            color,
        );
        c.fill(
            &Shape::polygon(&[
                (-6.0, -92.0),
                (-22.0, -118.0),
                (0.0, -108.0),
                (20.0, -120.0),
                (8.0, -92.0),
            ]),
            color,
        );
        c.fill(
            &Shape::line(&[(-9.0, -93.0), (11.0, -93.0)], 6.0),
            [214, 74, 62],
        );
        c.glaze(
            &Shape::curve(&[(-26.0, -66.0), (-38.0, -40.0), (-36.0, -18.0)], 7.0),
            [255, 255, 255],
            0.26,
        );
        c.glaze(
            &Shape::curve(&[(6.0, -84.0), (22.0, -56.0), (24.0, -30.0)], 3.0),
            [0, 0, 0],
            0.22,
        );
    });
}

/// Small litter: a cup, a can, paper and a box, spread over a width.
pub(super) fn litter(c: &mut Canvas, at: Point, size: f32) {
    c.within(at, size, |c| {
        c.fill(
            &Shape::polygon(&[(-118.0, -4.0), (-84.0, -16.0), (-66.0, 0.0), (-98.0, 10.0)]),
            [244, 240, 230],
        );
        c.glaze(
            &Shape::line(&[(-104.0, -2.0), (-82.0, -8.0)], 2.0)
                .and(Shape::line(&[(-98.0, 3.0), (-78.0, -2.0)], 2.0)),
            DARK,
            0.5,
        );
        c.fill(
            &Shape::polygon(&[(-44.0, -12.0), (-12.0, -22.0), (-4.0, -2.0), (-38.0, 8.0)]),
            [206, 60, 54],
        );
        c.fill(&Shape::ellipse(-41.0, -2.0, 5.0, 10.0), [214, 214, 220]);
        c.glaze(
            &Shape::polygon(&[(-30.0, -16.0), (-24.0, -18.0), (-17.0, 2.0), (-23.0, 4.0)]),
            [255, 255, 255],
            0.7,
        );
        c.fill(
            &Shape::polygon(&[(26.0, -26.0), (52.0, -22.0), (48.0, 6.0), (30.0, 5.0)]),
            [250, 250, 246],
        );
        c.fill(
            &Shape::polygon(&[(27.0, -16.0), (51.0, -12.0), (49.0, -2.0), (29.0, -5.0)]),
            [92, 148, 112],
        );
        c.fill(&Shape::round_rect(23.0, -31.0, 32.0, 7.0, 3.0), DARK);
        c.fill(
            &Shape::blob(&[
                (84.0, -10.0),
                (96.0, -20.0),
                (112.0, -15.0),
                (118.0, -2.0),
                (102.0, 6.0),
                (86.0, 4.0),
            ]),
            [250, 206, 96],
        );
        c.glaze(
            &Shape::line(&[(92.0, -10.0), (104.0, -6.0), (110.0, -12.0)], 2.0),
            darker([250, 206, 96], 0.4),
            0.8,
        );
    });
}

/// An underground container's pillar with its drum.
pub(super) fn container(c: &mut Canvas, at: Point, size: f32) {
    c.within(at, size, |c| {
        c.fill(
            &Shape::polygon(&[(-96.0, 10.0), (96.0, 10.0), (80.0, -18.0), (-80.0, -18.0)]),
            [134, 136, 144],
        );
        c.glaze(
            &Shape::polygon(&[(-86.0, 6.0), (86.0, 6.0), (73.0, -14.0), (-73.0, -14.0)]),
            [240, 240, 244],
            0.25,
        );
        c.fade(
            &Shape::round_rect(-52.0, -196.0, 104.0, 194.0, 16.0),
            [122, 134, 142],
            [86, 96, 106],
        );
        c.fill(
            &Shape::round_rect(-58.0, -206.0, 116.0, 26.0, 12.0),
            [66, 74, 84],
        );
        c.fill(
            &Shape::round_rect(-40.0, -166.0, 80.0, 58.0, 12.0),
            [52, 58, 66],
        );
        c.fade(
            &Shape::round_rect(-35.0, -161.0, 70.0, 48.0, 9.0),
            [176, 184, 190],
            [128, 138, 146],
        );
        c.fill(
            &Shape::round_rect(-22.0, -124.0, 44.0, 7.0, 3.0),
            [58, 64, 72],
        );
        c.fill(
            &Shape::round_rect(-30.0, -88.0, 60.0, 52.0, 6.0),
            [84, 152, 98],
        );
        c.fill(
            &Shape::polygon(&[(-14.0, -66.0), (14.0, -66.0), (10.0, -44.0), (-10.0, -44.0)])
                .and(Shape::rect(-17.0, -73.0, 34.0, 5.0)),
            [248, 250, 244],
        );
        c.glaze(
            &Shape::round_rect(-46.0, -176.0, 8.0, 160.0, 4.0),
            [255, 255, 255],
            0.22,
        );
    });
}

/// A litter bin on a post, full or not.
pub(super) fn bin(c: &mut Canvas, at: Point, size: f32, full: bool, color: Color) {
    c.within(at, size, |c| {
        shadow(c, (0.0, 0.0), 58.0, 9.0);
        c.fill(&Shape::rect(-7.0, -40.0, 14.0, 42.0), DARK);
        if full {
            c.fill(
                &Shape::blob(&[
                    (-50.0, -196.0),
                    (-44.0, -226.0),
                    (-16.0, -236.0),
                    (6.0, -248.0),
                    (36.0, -232.0),
                    (52.0, -196.0),
                ]),
                [238, 234, 226],
            );
            c.fill(
                &Shape::blob(&[
                    (2.0, -200.0),
                    (8.0, -234.0),
                    (34.0, -240.0),
                    (50.0, -214.0),
                    (44.0, -194.0),
                ]),
                [78, 88, 104],
            );
            c.fill(
                &Shape::polygon(&[
                    (-42.0, -206.0),
                    (-56.0, -248.0),
                    (-28.0, -256.0),
                    (-18.0, -212.0),
                ]),
                [222, 170, 112],
            );
            c.fill(
                &Shape::polygon(&[
                    (-24.0, -202.0),
                    (-16.0, -262.0),
                    (6.0, -260.0),
                    (2.0, -202.0),
                ]),
                [250, 250, 246],
            );
            c.fill(
                &Shape::polygon(&[
                    (-21.0, -226.0),
                    (-19.0, -244.0),
                    (5.0, -242.0),
                    (4.0, -224.0),
                ]),
                [206, 74, 66],
            );
            c.fill(
                &Shape::line(&[(-5.0, -260.0), (2.0, -284.0)], 4.0),
                [206, 74, 66],
            );
            c.fill(
                &Shape::round_rect(52.0, -236.0, 15.0, 52.0, 6.0),
                [88, 150, 116],
            );
        }
        c.fade(
            &Shape::polygon(&[
                (-54.0, -200.0),
                (54.0, -200.0),
                (44.0, -34.0),
                (-44.0, -34.0),
            ]),
            lighter(color, 0.1),
            darker(color, 0.16),
        );
        for x in [-28.0, 0.0, 28.0] {
            c.glaze(
                &Shape::line(&[(x, -178.0), (x * 0.86, -52.0)], 5.0),
                darker(color, 0.4),
                0.35,
            );
        }
        c.fill(
            &Shape::round_rect(-60.0, -208.0, 120.0, 16.0, 7.0),
            darker(color, 0.25),
        );
        if !full {
            c.fill(
                &Shape::blob(&[
                    (-56.0, -206.0),
                    (-44.0, -228.0),
                    (0.0, -238.0),
                    (44.0, -228.0),
                    (56.0, -206.0),
                ]),
                darker(color, 0.12),
            );
            c.fill(
                &Shape::round_rect(-30.0, -223.0, 60.0, 12.0, 6.0),
                [40, 44, 50],
            );
        }
        c.fill(&Shape::circle(0.0, -118.0, 22.0), [248, 248, 242]);
        c.fill(
            &Shape::polygon(&[(-9.0, -120.0), (9.0, -120.0), (6.0, -104.0), (-6.0, -104.0)])
                .and(Shape::rect(-11.0, -127.0, 22.0, 4.5)),
            color,
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
