//! The screens. A view asks the engine and keeps its state; components only draw what they are given.

mod audit;
mod compose;
mod connections;
mod demo;
mod import;
mod key_sheet;
mod leaving;
mod listing;
mod outbox;
mod palette;
mod people;
mod queue;
mod recipients;
mod settings;
mod signals;

pub use audit::AuditScreen;
pub use compose::Compose;
pub use connections::ConnectionsScreen;
pub use demo::{DemoExit, DemoQuestion};
pub use import::{ImportStrip, ImportViews, Importer};
pub use key_sheet::KeySheet;
pub use leaving::Leaving;
pub use outbox::OutboxScreen;
pub use palette::Palette;
pub use people::PeopleScreen;
pub use queue::QueueScreen;
pub use settings::SettingsScreen;
pub use signals::SignalsScreen;
