//! What was typed and could not be kept, as while the disk is full: held here until it can be, whatever is shown meanwhile.
//!
//! Must never put older words in the place of newer ones.

use crate::backend;
use crate::desk::Desk;
use crate::state::{Form, Held};
use api::{ApiError, ItemId, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// Room is made by hand, and another program's work takes seconds.
const AGAIN_AFTER: Duration = Duration::from_secs(4);

/// Drafts as they were typed, until the engine has taken them.
#[derive(Clone, Copy)]
pub struct Unkept {
    held: StoredValue<Held>,
    is_waiting: StoredValue<bool>,
    /// What the operator was told when something was refused for now.
    refused: StoredValue<Vec<String>>,
    /// How often all that was held could be kept.
    n_kept: RwSignal<u64>,
}

impl Unkept {
    pub fn start() -> Self {
        Self {
            held: StoredValue::new(Held::default()),
            is_waiting: StoredValue::new(false),
            refused: StoredValue::new(Vec::new()),
            n_kept: RwSignal::new(0),
        }
    }

    /// Has whatever calls this run again once nothing is held any more.
    pub fn follow(self) {
        self.n_kept.track();
    }

    /// What was typed into an item's draft, where only the window has it.
    pub fn of(self, item: ItemId) -> Option<Form> {
        self.held.try_with_value(|held| held.of(item).cloned()).flatten()
    }

    /// The items of all that was typed are no more.
    pub fn forget(self) {
        let _gone = self.held.try_set_value(Held::default());
    }

    /// More was typed: of an item that is held, this is what is tried from now on.
    pub fn renew(self, form: &Form) {
        let _gone = self.held.try_update_value(|held| held.renew(form));
    }

    /// The engine has these words.
    pub fn let_go(self, form: &Form) {
        let _gone = self.held.try_update_value(|held| held.let_go(form));
    }
}

impl Desk {
    /// Holds what the engine could not take, and tries again by and by. What it will never take is not held.
    pub fn hold_typed(self, form: Form, error: &ApiError) {
        if Held::is_worth(error) {
            let _gone = self.unkept.held.try_update_value(|held| held.hold(form));
            let _gone = self.unkept.refused.try_update_value(|refused| refused.push(error.message.clone()));
            self.try_later();
        }
    }

    fn try_later(self) {
        if self.unkept.is_waiting.try_update_value(|is_waiting| std::mem::replace(is_waiting, true)) != Some(false) {
            return;
        }
        set_timeout(
            move || {
                spawn_local(async move {
                    let refused = self.keep_held().await;
                    self.unkept.is_waiting.set_value(false);
                    if refused {
                        self.try_later();
                    }
                });
            },
            AGAIN_AFTER,
        );
    }

    /// Tries all that is held, until one is refused for now. Answers whether one was.
    async fn keep_held(self) -> bool {
        let mut has_kept = false;
        while let Some(form) = self.unkept.held.try_with_value(|held| held.first().cloned()).flatten() {
            match backend::call(form.to_keep()).await {
                Ok(_) => has_kept = true,
                Err(error) if Held::is_worth(&error) => return true,
                Err(error) => self.refuse(&error.message),
            }
            self.unkept.let_go(&form);
        }
        // What was said of it is no longer true.
        let refused = self.unkept.refused.try_update_value(std::mem::take).unwrap_or_default();
        let _gone = self.said.try_update(|all| all.retain(|said| !refused.contains(&said.words)));
        let _gone = self.unkept.n_kept.try_update(|n| *n += 1);
        if has_kept {
            self.say(text::said_typed_is_kept(), false);
        }
        false
    }
}
