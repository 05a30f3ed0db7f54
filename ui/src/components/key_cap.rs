//! The key of a command as it stands on the keyboard, beside whatever the command is called.

use crate::commands::is_mac;
use crate::desk::desk;
use api::Command;
use leptos::prelude::*;

#[component]
pub fn KeyCap(command: Command) -> impl IntoView {
    let bindings = desk().bindings();
    move || {
        let shown = bindings.with(|bindings| bindings.shown(command, is_mac()))?;
        Some(view! { <kbd aria-hidden="true">{shown}</kbd> })
    }
}
