//! What was built there: a wall and a swing.

use super::super::canvas::{Canvas, Color, Point, Shape, darker, mix};
use super::super::chance::Chance;
use super::super::props;
use super::super::street;

pub(super) fn wall(c: &mut Canvas, solved: bool, chance: &mut Chance) {
    let brick = street::brick(chance);
    let (left, top, wide, high) = (96.0, 214.0, 768.0, 396.0);
    props::shadow(c, (480.0, 612.0), 410.0, 14.0);
    c.fill(
        &Shape::rect(left, top, wide, high),
        mix(brick, [214, 206, 196], 0.5),
    );
    let mut courses = Shape::default();
    let mut odd = Shape::default();
    for row in 0..15u8 {
        let y = top + 4.0 + f32::from(row) * 26.2;
        let shift = if row % 2 == 0 { 0.0 } else { -32.0 };
        for i in 0..13u8 {
            let x = (left + shift + f32::from(i) * 64.0).max(left);
            let end = (left + shift + f32::from(i) * 64.0 + 60.0).min(left + wide);
            if end > x {
                let one = Shape::rect(x, y, end - x, 22.0);
                if chance.percent(22) {
                    odd = odd.and(one);
                } else {
                    courses = courses.and(one);
                }
            }
        }
    }
    c.fill(&courses, brick);
    c.fill(&odd, darker(brick, 0.1));
    c.fill(
        &Shape::round_rect(left - 14.0, top - 18.0, wide + 28.0, 24.0, 5.0),
        [206, 200, 190],
    );
    c.glaze(&Shape::rect(left, top + 6.0, wide, 12.0), [30, 24, 34], 0.2);
    let paint = chance.pick(&[
        ([236, 70, 130], [70, 214, 226]),
        ([250, 210, 60], [226, 66, 60]),
        ([140, 226, 90], [120, 70, 200]),
    ]);
    if !solved {
        graffiti(c, paint);
    }
    props::planter(c, (170.0, 640.0), 1.25, chance);
    if solved {
        props::planter(c, (792.0, 640.0), 1.25, chance);
    }
}

fn graffiti(c: &mut Canvas, (a, b): (Color, Color)) {
    let swirl = [
        (224.0, 474.0),
        (250.0, 330.0),
        (330.0, 350.0),
        (300.0, 450.0),
        (390.0, 480.0),
        (420.0, 330.0),
        (480.0, 340.0),
        (470.0, 480.0),
        (560.0, 460.0),
        (560.0, 350.0),
        (640.0, 340.0),
        (630.0, 430.0),
        (720.0, 470.0),
    ];
    c.fill(&Shape::curve(&swirl, 62.0), [38, 34, 48]);
    c.fill(&Shape::curve(&swirl, 46.0), a);
    let above: Vec<Point> = swirl.iter().map(|(x, y)| (x - 6.0, y - 9.0)).collect();
    c.glaze(&Shape::curve(&above, 8.0), [255, 255, 255], 0.75);
    for (x, y) in [
        (300.0, 496.0),
        (470.0, 504.0),
        (566.0, 486.0),
        (718.0, 492.0),
    ] {
        c.fill(&Shape::line(&[(x, y), (x, y + 52.0)], 9.0), a);
        c.fill(&Shape::circle(x, y + 54.0, 7.0), a);
    }
    c.fill(
        &Shape::curve(
            &[
                (190.0, 540.0),
                (340.0, 560.0),
                (520.0, 546.0),
                (700.0, 560.0),
                (790.0, 530.0),
            ],
            14.0,
        ),
        b,
    );
    c.fill(
        &Shape::line(
            &[
                (770.0, 290.0),
                (790.0, 340.0),
                (838.0, 344.0),
                (800.0, 372.0),
                (816.0, 420.0),
                (774.0, 392.0),
                (734.0, 420.0),
                (748.0, 372.0),
                (712.0, 344.0),
                (756.0, 338.0),
                (770.0, 290.0),
            ],
            9.0,
        ),
        b,
    );
    c.fill(
        &Shape::ring(160.0, 320.0, 40.0, 40.0, 9.0).and(Shape::curve(
            &[(140.0, 332.0), (160.0, 344.0), (180.0, 332.0)],
            7.0,
        )),
        b,
    );
    c.fill(
        &Shape::circle(147.0, 310.0, 6.0).and(Shape::circle(173.0, 310.0, 6.0)),
        b,
    );
}

pub(super) fn swing(c: &mut Canvas, solved: bool, chance: &mut Chance) {
    let (frame, seat) = chance.pick(&[
        ([206, 74, 66], [58, 104, 150]),
        ([58, 116, 164], [226, 164, 60]),
        ([84, 140, 88], [206, 74, 66]),
    ]);
    street::tree(c, (850.0, 500.0), 1.1, street::leaf(chance));
    c.fill(&Shape::ellipse(450.0, 626.0, 400.0, 62.0), [226, 200, 152]);
    c.glaze(
        &Shape::ellipse(450.0, 622.0, 370.0, 50.0),
        [240, 220, 180],
        0.7,
    );
    for x in [150.0, 750.0] {
        c.fill(
            &Shape::line(&[(x, 262.0), (x - 58.0, 640.0)], 18.0),
            darker(frame, 0.12),
        );
        c.fill(
            &Shape::line(&[(x, 262.0), (x + 58.0, 612.0)], 18.0),
            darker(frame, 0.22),
        );
    }
    c.fill(&Shape::line(&[(140.0, 262.0), (760.0, 262.0)], 20.0), frame);
    c.glaze(
        &Shape::line(&[(150.0, 257.0), (750.0, 257.0)], 5.0),
        [255, 255, 255],
        0.35,
    );
    let hang = |c: &mut Canvas, x: f32| {
        for dx in [-46.0, 46.0] {
            c.fill(
                &Shape::line(&[(x + dx, 268.0), (x + dx, 538.0)], 4.5),
                [96, 100, 110],
            );
        }
        props::shadow(c, (x, 620.0), 62.0, 9.0);
        c.fill(&Shape::round_rect(x - 62.0, 532.0, 124.0, 18.0, 8.0), seat);
    };
    hang(c, 310.0);
    if solved {
        hang(c, 580.0);
        return;
    }
    c.fill(
        &Shape::line(&[(534.0, 268.0), (534.0, 500.0)], 4.5),
        [96, 100, 110],
    );
    c.fill(
        &Shape::curve(
            &[
                (626.0, 268.0),
                (624.0, 320.0),
                (632.0, 356.0),
                (622.0, 372.0),
            ],
            4.5,
        ),
        [96, 100, 110],
    );
    props::shadow(c, (566.0, 626.0), 60.0, 9.0);
    c.fill(&Shape::line(&[(534.0, 498.0), (576.0, 606.0)], 17.0), seat);
    c.fill(
        &Shape::line(&[(556.0, 552.0), (570.0, 562.0), (562.0, 572.0)], 3.0),
        darker(seat, 0.5),
    );
    c.fill(
        &Shape::curve(
            &[
                (576.0, 606.0),
                (606.0, 612.0),
                (630.0, 628.0),
                (664.0, 624.0),
            ],
            4.5,
        ),
        [96, 100, 110],
    );
    tape(c, (92.0, 560.0), (808.0, 566.0));
}

/// Red and white tape between two points.
fn tape(c: &mut Canvas, from: Point, to: Point) {
    let at = |part: f32| {
        let sag = 34.0 * (1.0 - (2.0 * part - 1.0).powi(2));
        (
            from.0 + (to.0 - from.0) * part,
            from.1 + (to.1 - from.1) * part + sag,
        )
    };
    for i in 0..20u8 {
        let (a, b) = (at(f32::from(i) / 20.0), at(f32::from(i + 1) / 20.0));
        let color = if i % 2 == 0 {
            [220, 56, 52]
        } else {
            [252, 250, 246]
        };
        c.fill(
            &Shape::polygon(&[a, b, (b.0 - 6.0, b.1 + 22.0), (a.0 - 6.0, a.1 + 22.0)]),
            color,
        );
    }
}
