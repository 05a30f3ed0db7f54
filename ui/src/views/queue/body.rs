//! The text of the draft, with what it claims marked by its support.
//!
//! The marks lie behind the field: the same text in the same place, drawn without ink but for the lines below the words. A long
//! text has none, so that typing in it stays quick; then the field scrolls by itself.

use super::{Ask, Queue};
use crate::desk::desk;
use crate::state::{Form, claims};
use api::{Claim, ClaimId, Draft, ItemDetail, text};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast as _;

/// The longest text that is stored, in characters; the engine says the same.
const TEXT_AT_MOST: usize = 1_000_000;
/// How long after the last letter the words of a long text are counted.
const COUNT_AFTER: Duration = Duration::from_millis(400);

#[component]
pub fn Body(draft: Memo<Option<Draft>>, pointed: RwSignal<Option<ClaimId>>) -> impl IntoView {
    let queue: Queue = expect_context();
    // Nothing copies, counts or draws a long text with each letter: a megabyte would make every letter wait.
    let is_long = Memo::new(move |_| with_body(queue, |body| body.len() > claims::MARKED_AT_MOST));
    let short = Memo::new(move |_| if is_long.get() { String::new() } else { with_body(queue, str::to_owned) });
    let claims = Memo::new(move |_| draft.with(|draft| draft.as_ref().map_or_else(Vec::new, |draft| draft.claims.clone())));
    let is_waived = move |claim: ClaimId| {
        let words = claims.with(|all| all.iter().find(|other| other.id == claim).map(|claim| claim.text.clone()));
        let item = queue.form.with(|form| form.as_ref().map(|form| form.item));
        let reasons = queue.reasons.with(|all| item.and_then(|item| all.get(&item).cloned())).unwrap_or_default();
        words.is_some_and(|words| reasons.contains_key(&words))
    };
    let marks = move || {
        (!is_long.get()).then(|| {
            view! {
                <div class="marks" aria-hidden="true" dir="auto">
                    {move || short.with(|body| claims.with(|claims| marked(body, claims, &is_waived)))}
                    "\u{200b}"
                </div>
            }
        })
    };
    let field: NodeRef<html::Textarea> = NodeRef::new();
    let held = StoredValue::new(String::new());
    let typed = move |event| {
        let body = event_target_value(&event);
        held.set_value(body.clone());
        queue.type_on(|form| form.fields.body = body);
    };
    // The field is written only where something else than typing changed the text.
    Effect::new(move |_| {
        let Some(field) = field.get() else { return };
        with_body(queue, |body| {
            if held.with_value(|held| held != body) {
                field.set_value(body);
                held.set_value(body.to_owned());
            }
        });
    });
    // The claim at which the cursor stands shows what it rests on.
    let moved = move || {
        let place = field.get_untracked().and_then(|field| field.selection_start().ok().flatten());
        if let Some(place) = place
            && let Some(claim) = short.with_untracked(|body| claims.with_untracked(|claims| claims::at(body, claims, place)))
        {
            pointed.set(Some(claim));
        }
    };
    let frame: NodeRef<html::Div> = NodeRef::new();
    let hovered = move |event: ev::MouseEvent| {
        if let Some(claim) = frame.get_untracked().and_then(|frame| mark_at(&frame, &event)) {
            pointed.set(Some(claim));
        }
    };
    // What stands below a meeting is told to those who are invited, and may be nothing.
    let is_meeting = move || draft.with(|draft| draft.as_ref().is_some_and(|draft| draft.details.is_some()));
    let label = move || if is_meeting() { text::field_description() } else { text::field_body() };
    let placeholder = move || is_meeting().then(text::field_description).unwrap_or_default();
    view! {
        <div class="body" class:long=is_long node_ref=frame on:mousemove=hovered>
            {marks}
            <textarea
                id="draft-body"
                node_ref=field
                aria-label=label
                placeholder=placeholder
                dir="auto"
                spellcheck=move || (!is_long.get()).to_string()
                on:input=typed
                on:keyup=move |_| moved()
                on:click=move |_| moved()
                on:blur=move |_| queue.store_typed()
            ></textarea>
        </div>
    }
}

fn with_body<T>(queue: Queue, read: impl FnOnce(&str) -> T) -> T {
    queue.form.with(|form| read(form.as_ref().map_or("", |form| form.fields.body.as_str())))
}

/// Which mark lies under the pointer. The field lies over the marks, so the browser cannot tell.
fn mark_at(frame: &web_sys::HtmlDivElement, event: &ev::MouseEvent) -> Option<ClaimId> {
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    let marks = frame.query_selector_all("u").ok()?;
    let is_hit = |mark: &web_sys::Element| {
        let rects = mark.get_client_rects();
        (0..rects.length())
            .filter_map(|at| rects.item(at))
            .any(|rect| (rect.left()..=rect.right()).contains(&x) && (rect.top()..=rect.bottom()).contains(&y))
    };
    let mut all = (0..marks.length()).filter_map(|at| marks.item(at)?.dyn_into::<web_sys::Element>().ok());
    all.find(is_hit)?.get_attribute("data-claim")?.parse().ok().map(ClaimId)
}

fn marked(body: &str, claims: &[Claim], is_waived: &dyn Fn(ClaimId) -> bool) -> impl IntoView + use<> {
    let mark = |(id, is_sourced): (ClaimId, bool), words: String| {
        let class = match (is_sourced, is_waived(id)) {
            (true, _) => "sourced",
            (false, false) => "doubtful",
            (false, true) => "waived",
        };
        view! { <u class=class data-claim=id.to_string()>{words}</u> }.into_any()
    };
    let pieces = claims::pieces(body, claims).into_iter();
    pieces
        .map(|piece| match piece.claim {
            None => view! { <span>{piece.text}</span> }.into_any(),
            Some(claim) => mark(claim, piece.text),
        })
        .collect_view()
}

/// What the claim at which one points rests on, with a way to the mail; or that it has no source, with a way to say why it stays.
#[component]
pub fn ClaimLine(detail: Memo<Option<ItemDetail>>, pointed: RwSignal<Option<ClaimId>>) -> impl IntoView {
    let queue: Queue = expect_context();
    let now = desk().clock.now();
    let line = move || {
        let id = pointed.get()?;
        detail.with(|detail| {
            let detail = detail.as_ref()?;
            let claim = detail.draft.as_ref()?.claims.iter().find(|claim| claim.id == id)?;
            let item = detail.item.id;
            let Some(source) = &claim.source else {
                let reason = queue.reasons.with(|all| all.get(&item)?.get(&claim.text).cloned());
                let words = match reason {
                    Some(reason) => text::claim_stays(&claim.text, &reason),
                    None => text::claim_has_no_source(&claim.text),
                };
                return Some(
                    view! {
                        <span class="doubt" dir="auto">{words}</span>
                        <button type="button" class="link" on:click=move |_| queue.ask.set(Some(Ask::Claims(item)))>
                            {text::say_why()}
                        </button>
                    }
                    .into_any(),
                );
            };
            let mail = detail.thread.iter().find(|mail| source.kind == "message" && mail.id.0 == source.id);
            let from = match mail {
                Some(mail) if mail.is_own => text::source_own_mail(&text::ago(mail.sent_at, now.get())),
                Some(mail) => {
                    let who = if mail.from_name.is_empty() { &mail.from_address } else { &mail.from_name };
                    text::source_mail(who, &text::ago(mail.sent_at, now.get()))
                }
                None => text::source_other(&source.kind),
            };
            let link = mail.map(|mail| {
                let id = mail.id;
                view! {
                    <button type="button" class="link" id="show-source" on:click=move |_| queue.show_mail(id)>
                        {text::show_the_mail()}
                    </button>
                }
            });
            let (excerpt, whole) = (source.excerpt.clone(), source.excerpt.clone());
            Some(
                view! {
                    <span dir="auto">{text::claim_source(&from)}</span>
                    <q class="excerpt" dir="auto" title=whole>{excerpt}</q>
                    {link}
                }
                .into_any(),
            )
        })
    };
    // It stands there before it speaks; a screen reader would not hear one that appears with its words.
    view! { <p class="claim-line" role="status" id="claim-line">{line}</p> }
}

/// How many words there are, and what is the matter with a text that is very long. The words of a long text are counted once the
/// operator pauses.
pub fn length_words(queue: Queue) -> RwSignal<(String, Option<String>)> {
    let shown = RwSignal::new((text::n_words(0), None));
    let n_changes = StoredValue::new(0_u64);
    Effect::new(move |_| {
        let is_long = with_body(queue, |body| body.len() > claims::MARKED_AT_MOST);
        let number = n_changes.try_update_value(|n| {
            *n += 1;
            *n
        });
        let count = move || {
            if n_changes.try_get_value() == number {
                let counted =
                    queue.form.try_with_untracked(|form| form.as_ref().map_or_else(|| (text::n_words(0), None), counted));
                let _gone = counted.map(|counted| shown.try_set(counted));
            }
        };
        if is_long { set_timeout(count, COUNT_AFTER) } else { count() }
    });
    shown
}

fn counted(form: &Form) -> (String, Option<String>) {
    let body = &form.fields.body;
    let words = text::n_words(body.split_whitespace().count() as u64);
    // Letters are counted only where there are more bytes than letters may be.
    let n_over = if body.len() > TEXT_AT_MOST { body.chars().count().saturating_sub(TEXT_AT_MOST) } else { 0 };
    let fault = if n_over > 0 {
        Some(text::body_is_full(TEXT_AT_MOST, n_over))
    } else {
        (body.len() > claims::MARKED_AT_MOST).then(text::too_long_to_mark)
    };
    (words, fault)
}
