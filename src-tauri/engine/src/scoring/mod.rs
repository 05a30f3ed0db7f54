//! The Action Priority Score (APS, 0 to 100): which item the operator should look at first, and why.
//!
//! ```text
//! base of the play ─┐                    ┌─ revenue ───┐
//! circumstances ────┼─▶ four factors ────┼─ urgency ───┼─▶ × weights ─▶ base score ─┐
//! now ──────────────┘   in 0..1          ├─ strategic ─┤                            ├─▶ clamp 0..100 ─▶ APS ─▶ band
//!                                        └─ effort ────┘   outcomes ─▶ adjustment ──┘       (limit)
//! ```
//!
//! Pure: `now` is an argument, nothing here reads a clock or the store. A [`Score`] is stored unrounded with its item and
//! explained from what is stored ([`Score::parts`]). It must never be computed again in order to explain it, because the
//! facts may have moved on since. The formula is the one of the section "Action Priority Score" in ARCHITECTURE.md.

pub mod currency;
mod factors;
mod outcomes;
mod rank;
mod score;
mod weights;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use factors::{Base, Circumstances};
pub use outcomes::{Outcome, OutcomeOf};
pub use rank::Rank;
pub use score::{Component, Part, Score, base_points, score};
pub use weights::{Weights, WeightsError};
