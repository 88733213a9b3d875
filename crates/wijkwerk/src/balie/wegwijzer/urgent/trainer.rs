//! Learns from examples which words tell an emergency, while the product is built.
//!
//! A linear support vector machine (squared hinge loss), solved one example at a time in the dual. It only adds,
//! multiplies, divides and takes square roots, in an order that is always the same, so that every machine makes the
//! same weights.

use super::features::PLACES;

/// How often every example is looked at.
const ROUNDS: usize = 20;
/// What it costs to overlook what is meant, and to take something else for it.
const OVERLOOKED: f64 = 1.0;
const MISTAKEN: f64 = 8.0;

/// A question by its places, and whether it is what is learned.
pub struct Example<'a> {
    pub places: &'a [u16],
    pub is_meant: bool,
}

/// What one model learned, in small whole numbers: a question scores the sum of its weights over `scale` and over the
/// square root of how many places it has, plus `start`.
pub struct Learned {
    /// In thousandths.
    pub scale: i32,
    /// In thousandths.
    pub start: i32,
    pub weights: Vec<i8>,
}

impl Learned {
    /// The bytes that ship: scale, start, and a byte for each place.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(8 + PLACES);
        out.extend(self.scale.to_le_bytes());
        out.extend(self.start.to_le_bytes());
        out.extend(self.weights.iter().flat_map(|weight| weight.to_le_bytes()));
        out
    }
}

/// Learns from these examples.
pub fn learn(examples: &[Example]) -> Learned {
    let mut weights = vec![0.0_f64; PLACES];
    let mut start = 0.0_f64;
    let mut pull = vec![0.0_f64; examples.len()];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..ROUNDS {
        for last in (1..order.len()).rev() {
            order.swap(last, dice.below(last + 1));
        }
        for at in &order {
            let example = &examples[*at];
            if example.places.is_empty() {
                continue;
            }
            let (side, cost) = if example.is_meant {
                (1.0, OVERLOOKED)
            } else {
                (-1.0, MISTAKEN)
            };
            let share = 1.0 / count(example.places.len()).sqrt();
            let mut sum = 0.0;
            for place in example.places {
                sum += weights[usize::from(*place)];
            }
            let slack = 0.5 / cost;
            let slope = side * (sum * share + start) - 1.0 + pull[*at] * slack;
            // Its places weigh one together, and what every question starts with weighs one.
            let next = (pull[*at] - slope / (2.0 + slack)).max(0.0);
            let step = (next - pull[*at]) * side;
            pull[*at] = next;
            start += step;
            for place in example.places {
                weights[usize::from(*place)] += step * share;
            }
        }
    }
    rounded(&weights, start)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "weights were brought to a byte before"
)]
fn rounded(weights: &[f64], start: f64) -> Learned {
    let most = weights
        .iter()
        .fold(1e-6_f64, |most, one| most.max(one.abs()));
    let scale = (127_000.0 / most).floor().min(1e9);
    Learned {
        scale: scale as i32,
        start: (start * 1_000.0).round() as i32,
        weights: weights
            .iter()
            .map(|one| (one * scale / 1_000.0).round() as i8)
            .collect(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "few")]
fn count(of: usize) -> f64 {
    of as f64
}

/// Numbers without a pattern that are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap_or(0)
    }
}
