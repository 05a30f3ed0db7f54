//! The window's page, in WebAssembly. It also compiles natively, for tests and lints; there it has nothing to draw on.
//!
//! Must never think: what is first, what is due and what may leave is the engine's to say.

mod app;
mod backend;
mod clock;
mod commands;
mod components;
mod dates;
mod desk;
mod focus;
mod look;
mod paged;
mod rest;
mod source;
mod state;
mod unkept;
mod views;
mod windowed;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
    // It says that nothing could be drawn, and would say so by and by.
    if let Some(starting) = leptos::prelude::document().get_element_by_id("starting") {
        starting.remove();
    }
}
