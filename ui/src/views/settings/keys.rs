//! Every command with its keys, and other keys for it: shown as they are pressed, refused in words where another command has them.

use super::kept::SwitchSetting;
use crate::backend;
use crate::commands::is_mac;
use crate::desk::{Desk, desk};
use crate::focus::focus;
use crate::state::keys::{Bindings, Capture, Captured, Keys as Pressed, Press, SECOND_WITHIN_MS};
use api::{Command, CommandGroup, SetSetting, text};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const BINDINGS: &str = "keys.bindings";

/// The command whose key is being chosen, and how far that has come.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choosing {
    command: Command,
    step: Step,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    /// A key is awaited; where a letter came, maybe a second.
    Listening(Option<Pressed>),
    /// No key, and why.
    Refused,
    /// Another command has it.
    Taken { keys: Pressed, by: Command },
    /// It would get in the way of several.
    Hides { keys: Pressed, n: usize },
}

#[derive(Clone, Copy)]
struct Chooser {
    desk: Desk,
    bindings: Memo<Bindings>,
    now: RwSignal<Option<Choosing>>,
    capture: StoredValue<Capture>,
    /// Counts what was pressed, so that only the newest wait ends.
    n_pressed: StoredValue<u64>,
}

impl Chooser {
    fn begin(self, command: Command) {
        self.capture.set_value(Capture::default());
        self.now.set(Some(Choosing { command, step: Step::Listening(None) }));
    }

    /// The keyboard belongs to this as long as a key is awaited, and not to a screen that is gone.
    fn divert_keys(self) {
        let commands = self.desk.commands;
        let taker = Callback::new(move |press: Press| self.press(&press));
        Effect::new(move |_| {
            let listens = self.now.with(|now| matches!(now, Some(Choosing { step: Step::Listening(_), .. })));
            commands.divert(listens.then_some(taker));
        });
        on_cleanup(move || commands.divert(None));
    }

    fn go_to(self, command: Command, step: Step) {
        let _gone = self.now.try_set(Some(Choosing { command, step }));
    }

    /// Ends it, and gives the focus back to where it began.
    fn end(self) {
        if let Some(command) = self.stop() {
            request_animation_frame(move || focus(&change_id(command)));
        }
    }

    /// Ends it, wherever the focus is now.
    fn stop(self) -> Option<Command> {
        self.now.try_update(Option::take).flatten().map(|choosing| choosing.command)
    }

    fn press(self, press: &Press) {
        let Some(command) = self.now.with_untracked(|now| now.as_ref().map(|choosing| choosing.command)) else { return };
        let number = self.n_pressed.try_update_value(|n| {
            *n += 1;
            *n
        });
        let captured = self.capture.try_update_value(|capture| capture.press(&press.stroke, press.is_repeat));
        match captured.unwrap_or(Captured::Nothing) {
            Captured::Nothing => {}
            Captured::Cancelled => self.end(),
            Captured::Unusable => self.go_to(command, Step::Refused),
            Captured::Taken(keys) => self.take(command, keys),
            Captured::First(keys) => {
                self.go_to(command, Step::Listening(Some(keys)));
                let wait = Duration::from_millis(SECOND_WITHIN_MS.unsigned_abs());
                set_timeout(
                    move || {
                        let is_newest = self.n_pressed.try_get_value() == number;
                        let keys = self.capture.try_update_value(Capture::wait_is_over).flatten().filter(|_| is_newest);
                        if let Some(keys) = keys {
                            self.take(command, keys);
                        }
                    },
                    wait,
                );
            }
        }
    }

    /// Stores the keys, unless another command has them.
    fn take(self, command: Command, keys: Pressed) {
        let Some(others) = self.bindings.try_with_untracked(|bindings| bindings.conflicts(command, &keys)) else { return };
        match others.as_slice() {
            [] => {
                self.store(|bindings| bindings.with(command, vec![keys]));
                self.end();
            }
            [by] => self.go_to(command, Step::Taken { keys, by: *by }),
            several => self.go_to(command, Step::Hides { keys, n: several.len() }),
        }
    }

    fn store(self, change: impl FnOnce(Bindings) -> Bindings) {
        let desk = self.desk;
        let stored = untrack(|| desk.setting(BINDINGS));
        let value = change(self.bindings.get_untracked()).written(&stored);
        spawn_local(async move {
            if let Err(error) = backend::call(SetSetting { key: BINDINGS.to_owned(), value }).await {
                desk.refuse(&error.message);
            }
        });
    }
}

fn change_id(command: Command) -> String {
    format!("change-{command}")
}

#[component]
pub fn Keys() -> impl IntoView {
    let desk = desk();
    let chooser = Chooser {
        desk,
        bindings: desk.bindings(),
        now: RwSignal::new(None),
        capture: StoredValue::new(Capture::default()),
        n_pressed: StoredValue::new(0),
    };
    chooser.divert_keys();
    let is_changed = Memo::new(move |_| {
        chooser.bindings.with(|bindings| Command::ALL.iter().any(|command| bindings.of(*command) != Bindings::shipped(*command)))
    });
    let reset_all = move |_| {
        chooser.store(|bindings| {
            Command::ALL.iter().fold(bindings, |bindings, command| bindings.with(*command, Bindings::shipped(*command)))
        });
    };
    let group = move |group: &CommandGroup| {
        let group = *group;
        let lines = Command::ALL.iter().filter(|command| command.group() == group);
        let lines = lines.map(|command| view! { <Line command=*command chooser /> }).collect_view();
        view! {
            <section class="group">
                <h3>{text::command_group(group)}</h3>
                <ul>{lines}</ul>
            </section>
        }
    };
    view! {
        <div class="card">
            <SwitchSetting key="keys.letters" values=["on", "off"] />
        </div>
        <div class="card bindings">
            <header>
                <p class="lead">{text::setting_help(BINDINGS)}</p>
                <button type="button" id="keys-reset" disabled=move || !is_changed.get() on:click=reset_all>{text::reset_all_keys()}</button>
            </header>
            {CommandGroup::ALL.iter().map(group).collect_view()}
        </div>
    }
}

#[component]
fn Line(command: Command, chooser: Chooser) -> impl IntoView {
    let name = text::command(command);
    let step = Memo::new(move |_| {
        chooser.now.with(|now| now.as_ref().filter(|choosing| choosing.command == command).map(|choosing| choosing.step.clone()))
    });
    let is_changed = Memo::new(move |_| chooser.bindings.with(|bindings| bindings.of(command) != Bindings::shipped(command)));
    let reset = move |_| {
        // What was shipped may meanwhile belong to another command.
        let shipped = Bindings::shipped(command);
        let taken = chooser.bindings.with_untracked(|bindings| {
            shipped.iter().find_map(|keys| bindings.conflicts(command, keys).first().map(|by| (keys.clone(), *by)))
        });
        match taken {
            Some((keys, by)) => chooser.go_to(command, Step::Taken { keys, by }),
            None => chooser.store(|bindings| bindings.with(command, shipped)),
        }
    };
    let (label, reset_label) = (text::change_key_of(&name), text::reset_key_of(&name));
    let keys = move || {
        let (all, letters) = chooser.bindings.with(|bindings| (bindings.of(command).to_vec(), bindings.letters));
        let cap = |keys: Pressed| view! { <kbd class:off=!letters && keys.is_letter()>{keys.shown(is_mac())}</kbd> };
        match all.is_empty() {
            true => view! { <span class="none">{text::without_key()}</span> }.into_any(),
            false => all.into_iter().map(cap).collect_view().into_any(),
        }
    };
    let acts = move || match step.get() {
        Some(Step::Listening(first)) => view! { <Listening command first chooser /> }.into_any(),
        Some(refused) => view! { <Refusal command step=refused chooser /> }.into_any(),
        None => {
            let (label, reset_label) = (label.clone(), reset_label.clone());
            view! {
                <span class="keys">{keys}</span>
                <span class="acts">
                    {move || is_changed.get().then(|| view! {
                        <button type="button" class="quiet" aria-label=reset_label.clone() on:click=reset>{text::reset()}</button>
                    })}
                    <button type="button" id=change_id(command) aria-label=label on:click=move |_| chooser.begin(command)>
                        {text::change()}
                    </button>
                </span>
            }
            .into_any()
        }
    };
    view! {
        <li class="binding" class:choosing=move || step.with(Option::is_some)>
            <span class="name">{name}</span>
            {acts}
        </li>
    }
}

/// What is pressed, as it is pressed. It has the focus; whoever goes elsewhere wants no new key.
#[component]
fn Listening(command: Command, first: Option<Pressed>, chooser: Chooser) -> impl IntoView {
    let place: NodeRef<html::Button> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            // Only an element that is gone cannot be focused.
            drop(place.focus());
        }
    });
    let without = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        chooser.store(|bindings| bindings.with(command, Vec::new()));
        chooser.end();
    };
    // A second drawing of the same wait takes the focus from the first; only what leaves both ends it.
    let left = move |event: leptos::ev::FocusEvent| {
        let is_here = chooser.now.with_untracked(|now| {
            now.as_ref().is_some_and(|now| now.command == command && matches!(now.step, Step::Listening(_)))
        });
        if is_here && event.related_target().is_some() {
            chooser.stop();
        }
    };
    let words = match first {
        Some(first) => view! {
            <kbd>{first.shown(is_mac())}</kbd>
            <span>{text::press_a_second_key()}</span>
        }
        .into_any(),
        None => view! { <span>{text::press_a_key()}</span> }.into_any(),
    };
    view! {
        <span class="acts">
            <button type="button" class="listening" id="listening" node_ref=place aria-live="polite" on:blur=left>{words}</button>
            <button type="button" class="quiet" tabindex="-1" on:mousedown=without>{text::no_key()}</button>
            <button type="button" class="quiet" tabindex="-1" on:mousedown=move |_| chooser.end()>{text::cancel()}</button>
        </span>
    }
}

/// Why the key that was pressed is not the command's now, and what can be done.
#[component]
fn Refusal(command: Command, step: Step, chooser: Chooser) -> impl IntoView {
    let (words, take) = match step {
        Step::Taken { keys, by } => (text::key_is_taken(&keys.shown(is_mac()), &text::command(by)), Some((keys, by))),
        Step::Hides { keys, n } => (text::key_begins_others(&keys.shown(is_mac()), n as u64), None),
        Step::Listening(_) | Step::Refused => (text::key_cannot_be_used(), None),
    };
    let first: NodeRef<html::Button> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(first) = first.get() {
            drop(first.focus());
        }
    });
    let take = take.map(|(keys, by)| {
        let take = move |_| {
            chooser.store(|bindings| bindings.taking(command, &keys, by));
            chooser.end();
        };
        view! { <button type="button" id="take-key" on:click=take>{text::take_it()}</button> }
    });
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            chooser.end();
        }
    };
    view! {
        <p class="clash" role="alert">{words}</p>
        <span class="acts" on:keydown=pressed>
            {take}
            <button type="button" id="other-key" node_ref=first on:click=move |_| chooser.begin(command)>{text::choose_another()}</button>
            <button type="button" class="quiet" on:click=move |_| chooser.end()>{text::cancel()}</button>
        </span>
    }
}
