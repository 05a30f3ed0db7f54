//! The versions of a draft, and what each changed of the agent's.

use super::Queue;
use crate::backend;
use crate::components::{Dialog, Failed, Waiting};
use crate::desk::desk;
use crate::source::Source;
use crate::state::Known;
use crate::state::addresses;
use crate::state::differences::{self, Change, Piece};
use api::{Author, ItemId, ListRevisions, Recipient, RevisionView, text};
use leptos::prelude::*;

#[component]
pub fn Versions(item: ItemId) -> impl IntoView {
    let queue: Queue = expect_context();
    let close = Callback::new(move |()| queue.ask.set(None));
    let revisions = Source::new(move || backend::call(ListRevisions { item }));
    revisions.read();
    // None is the newest.
    let chosen = RwSignal::new(None::<u32>);
    let failure = Memo::new(move |_| revisions.known().with(|known| known.error().map(|error| error.message.clone())));
    let retry = Callback::new(move |()| revisions.read());
    let body = move || match revisions.known().get() {
        Known::Loading => view! { <Waiting /> }.into_any(),
        Known::Failed(_) => view! { <Failed message=failure retry /> }.into_any(),
        Known::Ready(all) | Known::Stale { last: all, .. } => view! { <Chosen item all chosen /> }.into_any(),
    };
    view! {
        <Dialog title=text::versions_title() close>
            {body}
        </Dialog>
    }
}

#[component]
fn Chosen(item: ItemId, all: Vec<RevisionView>, chosen: RwSignal<Option<u32>>) -> impl IntoView {
    let queue: Queue = expect_context();
    let now = desk().clock.now();
    let newest = all.first().map(|version| version.revision);
    let current = move || chosen.get().or(newest);
    let tabs = all.iter().map(|version| {
        let (revision, author, made_at) = (version.revision, version.author, version.made_at);
        let is_current = move || current() == Some(revision);
        view! {
            <li>
                <button
                    type="button"
                    id=format!("version-{revision}")
                    aria-pressed=move || is_current().to_string()
                    on:click=move |_| chosen.set(Some(revision))
                >
                    <b>{text::version(revision, author)}</b>
                    <time class="number">{move || text::ago(made_at, now.get())}</time>
                </button>
            </li>
        }
    });
    let tabs = tabs.collect_view();
    // The dialog was there before its versions, and gave the focus to what it had.
    if let Some(newest) = newest {
        request_animation_frame(move || super::focus(&format!("version-{newest}")));
    }
    let all = StoredValue::new(all);
    let used = move |_| {
        let version = all.with_value(|all| all.iter().find(|version| Some(version.revision) == current()).cloned());
        if let Some(version) = version {
            queue.ask.set(None);
            queue.use_version(item, version);
        }
    };
    let shown = move || {
        all.with_value(|all| {
            let version = all.iter().find(|version| Some(version.revision) == current())?;
            Some(compared(all, version))
        })
    };
    view! {
        <div class="versions">
            <ol class="of-draft">{tabs}</ol>
            <div class="text" tabindex="0" role="group" aria-label=text::versions_title()>{shown}</div>
        </div>
        <footer class="foot">
            {move || match current() == newest {
                true => view! { <p>{text::is_current_version()}</p> }.into_any(),
                false => view! { <button type="button" class="go" id="use-version" on:click=used>{text::use_this_version()}</button> }.into_any(),
            }}
        </footer>
    }
}

/// A version beside the agent's that it follows.
fn compared(all: &[RevisionView], version: &RevisionView) -> impl IntoView + use<> {
    let before = all.iter().find(|other| other.author == Author::Agent && other.revision <= version.revision);
    let hint = match before {
        Some(before) if before.revision == version.revision => text::is_agents_version(),
        Some(before) if is_same(before, version) => text::same_as_agents(),
        Some(before) => text::compared_with_agent(before.revision),
        None => String::new(),
    };
    let before = before.unwrap_or(version);
    let line = |label: String, old: String, new: String| {
        (old != new).then(|| {
            view! {
                <p class="line"><span class="label">{label}</span> {drawn(&old, &new)}</p>
            }
        })
    };
    view! {
        <p class="hint" role="status">{hint}</p>
        {line(text::field_to(), people(&before.to), people(&version.to))}
        {line(text::field_cc(), people(&before.cc), people(&version.cc))}
        {line(text::field_bcc(), people(&before.bcc), people(&version.bcc))}
        {line(text::field_subject(), before.subject.clone(), version.subject.clone())}
        <div class="words" dir="auto">{drawn(&before.body, &version.body)}</div>
    }
}

/// Each by themselves: a comma behind somebody would make them another word.
fn people(all: &[Recipient]) -> String {
    all.iter().map(|one| addresses::written(&one.name, &one.address)).collect::<Vec<_>>().join(" · ")
}

fn is_same(one: &RevisionView, other: &RevisionView) -> bool {
    let all = |of: &RevisionView| [people(&of.to), people(&of.cc), people(&of.bcc)];
    one.body == other.body && one.subject == other.subject && all(one) == all(other)
}

fn drawn(before: &str, after: &str) -> impl IntoView + use<> {
    let piece = |Piece { change, text: words }: Piece| match change {
        Change::Same => view! { <span>{words}</span> }.into_any(),
        Change::Added => view! { <ins><span class="unseen">{text::added_words()}" "</span>{words}</ins> }.into_any(),
        Change::Removed => view! { <del><span class="unseen">{text::removed_words()}" "</span>{words}</del> }.into_any(),
        Change::Skipped => view! { <em class="left-out">"… "{text::left_out()}" …"</em> }.into_any(),
    };
    differences::shown(differences::between(before, after)).into_iter().map(piece).collect_view()
}
