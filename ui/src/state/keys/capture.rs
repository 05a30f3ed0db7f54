//! A new key while it is being chosen: one stroke, or a letter and a second stroke right after it.
//!
//! Must never run anything: what is pressed here is only written down.

use super::{Keys, Stroke};

/// What a press made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Captured {
    /// Nothing: a key that is only held beside others, or one that repeats.
    Nothing,
    /// The operator wants none of it.
    Cancelled,
    /// A letter that counts alone unless a second stroke follows soon.
    First(Keys),
    Taken(Keys),
    /// A key that has no name here.
    Unusable,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    first: Option<Stroke>,
}

impl Capture {
    pub fn press(&mut self, stroke: &Stroke, is_repeat: bool) -> Captured {
        const HELD: [&str; 10] =
            ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "Fn", "Dead", "Unidentified"];
        if is_repeat || HELD.contains(&stroke.key.as_str()) {
            return Captured::Nothing;
        }
        if stroke.key == "Escape" {
            return Captured::Cancelled;
        }
        // What cannot be read back from the settings would not work.
        if Stroke::read(&stroke.to_string()).as_ref() != Some(stroke) {
            return Captured::Unusable;
        }
        match self.first.take() {
            Some(first) => Captured::Taken(Keys { first, second: Some(stroke.clone()) }),
            None if stroke.is_letter() => {
                self.first = Some(stroke.clone());
                Captured::First(Keys { first: stroke.clone(), second: None })
            }
            None => Captured::Taken(Keys { first: stroke.clone(), second: None }),
        }
    }

    /// No second stroke came: the first counts alone.
    pub fn wait_is_over(&mut self) -> Option<Keys> {
        self.first.take().map(|first| Keys { first, second: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(text: &str) -> Stroke {
        Stroke::read(text).unwrap()
    }

    #[test]
    fn a_letter_waits_for_a_second_stroke() {
        let mut capture = Capture::default();
        assert_eq!(capture.press(&stroke("g"), false), Captured::First(Keys::read("g").unwrap()));
        assert_eq!(capture.press(&stroke("g"), true), Captured::Nothing, "held");
        assert_eq!(capture.press(&stroke("x"), false), Captured::Taken(Keys::read("g x").unwrap()));
    }

    #[test]
    fn a_letter_counts_alone_once_nothing_followed() {
        let mut capture = Capture::default();
        capture.press(&stroke("q"), false);
        assert_eq!(capture.wait_is_over(), Keys::read("q"));
        assert_eq!(capture.wait_is_over(), None);
    }

    #[test]
    fn a_key_with_a_modifier_or_a_name_is_taken_at_once() {
        for text in ["Mod+K", "Mod+Enter", "F5", "Shift+Tab", "Alt+ArrowDown", "Mod+,"] {
            assert_eq!(Capture::default().press(&stroke(text), false), Captured::Taken(Keys::read(text).unwrap()), "{text}");
        }
    }

    #[test]
    fn escape_cancels_and_keys_that_are_held_are_not_keys() {
        let mut capture = Capture::default();
        capture.press(&stroke("g"), false);
        assert_eq!(capture.press(&Stroke::pressed(false, false, true, "Shift"), false), Captured::Nothing);
        assert_eq!(capture.press(&stroke("Escape"), false), Captured::Cancelled);
        assert_eq!(Capture::default().press(&Stroke::pressed(false, false, false, "MediaPlay"), false), Captured::Unusable);
    }
}
