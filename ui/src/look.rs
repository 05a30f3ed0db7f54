//! Commands about how the window looks. They change settings, and the shell follows those.

use crate::backend;
use crate::desk::Desk;
use crate::state::zoom;
use api::{SetSetting, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// From light to dark or back, whatever the machine has.
pub fn toggle_theme(desk: Desk) {
    let is_dark = match untrack(|| desk.setting("window.theme")).as_str() {
        "dark" => true,
        "light" => false,
        _ => window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|dark| dark.matches()),
    };
    let theme = if is_dark { "light" } else { "dark" };
    set(desk, "window.theme", theme.to_owned(), text::said_theme(&text::setting_choice(theme)));
}

/// To the size that `step` makes of the one of now, in percent.
pub fn zoom(desk: Desk, step: fn(u32) -> u32) {
    let percent = step(zoom::read(&untrack(|| desk.setting("window.zoom"))));
    set(desk, "window.zoom", percent.to_string(), text::said_zoom(percent));
}

fn set(desk: Desk, key: &str, value: String, said: String) {
    let key = key.to_owned();
    spawn_local(async move {
        match backend::call(SetSetting { key, value }).await {
            Ok(_) => desk.say(said, false),
            Err(error) => desk.refuse(&error.message),
        }
    });
}
