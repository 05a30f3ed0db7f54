//! A service that can be connected: what it is, and once that is opened, the form to connect it.

use super::vault::PassphraseWanted;
use crate::backend;
use crate::components::{Refusal, RefusedOtherwise};
use crate::desk::{Desk, desk};
use crate::source::Source;
use api::{ConnectionView, Request, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A form that connects something with one request.
#[derive(Clone, Copy)]
pub struct Form {
    pub is_open: RwSignal<bool>,
    pub is_busy: RwSignal<bool>,
    pub refusal: Refusal,
    desk: Desk,
    wanted: PassphraseWanted,
    source: Source<Vec<ConnectionView>>,
}

impl Form {
    pub fn new(source: Source<Vec<ConnectionView>>) -> Self {
        Self::opened_by(RwSignal::new(false), source)
    }

    /// One that is opened from elsewhere, too.
    pub fn opened_by(is_open: RwSignal<bool>, source: Source<Vec<ConnectionView>>) -> Self {
        Self {
            is_open,
            is_busy: RwSignal::new(false),
            refusal: RwSignal::new(None),
            desk: desk(),
            wanted: expect_context(),
            source,
        }
    }

    /// Sends what was entered. Once it is connected the fields are emptied, the form closes, and it is said in the words of `said`.
    pub fn send<R>(self, request: R, fields: Vec<RwSignal<String>>, said: fn(&str) -> String)
    where
        R: Request<Answer = ConnectionView> + 'static,
    {
        self.refusal.set(None);
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(request).await;
            let _gone = self.is_busy.try_set(false);
            match answer {
                Ok(made) => {
                    self.desk.say(said(&made.name), false);
                    for field in fields {
                        let _gone = field.try_set(String::new());
                    }
                    let _gone = self.is_open.try_set(false);
                    self.source.read();
                }
                Err(error) => {
                    self.wanted.note(&error);
                    let _gone = self.refusal.try_set(Some((error.message, error.field)));
                }
            }
        });
    }
}

/// What stands on the card, beside its fields.
#[derive(Clone)]
pub struct Words {
    pub title: String,
    pub lead: String,
    /// On the button that opens the form, on the one that sends it, and there while it is sent.
    pub open: String,
    pub connect: String,
    pub connecting: String,
}

/// The card. `id` is what the ids of its parts begin with; `fields` say below themselves what is wrong with them.
#[component]
pub fn Offer(
    id: &'static str,
    words: Words,
    fields: &'static [&'static str],
    is_open: RwSignal<bool>,
    #[prop(into)] is_busy: Signal<bool>,
    refusal: Refusal,
    submit: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let Words { title, lead, open, connect, connecting } = words;
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let sent = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !is_busy.get_untracked() {
            submit.run(());
        }
    };
    let body = move || {
        if !is_open.get() {
            let open = open.clone();
            return view! {
                <footer>
                    <button type="button" id=format!("{id}-open") on:click=move |_| is_open.set(true)>{open}</button>
                </footer>
            }
            .into_any();
        }
        let (connect, connecting) = (connect.clone(), connecting.clone());
        view! {
            <form on:submit=sent>
                {children()}
                <RefusedOtherwise fields refusal />
                <footer>
                    <button type="submit" class="go" id=format!("{id}-connect") disabled=is_busy>
                        {move || if is_busy.get() { connecting.clone() } else { connect.clone() }}
                    </button>
                    <button type="button" on:click=move |_| is_open.set(false)>{text::cancel()}</button>
                </footer>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="card connection connect" aria-labelledby=labelled_by>
            <h2 id=title_id>{title}</h2>
            <p class="fresh">{lead}</p>
            {body}
        </section>
    }
}
