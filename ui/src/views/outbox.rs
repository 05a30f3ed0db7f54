//! The outbox: what was approved, when it goes, what holds it, and the ways to take it back.

mod mail;

use mail::{Mail, Unfolded};

use crate::backend;
use crate::components::{Empty, Failed, KeyCap, Waiting};
use crate::desk::{Desk, desk};
use crate::source::Source;
use api::{
    ApiError, CancelAction, Command, CountOutbox, Gate, ItemId, ListOutbox, OutboxId, OutboxState, OutboxView, Recipient,
    ResolveAction, Tag, Verdict, text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The groups in which actions are listed, what needs the operator first.
const GROUPS: [fn(&OutboxView) -> bool; 4] = [
    |action| action.state == OutboxState::Unsure,
    |action| matches!(action.state, OutboxState::Held | OutboxState::Sending),
    |action| action.state == OutboxState::Sent,
    |action| matches!(action.state, OutboxState::Failed | OutboxState::Cancelled),
];

fn group_name(group: usize) -> String {
    match group {
        0 => text::outbox_group_needs_you(),
        1 => text::outbox_group_waiting(),
        2 => text::outbox_group_gone(),
        _ => text::outbox_group_back(),
    }
}

#[component]
pub fn OutboxScreen() -> impl IntoView {
    let desk = desk();
    let outbox = Source::new(|| backend::call(ListOutbox {}));
    Effect::new(move |_| {
        desk.follow(Tag::Outbox);
        outbox.read();
    });
    let counted = Source::new(|| backend::call(CountOutbox {}));
    Effect::new(move |_| {
        desk.follow(Tag::Outbox);
        counted.read();
    });
    let unfolded = Unfolded::new();
    let all = Memo::new(move |_| outbox.value().unwrap_or_default());
    let chosen = RwSignal::new(None::<OutboxId>);
    let ordered = Memo::new(move |_| all.with(|all| in_groups(all).into_iter().flat_map(|(_, ids)| ids).collect::<Vec<_>>()));
    let shown = Memo::new(move |_| {
        let id =
            chosen.get().filter(|id| ordered.with(|ids| ids.contains(id))).or_else(|| ordered.with(|ids| ids.first().copied()));
        all.with(|all| all.iter().find(|action| Some(action.id) == id).cloned())
    });
    let act = move |request: Request| {
        spawn_local(async move {
            let answer = match request {
                Request::Cancel(action) => backend::call(CancelAction { action }).await.map(|_| ()),
                Request::Edit(action, item) => backend::call(CancelAction { action }).await.map(|_| desk.show_item(item)),
                Request::Resolve(action, verdict) => backend::call(ResolveAction { action, verdict }).await.map(|_| ()),
            };
            if let Err(error) = answer {
                desk.refuse(&error.message);
            }
            outbox.read();
        });
    };
    desk.commands.handle(move |command| {
        let step = |by: isize| {
            let at = ordered
                .with_untracked(|ids| ids.iter().position(|id| Some(*id) == shown.get_untracked().map(|action| action.id)));
            let to = at.map_or(0, |at| at.saturating_add_signed(by));
            if let Some(id) = ordered.with_untracked(|ids| ids.get(to.min(ids.len().saturating_sub(1))).copied()) {
                chosen.set(Some(id));
            }
        };
        match command {
            Command::Next => step(1),
            Command::Previous => step(-1),
            Command::Open => {
                if let Some(action) = shown.get_untracked() {
                    desk.show_item(action.item);
                }
            }
            Command::Undo => undo(desk, outbox),
            _ => return false,
        }
        true
    });
    let failure = Memo::new(move |_| outbox.known().with(|known| known.error().map(|error: &ApiError| error.message.clone())));
    let list =
        move || match (outbox.known().with(|known| known.value().is_some()), failure.get().is_some(), all.with(Vec::is_empty)) {
            (false, true, _) => view! { <Failed message=failure retry=Callback::new(move |()| outbox.read()) /> }.into_any(),
            (false, false, _) => view! { <Waiting /> }.into_any(),
            (true, _, true) => view! { <Empty words=Signal::derive(text::outbox_empty) /> }.into_any(),
            (true, _, false) => view! { <Lines all shown chosen /> }.into_any(),
        };
    // What is listed of the past is its end alone, so it is not what is counted.
    let counts = move || counted.value().map(|counts| text::outbox_count(counts.n_waiting, counts.n_gone));
    view! {
        <div class="two outbox">
            <section class="list" aria-labelledby="outbox-title">
                <header>
                    <h1 id="outbox-title">
                        {text::screen_outbox()}
                        <small class="number" id="outbox-count">{counts}</small>
                    </h1>
                </header>
                {list}
            </section>
            <main class="work">
                {move || shown.get().map(|action| view! { <Action action act=Callback::new(act) unfolded /> })}
            </main>
        </div>
    }
}

enum Request {
    Cancel(OutboxId),
    /// Takes it out, and opens its item to be written on.
    Edit(OutboxId, ItemId),
    Resolve(OutboxId, Verdict),
}

/// Takes back the last move, and shows the item that came back.
fn undo(desk: Desk, outbox: Source<Vec<OutboxView>>) {
    spawn_local(async move {
        match backend::call(api::Undo {}).await {
            Ok(undone) => desk.say(undone.words, false),
            Err(error) => desk.refuse(&error.message),
        }
        outbox.read();
    });
}

fn in_groups(all: &[OutboxView]) -> Vec<(usize, Vec<OutboxId>)> {
    let group = |(number, belongs): (usize, &fn(&OutboxView) -> bool)| {
        (number, all.iter().filter(|action| belongs(action)).map(|action| action.id).collect::<Vec<_>>())
    };
    GROUPS.iter().enumerate().map(group).filter(|(_, ids)| !ids.is_empty()).collect()
}

#[component]
fn Lines(all: Memo<Vec<OutboxView>>, shown: Memo<Option<OutboxView>>, chosen: RwSignal<Option<OutboxId>>) -> impl IntoView {
    let current = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|action| action.id)));
    let groups = move || {
        let groups = all.with(|all| in_groups(all));
        groups
            .into_iter()
            .map(|(number, ids)| {
                let lines = ids
                    .into_iter()
                    .filter_map(|id| all.with(|all| all.iter().find(|action| action.id == id).cloned()))
                    .map(|action| view! { <Line action current chosen /> })
                    .collect_view();
                view! {
                    <li class="group">
                        <h2>{group_name(number)}</h2>
                        <ol>{lines}</ol>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ol class="rows plain-rows" id="outbox">{groups}</ol> }
}

#[component]
fn Line(action: OutboxView, current: Memo<Option<OutboxId>>, chosen: RwSignal<Option<OutboxId>>) -> impl IntoView {
    let id = action.id;
    // A task goes to nobody: what it is about stands in the first line.
    let names: Vec<&str> = action.to.iter().map(Recipient::called).collect();
    let (who, subject) =
        if names.is_empty() { (action.subject.clone(), None) } else { (names.join(", "), Some(action.subject.clone())) };
    let is_current = move || current.get() == Some(id);
    let why = why(&action);
    view! {
        <li>
            <button
                type="button"
                class="out"
                id=format!("action-{id}")
                class:current=is_current
                aria-current=move || is_current().then_some("true")
                on:click=move |_| chosen.set(Some(id))
            >
                <b dir="auto">{who}</b>
                <When action />
                {subject.map(|subject| view! { <span class="about" dir="auto">{subject}</span> })}
                <span class="why" dir="auto">{why}</span>
            </button>
        </li>
    }
}

/// The gate that holds it, or why it did not go.
fn why(action: &OutboxView) -> Option<String> {
    let holding = action.gates.iter().find(|gate| !gate.passes).map(|gate| gate.words.clone());
    action.reason.clone().or(holding)
}

/// When it goes or went, in one word; a countdown while it can be taken back.
#[component]
fn When(action: OutboxView) -> impl IntoView {
    let clock = desk().clock;
    let (precise, now) = (clock.seconds(), clock.now());
    let class = match action.state {
        OutboxState::Unsure | OutboxState::Failed => "ask",
        OutboxState::Sent => "done",
        OutboxState::Cancelled => "back",
        OutboxState::Held | OutboxState::Sending => "hold",
    };
    let words = move || match action.state {
        OutboxState::Held if precise.get() < action.undo_until => text::countdown(action.undo_until.ms_since(precise.get())),
        OutboxState::Held => action.not_before.map_or_else(text::is_held, |at| text::due(at, now.get())),
        OutboxState::Sent => action.sent_at.map(|at| text::ago(at, now.get())).unwrap_or_default(),
        other => text::outbox_state(other),
    };
    view! { <span class=format!("when number {class}")>{words}</span> }
}

#[component]
fn Action(action: OutboxView, act: Callback<Request>, unfolded: Unfolded) -> impl IntoView {
    let desk = desk();
    let id = action.id;
    let heading = action.subject.clone();
    let (item, fingerprint, state) = (action.item, action.fingerprint.clone(), action.state);
    let place = action.place.map(text::place_in_line);
    let can_cancel = action.state == OutboxState::Held;
    let gate = |gate: Gate| {
        let class = if gate.passes { "passes" } else { "holds" };
        let spoken = if gate.passes { text::gate_passes() } else { text::gate_holds() };
        view! {
            <li class=class>
                <i aria-hidden="true"></i>
                <b>{text::gate_name(gate.name)}<span class="unseen">": "{spoken}</span></b>
                <span dir="auto">{gate.words}</span>
            </li>
        }
    };
    let gates = action.gates.clone();
    let recipient = |to: &Recipient| {
        let (name, address) = (to.name.clone(), to.address.clone());
        let name = (!name.is_empty()).then(|| view! { <b dir="auto">{name}</b>" " });
        view! { <span class="to">{name}<bdi>{address}</bdi></span> }
    };
    let recipients = action.to.iter().map(recipient).collect_view();
    view! {
        <header class="head">
            <h2 dir="auto">{heading}</h2>
            <p class="about">
                {recipients}
                <span>{action.destination.clone()}</span>
                {place.map(|place| view! { <span>{place}</span> })}
            </p>
        </header>
        {action.reason.clone().map(|reason| view! { <p class="notice" dir="auto">{reason}</p> })}
        {(state == OutboxState::Unsure).then(|| view! { <p class="notice">{text::outbox_unsure()}</p> })}
        {(!gates.is_empty()).then(|| view! { <ol class="trace card">{gates.into_iter().map(gate).collect_view()}</ol> })}
        <p class="fingerprint">{text::fingerprint_title()}" "<code>{fingerprint}</code></p>
        <footer class="acts">
            {can_cancel.then(|| view! {
                <button type="button" class="go" id="take-back" on:click=move |_| act.run(Request::Cancel(id))>
                    {text::take_back()}
                </button>
            })}
            {can_cancel.then(|| view! {
                <button type="button" id="edit-held" on:click=move |_| act.run(Request::Edit(id, item))>{text::edit_label()}</button>
            })}
            {(state == OutboxState::Unsure).then(|| view! {
                <button type="button" on:click=move |_| act.run(Request::Resolve(id, Verdict::Sent))>{text::it_was_sent()}</button>
                <button type="button" on:click=move |_| act.run(Request::Resolve(id, Verdict::Send))>{text::send_it()}</button>
            })}
            <button type="button" id="show-item" on:click=move |_| desk.show_item(item)>
                {text::show_item()}
                <KeyCap command=Command::Open />
            </button>
        </footer>
        // Below what can be done with it, so that a long one pushes nothing away.
        <Mail id unfolded />
    }
}
