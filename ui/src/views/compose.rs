//! To write to somebody for the first time: to whom, and why. The mail itself is drafted and reviewed like any other.

use super::recipients::Recipients;
use crate::backend;
use crate::components::Dialog;
use crate::desk::desk;
use crate::state::addresses::{self, Entry};
use api::{ApiError, ItemView, WriteTo, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The longest reason that the engine takes, in characters.
const WHY_AT_MOST: &str = "500";

#[component]
pub fn Compose() -> impl IntoView {
    let desk = desk();
    let (to, why) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (refusal, is_busy) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let close = Callback::new(move |()| desk.overlay.set(None));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let all = addresses::split(&to.get_untracked());
        if let Err(words) = check(&all) {
            refusal.set(Some(words));
            return;
        }
        is_busy.set(true);
        refusal.set(None);
        spawn_local(async move {
            let (opened, left) = open_each(all, &why.get_untracked()).await;
            let _gone = is_busy.try_set(false);
            if let Some(first) = opened.first() {
                let who: Vec<String> =
                    opened.iter().filter_map(|item| item.contact.as_ref()).map(api::ContactRef::called).collect();
                desk.say(text::said_composed(&who.join(", ")), false);
                desk.show_item(first.id);
            }
            match left {
                None => desk.overlay.set(None),
                // What could not be opened stays in the field, with the reason.
                Some((rest, error)) => {
                    let _gone = to.try_set(addresses::join(&rest));
                    let _gone = refusal.try_set(Some(error.message));
                }
            }
        });
    };
    view! {
        <Dialog title=text::compose_title() close>
            <form class="ask compose" on:submit=submit>
                <div class="field">
                    <Recipients id="compose-to" label=text::field_to() line=to change=Callback::new(move |line| to.set(line)) left=Callback::new(|()| ()) autofocus=true />
                </div>
                <label for="compose-why">{text::compose_why()}</label>
                <textarea
                    id="compose-why"
                    rows="3"
                    dir="auto"
                    maxlength=WHY_AT_MOST
                    placeholder=text::compose_why_hint()
                    prop:value=why
                    on:input=move |event| why.set(event_target_value(&event))
                ></textarea>
                <p>{text::compose_hint()}</p>
                <p role="alert" class="refusal" dir="auto">{refusal}</p>
                <div class="offers">
                    <button type="submit" class="go" id="compose-go" disabled=is_busy>{text::compose_go()}</button>
                    <button type="button" on:click=move |_| close.run(())>{text::cancel()}</button>
                </div>
            </form>
        </Dialog>
    }
}

fn check(all: &[String]) -> Result<(), String> {
    if all.is_empty() {
        return Err(text::compose_nobody());
    }
    match all.iter().map(|typed| Entry::read(typed)).find(|entry| !entry.is_address) {
        Some(bad) => Err(text::compose_bad(&bad.typed)),
        None => Ok(()),
    }
}

/// One item for each of them, in order, up to the first that the engine refuses: that one and those behind it are left.
async fn open_each(all: Vec<String>, why: &str) -> (Vec<ItemView>, Option<(Vec<String>, ApiError)>) {
    let mut opened = Vec::new();
    for (at, to) in all.iter().enumerate() {
        match backend::call(WriteTo { to: to.clone(), note: why.to_owned() }).await {
            Ok(item) => opened.push(item),
            Err(error) => return (opened, Some((all.iter().skip(at).cloned().collect(), error))),
        }
    }
    (opened, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_who_is_missing_or_wrong() {
        assert_eq!(check(&[]), Err(text::compose_nobody()));
        assert_eq!(check(&["ines@b.example".to_owned(), "joao".to_owned()]), Err(text::compose_bad("joao")));
        assert_eq!(check(&["Ines <ines@b.example>".to_owned()]), Ok(()));
    }
}
