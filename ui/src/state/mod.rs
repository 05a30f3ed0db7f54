//! What the page knows, and how that changes. Pure: no browser, no engine, no clock, so that tests run natively.

pub mod addresses;
pub mod amount;
pub mod board;
pub mod claims;
pub mod differences;
mod field;
mod form;
mod held;
mod importing;
pub mod keys;
mod known;
mod narrowing;
pub mod pages;
pub mod patience;
mod ranking;
mod reading;
mod record;
pub mod rows;
mod shares;
mod stages;
pub mod subject;
mod template_form;
pub mod zoom;

pub use field::Field;
pub use form::{Fields, Form, TypedMeeting, inserted, placeholder, units};
pub use held::Held;
pub use importing::Importing;
pub use known::Known;
pub use narrowing::Narrowing;
pub use pages::Pages;
pub use ranking::Ranking;
pub use reading::Reading;
pub use record::{Record, Records, Shown};
pub use shares::Shares;
pub use stages::{Row as StageRow, Stages};
pub use template_form::TemplateForm;
