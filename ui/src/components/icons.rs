//! The few pictures of the window, drawn with lines in the colour of the text beside them.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Queue,
    Outbox,
    Close,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Queue => "M4 6.5h16M4 12h11M4 17.5h7",
            Self::Outbox => "M4 11.5 20 4l-6.5 16-3-6.5z",
            Self::Close => "M6 6l12 12M18 6 6 18",
        }
    }
}

#[component]
pub fn Picture(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=icon.path() />
        </svg>
    }
}
