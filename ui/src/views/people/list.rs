//! Contacts, companies or deals, found by what is typed.

use super::People;
use super::board_view::Board;
use super::duplicates::DuplicatesLine;
use super::narrow::Narrow;
use super::parts::{end_class, worth};
use crate::components::{Empty, Hint, KeyCap, When};
use crate::desk::desk;
use crate::focus::focus;
use crate::state::{Pages, Record, Records};
use crate::views::listing::{self, Listing};
use api::{Command, CompanyLine, DealLine, PersonLine, Time, text};
use leptos::prelude::*;

const ROWS: listing::Kind =
    listing::Kind { id: "people", named_by: "people-title", role: "listbox", class: "somebody", row: 56.0 };

#[component]
pub fn PeopleList() -> impl IntoView {
    let people: People = expect_context();
    let count = move || match people.kind.get() {
        Records::People => people.persons.pages().with(|pages| text::n_people(pages.len() as u64, pages.has_more())),
        Records::Companies => people.companies.pages().with(|pages| text::n_companies(pages.len() as u64, pages.has_more())),
        Records::Deals => people.deals.pages().with(|pages| text::n_deals(pages.len() as u64, pages.has_more())),
    };
    let list = move || match people.kind.get() {
        Records::People => {
            let open = Callback::new(move |id| people.show(Record::Person(id)));
            view! { <Listing paged=people.persons kind=ROWS draw=person empty=move || nobody(people) open /> }.into_any()
        }
        Records::Companies => {
            let open = Callback::new(move |id| people.show(Record::Company(id)));
            view! { <Listing paged=people.companies kind=ROWS draw=company empty=move || nobody(people) open /> }.into_any()
        }
        Records::Deals if people.is_board() => view! { <Board /> }.into_any(),
        Records::Deals => {
            let open = Callback::new(move |id| people.show(Record::Deal(id)));
            view! { <Listing paged=people.deals kind=ROWS draw=deal empty=move || nobody(people) open /> }.into_any()
        }
    };
    let add = move || match people.kind.get() {
        Records::People => text::add_person_label(),
        Records::Companies => text::add_company_label(),
        Records::Deals => text::add_deal_label(),
    };
    view! {
        <section class="list" aria-labelledby="people-title">
            <header>
                <div class="title">
                    <h1 id="people-title">
                        {text::screen_people()}
                        <small class="number" id="people-count" role="status">{count}</small>
                    </h1>
                    {move || (people.kind.get() == Records::People).then(|| view! {
                        <button type="button" class="plain export" id="export" on:click=move |_| people.export()>{text::export_label()}</button>
                    })}
                    <button type="button" class="plain adder" id="add-record" on:click=move |_| people.add()>
                        {add}
                        <KeyCap command=Command::Add />
                    </button>
                </div>
                <Filter />
                <Tabs />
            </header>
            {move || (people.kind.get() == Records::Deals).then(|| view! { <Narrow /> })}
            <DuplicatesLine />
            {list}
        </section>
    }
}

#[component]
fn Filter() -> impl IntoView {
    let people: People = expect_context();
    let words = move || match people.kind.get() {
        Records::People => text::find_people(),
        Records::Companies => text::find_companies(),
        Records::Deals => text::find_deals(),
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
    let tab = move |kind: Records| {
        let (id, words) = match kind {
            Records::People => ("tab-people", text::people_tab()),
            Records::Companies => ("tab-companies", text::companies_tab()),
            Records::Deals => ("tab-deals", text::deals_tab()),
        };
        let count = move || match kind {
            Records::People => people.persons.pages().with(so_many),
            Records::Companies => people.companies.pages().with(so_many),
            Records::Deals => people.deals.pages().with(so_many),
        };
        view! {
            <button
                type="button"
                role="tab"
                id=id
                aria-selected=move || (people.kind.get() == kind).to_string()
                aria-controls="people"
                on:click=move |_| people.kind.set(kind)
            >
                {words}
                <b class="number">{count}</b>
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=text::people_tabs()>{Records::ALL.map(tab).into_iter().collect_view()}</div>
    }
}

/// How many there are, as far as they were read.
fn so_many<I: Copy + Eq + std::hash::Hash, T>(pages: &Pages<I, T>) -> Option<String> {
    pages.known().value().map(|()| text::so_many(pages.len() as u64, pages.has_more()))
}

/// Nobody is listed: nobody is found, or nothing was read yet.
fn nobody(people: People) -> impl IntoView {
    let typed = move || people.typed.with(|typed| typed.trim().to_owned());
    let words = Signal::derive(move || match (typed().is_empty(), people.kind.get()) {
        (true, Records::Deals) => text::no_deal_yet(),
        (true, _) => text::nobody_yet(),
        (false, Records::People) => text::nobody_found(&typed()),
        (false, Records::Companies) => text::no_company_found(&typed()),
        (false, Records::Deals) => text::no_deal_found(&typed()),
    });
    let next =
        move || if people.kind.get() == Records::Deals { &[Command::Add][..] } else { &[Command::Import, Command::Add][..] };
    let hint = Signal::derive(move || typed().is_empty().then(|| Hint { words: None, next: next() }));
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
    row(called, about, mailed(last_mail_at), state, suppressed)
}

fn company(line: CompanyLine) -> AnyView {
    let CompanyLine { company, n_people, last_mail_at, n_open } = line;
    let called = company.called().to_owned();
    let state = (n_open > 0).then(|| text::n_open(n_open));
    let domain = Some(company.domain).filter(|domain| !domain.is_empty() && *domain != called);
    let about = domain.into_iter().chain([text::n_people(n_people, false)]).collect();
    row(called, about, mailed(last_mail_at), state, false)
}

/// What it is worth, with whom, where it stands and by when it is decided.
fn deal(line: DealLine) -> AnyView {
    let desk = desk();
    let now = desk.clock.now();
    let (is_closed, closes_at, class) = (line.is_closed(), line.closes_at, end_class(line.ends));
    let with = line.company.as_ref().map(|company| company.called().to_owned());
    let with = with.or_else(|| line.contacts.first().map(api::ContactRef::called));
    let closes = closes_at.filter(|_| !is_closed).map(|at| {
        view! { <span class="closes" class:late=move || at < now.get() title=move || desk.date(at)>{move || desk.day(at, now.get())}</span> }
    });
    view! {
        <p class="names"><bdi class="who">{text::deal_called(&line.name)}</bdi></p>
        <p class="at number">{worth(&line)}</p>
        <p class="where">{with.map(|with| view! { <bdi>{with}</bdi> })}<bdi class=class>{line.stage.clone()}</bdi></p>
        <p class="at number">{closes}</p>
    }
    .into_any()
}

fn mailed(last_mail_at: Option<Time>) -> AnyView {
    match last_mail_at {
        Some(at) => view! { <When at /> }.into_any(),
        None => text::no_mail_with_them().into_any(),
    }
}

/// Who, and when there was mail; where they are to be found, and what waits.
fn row(called: String, about: Vec<String>, at: AnyView, state: Option<String>, is_bad: bool) -> AnyView {
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
