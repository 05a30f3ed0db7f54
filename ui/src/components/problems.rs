//! What is wrong, and what to do about it. Nothing at all where nothing is wrong.

use api::{Finding, text};
use leptos::prelude::*;

#[component]
pub fn Problems(findings: Memo<Vec<Finding>>) -> impl IntoView {
    move || {
        let problems = findings.get();
        (!problems.is_empty()).then(|| {
            view! {
                <section class="section" aria-labelledby="problems">
                    <header>
                        <h2 id="problems">{text::what_is_wrong()}</h2>
                    </header>
                    <ul class="card">{problems.into_iter().map(problem).collect_view()}</ul>
                </section>
            }
        })
    }
}

fn problem(finding: Finding) -> impl IntoView {
    view! {
        <li class="problem">
            <p class=format!("level {}", finding.level)>{text::level(finding.level)}</p>
            <p class="subject" dir="auto">{finding.subject}</p>
            <p class="words" dir="auto">{finding.words}</p>
        </li>
    }
}
