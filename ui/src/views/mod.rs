//! The screens. A view asks the engine and keeps its state; components only draw what they are given.

mod key_sheet;
mod outbox;
mod palette;
mod queue;

pub use key_sheet::KeySheet;
pub use outbox::OutboxScreen;
pub use palette::Palette;
pub use queue::QueueScreen;
