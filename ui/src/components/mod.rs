//! The pieces of the page. They draw what they are given, and say what was clicked.
//!
//! Must never ask the engine and never hold a sentence: views ask, `api::text` words.

mod first_choice;
mod items;
mod masthead;
mod messages;
mod problems;
mod status_line;

pub use first_choice::FirstChoice;
pub use items::FirstItems;
pub use masthead::Masthead;
pub use messages::{Empty, Failed, Opening, Stale};
pub use problems::Problems;
pub use status_line::StatusLine;
