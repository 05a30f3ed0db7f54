//! What happened, newest first: mails, which open to all of their words; decisions and moves of deals, which lead to their items and
//! cards; meetings and notes.

use super::People;
use crate::backend;
use crate::desk::desk;
use crate::source::Source;
use crate::state::Record;
use api::{MessageId, ShowMessage, TimelineEntry, text};
use leptos::prelude::*;

/// Entries that are shown before one asks for more.
const SHOWN: usize = 30;

#[component]
pub fn Timeline(told: Memo<Option<Vec<TimelineEntry>>>) -> impl IntoView {
    let n_shown = RwSignal::new(SHOWN);
    let n = Memo::new(move |_| told.with(|told| told.as_ref().map_or(0, Vec::len)));
    // Told apart by what they are, so that a mail that was opened stays open when another one comes in.
    let entries = move || told.with(|told| told.iter().flatten().take(n_shown.get()).cloned().collect::<Vec<_>>());
    let key = |entry: &TimelineEntry| (entry.at, entry.message, entry.item, entry.note, entry.deal, entry.words.clone());
    let earlier = move || {
        let n_left = n.get().saturating_sub(n_shown.get());
        (n_left > 0).then(|| {
            view! {
                <button type="button" class="link more" on:click=move |_| n_shown.set(usize::MAX)>
                    {text::show_earlier(n_left as u64)}
                </button>
            }
        })
    };
    view! {
        <section class="of-card" aria-labelledby="timeline-title">
            <h3 id="timeline-title">{text::timeline_title()}</h3>
            {move || (n.get() == 0).then(|| view! { <p class="none">{text::nothing_happened()}</p> })}
            <ol class="timeline" id="timeline">
                <For each=entries key=key let(entry)>
                    <Entry entry />
                </For>
            </ol>
            {earlier}
        </section>
    }
}

#[component]
fn Entry(entry: TimelineEntry) -> impl IntoView {
    let desk = desk();
    let now = desk.clock.now();
    let people: People = expect_context();
    let TimelineEntry { at, words, excerpt, message, item, meeting, deal, note } = entry;
    let is_open = RwSignal::new(false);
    let lead = move |show: Callback<()>, words: String| {
        view! { <button type="button" class="link told" on:click=move |_| show.run(())><bdi>{words}</bdi></button> }.into_any()
    };
    // A deal's own card is no place to go to from itself.
    let elsewhere = deal.filter(|id| people.shown.get_untracked() != Some(Record::Deal(*id)));
    let what = match (message, item, elsewhere) {
        (Some(_), _, _) => view! {
            <button
                type="button"
                class="link told"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                <bdi>{words}</bdi>
            </button>
        }
        .into_any(),
        (None, Some(item), _) => lead(Callback::new(move |()| desk.show_item(item)), words),
        (None, None, Some(deal)) => lead(Callback::new(move |()| people.show(Record::Deal(deal))), words),
        (None, None, None) => view! { <bdi class="told">{words}</bdi> }.into_any(),
    };
    let class = match (message, meeting, note, deal) {
        (Some(_), _, _, _) => "mailed",
        (None, Some(_), _, _) => "met",
        (None, None, Some(_), _) => "noted",
        (None, None, None, Some(_)) => "moved",
        (None, None, None, None) => "decided",
    };
    let below = move || match message.filter(|_| is_open.get()) {
        Some(message) => view! { <Words message /> }.into_any(),
        None => view! { <p class="excerpt" dir="auto">{excerpt.clone()}</p> }.into_any(),
    };
    view! {
        <li class=class>
            <time class="number" title=move || desk.date(at)>{move || desk.day(at, now.get())}</time>
            <div>{what} {below}</div>
        </li>
    }
}

/// All that a mail says.
#[component]
fn Words(message: MessageId) -> impl IntoView {
    let mail = Source::new(move || backend::call(ShowMessage { message }));
    mail.read();
    let failure = move || mail.known().with(|known| known.error().map(|error| error.message.clone()));
    let words = move || mail.value().map(|mail| view! { <p class="words" dir="auto">{mail.text}</p> });
    view! {
        {words}
        <p class="refusal" role="alert">{failure}</p>
    }
}
