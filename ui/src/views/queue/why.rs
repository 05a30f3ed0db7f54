//! Why an item stands where it stands: the score as a bar, its parts, and the mails behind them.

use super::Queue;
use super::list::rounded;
use crate::components::KeyCap;
use crate::desk::desk;
use api::{Command, Evidence, ItemDetail, MessageId, text};
use leptos::prelude::*;

/// A part of the score: its name, its points, and the class that gives its colour.
type Part = (String, f64, &'static str);

#[component]
pub fn Why(detail: Memo<Option<ItemDetail>>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    desk().commands.handle(move |command| {
        let is_why = command == Command::ShowWhy;
        if is_why {
            is_open.update(|open| *open = !*open);
        }
        is_why
    });
    let parts = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(parts).unwrap_or_default()));
    let score = move || detail.with(|detail| detail.as_ref().map(|detail| rounded(detail.item.score)));
    let band = move || detail.with(|detail| detail.as_ref().map_or("", |detail| detail.item.band.as_str()));
    let evidence =
        Memo::new(move |_| detail.with(|detail| detail.as_ref().map_or_else(Vec::new, |detail| detail.evidence.clone())));
    let spoken = move || {
        parts.with(|parts| parts.iter().map(|(name, points, _)| format!("{name} {points:.1}")).collect::<Vec<_>>().join(", "))
    };
    view! {
        <section class="why-box card" aria-label=text::evidence_title()>
            <p class=move || format!("big number {}", band())>{score}</p>
            <div class="bar" role="img" aria-label=spoken>
                {move || parts.get().into_iter().filter(|(_, points, _)| *points > 0.0).map(|(_, points, class)| view! {
                    <i class=class style:flex-grow=points.to_string()></i>
                }).collect_view()}
                <i class="rest" style:flex-grow=move || rest(&parts.get()).to_string()></i>
            </div>
            <p class="parts number">
                {move || parts.get().into_iter().map(|(name, points, class)| view! {
                    <span><i class=format!("dot {class}")></i>{name}" "<b>{signed(points, class)}</b></span>
                }).collect_view()}
                <button
                    type="button"
                    class="link"
                    id="sources"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| is_open.update(|open| *open = !*open)
                >
                    {move || text::n_sources(evidence.with(Vec::len) as u64)}
                    <KeyCap command=Command::ShowWhy />
                </button>
            </p>
            {move || is_open.get().then(|| view! {
                <div class="evidence" id="evidence">
                    <ul class="sums number">{move || detail.with(|detail| detail.as_ref().map(sums))}</ul>
                    <ul class="sources">{move || evidence.get().into_iter().map(|one| view! { <Source one /> }).collect_view()}</ul>
                </div>
            })}
        </section>
    }
}

/// A signal that speaks for the item, with the way to its mail.
#[component]
fn Source(one: Evidence) -> impl IntoView {
    let queue: Queue = expect_context();
    view! {
        <li>
            <p class="words" dir="auto">
                {match one.message {
                    Some(mail) => {
                        view! { <button type="button" class="link" on:click=move |_| queue.show_mail(mail)>{one.words}</button> }
                            .into_any()
                    }
                    None => one.words.into_any(),
                }}
            </p>
            <p class="excerpt" dir="auto">{one.excerpt}</p>
        </li>
    }
}

/// How each part of the score comes about, and by which mail.
fn sums(detail: &ItemDetail) -> impl IntoView + use<> {
    let queue: Queue = expect_context();
    // What waits, and since when, is what a factor follows from; the newest signal says it best.
    let newest = detail.evidence.last().and_then(|one| Some((one.message?, one.words.clone())));
    let line = |class: &'static str, name: String, sum: String, words: String, points: f64, mail: Option<(MessageId, String)>| {
        let link = mail.map(|(mail, words)| {
            view! { <button type="button" class="link" title=words on:click=move |_| queue.show_mail(mail)>{text::show_the_mail()}</button> }
        });
        view! {
            <li>
                <span><i class=format!("dot {class}")></i>{name}</span>
                <b>{signed(points, class)}</b>
                <span class="sum">{sum}</span>
                <span dir="auto">{words}" "{link}</span>
            </li>
        }
    };
    let mut all: Vec<_> = detail
        .components
        .iter()
        .map(|part| {
            // Effort follows from the draft, not from a mail.
            let mail = newest.clone().filter(|_| part.name != "effort");
            let sum = text::part_sum(part.value, part.weight);
            let counted = part.counted.iter().map(text::counted);
            let words = std::iter::once(text::part_words(&part.name)).chain(counted).collect::<Vec<_>>().join(", ");
            line(class_of(&part.name), text::part(&part.name), sum, words, part.points, mail)
        })
        .collect();
    if detail.adjustment != 0.0 {
        let (name, words) = (text::part_outcomes(), text::outcomes_words());
        all.push(line("outcomes", name, String::new(), words, detail.adjustment, None));
    }
    if detail.limit != 0.0 {
        all.push(line("limit", text::part_limit(), String::new(), text::limit_words(), detail.limit, None));
    }
    all
}

fn class_of(part: &str) -> &'static str {
    match part {
        "revenue" => "revenue",
        "urgency" => "urgency",
        "strategic" => "strategic",
        _ => "effort",
    }
}

fn parts(detail: &ItemDetail) -> Vec<Part> {
    let mut all: Vec<Part> =
        detail.components.iter().map(|part| (text::part(&part.name), part.points, class_of(&part.name))).collect();
    if detail.adjustment != 0.0 {
        all.push((text::part_outcomes(), detail.adjustment, "outcomes"));
    }
    if detail.limit != 0.0 {
        all.push((text::part_limit(), detail.limit, "limit"));
    }
    all
}

/// What of the hundred points is left.
fn rest(parts: &[Part]) -> f64 {
    (100.0 - parts.iter().map(|(_, points, _)| points.max(0.0)).sum::<f64>()).max(0.0)
}

fn signed(points: f64, class: &str) -> String {
    if matches!(class, "outcomes" | "limit") { format!("{points:+.1}") } else { format!("{points:.1}") }
}
