//! From a press or a name in the palette to whoever carries the command out: the newest part of the page that can.

use crate::state::keys::{Bindings, Matcher, Outcome, Place, Press, Stroke};
use api::{Command, Time};
use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Carries a command out, and says whether it could.
type Carry = Rc<dyn Fn(Command) -> bool>;

#[derive(Clone, Copy)]
pub struct Commands {
    handlers: StoredValue<Vec<(u64, Carry)>, LocalStorage>,
    n_handlers: StoredValue<u64>,
    /// Gets every press in place of the commands, while a new key is chosen.
    taker: StoredValue<Option<Callback<Press>>>,
}

impl Commands {
    pub fn new() -> Self {
        Self { handlers: StoredValue::new_local(Vec::new()), n_handlers: StoredValue::new(0), taker: StoredValue::new(None) }
    }

    /// Has commands carried out here for as long as the part of the page that calls this is shown.
    pub fn handle(self, carry: impl Fn(Command) -> bool + 'static) {
        let number = self.n_handlers.try_update_value(|n| {
            *n += 1;
            *n
        });
        let number = number.unwrap_or_default();
        // A key comes from outside of all parts of the page; what is carried out belongs to the part that listens.
        let owner = Owner::current();
        let carry = move |command| match &owner {
            Some(owner) => owner.with(|| carry(command)),
            None => carry(command),
        };
        self.handlers.update_value(|all| all.push((number, Rc::new(carry))));
        on_cleanup(move || {
            // The page itself may be gone already.
            let _gone = self.handlers.try_update_value(|all| all.retain(|(other, _)| *other != number));
        });
    }

    /// Asks from the newest to the oldest. Answers whether anybody carried it out.
    pub fn run(self, command: Command) -> bool {
        // The list is not held meanwhile: a handler may change what is shown, and with it who listens.
        let all: Vec<Carry> = self.handlers.with_value(|all| all.iter().rev().map(|(_, carry)| carry.clone()).collect());
        all.iter().any(|carry| carry(command))
    }

    /// Has every press told here and nothing run, until it is called with none.
    pub fn divert(self, taker: Option<Callback<Press>>) {
        let _gone = self.taker.try_set_value(taker);
    }

    /// Listens to the keyboard for as long as the page is shown.
    pub fn listen(self, bindings: Memo<Bindings>) {
        let matcher = StoredValue::new(Matcher::default());
        let handle = window_event_listener(ev::keydown, move |event| {
            let press = press(&event);
            if let Some(taker) = self.taker.try_get_value().flatten() {
                event.prevent_default();
                taker.run(press);
                return;
            }
            let outcome = bindings.with_untracked(|bindings| {
                matcher.try_update_value(|matcher| matcher.press(bindings, &press)).unwrap_or(Outcome::None)
            });
            let is_ours = match outcome {
                Outcome::None => false,
                Outcome::Wait => true,
                Outcome::Run(command) => self.run(command),
            };
            if is_ours {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    }
}

/// Whether the page runs on macOS, where Cmd is what Ctrl is elsewhere.
pub fn is_mac() -> bool {
    window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac"))
}

/// A press as plain values. Its stroke is also what the settings show while a new key is chosen.
pub fn press(event: &KeyboardEvent) -> Press {
    let with_mod = if is_mac() { event.meta_key() } else { event.ctrl_key() };
    Press {
        stroke: Stroke::pressed(with_mod, event.alt_key(), event.shift_key(), &event.key()),
        is_repeat: event.repeat(),
        is_composing: event.is_composing(),
        place: place(),
        // Milliseconds since the page began: only their differences count.
        at: Time(event.time_stamp() as i64),
    }
}

/// Where the focus is.
fn place() -> Place {
    let Some(focused) = document().active_element() else { return Place::List };
    if focused.closest("dialog").ok().flatten().is_some() {
        return Place::Dialog;
    }
    if takes_text(&focused) {
        return Place::Typing;
    }
    let has_keys = matches!(focused.tag_name().as_str(), "BUTTON" | "A" | "SELECT" | "INPUT" | "SUMMARY");
    if has_keys { Place::Control } else { Place::List }
}

fn takes_text(element: &Element) -> bool {
    const BOXES: [&str; 6] = ["checkbox", "radio", "button", "submit", "range", "color"];
    let is_editable = element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    match element.tag_name().as_str() {
        "TEXTAREA" => true,
        "INPUT" => !element.get_attribute("type").is_some_and(|kind| BOXES.contains(&kind.as_str())),
        _ => is_editable,
    }
}

/// Whether a press means one key by itself, and nobody is typing or asked something.
pub fn is_bare(event: &KeyboardEvent) -> bool {
    let is_alone = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.repeat() || event.is_composing());
    is_alone && !matches!(place(), Place::Typing | Place::Dialog)
}

/// Whether the focus is in a field that takes text.
pub fn is_typing() -> bool {
    place() == Place::Typing
}

/// Whether the focus is on something that has keys of its own.
pub fn is_in_control() -> bool {
    matches!(place(), Place::Control) && document().active_element().is_some_and(|focused| focused.tag_name() == "INPUT")
}
