//! One connection: how fresh it is, what it read and sent, what is wrong, and what can be done about that.

use super::calendars::Calendars;
use super::google::SignIn;
use super::hubspot::PasteAgain;
use super::logs_mail::LogsMail;
use crate::backend;
use crate::clock::of_day;
use crate::components::Dialog;
use crate::desk::desk;
use crate::focus::focus;
use crate::source::Source;
use api::{
    ConnectionId, ConnectionOptions, ConnectionState, ConnectionView, Disconnect, Grant, Progress, ReadNow, Sends,
    SetConnectionOptions, Time, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The kinds that are read by themselves, and can be read now; the others were read once or are only sent through.
const WATCHED: &[&str] = &["maildir", "gmail", "calendar", HUBSPOT];
/// The kind of which much can be chosen.
const GMAIL: &str = "gmail";
const CALENDAR: &str = "calendar";
const IMPORT: &str = "import";
const SMTP: &str = "smtp";
/// The kind that brings no mail, and is signed in to with a token.
const HUBSPOT: &str = "hubspot";

/// How fresh a connection is, in words.
fn freshness(connection: &ConnectionView, now: Time) -> String {
    if connection.kind == SMTP && connection.state == ConnectionState::Fresh {
        return text::sends_only();
    }
    match (connection.state, connection.last_success_at) {
        (ConnectionState::Fresh, Some(at)) if connection.kind == IMPORT => {
            text::read_in_at(&of_day(at, now), &text::ago(at, now))
        }
        (ConnectionState::Fresh, Some(at)) => text::read_up_to(&of_day(at, now), &text::ago(at, now)),
        (ConnectionState::Fresh | ConnectionState::Waiting, _) => text::not_read_yet(),
        (ConnectionState::Reading, _) => text::first_reading(connection.progress.as_ref()),
        (ConnectionState::Disconnected, _) => text::disconnected_words(),
        (ConnectionState::Failing, _) if connection.kind == SMTP => text::cannot_send(),
        (ConnectionState::Failing | ConnectionState::SignInAgain, Some(at)) => {
            text::not_read_since(&of_day(at, now), &text::ago(at, now))
        }
        (ConnectionState::Failing | ConnectionState::SignInAgain, None) => text::never_read(),
    }
}

/// What is asked before something about a connection changes.
#[derive(Clone, Debug, PartialEq)]
enum Asking {
    Disconnect(ConnectionId, String),
    Options(ConnectionId, ConnectionOptions),
    Calendars(ConnectionId, ConnectionOptions),
}

#[component]
pub fn Card(one: Memo<Option<ConnectionView>>, source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let desk = desk();
    let sign_in: SignIn = expect_context();
    let now = desk.clock.now();
    let is_busy = RwSignal::new(false);
    let asking = RwSignal::new(None::<Asking>);
    let read = Callback::new(move |before: ConnectionView| {
        let ConnectionView { id, name, kind, n_messages: n_before, .. } = before;
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
                        desk.say(text::said_read(&name, &kind, after.n_messages.saturating_sub(n_before)), false);
                    }
                }
                Err(error) => desk.refuse(&error.message),
            }
            source.read();
        });
    });
    let body = move || {
        let connection = one.get()?;
        let ConnectionView { id, name, kind, state, read_up_to, error, n_messages, n_today, n_sent_today, sends, .. } =
            connection.clone();
        let is_practice = move || desk.is_practice();
        let title = format!("connection-{id}");
        let newest = move || read_up_to.map(|at| format!("{}, {}", of_day(at, now.get()), text::ago(at, now.get())));
        let wrong = error.map(|error| {
            view! {
                <dt>{text::why_label()}</dt>
                <dd class="wrong" dir="auto">{error}</dd>
                <dt>{text::kept_label()}</dt>
                <dd>{text::kept_words()}</dd>
            }
        });
        let narrowed = connection.narrowed.clone().map(|words| {
            view! {
                <dt>{text::left_out_label()}</dt>
                <dd dir="auto">{words}</dd>
            }
        });
        let has_mail = kind != HUBSPOT;
        let progress = connection.progress.map(bar);
        let sending = (sends != Sends::Never)
            .then(|| view! { <dt>{text::sending_label(&kind)}</dt><dd>{move || text::sends_words(sends, is_practice())}</dd> });
        let today =
            if kind == SMTP { text::n_done(&kind, n_sent_today) } else { text::read_and_done(&kind, n_today, n_sent_today) };
        let logs_mail =
            (kind == HUBSPOT && sends == Sends::Yes && connection.state != ConnectionState::Disconnected).then(|| {
                let (id, chosen) = (connection.id, connection.options.clone());
                view! { <LogsMail id chosen source /> }
            });
        let actions = actions(&connection, sign_in, asking, is_busy, read);
        let fresh = move || freshness(&connection, now.get());
        Some(view! {
            <section class="card connection" aria-labelledby=title.clone()>
                <h2 id=title.clone()>
                    <i class=format!("led {state}") aria-hidden="true"></i>
                    <span dir="auto">{name}</span>
                    <span class="unseen">{text::connection_state(state)}</span>
                </h2>
                <p class="fresh">{fresh}</p>
                {progress}
                <dl>
                    {wrong}
                    {narrowed}
                    {has_mail.then(|| view! {
                        <dt>{text::today_label()}</dt>
                        <dd>{today}</dd>
                    })}
                    {(kind != SMTP).then(|| view! {
                        <dt>{text::in_all_label()}</dt>
                        <dd>{text::n_read(&kind, n_messages)}</dd>
                    })}
                    {read_up_to.map(|_| view! {
                        <dt>{if has_mail { text::newest_mail_label() } else { text::newest_change_label() }}</dt>
                        <dd>{newest}</dd>
                    })}
                    {sending}
                    {logs_mail}
                    <dt>{text::source_label()}</dt>
                    <dd>{text::connection_kind(&kind)}</dd>
                </dl>
                {actions}
            </section>
        })
    };
    view! {
        {body}
        <Questions asking source />
    }
}

fn bar(progress: Progress) -> impl IntoView {
    let done = progress.n_done.to_string();
    view! { <progress value=done max=progress.n_expected.map(|n| n.max(1).to_string()) aria-label=text::first_reading(Some(&progress))></progress> }
}

/// What can be done with a connection as it is; the first is what it needs most.
fn actions(
    connection: &ConnectionView,
    sign_in: SignIn,
    asking: RwSignal<Option<Asking>>,
    is_busy: RwSignal<bool>,
    read: Callback<ConnectionView>,
) -> Option<impl IntoView + use<>> {
    let (id, name, is_calendar) = (connection.id, connection.name.clone(), connection.kind == CALENDAR);
    let is_away = matches!(connection.state, ConnectionState::SignInAgain | ConnectionState::Disconnected);
    let signs_in = connection.sign_in.is_some() && connection.kind != HUBSPOT;
    let again = (is_away && signs_in).then(|| {
        let words =
            if connection.state == ConnectionState::Disconnected { text::connect_again() } else { text::sign_in_again_label() };
        view! {
            <button type="button" class="go" disabled=move || sign_in.is_busy() on:click=move |_| sign_in.again(id, vec![Grant::Read])>
                {words}
            </button>
        }
    });
    let PasteAgain(form) = expect_context();
    let paste =
        (connection.kind == HUBSPOT && connection.sign_in.is_some() && (is_away || connection.narrowed.is_some())).then(|| {
            let paste = move |_| {
                form.set(true);
                // The field may be there already, with the form open.
                request_animation_frame(|| focus("hubspot-token"));
            };
            view! { <button type="button" class="go" id="paste-again" on:click=paste>{text::paste_again()}</button> }
        });
    // Another token is pasted for that.
    let allow = (connection.sends == Sends::NotAllowed && !is_away && connection.kind != HUBSPOT).then(|| {
        let wanted = if is_calendar { Grant::Book } else { Grant::Send };
        view! {
            <button type="button" disabled=move || sign_in.is_busy() on:click=move |_| sign_in.again(id, vec![Grant::Read, wanted])>
                {text::allow_sending(&connection.kind)}
            </button>
        }
    });
    let can_read = WATCHED.contains(&connection.kind.as_str()) && !is_away && connection.state != ConnectionState::Reading;
    let read_now = can_read.then(|| {
        let (before, label) = (connection.clone(), text::read_now_named(&name));
        view! {
            <button type="button" aria-label=label disabled=is_busy on:click=move |_| read.run(before.clone())>
                {move || if is_busy.get() { text::reading_now() } else { text::read_now() }}
            </button>
        }
    });
    let options = ((connection.kind == GMAIL || is_calendar) && !is_away).then(|| {
        let chosen = connection.options.clone();
        let ask = if is_calendar { Asking::Calendars } else { Asking::Options };
        view! {
            <button type="button" on:click=move |_| asking.set(Some(ask(id, chosen.clone())))>{text::options_label()}</button>
        }
    });
    let leave = (connection.kind != IMPORT && connection.state != ConnectionState::Disconnected).then(|| {
        let name = name.clone();
        view! {
            <button type="button" on:click=move |_| asking.set(Some(Asking::Disconnect(id, name.clone())))>{text::disconnect_label()}</button>
        }
    });
    (connection.kind != IMPORT).then(|| view! { <footer>{again}{paste}{allow}{read_now}{options}{leave}</footer> })
}

#[component]
fn Questions(asking: RwSignal<Option<Asking>>, source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let close = Callback::new(move |()| asking.set(None));
    move || match asking.get()? {
        Asking::Disconnect(id, name) => Some(view! { <Leave id name close source /> }.into_any()),
        Asking::Options(id, chosen) => Some(view! { <Options id chosen close source /> }.into_any()),
        Asking::Calendars(id, chosen) => Some(view! { <Calendars id chosen close source /> }.into_any()),
    }
}

#[component]
fn Leave(id: ConnectionId, name: String, close: Callback<()>, source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let desk = desk();
    let confirm = move |_| {
        close.run(());
        spawn_local(async move {
            if let Err(error) = backend::call(Disconnect { connection: id }).await {
                desk.refuse(&error.message);
            }
            source.read();
        });
    };
    view! {
        <Dialog title=text::disconnect_question(&name) close>
            <div class="question">
                <p>{text::disconnect_consequence()}</p>
                <footer>
                    <button type="button" autofocus=true on:click=move |_| close.run(())>{text::cancel()}</button>
                    <button type="button" class="go" id="disconnect-confirm" on:click=confirm>{text::disconnect_label()}</button>
                </footer>
            </div>
        </Dialog>
    }
}

/// What is read of a mailbox, and how often.
#[component]
fn Options(
    id: ConnectionId,
    chosen: ConnectionOptions,
    close: Callback<()>,
    source: Source<Vec<ConnectionView>>,
) -> impl IntoView {
    let number = |value: Option<u32>| RwSignal::new(value.map(|value| value.to_string()).unwrap_or_default());
    let list = |names: &[String]| RwSignal::new(names.join(", "));
    let (depth, every) = (number(chosen.depth_days), number(chosen.every_minutes));
    let (only_labels, without_labels) = (list(&chosen.only_labels), list(&chosen.without_labels));
    let (only_domains, without_domains) = (list(&chosen.only_domains), list(&chosen.without_domains));
    let refusal = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let read = |typed: RwSignal<String>| {
            let typed = typed.with_untracked(|typed| typed.trim().to_owned());
            if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| text::not_a_number(&typed)) }
        };
        let names = |typed: RwSignal<String>| {
            typed.with_untracked(|typed| {
                typed.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
            })
        };
        let (depth_days, every_minutes) = match (read(depth), read(every)) {
            (Ok(depth), Ok(every)) => (depth, every),
            (Err(words), _) | (_, Err(words)) => return refusal.set(Some(words)),
        };
        let options = ConnectionOptions {
            depth_days,
            every_minutes,
            only_labels: names(only_labels),
            without_labels: names(without_labels),
            only_domains: names(only_domains),
            without_domains: names(without_domains),
            ..chosen.clone()
        };
        spawn_local(async move {
            match backend::call(SetConnectionOptions { connection: id, options }).await {
                Ok(_) => close.run(()),
                Err(error) => {
                    let _gone = refusal.try_set(Some(error.message));
                }
            }
            source.read();
        });
    };
    let field = |id: &'static str, label: String, value: RwSignal<String>, usual: String| {
        view! {
            <div class="typed">
                <label for=id>{label}</label>
                <input type="text" id=id autocomplete="off" spellcheck="false" maxlength="2000" placeholder=usual
                    prop:value=value on:input=move |event| value.set(event_target_value(&event)) />
            </div>
        }
    };
    view! {
        <Dialog title=text::options_title() close>
            <form class="question connect" on:submit=submit>
                {field("option-depth", text::depth_label(), depth, "90".to_owned())}
                {field("option-every", text::every_label(), every, "5".to_owned())}
                {field("option-only-labels", text::only_labels_label(), only_labels, String::new())}
                {field("option-without-labels", text::without_labels_label(), without_labels, String::new())}
                {field("option-only-domains", text::only_domains_label(), only_domains, String::new())}
                {field("option-without-domains", text::without_domains_label(), without_domains, String::new())}
                <p class="fault" role="alert">{refusal}</p>
                <footer>
                    <button type="button" on:click=move |_| close.run(())>{text::cancel()}</button>
                    <button type="submit" class="go" id="options-save">{text::save_options()}</button>
                </footer>
            </form>
        </Dialog>
    }
}
