//! The one SQLite file of a workspace, and all SQL: a file per table.
//!
//! One writer at a time (`begin immediate`), several readers that cannot write. No network call is ever made while a
//! [`Write`] is open. Two processes may have the same file open: WAL and a busy timeout let them take turns.

pub mod anew;
pub mod approvals;
pub mod arrivals;
#[cfg(feature = "testkit")]
pub mod bare;
pub mod bookings;
pub mod bounces;
pub mod chat;
pub mod chat_inbox;
pub mod company_merges;
pub mod connections;
pub mod contact_edits;
pub mod correspondence;
pub mod crm;
pub mod dealings;
pub mod directory;
pub mod drafts;
pub mod exchange;
pub mod findings;
pub mod hot;
pub mod items;
pub mod jobs;
pub mod kept_drafts;
pub mod ledger;
pub mod meetings;
pub mod merges;
pub mod messages;
pub mod moves;
pub mod no_show_decisions;
mod open;
pub mod outbox;
pub mod outcomes;
pub mod own;
pub mod people;
pub mod posts;
pub mod problems;
pub mod provider_mails;
pub mod ranking;
pub mod record_decisions;
pub mod scores;
pub mod sender_decisions;
pub mod settings;
pub mod sign_ins;
pub mod signals;
pub mod smtp_servers;
pub mod suppression_decisions;
pub mod suppressions;
pub mod templates;
#[cfg(feature = "testkit")]
pub mod testing;
pub mod threads;
pub mod vault;
pub mod waiting;
pub mod webhooks;
mod write;

pub use open::{OpenError, Store};
pub use write::Write;

/// SQLite takes 32,766 values a statement; this many rows stay far below with every column of every table. A statement of one row
/// is kept prepared, one of many is not: there would be one for each number of rows.
const ROWS_PER_STATEMENT: usize = 500;

/// A connection to read from, or the one inside a [`Write`].
pub type Conn = sqlx::SqliteConnection;
/// A connection borrowed from the pool of readers.
pub type Reader = sqlx::pool::PoolConnection<sqlx::Sqlite>;
