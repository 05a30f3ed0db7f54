//! Keys and what they mean: one registry, which can be changed, and which never fires while somebody types.
//!
//! Pure: a press comes in as plain values, a command goes out.

mod bindings;
mod capture;
mod matcher;
mod stroke;

pub use bindings::Bindings;
pub use capture::{Capture, Captured};
pub use matcher::{Matcher, Outcome, Place, Press, SECOND_WITHIN_MS};
pub use stroke::{Keys, Stroke};
