//! What is to do about whoever is shown, and what was noted about them; and one more of either.

use super::People;
use super::deciding::AddedTo;
use super::parts::section;
use super::store::Adding;
use crate::components::When;
use crate::desk::desk;
use crate::focus::focus;
use crate::state::Record;
use api::{ApiError, NoteView, TaskView, text};
use leptos::prelude::*;

/// The longest texts that the engine takes, in characters.
const TASK_AT_MOST: &str = "200";
const NOTE_AT_MOST: &str = "10000";

#[component]
pub fn Tasks(about: Record, tasks: Memo<Option<Vec<TaskView>>>) -> impl IntoView {
    let people: People = expect_context();
    let is_adding = Memo::new(move |_| people.adding.get() == Some(Adding::Task));
    let is_seen = Memo::new(move |_| is_adding.get() || tasks.with(|all| all.as_ref().is_some_and(|all| !all.is_empty())));
    // Drawn apart from the form, so that what is typed stays when another task comes in.
    let split = move |is_done: bool| {
        tasks.with(|all| all.iter().flatten().filter(|task| task.done_at.is_some() == is_done).cloned().collect::<Vec<_>>())
    };
    let lines = move |all: Vec<TaskView>| all.into_iter().map(|task| view! { <Task about task /> }).collect_view();
    let open = move || {
        let open = split(false);
        (!open.is_empty()).then(|| view! { <ul class="tasks card">{lines(open)}</ul> })
    };
    let finished = move || {
        let done = split(true);
        (!done.is_empty()).then(|| {
            view! {
                <details class="history">
                    <summary>{text::n_tasks_done(done.len() as u64)}</summary>
                    <ul class="tasks">{lines(done)}</ul>
                </details>
            }
        })
    };
    move || {
        is_seen.get().then(|| {
            let body = view! {
                {open}
                {move || is_adding.get().then(|| view! { <AddTask about /> })}
                {finished}
            };
            section("tasks-title", text::tasks_title(), body.into_any())
        })
    }
}

#[component]
fn Task(about: Record, task: TaskView) -> impl IntoView {
    let people: People = expect_context();
    let desk = desk();
    let now = desk.clock.now();
    let (is_done, is_local) = (task.done_at.is_some(), task.kept.is_local);
    let title = Some(task.title.clone()).filter(|title| !title.is_empty()).unwrap_or_else(text::task_without_title);
    let due = task.due_at.filter(|_| !is_done).map(|at| {
        let is_late = move || at < now.get();
        view! { <time class="number due" class:late=is_late title=move || desk.date(at)>{move || text::due(at, now.get())}</time> }
    });
    // Of which deal it is, where that is not the one shown.
    let of_deal = task.deal.as_ref().filter(|deal| about.deal() != Some(deal.id)).map(|deal| text::deal_called(&deal.name));
    let kept = (!is_local).then(|| text::kept_in(&task.kept.name));
    let body = (!task.body.is_empty()).then(|| view! { <p dir="auto">{task.body.clone()}</p> });
    view! {
        <li>
            <label class="check" title=kept.clone()>
                <input
                    type="checkbox"
                    prop:checked=is_done
                    disabled=is_done || !is_local
                    on:change=move |_| people.finish_task(&task)
                />
                <span class:done=is_done dir="auto">{title}</span>
            </label>
            <span class="where">{of_deal.map(|deal| view! { <bdi>{deal}</bdi> })} {kept.map(|kept| view! { <bdi>{kept}</bdi> })}</span>
            {due}
            {body}
        </li>
    }
}

#[component]
fn AddTask(about: Record) -> impl IntoView {
    let people: People = expect_context();
    let (title, due, refusal) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let told = told(people, refusal, Adding::Task);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        refusal.set(None);
        people.add_task(about, title.get_untracked(), due.get_untracked(), told);
    };
    request_animation_frame(|| focus("task-title"));
    view! {
        <form class="adding" on:submit=submit on:keydown=move |event| put_away(people, &event)>
            <input type="text" id="task-title" dir="auto" autocomplete="off" maxlength=TASK_AT_MOST aria-label=text::new_task_label()
                placeholder=text::new_task_label() aria-describedby="task-refusal"
                prop:value=title on:input=move |event| title.set(event_target_value(&event)) />
            <input type="text" id="task-due" autocomplete="off" maxlength="100" aria-label=text::task_due_label()
                placeholder=text::task_due_label()
                prop:value=due on:input=move |event| due.set(event_target_value(&event)) />
            <button type="submit" class="go" id="task-add" disabled=move || title.with(|title| title.trim().is_empty())>{text::add()}</button>
            <button type="button" class="quiet" on:click=move |_| people.adding.set(None)>{text::cancel()}</button>
            <p class="refusal" role="alert" id="task-refusal" dir="auto">{refusal}</p>
        </form>
    }
}

#[component]
pub fn Notes(about: Record, notes: Memo<Option<Vec<NoteView>>>) -> impl IntoView {
    let people: People = expect_context();
    let is_adding = Memo::new(move |_| people.adding.get() == Some(Adding::Note));
    let line = |note: NoteView| {
        view! {
            <li>
                <p dir="auto">{note.body}</p>
                <When at=note.written_at />
            </li>
        }
    };
    let is_seen = Memo::new(move |_| is_adding.get() || notes.with(|all| all.as_ref().is_some_and(|all| !all.is_empty())));
    let list = move || {
        let all = notes.get().unwrap_or_default();
        (!all.is_empty()).then(|| view! { <ul class="notes card">{all.into_iter().map(line).collect_view()}</ul> })
    };
    move || {
        is_seen.get().then(|| {
            let body = view! {
                {move || is_adding.get().then(|| view! { <AddNote about /> })}
                {list}
            };
            section("notes-title", text::notes_title(), body.into_any())
        })
    }
}

#[component]
fn AddNote(about: Record) -> impl IntoView {
    let people: People = expect_context();
    let (body, refusal) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let told = told(people, refusal, Adding::Note);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        refusal.set(None);
        people.add_note(about, body.get_untracked(), told);
    };
    request_animation_frame(|| focus("note-body"));
    view! {
        <form class="adding" on:submit=submit on:keydown=move |event| put_away(people, &event)>
            <textarea id="note-body" rows="3" dir="auto" maxlength=NOTE_AT_MOST aria-label=text::note_label() placeholder=text::note_label()
                aria-describedby="note-refusal"
                prop:value=body on:input=move |event| body.set(event_target_value(&event))></textarea>
            <button type="submit" class="go" id="note-add" disabled=move || body.with(|body| body.trim().is_empty())>{text::add()}</button>
            <button type="button" class="quiet" on:click=move |_| people.adding.set(None)>{text::cancel()}</button>
            <p class="refusal" role="alert" id="note-refusal" dir="auto">{refusal}</p>
        </form>
    }
}

/// What is done with the engine's answer: a refusal stands in the form, which stays with what was typed.
fn told(people: People, refusal: RwSignal<Option<String>>, what: Adding) -> Callback<Result<AddedTo, ApiError>> {
    Callback::new(move |done: Result<AddedTo, ApiError>| match done {
        Err(error) if refusal.try_set(Some(error.message.clone())).is_none() => {}
        // The form is gone, with nothing in it to correct.
        Err(error) => people.desk.refuse(&error.message),
        Ok(to) => {
            let _gone = people.adding.try_update(|adding| {
                if *adding == Some(what) {
                    *adding = None;
                }
            });
            let said = match (to, what) {
                (AddedTo::Queue, Adding::Task) => text::said_task_to_be_made(),
                (AddedTo::Queue, Adding::Note) => text::said_note_to_be_made(),
                (AddedTo::ThisFile, Adding::Task) => text::said_task_added(),
                (AddedTo::ThisFile, Adding::Note) => text::said_noted(),
            };
            people.desk.say(said, to == AddedTo::ThisFile);
        }
    })
}

/// Escape closes the form and nothing else.
fn put_away(people: People, event: &leptos::ev::KeyboardEvent) {
    if event.key() == "Escape" && !event.is_composing() {
        event.prevent_default();
        event.stop_propagation();
        people.adding.set(None);
    }
}
