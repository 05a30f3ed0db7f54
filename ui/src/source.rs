//! Something that a view reads from the engine, and reads again whenever it changed.

use crate::state::{Known, Reading};
use api::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;
type Ask<T> = Box<dyn Fn() -> Answer<T>>;

/// What is known of it, and how to ask. At most one reading is under way; what changes meanwhile is read once more.
pub struct Source<T: 'static> {
    known: RwSignal<Known<T>>,
    reading: StoredValue<Reading>,
    ask: StoredValue<Ask<T>, LocalStorage>,
}

impl<T> Clone for Source<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Source<T> {}

impl<T: Send + Sync + Clone + 'static> Source<T> {
    pub fn new<F: Future<Output = Result<T, ApiError>> + 'static>(ask: impl Fn() -> F + 'static) -> Self {
        Self {
            known: RwSignal::new(Known::Loading),
            reading: StoredValue::new(Reading::default()),
            ask: StoredValue::new_local(Box::new(move || Box::pin(ask()))),
        }
    }

    pub fn known(self) -> ReadSignal<Known<T>> {
        self.known.read_only()
    }

    /// What was read last, be it fresh or stale.
    pub fn value(self) -> Option<T> {
        self.known.with(|known| known.value().cloned())
    }

    /// Reads it, unless a reading is under way: then that one is followed by another.
    pub fn read(self) {
        let mut begins = false;
        let is_there = self.reading.try_update_value(|reading| begins = reading.ask()).is_some();
        if !is_there || !begins {
            return;
        }
        spawn_local(async move {
            loop {
                let Some(answer) = self.ask.try_with_value(|ask| ask()) else { return };
                let answer = answer.await;
                let told = self.known.try_update(|known| *known = std::mem::take(known).learn(answer));
                let again = self.reading.try_update_value(Reading::end);
                if told.is_none() || again != Some(true) {
                    return;
                }
            }
        });
    }
}
