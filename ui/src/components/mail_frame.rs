//! A mail as it was sent, in a frame of its own: the shell serves it, under a policy that lets nothing run and nothing be fetched.
//!
//! Must never permit the frame anything: the sandbox stays empty, so that what the engine overlooked is still harmless.

use leptos::prelude::*;

/// `address` is where the shell serves the mail; `name` tells those who do not see it what is in the frame.
#[component]
pub fn MailFrame(address: Signal<String>, name: String) -> impl IntoView {
    view! {
        <div class="letter">
            <iframe sandbox="" referrerpolicy="no-referrer" title=name src=address></iframe>
        </div>
    }
}
