//! What the page knows, and how that changes. Pure: no browser, no engine, no clock, so that tests run natively.

mod known;
mod overview;
mod reading;

pub use known::Known;
pub use overview::{Overview, Phase, Picture, TOP};
pub use reading::Reading;
