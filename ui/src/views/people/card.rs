//! The card of a contact or of a company: who they are, how they stand, what waits, what happened.

use super::actions::actions;
use super::list::initials;
use super::store::Shown;
use super::timeline::Timeline;
use super::{People, Subject};
use crate::components::{Failed, Stale, Waiting, When};
use crate::desk::desk;
use crate::state::Known;
use api::{Command, ContactRef, ItemView, PersonLine, PersonView, Suppression, Time, TimelineEntry, text};
use leptos::prelude::*;

/// Of how many people of a company the names are shown at once.
const PEOPLE_SHOWN: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Nobody,
    Waiting,
    Failed,
    Known,
}

#[component]
pub fn Card() -> impl IntoView {
    let people: People = expect_context();
    let face = Memo::new(move |_| {
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
    let subject = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(Shown::subject)));
    let open = part(shown, |shown| match shown {
        Shown::Person(person) => person.open_items.clone(),
        Shown::Company(company) => company.open_items.clone(),
    });
    let colleagues = part(shown, |shown| match shown {
        Shown::Person(_) => Vec::new(),
        Shown::Company(company) => company.people.clone(),
    });
    let told: Memo<Option<Vec<TimelineEntry>>> = part(shown, |shown| match shown {
        Shown::Person(person) => person.timeline.clone(),
        Shown::Company(company) => company.timeline.clone(),
    });
    // Everything but what the other parts show.
    let top = part(shown, |shown| match shown {
        Shown::Person(person) => Shown::Person(Box::new(PersonView { timeline: Vec::new(), ..person.as_ref().clone() })),
        Shown::Company(company) => Shown::Company(company.clone()),
    });
    view! {
        <Stale stale now retry />
        {move || top.get().map(head)}
        {move || top.get().map(actions)}
        {move || open.get().map(open_items)}
        {move || colleagues.get().map(of_company)}
        // Somebody else's begins anew, with nothing opened.
        {move || subject.get().map(|_| view! { <Timeline told /> })}
    }
}

fn part<P: Clone + PartialEq + Send + Sync + 'static>(shown: Memo<Option<Shown>>, of: fn(&Shown) -> P) -> Memo<Option<P>> {
    Memo::new(move |_| shown.with(|shown| shown.as_ref().map(of)))
}

fn head(shown: Shown) -> AnyView {
    match shown {
        Shown::Person(person) => person_head(*person),
        Shown::Company(company) => {
            let company = *company;
            let called = company.company.called().to_owned();
            view! {
                <header class="head who-head">
                    <span class="initials" aria-hidden="true">{initials(&called)}</span>
                    <div>
                        <h2 dir="auto">{called}</h2>
                        <p class="about">
                            <span>{company.company.domain}</span>
                            <span class="number">{text::n_people(company.people.len() as u64, false)}</span>
                        </p>
                    </div>
                </header>
                {company.suppression.map(suppressed)}
            }
            .into_any()
        }
    }
}

fn person_head(person: PersonView) -> AnyView {
    let people: People = expect_context();
    let called = person.contact.called();
    let company = person.company.clone().map(|company| {
        let id = company.id;
        let show = move |_| people.show(Subject::Company(id));
        view! { <button type="button" class="link" id="to-company" on:click=show><bdi>{company.called().to_owned()}</bdi></button> }
    });
    let address =
        (called != person.contact.address).then(|| view! { <span class="address">{person.contact.address.clone()}</span> });
    view! {
        <header class="head who-head">
            <span class="initials" aria-hidden="true">{initials(&called)}</span>
            <div>
                <h2 dir="auto">{called}</h2>
                <p class="about">{company} {address}</p>
            </div>
        </header>
        {person.suppression.clone().map(suppressed)}
        {figures(&person)}
    }
    .into_any()
}

fn suppressed(entry: Suppression) -> impl IntoView {
    let now = desk().clock.now();
    let words = move || text::nothing_may_go(&entry.what, &entry.reason, &text::ago(entry.since, now.get()));
    view! { <p class="notice" id="suppressed" dir="auto">{words}</p> }
}

/// How they stand, and the correspondence in figures.
fn figures(person: &PersonView) -> AnyView {
    let desk = desk();
    let now = desk.clock.now();
    let line = |label: String, words: AnyView| {
        view! {
            <dt>{label}</dt>
            <dd dir="auto">{words}</dd>
        }
    };
    // Words that hold how long ago it was.
    let since = move |at: Time, words: fn(&str) -> String| {
        view! { <span title=move || desk.date(at)>{move || words(&text::ago(at, now.get()))}</span> }.into_any()
    };
    let standing = match (person.screened_at, person.allowed_at, person.written_at) {
        (Some(at), _, _) => since(at, text::stands_screened),
        (None, Some(at), _) => since(at, text::stands_allowed),
        (None, None, Some(at)) => since(at, text::stands_written),
        (None, None, None) => text::stands_new().into_any(),
    };
    let others = person.addresses.iter().filter(|address| **address != person.contact.address).cloned().collect::<Vec<_>>();
    let away = person.away_until.filter(|until| *until > now.get_untracked());
    view! {
        <dl class="figures number card" id="standing">
            {line(text::standing_label(), standing)}
            {line(text::mails_label(), text::mails_exchanged(person.n_received, person.n_sent).into_any())}
            {person.answers_after_ms.map(|ms| line(text::answers_label(), text::span_in_words(ms).into_any()))}
            {person.opted_out_at.map(|at| line(text::asked_off_label(), since(at, text::asked_off)))}
            {person.left_at.map(|at| line(text::left_label(), since(at, text::has_left)))}
            {away.map(|until| line(text::away_label(), (move || text::away_until(&desk.date(until))).into_any()))}
            {(!others.is_empty()).then(|| line(text::addresses_label(), others.join(", ").into_any()))}
        </dl>
    }
    .into_any()
}

fn open_items(items: Vec<ItemView>) -> AnyView {
    let desk = desk();
    let now = desk.clock.now();
    let line = move |item: ItemView| {
        let (id, due_at) = (item.id, item.snoozed_until.unwrap_or(item.due_at));
        let score = format!("{:.0}", item.score.round());
        let spoken = text::score_in_band(&score, item.band);
        let is_late = move || due_at < now.get();
        view! {
            <li>
                <button type="button" class="waits" on:click=move |_| desk.show_item(id)>
                    <span class=format!("score number {}", item.band.as_str())>
                        <span aria-hidden="true">{score}</span>
                        <span class="unseen">{spoken}</span>
                    </span>
                    <b dir="auto">{item.what}</b>
                    <span class="due number" class:late=is_late title=move || desk.date(due_at)>{move || text::due(due_at, now.get())}</span>
                    <span class="why" dir="auto">{item.why}</span>
                </button>
            </li>
        }
    };
    let body = if items.is_empty() {
        view! { <p class="none">{text::nothing_open()}</p> }.into_any()
    } else {
        view! { <ul class="card">{items.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="of-card" aria-labelledby="open-title">
            <h3 id="open-title">{text::open_with_them()}</h3>
            {body}
        </section>
    }
    .into_any()
}

/// The people of a company.
fn of_company(all: Vec<PersonLine>) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let n_shown = RwSignal::new(PEOPLE_SHOWN);
    let n = all.len();
    let further = move || {
        let n_left = n.saturating_sub(n_shown.get());
        (n_left > 0).then(|| {
            view! {
                <button type="button" class="link more" on:click=move |_| n_shown.set(n)>{text::show_all_people(n_left as u64)}</button>
            }
        })
    };
    let lines = move || all.iter().take(n_shown.get()).cloned().map(|line| view! { <Colleague line /> }).collect_view();
    view! {
        <section class="of-card" aria-labelledby="colleagues-title">
            <h3 id="colleagues-title">{text::people_of_company()}</h3>
            <ul class="card">{lines}</ul>
            {further}
        </section>
    }
    .into_any()
}

#[component]
fn Colleague(line: PersonLine) -> impl IntoView {
    let people: People = expect_context();
    let PersonLine { contact, last_mail_at, n_open, suppressed, .. } = line;
    let id = contact.id;
    let called = ContactRef::called(&contact);
    let state = if suppressed { Some(text::is_suppressed()) } else { (n_open > 0).then(|| text::n_open(n_open)) };
    view! {
        <li>
            <button type="button" class="colleague" on:click=move |_| people.show(Subject::Person(id))>
                <b dir="auto">{called}</b>
                <span class="state" class:bad=suppressed>{state}</span>
                {last_mail_at.map(|at| view! { <When at /> })}
            </button>
        </li>
    }
}
