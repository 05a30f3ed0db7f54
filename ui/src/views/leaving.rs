//! What the operator is asked before the window goes: whether to run on in the tray, and whether to quit while work waits.

use crate::backend;
use crate::components::Dialog;
use crate::desk::{Desk, desk};
use crate::source::Source;
use api::{ListOutbox, OutboxView, Question, SetSetting, ShellWish, Tag, text};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// One question, for as long as it is asked.
#[component]
pub fn Leaving(question: Question) -> impl IntoView {
    let desk = desk();
    let stay = Callback::new(move |()| answer(desk, None, ShellWish::Stay));
    let outbox = Source::new(|| backend::call(ListOutbox {}));
    Effect::new(move |_| {
        desk.follow(Tag::Outbox);
        outbox.read();
    });
    let now = desk.clock.now();
    let words = move || match question {
        Question::Close => Some(text::close_words()),
        Question::Quit => outbox.value().map(|all| {
            let waiting: Vec<&OutboxView> = all.iter().filter(|action| action.state.is_waiting()).collect();
            let last_at = waiting.iter().filter_map(|action| action.not_before).max();
            text::quit_words(waiting.len() as u64, last_at, now.get())
        }),
    };
    let (title, yes, no) = match question {
        Question::Close => (
            text::close_title(),
            (text::keep_running(), Some("hide"), ShellWish::Hide),
            (text::quit(), Some("quit"), ShellWish::Quit),
        ),
        Question::Quit => {
            (text::quit_title(), (text::stay(), None, ShellWish::Stay), (text::quit_anyway(), None, ShellWish::QuitNow))
        }
    };
    let ((yes_words, yes_choice, yes_wish), (no_words, no_choice, no_wish)) = (yes, no);
    view! {
        <Dialog title close=stay>
            <div class="ask">
                <p id="leaving">{words}</p>
                <div class="offers">
                    <button type="button" id="leaving-yes" class="go" autofocus=true
                        on:click=move |_| answer(desk, yes_choice, yes_wish.clone())>{yes_words}</button>
                    <button type="button" id="leaving-no" on:click=move |_| answer(desk, no_choice, no_wish.clone())>{no_words}</button>
                </div>
            </div>
        </Dialog>
    }
}

/// Keeps what closing the window is to do from now on, where that was chosen, then carries it out.
fn answer(desk: Desk, chosen: Option<&'static str>, wish: ShellWish) {
    desk.question.set(None);
    spawn_local(async move {
        if let Some(value) = chosen {
            let close = SetSetting { key: "window.close".to_owned(), value: value.to_owned() };
            if let Err(error) = backend::call(close).await {
                desk.refuse(&error.message);
            }
        }
        desk.wish(wish).await;
    });
}
