//! Importing mail and contacts: choosing it or dropping it on the window, how far it is, and what it came to. The window stays usable meanwhile.

mod contacts;

use crate::backend::{self, Choose, Dragged};
use crate::components::{Dialog, ImportEnd};
use crate::desk::Desk;
use crate::state::Importing;
use api::{Command, Import, text};
use contacts::{Contacts, is_csv};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How often the count is read again while an import is under way.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// The one import of the window.
#[derive(Clone, Copy)]
pub struct Importer {
    desk: Desk,
    importing: RwSignal<Importing>,
    /// The operator is asked what to import.
    is_asked: RwSignal<bool>,
    /// Files are held over the window.
    is_dragged: RwSignal<bool>,
    contacts: Contacts,
}

impl Importer {
    /// Sets it up, and listens for files that are dropped.
    pub fn start(desk: Desk) -> Self {
        let importer = Self {
            desk,
            importing: RwSignal::new(Importing::Not),
            is_asked: RwSignal::new(false),
            is_dragged: RwSignal::new(false),
            contacts: Contacts::new(desk),
        };
        desk.commands.handle(move |command| match command {
            Command::Import => {
                importer.is_asked.set(true);
                true
            }
            _ => false,
        });
        spawn_local(async move {
            let hear = move |dragged| match dragged {
                Dragged::Over => importer.is_dragged.set(true),
                Dragged::Away => importer.is_dragged.set(false),
                Dragged::Dropped(paths) => {
                    importer.is_dragged.set(false);
                    importer.import(paths);
                }
            };
            if let Err(error) = backend::on_dragged(hear).await {
                desk.refuse(&error.message);
            }
        });
        importer
    }

    /// Has the operator choose, then imports that.
    pub fn choose(self, what: Choose) {
        self.is_asked.set(false);
        spawn_local(async move {
            match backend::choose(what).await {
                Ok(paths) => self.import(paths),
                Err(error) => self.desk.refuse(&error.message),
            }
        });
    }

    /// Imports these, files of contacts once it is known what they would do; nothing where there are none.
    fn import(self, paths: Vec<String>) {
        let (files, paths): (Vec<String>, Vec<String>) = paths.into_iter().partition(|path| is_csv(path));
        if !files.is_empty() {
            self.is_asked.set(false);
            self.contacts.ask(files);
        }
        let status = self.desk.status();
        let begun =
            status.with_untracked(|known| self.importing.with_untracked(|importing| importing.begin(&paths, known.value())));
        let Some(begun) = begun else {
            if !paths.is_empty() {
                self.desk.refuse(&text::import_under_way());
            }
            return;
        };
        self.is_asked.set(false);
        self.importing.set(begun);
        let counting = set_interval_with_handle(move || self.desk.read_status(), LOOK_EVERY);
        spawn_local(async move {
            let answer = backend::call(Import { paths }).await;
            if let Ok(counting) = counting {
                counting.clear();
            }
            self.importing.set(Importing::end(answer));
            self.desk.read_everything();
        });
    }

    /// How far it is, and then what it came to.
    fn strip(self) -> AnyView {
        let close = move |_| self.importing.set(Importing::Not);
        let ended = match self.importing.get() {
            Importing::Not => return ().into_any(),
            Importing::Reading { .. } => {
                let status = self.desk.status();
                let so_far = move || status.with(|known| self.importing.with(|importing| importing.so_far(known.value())));
                return view! { <div class="notice import"><p id="import-progress">{move || text::importing(so_far())}</p></div> }
                    .into_any();
            }
            Importing::Ended(report) => view! { <div><ImportEnd report /></div> }.into_any(),
            Importing::Refused(error) => view! { <p id="import-refused" dir="auto">{error.message}</p> }.into_any(),
        };
        view! {
            <div class="notice import">
                {ended}
                <button type="button" id="import-again" on:click=move |_| self.is_asked.set(true)>{text::import_more()}</button>
                <button type="button" class="go" id="import-close" on:click=close>{text::close()}</button>
            </div>
        }
        .into_any()
    }

    fn question(self) -> Option<AnyView> {
        let close = Callback::new(move |()| self.is_asked.set(false));
        let asked = move || {
            view! {
                <Dialog title=text::import_title() close>
                    <div class="ask" id="import-ask">
                        <p>{text::import_kinds()}</p>
                        <div class="offers">
                            <button type="button" class="go" autofocus=true on:click=move |_| self.choose(Choose::Folder)>{text::choose_folder()}</button>
                            <button type="button" on:click=move |_| self.choose(Choose::Files)>{text::choose_files()}</button>
                        </div>
                        <p>{text::drop_hint()}</p>
                    </div>
                </Dialog>
            }
            .into_any()
        };
        self.is_asked.get().then(asked)
    }
}

/// What of an import stands over the screen: the question, and where to drop.
#[component]
pub fn ImportViews() -> impl IntoView {
    let importer: Importer = expect_context();
    view! {
        {move || importer.question()}
        {move || importer.contacts.question()}
        {move || importer.is_dragged.get().then(|| view! { <div class="drop"><p>{text::drop_to_import()}</p></div> })}
    }
}

/// Stands above the screen while an import is under way, and until its report was read.
#[component]
pub fn ImportStrip() -> impl IntoView {
    let importer: Importer = expect_context();
    // The live region stands there before it speaks; a screen reader would not hear one that appears with its words.
    view! { <div role="status" class="live">{move || importer.strip()}</div> }
}
