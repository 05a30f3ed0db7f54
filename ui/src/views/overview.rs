//! How things stand, on one page: the counts, what is wrong, and what comes first.
//!
//! Reads anew whenever the engine reports a change. Must never show an old answer as if it were a new one.

use crate::backend;
use crate::clock::Clock;
use crate::components::{Empty, Failed, FirstChoice, FirstItems, Masthead, Opening, Problems, Stale, StatusLine};
use crate::state::{self, Phase, Picture, TOP};
use api::{ApiError, GetStatus, ListQueue, StartDemo, Status};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Overview() -> impl IntoView {
    let overview = RwSignal::new(state::Overview::default());
    let clock = Clock::start();
    let now = clock.now();
    spawn_local(async move {
        // First listen, then ask: a change in between is heard and not lost.
        let listening = backend::on_changed(move |_| read(overview, clock)).await;
        match listening {
            Ok(()) => read(overview, clock),
            Err(error) => overview.update(|overview| {
                overview.learn(Err(error));
            }),
        }
    });

    let phase = Memo::new(move |_| overview.with(state::Overview::phase));
    let status = Memo::new(move |_| overview.with(|overview| overview.status().cloned()));
    let stale =
        Memo::new(move |_| overview.with(|overview| overview.stale().map(|(read_at, error)| (read_at, error.message.clone()))));
    let failure = Memo::new(move |_| overview.with(|overview| overview.picture.error().map(|error| error.message.clone())));
    let ids = Memo::new(move |_| overview.with(|overview| overview.items().iter().map(|item| item.id).collect::<Vec<_>>()));
    let n_more = Memo::new(move |_| overview.with(state::Overview::n_more));
    let findings = Memo::new(move |_| overview.with(state::Overview::findings));
    let nothing_read = Memo::new(move |_| status.with(|status| status.as_ref().is_some_and(nothing_was_read)));
    let (refusal, is_busy) = (RwSignal::new(None), RwSignal::new(false));
    let try_demo = Callback::new(move |()| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        refusal.set(None);
        spawn_local(async move {
            let refused = backend::call(StartDemo {}).await.err();
            refusal.set(refused.map(|error| error.message));
            is_busy.set(false);
            read(overview, clock);
        });
    });
    let retry = Callback::new(move |()| read(overview, clock));

    let below_the_counts = move || match phase.get() {
        Phase::Empty if nothing_read.get() => view! { <FirstChoice try_demo refusal is_busy /> }.into_any(),
        Phase::Empty => {
            let is_demo = status.with(|status| status.as_ref().is_some_and(|status| status.demo.is_some()));
            view! { <Empty is_demo /> }.into_any()
        }
        _ => {
            let item = move |id| Signal::derive(move || overview.with(|overview| overview.item(id).cloned()));
            view! { <FirstItems ids n_more item now /> }.into_any()
        }
    };
    let work = move || match phase.get() {
        Phase::Loading => view! { <Opening /> }.into_any(),
        Phase::Failed => view! { <Failed message=failure retry /> }.into_any(),
        Phase::Empty | Phase::Items => view! {
            <div class="column">
                <Masthead status />
                <Stale stale now retry />
                <Problems findings />
                {below_the_counts}
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="window">
            // It scrolls, so it can have the focus: otherwise the keyboard could not scroll it.
            <main class="work" tabindex="0" aria-busy=move || (phase.get() == Phase::Loading).to_string()>
                {work}
            </main>
            <StatusLine status now />
        </div>
    }
}

/// Starts a reading, unless one is under way: then that one is followed by another.
fn read(overview: RwSignal<state::Overview>, clock: Clock) {
    if overview.try_update(|overview| overview.reading.ask()) != Some(true) {
        return;
    }
    spawn_local(async move {
        loop {
            let answer = picture(clock).await;
            if overview.try_update(|overview| overview.learn(answer)) != Some(true) {
                return;
            }
        }
    });
}

async fn picture(clock: Clock) -> Result<Picture, ApiError> {
    let status = backend::call(GetStatus {}).await?;
    clock.set(status.demo.map(|demo| demo.now));
    let first = ListQueue { tab: None, band: None, limit: Some(TOP), after: None };
    let items = backend::call(first).await?.items;
    Ok(Picture { status, items, read_at: clock.now().get_untracked() })
}

fn nothing_was_read(status: &Status) -> bool {
    status.connections.is_empty()
}
