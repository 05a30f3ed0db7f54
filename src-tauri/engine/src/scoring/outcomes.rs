//! What earlier actions came to, as a push on the score: a contact who answers rises, one who opts out sinks.
//!
//! The push fades with a half-life of 14 days and never reaches 20 points, so that history can reorder neighbours but
//! not bury a fresh request.

use super::factors::unit;
use api::Time;

/// The adjustment stays strictly within plus and minus this, as long as arithmetic can tell.
const REACH: f64 = 20.0;

/// After this time an outcome counts half: 14 days.
const HALF_LIFE_MS: f64 = 14.0 * 24.0 * 3_600_000.0;

/// What an outcome of somebody else at the same company counts.
const REST_OF_COMPANY: f64 = 0.5;

/// No single outcome weighs more than this, however it was configured: a sum of infinities would be no number.
const HEAVIEST_IMPACT: f64 = 1e6;

/// Whose outcome it is, seen from the item's contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeOf {
    Contact,
    /// The rest of the company: counted half.
    Company,
}

/// One measured outcome of an earlier action.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Points before fading: +10 for a booked meeting, −8 for an opt-out.
    pub impact: f64,
    /// How sure the detector was, 0..1.
    pub confidence: f64,
    pub happened_at: Time,
    pub of: OutcomeOf,
}

/// `20 · tanh(S / 20)` points, where S is the sum of `impact · confidence · 2^(−age / 14 d)`, those of the rest of the company
/// counted half. An outcome dated in the future has the age zero: clocks of mail servers differ.
pub(super) fn adjustment(outcomes: &[Outcome], now: Time) -> f64 {
    let sum: f64 = outcomes.iter().map(|outcome| push(outcome, now)).sum();
    REACH * (sum / REACH).tanh()
}

fn push(outcome: &Outcome, now: Time) -> f64 {
    if outcome.impact.is_nan() {
        return 0.0;
    }
    let impact = outcome.impact.clamp(-HEAVIEST_IMPACT, HEAVIEST_IMPACT);
    let confidence = unit(outcome.confidence, 0.0);
    let age_ms = now.ms_since(outcome.happened_at).max(0) as f64;
    let share = match outcome.of {
        OutcomeOf::Contact => 1.0,
        OutcomeOf::Company => REST_OF_COMPANY,
    };
    share * impact * confidence * (-age_ms / HALF_LIFE_MS).exp2()
}
