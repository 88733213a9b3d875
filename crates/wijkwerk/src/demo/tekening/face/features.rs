//! Eyes, nose, mouth, beard and glasses.

use super::super::canvas::{Canvas, Color, Shape, darker, mix};
use super::super::chance::Chance;
use super::{Hair, Look};

pub(super) fn features(c: &mut Canvas, look: &Look, chance: &mut Chance) {
    let shade = darker(look.skin, 0.24);
    let brow = if look.style == Hair::Hijab || look.style == Hair::Bald {
        darker(look.skin, 0.6)
    } else {
        darker(look.hair, 0.12)
    };
    let lift = chance.between(-0.8, 0.8);
    for side in [-1.0, 1.0] {
        let x = 50.0 + side * 7.9;
        c.glaze(
            &Shape::ellipse(50.0 + side * 11.2, 54.5, 4.4, 3.0),
            [226, 92, 84],
            0.22,
        );
        c.fill(&Shape::ellipse(x, 46.4, 2.9, 2.3), [252, 250, 246]);
        c.fill(&Shape::circle(x, 46.5, 1.95), darker(look.iris, 0.25));
        c.fill(&Shape::circle(x + 0.7, 45.8, 0.6), [255, 255, 255]);
        c.fill(
            &Shape::curve(
                &[
                    (x - side * 3.2, 46.0),
                    (x - side * 0.4, 43.9),
                    (x + side * 3.3, 45.4),
                ],
                0.95,
            ),
            darker(look.skin, 0.62),
        );
        c.fill(
            &Shape::curve(
                &[
                    (x - side * 3.6, 40.6 - lift),
                    (x, 39.3 - lift),
                    (x + side * 3.9, 40.9),
                ],
                1.5,
            ),
            brow,
        );
        if look.old {
            let lines = Shape::curve(&[(x + side * 4.8, 48.0), (x + side * 6.2, 47.4)], 0.5).and(
                Shape::curve(&[(x + side * 4.6, 49.4), (x + side * 6.0, 49.8)], 0.5),
            );
            c.glaze(&lines, shade, 0.8);
        }
    }
    if look.old {
        c.glaze(
            &Shape::curve(&[(43.5, 34.0), (50.0, 33.2), (56.5, 34.0)], 0.6),
            shade,
            0.55,
        );
    }
    c.fill(
        &Shape::curve(
            &[(49.4, 47.5), (51.6, 53.0), (50.6, 54.8), (48.6, 54.6)],
            1.2,
        ),
        shade,
    );
    let bend = look.smile;
    if chance.percent(45) {
        let mouth = Shape::blob(&[
            (43.4, 58.6),
            (50.0, 59.6),
            (56.6, 58.6),
            (54.2, 61.0 + bend * 0.5),
            (50.0, 61.6 + bend * 0.6),
            (45.8, 61.0 + bend * 0.5),
        ]);
        c.fill(&mouth, [136, 52, 54]);
        c.fill(
            &Shape::blob(&[
                (44.8, 59.0),
                (50.0, 59.8),
                (55.2, 59.0),
                (53.6, 60.7),
                (50.0, 61.2),
                (46.4, 60.7),
            ]),
            [255, 252, 248],
        );
    } else {
        c.fill(
            &Shape::curve(
                &[
                    (43.6, 59.2),
                    (46.6, 59.4 + bend * 0.55),
                    (50.0, 59.6 + bend * 0.7),
                    (53.4, 59.4 + bend * 0.55),
                    (56.4, 59.2),
                ],
                1.3,
            ),
            mix(darker(look.skin, 0.4), [160, 60, 60], 0.5),
        );
    }
}

pub(super) fn beard(c: &mut Canvas, look: &Look) {
    let color = mix(look.hair, look.skin, 0.06);
    let mouth = mix(darker(look.skin, 0.4), [160, 60, 60], 0.5);
    match look.beard {
        1 => c.glaze(&jaw(57.0), mix(look.hair, look.skin, 0.35), 0.42),
        2 => {
            c.fill(&jaw(56.4), color);
            c.fill(
                &Shape::curve(&[(45.4, 60.8), (50.0, 62.8), (54.6, 60.8)], 1.5),
                mouth,
            );
        }
        3 => c.fill(
            &Shape::blob(&[
                (50.0, 55.6),
                (55.6, 57.0),
                (59.0, 59.4),
                (54.0, 59.4),
                (50.0, 58.2),
                (46.0, 59.4),
                (41.0, 59.4),
                (44.4, 57.0),
            ]),
            color,
        ),
        _ => {}
    }
}

fn jaw(top: f32) -> Shape {
    Shape::blob(&[
        (32.9, 49.0),
        (36.6, 56.0),
        (43.0, top),
        (50.0, top - 0.4),
        (57.0, top),
        (63.4, 56.0),
        (67.1, 49.0),
        (66.0, 58.0),
        (60.0, 67.4),
        (50.0, 71.6),
        (40.0, 67.4),
        (34.0, 58.0),
    ])
}

pub(super) fn glasses(c: &mut Canvas, frame: Color) {
    for side in [-1.0, 1.0] {
        let x = 50.0 + side * 8.0;
        c.glaze(&Shape::ellipse(x, 46.8, 6.0, 5.2), [255, 255, 255], 0.18);
        c.fill(&Shape::ring(x, 46.8, 6.0, 5.2, 1.2), frame);
        c.fill(
            &Shape::line(
                &[(50.0 + side * 14.0, 46.0), (50.0 + side * 18.0, 45.2)],
                1.1,
            ),
            frame,
        );
    }
    c.fill(
        &Shape::curve(&[(48.0, 46.2), (50.0, 45.3), (52.0, 46.2)], 1.2),
        frame,
    );
}
