//! The draft: to whom, about what, and the text, with what it claims marked by its support.
//!
//! The marks lie behind the field: the same text in the same place, drawn without ink but for the lines below the words.

use super::Queue;
use crate::components::Waiting;
use crate::state::claims;
use api::{Action, Claim, Draft, ItemDetail, ItemState, text};
use leptos::prelude::*;

#[component]
pub fn DraftEditor(detail: Memo<Option<ItemDetail>>) -> impl IntoView {
    let queue: Queue = expect_context();
    let draft = Memo::new(move |_| detail.with(|detail| detail.as_ref().and_then(|detail| detail.draft.clone())));
    let is_task = Memo::new(move |_| detail.with(|detail| detail.as_ref().is_some_and(|d| d.item.action == Action::CreateTask)));
    let is_coming = Memo::new(move |_| {
        detail.with(|detail| detail.as_ref().is_some_and(|d| matches!(d.item.state, ItemState::New | ItemState::Drafting)))
    });
    let has_form = Memo::new(move |_| queue.form.with(Option::is_some));
    view! {
        <section class="draft card">
            {move || match (has_form.get(), is_coming.get()) {
                (true, _) => view! { <Editor draft is_task /> }.into_any(),
                (false, true) => view! { <p class="nothing" role="status">{text::draft_is_made()}</p> }.into_any(),
                (false, false) if detail.with(Option::is_none) => view! { <Waiting /> }.into_any(),
                (false, false) => view! { <p class="nothing">{text::without_draft()}</p> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Editor(draft: Memo<Option<Draft>>, is_task: Memo<bool>) -> impl IntoView {
    let queue: Queue = expect_context();
    let with_cc = RwSignal::new(false);
    let cc_is_there =
        move || with_cc.get() || queue.form.with(|form| form.as_ref().is_some_and(|form| !form.fields.cc.is_empty()));
    view! {
        {move || (!is_task.get()).then(|| view! {
            <Line id="draft-to" label=text::field_to() read=|form| form.fields.to.clone() write=|form, typed| form.fields.to = typed>
                {move || (!cc_is_there()).then(|| view! {
                    <button type="button" class="link quiet" on:click=move |_| with_cc.set(true)>{text::field_cc()}</button>
                })}
            </Line>
        })}
        {move || (!is_task.get() && cc_is_there()).then(|| view! {
            <Line id="draft-cc" label=text::field_cc() read=|form| form.fields.cc.clone() write=|form, typed| form.fields.cc = typed>
                ""
            </Line>
        })}
        <Line
            id="draft-subject"
            label=text::field_subject()
            read=|form| form.fields.subject.clone()
            write=|form, typed| form.fields.subject = typed
        >
            ""
        </Line>
        <div class="scroll">
            <Body draft />
            <Below draft />
        </div>
        <Tools draft />
    }
}

#[component]
fn Line(
    id: &'static str,
    label: String,
    read: fn(&crate::state::Form) -> String,
    write: fn(&mut crate::state::Form, String),
    children: Children,
) -> impl IntoView {
    let queue: Queue = expect_context();
    let value = move || queue.form.with(|form| form.as_ref().map(read).unwrap_or_default());
    let typed = move |event| queue.type_on(|form| write(form, event_target_value(&event)));
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input type="text" id=id dir="auto" autocomplete="off" spellcheck="true" prop:value=value on:input=typed on:blur=move |_| queue.store_typed() />
            {children()}
        </div>
    }
}

#[component]
fn Body(draft: Memo<Option<Draft>>) -> impl IntoView {
    let queue: Queue = expect_context();
    let body = Memo::new(move |_| queue.form.with(|form| form.as_ref().map(|form| form.fields.body.clone()).unwrap_or_default()));
    let claims = Memo::new(move |_| draft.with(|draft| draft.as_ref().map_or_else(Vec::new, |draft| draft.claims.clone())));
    let marked = move || body.with(|body| claims.with(|claims| marked(body, claims)));
    let typed = move |event| queue.type_on(|form| form.fields.body = event_target_value(&event));
    view! {
        <div class="body">
            <div class="marks" aria-hidden="true" dir="auto">{marked}"\u{200b}"</div>
            <textarea
                id="draft-body"
                aria-label=text::field_body()
                dir="auto"
                spellcheck="true"
                prop:value=body
                on:input=typed
                on:blur=move |_| queue.store_typed()
            ></textarea>
        </div>
    }
}

fn marked(body: &str, claims: &[Claim]) -> impl IntoView + use<> {
    let pieces = claims::pieces(body, claims);
    pieces
        .into_iter()
        .map(|piece| match piece.claim {
            None => view! { <span>{piece.text}</span> }.into_any(),
            Some(true) => view! { <u class="sourced">{piece.text}</u> }.into_any(),
            Some(false) => view! { <u class="doubtful">{piece.text}</u> }.into_any(),
        })
        .collect_view()
}

/// What goes out below the text: the signature and the original, neither typed here.
#[component]
fn Below(draft: Memo<Option<Draft>>) -> impl IntoView {
    let signature = move || {
        let signature = draft.with(|draft| draft.as_ref().map(|draft| draft.signature.clone())).unwrap_or_default();
        (!signature.is_empty()).then(|| view! { <p class="signature" dir="auto">{signature}</p> })
    };
    let quoted = move || {
        let quoted = draft.with(|draft| draft.as_ref().map(|draft| draft.quoted.clone())).unwrap_or_default();
        (!quoted.is_empty()).then(|| {
            view! {
                <details class="quoted">
                    <summary>{text::quoted_title()}</summary>
                    <p dir="auto">{quoted}</p>
                </details>
            }
        })
    };
    view! {
        {signature}
        {quoted}
    }
}

#[component]
fn Tools(draft: Memo<Option<Draft>>) -> impl IntoView {
    let queue: Queue = expect_context();
    let is_changed = Memo::new(move |_| queue.form.with(|form| form.as_ref().is_some_and(crate::state::Form::is_changed)));
    let version = move || match (is_changed.get(), draft.get()) {
        (true, _) => Some(text::typed_not_stored()),
        (false, Some(draft)) => Some(text::version(draft.revision, draft.author)),
        (false, None) => None,
    };
    let n_without = move || {
        let n = draft
            .with(|draft| draft.as_ref().map_or(0, |draft| draft.claims.iter().filter(|claim| claim.source.is_none()).count()));
        (n > 0).then(|| text::n_without_source(n as u64))
    };
    let n_words = move || {
        let n = queue.form.with(|form| form.as_ref().map_or(0, |form| form.fields.body.split_whitespace().count()));
        text::n_words(n as u64)
    };
    view! {
        <footer class="tools">
            <span id="version">{version}</span>
            <span class="gap"></span>
            <span class="doubt">{n_without}</span>
            <span class="number">{n_words}</span>
        </footer>
    }
}
