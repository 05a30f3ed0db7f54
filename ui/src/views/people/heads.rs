//! The top of a card: who or what it is, and how they stand.

use super::People;
use super::list::initials;
use crate::backend;
use crate::desk::desk;
use crate::state::{Record, Shown};
use api::{CompanyRef, CompanyView, CrmRecord, PersonView, ShellAnswer, ShellWish, Suppression, Time, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub fn head(shown: Shown) -> AnyView {
    match shown {
        Shown::Person(person) => person_head(*person),
        Shown::Company(company) => company_head(*company),
        Shown::Deal(deal) => super::deal::head(*deal),
    }
}

fn company_head(company: CompanyView) -> AnyView {
    let called = company.company.called().to_owned();
    let domain = (company.company.domain != called && !company.company.domain.is_empty()).then(|| company.company.domain.clone());
    view! {
        <header class="head who-head">
            <span class="initials" aria-hidden="true">{initials(&called)}</span>
            <div>
                <h2 dir="auto">{called}</h2>
                <p class="about">
                    {domain.map(|domain| view! { <span>{domain}</span> })}
                    {(!company.phone.is_empty()).then(|| view! { <bdi class="number">{company.phone.clone()}</bdi> })}
                    <span class="number">{text::n_people(company.people.len() as u64, false)}</span>
                    {company.target_since.map(|_| view! { <b class="target">{text::target_company()}</b> })}
                </p>
                {known_in(company.in_crm)}
            </div>
        </header>
        {company.suppression.map(suppressed)}
    }
    .into_any()
}

/// Which CRMs know them, with the way there.
fn known_in(records: Vec<CrmRecord>) -> Option<impl IntoView> {
    let line = |record: CrmRecord| view! { <bdi>{text::known_in(&record.name)}</bdi> {to_crm(record)} };
    (!records.is_empty()).then(|| view! { <p class="in-crm" id="in-crm">{records.into_iter().map(line).collect_view()}</p> })
}

/// Shows a record where its CRM keeps it, in the operator's own browser.
pub fn to_crm(record: CrmRecord) -> Option<impl IntoView> {
    let (desk, page) = (desk(), record.page?);
    let open = move |_| {
        let page = page.clone();
        spawn_local(async move {
            if let Ok(ShellAnswer { words: Some(words), .. }) = backend::host(ShellWish::OpenBrowser(page)).await {
                desk.refuse(&words);
            }
        });
    };
    Some(view! { <button type="button" class="link to-crm" on:click=open>{text::open_in_crm()}</button> })
}

/// The name of a company, which leads to its card.
pub fn to_company(company: CompanyRef) -> impl IntoView {
    let people: People = expect_context();
    let id = company.id;
    let show = move |_| people.show(Record::Company(id));
    view! { <button type="button" class="link" id="to-company" on:click=show><bdi>{company.called().to_owned()}</bdi></button> }
}

fn person_head(person: PersonView) -> AnyView {
    let called = person.contact.called();
    let title = (!person.title.is_empty()).then(|| view! { <bdi>{person.title.clone()}</bdi> });
    let company = person.company.clone().map(to_company);
    let address =
        (called != person.contact.address).then(|| view! { <span class="address">{person.contact.address.clone()}</span> });
    view! {
        <header class="head who-head">
            <span class="initials" aria-hidden="true">{initials(&called)}</span>
            <div>
                <h2 dir="auto">{called}</h2>
                <p class="about">{title} {company} {address}</p>
                {known_in(person.in_crm.clone())}
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
            {(!person.phone.is_empty()).then(|| line(text::phone_label(), person.phone.clone().into_any()))}
        </dl>
    }
    .into_any()
}
