//! The mail of an action as it goes, unfolded to be read and not to be written on.

use crate::backend;
use crate::components::{Failed, Waiting};
use crate::state::Known;
use api::{ActionText, OutboxId, ReadAction, Recipient, text};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

/// The mail that is unfolded. What was approved does not change, so it is asked for once.
#[derive(Clone, Copy)]
pub struct Unfolded {
    id: RwSignal<Option<OutboxId>>,
    text: RwSignal<Known<ActionText>>,
}

impl Unfolded {
    pub fn new() -> Self {
        Self { id: RwSignal::new(None), text: RwSignal::new(Known::Loading) }
    }

    fn unfold(self, action: OutboxId) {
        if self.id.get_untracked() == Some(action) && self.text.with_untracked(|text| text.value().is_some()) {
            return;
        }
        self.id.set(Some(action));
        self.text.set(Known::Loading);
        spawn_local(async move {
            let answer = backend::call(ReadAction { action }).await;
            // Another one may be unfolded by now.
            if self.id.try_get_untracked().flatten() == Some(action) {
                let _gone = self.text.try_update(|text| *text = std::mem::take(text).learn(answer));
            }
        });
    }

    fn fold(self, action: OutboxId) {
        if self.id.get_untracked() == Some(action) {
            self.id.set(None);
        }
    }
}

#[component]
pub fn Mail(id: OutboxId, unfolded: Unfolded) -> impl IntoView {
    let is_open = Memo::new(move |_| unfolded.id.get() == Some(id));
    let toggled = move |event: leptos::ev::Event| {
        let is_unfolded = event_target::<Element>(&event).has_attribute("open");
        if is_unfolded { unfolded.unfold(id) } else { unfolded.fold(id) }
    };
    let failure = Memo::new(move |_| unfolded.text.with(|text| text.error().map(|error| error.message.clone())));
    let shown = move || {
        is_open.get().then(|| match (unfolded.text.with(|text| text.value().cloned()), failure.get().is_some()) {
            (Some(mail), _) => read_only(mail).into_any(),
            (None, true) => view! { <Failed message=failure retry=Callback::new(move |()| unfolded.unfold(id)) /> }.into_any(),
            (None, false) => view! { <Waiting /> }.into_any(),
        })
    };
    view! {
        <details class="going card" id="action-mail" prop:open=is_open on:toggle=toggled>
            <summary>{text::action_mail()}</summary>
            {shown}
        </details>
    }
}

fn read_only(mail: ActionText) -> impl IntoView {
    let line = |label: String, all: &[Recipient]| {
        let all: Vec<String> = all.iter().map(Recipient::written).collect();
        (!all.is_empty()).then(|| view! { <dt>{label}</dt><dd dir="auto">{all.join(", ")}</dd> })
    };
    view! {
        <dl>
            {line(text::field_to(), &mail.to)}
            {line(text::field_cc(), &mail.cc)}
            {line(text::field_bcc(), &mail.bcc)}
            <dt>{text::field_subject()}</dt>
            <dd dir="auto">{mail.subject}</dd>
        </dl>
        <p class="text" dir="auto">{mail.text}</p>
    }
}
