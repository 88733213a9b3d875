//! A cat and a dog, drawn around the point where they sit or stand.

use super::canvas::{Canvas, Color, Point, Shape, darker, lighter};
use super::props::{DARK, shadow};

/// A cat that sits and looks content.
pub(super) fn cat(c: &mut Canvas, at: Point, size: f32, fur: Color) {
    c.within(at, size, |c| {
        shadow(c, (0.0, 0.0), 34.0, 6.0);
        c.fill(
            &Shape::curve(
                &[(18.0, -6.0), (40.0, -6.0), (46.0, -24.0), (38.0, -38.0)],
                8.0,
            ),
            darker(fur, 0.12),
        );
        c.fill(
            &Shape::blob(&[
                (0.0, -62.0),
                (15.0, -44.0),
                (22.0, -14.0),
                (16.0, 0.0),
                (-16.0, 0.0),
                (-22.0, -14.0),
                (-15.0, -44.0),
            ]),
            fur,
        );
        c.fill(&Shape::ellipse(0.0, -22.0, 9.0, 16.0), lighter(fur, 0.5));
        c.fill(
            &Shape::polygon(&[(-17.0, -66.0), (-18.0, -92.0), (-3.0, -78.0)]).and(Shape::polygon(
                &[(17.0, -66.0), (18.0, -92.0), (3.0, -78.0)],
            )),
            fur,
        );
        c.fill(&Shape::ellipse(0.0, -66.0, 19.0, 16.0), fur);
        for side in [-1.0, 1.0] {
            c.fill(
                &Shape::curve(
                    &[
                        (side * 11.0, -68.0),
                        (side * 7.5, -71.0),
                        (side * 4.0, -68.0),
                    ],
                    2.0,
                ),
                DARK,
            );
            c.glaze(
                &Shape::line(&[(side * 7.0, -61.0), (side * 24.0, -63.0)], 1.0),
                DARK,
                0.6,
            );
            c.fill(
                &Shape::ellipse(side * 8.0, -2.0, 7.0, 4.0),
                lighter(fur, 0.5),
            );
        }
        c.fill(&Shape::ellipse(0.0, -62.5, 2.6, 1.8), [206, 112, 112]);
        c.fill(
            &Shape::curve(&[(-5.0, -60.0), (0.0, -57.0), (5.0, -60.0)], 1.4),
            DARK,
        );
    });
}

/// A dog that stands and wags.
pub(super) fn dog(c: &mut Canvas, at: Point, size: f32, fur: Color) {
    c.within(at, size, |c| {
        shadow(c, (0.0, 0.0), 62.0, 8.0);
        let back = darker(fur, 0.14);
        c.fill(
            &Shape::line(&[(-32.0, -30.0), (-34.0, -4.0)], 12.0)
                .and(Shape::line(&[(30.0, -30.0), (32.0, -4.0)], 12.0)),
            back,
        );
        c.fill(
            &Shape::curve(&[(-44.0, -50.0), (-60.0, -64.0), (-62.0, -82.0)], 8.0),
            fur,
        );
        c.fill(
            &Shape::blob(&[
                (-46.0, -44.0),
                (-30.0, -60.0),
                (10.0, -58.0),
                (40.0, -64.0),
                (46.0, -40.0),
                (30.0, -26.0),
                (-34.0, -24.0),
            ]),
            fur,
        );
        c.fill(
            &Shape::line(&[(-40.0, -30.0), (-42.0, -4.0)], 12.0)
                .and(Shape::line(&[(38.0, -34.0), (40.0, -4.0)], 12.0)),
            fur,
        );
        c.fill(
            &Shape::blob(&[
                (34.0, -56.0),
                (36.0, -88.0),
                (56.0, -96.0),
                (72.0, -84.0),
                (86.0, -76.0),
                (84.0, -64.0),
                (62.0, -58.0),
            ]),
            fur,
        );
        c.fill(
            &Shape::blob(&[
                (42.0, -92.0),
                (34.0, -82.0),
                (32.0, -62.0),
                (42.0, -60.0),
                (50.0, -78.0),
            ]),
            darker(fur, 0.35),
        );
        c.fill(&Shape::ellipse(86.0, -76.0, 5.0, 4.0), DARK);
        c.fill(&Shape::circle(64.0, -82.0, 2.8), DARK);
        c.fill(
            &Shape::line(&[(36.0, -58.0), (60.0, -54.0)], 6.0),
            [196, 62, 60],
        );
        c.fill(
            &Shape::curve(&[(64.0, -62.0), (74.0, -64.0), (82.0, -67.0)], 1.8),
            DARK,
        );
    });
}
