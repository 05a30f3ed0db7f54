//! The correspondence behind an item: beside it, each mail in place, and at a comfortable width in a dialog of its own.
//!
//! A mail is shown as text, which is ours; as it was sent only where the operator asks for that, in a frame that can do nothing.

use super::Queue;
use crate::backend;
use crate::components::{Dialog, KeyCap, MailFrame};
use crate::desk::{Desk, desk};
use crate::state::Known;
use api::{
    Attachment, Command, ContactLine, ItemDetail, MailHtml, MailPage, Message, MessageDetail, MessageId, Position, ShowMessage,
    text,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many mails of a thread stand open when all of it is read, the newest first.
const OPEN_AT_FIRST: usize = 10;

/// What is read in the dialog.
#[derive(Clone, Copy)]
pub struct Reader(RwSignal<Option<Read>>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Read {
    /// Oldest first.
    thread: Vec<Message>,
    /// The mail that is to be shown as it was sent, where it was asked for.
    as_sent: Option<MessageId>,
}

impl Reader {
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }
}

/// Beside the item. It is drawn anew only where the correspondence changed, so that what was opened stays open.
#[component]
pub fn Thread(detail: Memo<Option<ItemDetail>>) -> impl IntoView {
    let desk = desk();
    let read = move |_| {
        desk.commands.run(Command::ReadThread);
    };
    let thread = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(|d| d.thread.clone()).unwrap_or_default()));
    move || {
        let thread = thread.get();
        if thread.is_empty() {
            return ().into_any();
        }
        let n = thread.len() as u64;
        // The newest is what is answered.
        let mails =
            thread.into_iter().rev().enumerate().map(|(place, mail)| view! { <Beside mail is_open=RwSignal::new(place == 0) /> });
        view! {
            <section aria-labelledby="thread-title">
                <header class="thread-head">
                    <h3 id="thread-title">{text::thread_title(n)}</h3>
                    <button type="button" class="link" id="read-thread" on:click=read>
                        {text::read_thread()}
                        <KeyCap command=Command::ReadThread />
                    </button>
                </header>
                <ol class="thread">{mails.collect_view()}</ol>
            </section>
        }
        .into_any()
    }
}

/// The dialog, and the command that opens it.
#[component]
pub fn ThreadReader() -> impl IntoView {
    let (desk, queue, Reader(read)): (Desk, Queue, Reader) = (desk(), expect_context(), expect_context());
    let shown = queue.shown();
    desk.commands.handle(move |command| {
        let thread = || shown.with_untracked(|shown| shown.as_ref().and_then(Known::value).map(|detail| detail.thread.clone()));
        match (command, thread()) {
            (Command::ReadThread, Some(thread)) if !thread.is_empty() => {
                read.set(Some(Read { thread, as_sent: None }));
                true
            }
            _ => false,
        }
    });
    let close = Callback::new(move |()| read.set(None));
    move || {
        let Read { thread, as_sent } = read.get()?;
        let subject = thread.last().map(|mail| mail.subject.clone());
        let title = subject.filter(|subject| !subject.trim().is_empty()).unwrap_or_else(text::read_thread);
        if let Some(wanted) = as_sent {
            request_animation_frame(move || scroll_to(&format!("reading-{wanted}")));
        }
        let mails = thread.into_iter().rev().enumerate();
        let mails = mails.map(move |(place, mail)| {
            let is_open = as_sent.map_or(place < OPEN_AT_FIRST, |wanted| wanted == mail.id);
            let is_as_sent = RwSignal::new(as_sent == Some(mail.id));
            view! { <InFull mail is_open=RwSignal::new(is_open) is_as_sent /> }
        });
        Some(view! {
            <Dialog title close>
                <ol class="reader" id="reading" tabindex="0" autofocus=true>{mails.collect_view()}</ol>
            </Dialog>
        })
    }
}

/// Brings a mail of the thread into view, and the focus to it.
fn show_message(id: MessageId) {
    let Some(element) = document().get_element_by_id(&format!("mail-{id}")) else { return };
    element.scroll_into_view();
    if let Ok(Some(button)) = element.query_selector("button") {
        crate::focus::give(button);
    }
}

fn scroll_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// One mail with what more was read of it.
#[derive(Clone, Copy)]
struct Opened {
    id: MessageId,
    detail: RwSignal<Option<MessageDetail>>,
    is_unfolded: RwSignal<bool>,
}

impl Opened {
    fn new(id: MessageId) -> Self {
        Self { id, detail: RwSignal::new(None), is_unfolded: RwSignal::new(false) }
    }

    /// Reads what does not stand in the item: to whom it went, what it quotes, its signature.
    fn read(self) {
        if self.detail.with_untracked(Option::is_some) {
            return;
        }
        let (id, desk) = (self.id, desk());
        spawn_local(async move {
            match backend::call(ShowMessage { message: id }).await {
                Ok(detail) => drop(self.detail.try_set(Some(detail))),
                Err(error) => desk.refuse(&error.message),
            }
        });
    }

    /// What stands below the writer's own words; empty until it was read.
    fn below(self) -> String {
        let below = |detail: &MessageDetail| {
            let parts = [detail.signature.trim(), detail.quoted.trim()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
        };
        self.detail.with(|detail| detail.as_ref().map(below).unwrap_or_default())
    }
}

fn called(mail: &Message) -> String {
    match (mail.is_own, mail.from_name.is_empty()) {
        (true, _) => text::you(),
        (false, false) => mail.from_name.clone(),
        (false, true) => mail.from_address.clone(),
    }
}

#[component]
fn Beside(mail: Message, is_open: RwSignal<bool>) -> impl IntoView {
    let Reader(reader) = expect_context();
    let queue: Queue = expect_context();
    let shown = queue.shown();
    let now = desk().clock.now();
    let opened = Opened::new(mail.id);
    let wanted = mail.id;
    // A link elsewhere names it: then it is opened and brought into view, once the context is there to be seen.
    Effect::new(move |_| {
        if queue.wanted_mail.get() == Some(wanted) {
            queue.wanted_mail.set(None);
            is_open.set(true);
            opened.read();
            request_animation_frame(move || show_message(wanted));
        }
    });
    let who = called(&mail);
    let Message { id, is_own, text: words, sent_at, has_quote, has_html, attachments, .. } = mail;
    let toggle = move |_| {
        is_open.update(|open| *open = !*open);
        if is_open.get_untracked() {
            opened.read();
        }
    };
    let show_as_sent = move |_| {
        let thread = shown.with_untracked(|shown| shown.as_ref().and_then(Known::value).map(|detail| detail.thread.clone()));
        reader.set(thread.map(|thread| Read { thread, as_sent: Some(id) }));
    };
    let below = move || {
        is_open.get().then(|| {
            view! {
                <Folded opened />
                <div class="mail-acts">
                    <FoldButton opened has_quote />
                    {has_html.then(|| view! {
                        <button type="button" class="link as-sent" on:click=show_as_sent>{text::show_as_sent()}</button>
                    })}
                </div>
            }
        })
    };
    view! {
        <li id=format!("mail-{id}") class="mail" class:own=is_own class:open=is_open>
            <button type="button" class="mail-head" aria-expanded=move || is_open.get().to_string() on:click=toggle>
                <b dir="auto">{who}</b>
                <time class="number">{move || text::ago(sent_at, now.get())}</time>
            </button>
            <p dir="auto">{words}</p>
            {below}
            <Attached attachments />
        </li>
    }
}

#[component]
fn InFull(mail: Message, is_open: RwSignal<bool>, is_as_sent: RwSignal<bool>) -> impl IntoView {
    let now = desk().clock.now();
    let opened = Opened::new(mail.id);
    if is_open.get_untracked() {
        opened.read();
    }
    let who = called(&mail);
    let name = text::mail_as_sent(&who);
    let Message { id, is_own, from_address, text: words, sent_at, has_quote, has_html, attachments, .. } = mail;
    let toggle = move |_| {
        is_open.update(|open| *open = !*open);
        if is_open.get_untracked() {
            opened.read();
        }
    };
    let in_short = words.clone();
    let letter = move || {
        if is_as_sent.get() {
            return view! { <AsSent id name=name.clone() /> }.into_any();
        }
        view! {
            <p class="words" dir="auto">{words.clone()}</p>
            <Folded opened />
        }
        .into_any()
    };
    let body = StoredValue::new_local((letter, attachments));
    let open = move || {
        is_open.get().then(|| {
            let (letter, attachments) = body.get_value();
            view! {
                <Recipients opened />
                {letter}
                <Attached attachments />
                <div class="mail-acts">
                    {move || (!is_as_sent.get()).then(|| view! { <FoldButton opened has_quote /> })}
                    {has_html.then(|| view! {
                        <button type="button" class="link as-sent" on:click=move |_| is_as_sent.update(|is| *is = !*is)>
                            {move || if is_as_sent.get() { text::show_as_text() } else { text::show_as_sent() }}
                        </button>
                    })}
                </div>
            }
        })
    };
    view! {
        <li id=format!("reading-{id}") class="mail" class:own=is_own class:open=is_open>
            <button type="button" class="mail-head" aria-expanded=move || is_open.get().to_string() on:click=toggle>
                <b dir="auto">{who}</b>
                <span class="address">{from_address}</span>
                <time class="number">{move || text::ago(sent_at, now.get())}</time>
            </button>
            {move || (!is_open.get()).then(|| view! { <p dir="auto">{in_short.clone()}</p> })}
            {open}
        </li>
    }
}

/// To whom it went.
#[component]
fn Recipients(opened: Opened) -> impl IntoView {
    let names = |lines: &[ContactLine]| {
        let name = |line: &ContactLine| if line.name.is_empty() { line.address.clone() } else { line.name.clone() };
        lines.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    move || {
        opened.detail.with(|detail| {
            let detail = detail.as_ref()?;
            let to = (!detail.to.is_empty()).then(|| text::went_to(&names(&detail.to)));
            let cc = (!detail.cc.is_empty()).then(|| text::copied_to(&names(&detail.cc)));
            Some(view! { <div class="recipients"><span dir="auto">{to}</span><span dir="auto">{cc}</span></div> })
        })
    }
}

/// What stands below the writer's own words, where it is unfolded.
#[component]
fn Folded(opened: Opened) -> impl IntoView {
    move || opened.is_unfolded.get().then(|| view! { <div class="quoted-mail" dir="auto">{move || opened.below()}</div> })
}

#[component]
fn FoldButton(opened: Opened, has_quote: bool) -> impl IntoView {
    let unfold = move |_| {
        opened.read();
        opened.is_unfolded.update(|is| *is = !*is);
    };
    move || {
        (has_quote || !opened.below().is_empty()).then(|| {
            let words = move || if opened.is_unfolded.get() { text::hide_quoted() } else { text::show_quoted() };
            view! {
                <button type="button" class="link fold" aria-expanded=move || opened.is_unfolded.get().to_string() on:click=unfold>
                    {words}
                </button>
            }
        })
    }
}

/// Files by name and size. They are never opened from here.
#[component]
fn Attached(attachments: Vec<Attachment>) -> impl IntoView {
    (!attachments.is_empty()).then(|| {
        let label = text::attachments(attachments.len() as u64);
        let files = attachments.into_iter().map(|file| view! { <li dir="auto">{text::attachment(&file.name, file.size)}</li> });
        view! { <ul class="attached" aria-label=label>{files.collect_view()}</ul> }
    })
}

/// The mail as it was sent, and which of its pictures are left out.
#[component]
fn AsSent(id: MessageId, name: String) -> impl IntoView {
    let desk = desk();
    let pictures = RwSignal::new(Position::Off);
    let left_out = RwSignal::new(None::<MailHtml>);
    spawn_local(async move {
        match backend::call(MailPage { message: id, pictures: None }).await {
            Ok(page) => drop(left_out.try_set(Some(page))),
            Err(error) => desk.refuse(&error.message),
        }
    });
    let notice = move || {
        if pictures.get() == Position::On {
            return Some(view! { <p class="pictures">{text::pictures_are_loaded()}</p> }.into_any());
        }
        let (n_remote, n_dots) = left_out.with(|page| page.as_ref().map(|page| (page.n_remote, page.n_dots)))?;
        let n_loadable = n_remote.saturating_sub(n_dots);
        let load = (n_loadable > 0).then(|| {
            view! {
                <button type="button" class="load-pictures" title=text::loading_pictures_tells() on:click=move |_| pictures.set(Position::On)>
                    {text::load_pictures()}
                </button>
            }
        });
        let words = text::pictures_left_out(u64::from(n_loadable), u64::from(n_dots));
        (n_remote > 0).then(|| view! { <div class="pictures"><span>{words}</span>{load}</div> }.into_any())
    };
    let address = Signal::derive(move || backend::mail_address(id, pictures.get()));
    view! {
        <div class="live" role="status">{notice}</div>
        <MailFrame address name />
    }
}
