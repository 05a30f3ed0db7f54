//! Connections: what is signed in to, read and sent through, how fresh it is, and what is wrong with it.

mod calendars;
mod card;
mod channels;
mod google;
mod hubspot;
mod logs_mail;
mod mapping;
mod offer;
mod options;
mod slack;
mod smtp;
mod vault;
mod webhook_card;
mod webhooks;

use crate::backend;
use crate::components::{Failed, KeyCap, Waiting};
use crate::desk::{Desk, desk};
use crate::source::Source;
use api::{ApiError, Command, ConnectionId, Doctor, Finding, ListConnections, Tab, Tag, text};
use card::Card;
use google::{ConnectGoogle, OtherDialog, SignIn, SignInDialog};
use hubspot::{ConnectHubspot, PasteAgain};
use leptos::prelude::*;
use leptos::task::spawn_local;
use slack::ConnectSlack;
use smtp::ConnectSmtp;
use vault::{PassphraseWanted, Vault};
use webhooks::{AddWebhook, WebhookCards, source_of_webhooks};

#[component]
pub fn ConnectionsScreen() -> impl IntoView {
    let desk = desk();
    let source = Source::new(|| backend::call(ListConnections {}));
    provide_context(PassphraseWanted::new());
    provide_context(PasteAgain(RwSignal::new(false)));
    let sign_in = SignIn::new(source);
    provide_context(sign_in);
    Effect::new(move |_| {
        desk.follow(Tag::Connections);
        source.read();
    });
    let webhooks = source_of_webhooks();
    let has_none = Memo::new(move |_| webhooks.value().is_none_or(|all| all.sources.is_empty()));
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
                {
                    let is_empty = ids.is_empty();
                    move || (is_empty && has_none.get()).then(|| view! { <p class="nothing">{text::no_connections_yet()}</p> })
                }
                {ids.into_iter().map(card).collect_view()}
                <WebhookCards source=webhooks />
                <Vault />
                <ConnectGoogle />
                <ConnectSmtp source />
                <ConnectHubspot source />
                <AddWebhook source=webhooks />
                <ConnectSlack source />
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
            <SignInDialog />
            <OtherDialog />
        </main>
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
