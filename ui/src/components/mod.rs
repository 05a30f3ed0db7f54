//! The pieces of the page that more than one screen is made of. They draw what they are given, and say what was clicked.
//!
//! Must never ask the engine and never hold a sentence: views ask, `api::text` words.

mod chooser;
mod dialog;
mod first_choice;
mod icons;
mod import_report;
mod key_cap;
mod mail_frame;
mod messages;
mod noticed;
mod problems;
mod question;
mod rail;
mod said;
mod status_line;
mod typed_field;
mod when;

pub use chooser::Chooser;
pub use dialog::Dialog;
pub use first_choice::{FirstChoice, Offer};
pub use icons::{Icon, Picture};
pub use import_report::ImportEnd;
pub use key_cap::KeyCap;
pub use mail_frame::MailFrame;
pub use messages::{Empty, Failed, Hint, Stale, Waiting};
pub use problems::Problems;
pub use question::Question;
pub use rail::Rail;
pub use said::Spoken;
pub use status_line::StatusLine;
pub use typed_field::{Refusal, RefusedOtherwise, TypedField};
pub use when::When;
