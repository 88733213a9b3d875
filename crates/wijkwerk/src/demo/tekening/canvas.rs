//! A small rasteriser: closed shapes, filled with soft edges.
//!
//! Shapes are polygons (curves are cut into short lines). Each is filled by adding up, per pixel, the exact part that it
//! covers, so edges are smooth without drawing anything larger first. Parts of one shape that overlap are one surface.
//! Coordinates are those of the drawing; [`Canvas::within`] moves and scales them.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels and coordinates of small pictures"
)]

use std::f32::consts::TAU;

/// Red, green, blue.
pub(super) type Color = [u8; 3];
/// A point of the drawing.
pub(super) type Point = (f32, f32);

/// A mixture of two colours; 0 is the first, 1 the second.
pub(super) fn mix(a: Color, b: Color, part: f32) -> Color {
    let channel = |i: usize| {
        let (from, to) = (f32::from(a[i]), f32::from(b[i]));
        (from + (to - from) * part).round().clamp(0.0, 255.0) as u8
    };
    [channel(0), channel(1), channel(2)]
}

/// The colour in more shadow, 0 to 1.
pub(super) fn darker(color: Color, part: f32) -> Color {
    mix(color, [24, 22, 40], part)
}

/// The colour in more light, 0 to 1.
pub(super) fn lighter(color: Color, part: f32) -> Color {
    mix(color, [255, 252, 244], part)
}

/// Something to fill: one or more closed outlines.
#[derive(Clone, Default)]
pub(super) struct Shape(Vec<Vec<Point>>);

impl Shape {
    /// Straight lines from corner to corner.
    pub fn polygon(corners: &[Point]) -> Self {
        Self(vec![corners.to_vec()]).oriented()
    }

    /// A rectangle by its left upper corner and size.
    pub fn rect(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self::polygon(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
    }

    /// A rectangle with round corners.
    pub fn round_rect(x: f32, y: f32, w: f32, h: f32, r: f32) -> Self {
        let r = r.min(w / 2.0).min(h / 2.0);
        let corners = [
            (x + w - r, y + h - r),
            (x + r, y + h - r),
            (x + r, y + r),
            (x + w - r, y + r),
        ];
        let mut points = Vec::new();
        for (i, (cx, cy)) in corners.into_iter().enumerate() {
            for step in 0..=6 {
                let angle = TAU / 4.0 * (i as f32 + step as f32 / 6.0);
                points.push((cx + r * angle.cos(), cy + r * angle.sin()));
            }
        }
        Self(vec![points]).oriented()
    }

    /// An ellipse by its centre and half axes.
    pub fn ellipse(cx: f32, cy: f32, rx: f32, ry: f32) -> Self {
        let count = ((rx.max(ry) * 1.6) as usize).clamp(20, 90);
        let point = |i| {
            let angle = TAU * i as f32 / count as f32;
            (cx + rx * angle.cos(), cy + ry * angle.sin())
        };
        Self(vec![(0..count).map(point).collect()]).oriented()
    }

    /// A circle.
    pub fn circle(cx: f32, cy: f32, r: f32) -> Self {
        Self::ellipse(cx, cy, r, r)
    }

    /// A smooth closed outline through the points.
    pub fn blob(points: &[Point]) -> Self {
        let n = points.len();
        let mut outline = Vec::with_capacity(n * 8);
        for i in 0..n {
            let near = [
                points[(i + n - 1) % n],
                points[i],
                points[(i + 1) % n],
                points[(i + 2) % n],
            ];
            outline.extend((0..8).map(|step| spline(near, step as f32 / 8.0)));
        }
        Self(vec![outline]).oriented()
    }

    /// A line of this width with round ends and corners.
    pub fn line(points: &[Point], width: f32) -> Self {
        let r = width / 2.0;
        let mut shape = Self::default();
        for pair in points.windows(2) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            let length = (bx - ax).hypot(by - ay).max(1e-6);
            let (nx, ny) = ((by - ay) / length * r, (ax - bx) / length * r);
            shape.0.push(vec![
                (ax + nx, ay + ny),
                (bx + nx, by + ny),
                (bx - nx, by - ny),
                (ax - nx, ay - ny),
            ]);
        }
        let count = if r > 6.0 { 20 } else { 10 };
        for (x, y) in points {
            let dot = |i| {
                (
                    x + r * (TAU * i as f32 / count as f32).cos(),
                    y + r * (TAU * i as f32 / count as f32).sin(),
                )
            };
            shape.0.push((0..count).map(dot).collect());
        }
        shape.oriented()
    }

    /// A smooth line through the points.
    pub fn curve(points: &[Point], width: f32) -> Self {
        let n = points.len();
        let mut line = Vec::new();
        for i in 0..n.saturating_sub(1) {
            let near = [
                points[i.saturating_sub(1)],
                points[i],
                points[i + 1],
                points[(i + 2).min(n - 1)],
            ];
            line.extend((0..8).map(|step| spline(near, step as f32 / 8.0)));
        }
        line.extend(points.last());
        Self::line(&line, width)
    }

    /// A circle drawn as a line.
    pub fn ring(cx: f32, cy: f32, rx: f32, ry: f32, width: f32) -> Self {
        let mut points = Self::ellipse(cx, cy, rx, ry).0.remove(0);
        points.push(points[0]);
        Self::line(&points, width)
    }

    /// Both together, as one surface.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Makes all outlines run the same way round, so that overlaps add up instead of cancelling out.
    fn oriented(mut self) -> Self {
        for outline in &mut self.0 {
            let next = outline.iter().cycle().skip(1);
            let area: f32 = outline
                .iter()
                .zip(next)
                .map(|(a, b)| a.0 * b.1 - b.0 * a.1)
                .sum();
            if area < 0.0 {
                outline.reverse();
            }
        }
        self
    }
}

/// A point between the second and the third of four (Catmull–Rom).
fn spline(near: [Point; 4], t: f32) -> Point {
    let [p0, p1, p2, p3] = near;
    let at = |a: f32, b: f32, c: f32, d: f32| {
        let (t2, t3) = (t * t, t * t * t);
        0.5 * (2.0 * b
            + (c - a) * t
            + (2.0 * a - 5.0 * b + 4.0 * c - d) * t2
            + (3.0 * b - a - 3.0 * c + d) * t3)
    };
    (at(p0.0, p1.0, p2.0, p3.0), at(p0.1, p1.1, p2.1, p3.1))
}

/// The picture in the making.
pub(super) struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
    cover: Vec<f32>,
    origin: Point,
    scale: f32,
}

/// The pixels that a shape can touch.
struct Window {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Canvas {
    pub fn new(width: u32, height: u32, color: Color) -> Self {
        let (width, height) = (width as usize, height as usize);
        let pixels = color
            .iter()
            .copied()
            .cycle()
            .take(width * height * 3)
            .collect();
        Self {
            width,
            height,
            pixels,
            cover: Vec::new(),
            origin: (0.0, 0.0),
            scale: 1.0,
        }
    }

    /// The finished pixels, three bytes each.
    pub fn into_pixels(self) -> Vec<u8> {
        self.pixels
    }

    /// Draws with the origin at a point and everything `scale` times as large.
    pub fn within(&mut self, (x, y): Point, scale: f32, draw: impl FnOnce(&mut Self)) {
        let before = (self.origin, self.scale);
        self.origin = (
            self.origin.0 + x * self.scale,
            self.origin.1 + y * self.scale,
        );
        self.scale *= scale;
        draw(self);
        (self.origin, self.scale) = before;
    }

    /// Fills with one colour.
    pub fn fill(&mut self, shape: &Shape, color: Color) {
        self.paint(shape, color, color, 1.0);
    }

    /// Fills with a colour that lets through what is below; 1 is opaque.
    pub fn glaze(&mut self, shape: &Shape, color: Color, alpha: f32) {
        self.paint(shape, color, color, alpha);
    }

    /// Fills with a colour that changes from the top of the shape to its bottom.
    pub fn fade(&mut self, shape: &Shape, top: Color, bottom: Color) {
        self.paint(shape, top, bottom, 1.0);
    }

    fn paint(&mut self, shape: &Shape, top: Color, bottom: Color, alpha: f32) {
        let (ox, oy, scale) = (self.origin.0, self.origin.1, self.scale);
        let outlines: Vec<Vec<Point>> = shape
            .0
            .iter()
            .map(|line| {
                line.iter()
                    .map(|(x, y)| (ox + x * scale, oy + y * scale))
                    .collect()
            })
            .collect();
        let all = || outlines.iter().flatten();
        let low = all().fold((f32::MAX, f32::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1)));
        let high = all().fold((f32::MIN, f32::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1)));
        let Some(window) = self.window(low, high) else {
            return;
        };
        self.cover.clear();
        self.cover.resize((window.width + 2) * window.height, 0.0);
        for outline in &outlines {
            for (a, b) in outline.iter().zip(outline.iter().cycle().skip(1)) {
                edge(&mut self.cover, &window, *a, *b);
            }
        }
        for row in 0..window.height {
            let down = ((row + window.top) as f32 - low.1) / (high.1 - low.1).max(1.0);
            let color = if top == bottom {
                top
            } else {
                mix(top, bottom, down)
            };
            self.blend(&window, row, color, alpha);
        }
    }

    fn blend(&mut self, window: &Window, row: usize, color: Color, alpha: f32) {
        let cover = &self.cover[row * (window.width + 2)..][..window.width];
        let start = ((window.top + row) * self.width + window.left) * 3;
        let pixels = &mut self.pixels[start..start + window.width * 3];
        let full = (alpha * 256.0) as u32;
        let mut sum = 0.0f32;
        for (add, pixel) in cover.iter().zip(pixels.chunks_exact_mut(3)) {
            sum += add;
            let part = (sum.abs().min(1.0) * full as f32 + 0.5) as u32;
            if part >= 256 {
                pixel.copy_from_slice(&color);
            } else if part > 0 {
                for (below, above) in pixel.iter_mut().zip(color) {
                    let mixed = u32::from(*below) * (256 - part) + u32::from(above) * part;
                    *below = ((mixed + 128) >> 8) as u8;
                }
            }
        }
    }

    fn window(&self, low: Point, high: Point) -> Option<Window> {
        let left = low.0.floor().max(0.0) as usize;
        let top = low.1.floor().max(0.0) as usize;
        let right = (high.0.ceil().max(0.0) as usize).min(self.width);
        let bottom = (high.1.ceil().max(0.0) as usize).min(self.height);
        (left < right && top < bottom).then(|| Window {
            left,
            top,
            width: right - left,
            height: bottom - top,
        })
    }
}

/// Adds to each pixel how much of it lies to the right of this edge, as a difference from its left neighbour.
fn edge(cover: &mut [f32], window: &Window, a: Point, b: Point) {
    if (a.1 - b.1).abs() < 1e-6 {
        return;
    }
    let (left, top) = (window.left as f32, window.top as f32);
    let (sign, p, q) = if a.1 < b.1 { (1.0, a, b) } else { (-1.0, b, a) };
    let (x0, y0, y1) = (p.0 - left, p.1 - top, q.1 - top);
    let slope = (q.0 - p.0) / (q.1 - p.1);
    let rows = y0.max(0.0) as usize..(y1.ceil().max(0.0) as usize).min(window.height);
    let limit = window.width as f32;
    for row in rows {
        let (from, to) = (y0.max(row as f32), y1.min(row as f32 + 1.0));
        if to <= from {
            continue;
        }
        let at = |y: f32| (x0 + (y - y0) * slope).clamp(0.0, limit);
        let (xa, xb) = (at(from), at(to));
        let (near, far) = if xa < xb { (xa, xb) } else { (xb, xa) };
        let amount = (to - from) * sign;
        let line = &mut cover[row * (window.width + 2)..][..window.width + 2];
        spread(line, near, far, amount);
    }
}

/// Divides `amount` over the pixels between two crossings of one row, and the pixel after them.
fn spread(line: &mut [f32], near: f32, far: f32, amount: f32) {
    // how much lies right of the edge, from the left border up to x
    let area = |x: f32| {
        if x <= near {
            0.0
        } else if x >= far {
            x - 0.5 * (near + far)
        } else {
            (x - near) * (x - near) / (2.0 * (far - near))
        }
    };
    let (mut start, mut before) = (0.0, 0.0);
    let (first, last) = (near as usize, far.ceil() as usize);
    for (i, value) in line.iter_mut().enumerate().take(last + 1).skip(first) {
        let end = area(i as f32 + 1.0);
        *value += amount * (end - start - before);
        (start, before) = (end, end - start);
    }
}
