//! One connection: how fresh it is, what it read and sent, what is wrong, and what can be done about that.

use super::calendars::Calendars;
use super::channels::Channels;
use super::google::SignIn;
use super::hubspot::PasteAgain;
use super::logs_mail::LogsMail;
use super::options::Options;
use crate::backend;
use crate::clock::of_day;
use crate::components::{Dialog, KeyCap};
use crate::desk::desk;
use crate::focus::focus;
use crate::source::Source;
use api::{
    Command, ConnectionId, ConnectionOptions, ConnectionState, ConnectionView, Disconnect, Grant, Progress, ReadNow, Sends,
    StopReading, Time, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The kinds that are read by themselves, and can be read now; the others were read once or are only sent through.
const WATCHED: &[&str] = &["maildir", "gmail", "calendar", HUBSPOT, SLACK];
/// The kind of which much can be chosen.
const GMAIL: &str = "gmail";
const CALENDAR: &str = "calendar";
const IMPORT: &str = "import";
const SMTP: &str = "smtp";
/// The kind that brings no mail, and is signed in to with a token.
const HUBSPOT: &str = "hubspot";

/// The kind of a chat, which is signed in to with a token as well.
const SLACK: &str = "slack";
/// What another token is pasted for.
const PASTED: &[&str] = &[HUBSPOT, SLACK];

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
        (ConnectionState::Reading, _) => text::first_reading(&connection.kind, connection.progress.as_ref()),
        (ConnectionState::Stopped, _) => text::stopped_reading(&connection.kind, connection.progress.as_ref()),
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
    /// With what it is called, its kind, and what goes with it.
    Disconnect(ConnectionId, String, String, Option<String>),
    Options(ConnectionId, ConnectionOptions),
    Calendars(ConnectionId, ConnectionOptions),
    Channels(ConnectionId, ConnectionOptions),
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
        let access = connection.access.clone().map(|words| {
            view! {
                <dt>{text::access_label()}</dt>
                <dd dir="auto">{words}</dd>
            }
        });
        let has_mail = kind != HUBSPOT;
        let progress = connection.progress.map(|progress| bar(&kind, progress));
        let stopped = (state == ConnectionState::Stopped).then(|| view! { <p class="stopped">{text::stopped_words()}</p> });
        let sending = (sends != Sends::Never)
            .then(|| view! { <dt>{text::sending_label(&kind)}</dt><dd>{move || text::sends_words(sends, is_practice())}</dd> });
        let today =
            if kind == SMTP { text::n_done(&kind, n_sent_today) } else { text::read_and_done(&kind, n_today, n_sent_today) };
        let logs_mail =
            (kind == HUBSPOT && sends == Sends::Yes && connection.state != ConnectionState::Disconnected).then(|| {
                let (id, chosen) = (connection.id, connection.options.clone());
                view! { <LogsMail id chosen source /> }
            });
        // Another connection of the same sign-in goes with it.
        let also = source.value().and_then(|all| {
            let is_beside = |other: &ConnectionView| {
                other.id != id
                    && other.sign_in.is_some()
                    && other.sign_in == connection.sign_in
                    && other.state != ConnectionState::Disconnected
            };
            all.into_iter().find(is_beside).map(|other| other.name)
        });
        let actions = actions(&connection, sign_in, asking, is_busy, read, source, also);
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
                {stopped}
                <dl>
                    {wrong}
                    {narrowed}
                    {access}
                    {has_mail.then(|| view! {
                        <dt>{text::today_label()}</dt>
                        <dd>{today}</dd>
                    })}
                    {(kind != SMTP).then(|| view! {
                        <dt>{text::in_all_label()}</dt>
                        <dd>{text::n_read(&kind, n_messages)}</dd>
                    })}
                    {read_up_to.map(|_| view! {
                        <dt>{text::newest_label(&kind)}</dt>
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

fn bar(kind: &str, progress: Progress) -> impl IntoView + use<> {
    let (done, label) = (progress.n_done.to_string(), text::first_reading(kind, Some(&progress)));
    view! { <progress value=done max=progress.n_expected.map(|n| n.max(1).to_string()) aria-label=label></progress> }
}

/// Stops a first reading. What was under way is stored before it is over.
#[component]
fn Stop(id: ConnectionId, source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let desk = desk();
    let is_stopping = RwSignal::new(false);
    let stop = move |_| {
        is_stopping.set(true);
        spawn_local(async move {
            if let Err(error) = backend::call(StopReading { connection: id }).await {
                desk.refuse(&error.message);
            }
            let _gone = is_stopping.try_set(false);
            source.read();
        });
    };
    view! {
        <button type="button" class="stop" disabled=is_stopping on:click=stop>
            {move || if is_stopping.get() { text::stopping_reading() } else { text::stop_reading_label() }}
            <KeyCap command=Command::StopReading />
        </button>
    }
}

/// What can be done with a connection as it is; the first is what it needs most.
fn actions(
    connection: &ConnectionView,
    sign_in: SignIn,
    asking: RwSignal<Option<Asking>>,
    is_busy: RwSignal<bool>,
    read: Callback<ConnectionView>,
    source: Source<Vec<ConnectionView>>,
    also: Option<String>,
) -> Option<impl IntoView + use<>> {
    let (id, name, is_calendar) = (connection.id, connection.name.clone(), connection.kind == CALENDAR);
    let is_away = matches!(connection.state, ConnectionState::SignInAgain | ConnectionState::Disconnected);
    let signs_in = connection.sign_in.is_some() && !PASTED.contains(&connection.kind.as_str());
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
    let allow = (connection.sends == Sends::NotAllowed && !is_away && !PASTED.contains(&connection.kind.as_str())).then(|| {
        let wanted = if is_calendar { Grant::Book } else { Grant::Send };
        view! {
            <button type="button" disabled=move || sign_in.is_busy() on:click=move |_| sign_in.again(id, vec![Grant::Read, wanted])>
                {text::allow_sending(&connection.kind)}
            </button>
        }
    });
    let is_stopped = connection.state == ConnectionState::Stopped;
    let stop = (connection.state == ConnectionState::Reading).then(|| view! { <Stop id source /> });
    let can_read = WATCHED.contains(&connection.kind.as_str()) && !is_away && connection.state != ConnectionState::Reading;
    let read_now = can_read.then(|| {
        let label = if is_stopped { text::read_on_named(&name) } else { text::read_now_named(&name) };
        let before = connection.clone();
        view! {
            <button type="button" class:go=is_stopped aria-label=label disabled=is_busy on:click=move |_| read.run(before.clone())>
                {move || match (is_busy.get(), is_stopped) {
                    (_, true) => text::read_on_label(),
                    (true, false) => text::reading_now(),
                    (false, false) => text::read_now(),
                }}
            </button>
        }
    });
    let is_chat = connection.kind == SLACK;
    let options = ((connection.kind == GMAIL || is_calendar || is_chat) && !is_away).then(|| {
        let chosen = connection.options.clone();
        let ask = match (is_calendar, is_chat) {
            (true, _) => Asking::Calendars,
            (_, true) => Asking::Channels,
            _ => Asking::Options,
        };
        view! {
            <button type="button" on:click=move |_| asking.set(Some(ask(id, chosen.clone())))>{text::options_label()}</button>
        }
    });
    let leave = (connection.kind != IMPORT && connection.state != ConnectionState::Disconnected).then(|| {
        let (name, kind, also) = (name.clone(), connection.kind.clone(), also.clone());
        let ask = move |_| asking.set(Some(Asking::Disconnect(id, name.clone(), kind.clone(), also.clone())));
        view! {
            <button type="button" on:click=ask>{text::disconnect_label()}</button>
        }
    });
    (connection.kind != IMPORT).then(|| view! { <footer>{again}{paste}{allow}{stop}{read_now}{options}{leave}</footer> })
}

#[component]
fn Questions(asking: RwSignal<Option<Asking>>, source: Source<Vec<ConnectionView>>) -> impl IntoView {
    let close = Callback::new(move |()| asking.set(None));
    move || match asking.get()? {
        Asking::Disconnect(id, name, kind, also) => Some(view! { <Leave id name kind also close source /> }.into_any()),
        Asking::Options(id, chosen) => Some(view! { <Options id chosen close source /> }.into_any()),
        Asking::Channels(id, chosen) => Some(view! { <Channels id chosen close source /> }.into_any()),
        Asking::Calendars(id, chosen) => Some(view! { <Calendars id chosen close source /> }.into_any()),
    }
}

#[component]
fn Leave(
    id: ConnectionId,
    name: String,
    kind: String,
    also: Option<String>,
    close: Callback<()>,
    source: Source<Vec<ConnectionView>>,
) -> impl IntoView {
    let desk = desk();
    let revoke = RwSignal::new(false);
    let too = (kind == SLACK).then(|| {
        view! {
            <label class="check">
                <input type="checkbox" id="disconnect-revoke" prop:checked=revoke on:change=move |event| revoke.set(event_target_checked(&event)) />
                <span>{text::revoke_too()}</span>
            </label>
        }
    });
    let confirm = move |_| {
        let request = Disconnect { connection: id, revoke: revoke.get_untracked() };
        close.run(());
        spawn_local(async move {
            if let Err(error) = backend::call(request).await {
                desk.refuse(&error.message);
            }
            source.read();
        });
    };
    view! {
        <Dialog title=text::disconnect_question(&name) close>
            <div class="question">
                <p>{text::disconnect_consequence(PASTED.contains(&kind.as_str()), also.as_deref())}</p>
                {too}
                <footer>
                    <button type="button" autofocus=true on:click=move |_| close.run(())>{text::cancel()}</button>
                    <button type="button" class="go" id="disconnect-confirm" on:click=confirm>{text::disconnect_label()}</button>
                </footer>
            </div>
        </Dialog>
    }
}
