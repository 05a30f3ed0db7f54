//! Which connections are being read by this process, one reading of a connection at a time, and which want to be left alone.

use api::{ConnectionId, Time};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Mutex as Turns, OwnedMutexGuard};
use tokio_util::sync::CancellationToken;

/// What is known of the readings of all connections. There are few, so that none is ever taken out.
#[derive(Debug, Default)]
pub struct Readings {
    turns: Mutex<HashMap<ConnectionId, Arc<Turns<()>>>>,
    rests: Mutex<HashMap<ConnectionId, Time>>,
    stops: Mutex<HashMap<ConnectionId, CancellationToken>>,
}

/// Reading lasts as long as this is held.
pub type Turn = OwnedMutexGuard<()>;

impl Readings {
    fn of(&self, id: ConnectionId) -> Arc<Turns<()>> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default().clone()
    }

    /// Waits until nobody reads the connection.
    pub async fn turn(&self, id: ConnectionId) -> Turn {
        self.of(id).lock_owned().await
    }

    /// None where somebody is reading it.
    pub fn turn_if_free(&self, id: ConnectionId) -> Option<Turn> {
        self.of(id).try_lock_owned().ok()
    }

    /// What tells a reading that begins now when the operator wants no more of it.
    pub fn stopping(&self, id: ConnectionId) -> CancellationToken {
        let mut stops = self.stops.lock().unwrap_or_else(PoisonError::into_inner);
        let stop = stops.entry(id).or_default();
        if stop.is_cancelled() {
            *stop = CancellationToken::new();
        }
        stop.clone()
    }

    /// Has the reading of a connection that goes on in this process end with what is under way.
    pub fn stop(&self, id: ConnectionId) {
        if let Some(stop) = self.stops.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            stop.cancel();
        }
    }

    /// The source asked to be left alone until then.
    pub fn rest(&self, id: ConnectionId, until: Time) {
        self.rests().insert(id, until);
    }

    /// Until when the source is left alone, where it is.
    pub fn rests_until(&self, id: ConnectionId, now: Time) -> Option<Time> {
        self.rests().get(&id).copied().filter(|until| *until > now)
    }

    fn rests(&self) -> MutexGuard<'_, HashMap<ConnectionId, Time>> {
        self.rests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
