//! A field for recipients: those who stand there as pieces, and suggestions for whoever is being typed.
//!
//! The line itself belongs to whoever shows the field and is always whole: what is still being typed is its end.

use crate::backend;
use crate::components::{Icon, Picture};
use crate::state::addresses::{self, Entry};
use api::{ContactRef, SuggestPeople, text};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long after the last letter people are looked for.
const ASK_AFTER: Duration = Duration::from_millis(80);
const SUGGESTED: u32 = 6;

/// What the field knows while somebody types in it.
#[derive(Clone, Copy)]
struct Field {
    line: Signal<String>,
    change: Callback<String>,
    typed: RwSignal<String>,
    found: RwSignal<Vec<ContactRef>>,
    /// Which suggestion Enter takes; none takes what is typed.
    at: RwSignal<Option<usize>>,
    /// Counts what was typed, so that only the answer to the last of it is shown.
    number: StoredValue<u64>,
}

impl Field {
    fn pieces(self) -> Vec<String> {
        addresses::pieces(&self.line.get_untracked(), &self.typed.get_untracked())
    }

    fn put(self, pieces: &[String], typed: &str) {
        self.typed.set(typed.to_owned());
        self.change.run(addresses::line(pieces, typed));
    }

    /// These stand there from now on; what was typed is used up.
    fn add(self, new: Vec<String>) {
        let mut pieces = self.pieces();
        pieces.extend(new);
        self.close();
        self.put(&pieces, "");
    }

    fn take(self, person: &ContactRef) {
        self.add(vec![addresses::written(&person.name, &person.address)]);
    }

    /// Takes the suggestion that is marked, else what is typed. Answers whether there was anything.
    fn accept(self) -> bool {
        let marked = self.at.get_untracked().and_then(|at| self.found.with_untracked(|found| found.get(at).cloned()));
        let typed = self.typed.get_untracked().trim().to_owned();
        match marked {
            Some(person) => self.take(&person),
            None if typed.is_empty() => return false,
            None => self.add(vec![typed]),
        }
        true
    }

    fn close(self) {
        self.number.update_value(|number| *number += 1);
        self.found.set(Vec::new());
        self.at.set(None);
    }

    fn remove(self, at: usize) {
        let mut pieces = self.pieces();
        if at < pieces.len() {
            pieces.remove(at);
        }
        self.put(&pieces, &self.typed.get_untracked());
    }

    fn type_on(self, typed: &str) {
        let (ended, rest) = addresses::ended(typed);
        let mut pieces = self.pieces();
        pieces.extend(ended);
        self.put(&pieces, &rest);
        self.suggest(rest.trim().to_owned());
    }

    fn suggest(self, typed: String) {
        self.number.update_value(|number| *number += 1);
        let number = self.number.get_value();
        if typed.is_empty() {
            self.close();
            return;
        }
        set_timeout(
            move || {
                if self.number.try_get_value() != Some(number) {
                    return;
                }
                spawn_local(async move {
                    // Without suggestions one types the address; a refusal here would only disturb.
                    let found =
                        backend::call(SuggestPeople { text: typed.clone(), limit: Some(SUGGESTED) }).await.unwrap_or_default();
                    if self.number.try_get_value() != Some(number) {
                        return;
                    }
                    let there: Vec<String> = self.pieces().iter().map(|piece| Entry::read(piece).address).collect();
                    let found: Vec<ContactRef> = found.into_iter().filter(|person| !there.contains(&person.address)).collect();
                    // A whole address means itself, whoever else begins like it.
                    let at = (!found.is_empty() && !Entry::read(&typed).is_address).then_some(0);
                    let _gone = self.found.try_set(found);
                    let _gone = self.at.try_set(at);
                });
            },
            ASK_AFTER,
        );
    }

    fn step(self, by: isize) {
        let last = self.found.with_untracked(Vec::len).saturating_sub(1);
        self.at.update(|at| {
            *at = match (*at, by < 0) {
                (Some(0), true) | (None, true) => None,
                (Some(at), _) => Some(at.saturating_add_signed(by).min(last)),
                (None, false) => Some(0),
            };
        });
    }
}

/// `line` holds all recipients as text; `change` gets the whole line with each letter, `left` is called when the field is left.
#[component]
pub fn Recipients(
    id: &'static str,
    label: String,
    #[prop(into)] line: Signal<String>,
    change: Callback<String>,
    left: Callback<()>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let field = Field {
        line,
        change,
        typed: RwSignal::new(String::new()),
        found: RwSignal::new(Vec::new()),
        at: RwSignal::new(None),
        number: StoredValue::new(0),
    };
    let input: NodeRef<html::Input> = NodeRef::new();
    let pieces = Memo::new(move |_| addresses::pieces(&line.get(), &field.typed.get()));
    let is_open = Memo::new(move |_| field.found.with(|found| !found.is_empty()));
    let pressed = move |event: ev::KeyboardEvent| press(field, &event);
    let pasted = move |event: web_sys::ClipboardEvent| {
        let Some(pasted) = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()) else { return };
        let all = addresses::split(&pasted);
        // A single one is pasted as any text is, at the cursor.
        if all.len() > 1 {
            event.prevent_default();
            field.accept();
            field.add(all);
        }
    };
    let blurred = move |_| {
        // A suggestion that was not chosen is not taken.
        let _gone = field.at.try_set(None);
        field.accept();
        field.close();
        left.run(());
    };
    let active = move || field.at.get().map(|at| format!("{id}-person-{at}"));
    let list_id = format!("{id}-people");
    let spoken = move || field.found.with(|found| (!found.is_empty()).then(|| text::n_suggestions(found.len() as u64)));
    view! {
        <label for=id>{label}</label>
        <div class="recipients" on:click=move |_| drop(input.get_untracked().map(|input| input.focus()))>
            {move || pieces.get().into_iter().enumerate().map(|(at, typed)| view! { <Piece field at typed /> }).collect_view()}
            <input
                type="text"
                id=id
                node_ref=input
                dir="auto"
                autocomplete="off"
                spellcheck="false"
                autofocus=autofocus
                role="combobox"
                aria-autocomplete="list"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=list_id.clone()
                aria-activedescendant=active
                prop:value=field.typed
                on:input=move |event| field.type_on(&event_target_value(&event))
                on:keydown=pressed
                on:paste=pasted
                on:blur=blurred
            />
            <span class="unseen" role="status">{spoken}</span>
            <ul class="people-found card" id=list_id role="listbox" aria-label=text::suggestions_label() class:closed=move || !is_open.get()>
                {move || field.found.get().into_iter().enumerate().map(|(at, person)| view! {
                    <Suggestion field id at person />
                }).collect_view()}
            </ul>
        </div>
    }
}

fn press(field: Field, event: &ev::KeyboardEvent) {
    if event.is_composing() {
        return;
    }
    let is_open = field.found.with_untracked(|found| !found.is_empty());
    let is_empty = field.typed.with_untracked(String::is_empty);
    let has_mod = event.ctrl_key() || event.meta_key() || event.alt_key();
    match event.key().as_str() {
        "ArrowDown" if is_open => field.step(1),
        "ArrowUp" if is_open => field.step(-1),
        "Escape" if is_open => {
            field.close();
            event.stop_propagation();
        }
        // Only what was typed is taken: an empty field leaves these keys to the window.
        "Enter" if !is_empty && !has_mod && !event.shift_key() => {
            field.accept();
        }
        // Goes on to the next field all the same.
        "Tab" if !is_empty && !has_mod && !event.shift_key() => {
            field.accept();
            return;
        }
        // With a suggestion marked, a comma takes that; else it ends what is typed.
        "," if field.at.get_untracked().is_some() && !has_mod => {
            field.accept();
        }
        "Backspace" if is_empty && !event.repeat() => {
            let n = field.pieces().len();
            if n == 0 {
                return;
            }
            field.remove(n - 1);
        }
        _ => return,
    }
    event.prevent_default();
}

#[component]
fn Piece(field: Field, at: usize, typed: String) -> impl IntoView {
    let entry = Entry::read(&typed);
    let removed = move |event: ev::MouseEvent| {
        event.stop_propagation();
        field.remove(at);
    };
    let label = text::remove_recipient(&entry.shown);
    view! {
        <span class="piece" class:bad=!entry.is_address title=entry.typed>
            <bdi>{entry.shown}</bdi>
            {(!entry.is_address).then(|| view! { <em>{text::not_an_address()}</em> })}
            // The keyboard removes by Backspace; a stop at each would make a long way of a long line.
            <button
                type="button"
                class="plain"
                tabindex="-1"
                aria-label=label
                on:mousedown=|event| event.prevent_default()
                on:click=removed
            >
                <Picture icon=Icon::Close />
            </button>
        </span>
    }
}

#[component]
fn Suggestion(field: Field, id: &'static str, at: usize, person: ContactRef) -> impl IntoView {
    let is_marked = move || field.at.get() == Some(at);
    let (name, address) = (person.called(), person.address.clone());
    let is_named = name != address;
    view! {
        // Pressed, not clicked: the field would lose the focus first.
        <li
            id=format!("{id}-person-{at}")
            role="option"
            class:current=is_marked
            aria-selected=move || is_marked().to_string()
            on:mousedown=move |event| {
                event.prevent_default();
                field.take(&person);
            }
        >
            <bdi class="who">{name}</bdi>
            {is_named.then(|| view! { <span class="address">{address}</span> })}
        </li>
    }
}
