//! What the page knows, and how that changes. Pure: no browser, no engine, no clock, so that tests run natively.

pub mod claims;
mod form;
mod importing;
pub mod keys;
mod known;
mod ranking;
mod reading;
pub mod rows;

pub use form::{Form, placeholder};
pub use importing::Importing;
pub use known::Known;
pub use ranking::Ranking;
pub use reading::Reading;
