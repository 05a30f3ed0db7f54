//! What an import came to: how much is new, and why some of it was left out.

use api::{ImportReport, text};
use leptos::prelude::*;

/// How many files that were left out are named; a folder of pictures would fill the window.
const NAMED: usize = 50;

/// Up to so many are shown at once; more are unfolded.
const OPEN_UP_TO: usize = 3;

#[component]
pub fn ImportEnd(report: ImportReport) -> impl IntoView {
    let words = text::import_ended(&report);
    let n_skipped = report.unreadable.len();
    let notes = report.notes.into_iter().map(|note| view! { <p dir="auto">{note}</p> }).collect_view();
    // A reason names its file.
    let skipped =
        report.unreadable.into_iter().take(NAMED).map(|file| view! { <li dir="auto">{file.reason}</li> }).collect_view();
    let n_more = n_skipped.saturating_sub(NAMED) as u64;
    view! {
        <p><b id="import-ended">{words}</b></p>
        {notes}
        {(n_skipped > 0).then(|| view! {
            <details class="skipped" open=n_skipped <= OPEN_UP_TO>
                <summary>{text::skipped_title(n_skipped as u64)}</summary>
                <ul>
                    {skipped}
                    {(n_more > 0).then(|| view! { <li>{text::and_more(n_more)}</li> })}
                </ul>
            </details>
        })}
    }
}
