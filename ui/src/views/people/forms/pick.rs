//! A field for a company, or for people: those who were chosen stand there as pieces, and whoever is typed is looked for.

use crate::backend;
use crate::components::{Icon, Picture};
use crate::rest::Rest;
use api::{ApiError, CompanyId, CompanyRef, ContactId, ContactRef, ListCompanies, ListPeople, SaveCompany, text};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

const FOUND_AT_MOST: u32 = 6;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// One, which may be new.
    Companies,
    /// Any number.
    People,
}

/// A company or a contact by its name; a company without an id is made when the form is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    id: Option<i64>,
    name: String,
    beside: String,
}

impl Picked {
    pub fn company(company: &CompanyRef) -> Self {
        let name = company.called().to_owned();
        let beside = Some(company.domain.clone()).filter(|domain| *domain != name).unwrap_or_default();
        Self { id: Some(company.id.0), name, beside }
    }

    pub fn person(contact: &ContactRef) -> Self {
        let name = contact.called();
        let beside = Some(contact.address.clone()).filter(|address| *address != name).unwrap_or_default();
        Self { id: Some(contact.id.0), name, beside }
    }

    pub fn contact_id(&self) -> Option<ContactId> {
        self.id.map(ContactId)
    }
}

/// The company that was chosen; one that is new is made now. Errors: the engine's own.
pub async fn company_of(picked: RwSignal<Vec<Picked>>) -> Result<Option<CompanyId>, ApiError> {
    let Some(first) = picked.get_untracked().into_iter().next() else { return Ok(None) };
    if let Some(id) = first.id {
        return Ok(Some(CompanyId(id)));
    }
    let request = SaveCompany { company: None, name: Some(first.name.clone()), domain: None, phone: None, target: None };
    let made = backend::call(request).await?.company;
    // Where the form is refused for something else, it is not made once more.
    let _gone = picked.try_set(vec![Picked::company(&made)]);
    Ok(Some(made.id))
}

#[component]
pub fn Pick(id: &'static str, label: String, found: Found, picked: RwSignal<Vec<Picked>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let offered = RwSignal::new(Vec::<Picked>::new());
    let at = RwSignal::new(0_usize);
    let rest = Rest::new();
    let look = move |words: String| {
        typed.set(words.clone());
        let words = words.trim().to_owned();
        rest.after(move || {
            if words.is_empty() {
                let _gone = offered.try_set(Vec::new());
                return;
            }
            spawn_local(async move {
                let mut all = looked_for(found, &words).await;
                let is_wanted = typed.try_with_untracked(|typed| typed.trim() == words) == Some(true);
                if is_wanted {
                    picked.with_untracked(|there| all.retain(|one| !there.iter().any(|other| other.id == one.id)));
                    if found == Found::Companies && !all.iter().any(|one| one.name.to_lowercase() == words.to_lowercase()) {
                        all.push(Picked { id: None, name: words, beside: text::new_company() });
                    }
                    at.set(0);
                    offered.set(all);
                }
            });
        });
    };
    let choose = move |one: Picked| {
        picked.update(|all| {
            if found == Found::Companies {
                all.clear();
            }
            all.push(one);
        });
        typed.set(String::new());
        offered.set(Vec::new());
    };
    let n_offered = move || offered.with_untracked(Vec::len);
    let pressed = move |event: ev::KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(n_offered().saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" if n_offered() > 0 => {
                if let Some(one) = offered.with_untracked(|all| all.get(at.get_untracked()).cloned()) {
                    choose(one);
                }
            }
            "Backspace" if typed.with_untracked(String::is_empty) => {
                picked.update(|all| {
                    all.pop();
                });
                return;
            }
            "Escape" if n_offered() > 0 => {
                event.stop_propagation();
                offered.set(Vec::new());
            }
            _ => return,
        }
        event.prevent_default();
    };
    let piece = move |(place, one): (usize, Picked)| {
        let label = text::remove_recipient(&one.name);
        let remove = move |_| {
            picked.update(|all| {
                if place < all.len() {
                    all.remove(place);
                }
            });
        };
        view! {
            <span class="piece">
                <bdi>{one.name}</bdi>
                <button type="button" class="plain" aria-label=label on:click=remove><Picture icon=Icon::Close /></button>
            </span>
        }
    };
    let option = move |(place, one): (usize, Picked)| {
        let is_current = move || at.get() == place;
        let (name, beside) = (one.name.clone(), one.beside.clone());
        view! {
            <li
                role="option"
                id=format!("{id}-{place}")
                class:current=is_current
                aria-selected=move || is_current().to_string()
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| choose(one.clone())
            >
                <bdi class="who">{name}</bdi>
                <bdi class="address">{beside}</bdi>
            </li>
        }
    };
    let hint = match found {
        Found::Companies => text::find_company_to_add(),
        Found::People => text::find_people_to_add(),
    };
    let list = format!("{id}-list");
    let active = move || offered.with(|all| !all.is_empty()).then(|| format!("{id}-{}", at.get()));
    view! {
        <div class="typed picked">
            <label for=id>{label}</label>
            <div class="pieces">
                {move || picked.get().into_iter().enumerate().map(piece).collect_view()}
                <input
                    type="text"
                    id=id
                    dir="auto"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="200"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-expanded=move || offered.with(|all| !all.is_empty()).to_string()
                    aria-controls=list.clone()
                    aria-activedescendant=active
                    placeholder=move || picked.with(Vec::is_empty).then(|| hint.clone())
                    prop:value=typed
                    on:input=move |event| look(event_target_value(&event))
                    on:keydown=pressed
                    on:blur=move |_| offered.set(Vec::new())
                />
            </div>
            <ul class="people-found card" id=list role="listbox" aria-label=text::suggestions_label() class:closed=move || offered.with(Vec::is_empty)>
                {move || offered.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
        </div>
    }
}

/// Without an answer nobody is offered; a refusal here would only disturb.
async fn looked_for(found: Found, words: &str) -> Vec<Picked> {
    let (text, after, limit) = (Some(words.to_owned()), None, Some(FOUND_AT_MOST));
    match found {
        Found::Companies => {
            let page = backend::call(ListCompanies { text, after, limit }).await.unwrap_or_default();
            page.companies.iter().map(|line| Picked::company(&line.company)).collect()
        }
        Found::People => {
            let page = backend::call(ListPeople { text, after, limit }).await.unwrap_or_default();
            page.people.iter().map(|line| Picked::person(&line.contact)).collect()
        }
    }
}
