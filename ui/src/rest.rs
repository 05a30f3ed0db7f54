//! Waits until somebody stops typing, so that a list is not asked for at every letter.

use leptos::prelude::*;
use std::time::Duration;

const REST: Duration = Duration::from_millis(80);

/// Counts what was typed, so that only the last of it is acted on.
#[derive(Clone, Copy)]
pub struct Rest {
    n_typed: StoredValue<u64>,
}

impl Rest {
    pub fn new() -> Self {
        Self { n_typed: StoredValue::new(0) }
    }

    /// Does this after a moment, unless something else is to be done before.
    pub fn after(self, act: impl FnOnce() + 'static) {
        let number = self.n_typed.try_update_value(|n| {
            *n += 1;
            *n
        });
        let act = move || {
            if self.n_typed.try_get_value() == number {
                act();
            }
        };
        set_timeout(act, REST);
    }
}
