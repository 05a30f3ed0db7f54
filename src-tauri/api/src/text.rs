//! All sentences that an operator reads, once, for the window and the command line. A second language is a second file.
//!
//! Short and plain: what is the case, and what to do next. No exclamation marks, no jargon.

mod audit;
mod audit_screen;
mod checks;
mod connecting;
mod connections_screen;
mod crm_actions;
mod csv;
mod deals;
mod deals_screen;
mod demo;
mod drafts;
mod errors;
mod first_reading;
mod gates;
mod hubspot;
mod import;
mod items;
mod keys;
mod mail;
mod meeting_screen;
mod meetings;
mod monitor;
mod people;
mod people_screen;
mod queue;
mod queue_screen;
mod rank;
mod reading;
mod records;
mod screens;
mod services;
mod settings;
mod settings_screen;
mod shell;
mod signals_screen;
mod slack;
mod smtp;
mod terminal;
mod vault;
mod webhooks;
mod webhooks_screen;
mod window;

pub use audit::*;
pub use audit_screen::*;
pub use checks::*;
pub use connecting::*;
pub use connections_screen::*;
pub use crm_actions::*;
pub use csv::*;
pub use deals::*;
pub use deals_screen::*;
pub use demo::*;
pub use drafts::*;
pub use errors::*;
pub use first_reading::*;
pub use gates::*;
pub use hubspot::*;
pub use import::*;
pub use items::*;
pub use keys::*;
pub use mail::*;
pub use meeting_screen::*;
pub use meetings::*;
pub use monitor::*;
pub use people::*;
pub use people_screen::*;
pub use queue::*;
pub use queue_screen::*;
pub use rank::*;
pub use reading::*;
pub use records::*;
pub use screens::*;
pub use services::*;
pub use settings::*;
pub use settings_screen::*;
pub use shell::*;
pub use signals_screen::*;
pub use slack::*;
pub use smtp::*;
pub use terminal::*;
pub use vault::*;
pub use webhooks::*;
pub use webhooks_screen::*;
pub use window::*;

/// The longest piece of somebody's input that a sentence quotes back, in characters.
const QUOTED: usize = 60;

/// `input` in quotation marks, on one line and cut. What stands in these marks already gets no others.
fn quoted(input: &str) -> String {
    let input = input.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')).unwrap_or(input);
    let mut cut: String = input.chars().map(|c| if c.is_control() { ' ' } else { c }).take(QUOTED).collect();
    if input.chars().count() > QUOTED {
        cut.push('…');
    }
    format!("“{cut}”")
}

/// `1 mail`, `2 mails`.
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
