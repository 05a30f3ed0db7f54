//! Durable background work: claimed, run and finished in three short transactions, so that nothing is held while it runs.
//!
//! A job is a row; what is asked for survives a crash. A process that died in the middle leaves its row behind, and the next
//! one takes it over. A panic is caught, recorded and shown, and the rest goes on. What talks to the outside and what does not
//! run in lanes of their own, so that a slow service keeps nobody from drafting.

mod draft;
mod lanes;
mod run;
mod send;
mod sync;
mod tick;
mod tokens;

pub use lanes::work;
pub use run::run_until_idle;

use crate::cx::Cx;
use api::Time;
use std::future::Future;
use std::pin::Pin;

pub const DRAFT: &str = "draft";
pub const LOG_MAIL: &str = "log_mail";
pub const MONITOR: &str = "monitor";
pub const SEND: &str = "send";
pub const SYNC: &str = "sync";
/// Reads what a source posted.
pub const TAKE_POSTS: &str = "take_posts";
pub const TICK: &str = "tick";
pub const TOKENS: &str = "tokens";

/// When a job that went well is to run again; none if it is done.
pub type Again = Option<Time>;
type Running = Pin<Box<dyn Future<Output = anyhow::Result<Again>> + Send>>;

/// What keeps jobs apart that run side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Work with what is in the file.
    Inside,
    /// Work that may have to wait for somebody else's machine.
    Outside,
}

/// A kind of job: what it is called and what it does to its subject, the id of a row.
pub struct Kind {
    pub name: &'static str,
    lane: Lane,
    run: fn(Cx, i64) -> Running,
}

/// Every kind there is.
pub const ALL: &[Kind] = &[
    Kind { name: SYNC, lane: Lane::Outside, run: |cx, subject| Box::pin(async move { sync::run(&cx, subject).await }) },
    Kind { name: SEND, lane: Lane::Outside, run: |cx, subject| Box::pin(async move { send::run(&cx, subject).await }) },
    Kind {
        name: LOG_MAIL,
        lane: Lane::Outside,
        run: |cx, subject| Box::pin(async move { crate::outbox::log(&cx, api::OutboxId(subject)).await }),
    },
    Kind { name: TOKENS, lane: Lane::Outside, run: |cx, _| Box::pin(async move { tokens::run(&cx).await }) },
    // It may read a source, to tell quiet from broken.
    Kind { name: MONITOR, lane: Lane::Outside, run: |cx, _| Box::pin(async move { crate::monitor::run(&cx).await }) },
    Kind { name: DRAFT, lane: Lane::Inside, run: |cx, subject| Box::pin(async move { draft::run(&cx, subject).await }) },
    Kind {
        name: TAKE_POSTS,
        lane: Lane::Inside,
        run: |cx, subject| Box::pin(async move { crate::connectors::webhook::take(&cx, api::ConnectionId(subject)).await }),
    },
    Kind { name: TICK, lane: Lane::Inside, run: |cx, _| Box::pin(async move { tick::run(&cx).await }) },
];
