//! What lies, stands or gapes on pavement and cycle path.

use super::super::animals;
use super::super::canvas::{Canvas, Point, Shape, darker, lighter};
use super::super::chance::Chance;
use super::super::props;
use super::super::street;
use super::super::street::Ground;
use super::super::waste;

pub(super) fn tile(c: &mut Canvas, ground: Ground, solved: bool, chance: &mut Chance) {
    let grey = [190, 186, 180];
    props::planter(c, (130.0 + chance.between(-30.0, 40.0), 520.0), 1.2, chance);
    let frame = chance.pick(&[[62, 110, 140], [196, 78, 66], [84, 132, 96]]);
    props::bicycle(c, (760.0, 492.0), 1.15, frame);
    let (right, away) = ((-1.0, 1.0), (1.0, 3.0));
    if solved {
        c.fill(&ground.patch(right, away), lighter(grey, 0.42));
        let (a, b) = (ground.spot(right.0, away.0), ground.spot(right.1, away.0));
        let (d, e) = (ground.spot(right.0, away.1), ground.spot(right.1, away.1));
        let (row, column) = (
            (ground.spot(-1.0, 2.0), ground.spot(1.0, 2.0)),
            (ground.spot(0.0, 1.0), ground.spot(0.0, 3.0)),
        );
        let joints = Shape::line(&[a, b, e, d, a], 3.0)
            .and(Shape::line(&[row.0, row.1], 2.0))
            .and(Shape::line(&[column.0, column.1], 2.0));
        c.glaze(&joints, darker(grey, 0.5), 0.5);
        for i in 0..14u8 {
            let (x, y) = ground.spot(
                right.0 + f32::from(i % 7) * 0.3 + chance.between(-0.1, 0.1),
                away.0 - 0.12 + f32::from(i / 7) * 2.2,
            );
            c.glaze(&Shape::ellipse(x, y, 9.0, 2.4), [226, 204, 160], 0.7);
        }
        return;
    }
    c.fill(&ground.patch(right, away), [116, 92, 70]);
    c.glaze(
        &ground.patch((right.0, right.1), (away.1 - 0.5, away.1)),
        [40, 30, 30],
        0.55,
    );
    let (a, b) = (
        ground.spot(right.0 + 0.12, away.0 + 0.1),
        ground.spot(right.1 + 0.08, away.0 - 0.12),
    );
    let (d, e) = (
        ground.spot(right.0 + 0.1, away.1 - 0.2),
        ground.spot(right.1 + 0.1, away.1 - 0.1),
    );
    let up = |p: Point, by: f32| (p.0, p.1 - by);
    let (b_up, e_up) = (up(b, 54.0), up(e, 44.0));
    c.fill(&Shape::polygon(&[a, b, b_up]), [60, 48, 44]);
    c.fill(&Shape::polygon(&[b, e, e_up, b_up]), [74, 60, 54]);
    c.fade(
        &Shape::polygon(&[a, b_up, e_up, d]),
        lighter(grey, 0.2),
        lighter(grey, 0.02),
    );
    c.fill(
        &Shape::polygon(&[a, b_up, (b_up.0, b_up.1 + 15.0), (a.0, a.1 + 10.0)]),
        darker(grey, 0.34),
    );
    let middle = (f32::midpoint(a.0, e_up.0), f32::midpoint(a.1, e_up.1));
    let crack = [
        (d.0 + 66.0, d.1 - 2.0),
        (middle.0 - 22.0, middle.1 - 16.0),
        middle,
        (middle.0 + 12.0, middle.1 + 30.0),
    ];
    c.fill(&Shape::line(&crack, 4.0), darker(grey, 0.55));
    c.fill(
        &Shape::line(&[middle, (middle.0 + 54.0, middle.1 - 8.0)], 3.0),
        darker(grey, 0.55),
    );
    for (dx, dy) in [(-20.0, 4.0), (60.0, 20.0), (150.0, 22.0), (-8.0, -60.0)] {
        street::tuft(c, (a.0 + dx, a.1 + dy), 13.0, [104, 148, 76]);
    }
    for (dx, dy, r) in [(-60.0, 24.0, 8.0), (-38.0, 34.0, 5.0), (250.0, 36.0, 7.0)] {
        c.fill(
            &Shape::ellipse(a.0 + dx, a.1 + dy, r * 1.4, r),
            darker(grey, 0.22),
        );
    }
}

pub(super) fn rubbish(c: &mut Canvas, solved: bool, chance: &mut Chance) {
    let x = chance.between(500.0, 600.0);
    let fur = chance.pick(&[[222, 148, 84], [92, 88, 96], [238, 226, 208]]);
    waste::container(c, (x, 612.0), 1.35);
    if solved {
        props::planter(c, (x + 190.0, 610.0), 1.1, chance);
        animals::cat(c, (x - 210.0, 640.0), 1.25, fur);
        return;
    }
    c.fill(
        &Shape::polygon(&[
            (x + 116.0, 540.0),
            (x + 236.0, 528.0),
            (x + 252.0, 640.0),
            (x + 128.0, 656.0),
        ]),
        [200, 154, 104],
    );
    c.fill(
        &Shape::polygon(&[
            (x + 116.0, 540.0),
            (x + 236.0, 528.0),
            (x + 280.0, 508.0),
            (x + 158.0, 514.0),
        ]),
        [176, 130, 84],
    );
    c.glaze(
        &Shape::line(&[(x + 176.0, 536.0), (x + 190.0, 646.0)], 12.0),
        [232, 206, 160],
        0.9,
    );
    waste::bag(c, (x - 196.0, 622.0), 1.35, [62, 66, 78]);
    waste::bag(c, (x - 100.0, 646.0), 1.15, [86, 106, 132]);
    waste::bag(c, (x + 82.0, 652.0), 1.25, [54, 56, 64]);
    waste::litter(c, (x - 40.0, 688.0), 1.3);
    waste::litter(c, (x - 330.0, 660.0), 0.9);
}

pub(super) fn lamp(c: &mut Canvas, solved: bool, chance: &mut Chance) {
    let x = chance.between(340.0, 420.0);
    let frame = chance.pick(&[[52, 84, 116], [128, 62, 70], [66, 96, 84]]);
    if !solved {
        c.glaze(&Shape::rect(0.0, 430.0, 960.0, 290.0), [22, 24, 58], 0.34);
    }
    props::lamp_post(c, (x, 622.0), solved);
    props::bicycle(
        c,
        (x + 300.0, 640.0),
        1.2,
        if solved {
            lighter(frame, 0.12)
        } else {
            darker(frame, 0.45)
        },
    );
    if solved {
        animals::cat(c, (x + 120.0, 660.0), 1.0, [226, 160, 98]);
    }
}

pub(super) fn pothole(c: &mut Canvas, ground: Ground, solved: bool, chance: &mut Chance) {
    street::tree(
        c,
        (chance.between(70.0, 130.0), 500.0),
        1.0,
        street::leaf(chance),
    );
    street::tree(
        c,
        (chance.between(850.0, 900.0), 480.0),
        0.85,
        street::leaf(chance),
    );
    if solved {
        c.fill(&ground.patch((-1.5, 1.0), (0.9, 3.4)), [150, 60, 54]);
        let corners = [
            ground.spot(-1.5, 0.9),
            ground.spot(1.0, 0.9),
            ground.spot(1.0, 3.4),
            ground.spot(-1.5, 3.4),
            ground.spot(-1.5, 0.9),
        ];
        c.glaze(&Shape::line(&corners, 5.0), [70, 36, 38], 0.6);
        for _ in 0..40 {
            let (x, y) = ground.spot(chance.between(-1.4, 0.9), chance.between(1.0, 3.3));
            c.glaze(&Shape::ellipse(x, y, 3.0, 1.5), [206, 110, 92], 0.5);
        }
        c.fill(&ground.patch((-0.05, 0.05), (1.6, 2.7)), [252, 248, 240]);
        props::bicycle(
            c,
            (700.0, 560.0),
            1.5,
            chance.pick(&[[62, 110, 140], [240, 190, 70], [84, 132, 96]]),
        );
        return;
    }
    let (x, y) = ground.spot(-0.05, 1.9);
    c.within((x, y), 1.02, |c| {
        let rim = |grow: f32| {
            Shape::blob(&[
                (-150.0 * grow, 4.0),
                (-112.0 * grow, -30.0 * grow),
                (-40.0 * grow, -34.0 * grow),
                (10.0, -44.0 * grow),
                (92.0 * grow, -32.0 * grow),
                (146.0 * grow, -6.0),
                (118.0 * grow, 28.0 * grow),
                (50.0 * grow, 30.0 * grow),
                (-10.0, 44.0 * grow),
                (-96.0 * grow, 32.0 * grow),
            ])
        };
        c.fill(&rim(1.1), [206, 122, 104]);
        c.fill(&rim(1.0), [92, 52, 50]);
        c.within((0.0, 8.0), 1.0, |c| c.fill(&rim(0.86), [66, 50, 52]));
        c.fill(
            &Shape::blob(&[
                (-92.0, 14.0),
                (-30.0, -4.0),
                (50.0, -2.0),
                (92.0, 10.0),
                (44.0, 26.0),
                (-40.0, 28.0),
            ]),
            [122, 156, 178],
        );
        c.glaze(
            &Shape::curve(&[(-56.0, 12.0), (-16.0, 5.0), (26.0, 6.0)], 4.0),
            [255, 255, 255],
            0.7,
        );
        for crack in [
            [(-160.0, 2.0), (-206.0, -14.0), (-236.0, 2.0)],
            [(140.0, 16.0), (190.0, 28.0), (216.0, 18.0)],
            [(30.0, -44.0), (44.0, -70.0), (84.0, -84.0)],
            [(-60.0, 42.0), (-84.0, 66.0), (-70.0, 84.0)],
        ] {
            c.fill(&Shape::line(&crack, 4.0), [104, 48, 44]);
        }
        for (x, y, r) in [
            (176.0, -24.0, 9.0),
            (-178.0, 34.0, 8.0),
            (96.0, 54.0, 7.0),
            (-120.0, -48.0, 6.0),
        ] {
            c.fill(&Shape::ellipse(x, y, r * 1.3, r), [138, 64, 58]);
        }
    });
}

pub(super) fn litter_bin(c: &mut Canvas, solved: bool, chance: &mut Chance) {
    let x = chance.between(440.0, 540.0);
    let color = chance.pick(&[[70, 128, 88], [64, 96, 120], [92, 100, 108]]);
    // a bench beside it
    let wood = [182, 128, 84];
    props::shadow(c, (x - 270.0, 632.0), 150.0, 10.0);
    c.fill(
        &Shape::line(&[(x - 380.0, 560.0), (x - 380.0, 632.0)], 10.0)
            .and(Shape::line(&[(x - 170.0, 560.0), (x - 170.0, 632.0)], 10.0)),
        [66, 70, 80],
    );
    for (y, h) in [(470.0, 22.0), (502.0, 22.0), (552.0, 20.0)] {
        c.fade(
            &Shape::round_rect(x - 410.0, y, 270.0, h, 6.0),
            lighter(wood, 0.1),
            darker(wood, 0.1),
        );
    }
    waste::bin(c, (x, 640.0), 1.45, !solved, color);
    if solved {
        props::planter(c, (x + 210.0, 632.0), 1.3, chance);
        return;
    }
    waste::bag(c, (x + 130.0, 650.0), 1.05, [70, 74, 88]);
    waste::litter(c, (x - 130.0, 682.0), 1.2);
    waste::litter(c, (x + 270.0, 694.0), 1.0);
}
