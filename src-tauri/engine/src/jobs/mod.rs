//! Durable background work: claimed, run and finished in three short transactions, so that nothing is held while it runs.
//!
//! A job is a row; what is asked for survives a crash. A process that died in the middle leaves its row behind, and the next
//! one takes it over. A panic is caught, recorded and shown, and the rest goes on.

mod draft;
mod run;
mod send;
mod sync;
mod tick;

pub use run::{run_until_idle, work};

use crate::cx::Cx;
use api::Time;
use std::future::Future;
use std::pin::Pin;

pub const DRAFT: &str = "draft";
pub const SEND: &str = "send";
pub const SYNC: &str = "sync";
pub const TICK: &str = "tick";

/// When a job that went well is to run again; none if it is done.
pub type Again = Option<Time>;
type Running = Pin<Box<dyn Future<Output = anyhow::Result<Again>> + Send>>;

/// A kind of job: what it is called and what it does to its subject, the id of a row.
pub struct Kind {
    pub name: &'static str,
    run: fn(Cx, i64) -> Running,
}

/// Every kind there is.
pub const ALL: &[Kind] = &[
    Kind { name: SYNC, run: |cx, subject| Box::pin(async move { sync::run(&cx, subject).await }) },
    Kind { name: DRAFT, run: |cx, subject| Box::pin(async move { draft::run(&cx, subject).await }) },
    Kind { name: SEND, run: |cx, subject| Box::pin(async move { send::run(&cx, subject).await }) },
    Kind { name: TICK, run: |cx, _| Box::pin(async move { tick::run(&cx).await }) },
];
