//! The draft as it is typed: kept while the operator types, stored once they are done with a field.

use super::{Queue, Then};
use crate::backend;
use crate::state::addresses::written;
use crate::state::{Form, Known};
use api::{EditDraft, ItemDetail, ItemId, Recipient, RevisionView, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long after the last letter what is typed is kept.
const KEEP_AFTER: Duration = Duration::from_millis(400);

impl Queue {
    /// Stores what was typed, once: not while it is being stored. Answers at once; a refusal is said.
    pub fn store_typed(self) {
        self.store(Then::Nothing);
    }

    /// The same, and what follows once it is stored.
    pub(super) fn store(self, then: Then) {
        let Some(sent) = self.form.get_untracked() else { return };
        let Some(edit) = sent.changes() else { return };
        let id = edit.item;
        let is_on_its_way = self.storing.try_update_value(|storing| {
            let is_on_its_way = storing.contains_key(&id);
            if !is_on_its_way || then == Then::Approve {
                storing.insert(id, then);
            }
            is_on_its_way
        });
        if is_on_its_way != Some(false) {
            return;
        }
        spawn_local(async move {
            let answer = backend::call(edit).await;
            let then = self.storing.try_update_value(|storing| storing.remove(&id)).flatten();
            match answer {
                Ok(detail) => {
                    self.desk.unkept.let_go(&sent);
                    let _gone = self.form.try_update(|form| {
                        if let (Some(form), Some(draft)) = (form.as_mut(), &detail.draft) {
                            form.learn_stored(&sent, draft);
                        }
                    });
                    self.put(detail);
                    if then == Some(Then::Approve) {
                        self.approve_stored(id);
                    }
                }
                Err(error) => {
                    self.desk.hold_typed(self.newest(&sent), &error);
                    self.refuse(id, error);
                }
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
                if self.n_typed.try_get_value() != number {
                    return;
                }
                let form = self.form.try_get_untracked().flatten().filter(Form::is_typed);
                let Some(form) = form else { return };
                spawn_local(async move {
                    self.desk.unkept.renew(&form);
                    match backend::call(form.to_keep()).await {
                        Ok(_) => self.desk.unkept.let_go(&form),
                        Err(error) => {
                            self.desk.hold_typed(self.newest(&form), &error);
                            self.refuse(form.item, error);
                        }
                    }
                });
            },
            KEEP_AFTER,
        );
    }

    /// More may have been typed since this was sent; on another item or screen it is all there is.
    fn newest(self, sent: &Form) -> Form {
        let now = self.form.try_get_untracked().flatten().filter(|form| form.item == sent.item && form.is_typed());
        now.unwrap_or_else(|| sent.clone())
    }

    /// Makes a version the draft again. What is typed and not stored becomes a version first, so that nothing is lost.
    pub fn use_version(self, id: ItemId, version: RevisionView) {
        let typed = self.form.get_untracked().filter(|form| form.item == id).and_then(|form| form.changes());
        let entries = |all: &[Recipient]| all.iter().map(|one| written(&one.name, &one.address)).collect::<Vec<_>>();
        let edit = EditDraft {
            item: id,
            subject: Some(version.subject),
            body: Some(version.body),
            to: Some(entries(&version.to)),
            cc: Some(entries(&version.cc)),
            bcc: Some(entries(&version.bcc)),
            details: version.details,
        };
        spawn_local(async move {
            let stored = match typed {
                Some(typed) => backend::call(typed).await.map(drop),
                None => Ok(()),
            };
            let answer = match stored {
                Ok(()) => backend::call(edit).await,
                Err(error) => Err(error),
            };
            match answer {
                Ok(detail) => {
                    let _gone = self.form.try_update(|form| {
                        if let (Some(form), Some(draft)) = (form.as_mut().filter(|form| form.item == id), &detail.draft) {
                            *form = Form::of(id, draft);
                        }
                    });
                    self.put(detail);
                    self.desk.say(text::said_version_used(version.revision), false);
                }
                Err(error) => self.refuse(id, error),
            }
        });
    }

    pub fn put(self, detail: ItemDetail) {
        let _gone = self.form.try_update(|form| {
            if let (Some(form), Some(draft)) = (form.as_mut().filter(|form| form.item == detail.item.id), &detail.draft) {
                form.learn(draft);
            }
        });
        let _gone = self.details.try_update(|details| details.insert(detail.item.id, Known::Ready(detail)));
    }
}
