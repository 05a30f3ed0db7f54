//! Puts factors, weights and outcomes together to one score that carries its own explanation.

use super::{Base, Circumstances, Weights, factors, outcomes};
use api::Band;

/// One factor's share of a score. All three are stored, unrounded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Component {
    /// The factor, 0..1.
    pub value: f64,
    /// Its weight, 0..1.
    pub weight: f64,
    /// What it gives to the score: `100 · weight · value`, for effort `100 · weight · (1 − value)`.
    pub points: f64,
}

/// A scored item, in points unless said otherwise. The parts sum to `aps` within 1e-9.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    pub revenue: Component,
    pub urgency: Component,
    pub strategic: Component,
    pub effort: Component,
    /// The sum of the four components' points, 0 to 100.
    pub base_score: f64,
    /// What earlier outcomes add or take, within −20..20.
    pub adjustment: f64,
    /// What the cut to 0..100 took (negative) or gave (positive); zero for nearly all items.
    pub limit: f64,
    /// The Action Priority Score, 0 to 100.
    pub aps: f64,
}

/// One line of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Revenue,
    Urgency,
    Strategic,
    Effort,
    Adjustment,
    Limit,
}

impl Score {
    /// The points of all parts, in the order in which they are shown. Only reads what is stored in the score.
    pub fn parts(&self) -> [(Part, f64); 6] {
        [
            (Part::Revenue, self.revenue.points),
            (Part::Urgency, self.urgency.points),
            (Part::Strategic, self.strategic.points),
            (Part::Effort, self.effort.points),
            (Part::Adjustment, self.adjustment),
            (Part::Limit, self.limit),
        ]
    }

    pub fn band(&self) -> Band {
        Band::from_score(self.aps)
    }
}

/// What a play gives by itself, in points: by this, plays are compared before their circumstances are known.
pub fn base_points(base: &Base, weights: &Weights) -> f64 {
    100.0
        * (weights.revenue() * base.revenue
            + weights.urgency() * base.urgency
            + weights.strategic() * base.strategic
            + weights.effort() * (1.0 - base.effort))
}

/// The Action Priority Score of an item (the section of that name in ARCHITECTURE.md):
/// `clamp(100 · (w_r·revenue + w_u·urgency + w_s·strategic + w_e·(1 − effort)) + adjustment, 0, 100)`.
///
/// Total: every input gives a finite score, whatever stands in it.
pub fn score(base: &Base, weights: &Weights, circumstances: &Circumstances<'_>) -> Score {
    let gain = |value: f64, weight: f64| Component { value, weight, points: 100.0 * weight * value };
    let revenue = gain(factors::revenue(base, circumstances), weights.revenue());
    let urgency = gain(factors::urgency(base, circumstances), weights.urgency());
    let strategic = gain(factors::strategic(base, circumstances), weights.strategic());

    let effort = factors::effort(base, circumstances);
    let effort = Component { value: effort, weight: weights.effort(), points: 100.0 * weights.effort() * (1.0 - effort) };

    let base_score = revenue.points + urgency.points + strategic.points + effort.points;
    let adjustment = outcomes::adjustment(circumstances.outcomes, circumstances.now);
    let unlimited = base_score + adjustment;
    let aps = unlimited.clamp(0.0, 100.0);
    Score { revenue, urgency, strategic, effort, base_score, adjustment, limit: aps - unlimited, aps }
}
