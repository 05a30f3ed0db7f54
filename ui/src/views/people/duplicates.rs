//! Contacts who may be one person, side by side: merged into one of them, or told apart.

use super::People;
use super::list::initials;
use crate::backend;
use crate::components::{Failed, Waiting};
use crate::desk::desk;
use crate::source::Source;
use crate::state::{Known, Record, Records};
use api::{ContactId, Duplicate, DuplicateSide, KeepApart, MergeContacts, text};
use leptos::prelude::*;

/// Above the list, as long as there are any: how many, which leads to them.
#[component]
pub fn DuplicatesLine() -> impl IntoView {
    let people: People = expect_context();
    let n = Memo::new(move |_| match people.kind.get() {
        Records::People => people.duplicates.known().with(|known| known.value().map_or(0, Vec::len)),
        Records::Companies => people.company_duplicates.known().with(|known| known.value().map_or(0, Vec::len)),
        Records::Deals => 0,
    });
    move || {
        (n.get() > 0).then(|| {
            let compare = move |_| {
                people.is_open.set(true);
                people.is_comparing.set(true);
            };
            view! {
                <button type="button" class="doubles" id="duplicates" aria-pressed=move || people.is_comparing.get().to_string() on:click=compare>
                    {text::n_duplicates(n.get() as u64)}
                </button>
            }
        })
    }
}

/// Stands in the place of the card.
#[component]
pub fn Duplicates() -> impl IntoView {
    let people: People = expect_context();
    pairs(people.duplicates, text::no_duplicates, text::duplicates_help, |pair| view! { <Pair pair /> }.into_any())
}

/// All that may be one, pair by pair; `nothing` is said where there are none, `help` above them.
pub fn pairs<T: Clone + PartialEq + Send + Sync + 'static>(
    source: Source<Vec<T>>,
    nothing: fn() -> String,
    help: fn() -> String,
    pair: fn(T) -> AnyView,
) -> impl IntoView {
    let desk = desk();
    Effect::new(move |_| {
        desk.follow(api::Tag::People);
        source.read();
    });
    let all = Memo::new(move |_| source.value());
    let failure = Memo::new(move |_| {
        source.known().with(|known| if let Known::Failed(error) = known { Some(error.message.clone()) } else { None })
    });
    let retry = Callback::new(move |()| source.read());
    move || match (all.get(), failure.with(Option::is_some)) {
        (Some(all), _) if all.is_empty() => view! { <p class="nothing">{nothing()}</p> }.into_any(),
        (Some(all), _) => view! {
            <header class="head"><h2>{text::n_duplicates(all.len() as u64)}</h2><p class="about">{help()}</p></header>
            <ul class="pairs" id="pairs">{all.into_iter().map(pair).collect_view()}</ul>
        }
        .into_any(),
        (None, true) => view! { <Failed message=failure retry /> }.into_any(),
        (None, false) => view! { <Waiting /> }.into_any(),
    }
}

#[component]
fn Pair(pair: Duplicate) -> impl IntoView {
    let people: People = expect_context();
    let Duplicate { one, other, words, .. } = pair;
    let (first, second) = (one.contact.id, other.contact.id);
    let apart = move |_| people.tell_apart(first, second);
    view! {
        <li class="pair card">
            <p class="words" dir="auto">{words}</p>
            <div class="sides">
                <Side side=one gone=second />
                <Side side=other gone=first />
            </div>
            <button type="button" class="quiet" on:click=apart>{text::not_the_same()}</button>
        </li>
    }
}

#[component]
fn Side(side: DuplicateSide, gone: ContactId) -> impl IntoView {
    let people: People = expect_context();
    let DuplicateSide { contact, company } = side;
    let (id, called) = (contact.id, contact.called());
    let company = company.map(|company| view! { <p dir="auto">{company.called().to_owned()}</p> });
    let said = called.clone();
    view! {
        <div class="side-of">
            <span class="initials" aria-hidden="true">{initials(&called)}</span>
            <button type="button" class="link" on:click=move |_| people.show(Record::Person(id))><bdi>{called}</bdi></button>
            <p class="address">{contact.address}</p>
            {company}
            <button type="button" class="merge" on:click=move |_| people.merge(id, gone, &said)>{text::merge_into()}</button>
        </div>
    }
}

impl People {
    /// One contact takes over all that names the other.
    fn merge(self, keep: ContactId, gone: ContactId, called: &str) {
        let said = text::said_merged(called);
        self.decide(said, async move {
            backend::call(MergeContacts { keep, gone }).await?;
            self.duplicates.read();
            Ok(())
        });
    }

    fn tell_apart(self, one: ContactId, other: ContactId) {
        let source = self.duplicates;
        let desk = self.desk;
        leptos::task::spawn_local(async move {
            match backend::call(KeepApart { one, other }).await {
                Ok(_) => {
                    desk.say(text::said_apart(), false);
                    source.read();
                }
                Err(error) => desk.refuse(&error.message),
            }
        });
    }
}
