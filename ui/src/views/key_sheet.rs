//! All commands with their keys, as they are now.

use crate::commands::is_mac;
use crate::components::Dialog;
use crate::desk::desk;
use api::{Command, CommandGroup, text};
use leptos::prelude::*;

#[component]
pub fn KeySheet() -> impl IntoView {
    let desk = desk();
    let bindings = desk.bindings();
    let close = Callback::new(move |()| desk.overlay.set(None));
    let line = move |command: &Command| {
        let command = *command;
        let keys = move || {
            let all = bindings.with(|bindings| {
                bindings
                    .of(command)
                    .iter()
                    .filter(|keys| bindings.letters || !keys.is_letter())
                    .map(|keys| keys.shown(is_mac()))
                    .collect::<Vec<_>>()
            });
            all.into_iter().map(|keys| view! { <kbd>{keys}</kbd> }).collect_view()
        };
        view! {
            <li>
                <span>{text::command(command)}</span>
                <span class="keys">{keys}</span>
            </li>
        }
    };
    let group = move |group: &CommandGroup| {
        let group = *group;
        let lines = Command::ALL.iter().filter(|command| command.group() == group).map(line).collect_view();
        view! {
            <section>
                <h3>{text::command_group(group)}</h3>
                <ul>{lines}</ul>
            </section>
        }
    };
    view! {
        <Dialog title=text::keys_title() close>
            {move || (!bindings.with(|bindings| bindings.letters)).then(|| view! { <p class="nothing">{text::letters_are_off()}</p> })}
            <div class="key-sheet">{CommandGroup::ALL.iter().map(group).collect_view()}</div>
        </Dialog>
    }
}
