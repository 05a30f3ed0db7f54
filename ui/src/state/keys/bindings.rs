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
    (Command::Add, &["a"]),
    (Command::NextColumn, &["ArrowRight"]),
    (Command::PreviousColumn, &["ArrowLeft"]),
    (Command::StageForward, &[">"]),
    (Command::StageBack, &["<"]),
    (Command::ToggleBoard, &["B"]),
    (Command::Approve, &["Mod+Enter", "y"]),
    (Command::Edit, &["i", "r"]),
    (Command::Snooze, &["h"]),
    (Command::Wake, &["H"]),
    (Command::Dismiss, &["n"]),
    (Command::Done, &["e"]),
    (Command::Undo, &["z", "Mod+Z"]),
    (Command::DropCc, &["d"]),
    (Command::ShowWhy, &["w"]),
    (Command::ReadThread, &["v"]),
    (Command::TryAgain, &[]),
    (Command::Versions, &["V"]),
    (Command::InsertTemplate, &["Mod+;", "t"]),
    (Command::BookMeeting, &["m"]),
    (Command::MoveDeal, &["M"]),
    (Command::NoShow, &["N"]),
    (Command::Compose, &["c"]),
    (Command::AllowSender, &["l"]),
    (Command::ScreenSender, &["b"]),
    (Command::ReadNow, &["F5"]),
    (Command::StopReading, &["Mod+."]),
    (Command::Import, &["Mod+O"]),
    (Command::ExportPeople, &[]),
    (Command::RestartDemo, &[]),
    (Command::LeaveDemo, &[]),
    (Command::KillSwitch, &["Mod+Shift+F5"]),
    (Command::PauseReading, &[]),
    (Command::CheckForUpdates, &[]),
    (Command::InstallUpdate, &[]),
    (Command::ToggleTheme, &[]),
    (Command::ZoomIn, &["Mod+=", "Mod++"]),
    (Command::ZoomOut, &["Mod+-"]),
    (Command::ZoomReset, &["Mod+0"]),
    (Command::Palette, &["Mod+K"]),
    (Command::Keys, &["?"]),
    (Command::ToggleContext, &["]"]),
    (Command::GoQueue, &["g q"]),
    (Command::GoOutbox, &["g o"]),
    (Command::GoPeople, &["g p"]),
    (Command::GoDeals, &["g d"]),
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
    /// As the operator changed them: a JSON object from the wire names of commands to their keys. Names and keys that this
    /// version does not know leave what was shipped.
    pub fn changed(settings: &str, letters: bool) -> Self {
        let mut bindings = Self { letters, ..Self::default() };
        let changes: BTreeMap<String, String> = serde_json::from_str(settings).unwrap_or_default();
        for (name, keys) in changes {
            let Some(command) = Command::from_wire(&name) else { continue };
            if let Some(keys) = read_all(&keys) {
                bindings.by_command.insert(command, keys);
            }
        }
        bindings
    }

    /// The same with other keys for one command.
    #[must_use]
    pub fn with(mut self, command: Command, keys: Vec<Keys>) -> Self {
        self.by_command.insert(command, keys);
        self
    }

    /// The same with this key for a command, and without it for the other that had it.
    #[must_use]
    pub fn taking(mut self, command: Command, keys: &Keys, other: Command) -> Self {
        if let Some(others) = self.by_command.get_mut(&other) {
            others.retain(|own| !clash(own, keys));
        }
        self.with(command, vec![keys.clone()])
    }

    /// The setting that makes these of what was shipped. What `stored` says of commands that this version does not know stays.
    pub fn written(&self, stored: &str) -> String {
        let shipped = Self::default();
        let mut all: BTreeMap<String, String> = serde_json::from_str(stored).unwrap_or_default();
        for command in Command::ALL {
            if self.of(*command) == shipped.of(*command) {
                all.remove(command.as_str());
            } else {
                let keys: Vec<String> = self.of(*command).iter().map(Keys::to_string).collect();
                all.insert(command.as_str().to_owned(), keys.join(OR));
            }
        }
        serde_json::to_string(&all).unwrap_or_default()
    }

    /// What a command listens to as shipped.
    pub fn shipped(command: Command) -> Vec<Keys> {
        Self::default().of(command).to_vec()
    }

    /// Other commands that one press could not tell from this one if it had these keys.
    pub fn conflicts(&self, command: Command, keys: &Keys) -> Vec<Command> {
        let mut others: Vec<Command> =
            self.all().filter(|(other, own)| *other != command && clash(own, keys)).map(|(other, _)| other).collect();
        others.dedup();
        others
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

/// Between keys that mean the same, in the setting.
const OR: &str = " or ";

/// The keys of one command: `Mod+Enter or y`; no words are no keys. None where one of them is no key.
fn read_all(written: &str) -> Option<Vec<Keys>> {
    if written.trim().is_empty() {
        return Some(Vec::new());
    }
    written.split(OR).map(Keys::read).collect()
}

/// Whether one press could not tell them apart: the same keys, or the beginning of two strokes.
fn clash(one: &Keys, other: &Keys) -> bool {
    one.first == other.first && (one.second == other.second || one.second.is_some() != other.second.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of commands that one press cannot tell apart.
    fn conflicts(bindings: &Bindings) -> Vec<(Command, Command)> {
        let of =
            |(command, keys): (Command, &Keys)| bindings.conflicts(command, keys).into_iter().map(move |other| (command, other));
        bindings.all().flat_map(of).collect()
    }

    #[test]
    fn a_key_is_taken_from_the_command_that_had_it_and_the_others_stay() {
        let key = Keys::read("y").unwrap();
        let bindings = Bindings::default();
        assert_eq!(bindings.conflicts(Command::Snooze, &key), [Command::Approve]);
        let taken = bindings.taking(Command::Snooze, &key, Command::Approve);
        assert_eq!(taken.of(Command::Snooze), [key]);
        assert_eq!(taken.of(Command::Approve), [Keys::read("Mod+Enter").unwrap()]);
        assert_eq!(conflicts(&taken), []);
    }

    #[test]
    fn what_was_changed_is_written_and_read_back_and_the_rest_is_as_shipped() {
        let keys = |text: &str| Keys::read(text).unwrap();
        let bindings = Bindings::default()
            .with(Command::Snooze, vec![keys("g x"), keys("Mod+,")])
            .with(Command::ShowWhy, Vec::new())
            .with(Command::Done, Bindings::shipped(Command::Done));
        let written = bindings.written(r#"{"fly":"f","done":"q"}"#);
        assert_eq!(written, r#"{"fly":"f","show_why":"","snooze":"g x or Mod+,"}"#);
        assert_eq!(Bindings::changed(&written, true), bindings);
        assert_eq!(Bindings::default().written(&written), r#"{"fly":"f"}"#);
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
