//! The card of a contact or of a company: who they are, how they stand, what waits, what happened.

use super::People;
use super::actions::actions;
use super::company_duplicates::CompanyDuplicates;
use super::deal::{history, steps};
use super::duplicates::Duplicates;
use super::heads::head;
use super::parts::{deals, open_items, people_of};
use super::timeline::Timeline;
use super::todo::{Notes, Tasks};
use crate::components::{Failed, Stale, Waiting};
use crate::desk::desk;
use crate::state::{Known, Record, Records, Shown};
use api::{Command, CompanyView, DealView, PersonView, Time, text};
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Nobody,
    /// Contacts who may be one person.
    Comparing,
    Waiting,
    Failed,
    Known,
}

#[component]
pub fn Card() -> impl IntoView {
    let people: People = expect_context();
    let face = Memo::new(move |_| {
        if people.is_comparing.get() {
            return Face::Comparing;
        }
        match (people.shown.get(), people.card.with(|card| (card.value().is_some(), card.error().is_some()))) {
            (None, _) => Face::Nobody,
            (_, (true, _)) => Face::Known,
            (_, (false, true)) => Face::Failed,
            (_, (false, false)) => Face::Waiting,
        }
    });
    let failure = Memo::new(move |_| people.card.with(|card| card.error().map(|error| error.message.clone())));
    let retry = Callback::new(move |()| people.load());
    view! {
        <main class="work" id="card" aria-live="off">
            <button type="button" class="link back" on:click=move |_| people.is_open.set(false)>{text::command(Command::Back)}</button>
            {move || match face.get() {
                // The list says so itself where there is nobody to choose.
                Face::Comparing if people.kind.get_untracked() == Records::Companies => view! { <CompanyDuplicates /> }.into_any(),
                Face::Comparing => view! { <Duplicates /> }.into_any(),
                Face::Nobody if people.has_nobody() => ().into_any(),
                Face::Nobody => view! { <p class="nothing">{text::nobody_chosen()}</p> }.into_any(),
                Face::Waiting => view! { <Waiting /> }.into_any(),
                Face::Failed => view! { <Failed message=failure retry /> }.into_any(),
                Face::Known => view! { <Parts retry /> }.into_any(),
            }}
        </main>
    }
}

/// Each part is drawn anew only when what it shows has changed.
#[component]
fn Parts(retry: Callback<()>) -> impl IntoView {
    let people: People = expect_context();
    let read_at = RwSignal::new(Time::default());
    let now = desk().clock.now();
    Effect::new(move |_| {
        if people.card.with(|card| matches!(card, Known::Ready(_))) {
            read_at.set(now.get_untracked());
        }
    });
    let stale = Memo::new(move |_| match people.card.get() {
        Known::Stale { error, .. } => Some((read_at.get(), error.message)),
        _ => None,
    });
    let shown = Memo::new(move |_| people.card.with(|card| card.value().cloned()));
    let record = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(Shown::record)));
    let open = part(shown, |shown| shown.open_items().to_vec());
    let members = part(shown, Shown::people);
    let with_deals = part(shown, |shown| shown.deals().to_vec());
    let tasks = part(shown, |shown| shown.tasks().to_vec());
    let notes = part(shown, |shown| shown.notes().to_vec());
    let told = part(shown, |shown| shown.timeline().to_vec());
    let changes = part(shown, |shown| if let Shown::Deal(deal) = shown { deal.history.clone() } else { Vec::new() });
    // What the other parts do not show.
    let top = part(shown, top);
    view! {
        <Stale stale now retry />
        {move || top.get().map(head)}
        {move || top.get().map(actions)}
        {move || top.get().map(steps)}
        {move || open.get().map(open_items)}
        {move || with_deals.get().map(deals)}
        // What is typed for somebody is not for anybody else.
        {move || record.get().map(|about| view! { <Tasks about tasks /> <Notes about notes /> })}
        {move || members.get().map(|all| people_of(all, matches!(record.get_untracked(), Some(Record::Deal(_)))))}
        {move || changes.get().map(history)}
        // Somebody else's begins anew, with nothing opened.
        {move || record.get().map(|_| view! { <Timeline told /> })}
    }
}

fn part<P: Clone + PartialEq + Send + Sync + 'static>(shown: Memo<Option<Shown>>, of: fn(&Shown) -> P) -> Memo<Option<P>> {
    Memo::new(move |_| shown.with(|shown| shown.as_ref().map(of)))
}

/// Who they are and how they stand.
fn top(shown: &Shown) -> Shown {
    let (tasks, notes, timeline, deals) = (Vec::new, Vec::new, Vec::new, Vec::new);
    match shown {
        Shown::Person(person) => {
            let whole = person.as_ref().clone();
            Shown::Person(Box::new(PersonView { tasks: tasks(), notes: notes(), timeline: timeline(), deals: deals(), ..whole }))
        }
        Shown::Company(company) => {
            let whole = company.as_ref().clone();
            Shown::Company(Box::new(CompanyView {
                tasks: tasks(),
                notes: notes(),
                timeline: timeline(),
                deals: deals(),
                ..whole
            }))
        }
        Shown::Deal(deal) => {
            let whole = deal.as_ref().clone();
            Shown::Deal(Box::new(DealView { tasks: tasks(), notes: notes(), timeline: timeline(), history: Vec::new(), ..whole }))
        }
    }
}
