//! Texts that the operator uses again: listed, written, deleted after a question.

use crate::backend;
use crate::components::{Dialog, Failed, Waiting};
use crate::desk::desk;
use crate::focus::focus;
use crate::source::Source;
use crate::state::TemplateForm;
use api::{ApiError, DeleteTemplate, ListTemplates, Tag, Template, TemplateId, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Templates() -> impl IntoView {
    let desk = desk();
    let source = Source::new(|| backend::call(ListTemplates {}));
    Effect::new(move |_| {
        desk.follow(Tag::Settings);
        source.read();
    });
    let all = Memo::new(move |_| source.value());
    let failure = Memo::new(move |_| source.known().with(|known| known.error().map(|error: &ApiError| error.message.clone())));
    let form = RwSignal::new(None::<TemplateForm>);
    let is_busy = RwSignal::new(false);
    // Another process may change or delete the one that is open.
    Effect::new(move |_| {
        if let Some(all) = all.get() {
            form.update(|form| {
                if let Some(form) = form {
                    form.learn(&all);
                }
            });
        }
    });
    let save = Callback::new(move |()| {
        let Some(sent) = form.try_get_untracked().flatten().filter(|form| form.is_changed()) else { return };
        // The screen may be gone; what was typed is stored all the same.
        let _gone = is_busy.try_set(true);
        spawn_local(async move {
            let answer = backend::call(sent.to_save()).await;
            let _gone = is_busy.try_set(false);
            match answer {
                Ok(all) => {
                    desk.say(text::said_template_saved(sent.name.trim()), false);
                    let _gone = form.try_update(|form| {
                        if let Some(form) = form {
                            form.saved(&sent, &all);
                        }
                    });
                    source.read();
                }
                Err(error) => {
                    let told = form.try_update(|form| form.as_mut().map(|form| form.refused(&error))).flatten();
                    if told.is_none() {
                        desk.refuse(&error.message);
                    }
                }
            }
        });
    });
    // What was typed and can be kept is kept when the screen goes.
    on_cleanup(move || {
        if form.try_with_untracked(|form| form.as_ref().is_some_and(TemplateForm::can_save)) == Some(true) {
            save.run(());
        }
    });
    let open = move |wanted: Option<Template>| {
        if form.with_untracked(|form| form.as_ref().is_some_and(TemplateForm::can_save)) {
            save.run(());
        }
        form.set(Some(TemplateForm::of(wanted.as_ref())));
        request_animation_frame(|| focus("template-name"));
    };
    let line = move |template: Template| {
        let (id, name) = (template.id, template.name.clone());
        let is_current = move || form.with(|form| form.as_ref().is_some_and(|form| form.id == Some(id)));
        view! {
            <li>
                <button
                    type="button"
                    class:current=is_current
                    aria-current=move || is_current().then_some("true")
                    on:click=move |_| open(Some(template.clone()))
                >
                    <b dir="auto">{name}</b>
                    <span dir="auto">{template.body.lines().next().unwrap_or_default().to_owned()}</span>
                </button>
            </li>
        }
    };
    let list = move || match (all.get(), failure.with(Option::is_some)) {
        (Some(all), _) if all.is_empty() => view! { <p class="nothing">{text::no_templates_yet()}</p> }.into_any(),
        (Some(all), _) => view! { <ul class="names" id="templates">{all.into_iter().map(line).collect_view()}</ul> }.into_any(),
        (None, true) => view! { <Failed message=failure retry=Callback::new(move |()| source.read()) /> }.into_any(),
        (None, false) => view! { <Waiting /> }.into_any(),
    };
    let is_open = Memo::new(move |_| form.with(Option::is_some));
    view! {
        <p class="lead">{text::templates_help()}</p>
        <div class="card templates">
            {list}
            {move || is_open.get().then(|| view! { <Editor form is_busy save deleted=Callback::new(move |()| source.read()) /> })}
            <footer>
                <button type="button" id="template-new" on:click=move |_| open(None)>{text::new_template()}</button>
            </footer>
        </div>
    }
}

#[component]
fn Editor(
    form: RwSignal<Option<TemplateForm>>,
    is_busy: RwSignal<bool>,
    save: Callback<()>,
    deleted: Callback<()>,
) -> impl IntoView {
    let desk = desk();
    let asked = RwSignal::new(None::<(TemplateId, String)>);
    let read = move |of: fn(&TemplateForm) -> String| move || form.with(|form| form.as_ref().map(of).unwrap_or_default());
    let write = move |change: fn(&mut TemplateForm, String)| {
        move |event| {
            form.update(|form| {
                if let Some(form) = form {
                    change(form, event_target_value(&event));
                }
            });
        }
    };
    let name_error = Memo::new(move |_| form.with(|form| form.as_ref().and_then(|form| form.error_of("name"))));
    let other_error = Memo::new(move |_| form.with(|form| form.as_ref().and_then(|form| form.error_of("body"))));
    let id = Memo::new(move |_| form.with(|form| form.as_ref().and_then(|form| form.id)));
    let is_idle = move || is_busy.get() || !form.with(|form| form.as_ref().is_some_and(TemplateForm::can_save));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save.run(());
    };
    let ask = move |_| {
        let stored = form.with_untracked(|form| form.as_ref().and_then(|form| Some((form.id?, form.stored_name().to_owned()))));
        asked.set(stored);
    };
    let close = Callback::new(move |()| asked.set(None));
    let question = move || {
        let (id, name) = asked.get()?;
        let said = text::said_template_deleted(&name);
        let delete = move |_| {
            asked.set(None);
            let said = said.clone();
            spawn_local(async move {
                match backend::call(DeleteTemplate { id }).await {
                    Ok(_) => {
                        let _gone = form.try_set(None);
                        desk.say(said, false);
                    }
                    Err(error) => desk.refuse(&error.message),
                }
                let _gone = deleted.try_run(());
            });
        };
        Some(view! {
            <Dialog title=text::delete_template_question(&name) close>
                <div class="question">
                    <p>{text::delete_template_consequence()}</p>
                    <footer>
                        <button type="button" autofocus=true on:click=move |_| close.run(())>{text::cancel()}</button>
                        <button type="button" class="go" id="template-delete-confirm" on:click=delete>{text::delete()}</button>
                    </footer>
                </div>
            </Dialog>
        })
    };
    view! {
        <form class="template" on:submit=submit>
            <label for="template-name">{text::template_name()}</label>
            <div>
                <input type="text" id="template-name" dir="auto" autocomplete="off" maxlength="100"
                    aria-invalid=move || name_error.with(Option::is_some).then_some("true")
                    prop:value=read(|form| form.name.clone()) on:input=write(|form, typed| form.type_name(typed)) />
                <p role="alert" class="refusal" dir="auto">{name_error}</p>
            </div>
            <label for="template-body">{text::template_text()}</label>
            <div>
                <textarea id="template-body" rows="9" dir="auto" spellcheck="true"
                    prop:value=read(|form| form.body.clone()) on:input=write(|form, typed| form.type_body(typed))></textarea>
                <p role="alert" class="refusal" dir="auto">{other_error}</p>
            </div>
            <footer>
                <button type="submit" class="go" id="template-save" disabled=is_idle>{text::save()}</button>
                {move || id.get().map(|_| view! {
                    <button type="button" class="quiet" id="template-delete" on:click=ask>{text::delete()}</button>
                })}
                <button type="button" class="quiet" on:click=move |_| form.set(None)>{text::close()}</button>
            </footer>
        </form>
        {question}
    }
}
