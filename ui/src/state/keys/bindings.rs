//! Which keys mean which command, as shipped and as the operator changed it.

use super::{Keys, Stroke};
use api::Command;
use std::collections::BTreeMap;

/// What each command listens to at first. Several keys may mean the same.
const SHIPPED: &[(Command, &[&str])] = &[
    (Command::Next, &["j", "ArrowDown"]),
    (Command::Previous, &["k", "ArrowUp"]),
    (Command::Open, &["Enter", "o"]),
    (Command::Back, &["Escape", "u"]),
    (Command::ToggleSelection, &["x"]),
    (Command::ExtendDown, &["J", "Shift+ArrowDown"]),
    (Command::ExtendUp, &["K", "Shift+ArrowUp"]),
    (Command::SelectAll, &["Mod+A"]),
    (Command::NextTab, &["Tab"]),
    (Command::PreviousTab, &["Shift+Tab"]),
    (Command::Filter, &["/"]),
    (Command::Sort, &["s"]),
    (Command::Approve, &["Mod+Enter", "y"]),
    (Command::Edit, &["i", "r"]),
    (Command::Snooze, &["h"]),
    (Command::Dismiss, &["n"]),
    (Command::Done, &["e"]),
    (Command::Undo, &["z", "Mod+Z"]),
    (Command::DropCc, &["d"]),
    (Command::ShowWhy, &["w"]),
    (Command::ReadThread, &["v"]),
    (Command::TryAgain, &[]),
    (Command::Versions, &["V"]),
    (Command::InsertTemplate, &["Mod+;", "t"]),
    (Command::Compose, &["c"]),
    (Command::AllowSender, &["l"]),
    (Command::ScreenSender, &["b"]),
    (Command::ReadNow, &["F5"]),
    (Command::Import, &["Mod+O"]),
    (Command::KillSwitch, &["Mod+Shift+F5"]),
    (Command::PauseReading, &[]),
    (Command::CheckForUpdates, &[]),
    (Command::InstallUpdate, &[]),
    (Command::Palette, &["Mod+K"]),
    (Command::Keys, &["?"]),
    (Command::ToggleContext, &["]"]),
    (Command::GoQueue, &["g q"]),
    (Command::GoOutbox, &["g o"]),
    (Command::GoPeople, &["g p"]),
    (Command::GoSignals, &["g s"]),
    (Command::GoAudit, &["g a"]),
    (Command::GoConnections, &["g c"]),
    (Command::GoSettings, &["Mod+,", "g ,"]),
];

/// What each command listens to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindings {
    by_command: BTreeMap<Command, Vec<Keys>>,
    /// Whether single characters mean anything (WCAG 2.2, 2.1.4).
    pub letters: bool,
}

impl Default for Bindings {
    fn default() -> Self {
        let read = |keys: &&[&str]| keys.iter().filter_map(|keys| Keys::read(keys)).collect();
        Self { by_command: SHIPPED.iter().map(|(command, keys)| (*command, read(keys))).collect(), letters: true }
    }
}

impl Bindings {
    /// As the operator changed them: a JSON object from the wire names of commands to a key or none. Names and keys that
    /// this version does not know leave what was shipped.
    pub fn changed(settings: &str, letters: bool) -> Self {
        let mut bindings = Self { letters, ..Self::default() };
        let changes: BTreeMap<String, String> = serde_json::from_str(settings).unwrap_or_default();
        for (name, keys) in changes {
            let Some(command) = Command::from_wire(&name) else { continue };
            if keys.trim().is_empty() {
                bindings.by_command.insert(command, Vec::new());
            } else if let Some(keys) = Keys::read(&keys) {
                bindings.by_command.insert(command, vec![keys]);
            }
        }
        bindings
    }

    /// What a command listens to, the key that is shown first.
    pub fn of(&self, command: Command) -> &[Keys] {
        self.by_command.get(&command).map_or(&[], Vec::as_slice)
    }

    /// The key that is shown beside a command; none where it has none that works now.
    pub fn shown(&self, command: Command, is_mac: bool) -> Option<String> {
        self.of(command).iter().find(|keys| self.letters || !keys.is_letter()).map(|keys| keys.shown(is_mac))
    }

    /// The command of one stroke, or of two in a row.
    pub fn command(&self, first: &Stroke, second: Option<&Stroke>) -> Option<Command> {
        let fits = |keys: &&Keys| (self.letters || !keys.is_letter()) && keys.first == *first && keys.second.as_ref() == second;
        self.by_command.iter().find(|(_, all)| all.iter().any(|keys| fits(&keys))).map(|(command, _)| *command)
    }

    /// Whether a second stroke may follow this one.
    pub fn begins(&self, first: &Stroke) -> bool {
        self.letters && self.all().any(|(_, keys)| keys.second.is_some() && keys.first == *first)
    }

    fn all(&self) -> impl Iterator<Item = (Command, &Keys)> {
        self.by_command.iter().flat_map(|(command, all)| all.iter().map(move |keys| (*command, keys)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of commands that one press cannot tell apart: the same keys, or the beginning of two strokes.
    fn conflicts(bindings: &Bindings) -> Vec<(Command, Command)> {
        let all: Vec<(Command, &Keys)> = bindings.all().collect();
        let mut found = Vec::new();
        for (at, (one, keys)) in all.iter().enumerate() {
            for (other, others) in all.iter().skip(at + 1) {
                let is_same = keys.first == others.first && keys.second == others.second;
                let hides = keys.first == others.first && keys.second.is_some() != others.second.is_some();
                if one != other && (is_same || hides) {
                    found.push((*one, *other));
                }
            }
        }
        found
    }

    #[test]
    fn no_two_commands_listen_to_one_key() {
        assert_eq!(conflicts(&Bindings::default()), []);
        let clash = Bindings::changed(r#"{"snooze":"e","dismiss":"g"}"#, true);
        let found = conflicts(&clash);
        assert!(found.contains(&(Command::Snooze, Command::Done)), "{found:?}");
        // `g` begins "Go to …".
        assert!(found.contains(&(Command::Dismiss, Command::GoQueue)), "{found:?}");
    }

    #[test]
    fn every_command_is_in_the_registry_and_every_shipped_key_can_be_read() {
        for command in Command::ALL {
            let shipped = SHIPPED.iter().filter(|(listed, _)| listed == command).collect::<Vec<_>>();
            assert_eq!(shipped.len(), 1, "{command}");
            assert_eq!(Bindings::default().of(*command).len(), shipped[0].1.len(), "{command}");
        }
    }

    #[test]
    fn settings_of_another_version_do_no_harm() {
        let changed = Bindings::changed(r#"{"fly":"f","snooze":"Hyper+q","done":"g e"}"#, true);
        assert_eq!(changed.of(Command::Snooze), Bindings::default().of(Command::Snooze));
        assert_eq!(changed.of(Command::Done), [Keys::read("g e").unwrap()]);
        assert_eq!(Bindings::changed("no json", true), Bindings::default());
    }

    #[test]
    fn without_letters_only_keys_with_a_modifier_or_a_name_are_left() {
        let bindings = Bindings { letters: false, ..Bindings::default() };
        let stroke = |text: &str| Keys::read(text).unwrap().first;
        assert_eq!(bindings.command(&stroke("y"), None), None);
        assert_eq!(bindings.command(&stroke("Mod+Enter"), None), Some(Command::Approve));
        assert_eq!(bindings.command(&stroke("ArrowDown"), None), Some(Command::Next));
        assert_eq!(bindings.shown(Command::Approve, false).as_deref(), Some("Ctrl ⏎"));
        assert_eq!(bindings.shown(Command::Snooze, false), None);
        assert!(!bindings.begins(&stroke("g")));
    }
}
