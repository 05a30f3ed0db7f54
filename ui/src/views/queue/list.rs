//! The ranked list: what and why without opening. Of a long list only what is seen is drawn.

use super::Queue;
use super::narrow::{Filter, Order};
use super::selection::SelectionBar;
use crate::components::{Empty, Failed, Hint, Waiting};
use crate::desk::desk;
use crate::state::{Narrowing, Ranking};
use crate::windowed::Windowed;
use api::{Command, ItemId, ItemState, ItemView, Tab, text};
use leptos::prelude::*;

#[component]
pub fn QueueList(open: Callback<()>) -> impl IntoView {
    let queue: Queue = expect_context();
    let n = Memo::new(move |_| queue.ranking.with(Ranking::len));
    let desk = desk();
    let is_narrow = Memo::new(move |_| desk.narrowing.with(Narrowing::is_narrow));
    let total = Memo::new(move |_| queue.count_of(queue.tab.get()));
    let count = move || {
        let n = n.get() as u64;
        if is_narrow.get() { text::n_of(n, total.get()) } else { text::n_items_and_minutes(n, queue.minutes.get()) }
    };
    let filter_is_there = Memo::new(move |_| queue.filter_is_open.get() || is_narrow.get());
    let failure = Memo::new(move |_| queue.list.with(|list| list.error().map(|error| error.message.clone())));
    let is_ready = Memo::new(move |_| queue.list.with(|list| list.value().is_some()));
    // Not the count itself: with each item that leaves the rows would be drawn anew, and the list would jump to its top.
    // Nor a reading that failed once rows were there: what was read stays, and the page says elsewhere that it is stale.
    let has_failed = Memo::new(move |_| !is_ready.get() && failure.with(Option::is_some));
    let face = Memo::new(move |_| (is_ready.get(), has_failed.get(), n.get() == 0));
    let body = move || match face.get() {
        (false, false, _) => view! { <Waiting /> }.into_any(),
        (false, true, _) => {
            let retry = Callback::new(move |()| queue.read());
            view! { <Failed message=failure retry /> }.into_any()
        }
        (true, _, true) if is_narrow.get() => view! { <NothingFits /> }.into_any(),
        (true, _, true) => {
            view! { <Empty words=Signal::derive(move || text::nothing_in_tab(queue.tab.get())) hint=hint(queue) /> }.into_any()
        }
        (true, _, false) => view! { <Rows open /> }.into_any(),
    };
    view! {
        <section class="list" aria-labelledby="queue-title">
            <header>
                <div class="title">
                    <h1 id="queue-title">
                        {text::screen_queue()}
                        <small class="number" id="queue-count" role="status">{count}</small>
                    </h1>
                    <Order />
                </div>
                <Tabs />
                {move || filter_is_there.get().then(|| view! { <Filter /> })}
            </header>
            {body}
            <SelectionBar />
        </section>
    }
}

/// Nothing in the list is what it was narrowed to.
#[component]
fn NothingFits() -> impl IntoView {
    let queue: Queue = expect_context();
    let desk = desk();
    let words = move || desk.narrowing.with(|narrowing| text::nothing_fits(narrowing.words().as_deref(), narrowing.band));
    view! {
        <div class="nothing">
            <p id="nothing" dir="auto">{words}</p>
            <p><button type="button" id="clear-filter" on:click=move |_| queue.widen()>{text::clear_filter()}</button></p>
        </div>
    }
}

/// What there is to do once all of the queue is worked through.
fn hint(queue: Queue) -> Signal<Option<Hint>> {
    let desk = desk();
    let is_demo = desk.is_demo();
    Signal::derive(move || {
        let (words, next): (_, &[Command]) = match (queue.tab.get(), is_demo.get()) {
            (Tab::All, true) => (text::demo_worked_through(), &[Command::RestartDemo, Command::LeaveDemo]),
            (Tab::All, false) => (text::everything_was_read(), &[Command::Import]),
            _ => return None,
        };
        Some(Hint { words: Some(words), next })
    })
}

#[component]
fn Tabs() -> impl IntoView {
    let queue: Queue = expect_context();
    let tab = move |tab: Tab| {
        let count = Memo::new(move |_| queue.count_of(tab));
        let is_current = move || queue.tab.get() == tab;
        // What has nothing in it would only take room, unless one stands there.
        let is_shown = move || tab == Tab::All || count.get() > 0 || is_current();
        move || {
            is_shown().then(|| {
                view! {
                    <button
                        type="button"
                        role="tab"
                        id=format!("tab-{tab}")
                        aria-selected=move || is_current().to_string()
                        on:click=move |_| queue.turn_to(tab)
                    >
                        {text::tab(tab)}
                        <b class="number">{count}</b>
                    </button>
                }
            })
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=text::tabs()>
            {Tab::ALL.iter().map(|one| tab(*one)).collect_view()}
        </div>
    }
}

#[component]
fn Rows(open: Callback<()>) -> impl IntoView {
    let queue: Queue = expect_context();
    let n = Memo::new(move |_| queue.ranking.with(Ranking::len));
    let position = Memo::new(move |_| queue.ranking.with(Ranking::position));
    let list = Windowed::start(n, desk().row_height().into(), position);
    Effect::new(move |_| queue.see(list.drawn.get()));
    let shown = move || {
        let drawn = list.drawn.get();
        queue.ranking.with(|ranking| ranking.within(drawn))
    };
    let active = move || queue.ranking.with(Ranking::cursor).map(|id| format!("row-{id}"));
    view! {
        <div
            class="rows"
            id="items"
            role="listbox"
            tabindex="0"
            aria-labelledby="queue-title"
            aria-multiselectable="true"
            aria-activedescendant=active
            node_ref=list.frame
            on:scroll=move |_| list.scrolled()
        >
            <div class="all" style:height=move || list.height()>
                <For each=shown key=|id| *id let(id)>
                    <Row list id open />
                </For>
            </div>
        </div>
    }
}

#[component]
fn Row(list: Windowed, id: ItemId, open: Callback<()>) -> impl IntoView {
    let queue: Queue = expect_context();
    let now = desk().clock.now();
    let line = Memo::new(move |_| queue.line(id));
    let at = Memo::new(move |_| queue.ranking.with(|ranking| ranking.position_of(id)));
    let is_current = Memo::new(move |_| queue.ranking.with(|ranking| ranking.cursor() == Some(id)));
    let is_selected = Memo::new(move |_| queue.ranking.with(|ranking| ranking.is_selected(id)));
    let part = move |of: fn(&ItemView) -> String| Memo::new(move |_| line.with(|line| line.as_ref().map(of).unwrap_or_default()));
    let (who, company, what, why) = (part(who), part(company), part(|line| line.what.clone()), part(why));
    let score = part(|line| rounded(line.score));
    let band = part(|line| line.band.as_str().to_owned());
    let spoken = part(|line| text::score_in_band(&rounded(line.score), line.band));
    let due_at = Memo::new(move |_| line.with(|line| line.as_ref().map(|line| line.snoozed_until.unwrap_or(line.due_at))));
    let is_late = move || due_at.get().is_some_and(|due_at| due_at < now.get());
    let due = move || due_at.get().map(|due_at| text::due(due_at, now.get()));
    let choose = move |event: leptos::ev::MouseEvent| {
        queue.ranking.update(|ranking| {
            if event.shift_key() {
                ranking.extend_to(id);
                return;
            }
            ranking.go_to(id);
            if event.ctrl_key() || event.meta_key() {
                ranking.toggle_selection();
            }
        });
        if !(event.shift_key() || event.ctrl_key() || event.meta_key()) {
            open.run(());
        }
    };
    view! {
        <div
            class="row"
            id=format!("row-{id}")
            role="option"
            class:current=is_current
            class:selected=is_selected
            aria-selected=move || (is_current.get() || is_selected.get()).to_string()
            style:transform=move || list.place(at.get().unwrap_or_default())
            on:click=choose
        >
            <p class=move || format!("score number {}", band.get())>
                <span aria-hidden="true">{score}</span>
                <span class="unseen">{spoken}</span>
            </p>
            <p class="names">
                <bdi class="who">{who}</bdi>
                <bdi class="company">{company}</bdi>
            </p>
            <p class="due number" class:late=is_late>{due}</p>
            <p class="what" dir="auto">{what}</p>
            <p class="why" dir="auto">{why}</p>
        </div>
    }
}

fn who(line: &ItemView) -> String {
    line.called().unwrap_or_else(text::unknown_contact)
}

fn company(line: &ItemView) -> String {
    line.company.as_ref().map_or_else(String::new, |company| format!(" · {}", company.called()))
}

fn why(line: &ItemView) -> String {
    if line.state == ItemState::Failed { text::without_draft() } else { line.why.clone() }
}

pub(super) fn rounded(score: f64) -> String {
    format!("{:.0}", score.round())
}
