//! A mail as it was sent, in a frame of its own: the shell serves it, under a policy that lets nothing run and nothing be fetched.
//!
//! Must never permit the frame anything: the sandbox stays empty, so that what the engine overlooked is still harmless. And the
//! frame never keeps the keyboard: no key that is pressed in it reaches the page, not even the one that closes what it is in.

use crate::focus::give;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// `address` is where the shell serves the mail; `name` tells those who do not see it what is in the frame. What it stands in
/// gets the keyboard back, so that has to take the focus.
#[component]
pub fn MailFrame(address: Signal<String>, name: String) -> impl IntoView {
    let frame: NodeRef<html::Iframe> = NodeRef::new();
    let take_back = move || {
        if let Some(frame) = frame.try_get_untracked().flatten()
            && document().active_element().is_some_and(|focused| focused.is_same_node(Some(&frame)))
            && let Ok(Some(around)) = frame.closest("[tabindex='0']")
        {
            give(around);
        }
    };
    // A click into the frame takes the focus away from the window; the frame has it only after that was told.
    let handle = window_event_listener(ev::blur, move |_| set_timeout(take_back, std::time::Duration::ZERO));
    on_cleanup(move || handle.remove());
    view! {
        <div class="letter">
            <iframe node_ref=frame tabindex="-1" sandbox="" referrerpolicy="no-referrer" title=name src=address></iframe>
        </div>
    }
}
