//! Signals: what came in, and what became of it.

use crate::backend;
use crate::components::{Empty, Hint, When};
use crate::desk::{Desk, desk};
use crate::focus::focus;
use crate::paged::Paged;
use crate::state::Record;
use crate::state::pages::Page;
use crate::views::listing::{self, Listing};
use api::{Command, ContactRef, ListSignals, SignalId, SignalKind, SignalLine, Tag, text};
use leptos::prelude::*;

const ROWS: listing::Kind = listing::Kind { id: "signals", named_by: "signals-title", role: "grid", class: "signal", row: 56.0 };

#[component]
pub fn SignalsScreen() -> impl IntoView {
    let desk = desk();
    let kind = RwSignal::new(None::<SignalKind>);
    let signals = Paged::new(
        |line: &SignalLine| line.id,
        |one, other| (one.occurred_at, one.id) < (other.occurred_at, other.id),
        move |after, limit| {
            let request = ListSignals { kind: kind.try_get_untracked().flatten(), after, limit: Some(limit) };
            async { backend::call(request).await.map(|page| Page { rows: page.signals, next: page.next }) }
        },
    );
    Effect::new(move |_| {
        desk.follow(Tag::Queue);
        desk.follow(Tag::Outbox);
        desk.follow(Tag::Connections);
        signals.read();
    });
    desk.commands.handle(move |command| carry(desk, signals, command));
    let count = move || signals.pages().with(|pages| text::n_signals(pages.len() as u64, pages.has_more()));
    let chosen = move |event| {
        kind.set(SignalKind::from_wire(&event_target_value(&event)));
        signals.turn();
    };
    let option = move |one: &SignalKind| {
        let one = *one;
        view! { <option value=one.as_str() selected=move || kind.get() == Some(one)>{text::signal_kind(one)}</option> }
    };
    view! {
        <main class="work listed">
            <header class="head">
                <h1 id="signals-title">
                    {text::screen_signals()}
                    <small class="number" id="signals-count" role="status">{count}</small>
                </h1>
                <div class="filters">
                    <label for="signal-kind">{text::kind_label()}</label>
                    <select id="signal-kind" on:change=chosen>
                        <option value="">{text::all_kinds()}</option>
                        {SignalKind::ALL.iter().map(option).collect_view()}
                    </select>
                </div>
            </header>
            <Listing paged=signals kind=ROWS draw=signal empty=move || nothing(kind) open=Callback::new(|_| ()) />
        </main>
    }
}

fn carry(desk: Desk, signals: Paged<SignalId, SignalLine>, command: Command) -> bool {
    match command {
        Command::Next => signals.step(1),
        Command::Previous => signals.step(-1),
        Command::Filter => focus("signal-kind"),
        Command::Back => focus("signals"),
        Command::Open => {
            let line = signals.pages().with_untracked(|pages| pages.cursor().and_then(|id| pages.row(id).cloned()));
            match line.map(|line| (line.item, line.contact)) {
                Some((Some(item), _)) => desk.show_item(item),
                Some((None, Some(contact))) => desk.show_record(Record::Person(contact.id)),
                _ => return false,
            }
        }
        _ => return false,
    }
    true
}

fn nothing(kind: RwSignal<Option<SignalKind>>) -> impl IntoView {
    let is_all = Memo::new(move |_| kind.get().is_none());
    let words = Signal::derive(move || if is_all.get() { text::no_signals_yet() } else { text::no_signals_of_kind() });
    let hint = Signal::derive(move || is_all.get().then_some(Hint { words: None, next: &[Command::Import] }));
    view! { <Empty words hint /> }
}

fn signal(line: SignalLine) -> AnyView {
    let desk = desk();
    let (occurred_at, stored_at, connection) = (line.occurred_at, line.stored_at, line.connection);
    let noticed = move || text::happened_and_noticed(&desk.date(occurred_at), &desk.date(stored_at), &connection);
    let who = match line.contact {
        Some(contact) => {
            let id = contact.id;
            let called = ContactRef::called(&contact);
            view! { <button type="button" class="link who" on:click=move |_| desk.show_record(Record::Person(id))><bdi>{called}</bdi></button> }
                .into_any()
        }
        None => view! { <span class="who">{text::unknown_contact()}</span> }.into_any(),
    };
    let company = line.company.map(|company| format!(" · {}", company.called()));
    let said = if line.excerpt.is_empty() { line.words } else { line.excerpt };
    let became = match line.item {
        Some(item) => {
            view! { <button type="button" class="link" on:click=move |_| desk.show_item(item)><bdi>{line.became}</bdi></button> }
                .into_any()
        }
        None => view! { <bdi>{line.became}</bdi> }.into_any(),
    };
    view! {
        <p class="kind" role="gridcell">{text::signal_kind(line.kind)}</p>
        <div class="from" role="gridcell">
            <p class="names">{who}<bdi class="company">{company}</bdi></p>
            <p class="excerpt" dir="auto">{said}</p>
        </div>
        <p class="became" role="gridcell">{became}</p>
        <p class="at" role="gridcell" title=noticed><When at=occurred_at /></p>
    }
    .into_any()
}
