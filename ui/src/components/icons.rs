//! The few pictures of the window, drawn with lines in the colour of the text beside them.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Queue,
    Outbox,
    People,
    Signals,
    Audit,
    Connections,
    Settings,
    Demo,
    Folder,
    Files,
    Close,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Queue => "M4 6.5h16M4 12h11M4 17.5h7",
            Self::Outbox => "M4 11.5 20 4l-6.5 16-3-6.5z",
            Self::People => {
                "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.5M18 14.4c2.1.8 3.5 2.8 3.5 5.6"
            }
            Self::Signals => "M3 12h4l3-8 4 16 3-8h4",
            Self::Audit => "M5 4h14v16H5zM8.5 12l2.5 2.5 4.5-5",
            Self::Connections => "M10 8H8a4 4 0 0 0 0 8h2M14 8h2a4 4 0 0 1 0 8h-2M9 12h6",
            Self::Settings => {
                "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2"
            }
            Self::Demo => "M7 5.5v13l11-6.5z",
            Self::Folder => "M3.5 6h6l2 2.5h9v10h-17z",
            Self::Files => "M4 6h16v12H4zM4 7.5l8 5.5 8-5.5",
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
