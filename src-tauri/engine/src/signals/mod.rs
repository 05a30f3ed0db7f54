//! From what was read to work: facts, the plays that they call for, and how threads are judged.

pub mod effects;
pub mod ingest;
pub mod judge;
pub mod plays;
mod sequence;
mod verdict;

pub use verdict::Fact;

use crate::people;
use crate::store::{Write, own, threads};
use api::Time;

/// Says anew whose each stored mail is, after the operator's addresses changed; every thread is then judged again.
pub async fn attribute(write: &mut Write, addresses: &[String], now: Time) -> anyhow::Result<()> {
    for (address, name) in own::unknown_correspondents(write.conn(), addresses).await? {
        people::ensure(write, &address, &name, now).await?;
    }
    own::attribute(write, addresses).await?;
    threads::mark_all(write).await
}
