//! Files of contacts (CSV): what each would do is shown first, and only then is it read in.

use crate::backend;
use crate::components::{Dialog, Waiting};
use crate::desk::Desk;
use crate::focus::focus;
use crate::state::Known;
use api::{CsvColumn, CsvContact, CsvReport, ImportCsv, PreviewCsv, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The files that are asked about, one after the other.
#[derive(Clone, Copy)]
pub struct Contacts {
    desk: Desk,
    paths: RwSignal<Vec<String>>,
    preview: RwSignal<Known<CsvReport>>,
    refusal: RwSignal<Option<String>>,
    is_busy: RwSignal<bool>,
}

/// Whether it is a file of contacts, by its name.
pub fn is_csv(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, kind)| kind.eq_ignore_ascii_case("csv"))
}

impl Contacts {
    pub fn new(desk: Desk) -> Self {
        Self {
            desk,
            paths: RwSignal::new(Vec::new()),
            preview: RwSignal::new(Known::Loading),
            refusal: RwSignal::new(None),
            is_busy: RwSignal::new(false),
        }
    }

    /// Asks about these, behind those that are asked about already.
    pub fn ask(self, paths: Vec<String>) {
        let was_empty = self.paths.with_untracked(Vec::is_empty);
        self.paths.update(|all| all.extend(paths));
        if was_empty {
            self.look();
        }
    }

    fn look(self) {
        self.preview.set(Known::Loading);
        self.refusal.set(None);
        let Some(path) = self.paths.with_untracked(|paths| paths.first().cloned()) else { return };
        spawn_local(async move {
            let answer = backend::call(PreviewCsv { path }).await;
            self.preview.set(Known::default().learn(answer));
        });
    }

    fn next(self) {
        self.paths.update(|paths| {
            if !paths.is_empty() {
                paths.remove(0);
            }
        });
        self.look();
    }

    fn read_in(self) {
        let path = self.paths.with_untracked(|paths| paths.first().cloned());
        let Some(path) = path.filter(|_| !self.is_busy.get_untracked()) else { return };
        self.is_busy.set(true);
        self.refusal.set(None);
        spawn_local(async move {
            let answer = backend::call(ImportCsv { path }).await;
            self.is_busy.set(false);
            match answer {
                Ok(report) => {
                    self.desk.say(text::contacts_read(&report), false);
                    self.desk.read_everything();
                    self.next();
                }
                Err(error) => self.refusal.set(Some(error.message)),
            }
        });
    }

    pub fn question(self) -> Option<AnyView> {
        let path = self.paths.with(|paths| paths.first().cloned())?;
        let file = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let close = Callback::new(move |()| self.next());
        let body = move || match self.preview.get() {
            Known::Ready(report) | Known::Stale { last: report, .. } => self.preview_of(report),
            Known::Failed(error) => view! {
                <p class="refusal" role="alert" id="csv-refused" dir="auto">{error.message}</p>
                <footer><button type="button" autofocus=true on:click=move |_| self.next()>{text::close()}</button></footer>
            }
            .into_any(),
            Known::Loading => view! { <Waiting /> }.into_any(),
        };
        Some(view! { <Dialog title=text::csv_title(&file) close><div class="csv" id="csv">{body}</div></Dialog> }.into_any())
    }

    fn preview_of(self, report: CsvReport) -> AnyView {
        // It comes after the dialog was shown.
        request_animation_frame(|| focus("csv-import"));
        let n_changes = report.n_new + report.n_filled + report.n_suppressed;
        let counts = text::csv_counts(&report);
        let count = |(n, words): (u64, String)| view! { <li><b class="number">{n}</b>" "{words}</li> };
        let column = |column: CsvColumn| {
            let (class, means) = match column.means {
                Some(meaning) => ("", text::csv_meaning(meaning)),
                None => ("unknown", text::column_left_out()),
            };
            view! { <li class=class><bdi>{column.header}</bdi><span>{means}</span></li> }
        };
        let row = |row: CsvContact| {
            view! { <tr><td dir="auto">{row.name}</td><td>{row.address}</td><td dir="auto">{row.company}</td></tr> }
        };
        let n_more = report.n_problems.saturating_sub(report.problems.len() as u64);
        let problems = (report.n_problems > 0).then(|| {
            view! {
                <details class="skipped" id="csv-problems" open=report.n_problems <= 3>
                    <summary>{text::csv_n_problems(report.n_problems)}</summary>
                    <ul>
                        {report.problems.into_iter().map(|problem| view! { <li dir="auto">{text::csv_problem(problem.line, &problem.words)}</li> }).collect_view()}
                        {(n_more > 0).then(|| view! { <li>{text::csv_more_problems(n_more)}</li> })}
                    </ul>
                </details>
            }
        });
        let sample = (!report.sample.is_empty()).then(|| {
            view! { <table class="sample"><caption>{text::csv_sample()}</caption><tbody>{report.sample.into_iter().map(row).collect_view()}</tbody></table> }
        });
        view! {
            <ul class="counts" id="csv-counts">{counts.into_iter().map(count).collect_view()}</ul>
            <ul class="columns">{report.columns.into_iter().map(column).collect_view()}</ul>
            {problems}
            {sample}
            <p class="refusal" role="alert" dir="auto">{self.refusal}</p>
            <footer>
                <button type="button" class="go" id="csv-import" disabled=move || n_changes == 0 || self.is_busy.get() on:click=move |_| self.read_in()>
                    {if n_changes == 0 { text::csv_nothing_new() } else { text::csv_import(report.n_new) }}
                </button>
                <button type="button" on:click=move |_| self.next()>{text::cancel()}</button>
            </footer>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::is_csv;

    #[test]
    fn files_of_contacts_are_told_by_their_names() {
        assert!(["/a/contacts.csv", "C:\\a\\Contacts.CSV"].into_iter().all(is_csv));
        assert!(!["/a/mail.mbox", "/a/csv", "/a.csv/mail"].into_iter().any(is_csv));
    }
}
