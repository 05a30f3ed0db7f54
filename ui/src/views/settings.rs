//! Settings: what the operator can choose, and what a choice would change.

mod forms;
mod kept;
mod keys;
mod look;
mod score;
mod sending;
mod suppressions;
mod templates;
mod you;

use crate::backend;
use crate::commands::{is_in_control, is_typing};
use crate::components::{Failed, Waiting};
use crate::desk::{Desk, desk};
use crate::focus::blur;
use crate::views::demo::DemoPart;
use api::{ApiError, Command, text};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

/// How far below the upper edge a heading may stand and still be the one that is read, in CSS pixels.
const READ_FROM: i32 = 96;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    /// Only in the demo.
    Demo,
    You,
    Sending,
    Forms,
    Suppressed,
    Score,
    Keys,
    Look,
    Templates,
}

impl Section {
    const ALL: [Self; 9] = [
        Self::Demo,
        Self::You,
        Self::Sending,
        Self::Forms,
        Self::Suppressed,
        Self::Score,
        Self::Keys,
        Self::Look,
        Self::Templates,
    ];

    /// Those that are shown.
    fn shown(is_demo: bool) -> impl DoubleEndedIterator<Item = Self> {
        Self::ALL.into_iter().filter(move |section| is_demo || *section != Self::Demo)
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Demo => "section-demo",
            Self::You => "section-you",
            Self::Sending => "section-sending",
            Self::Forms => "section-forms",
            Self::Suppressed => "section-suppressed",
            Self::Score => "section-score",
            Self::Keys => "section-keys",
            Self::Look => "section-look",
            Self::Templates => "section-templates",
        }
    }

    fn name(self) -> String {
        match self {
            Self::Demo => text::section_demo(),
            Self::You => text::section_you(),
            Self::Sending => text::section_sending(),
            Self::Forms => text::section_forms(),
            Self::Suppressed => text::section_suppressed(),
            Self::Score => text::section_score(),
            Self::Keys => text::section_keys(),
            Self::Look => text::section_look(),
            Self::Templates => text::section_templates(),
        }
    }

    fn heading(self) -> Option<HtmlElement> {
        document().get_element_by_id(self.id()).and_then(|heading| heading.dyn_into().ok())
    }

    /// Brings it to the upper edge, and the focus to its heading, so that Tab goes on from there.
    fn show(self) {
        if let Some(heading) = self.heading() {
            // Only a heading that is gone cannot be focused.
            drop(heading.focus());
            heading.scroll_into_view();
        }
    }

    /// The one that is read: the last whose heading stands above the line.
    fn read_at(scrolled: i32) -> Self {
        let is_above = |section: &&Self| section.heading().is_some_and(|heading| heading.offset_top() <= scrolled + READ_FROM);
        Self::ALL.iter().rev().find(is_above).copied().unwrap_or(Self::You)
    }

    fn step(self, by: isize, is_demo: bool) -> Self {
        let at = Self::shown(is_demo).position(|section| section == self).unwrap_or_default();
        Self::shown(is_demo).nth(at.saturating_add_signed(by)).unwrap_or(self)
    }
}

#[component]
pub fn SettingsScreen() -> impl IntoView {
    let desk = desk();
    let is_demo = desk.is_demo();
    let at = RwSignal::new(if is_demo.get_untracked() { Section::Demo } else { Section::You });
    let page: NodeRef<html::Main> = NodeRef::new();
    let go = move |section: Section| {
        section.show();
        at.set(section);
    };
    desk.commands.handle(move |command| {
        match command {
            Command::Next if !is_in_control() => go(at.get_untracked().step(1, is_demo.get_untracked())),
            Command::Previous if !is_in_control() => go(at.get_untracked().step(-1, is_demo.get_untracked())),
            Command::Back if is_typing() => blur(),
            Command::Undo => undo(desk),
            _ => return false,
        }
        true
    });
    let known = desk.settings();
    let is_known = Memo::new(move |_| known.with(|known| known.value().is_some()));
    let failure = Memo::new(move |_| known.with(|known| known.error().map(|error: &ApiError| error.message.clone())));
    let retry = Callback::new(move |()| desk.read_everything());
    let scrolled = move |_| {
        if let Some(page) = page.get_untracked() {
            let (read, chosen) = (Section::read_at(page.scroll_top()), at.get_untracked());
            // The last ones cannot come to the upper edge: there it is the chosen one that is read.
            let is_end = page.scroll_top() + page.client_height() >= page.scroll_height() - 1;
            at.set(if is_end { read.max(chosen) } else { read });
        }
    };
    let entry = move |section: Section| {
        let is_current = move || at.get() == section;
        view! {
            <li>
                <button
                    type="button"
                    class:current=is_current
                    aria-current=move || is_current().then_some("true")
                    on:click=move |_| go(section)
                >
                    {section.name()}
                </button>
            </li>
        }
    };
    let body = move || match (is_known.get(), failure.with(Option::is_some)) {
        (true, _) => view! { <Sheet /> }.into_any(),
        (false, true) => view! { <Failed message=failure retry /> }.into_any(),
        (false, false) => view! { <Waiting /> }.into_any(),
    };
    view! {
        <div class="settings">
            <nav class="index" aria-label=text::settings_sections()>
                <h1>{text::screen_settings()}</h1>
                <ul>{move || Section::shown(is_demo.get()).map(entry).collect_view()}</ul>
            </nav>
            <main class="work" node_ref=page on:scroll=scrolled>
                {body}
            </main>
        </div>
    }
}

/// Takes back the operator's last decision, which here is one about the list of those who are not written to.
fn undo(desk: Desk) {
    spawn_local(async move {
        match backend::call(api::Undo {}).await {
            Ok(undone) => desk.say(undone.words, false),
            Err(error) => desk.refuse(&error.message),
        }
    });
}

#[component]
fn Sheet() -> impl IntoView {
    let is_demo = desk().is_demo();
    view! {
        <div class="sheet">
            {move || is_demo.get().then(|| view! { <Part section=Section::Demo><DemoPart /></Part> })}
            <Part section=Section::You><you::You /></Part>
            <Part section=Section::Sending><sending::Sending /></Part>
            <Part section=Section::Forms><forms::Forms /></Part>
            <Part section=Section::Suppressed><suppressions::Suppressions /></Part>
            <Part section=Section::Score><score::Score /></Part>
            <Part section=Section::Keys><keys::Keys /></Part>
            <Part section=Section::Look><look::Look /></Part>
            <Part section=Section::Templates><templates::Templates /></Part>
        </div>
    }
}

#[component]
fn Part(section: Section, children: Children) -> impl IntoView {
    view! {
        <section class="part" aria-labelledby=section.id()>
            <h2 id=section.id() tabindex="-1">{section.name()}</h2>
            {children()}
        </section>
    }
}
