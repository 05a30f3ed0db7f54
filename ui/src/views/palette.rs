//! Every command by its name.

use crate::commands::is_mac;
use crate::components::{Chooser, Dialog};
use crate::desk::desk;
use api::{Command, text};
use leptos::prelude::*;

#[component]
pub fn Palette() -> impl IntoView {
    let desk = desk();
    let typed = RwSignal::new(String::new());
    let is_demo = desk.is_demo();
    let is_there = move |command: &Command| match command {
        // Newer versions are looked for only in a build that knows where.
        Command::CheckForUpdates | Command::InstallUpdate => desk.has_updates.get(),
        Command::RestartDemo | Command::LeaveDemo => is_demo.get(),
        _ => true,
    };
    let found = Memo::new(move |_| typed.with(|typed| find(typed, is_there)));
    let close = Callback::new(move |()| desk.overlay.set(None));
    let run = Callback::new(move |command: Command| {
        desk.overlay.set(None);
        // Once the dialog has given the focus back.
        request_animation_frame(move || {
            desk.commands.run(command);
        });
    });
    let bindings = desk.bindings();
    let draw = move |command: &Command| {
        let command = *command;
        let keys = move || bindings.with(|bindings| bindings.shown(command, is_mac())).map(|keys| view! { <kbd>{keys}</kbd> });
        view! {
            <span>{text::command(command)}</span>
            {keys}
        }
        .into_any()
    };
    view! {
        <Dialog title=text::palette_title() close>
            <Chooser name="palette" label=text::palette_title() typed found id=|command| format!("command-{command}") draw choose=run />
            {move || found.with(Vec::is_empty).then(|| view! { <p class="nothing" dir="auto">{text::no_such_command(&typed.get())}</p> })}
        </Dialog>
    }
}

/// Commands all of whose typed words begin a word of their name, then those that other words mean, in the order of the registry.
fn find(typed: &str, is_there: impl Fn(&Command) -> bool) -> Vec<Command> {
    let typed = typed.to_lowercase();
    let fits = |words: &str| typed.split_whitespace().all(|word| words.split_whitespace().any(|part| part.starts_with(word)));
    let name = |command: Command| text::command(command).to_lowercase();
    let all = Command::ALL.iter().copied().filter(is_there);
    let (mut named, others): (Vec<Command>, Vec<Command>) = all.partition(|command| fits(&name(*command)));
    // The words may stand on both sides: "go log".
    let is_meant = |command: &Command| fits(&format!("{} {}", name(*command), text::command_synonyms(*command)));
    named.extend(others.into_iter().filter(is_meant));
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_found_by_the_beginnings_of_its_words() {
        let all = |_: &Command| true;
        assert_eq!(find("go out", all), [Command::GoOutbox]);
        assert!(find("", all).len() == Command::ALL.len());
        assert_eq!(find("go nowhere", all), []);
        assert_eq!(find("newer", all), [Command::CheckForUpdates, Command::InstallUpdate]);
        assert_eq!(find("newer", |command| *command == Command::InstallUpdate), [Command::InstallUpdate]);
    }

    #[test]
    fn a_command_is_found_by_what_others_call_it() {
        let meant = [
            ("mail", Command::Compose),
            ("search", Command::Filter),
            ("preferences", Command::GoSettings),
            ("options", Command::GoSettings),
            ("dark", Command::ToggleTheme),
            ("theme", Command::ToggleTheme),
            ("reject", Command::Dismiss),
            ("delete", Command::Dismiss),
            ("archive", Command::Dismiss),
            ("later", Command::Snooze),
            ("remind", Command::Snooze),
            ("send", Command::Approve),
            ("log", Command::GoAudit),
            ("history", Command::GoAudit),
            ("go log", Command::GoAudit),
            ("contacts", Command::GoPeople),
        ];
        for (typed, command) in meant {
            assert!(find(typed, |_| true).contains(&command), "{typed}");
        }
        let is_no_update = |command: &Command| !matches!(command, Command::CheckForUpdates | Command::InstallUpdate);
        assert_eq!(find("update", is_no_update), []);
    }

    #[test]
    fn a_name_comes_before_other_words() {
        assert_eq!(find("mail", |_| true).get(..2), Some(&[Command::Import, Command::Compose][..]));
        assert_eq!(find("find", |_| true).first(), Some(&Command::Palette));
    }

    #[test]
    fn what_others_call_a_command_is_written_as_it_is_compared() {
        for command in Command::ALL {
            let synonyms = text::command_synonyms(*command);
            assert_eq!(synonyms, synonyms.to_lowercase(), "{command}");
        }
    }
}
