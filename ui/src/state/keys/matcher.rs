//! From presses to commands: who types is left alone, and a held key never approves twice.

use super::{Bindings, Stroke};
use api::{Command, Time};

/// How long the second stroke may take, in milliseconds.
pub const SECOND_WITHIN_MS: i64 = 900;

/// Where the focus is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a field that takes text.
    Typing,
    /// On the list or on nothing.
    List,
    /// On a button, a link, or anything else that has keys of its own.
    Control,
    /// In a dialog, which has keys of its own.
    Dialog,
}

/// A key that went down.
#[derive(Clone, Debug)]
pub struct Press {
    pub stroke: Stroke,
    /// Held, not pressed again.
    pub is_repeat: bool,
    /// Part of a character that an input method is still making.
    pub is_composing: bool,
    pub place: Place,
    pub at: Time,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Not ours: the page does with it what it does.
    None,
    /// The first of two strokes; nothing else is to happen with it.
    Wait,
    Run(Command),
}

/// Remembers the first of two strokes.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    waiting: Option<(Stroke, Time)>,
}

impl Matcher {
    pub fn press(&mut self, bindings: &Bindings, press: &Press) -> Outcome {
        let waiting = self.waiting.take().filter(|(_, since)| press.at.ms_since(*since) <= SECOND_WITHIN_MS);
        if press.is_composing || press.place == Place::Dialog {
            return Outcome::None;
        }
        let stroke = &press.stroke;
        let is_text =
            stroke.is_letter() || matches!(stroke.key.as_str(), "Enter" | "Tab" | "Backspace" | "Delete" | "Home" | "End");
        if press.place == Place::Typing && !leaves_a_field(stroke) {
            return Outcome::None;
        }
        if let Some((first, _)) = waiting
            && let Some(command) = bindings.command(&first, Some(stroke)).filter(|_| !press.is_repeat)
        {
            return Outcome::Run(command);
        }
        let Some(command) = bindings.command(stroke, None) else {
            if bindings.begins(stroke) && !press.is_repeat {
                self.waiting = Some((stroke.clone(), press.at));
                return Outcome::Wait;
            }
            return Outcome::None;
        };
        // Enter and Tab belong to whatever control has the focus.
        let is_taken = press.place == Place::Control && is_text && !stroke.is_letter() && !stroke.with_mod && !stroke.with_alt;
        if is_taken || press.is_repeat && !may_repeat(command) {
            return Outcome::None;
        }
        Outcome::Run(command)
    }
}

/// What still means something while somebody types: keys that make no text and move no cursor.
fn leaves_a_field(stroke: &Stroke) -> bool {
    let is_editing = matches!(stroke.key.to_lowercase().as_str(), "a" | "c" | "v" | "x" | "z" | "y" | "b" | "i" | "u")
        || stroke.key.starts_with("Arrow")
        || matches!(stroke.key.as_str(), "Home" | "End" | "Backspace" | "Delete");
    stroke.key == "Escape" || stroke.with_mod && !is_editing
}

/// Steps through a list may repeat while a key is held. Nothing else may.
const fn may_repeat(command: Command) -> bool {
    matches!(command, Command::Next | Command::Previous | Command::ExtendDown | Command::ExtendUp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::keys::Keys;

    fn press(text: &str) -> Press {
        let stroke = Keys::read(text).unwrap().first;
        Press { stroke, is_repeat: false, is_composing: false, place: Place::List, at: Time(0) }
    }

    fn outcome(press: &Press) -> Outcome {
        Matcher::default().press(&Bindings::default(), press)
    }

    #[test]
    fn letters_are_inert_while_somebody_types() {
        for text in ["y", "j", "?", "e", "Enter", "Tab", "ArrowDown", "Mod+A", "Mod+Z"] {
            assert_eq!(outcome(&Press { place: Place::Typing, ..press(text) }), Outcome::None, "{text}");
        }
        assert_eq!(outcome(&Press { place: Place::Typing, ..press("Mod+Enter") }), Outcome::Run(Command::Approve));
        assert_eq!(outcome(&Press { place: Place::Typing, ..press("Mod+K") }), Outcome::Run(Command::Palette));
        assert_eq!(outcome(&Press { place: Place::Typing, ..press("Escape") }), Outcome::Run(Command::Back));
    }

    #[test]
    fn a_held_key_never_approves_twice() {
        for text in ["y", "Mod+Enter", "n", "e", "z"] {
            assert_eq!(outcome(&Press { is_repeat: true, ..press(text) }), Outcome::None, "{text}");
        }
        assert_eq!(outcome(&Press { is_repeat: true, ..press("j") }), Outcome::Run(Command::Next));
    }

    #[test]
    fn a_character_in_the_making_means_nothing() {
        assert_eq!(outcome(&Press { is_composing: true, ..press("y") }), Outcome::None);
    }

    #[test]
    fn two_strokes_make_one_command_if_the_second_comes_in_time() {
        let bindings = Bindings::default();
        let mut matcher = Matcher::default();
        assert_eq!(matcher.press(&bindings, &press("g")), Outcome::Wait);
        assert_eq!(matcher.press(&bindings, &Press { at: Time(900), ..press("o") }), Outcome::Run(Command::GoOutbox));

        assert_eq!(matcher.press(&bindings, &press("g")), Outcome::Wait);
        // Too late: `o` alone opens.
        assert_eq!(matcher.press(&bindings, &Press { at: Time(901), ..press("o") }), Outcome::Run(Command::Open));
    }

    #[test]
    fn a_second_stroke_that_makes_nothing_counts_alone() {
        let bindings = Bindings::default();
        let mut matcher = Matcher::default();
        matcher.press(&bindings, &press("g"));
        assert_eq!(matcher.press(&bindings, &press("j")), Outcome::Run(Command::Next));
    }

    #[test]
    fn a_button_keeps_its_enter_and_the_tab_order() {
        for text in ["Enter", "Tab", "Shift+Tab"] {
            assert_eq!(outcome(&Press { place: Place::Control, ..press(text) }), Outcome::None, "{text}");
        }
        assert_eq!(outcome(&Press { place: Place::Control, ..press("y") }), Outcome::Run(Command::Approve));
        assert_eq!(outcome(&Press { place: Place::Dialog, ..press("y") }), Outcome::None);
    }
}
