//! Audit: the ledger, filtered, and whether its chain holds.

mod rows;
mod verify;

use rows::record;
use verify::Chain;

use crate::backend;
use crate::commands::is_typing;
use crate::components::{Empty, KeyCap};
use crate::desk::{Desk, desk};
use crate::focus::{blur, focus};
use crate::paged::Paged;
use crate::rest::Rest;
use crate::state::pages::Page;
use crate::state::subject;
use crate::views::listing::{self, Listing};
use api::{Command, LedgerHead, LedgerLine, ListLedger, Tag, text};
use leptos::prelude::*;

const ROWS: listing::Kind = listing::Kind { id: "ledger", named_by: "audit-title", role: "grid", class: "record", row: 40.0 };

/// Which rows are shown, and what the ledger said of itself.
#[derive(Clone, Copy)]
struct Audit {
    rows: Paged<i64, LedgerLine>,
    event: RwSignal<String>,
    /// What the rows are about, as it was typed.
    about: RwSignal<String>,
    events: RwSignal<Vec<String>>,
    head: RwSignal<Option<LedgerHead>>,
    rest: Rest,
}

impl Audit {
    fn start(desk: Desk) -> Self {
        let (event, about) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let (events, head) = (RwSignal::new(Vec::new()), RwSignal::new(None));
        let rows = Paged::new(
            |row: &LedgerLine| row.id,
            |one, other| one.id < other.id,
            move |after, limit| {
                let event = event.try_get_untracked().filter(|event| !event.is_empty());
                let subject = about.try_get_untracked().and_then(|about| subject::read(&about));
                async move {
                    let page = backend::call(ListLedger { event, subject, after, limit: Some(limit) }).await?;
                    let _gone = events.try_set(page.events);
                    let _gone = head.try_set(page.head);
                    Ok(Page { rows: page.rows, next: page.next })
                }
            },
        );
        Effect::new(move |_| {
            // Whatever changes is written down.
            desk.follow(Tag::Everything);
            rows.read();
        });
        Self { rows, event, about, events, head, rest: Rest::new() }
    }

    fn show_about(self, typed: String) {
        self.about.set(typed);
        self.rest.after(move || self.rows.turn());
    }

    fn is_filtered(self) -> bool {
        !self.event.with(String::is_empty) || self.about.with(|about| !about.trim().is_empty())
    }
}

#[component]
pub fn AuditScreen() -> impl IntoView {
    let desk = desk();
    let audit = Audit::start(desk);
    provide_context(audit);
    desk.commands.handle(move |command| carry(desk, audit, command));
    let count = move || audit.rows.pages().with(|pages| text::n_rows(pages.len() as u64, pages.has_more()));
    view! {
        <main class="work listed">
            <header class="head">
                <h1 id="audit-title">
                    {text::screen_audit()}
                    <small class="number" id="audit-count" role="status">{count}</small>
                </h1>
                <Chain />
                <Filters />
            </header>
            <Listing paged=audit.rows kind=ROWS draw=record empty=move || nothing(audit) open=Callback::new(|_| ()) />
        </main>
    }
}

fn carry(desk: Desk, audit: Audit, command: Command) -> bool {
    match command {
        Command::Next => audit.rows.step(1),
        Command::Previous => audit.rows.step(-1),
        Command::Filter => focus("audit-about"),
        Command::Back => {
            if is_typing() {
                blur();
            }
            if !audit.about.with_untracked(String::is_empty) {
                audit.show_about(String::new());
            }
        }
        Command::Open => {
            let subject = audit.rows.pages().with_untracked(|pages| Some(pages.row(pages.cursor()?)?.subject.clone()));
            match subject.as_deref().and_then(subject::item) {
                Some(item) => desk.show_item(item),
                None => return false,
            }
        }
        _ => return false,
    }
    true
}

#[component]
fn Filters() -> impl IntoView {
    let audit: Audit = expect_context();
    let chosen = move |event| {
        audit.event.set(event_target_value(&event));
        audit.rows.turn();
    };
    // Read with every page, and mostly the same: an open list of choices is not to be drawn anew.
    let events = Memo::new(move |_| audit.events.get());
    let option = move |event: String| {
        let (value, words) = (event.clone(), text::event_name(&event));
        view! { <option value=value selected=move || audit.event.with(|chosen| *chosen == event)>{words}</option> }
    };
    view! {
        <div class="filters">
            <label for="audit-event">{text::event_label()}</label>
            <select id="audit-event" on:change=chosen>
                <option value="" selected=move || audit.event.with(String::is_empty)>{text::all_events()}</option>
                {move || events.get().into_iter().map(option).collect_view()}
            </select>
            <label for="audit-about">{text::subject_label()}</label>
            <div class="find">
                <input
                    type="search"
                    id="audit-about"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="100"
                    placeholder=text::subject_hint()
                    prop:value=audit.about
                    on:input=move |event| audit.show_about(event_target_value(&event))
                />
                <KeyCap command=Command::Filter />
            </div>
        </div>
    }
}

fn nothing(audit: Audit) -> impl IntoView {
    let words = Signal::derive(move || if audit.is_filtered() { text::no_row_fits() } else { text::ledger_is_empty() });
    view! { <Empty words /> }
}
