//! One write transaction: what it changed is told once it is committed, and its ledger rows continue the chain.

use super::{Conn, Store};
use anyhow::Context as _;
use api::{Event, Tag};
use std::collections::HashSet;
use tokio::sync::broadcast;

/// An open `begin immediate` transaction. Dropped without [`Write::commit`], nothing happened.
pub struct Write {
    transaction: sqlx::Transaction<'static, sqlx::Sqlite>,
    changed: HashSet<Tag>,
    events: broadcast::Sender<Event>,
    /// The hash of the newest ledger row, once it was looked up.
    pub(super) ledger_head: Option<String>,
}

impl Write {
    pub(crate) async fn begin(store: &Store, events: broadcast::Sender<Event>) -> anyhow::Result<Self> {
        let transaction = store.writer.begin_with("begin immediate").await.context("Begin to write")?;
        Ok(Self { transaction, changed: HashSet::new(), events, ledger_head: None })
    }

    /// The connection inside, for reading and writing.
    pub fn conn(&mut self) -> &mut Conn {
        &mut self.transaction
    }

    /// Says that something the host shows has changed; it is told after the commit.
    pub fn changed(&mut self, tag: Tag) {
        self.changed.insert(tag);
    }

    /// Makes it so.
    pub async fn commit(self) -> anyhow::Result<()> {
        self.transaction.commit().await.context("Store the change")?;
        for tag in self.changed {
            // An error means that nobody listens, which is usual on the command line.
            drop(self.events.send(Event::Changed(tag)));
        }
        Ok(())
    }
}
