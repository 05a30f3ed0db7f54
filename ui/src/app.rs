//! The root of the page: the rail, the screen that is shown, the status line, and what may cover them.

use crate::backend::{self, Choose};
use crate::components::{Failed, FirstChoice, Offer, Problems, Rail, Spoken, Stale, StatusLine, Waiting};
use crate::desk::{Desk, Overlay, Screen};
use crate::look;
use crate::state::{Known, zoom};
use crate::views::{
    AuditScreen, Compose, ConnectionsScreen, DemoExit, DemoQuestion, ImportStrip, ImportViews, Importer, KeySheet, Leaving,
    OutboxScreen, Palette, PeopleScreen, QueueScreen, SettingsScreen, SignalsScreen,
};
use api::{
    Command, ConnectionState, Finding, Level, PauseReading, Position, ReadNow, SetKillSwitch, ShellWish, StartDemo, Status,
    StopReading, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn App() -> impl IntoView {
    let desk = Desk::start();
    provide_context(desk);
    desk.commands.listen(desk.bindings());
    desk.commands.handle(move |command| carry(desk, command));
    provide_context(Importer::start(desk));
    // The operator wants to look around before anything is read.
    let is_later = RwSignal::new(false);
    let demo_exit = DemoExit::start(desk, is_later);
    provide_context(demo_exit);
    let status = Memo::new(move |_| desk.status().with(|known| known.value().cloned()));
    let n_hot = Memo::new(move |_| status.with(|status| status.as_ref().map_or(0, |status| status.n_hot)));
    let face = Memo::new(move |_| desk.status().with(Face::of));
    let failure = Memo::new(move |_| desk.status().with(|known| known.error().map(|error| error.message.clone())));
    let retry = Callback::new(move |()| desk.read_everything());
    let findings = Memo::new(move |_| status.with(|status| status.as_ref().map(findings).unwrap_or_default()));
    // Only the queue looks different while nothing is read: what is typed on another screen stays when that changes.
    let shown = Memo::new(move |_| match (face.get(), desk.screen.get()) {
        (Face::New, screen) if screen != Screen::Queue => (Face::Desk, screen),
        both => both,
    });
    let screen = move || match shown.get() {
        _ if demo_exit.is_busy() => view! { <main class="first"><Waiting /></main> }.into_any(),
        (Face::Opening, _) => view! { <main class="first"><Waiting /></main> }.into_any(),
        (Face::Failed, _) => view! { <main class="first"><Failed message=failure retry /></main> }.into_any(),
        (Face::New, Screen::Queue) if !is_later.get() => view! { <First is_later /> }.into_any(),
        (Face::New | Face::Desk, Screen::Queue) => view! { <QueueScreen /> }.into_any(),
        (_, Screen::Outbox) => view! { <OutboxScreen /> }.into_any(),
        (_, Screen::People) => view! { <PeopleScreen /> }.into_any(),
        (_, Screen::Signals) => view! { <SignalsScreen /> }.into_any(),
        (_, Screen::Audit) => view! { <AuditScreen /> }.into_any(),
        (_, Screen::Connections) => view! { <ConnectionsScreen /> }.into_any(),
        (_, Screen::Settings) => view! { <SettingsScreen /> }.into_any(),
    };
    let overlay = move || match desk.overlay.get()? {
        Overlay::Palette => Some(view! { <Palette /> }.into_any()),
        Overlay::Keys => Some(view! { <KeySheet /> }.into_any()),
        Overlay::Compose => Some(view! { <Compose /> }.into_any()),
    };
    view! {
        <div class="window" class:compact=move || desk.is_compact()>
            <Rail n_hot />
            <div class="screen">
                <Stale stale=desk.stale() now=desk.clock.now() retry />
                <ImportStrip />
                <Problems findings />
                {screen}
            </div>
            <StatusLine status />
        </div>
        <Spoken />
        {overlay}
        <ImportViews />
        <DemoQuestion />
        {move || desk.question.get().map(|question| view! { <Leaving question /> })}
    }
}

/// What can be shown at all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    Opening,
    /// The workspace cannot be opened.
    Failed,
    /// Nothing was read yet.
    New,
    Desk,
}

impl Face {
    fn of(status: &Known<Status>) -> Self {
        match status {
            Known::Loading => Self::Opening,
            Known::Failed(_) => Self::Failed,
            Known::Ready(status) | Known::Stale { last: status, .. }
                if status.connections.is_empty() && status.n_webhooks == 0 =>
            {
                Self::New
            }
            Known::Ready(_) | Known::Stale { .. } => Self::Desk,
        }
    }
}

/// What a command means wherever one is. Answers whether it means anything.
fn carry(desk: Desk, command: Command) -> bool {
    match command {
        Command::GoQueue => desk.screen.set(Screen::Queue),
        Command::GoOutbox => desk.screen.set(Screen::Outbox),
        Command::GoPeople => desk.screen.set(Screen::People),
        Command::GoDeals => desk.go_deals(),
        Command::GoSignals => desk.screen.set(Screen::Signals),
        Command::GoAudit => desk.screen.set(Screen::Audit),
        Command::GoConnections => desk.screen.set(Screen::Connections),
        Command::GoSettings => desk.screen.set(Screen::Settings),
        Command::Back => return desk.unsay_refusal(),
        Command::Palette => desk.overlay.set(Some(Overlay::Palette)),
        Command::Compose => desk.overlay.set(Some(Overlay::Compose)),
        Command::Keys => desk.overlay.set(Some(Overlay::Keys)),
        Command::ReadNow => spawn_local(async move {
            if let Err(error) = backend::call(ReadNow { connection: None }).await {
                desk.refuse(&error.message);
            }
        }),
        Command::StopReading => stop_reading(desk),
        Command::KillSwitch => throw_kill_switch(desk),
        Command::PauseReading => pause_reading(desk),
        Command::CheckForUpdates if desk.has_updates.get_untracked() => desk.check_for_updates(ShellWish::CheckForUpdates),
        Command::InstallUpdate if desk.has_updates.get_untracked() => desk.check_for_updates(ShellWish::InstallUpdate),
        Command::ToggleTheme => look::toggle_theme(desk),
        Command::ZoomIn => look::zoom(desk, zoom::larger),
        Command::ZoomOut => look::zoom(desk, zoom::smaller),
        Command::ZoomReset => look::zoom(desk, |_| zoom::STEPS[0]),
        _ => return false,
    }
    true
}

/// Stops everything that leaves, or lets it go again.
fn throw_kill_switch(desk: Desk) {
    let position = desk.status().with_untracked(|known| known.value().map(|status| status.kill_switch.position));
    let position = match position {
        Some(Position::Off) => Position::On,
        Some(Position::On) => Position::Off,
        None => return,
    };
    spawn_local(async move {
        match backend::call(SetKillSwitch { position }).await {
            Ok(switch) => desk.say(text::kill_switch_line(&switch, desk.clock.now().get_untracked()), false),
            Err(error) => desk.refuse(&error.message),
        }
    });
}

/// Stops every first reading that goes on.
fn stop_reading(desk: Desk) {
    let reading = desk.status().with_untracked(|known| {
        let all = known.value().map(|status| status.connections.clone()).unwrap_or_default();
        all.into_iter().filter(|one| one.state == ConnectionState::Reading).map(|one| one.id).collect::<Vec<_>>()
    });
    if reading.is_empty() {
        desk.say(text::nothing_to_stop(), false);
    }
    for connection in reading {
        spawn_local(async move {
            match backend::call(StopReading { connection }).await {
                Ok(all) => {
                    if let Some(one) = all.iter().find(|one| one.id == connection) {
                        desk.say(text::said_stopped(&one.name, &one.kind, one.progress.as_ref()), false);
                    }
                }
                Err(error) => desk.refuse(&error.message),
            }
        });
    }
}

/// Reads nothing for an hour, or goes on reading.
fn pause_reading(desk: Desk) {
    let is_paused = desk.status().with_untracked(|known| known.value().is_some_and(|status| status.paused_until.is_some()));
    let until = if is_paused { None } else { Some(text::pause_for()) };
    spawn_local(async move {
        match backend::call(PauseReading { until }).await {
            Ok(status) => {
                let now = desk.clock.now().get_untracked();
                desk.say(status.paused_until.map_or_else(text::reading_goes_on, |until| text::reading_paused(until, now)), false);
            }
            Err(error) => desk.refuse(&error.message),
        }
    });
}

/// What a workspace in which nothing was read yet begins with.
#[component]
fn First(is_later: RwSignal<bool>) -> impl IntoView {
    let (refusal, is_busy) = (RwSignal::new(None), RwSignal::new(false));
    let (desk, importer): (Desk, Importer) = (expect_context(), expect_context());
    let try_demo = move || {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        refusal.set(None);
        spawn_local(async move {
            let refused = backend::call(StartDemo {}).await.err();
            let _gone = refusal.try_set(refused.map(|error| error.message));
            let _gone = is_busy.try_set(false);
            desk.read_status();
        });
    };
    let take = Callback::new(move |offer| match offer {
        Offer::Demo => try_demo(),
        Offer::Folder => importer.choose(Choose::Folder),
        Offer::Files => importer.choose(Choose::Files),
        Offer::Later => {
            is_later.set(true);
            desk.screen.set(Screen::Connections);
        }
    });
    view! {
        <main class="first">
            <FirstChoice take refusal is_busy />
        </main>
    }
}

/// What is wrong: connections that cannot be read, then what the engine recorded.
fn findings(status: &Status) -> Vec<Finding> {
    let unread = status.connections.iter().filter_map(|connection| {
        let words = connection.error.clone().filter(|_| connection.state == ConnectionState::Failing)?;
        Some(Finding { level: Level::Bad, subject: connection.name.clone(), words })
    });
    unread.chain(status.problems.iter().cloned()).fold(Vec::new(), joined)
}

/// What is wrong with several for one reason, as with the mailbox and the calendar of one sign-in, is said once.
fn joined(mut all: Vec<Finding>, next: Finding) -> Vec<Finding> {
    match all.iter_mut().find(|one| one.words == next.words && one.level == next.level) {
        Some(one) => one.subject = text::both(&one.subject, &next.subject),
        None => all.push(next),
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reason_is_said_once_for_all_that_it_keeps_from_being_read() {
        let finding =
            |subject: &str, words: &str| Finding { level: Level::Bad, subject: subject.to_owned(), words: words.to_owned() };
        let all = [finding("a@example.com", "away"), finding("b", "full"), finding("Calendar", "away")];
        let joined = all.into_iter().fold(Vec::new(), joined);
        assert_eq!(joined, [finding("a@example.com, Calendar", "away"), finding("b", "full")]);
    }
}
