//! One key with what is held down beside it, and the one or two strokes that a binding consists of.

use std::fmt;

/// A key as the browser names it (`KeyboardEvent.key`), with its modifiers. Written `Mod+Shift+K`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stroke {
    /// Ctrl, or Cmd on macOS.
    pub with_mod: bool,
    pub with_alt: bool,
    /// Only for keys that Shift does not turn into another character: `Shift+Tab`, but `?` and `J`.
    pub with_shift: bool,
    /// `j`, `J`, `?`, `Enter`, `ArrowDown`.
    pub key: String,
}

impl Stroke {
    /// Reads `Mod+Alt+Shift+Enter`. None for what is no stroke.
    pub fn read(text: &str) -> Option<Self> {
        let mut stroke = Self { with_mod: false, with_alt: false, with_shift: false, key: String::new() };
        let mut rest = text;
        loop {
            let (part, behind) = match rest.split_once('+') {
                // A plus sign that stands where a key does is the key.
                Some(("", _)) | None => (rest, None),
                Some((part, behind)) => (part, Some(behind)),
            };
            match (part, behind) {
                ("Mod", Some(behind)) => (stroke.with_mod, rest) = (true, behind),
                ("Alt", Some(behind)) => (stroke.with_alt, rest) = (true, behind),
                ("Shift", Some(behind)) => (stroke.with_shift, rest) = (true, behind),
                (_, Some(_)) | ("", None) => return None,
                (key, None) => {
                    stroke.key = named(key)?;
                    if stroke.with_shift && stroke.is_letter() {
                        stroke.key = stroke.key.to_uppercase();
                    }
                    return Some(stroke.settled());
                }
            }
        }
    }

    /// What was pressed, as the browser reports it.
    pub fn pressed(with_mod: bool, with_alt: bool, with_shift: bool, key: &str) -> Self {
        Self { with_mod, with_alt, with_shift, key: key.to_owned() }.settled()
    }

    /// One way to write each stroke: a character tells by itself whether Shift was held, but for a letter beside Ctrl.
    fn settled(mut self) -> Self {
        if self.key.chars().count() == 1 {
            let is_beside = self.with_mod || self.with_alt;
            if is_beside && self.key.chars().all(char::is_alphabetic) {
                self.key = self.key.to_lowercase();
            } else if self.key != " " {
                self.with_shift = false;
            }
        }
        self
    }

    /// A character alone: what typing makes.
    pub fn is_letter(&self) -> bool {
        !self.with_mod && !self.with_alt && self.key.chars().count() == 1
    }

    /// As it stands on a key cap, for macOS or for all others.
    pub fn shown(&self, is_mac: bool) -> String {
        let is_capital = self.is_letter() && self.key.chars().all(char::is_uppercase);
        let mut parts: Vec<&str> = Vec::new();
        if self.with_mod {
            parts.push(if is_mac { "⌘" } else { "Ctrl" });
        }
        if self.with_alt {
            parts.push(if is_mac { "⌥" } else { "Alt" });
        }
        if self.with_shift || is_capital {
            parts.push("Shift");
        }
        let key = match self.key.as_str() {
            "Enter" => "⏎".to_owned(),
            "Escape" => "Esc".to_owned(),
            "ArrowDown" => "↓".to_owned(),
            "ArrowUp" => "↑".to_owned(),
            "ArrowLeft" => "←".to_owned(),
            "ArrowRight" => "→".to_owned(),
            " " => "Space".to_owned(),
            key => key.to_uppercase(),
        };
        parts.push(&key);
        parts.join(" ")
    }
}

/// The key as the browser names it: a character, or one of the keys that have names.
fn named(key: &str) -> Option<String> {
    const NAMES: [&str; 26] = [
        "Enter",
        "Escape",
        "Tab",
        "ArrowDown",
        "ArrowUp",
        "ArrowLeft",
        "ArrowRight",
        "Home",
        "End",
        "PageDown",
        "PageUp",
        "Delete",
        "Backspace",
        "Insert",
        "F1",
        "F2",
        "F3",
        "F4",
        "F5",
        "F6",
        "F7",
        "F8",
        "F9",
        "F10",
        "F11",
        "F12",
    ];
    let is_character = key.chars().count() == 1 && !key.chars().all(|c| c.is_control() || c.is_whitespace());
    match key {
        "Space" => Some(" ".to_owned()),
        _ if is_character || NAMES.contains(&key) => Some(key.to_owned()),
        _ => None,
    }
}

impl fmt::Display for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_held, name) in [(self.with_mod, "Mod+"), (self.with_alt, "Alt+"), (self.with_shift, "Shift+")] {
            if is_held {
                f.write_str(name)?;
            }
        }
        match self.key.as_str() {
            " " => f.write_str("Space"),
            key if self.is_letter() || key.chars().count() > 1 => f.write_str(key),
            key => f.write_str(&key.to_uppercase()),
        }
    }
}

/// What a command listens to: one stroke, or two in a row. Written `j`, `Mod+K`, `g q`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Keys {
    pub first: Stroke,
    pub second: Option<Stroke>,
}

impl Keys {
    pub fn read(text: &str) -> Option<Self> {
        let mut strokes = text.split_whitespace();
        let first = Stroke::read(strokes.next()?)?;
        let second = strokes.next().map(Stroke::read);
        match (second, strokes.next()) {
            (None, None) => Some(Self { first, second: None }),
            (Some(Some(second)), None) => Some(Self { first, second: Some(second) }),
            _ => None,
        }
    }

    /// Whether it begins with a character alone, so that it is inert while somebody types and can be switched off.
    pub fn is_letter(&self) -> bool {
        self.first.is_letter()
    }

    pub fn shown(&self, is_mac: bool) -> String {
        match &self.second {
            Some(second) => format!("{} {}", self.first.shown(is_mac), second.shown(is_mac)),
            None => self.first.shown(is_mac),
        }
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.second {
            Some(second) => write!(f, "{} {second}", self.first),
            None => write!(f, "{}", self.first),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_is_written_as_it_is_read() {
        for text in
            ["j", "J", "?", "Mod+K", "Mod+Enter", "Shift+Tab", "Alt+ArrowDown", "Mod+Shift+F5", "+", "Mod++", "Space", "g q"]
        {
            assert_eq!(Keys::read(text).map(|keys| keys.to_string()).as_deref(), Some(text), "{text}");
        }
        assert_eq!(Keys::read("Shift+j").map(|keys| keys.to_string()).as_deref(), Some("J"));
        assert_eq!(Keys::read("Mod+k"), Keys::read("Mod+K"));
        assert_eq!(Keys::read("Mod+K").map(|keys| keys.first), Some(Stroke::pressed(true, false, false, "k")));
        assert_eq!(Keys::read("?").map(|keys| keys.first), Some(Stroke::pressed(false, false, true, "?")));
        // On one keyboard the plus needs Shift, on another it does not.
        assert_eq!(Keys::read("Mod++").map(|keys| keys.first), Some(Stroke::pressed(true, false, true, "+")));
    }

    #[test]
    fn what_is_no_stroke_is_refused() {
        for text in ["", "Mod+", "Ctrl+K", "jk", "g q x", "Mod+Mod", "\u{7}"] {
            assert_eq!(Keys::read(text), None, "{text:?}");
        }
    }

    #[test]
    fn key_caps_read_as_on_the_keyboard() {
        let shown = |text: &str, is_mac| Keys::read(text).map(|keys| keys.shown(is_mac)).unwrap_or_default();
        assert_eq!(shown("Mod+Enter", false), "Ctrl ⏎");
        assert_eq!((shown("Mod+K", true), shown("Mod+Shift+K", false)), ("⌘ K".into(), "Ctrl Shift K".into()));
        assert_eq!((shown("J", false), shown("j", false), shown("g q", false)), ("Shift J".into(), "J".into(), "G Q".into()));
    }
}
