//! What grows, falls or is left behind: hedge, tree and grass.

use super::super::animals;
use super::super::canvas::{Canvas, Color, Shape, darker, lighter};
use super::super::chance::Chance;
use super::super::props;
use super::super::street;

pub(super) fn hedge(c: &mut Canvas, solved: bool, chance: &mut Chance) {
    let green = street::leaf(chance);
    let fence = chance.pick(&[[178, 132, 92], [150, 118, 96], [236, 230, 218]]);
    let wide = 540.0;
    props::shadow(c, (wide * 0.5, 640.0), wide * 0.54, 14.0);
    let planks = |c: &mut Canvas| {
        for i in 0..12u8 {
            let x = f32::from(i) * 46.0 - 10.0;
            c.fade(
                &Shape::round_rect(x, 452.0, 42.0, 188.0, 5.0),
                fence,
                darker(fence, 0.14),
            );
        }
        c.fill(
            &Shape::rect(-10.0, 484.0, wide + 4.0, 11.0),
            darker(fence, 0.22),
        );
        c.fill(
            &Shape::rect(-10.0, 590.0, wide + 4.0, 11.0),
            darker(fence, 0.22),
        );
    };
    if solved {
        c.fade(
            &Shape::round_rect(-40.0, 372.0, wide + 20.0, 150.0, 26.0),
            lighter(green, 0.1),
            darker(green, 0.14),
        );
        leaves(c, chance, ((-20.0, wide - 40.0), (384.0, 452.0)), green, 60);
        planks(c);
        animals::cat(c, (700.0, 650.0), 1.2, [108, 100, 104]);
        return;
    }
    planks(c);
    props::shadow(c, (600.0, 668.0), 260.0, 20.0);
    let mut bush = Shape::default();
    for (x, y, r) in [
        (40.0, 330.0, 130.0),
        (190.0, 290.0, 150.0),
        (350.0, 310.0, 150.0),
        (490.0, 370.0, 140.0),
        (610.0, 440.0, 116.0),
        (700.0, 520.0, 80.0),
        (560.0, 530.0, 88.0),
        (420.0, 480.0, 100.0),
        (240.0, 450.0, 84.0),
        (80.0, 450.0, 76.0),
        (640.0, 590.0, 44.0),
        (746.0, 566.0, 36.0),
    ] {
        bush = bush.and(Shape::circle(x, y, r));
    }
    c.fill(&bush, green);
    for (x, y, r) in [
        (200.0, 250.0, 84.0),
        (380.0, 270.0, 76.0),
        (560.0, 380.0, 66.0),
        (60.0, 300.0, 66.0),
        (670.0, 480.0, 40.0),
    ] {
        c.glaze(&Shape::circle(x, y, r), lighter(green, 0.22), 0.26);
    }
    leaves(c, chance, ((0.0, 560.0), (230.0, 500.0)), green, 130);
    for (x, y, dx) in [
        (690.0, 560.0, 90.0),
        (740.0, 540.0, 84.0),
        (600.0, 600.0, 40.0),
        (650.0, 600.0, 60.0),
    ] {
        let tip = (x + dx, y + 66.0);
        c.fill(
            &Shape::curve(&[(x, y), (x + dx * 0.6, y + 14.0), tip], 4.0),
            [112, 88, 62],
        );
        for part in [0.35, 0.6, 0.85, 1.0] {
            let (lx, ly) = (x + dx * part, y + 66.0 * part * part);
            c.fill(
                &Shape::ellipse(lx + 6.0, ly - 8.0, 13.0, 7.0).and(Shape::ellipse(
                    lx - 6.0,
                    ly + 9.0,
                    11.0,
                    7.0,
                )),
                lighter(green, 0.1),
            );
        }
    }
}

pub(super) fn dog_mess(c: &mut Canvas, solved: bool, chance: &mut Chance) {
    let (x, y) = (chance.between(400.0, 480.0), 628.0);
    street::tree(c, (110.0, 520.0), 1.15, street::leaf(chance));
    // the dispenser of bags
    props::shadow(c, (790.0, 600.0), 40.0, 8.0);
    c.fill(&Shape::rect(782.0, 400.0, 16.0, 200.0), [92, 98, 108]);
    c.fade(
        &Shape::round_rect(748.0, 330.0, 84.0, 124.0, 10.0),
        [84, 156, 104],
        [62, 124, 84],
    );
    c.fill(
        &Shape::round_rect(766.0, 426.0, 48.0, 10.0, 4.0),
        [36, 50, 44],
    );
    c.within((782.0, 404.0), 0.42, |c| {
        animals::dog(c, (0.0, 0.0), 1.0, [244, 248, 240]);
    });
    if solved {
        for (dx, dy) in [
            (-90.0, 30.0),
            (-30.0, 52.0),
            (70.0, 44.0),
            (130.0, 18.0),
            (10.0, 8.0),
        ] {
            street::daisy(c, (x + dx, y + dy), 8.0);
        }
        animals::dog(
            c,
            (x + 40.0, y - 10.0),
            1.7,
            chance.pick(&[[206, 150, 96], [236, 222, 200], [120, 92, 78]]),
        );
        return;
    }
    c.within((x, y), 1.5, |c| {
        let brown = [112, 74, 46];
        props::shadow(c, (0.0, 4.0), 78.0, 12.0);
        c.fill(
            &Shape::round_rect(-66.0, -32.0, 132.0, 38.0, 19.0),
            darker(brown, 0.14),
        );
        c.fill(&Shape::round_rect(-49.0, -60.0, 98.0, 35.0, 17.0), brown);
        c.fill(
            &Shape::blob(&[
                (-32.0, -60.0),
                (-22.0, -82.0),
                (2.0, -92.0),
                (6.0, -110.0),
                (20.0, -90.0),
                (32.0, -62.0),
                (0.0, -54.0),
            ]),
            lighter(brown, 0.1),
        );
        c.glaze(
            &Shape::curve(&[(-48.0, -20.0), (-34.0, -25.0), (-18.0, -25.0)], 6.0).and(
                Shape::curve(&[(-34.0, -49.0), (-22.0, -53.0), (-10.0, -53.0)], 5.0),
            ),
            [255, 240, 220],
            0.35,
        );
        for (x, y, lift) in [
            (-84.0, -96.0, 12.0),
            (66.0, -112.0, -12.0),
            (104.0, -58.0, 10.0),
        ] {
            c.glaze(
                &Shape::curve(
                    &[
                        (x - 30.0, y + lift),
                        (x - 18.0, y + lift * 1.7),
                        (x - 6.0, y + lift * 0.4),
                    ],
                    1.6,
                ),
                [70, 70, 80],
                0.6,
            );
            c.glaze(
                &Shape::ellipse(x - 3.0, y - 5.0, 6.0, 4.0).and(Shape::ellipse(
                    x + 6.0,
                    y - 5.0,
                    6.0,
                    4.0,
                )),
                [240, 246, 250],
                0.9,
            );
            c.fill(&Shape::ellipse(x + 1.0, y, 6.0, 4.6), [48, 48, 58]);
        }
    });
    for (dx, dy) in [
        (-120.0, 16.0),
        (-70.0, 26.0),
        (90.0, 24.0),
        (126.0, 8.0),
        (20.0, 34.0),
    ] {
        street::tuft(c, (x + dx, y + dy), 17.0, [92, 140, 70]);
    }
}

pub(super) fn branch(c: &mut Canvas, solved: bool, chance: &mut Chance) {
    let green = street::leaf(chance);
    let bark = [122, 88, 66];
    street::tree(c, (780.0, 620.0), 1.75, green);
    let wound = (756.0, 470.0);
    if solved {
        c.fill(
            &Shape::ellipse(wound.0 + 8.0, wound.1, 14.0, 18.0),
            [232, 200, 150],
        );
        c.glaze(
            &Shape::ring(wound.0 + 8.0, wound.1, 8.0, 11.0, 2.0),
            [170, 126, 84],
            0.8,
        );
        props::bicycle(
            c,
            (330.0, 648.0),
            1.5,
            chance.pick(&[[62, 110, 140], [196, 78, 66], [84, 132, 96]]),
        );
        for (x, y) in [(560.0, 690.0), (610.0, 668.0), (150.0, 696.0)] {
            c.fill(&Shape::ellipse(x, y, 11.0, 5.0), lighter(green, 0.1));
        }
        return;
    }
    c.fill(
        &Shape::polygon(&[
            (wound.0 + 16.0, wound.1 - 30.0),
            (wound.0 - 44.0, wound.1 - 12.0),
            (wound.0 - 20.0, wound.1),
            (wound.0 - 40.0, wound.1 + 16.0),
            (wound.0 + 16.0, wound.1 + 34.0),
        ]),
        bark,
    );
    c.fill(
        &Shape::polygon(&[
            (wound.0 - 44.0, wound.1 - 12.0),
            (wound.0 - 20.0, wound.1),
            (wound.0 - 40.0, wound.1 + 16.0),
            (wound.0 - 14.0, wound.1 + 8.0),
            (wound.0 - 16.0, wound.1 - 12.0),
        ]),
        [238, 206, 156],
    );
    props::shadow(c, (380.0, 668.0), 330.0, 20.0);
    for crown in [
        (150.0, 606.0, 74.0),
        (250.0, 580.0, 66.0),
        (110.0, 650.0, 50.0),
        (220.0, 648.0, 60.0),
        (330.0, 596.0, 46.0),
    ] {
        c.fill(&Shape::circle(crown.0, crown.1, crown.2), green);
        c.glaze(
            &Shape::ellipse(crown.0 - 10.0, crown.1 - 22.0, crown.2 * 0.5, crown.2 * 0.3),
            lighter(green, 0.3),
            0.55,
        );
    }
    c.fill(
        &Shape::curve(
            &[
                (650.0, 656.0),
                (520.0, 640.0),
                (400.0, 646.0),
                (250.0, 630.0),
                (140.0, 630.0),
            ],
            30.0,
        ),
        bark,
    );
    c.fill(
        &Shape::curve(&[(430.0, 642.0), (380.0, 590.0), (330.0, 572.0)], 16.0).and(Shape::curve(
            &[(500.0, 640.0), (470.0, 588.0), (480.0, 560.0)],
            12.0,
        )),
        bark,
    );
    c.glaze(
        &Shape::curve(
            &[
                (640.0, 648.0),
                (520.0, 632.0),
                (400.0, 638.0),
                (260.0, 622.0),
            ],
            6.0,
        ),
        lighter(bark, 0.3),
        0.7,
    );
    c.fill(
        &Shape::polygon(&[
            (644.0, 640.0),
            (690.0, 636.0),
            (668.0, 652.0),
            (694.0, 662.0),
            (650.0, 674.0),
        ]),
        [238, 206, 156],
    );
    leaves(c, chance, ((80.0, 330.0), (560.0, 680.0)), green, 60);
    for (x, y) in [
        (560.0, 700.0),
        (610.0, 690.0),
        (700.0, 690.0),
        (480.0, 560.0),
        (492.0, 548.0),
        (420.0, 690.0),
        (330.0, 700.0),
    ] {
        c.fill(&Shape::ellipse(x, y, 12.0, 6.0), lighter(green, 0.1));
    }
}

fn leaves(
    c: &mut Canvas,
    chance: &mut Chance,
    (x, y): ((f32, f32), (f32, f32)),
    green: Color,
    count: usize,
) {
    for _ in 0..count {
        let at = (chance.between(x.0, x.1), chance.between(y.0, y.1));
        let color = if chance.percent(60) {
            lighter(green, 0.26)
        } else {
            darker(green, 0.2)
        };
        c.glaze(&Shape::ellipse(at.0, at.1, 10.0, 5.0), color, 0.55);
    }
}
