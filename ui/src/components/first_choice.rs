//! What a new workspace is to look at: a made-up company, the operator's own mail, or nothing yet.

use super::icons::{Icon, Picture};
use crate::commands::is_bare;
use crate::desk::desk;
use api::text;
use leptos::ev;
use leptos::prelude::*;

/// What a new workspace can begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Demo,
    Folder,
    Files,
    Later,
}

impl Offer {
    const ALL: [Self; 4] = [Self::Demo, Self::Folder, Self::Files, Self::Later];

    const fn id(self) -> &'static str {
        match self {
            Self::Demo => "try-demo",
            Self::Folder => "import-folder",
            Self::Files => "import-files",
            Self::Later => "later",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Demo => Icon::Demo,
            Self::Folder => Icon::Folder,
            Self::Files => Icon::Files,
            Self::Later => Icon::Connections,
        }
    }

    fn words(self) -> (String, String) {
        match self {
            Self::Demo => (text::try_the_demo(), text::demo_offer()),
            Self::Folder => (text::offer_folder(), text::offer_folder_words()),
            Self::Files => (text::offer_files(), text::offer_files_words()),
            Self::Later => (text::offer_later(), text::offer_later_words()),
        }
    }
}

/// `is_busy` while the demo is made.
#[component]
pub fn FirstChoice(take: Callback<Offer>, refusal: RwSignal<Option<String>>, is_busy: RwSignal<bool>) -> impl IntoView {
    let bindings = desk().bindings();
    let has_numbers = Memo::new(move |_| bindings.with(|bindings| bindings.letters));
    // They mean this only as long as the offers stand there, so they are no commands.
    let pressed = window_event_listener(ev::keydown, move |event| {
        let place = event.key().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let offer = place.and_then(|place| Offer::ALL.get(place).copied()).filter(|_| is_bare(&event));
        if let Some(offer) = offer.filter(|_| has_numbers.get_untracked() && !is_busy.get_untracked()) {
            event.prevent_default();
            take.run(offer);
        }
    });
    on_cleanup(move || pressed.remove());
    let option = move |(place, offer): (usize, Offer)| {
        let (name, words) = offer.words();
        let words = move || if offer == Offer::Demo && is_busy.get() { text::demo_is_made() } else { words.clone() };
        view! {
            <li>
                <button type="button" class="card option" id=offer.id() disabled=is_busy on:click=move |_| take.run(offer)>
                    <Picture icon=offer.icon() />
                    <strong>{name}</strong>
                    <span>{words}</span>
                    {move || has_numbers.get().then(|| view! { <kbd aria-hidden="true">{place + 1}</kbd> })}
                </button>
            </li>
        }
    };
    view! {
        <section class="choice" aria-labelledby="choose">
            <h2 id="choose">{text::what_to_look_at()}</h2>
            <p class="lead">{text::stays_here()}</p>
            <ul>{Offer::ALL.into_iter().enumerate().map(option).collect_view()}</ul>
            <p role="alert" class="refusal">{refusal}</p>
        </section>
    }
}
