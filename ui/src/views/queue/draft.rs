//! The draft: to whom, about what, the text, and what can be done with it as a text.

use super::Queue;
use super::body::{Body, ClaimLine, length_words};
use super::meeting_form::MeetingForm;
use super::record_form::RecordForm;
use crate::components::Waiting;
use crate::desk::desk;
use crate::state::{Fields, Form, units};
use crate::views::recipients::Recipients;
use api::{Action, Command, Draft, ItemDetail, ItemState, text};
use leptos::prelude::*;

/// The longest subject that is stored; the engine says the same.
const SUBJECT_AT_MOST: u32 = 500;

#[component]
pub fn DraftEditor(detail: Memo<Option<ItemDetail>>) -> impl IntoView {
    let queue: Queue = expect_context();
    let draft = Memo::new(move |_| detail.with(|detail| detail.as_ref().and_then(|detail| detail.draft.clone())));
    let is_for_nobody =
        Memo::new(move |_| detail.with(|detail| detail.as_ref().is_some_and(|d| !d.item.action.has_recipients())));
    let is_coming = Memo::new(move |_| {
        detail.with(|detail| detail.as_ref().is_some_and(|d| matches!(d.item.state, ItemState::New | ItemState::Drafting)))
    });
    let has_form = Memo::new(move |_| queue.form.with(Option::is_some));
    view! {
        <section class="draft card">
            {move || match (has_form.get(), is_coming.get()) {
                (true, _) => view! { <Editor detail draft is_for_nobody /> }.into_any(),
                (false, true) => view! { <p class="nothing" role="status">{text::draft_is_made()}</p> }.into_any(),
                (false, false) if detail.with(Option::is_none) => view! { <Waiting /> }.into_any(),
                (false, false) => view! { <p class="nothing">{text::without_draft()}</p> }.into_any(),
            }}
        </section>
    }
}

#[component]
fn Editor(detail: Memo<Option<ItemDetail>>, draft: Memo<Option<Draft>>, is_for_nobody: Memo<bool>) -> impl IntoView {
    let queue: Queue = expect_context();
    let (with_cc, with_bcc) = (RwSignal::new(false), RwSignal::new(false));
    let pointed = RwSignal::new(None);
    let stands = move |read: fn(&Fields) -> &String| {
        queue.form.with(|form| form.as_ref().is_some_and(|form| !read(&form.fields).is_empty()))
    };
    let has_cc = Memo::new(move |_| with_cc.get() || stands(|fields| &fields.cc));
    let has_bcc = Memo::new(move |_| with_bcc.get() || stands(|fields| &fields.bcc));
    let is_meeting =
        Memo::new(move |_| detail.with(|detail| detail.as_ref().is_some_and(|detail| detail.item.action == Action::BookMeeting)));
    let is_chat =
        Memo::new(move |_| detail.with(|detail| detail.as_ref().is_some_and(|detail| detail.item.action == Action::PostMessage)));
    let opener = move |is_there: Memo<bool>, open: RwSignal<bool>, label: String, id: &'static str| {
        let open = move |_| {
            open.set(true);
            request_animation_frame(move || super::focus(id));
        };
        move || {
            let label = label.clone();
            (!is_there.get()).then(|| view! { <button type="button" class="link quiet" on:click=open>{label}</button> })
        }
    };
    view! {
        {move || is_meeting.get().then(|| view! {
            <People id="draft-to" label=text::field_with() read=|fields| &fields.to write=|fields, line| fields.to = line>
                ""
            </People>
        })}
        {move || (!is_for_nobody.get() && !is_meeting.get()).then(|| view! {
            <People id="draft-to" label=text::field_to() read=|fields| &fields.to write=|fields, line| fields.to = line>
                {opener(has_cc, with_cc, text::field_cc(), "draft-cc")}
                {opener(has_bcc, with_bcc, text::field_bcc(), "draft-bcc")}
            </People>
        })}
        {move || (!is_for_nobody.get() && !is_meeting.get() && has_cc.get()).then(|| view! {
            <People id="draft-cc" label=text::field_cc() read=|fields| &fields.cc write=|fields, line| fields.cc = line>
                ""
            </People>
        })}
        {move || (!is_for_nobody.get() && !is_meeting.get() && has_bcc.get()).then(|| view! {
            <People id="draft-bcc" label=text::field_bcc() read=|fields| &fields.bcc write=|fields, line| fields.bcc = line>
                ""
            </People>
        })}
        {move || (!is_chat.get()).then(|| view! { <Subject is_meeting /> })}
        {move || is_meeting.get().then(|| view! { <MeetingForm detail draft /> })}
        <RecordForm detail draft />
        <div class="scroll">
            <Body draft pointed />
            <Below draft />
        </div>
        <ClaimLine detail pointed />
        <Tools draft />
    }
}

#[component]
fn People(
    id: &'static str,
    label: String,
    read: fn(&Fields) -> &String,
    write: fn(&mut Fields, String),
    children: Children,
) -> impl IntoView {
    let queue: Queue = expect_context();
    let line =
        Memo::new(move |_| queue.form.with(|form| form.as_ref().map(|form| read(&form.fields).clone()).unwrap_or_default()));
    let change = Callback::new(move |line: String| queue.type_on(|form| write(&mut form.fields, line)));
    let left = Callback::new(move |()| queue.store_typed());
    view! {
        <div class="field">
            <Recipients id label line change left />
            <span class="openers">{children()}</span>
        </div>
    }
}

#[component]
fn Subject(is_meeting: Memo<bool>) -> impl IntoView {
    let queue: Queue = expect_context();
    let value =
        Memo::new(move |_| queue.form.with(|form| form.as_ref().map(|form| form.fields.subject.clone()).unwrap_or_default()));
    let typed = move |event| queue.type_on(|form| form.fields.subject = event_target_value(&event));
    let is_full = Memo::new(move |_| value.with(|value| units(value) >= SUBJECT_AT_MOST));
    let is_typed = move || queue.form.with(|form| form.as_ref().is_some_and(crate::state::Form::is_changed));
    let fault = move || (is_full.get() && is_typed()).then(|| text::subject_is_full(SUBJECT_AT_MOST));
    view! {
        <div class="field">
            <label for="draft-subject">{move || if is_meeting.get() { text::field_title() } else { text::field_subject() }}</label>
            <input
                type="text"
                id="draft-subject"
                dir="auto"
                autocomplete="off"
                spellcheck="true"
                // A line of a megabyte would be laid out anew with each letter.
                maxlength=SUBJECT_AT_MOST.to_string()
                prop:value=value
                on:input=typed
                on:blur=move |_| queue.store_typed()
            />
            <p class="fault" role="status">{fault}</p>
        </div>
    }
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
    let desk = desk();
    let is_changed = Memo::new(move |_| queue.form.with(|form| form.as_ref().is_some_and(Form::is_changed)));
    let version = move || match (is_changed.get(), draft.get()) {
        (true, _) => Some(text::typed_not_stored()),
        (false, Some(draft)) => Some(text::version(draft.revision, draft.author)),
        (false, None) => None,
    };
    let n_without = move || {
        let n = draft
            .with(|draft| draft.as_ref().map_or(0, |draft| draft.claims.iter().filter(|claim| claim.source.is_none()).count()));
        (n > 0).then(|| {
            view! {
                <button type="button" class="link doubt" id="doubts" on:click=move |_| queue.ask_about_claims()>
                    {text::n_without_source(n as u64)}
                </button>
            }
        })
    };
    let length = length_words(queue);
    view! {
        <footer class="tools">
            <button type="button" class="link quiet" id="version" title=text::open_versions() on:click=move |_| { desk.commands.run(Command::Versions); }>
                {version}
            </button>
            <button type="button" class="link quiet" id="templates" on:mousedown=|event| event.prevent_default() on:click=move |_| { desk.commands.run(Command::InsertTemplate); }>
                {text::template_label()}
            </button>
            <span class="gap"></span>
            {n_without}
            <span class="doubt" role="status">{move || length.with(|(_, fault)| fault.clone())}</span>
            <span class="number">{move || length.with(|(words, _)| words.clone())}</span>
        </footer>
    }
}
