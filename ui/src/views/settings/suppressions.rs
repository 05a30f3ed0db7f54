//! To whom nothing may go: addresses and domains, each with the reason.

use crate::backend;
use crate::components::{Failed, Waiting};
use crate::desk::desk;
use crate::focus::focus;
use crate::source::Source;
use api::{ApiError, ListSuppressions, Suppress, Suppression, Tag, Unsuppress, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Suppressions() -> impl IntoView {
    let desk = desk();
    let source = Source::new(|| backend::call(ListSuppressions {}));
    Effect::new(move |_| {
        desk.follow(Tag::Settings);
        source.read();
    });
    let all = Memo::new(move |_| source.value());
    let failure = Memo::new(move |_| source.known().with(|known| known.error().map(|error: &ApiError| error.message.clone())));
    let remove = Callback::new(move |what: String| {
        spawn_local(async move {
            match backend::call(Unsuppress { what: what.clone() }).await {
                Ok(_) => desk.say(text::said_unsuppressed(&what), true),
                Err(error) => desk.refuse(&error.message),
            }
            source.read();
        });
    });
    let line = move |one: Suppression| {
        let (what, now) = (one.what.clone(), desk.clock.now());
        view! {
            <li>
                <b dir="auto">{one.what.clone()}</b>
                <span class="reason" dir="auto">{one.reason}</span>
                <time class="number">{move || text::ago(one.since, now.get())}</time>
                <button type="button" class="quiet" aria-label=text::remove_named(&one.what) on:click=move |_| remove.run(what.clone())>
                    {text::remove()}
                </button>
            </li>
        }
    };
    let list = move || match (all.get(), failure.with(Option::is_some)) {
        (Some(all), _) if all.is_empty() => view! { <p class="nothing">{text::nobody_listed()}</p> }.into_any(),
        (Some(all), _) => {
            view! { <ul class="lines" id="suppressions">{all.into_iter().map(line).collect_view()}</ul> }.into_any()
        }
        (None, true) => view! { <Failed message=failure retry=Callback::new(move |()| source.read()) /> }.into_any(),
        (None, false) => view! { <Waiting /> }.into_any(),
    };
    view! {
        <p class="lead">{text::suppressed_help()}</p>
        <div class="card">
            <Add done=Callback::new(move |()| source.read()) />
            {list}
        </div>
    }
}

/// What stands in the two fields; a refusal leaves it there.
#[component]
fn Add(done: Callback<()>) -> impl IntoView {
    let desk = desk();
    let (what, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (error, is_busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let sent = Suppress { what: what.get_untracked().trim().to_owned(), reason: reason.get_untracked() };
        if sent.what.is_empty() || is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        spawn_local(async move {
            let words = text::said_suppressed(&sent.what);
            let answer = backend::call(sent).await;
            let _gone = is_busy.try_set(false);
            match answer {
                Ok(_) => {
                    for field in [what, reason] {
                        let _gone = field.try_set(String::new());
                    }
                    desk.say(words, true);
                    let _gone = done.try_run(());
                    focus("suppress-what");
                }
                // Beside the field while that is there.
                Err(refusal) => {
                    if error.try_set(Some(refusal.message.clone())).is_some() {
                        desk.refuse(&refusal.message);
                    }
                }
            }
        });
    };
    let typed = move |event| {
        what.set(event_target_value(&event));
        error.set(None);
    };
    view! {
        <form class="add" on:submit=submit>
            <div>
                <label for="suppress-what">{text::suppress_what()}</label>
                <input type="text" id="suppress-what" dir="auto" autocomplete="off" spellcheck="false" placeholder="name@company.example"
                    aria-invalid=move || error.with(Option::is_some).then_some("true") prop:value=what on:input=typed />
            </div>
            <div>
                <label for="suppress-reason">{text::suppress_reason()}</label>
                <input type="text" id="suppress-reason" dir="auto" autocomplete="off" maxlength="500" prop:value=reason
                    on:input=move |event| reason.set(event_target_value(&event)) />
            </div>
            <button type="submit" disabled=is_busy>{text::add()}</button>
            <p role="alert" class="refusal" dir="auto">{error}</p>
        </form>
    }
}
