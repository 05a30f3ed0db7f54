//! The card of a deal: where it stands as a row of steps, what it is worth, who it is with, and what changed about it.

use super::People;
use super::heads::{to_company, to_crm};
use super::parts::{end_class, section, worth};
use crate::components::When;
use crate::desk::desk;
use crate::state::{Shown, board};
use api::{DealChange, DealEnd, DealLine, DealView, PipelineView, StageView, text};
use leptos::prelude::*;

pub fn head(deal: DealView) -> AnyView {
    let line = deal.deal;
    view! {
        <header class="head deal-head">
            <h2 dir="auto">{text::deal_called(&line.name)}</h2>
            <p class="about">
                {worth(&line).map(|worth| view! { <b class="number">{worth}</b> })}
                <span class=end_class(line.ends) dir="auto">{line.stage.clone()}</span>
                {line.company.clone().map(to_company)}
            </p>
        </header>
    }
    .into_any()
}

/// The stages of its pipeline, each a step to which the deal can be moved; what else is known of it; where it is kept.
pub fn steps(shown: Shown) -> AnyView {
    let Shown::Deal(deal) = shown else { return ().into_any() };
    let people: People = expect_context();
    let line = deal.deal.clone();
    let pipeline = Memo::new({
        let stage = line.stage_id;
        move |_| people.pipelines.known().with(|known| known.value().and_then(|all| board::of_stage(all, stage)).cloned())
    });
    let kept = (!line.kept.is_local).then(|| {
        let to_crm = deal.in_crm.clone().into_iter().map(to_crm).collect_view();
        view! { <p class="kept" id="kept" dir="auto">{text::kept_in_crm(&line.kept.name)} {to_crm}</p> }
    });
    let drawn = line.clone();
    view! {
        <section class="steps-of card" aria-label=text::stages_label()>
            {move || pipeline.get().map(|pipeline| row(&pipeline, &drawn))}
            {facts(&deal)}
            {kept}
        </section>
    }
    .into_any()
}

fn row(pipeline: &PipelineView, deal: &DealLine) -> AnyView {
    let now = deal.stage_id;
    let at = pipeline.stages.iter().position(|stage| Some(stage.id) == now);
    let seen = pipeline.stages.iter().enumerate().filter(|(_, stage)| !stage.is_archived || Some(stage.id) == now);
    let is_lost = deal.ends == Some(DealEnd::Lost);
    let step = |(place, stage): (usize, &StageView)| {
        let is_now = Some(stage.id) == now;
        // A deal that was lost went no further than nobody knows where.
        let is_passed = !is_lost && stage.ends.is_none() && at.is_some_and(|at| place < at);
        view! { <Step deal=deal.clone() stage=stage.clone() is_now is_passed /> }
    };
    view! { <ol class="steps" id="steps">{seen.map(step).collect_view()}</ol> }.into_any()
}

#[component]
fn Step(deal: DealLine, stage: StageView, is_now: bool, is_passed: bool) -> impl IntoView {
    let people: People = expect_context();
    let name = stage.name.clone();
    let class = format!("step {}", end_class(stage.ends));
    let label = if is_now { text::stands_in_stage(&name) } else { text::move_to_stage(&name) };
    view! {
        <li class=class class:now=is_now class:passed=is_passed>
            <button
                type="button"
                title=label.clone()
                aria-label=label
                aria-current=is_now.then_some("step")
                on:click=move |_| people.move_deal(&deal, &stage)
            >
                <span dir="auto">{name}</span>
            </button>
        </li>
    }
}

fn facts(deal: &DealView) -> AnyView {
    let desk = desk();
    let now = desk.clock.now();
    let line = |label: String, words: AnyView| {
        view! {
            <dt>{label}</dt>
            <dd dir="auto">{words}</dd>
        }
    };
    let told = &deal.deal;
    let is_open = !told.is_closed();
    let closes = told.closes_at.map(|at| {
        let is_late = move || is_open && at < now.get();
        view! { <span class="closes" class:late=is_late title=move || desk.date(at)>{move || desk.day(at, now.get())}</span> }
            .into_any()
    });
    let owner = Some(told.owner.clone()).filter(|owner| !owner.is_empty());
    view! {
        <dl class="figures number">
            {line(text::amount_label(), worth(told).unwrap_or_else(text::no_amount).into_any())}
            {line(text::closes_label(), closes.unwrap_or_else(|| text::no_date().into_any()))}
            {owner.map(|owner| line(text::owner_label(), owner.into_any()))}
            {line(text::pipeline_label(), told.pipeline.clone().into_any())}
            {told.touched_at.map(|at| line(text::touched_label(), view! { <When at /> }.into_any()))}
        </dl>
    }
    .into_any()
}

/// What changed about a deal, folded: the timeline tells it among all else.
pub fn history(changes: Vec<DealChange>) -> AnyView {
    if changes.is_empty() {
        return ().into_any();
    }
    let n = changes.len() as u64;
    let line = |change: DealChange| {
        view! {
            <li>
                <bdi>{change.words}</bdi>
                {change.is_own.then(|| view! { <small>{text::by_you()}</small> })}
                <When at=change.at />
            </li>
        }
    };
    let body = view! {
        <details class="history" id="history">
            <summary>{text::n_changes(n)}</summary>
            <ol>{changes.into_iter().map(line).collect_view()}</ol>
        </details>
    };
    section("history-title", text::history_title(), body.into_any())
}
