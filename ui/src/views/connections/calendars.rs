//! Which calendars of an account are read, and how often.

use super::options::save;
use crate::backend;
use crate::components::{Dialog, Waiting};
use crate::source::Source;
use api::{CalendarChoice, ConnectionId, ConnectionOptions, ConnectionView, ListCalendars, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Calendars(
    id: ConnectionId,
    chosen: ConnectionOptions,
    close: Callback<()>,
    source: Source<Vec<ConnectionView>>,
) -> impl IntoView {
    let choices = RwSignal::new(None::<Vec<CalendarChoice>>);
    let refusal = RwSignal::new(None::<String>);
    let every = RwSignal::new(chosen.every_minutes.map(|minutes| minutes.to_string()).unwrap_or_default());
    spawn_local(async move {
        let answer = backend::call(ListCalendars { connection: id }).await;
        match answer {
            Ok(all) => drop(choices.try_set(Some(all))),
            Err(error) => drop(refusal.try_set(Some(error.message))),
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(all) = choices.get_untracked() else { return };
        let typed = every.with_untracked(|typed| typed.trim().to_owned());
        let every_minutes = match (typed.is_empty(), typed.parse()) {
            (true, _) => None,
            (false, Ok(minutes)) => Some(minutes),
            (false, Err(_)) => return refusal.set(Some(text::not_a_number(&typed))),
        };
        let calendars = match chosen_of(&all) {
            Some(calendars) => calendars,
            None => return refusal.set(Some(text::no_calendar_chosen())),
        };
        let options = ConnectionOptions { calendars, every_minutes, ..chosen.clone() };
        save(id, options, refusal, close, source);
    };
    let line = move |place: usize, choice: CalendarChoice| {
        let toggle = move |event| {
            let is_read = event_target_checked(&event);
            refusal.set(None);
            choices.update(|all| {
                if let Some(choice) = all.as_mut().and_then(|all| all.get_mut(place)) {
                    choice.is_read = is_read;
                }
            });
        };
        view! {
            <li>
                <label class="check">
                    <input type="checkbox" prop:checked=choice.is_read on:change=toggle />
                    <span dir="auto">{choice.name}</span>
                    {choice.is_main.then(|| view! { <span class="main">{text::main_calendar()}</span> })}
                </label>
            </li>
        }
    };
    // Drawn once: what is checked is the browser's to show.
    let lines = Memo::new(move |_| choices.with(Option::is_some));
    let list = move || match (lines.get(), refusal.with(Option::is_some)) {
        (true, _) => {
            let all = choices.get_untracked().unwrap_or_default();
            let lines = all.into_iter().enumerate().map(|(place, choice)| line(place, choice)).collect_view();
            view! { <ul class="calendars" aria-label=text::calendars_label()>{lines}</ul> }.into_any()
        }
        (false, false) => view! { <Waiting /> }.into_any(),
        (false, true) => ().into_any(),
    };
    view! {
        <Dialog title=text::calendars_title() close>
            <form class="question connect" on:submit=submit>
                {list}
                <div class="typed">
                    <label for="option-every">{text::every_label()}</label>
                    <input type="text" id="option-every" autocomplete="off" spellcheck="false" maxlength="20" placeholder="5"
                        prop:value=every on:input=move |event| {
                            refusal.set(None);
                            every.set(event_target_value(&event));
                        } />
                </div>
                <p class="fault" role="alert">{refusal}</p>
                <footer>
                    <button type="button" on:click=move |_| close.run(())>{text::cancel()}</button>
                    <button type="submit" class="go" id="calendars-save" disabled=move || !lines.get()>{text::save_options()}</button>
                </footer>
            </form>
        </Dialog>
    }
}

/// The option that says so: nothing where it is the main one alone, which is usual. None where nothing is to be read.
fn chosen_of(all: &[CalendarChoice]) -> Option<Vec<String>> {
    let read: Vec<&CalendarChoice> = all.iter().filter(|choice| choice.is_read).collect();
    match read.as_slice() {
        [] => None,
        [one] if one.is_main => Some(Vec::new()),
        read => Some(read.iter().map(|choice| choice.id.clone()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(id: &str, is_read: bool) -> CalendarChoice {
        CalendarChoice { id: id.to_owned(), name: id.to_owned(), is_main: id == "primary", is_read }
    }

    #[test]
    fn the_main_calendar_alone_is_as_usual_and_nothing_is_no_choice() {
        assert_eq!(chosen_of(&[choice("primary", true), choice("team", false)]), Some(Vec::new()));
        assert_eq!(chosen_of(&[choice("primary", false), choice("team", true)]), Some(vec!["team".to_owned()]));
        let both = vec!["primary".to_owned(), "team".to_owned()];
        assert_eq!(chosen_of(&[choice("primary", true), choice("team", true)]), Some(both));
        assert_eq!(chosen_of(&[choice("primary", false)]), None);
    }
}
