//! Every command by its name.

use crate::commands::is_mac;
use crate::components::Dialog;
use crate::desk::desk;
use api::{Command, text};
use leptos::prelude::*;

#[component]
pub fn Palette() -> impl IntoView {
    let desk = desk();
    let (typed, at) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let is_demo = desk.is_demo();
    let is_there = move |command: &Command| match command {
        // Newer versions are looked for only in a build that knows where.
        Command::CheckForUpdates | Command::InstallUpdate => desk.has_updates.get(),
        Command::RestartDemo | Command::LeaveDemo => is_demo.get(),
        _ => true,
    };
    let found = Memo::new(move |_| typed.with(|typed| find(typed, is_there)));
    let close = Callback::new(move |()| desk.overlay.set(None));
    let run = move |command: Command| {
        desk.overlay.set(None);
        // Once the dialog has given the focus back.
        request_animation_frame(move || {
            desk.commands.run(command);
        });
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let last = found.with_untracked(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" if !event.is_composing() => {
                if let Some(command) = found.with_untracked(|found| found.get(at.get_untracked()).copied()) {
                    run(command);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let line = move |(place, command): (usize, Command)| {
        let bindings = desk.bindings();
        let keys = move || bindings.with(|bindings| bindings.shown(command, is_mac())).map(|keys| view! { <kbd>{keys}</kbd> });
        view! {
            <li
                role="option"
                id=format!("command-{command}")
                class:current=move || at.get() == place
                aria-selected=move || (at.get() == place).to_string()
                on:click=move |_| run(command)
            >
                <span>{text::command(command)}</span>
                {keys}
            </li>
        }
    };
    let active = move || found.with(|found| found.get(at.get()).map(|command| format!("command-{command}")));
    view! {
        <Dialog title=text::palette_title() close>
            <input
                type="text"
                id="palette-input"
                autofocus=true
                autocomplete="off"
                role="combobox"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-activedescendant=active
                aria-label=text::palette_title()
                prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    at.set(0);
                }
                on:keydown=pressed
            />
            <ul class="commands" id="palette-list" role="listbox" aria-label=text::palette_title()>
                {move || found.get().into_iter().enumerate().map(line).collect_view()}
            </ul>
            {move || found.with(Vec::is_empty).then(|| view! { <p class="nothing">{text::no_such_command(&typed.get())}</p> })}
        </Dialog>
    }
}

/// Commands all of whose typed words begin a word of their name, in the order of the registry.
fn find(typed: &str, is_there: impl Fn(&Command) -> bool) -> Vec<Command> {
    let typed = typed.to_lowercase();
    let fits = |command: &Command| {
        let name = text::command(*command).to_lowercase();
        typed.split_whitespace().all(|word| name.split_whitespace().any(|part| part.starts_with(word)))
    };
    Command::ALL.iter().copied().filter(is_there).filter(fits).collect()
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
}
