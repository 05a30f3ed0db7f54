//! What a CRM is to keep, in the draft pane: the stage of a deal, the end of a task, and what it belongs to. What is chosen is stored at
//! once.

use super::Queue;
use crate::backend;
use crate::desk::desk;
use crate::rest::Rest;
use api::{
    DealId, DealStages, Details, Draft, ItemDetail, ItemId, ReadUntil, StageChoice, StageDetails, StageId, TaskDetails, Until,
    text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Nothing for a mail and a meeting.
#[component]
pub fn RecordForm(detail: Memo<Option<ItemDetail>>, draft: Memo<Option<Draft>>) -> impl IntoView {
    let item = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(|detail| detail.item.id)));
    let details = Memo::new(move |_| draft.with(|draft| draft.as_ref()?.details.clone()));
    // Which form it is; what it says changes within it, so that a field keeps what is typed.
    let stage = Memo::new(move |_| match details.get() {
        Some(Details::Stage(stage)) => Some(stage),
        _ => None,
    });
    let task = Memo::new(move |_| match details.get() {
        Some(Details::Task(task)) => Some(task),
        _ => None,
    });
    let has_stage = Memo::new(move |_| stage.with(Option::is_some));
    let has_task = Memo::new(move |_| task.with(Option::is_some));
    let line = Memo::new(move |_| match details.get() {
        Some(Details::Task(task)) => Some((text::belongs_label(), text::belongs_line(&task.belongs))),
        Some(Details::Note(note)) => Some((text::belongs_label(), text::belongs_line(&note.belongs))),
        Some(Details::Chat(chat)) => {
            Some((text::chat_place_label(), format!("{}, {}", text::chat_place(&chat), text::chat_posts_as(chat.as_bot))))
        }
        Some(Details::Done(done)) => {
            Some((text::task_label(), format!("{} {}", done.task_title, text::marks_done(done.is_done))))
        }
        Some(Details::Gone(_)) => Some((text::task_label(), text::takes_away_lines())),
        _ => None,
    });
    view! {
        {move || has_stage.get().then(|| view! { <StageField item stage /> })}
        {move || has_task.get().then(|| view! { <DueField item task /> })}
        {move || line.get().filter(|(_, words)| !words.is_empty()).map(|(label, words)| view! {
            <div class="field belongs">
                <span class="label">{label}</span>
                <p dir="auto">{words}</p>
            </div>
        })}
    }
}

/// The stages of its pipeline, of which one is chosen.
#[component]
fn StageField(item: Memo<Option<ItemId>>, stage: Memo<Option<StageDetails>>) -> impl IntoView {
    let queue: Queue = expect_context();
    let stages = RwSignal::new(Vec::<StageChoice>::new());
    let deal: Memo<Option<DealId>> = Memo::new(move |_| stage.with(|stage| stage.as_ref().map(|stage| stage.deal)));
    Effect::new(move |_| {
        let Some(id) = deal.get() else { return };
        spawn_local(async move {
            let answer = backend::call(DealStages { deal: id }).await;
            if deal.try_get_untracked() == Some(Some(id)) {
                // Without them the stage that was asked for stands there by itself.
                let _gone = stages.try_set(answer.unwrap_or_default());
            }
        });
    });
    let chosen = move |event| {
        let (Ok(id), Some(before), Some(item)) =
            (event_target_value(&event).parse::<i64>(), stage.get_untracked(), item.get_untracked())
        else {
            return;
        };
        queue.set_details(item, Details::Stage(StageDetails { stage: StageId(id), ..before }));
    };
    let options = move || {
        let Some(wanted) = stage.get() else { return Vec::new() };
        let mut all: Vec<(StageId, String)> = stages.with(|stages| {
            let named = |stage: &StageChoice| {
                let name =
                    if stage.is_of_its_pipeline { stage.name.clone() } else { format!("{}: {}", stage.pipeline, stage.name) };
                (stage.id, name)
            };
            stages.iter().filter(|stage| !stage.is_now || stage.id == wanted.stage).map(named).collect()
        });
        if !all.iter().any(|(id, _)| *id == wanted.stage) {
            all.insert(0, (wanted.stage, wanted.stage_name.clone()));
        }
        let option = |(id, name): (StageId, String)| {
            view! { <option value=id.to_string() selected=id == wanted.stage dir="auto">{name}</option> }
        };
        all.into_iter().map(option).collect()
    };
    let from = move || stage.with(|stage| stage.as_ref().map(|stage| text::moved_from(&stage.seen_name)));
    let wants_stage = queue.wants_time;
    Effect::new(move |_| {
        if wants_stage.get().is_some() && wants_stage.get() == item.get() {
            wants_stage.set(None);
            request_animation_frame(|| super::focus("deal-stage"));
        }
    });
    view! {
        <div class="field stage">
            <label for="deal-stage">{text::stage_label()}</label>
            <select id="deal-stage" aria-describedby="deal-from" on:change=chosen>{options}</select>
            <span class="from" id="deal-from" dir="auto">{from}</span>
        </div>
    }
}

/// Until when it is to be done, and another time as it is typed.
#[component]
fn DueField(item: Memo<Option<ItemId>>, task: Memo<Option<TaskDetails>>) -> impl IntoView {
    let (desk, queue): (_, Queue) = (desk(), expect_context());
    let now = desk.clock.now();
    let typed = RwSignal::new(String::new());
    let (meant, rest) = (RwSignal::new(Until::default()), Rest::new());
    Effect::new(move |_| {
        let words = typed.get();
        meant.set(Until::default());
        if words.trim().is_empty() {
            return;
        }
        rest.after(move || {
            spawn_local(async move {
                let answer = backend::call(ReadUntil { until: words.clone() }).await.unwrap_or_default();
                if typed.try_get_untracked() == Some(words) {
                    let _gone = meant.try_set(answer);
                }
            });
        });
    });
    // What was understood is taken; what was not stays to be corrected.
    let take = move || {
        let (Some(at), Some(before), Some(item)) =
            (meant.with_untracked(|meant| meant.at), task.get_untracked(), item.get_untracked())
        else {
            return;
        };
        typed.set(String::new());
        queue.set_details(item, Details::Task(TaskDetails { due_at: Some(at), ..before }));
    };
    let entered = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            take();
        }
    };
    let said = move || {
        if typed.with(|typed| typed.trim().is_empty()) {
            let due_at = task.with(|task| task.as_ref().and_then(|task| task.due_at));
            return due_at.map_or_else(text::no_due, |at| desk.moment(at, now.get()));
        }
        let meant = meant.get();
        meant.at.map_or(meant.why_not, |at| desk.moment(at, now.get()))
    };
    let is_typed = move || typed.with(|typed| !typed.trim().is_empty());
    view! {
        <div class="field due">
            <label for="task-due">{text::due_label()}</label>
            <input
                type="text"
                id="task-due"
                autocomplete="off"
                spellcheck="false"
                maxlength="200"
                placeholder=text::due_hint()
                aria-describedby="task-due-time"
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=entered
                on:blur=move |_| take()
            />
            <div class="time" id="task-due-time" role="status"><p class:meant=is_typed dir="auto">{said}</p></div>
        </div>
    }
}
