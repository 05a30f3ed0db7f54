//! Which connections are being read by this process: one reading of a connection at a time.

use api::ConnectionId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Mutex as Turns, OwnedMutexGuard};

/// The turns of all connections. There are few, so that none is ever taken out.
#[derive(Debug, Default)]
pub struct Readings(Mutex<HashMap<ConnectionId, Arc<Turns<()>>>>);

/// Reading lasts as long as this is held.
pub type Turn = OwnedMutexGuard<()>;

impl Readings {
    fn of(&self, id: ConnectionId) -> Arc<Turns<()>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default().clone()
    }

    /// Waits until nobody reads the connection.
    pub async fn turn(&self, id: ConnectionId) -> Turn {
        self.of(id).lock_owned().await
    }

    /// None where somebody is reading it.
    pub fn turn_if_free(&self, id: ConnectionId) -> Option<Turn> {
        self.of(id).try_lock_owned().ok()
    }
}
