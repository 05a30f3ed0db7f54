//! The four factors of the Action Priority Score, each a number in 0..1 made from a play's base and the circumstances.
//!
//! Whatever comes in, what goes out is a number in 0..1: one odd row (an amount of NaN from a CRM, a due before the start)
//! must never poison the order of the whole queue.

use super::Outcome;
use api::Time;

/// How far a deal amount can lift or lower the revenue factor: by half of this at most, in either direction.
const REVENUE_SWING: f64 = 0.4;

/// What a target company adds to the strategic factor.
const TARGET_COMPANY: f64 = 0.15;

/// What a decision maker adds to the strategic factor.
const DECISION_MAKER: f64 = 0.10;

/// A play's base factors, each in 0..1. Values outside are cut to the range when scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Base {
    pub revenue: f64,
    /// Urgency at the start of the window.
    pub urgency: f64,
    pub strategic: f64,
    /// The operator's effort: 0 is none, 1 is the most. It lowers the score.
    pub effort: f64,
}

/// What is known about one item at the moment of scoring.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// When the window opened, usually the arrival of the signal.
    pub window_starts_at: Time,
    pub due_at: Time,
    pub now: Time,
    /// In the operator's currency; `None` where there is no deal, or no rate for its currency.
    pub deal_amount: Option<f64>,
    /// The operator's typical deal, in the same currency, above zero.
    pub typical_deal: f64,
    pub is_target_company: bool,
    pub is_decision_maker: bool,
    pub draft_is_ready: bool,
    pub outcomes: &'a [Outcome],
}

/// `base + 0.4 · (a/(a + h) − 0.5)`, cut to 0..1: an amount `a` equal to the typical deal `h` leaves the base as it is.
/// An amount that is negative or no number, or a typical deal that is not above zero, counts as unknown: the base alone.
pub(super) fn revenue(base: &Base, circumstances: &Circumstances<'_>) -> f64 {
    let base = unit(base.revenue, 0.0);
    let typical = circumstances.typical_deal;
    match circumstances.deal_amount {
        Some(amount) if amount.is_finite() && amount >= 0.0 && typical.is_finite() && typical > 0.0 => {
            // The same as a/(a + h), in a form that two huge amounts cannot overflow.
            let share = 1.0 / (1.0 + typical / amount);
            unit(base + REVENUE_SWING * (share - 0.5), base)
        }
        _ => base,
    }
}

/// The base until the window starts, then rising linearly, 1 at the due time and after it. A window without length
/// (due at or before its start) jumps to 1 at the due time.
pub(super) fn urgency(base: &Base, circumstances: &Circumstances<'_>) -> f64 {
    let Circumstances { window_starts_at, due_at, now, .. } = *circumstances;
    let base = unit(base.urgency, 0.0);
    if now >= due_at {
        return 1.0;
    }
    if now <= window_starts_at {
        return base;
    }
    // Here start < now < due, so the length is positive.
    let fraction = now.ms_since(window_starts_at) as f64 / due_at.ms_since(window_starts_at) as f64;
    unit(base + (1.0 - base) * fraction, base)
}

/// The base, +0.15 for a target company, +0.10 for a decision maker, at most 1.
pub(super) fn strategic(base: &Base, circumstances: &Circumstances<'_>) -> f64 {
    let mut value = unit(base.strategic, 0.0);
    if circumstances.is_target_company {
        value += TARGET_COMPANY;
    }
    if circumstances.is_decision_maker {
        value += DECISION_MAKER;
    }
    value.min(1.0)
}

/// The base, halved once a draft is ready. An effort that is no number counts as the most, so that it cannot lift an item.
pub(super) fn effort(base: &Base, circumstances: &Circumstances<'_>) -> f64 {
    let base = unit(base.effort, 1.0);
    if circumstances.draft_is_ready { base / 2.0 } else { base }
}

/// `value` cut to 0..1, or `fallback` where it is no number.
pub(super) fn unit(value: f64, fallback: f64) -> f64 {
    if value.is_nan() { fallback } else { value.clamp(0.0, 1.0) }
}
