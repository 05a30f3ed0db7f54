//! What the forms of the screen of people have in common: what was refused, the buttons below, and a day in plain words.

use super::super::People;
use crate::backend;
use crate::components::{Refusal, TypedField};
use crate::desk::desk;
use crate::rest::Rest;
use api::{ApiError, Code, ReadUntil, Time, Until, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy)]
pub struct Form {
    pub refusal: Refusal,
    pub is_busy: RwSignal<bool>,
}

impl Form {
    pub fn new() -> Self {
        Self { refusal: RwSignal::new(None), is_busy: RwSignal::new(false) }
    }

    pub fn submit(self, event: &leptos::ev::SubmitEvent, save: Callback<()>) {
        event.prevent_default();
        save.run(());
    }
}

#[component]
pub fn Buttons(form: Form, is_new: bool) -> impl IntoView {
    let people: People = expect_context();
    let words = if is_new { text::add() } else { text::save() };
    view! {
        <footer>
            <button type="submit" class="go" id="record-save" disabled=form.is_busy>{words}</button>
            <button type="button" on:click=move |_| people.editing.set(None)>{text::cancel()}</button>
        </footer>
    }
}

/// A day that a deal is decided by: as it was, or as it is typed anew.
#[derive(Clone, Copy)]
pub struct CloseDate {
    typed: RwSignal<String>,
    before: Option<Time>,
    /// How what stood there before is written.
    written: StoredValue<String>,
    meant: RwSignal<Option<Until>>,
}

impl CloseDate {
    pub fn of(before: Option<Time>) -> Self {
        let desk = desk();
        let written = before.map(|at| untrack(|| desk.day(at, desk.clock.now().get()))).unwrap_or_default();
        Self { typed: RwSignal::new(written.clone()), before, written: StoredValue::new(written), meant: RwSignal::new(None) }
    }

    fn is_unchanged(self) -> bool {
        self.typed.with(|typed| self.written.with_value(|written| typed.trim() == written))
    }

    /// The day that is meant, none for nothing typed. Errors: `invalid` where the words mean no day to come.
    pub fn read(self) -> Result<Option<Time>, ApiError> {
        let is_empty = self.typed.with_untracked(|typed| typed.trim().is_empty());
        match (untrack(|| self.is_unchanged()), is_empty, self.meant.get_untracked()) {
            (true, _, _) => Ok(self.before),
            (false, true, _) => Ok(None),
            (false, false, Some(Until { at: Some(at), .. })) => Ok(Some(at)),
            _ => Err(ApiError::new(Code::Invalid, text::date_not_understood()).on("closes_at")),
        }
    }
}

#[component]
pub fn ClosesField(closes: CloseDate, refusal: Refusal) -> impl IntoView {
    let desk = desk();
    let rest = Rest::new();
    Effect::new(move |_| {
        let words = closes.typed.get();
        if words.trim().is_empty() || closes.is_unchanged() {
            closes.meant.set(None);
            return;
        }
        rest.after(move || {
            spawn_local(async move {
                let answer = backend::call(ReadUntil { until: words.clone() }).await.ok();
                if closes.typed.try_get_untracked().as_ref() == Some(&words) {
                    closes.meant.set(answer);
                }
            });
        });
    });
    let under = move || {
        let until = closes.meant.get()?;
        Some(until.at.map_or(until.why_not, |at| desk.moment(at, desk.clock.now().get())))
    };
    view! {
        <div class="dated">
            <TypedField id="deal-closes" field="closes_at" label=text::closes_field() value=closes.typed refusal />
            <p class="meant number" role="status">{under}</p>
        </div>
    }
}
