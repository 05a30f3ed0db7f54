//! Connections: what is read, how fresh it is, and what is wrong with it.

use crate::backend;
use crate::clock::of_day;
use crate::components::{Failed, KeyCap, Waiting};
use crate::desk::{Desk, desk};
use crate::source::Source;
use api::{
    ApiError, Command, ConnectionId, ConnectionState, ConnectionView, Doctor, Finding, ListConnections, ReadNow, Tab, Tag, Time,
    text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The kind that is read by itself, and can be read now; the others were read once.
const WATCHED: &str = "maildir";

#[component]
pub fn ConnectionsScreen() -> impl IntoView {
    let desk = desk();
    let source = Source::new(|| backend::call(ListConnections {}));
    Effect::new(move |_| {
        desk.follow(Tag::Connections);
        source.read();
    });
    let all = Memo::new(move |_| source.value());
    let ids = Memo::new(move |_| {
        all.with(|all| all.as_ref().map(|all| all.iter().map(|connection| connection.id).collect::<Vec<_>>()))
    });
    let failure = Memo::new(move |_| source.known().with(|known| known.error().map(|error: &ApiError| error.message.clone())));
    let retry = Callback::new(move |()| source.read());
    let card = move |id: ConnectionId| {
        let one = Memo::new(move |_| {
            all.with(|all| all.as_ref().and_then(|all| all.iter().find(|connection| connection.id == id).cloned()))
        });
        view! { <Card one source /> }
    };
    let body = move || match (ids.get(), failure.with(Option::is_some)) {
        (Some(ids), _) => view! {
            <div class="cards number" id="connections">
                {ids.is_empty().then(|| view! { <p class="nothing">{text::no_connections_yet()}</p> })}
                {ids.into_iter().map(card).collect_view()}
                <Import />
                <NewSenders />
                <Check />
            </div>
        }
        .into_any(),
        (None, true) => view! { <Failed message=failure retry /> }.into_any(),
        (None, false) => view! { <Waiting /> }.into_any(),
    };
    view! {
        <main class="work">
            <header class="head">
                <h1>{text::screen_connections()}</h1>
                <p class="lead">{text::connections_lead()}</p>
            </header>
            {body}
        </main>
    }
}

/// How fresh a connection is, in words.
fn freshness(connection: &ConnectionView, now: Time) -> String {
    let is_watched = connection.kind == WATCHED;
    match (connection.state, connection.last_success_at) {
        (ConnectionState::Fresh, Some(at)) if is_watched => text::read_up_to(&of_day(at, now), &text::ago(at, now)),
        (ConnectionState::Fresh, Some(at)) => text::read_in_at(&of_day(at, now), &text::ago(at, now)),
        (ConnectionState::Fresh | ConnectionState::Waiting, _) => text::not_read_yet(),
        (ConnectionState::Failing, Some(at)) => text::not_read_since(&of_day(at, now), &text::ago(at, now)),
        (ConnectionState::Failing, None) => text::never_read(),
    }
}

#[component]
fn Card(one: Memo<Option<ConnectionView>>, source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let desk = desk();
    let now = desk.clock.now();
    let is_busy = RwSignal::new(false);
    let read = Callback::new(move |(id, name, n_before): (ConnectionId, String, u64)| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let answer = backend::call(ReadNow { connection: Some(id) }).await;
            let _gone = is_busy.try_set(false);
            match answer {
                Ok(all) => {
                    let after = all.iter().find(|connection| connection.id == id);
                    // What failed says so on its card.
                    if let Some(after) = after.filter(|after| after.state == ConnectionState::Fresh) {
                        desk.say(text::said_read(&name, after.n_messages.saturating_sub(n_before)), false);
                    }
                }
                Err(error) => desk.refuse(&error.message),
            }
            source.read();
        });
    });
    move || {
        let connection = one.get()?;
        let ConnectionView { id, name, kind, state, read_up_to, error, n_messages, n_today, .. } = connection.clone();
        let title = format!("connection-{id}");
        let (called, label) = (name.clone(), text::read_now_named(&name));
        let newest = move || read_up_to.map(|at| format!("{}, {}", of_day(at, now.get()), text::ago(at, now.get())));
        let wrong = error.map(|error| {
            view! {
                <dt>{text::why_label()}</dt>
                <dd class="wrong" dir="auto">{error}</dd>
                <dt>{text::kept_label()}</dt>
                <dd>{text::kept_words()}</dd>
            }
        });
        let is_watched = kind == WATCHED;
        let fresh = move || freshness(&connection, now.get());
        Some(view! {
            <section class="card connection" aria-labelledby=title.clone()>
                <h2 id=title.clone()>
                    <i class=format!("led {state}") aria-hidden="true"></i>
                    <span dir="auto">{name}</span>
                    <span class="unseen">{text::connection_state(state)}</span>
                </h2>
                <p class="fresh">{fresh}</p>
                <dl>
                    {wrong}
                    <dt>{text::today_label()}</dt>
                    <dd>{text::n_mails_read(n_today)}</dd>
                    <dt>{text::in_all_label()}</dt>
                    <dd>{text::n_mails(n_messages)}</dd>
                    {read_up_to.map(|_| view! {
                        <dt>{text::newest_mail_label()}</dt>
                        <dd>{newest}</dd>
                    })}
                    <dt>{text::source_label()}</dt>
                    <dd>{text::connection_kind(&kind)}</dd>
                </dl>
                {is_watched.then(|| view! {
                    <footer>
                        <button type="button" aria-label=label disabled=is_busy on:click=move |_| read.run((id, called.clone(), n_messages))>
                            {move || if is_busy.get() { text::reading_now() } else { text::read_now() }}
                        </button>
                    </footer>
                })}
            </section>
        })
    }
}

#[component]
fn Import() -> impl IntoView {
    let desk = desk();
    view! {
        <section class="card connection" aria-labelledby="import-title">
            <h2 id="import-title">{text::import_title()}</h2>
            <p class="fresh">{text::import_lead()}</p>
            <footer>
                <button
                    type="button"
                    id="import-choose"
                    on:click=move |_| {
                        desk.commands.run(Command::Import);
                    }
                >
                    {text::import_choose()}
                    <KeyCap command=Command::Import />
                </button>
            </footer>
        </section>
    }
}

#[component]
fn NewSenders() -> impl IntoView {
    let desk = desk();
    let n = Memo::new(move |_| desk.status().with(|known| known.value().map_or(0, |status| status.n_new_senders)));
    move || {
        let n = Some(n.get()).filter(|n| *n > 0)?;
        Some(view! {
            <section class="card connection" aria-labelledby="senders-title">
                <h2 id="senders-title"><i class="led new" aria-hidden="true"></i>{text::new_senders_title(n)}</h2>
                <p class="fresh">{text::new_senders_lead()}</p>
                <footer>
                    <button type="button" id="show-senders" on:click=move |_| desk.show_tab(Tab::NewSenders)>
                        {text::show_new_senders()}
                    </button>
                </footer>
            </section>
        })
    }
}

/// The workspace looked over, once it is asked for.
#[component]
fn Check() -> impl IntoView {
    let desk = desk();
    let (found, is_busy) = (RwSignal::new(None::<Vec<Finding>>), RwSignal::new(false));
    let line = |finding: Finding| {
        view! {
            <li class="problem">
                <p class=format!("level {}", finding.level)>{text::level(finding.level)}</p>
                <p class="subject" dir="auto">{text::check_subject(&finding.subject)}</p>
                <p class="words" dir="auto">{finding.words}</p>
            </li>
        }
    };
    let list =
        move || found.get().map(|found| view! { <ul id="check-findings">{found.into_iter().map(line).collect_view()}</ul> });
    view! {
        <section class="card connection check" aria-labelledby="check-title">
            <h2 id="check-title">{text::check_title()}</h2>
            <p class="fresh">{text::check_lead()}</p>
            <div role="status">{list}</div>
            <footer>
                <button type="button" id="check-now" disabled=is_busy on:click=move |_| check(desk, found, is_busy)>
                    {move || if is_busy.get() { text::checking() } else { text::check_now() }}
                </button>
            </footer>
        </section>
    }
}

fn check(desk: Desk, found: RwSignal<Option<Vec<Finding>>>, is_busy: RwSignal<bool>) {
    if is_busy.get_untracked() {
        return;
    }
    is_busy.set(true);
    spawn_local(async move {
        let answer = backend::call(Doctor {}).await;
        let _gone = is_busy.try_set(false);
        match answer {
            Ok(findings) => {
                let _gone = found.try_set(Some(findings));
            }
            Err(error) => desk.refuse(&error.message),
        }
    });
}
