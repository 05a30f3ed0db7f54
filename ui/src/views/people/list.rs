//! Contacts or companies, found by what is typed.

use super::{Kind, People, Subject};
use crate::components::{Empty, Hint, KeyCap, When};

use crate::focus::focus;
use crate::views::listing::{self, Listing};
use api::{Command, CompanyLine, PersonLine, Time, text};
use leptos::prelude::*;

const ROWS: listing::Kind =
    listing::Kind { id: "people", named_by: "people-title", role: "listbox", class: "somebody", row: 56.0 };

#[component]
pub fn PeopleList() -> impl IntoView {
    let people: People = expect_context();
    let count = move || match people.kind.get() {
        Kind::People => people.persons.pages().with(|pages| text::n_people(pages.len() as u64, pages.has_more())),
        Kind::Companies => people.companies.pages().with(|pages| text::n_companies(pages.len() as u64, pages.has_more())),
    };
    let list = move || match people.kind.get() {
        Kind::People => {
            let open = Callback::new(move |id| people.show(Subject::Person(id)));
            view! { <Listing paged=people.persons kind=ROWS draw=person empty=move || nobody(people) open /> }.into_any()
        }
        Kind::Companies => {
            let open = Callback::new(move |id| people.show(Subject::Company(id)));
            view! { <Listing paged=people.companies kind=ROWS draw=company empty=move || nobody(people) open /> }.into_any()
        }
    };
    view! {
        <section class="list" aria-labelledby="people-title">
            <header>
                <h1 id="people-title">
                    {text::screen_people()}
                    <small class="number" id="people-count" role="status">{count}</small>
                </h1>
                <Filter />
                <Tabs />
            </header>
            {list}
        </section>
    }
}

#[component]
fn Filter() -> impl IntoView {
    let people: People = expect_context();
    let words = move || match people.kind.get() {
        Kind::People => text::find_people(),
        Kind::Companies => text::find_companies(),
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        // On into the list, with what was found.
        if matches!(event.key().as_str(), "Enter" | "ArrowDown") && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            focus("people");
        }
    };
    view! {
        <div class="find">
            <input
                type="search"
                id="people-filter"
                autocomplete="off"
                spellcheck="false"
                dir="auto"
                maxlength="200"
                aria-label=words
                aria-controls="people"
                placeholder=words
                prop:value=people.typed
                on:input=move |event| people.find(event_target_value(&event))
                on:keydown=pressed
            />
            <KeyCap command=Command::Filter />
        </div>
    }
}

#[component]
fn Tabs() -> impl IntoView {
    let people: People = expect_context();
    let tab = move |kind: Kind, id: &'static str, words: String| {
        view! {
            <button
                type="button"
                role="tab"
                id=id
                aria-selected=move || (people.kind.get() == kind).to_string()
                aria-controls="people"
                on:click=move |_| people.turn_to(kind)
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=text::people_tabs()>
            {tab(Kind::People, "tab-people", text::people_tab())}
            {tab(Kind::Companies, "tab-companies", text::companies_tab())}
        </div>
    }
}

/// Nobody is listed: nobody is found, or nothing was read yet.
fn nobody(people: People) -> impl IntoView {
    let typed = move || people.typed.with(|typed| typed.trim().to_owned());
    let words = Signal::derive(move || match (typed().is_empty(), people.kind.get()) {
        (true, _) => text::nobody_yet(),
        (false, Kind::People) => text::nobody_found(&typed()),
        (false, Kind::Companies) => text::no_company_found(&typed()),
    });
    let hint = Signal::derive(move || typed().is_empty().then_some(Hint { words: None, next: &[Command::Import] }));
    view! { <Empty words hint /> }
}

/// The first letters of a name, for the eye to find it again.
pub fn initials(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || "@.-".contains(c));
    let first = words.filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    first.take(2).flat_map(char::to_uppercase).collect()
}

fn person(line: PersonLine) -> AnyView {
    let PersonLine { contact, company, last_mail_at, n_open, suppressed } = line;
    let called = contact.called();
    let is_named = !contact.name.is_empty();
    let company = company.map(|company| company.called().to_owned());
    let about = company.into_iter().chain(is_named.then_some(contact.address)).collect();
    let state = if suppressed { Some(text::is_suppressed()) } else { (n_open > 0).then(|| text::n_open(n_open)) };
    row(called, about, last_mail_at, state, suppressed)
}

fn company(line: CompanyLine) -> AnyView {
    let CompanyLine { company, n_people, last_mail_at, n_open } = line;
    let called = company.called().to_owned();
    let state = (n_open > 0).then(|| text::n_open(n_open));
    row(called, vec![company.domain, text::n_people(n_people, false)], last_mail_at, state, false)
}

/// Who, and when there was mail; where they are to be found, and what waits.
fn row(called: String, about: Vec<String>, last_mail_at: Option<Time>, state: Option<String>, is_bad: bool) -> AnyView {
    let at = match last_mail_at {
        Some(at) => view! { <When at /> }.into_any(),
        None => text::no_mail_with_them().into_any(),
    };
    view! {
        <span class="initials" aria-hidden="true">{initials(&called)}</span>
        <p class="names"><bdi class="who">{called}</bdi></p>
        <p class="at">{at}</p>
        <p class="where">{about.into_iter().map(|part| view! { <bdi>{part}</bdi> }).collect_view()}</p>
        <p class="state" class:bad=is_bad>{state}</p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_found_again_by_the_letters_of_their_name() {
        assert_eq!(initials("Inês Duarte"), "ID");
        assert_eq!(initials("jonas.weber@gmail.com"), "JW");
        assert_eq!(initials("李文"), "李");
        assert_eq!(initials("🚀 Rocket"), "R");
        assert_eq!(initials("“Ann” (sales)"), "AS");
        assert_eq!(initials(""), "");
    }
}
