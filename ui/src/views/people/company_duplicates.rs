//! Companies that may be one, side by side: merged into one of them, or told apart.

use super::People;
use super::duplicates::pairs;
use super::list::initials;
use crate::backend;
use crate::state::Record;
use api::{CompanyDuplicate, CompanyId, CompanySide, KeepCompaniesApart, MergeCompanies, text};
use leptos::prelude::*;

/// Stands in the place of the card.
#[component]
pub fn CompanyDuplicates() -> impl IntoView {
    let people: People = expect_context();
    let pair = |pair| view! { <Pair pair /> }.into_any();
    pairs(people.company_duplicates, text::no_company_duplicates, text::company_duplicates_help, pair)
}

#[component]
fn Pair(pair: CompanyDuplicate) -> impl IntoView {
    let people: People = expect_context();
    let CompanyDuplicate { one, other } = pair;
    let (first, second) = (one.company.id, other.company.id);
    view! {
        <li class="pair card">
            <p class="words">{text::companies_are_alike()}</p>
            <div class="sides">
                <Side side=one gone=second />
                <Side side=other gone=first />
            </div>
            <button type="button" class="quiet" on:click=move |_| people.tell_companies_apart(first, second)>
                {text::not_the_same_company()}
            </button>
        </li>
    }
}

#[component]
fn Side(side: CompanySide, gone: CompanyId) -> impl IntoView {
    let people: People = expect_context();
    let CompanySide { company, n_people } = side;
    let (id, called) = (company.id, company.called().to_owned());
    let said = called.clone();
    view! {
        <div class="side-of">
            <span class="initials" aria-hidden="true">{initials(&called)}</span>
            <button type="button" class="link" on:click=move |_| people.show(Record::Company(id))><bdi>{called}</bdi></button>
            <p class="address">{company.domain.clone()}</p>
            <p class="number">{text::n_people(n_people, false)}</p>
            <button type="button" class="merge" on:click=move |_| people.merge_companies(id, gone, &said)>{text::merge_into()}</button>
        </div>
    }
}

impl People {
    /// One company takes over all that names the other.
    fn merge_companies(self, keep: CompanyId, gone: CompanyId, called: &str) {
        self.decide(text::said_merged(called), async move {
            backend::call(MergeCompanies { keep, gone }).await?;
            self.company_duplicates.read();
            Ok(())
        });
    }

    fn tell_companies_apart(self, one: CompanyId, other: CompanyId) {
        let desk = self.desk;
        leptos::task::spawn_local(async move {
            match backend::call(KeepCompaniesApart { one, other }).await {
                Ok(_) => {
                    desk.say(text::said_companies_apart(), false);
                    self.company_duplicates.read();
                }
                Err(error) => desk.refuse(&error.message),
            }
        });
    }
}
