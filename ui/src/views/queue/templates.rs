//! The operator's own texts, to be put into the draft where the cursor stands.

use super::Queue;
use crate::backend;
use crate::components::{Chooser, Dialog, Failed, Waiting};
use crate::source::Source;
use crate::state::{Known, inserted, placeholder, units};
use api::{ItemId, ListTemplates, Template, text};
use leptos::prelude::*;

/// How much of a template is shown beside its name, in characters.
const SHOWN: usize = 80;

#[component]
pub fn Templates(item: ItemId, selected: (u32, u32)) -> impl IntoView {
    let queue: Queue = expect_context();
    let typed = RwSignal::new(String::new());
    let close = Callback::new(move |()| queue.ask.set(None));
    let templates = Source::new(|| backend::call(ListTemplates {}));
    templates.read();
    let found = Memo::new(move |_| templates.known().with(|known| typed.with(|typed| find(known.value(), typed))));
    let choose = Callback::new(move |template: Template| {
        queue.ask.set(None);
        insert(queue, item, selected, &template.body);
    });
    let failure = Memo::new(move |_| templates.known().with(|known| known.error().map(|error| error.message.clone())));
    let retry = Callback::new(move |()| templates.read());
    let nothing = move || match templates.known().get() {
        Known::Loading => Some(view! { <Waiting /> }.into_any()),
        Known::Failed(_) => Some(view! { <Failed message=failure retry /> }.into_any()),
        Known::Ready(all) | Known::Stale { last: all, .. } if all.is_empty() => {
            Some(view! { <p class="nothing" id="no-templates">{text::no_templates()}</p> }.into_any())
        }
        _ if found.with(Vec::is_empty) => {
            Some(view! { <p class="nothing" dir="auto">{text::no_such_template_name(&typed.get())}</p> }.into_any())
        }
        _ => None,
    };
    view! {
        <Dialog title=text::templates_title() close>
            <Chooser
                name="template"
                label=text::templates_title()
                class="commands templates"
                typed
                found
                id=|template| format!("template-{}", template.id)
                draw=line
                choose
            />
            {nothing}
        </Dialog>
    }
}

/// Its name, and how it begins.
fn line(template: &Template) -> AnyView {
    let words: Vec<&str> = template.body.split_whitespace().collect();
    let beginning: String = words.join(" ").chars().take(SHOWN).collect();
    view! {
        <b dir="auto">{template.name.clone()}</b>
        <span class="beginning" dir="auto">{beginning}</span>
    }
    .into_any()
}

/// Templates in whose name or text each typed word begins a word, by name; those whose name fits first.
fn find(all: Option<&Vec<Template>>, typed: &str) -> Vec<Template> {
    let typed = typed.to_lowercase();
    let begins = |text: &str| {
        let text = text.to_lowercase();
        typed.split_whitespace().all(|word| text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word)))
    };
    let (mut named, others): (Vec<Template>, Vec<Template>) =
        all.into_iter().flatten().cloned().partition(|template: &Template| begins(&template.name));
    named.extend(others.into_iter().filter(|template: &Template| begins(&template.body)));
    named
}

/// Puts a text into the draft; what it leaves to be filled in is selected, so that typing takes its place.
fn insert(queue: Queue, item: ItemId, selected: (u32, u32), new: &str) {
    let Some(form) = queue.form.get_untracked().filter(|form| form.item == item) else { return };
    let (body, end) = inserted(&form.fields.body, selected, new);
    let start = end.saturating_sub(units(new));
    let select = placeholder(new).map_or((end, end), |(from, to)| (start + from, start + to));
    queue.type_on(|form| form.fields.body = body);
    // Once the dialog is gone and the text stands in its field.
    request_animation_frame(move || super::select_in_body(select));
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::TemplateId;

    #[test]
    fn a_template_is_found_by_the_words_of_its_name_first_and_of_its_text_then() {
        let template = |id, name: &str, body: &str| Template { id: TemplateId(id), name: name.to_owned(), body: body.to_owned() };
        let all = vec![
            template(1, "Discount", "We offer a pilot discount of [percent]."),
            template(2, "Pilot", "A pilot takes two weeks."),
        ];
        let found = |typed: &str| find(Some(&all), typed).iter().map(|one| one.id.0).collect::<Vec<_>>();
        assert_eq!(found(""), [1, 2]);
        assert_eq!(found("PIL"), [2, 1]);
        assert_eq!(found("two wee"), [2]);
        assert!(found("nothing").is_empty());
        assert!(find(None, "").is_empty());
    }
}
