//! The contract between the engine and whoever hosts it: the window, the command line, the tests.
//!
//! Plain data only. This crate compiles to WebAssembly and depends on serde and serde_json alone, so that the page can use
//! the very types that the engine answers with. Nothing here reads a clock, a file or a network.

mod audit_views;
mod band;
mod chat_views;
mod command;
mod connection_views;
mod contact_views;
mod counted;
mod deal_views;
mod details;
mod draft_views;
mod error;
mod event;
mod ids;
mod import_views;
mod language;
mod mail_views;
mod meeting_views;
mod people_views;
mod queue_views;
mod rank_views;
mod request;
mod requests;
mod secret;
mod shell;
mod signal;
mod state;
pub mod text;
mod time;
mod vault_views;
mod views;
mod webhook_views;

pub use audit_views::*;
pub use band::Band;
pub use chat_views::*;
pub use command::{Command, CommandGroup};
pub use connection_views::*;
pub use contact_views::*;
pub use counted::Counted;
pub use deal_views::*;
pub use details::{
    Belongs, ChatDetails, Details, DoneDetails, GoneDetails, MeetingDetails, NoteDetails, StageDetails, TaskDetails,
};
pub use draft_views::*;
pub use error::{ApiError, Code};
pub use event::{Event, Question, Tag};
pub use ids::{
    ApprovalId, ClaimId, CompanyId, ConnectionId, ContactId, DealId, ItemId, JobId, MeetingId, MessageId, NoteId, OutboxId,
    OwnerId, PipelineId, PostId, SignInId, SignalId, StageId, TaskId, TemplateId, ThreadId,
};
pub use import_views::*;
pub use language::Language;
pub use mail_views::*;
pub use meeting_views::*;
pub use people_views::*;
pub use queue_views::*;
pub use rank_views::*;
pub use request::Request;
pub use requests::*;
pub use secret::Secret;
pub use shell::{ShellAnswer, ShellWish};
pub use signal::{Action, Play, SignalKind, UnknownName};
pub use state::{EndedHow, ItemState, OutboxState, Sort, Tab};
pub use time::Time;
pub use vault_views::*;
pub use views::*;
pub use webhook_views::*;

/// What every request answers with.
pub type Result<T, E = ApiError> = std::result::Result<T, E>;
