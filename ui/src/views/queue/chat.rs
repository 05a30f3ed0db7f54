//! What was said in a chat, beside the answer to it: the newest last, as one reads it there.

use crate::desk::desk;
use api::{ChatLine, ItemDetail, text};
use leptos::prelude::*;

/// Nothing for what is about no chat. It is drawn anew only where something was said.
#[component]
pub fn Chat(detail: Memo<Option<ItemDetail>>) -> impl IntoView {
    let chat = Memo::new(move |_| detail.with(|detail| detail.as_ref().and_then(|detail| detail.chat.clone())));
    move || {
        let chat = chat.get()?;
        Some(view! {
            <section aria-labelledby="chat-title">
                <h3 id="chat-title" dir="auto">{text::chat_title(&chat.place)}</h3>
                <ol class="chat" id="chat">{chat.lines.into_iter().map(|line| view! { <Said line /> }).collect_view()}</ol>
            </section>
        })
    }
}

#[component]
fn Said(line: ChatLine) -> impl IntoView {
    let now = desk().clock.now();
    let ChatLine { who, is_own, is_bot, text: words, is_gone, sent_at, .. } = line;
    let class = match (is_own, is_gone) {
        (_, true) => "gone",
        (true, false) => "own",
        (false, false) => "",
    };
    view! {
        <li class=class>
            <p class="who">
                <b dir="auto">{if who.is_empty() { text::unknown_contact() } else { who }}</b>
                {is_bot.then(|| view! { <span class="tag">{text::chat_by_bot()}</span> })}
                <time class="number">{move || text::ago(sent_at, now.get())}</time>
            </p>
            <p class="words" dir="auto">{if is_gone { text::chat_line_gone() } else { words }}</p>
        </li>
    }
}
