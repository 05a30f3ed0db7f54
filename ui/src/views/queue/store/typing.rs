//! The draft as it is typed: kept while the operator types, stored once they are done with a field.

use super::{Queue, Then};
use crate::backend;
use crate::state::{Form, Known};
use api::ItemDetail;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long after the last letter what is typed is kept.
const KEEP_AFTER: Duration = Duration::from_millis(400);

impl Queue {
    /// Stores what was typed, once: not while it is being stored. Answers at once; a refusal is said.
    pub fn store_typed(self) {
        let Some(sent) = self.form.get_untracked() else { return };
        let Some(edit) = sent.changes() else { return };
        let id = edit.item;
        if self.storing.with_value(|storing| storing.contains_key(&id)) {
            return;
        }
        self.storing.update_value(|storing| {
            storing.insert(id, Then::Nothing);
        });
        spawn_local(async move {
            let answer = backend::call(edit).await;
            let then = self.storing.try_update_value(|storing| storing.remove(&id)).flatten();
            match answer {
                Ok(detail) => {
                    let revision = detail.draft.as_ref().map(|draft| draft.revision);
                    let _gone = self.form.try_update(|form| {
                        if let (Some(form), Some(draft)) = (form.as_mut(), &detail.draft) {
                            form.learn_stored(&sent, draft);
                        }
                    });
                    self.put(detail);
                    if let Some(revision) = revision.filter(|_| then == Some(Then::Approve)) {
                        self.leave(&[id]);
                        self.approve_revision(id, Ok(revision)).await;
                    }
                }
                Err(error) => self.refuse(id, error),
            }
        });
    }

    /// Something was typed: it is kept once the operator pauses, so that nothing is lost whatever happens.
    pub fn type_on(self, change: impl FnOnce(&mut Form)) {
        self.form.update(|form| {
            if let Some(form) = form {
                change(form);
            }
        });
        let number = self.n_typed.try_update_value(|n| {
            *n += 1;
            *n
        });
        set_timeout(
            move || {
                let is_last = self.n_typed.try_get_value() == number;
                let form = self.form.try_get_untracked().flatten().filter(Form::is_changed);
                if let Some(form) = form.filter(|_| is_last) {
                    spawn_local(async move {
                        if let Err(error) = backend::call(form.to_keep()).await {
                            self.refuse(form.item, error);
                        }
                    });
                }
            },
            KEEP_AFTER,
        );
    }

    pub(super) fn put(self, detail: ItemDetail) {
        let _gone = self.form.try_update(|form| {
            if let (Some(form), Some(draft)) = (form.as_mut().filter(|form| form.item == detail.item.id), &detail.draft) {
                form.learn(draft);
            }
        });
        let _gone = self.details.try_update(|details| details.insert(detail.item.id, Known::Ready(detail)));
    }
}
