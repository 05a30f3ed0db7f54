//! The whole outside world, as the engine sees it: store, clock, chance, the internet, and who listens.

use crate::clock::{Clock, FixedClock, WorkspaceClock};
use crate::connectors::Quotas;
use crate::connectors::readings::Readings;
use crate::connectors::sign_in::SignIns;
use crate::connectors::webhook::Stand;
use crate::http::Http;
use crate::owner::Owner;
use crate::random::Random;
use crate::settings::Settings;
use crate::store::{Reader, Store, Write};
use crate::vault::Vault;
use api::{Event, Tag, Time};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::{Mutex, Notify, RwLock};

/// Handed to everything that does something. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Cx {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    /// The same clock, to be shifted by a demo.
    pub workspace_clock: Arc<WorkspaceClock>,
    pub random: Arc<dyn Random>,
    pub http: Http,
    pub vault: Arc<Vault>,
    pub sign_ins: Arc<SignIns>,
    /// How the listener for posts stands.
    pub webhooks: Arc<Stand>,
    /// What is left of what services let each sign-in ask.
    pub quotas: Arc<Quotas>,
    /// Held while a token is fetched anew.
    pub refreshing: Arc<Mutex<()>>,
    /// Which connections are being read.
    pub readings: Arc<Readings>,
    /// The folder of the workspace.
    pub data: PathBuf,
    pub owner: Arc<Owner>,
    pub events: broadcast::Sender<Event>,
    /// Rung when there may be new work.
    pub work: Arc<Notify>,
    /// The operator has the window before them: services are read more often.
    pub in_front: Arc<AtomicBool>,
    /// Held, shared with the others, by whoever works in this process, and by nobody twice at once: who makes the workspace
    /// another one waits until it is free, and then has it alone.
    pub at_work: Arc<RwLock<()>>,
}

impl Cx {
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// The same world, at a moment that does not move.
    pub fn at(&self, moment: Time) -> Self {
        Self { clock: Arc::new(FixedClock(moment)), ..self.clone() }
    }

    /// Begins to write. One writer at a time: commit soon, and never call the outside meanwhile.
    pub async fn write(&self) -> anyhow::Result<Write> {
        Write::begin(&self.store, self.events.clone()).await
    }

    pub async fn read(&self) -> anyhow::Result<Reader> {
        self.store.reader().await
    }

    /// The settings as they are at this moment.
    pub async fn settings(&self) -> anyhow::Result<Settings> {
        let mut conn = self.read().await?;
        Settings::load(&mut conn).await
    }

    /// Where practice deliveries go: a Maildir.
    pub fn practice_outbox(&self) -> PathBuf {
        self.data.join("practice")
    }

    /// Where running processes leave their names.
    pub fn owners(&self) -> PathBuf {
        owners(&self.data)
    }
}

pub(crate) fn owners(data: &Path) -> PathBuf {
    data.join("running")
}

/// Waits until something of this kind may have changed; for ever where nobody tells any more.
pub async fn changed(events: &mut broadcast::Receiver<Event>, awaited: Tag) {
    loop {
        match events.recv().await {
            Ok(Event::Changed(tag)) if tag == awaited || tag == Tag::Everything => return,
            Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
