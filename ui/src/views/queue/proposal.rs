//! The work that is proposed: why, the draft, and what can be done with it, in reading order.

use super::draft::DraftEditor;
use super::meeting::may_be_said;
use super::why::Why;
use super::{Ask, Queue};
use crate::components::{Failed, KeyCap, Waiting};
use crate::desk::desk;
use crate::state::{Known, Ranking};
use api::{Command, ItemDetail, ItemState, Play, Position, Tab, text};
use leptos::prelude::*;

#[component]
pub fn Proposal() -> impl IntoView {
    let queue: Queue = expect_context();
    let shown = queue.shown();
    // Only when another item comes, or its first answer, is it all drawn anew; what changes within it changes in place.
    let face = Memo::new(move |_| {
        shown.with(|shown| match shown {
            None => Face::None,
            Some(Known::Loading) => Face::Waiting,
            Some(Known::Failed(_)) => Face::Failed,
            Some(Known::Ready(detail) | Known::Stale { last: detail, .. }) => Face::Item(detail.item.id.0),
        })
    });
    let failure =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(Known::error).map(|error| error.message.clone())));
    let detail = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(Known::value).cloned()));
    view! {
        <main class="work" id="work" aria-live="off">
            {move || match face.get() {
                Face::None => view! { <p class="nothing">{text::nothing_chosen()}</p> }.into_any(),
                Face::Waiting => view! { <Waiting /> }.into_any(),
                Face::Failed => {
                    let retry = Callback::new(move |()| {
                        if let Some(id) = queue.ranking.with_untracked(Ranking::cursor) {
                            queue.load(id);
                        }
                    });
                    view! { <Failed message=failure retry heading=text::item_not_shown() /> }.into_any()
                }
                Face::Item(_) => view! {
                    <Head detail />
                    <Why detail />
                    <DraftEditor detail />
                    <Actions detail />
                }
                .into_any(),
            }}
        </main>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    None,
    Waiting,
    Failed,
    Item(i64),
}

#[component]
fn Head(detail: Memo<Option<ItemDetail>>) -> impl IntoView {
    let now = desk().clock.now();
    let heading = move || {
        detail.with(|detail| {
            let detail = detail.as_ref()?;
            let who = detail.item.called();
            Some(text::heading(detail.item.play, who.as_deref()))
        })
    };
    let company = move || detail.with(|detail| Some(detail.as_ref()?.item.company.as_ref()?.called().to_owned()));
    let wrote = move || {
        // Beside the subject of a mail stands when it came, not what happened since.
        let at = detail.with(|detail| {
            let detail = detail.as_ref()?;
            let newest = detail.thread.last().map(|message| message.sent_at);
            newest.or_else(|| detail.evidence.last().map(|one| one.occurred_at))
        })?;
        Some(text::ago(at, now.get()))
    };
    let subject = move || {
        detail.with(|detail| {
            let detail = detail.as_ref()?;
            let subject = match &detail.chat {
                Some(chat) => chat.place.clone(),
                None => detail.thread.last()?.subject.clone(),
            };
            Some(subject).filter(|subject| !subject.is_empty())
        })
    };
    view! {
        <header class="head">
            <h2 id="heading" dir="auto">{heading}</h2>
            <p class="about">
                {move || company().map(|company| view! { <b dir="auto">{company}</b> })}
                {move || subject().map(|subject| view! { <span dir="auto">{subject}</span> })}
                {move || wrote().map(|wrote| view! { <span class="number">{wrote}</span> })}
            </p>
        </header>
    }
}

#[component]
fn Actions(detail: Memo<Option<ItemDetail>>) -> impl IntoView {
    let (desk, queue): (_, Queue) = (desk(), expect_context());
    let now = desk.clock.now();
    let state = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(|detail| detail.item.state)));
    let play = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(|detail| detail.item.play)));
    let id = Memo::new(move |_| detail.with(|detail| detail.as_ref().map(|detail| detail.item.id)));
    let can_approve = Memo::new(move |_| state.get() == Some(ItemState::Review));
    // What ended or waits elsewhere is not decided about once more; some of it can be brought back.
    let can_decide = Memo::new(move |_| {
        matches!(state.get(), Some(ItemState::New | ItemState::Drafting | ItemState::Review | ItemState::Failed))
    });
    // Where times are proposed, one of them may be as good as agreed.
    let can_book = move || can_decide.get() && matches!(play.get(), Some(Play::ProposeTimes | Play::Rebook));
    // Beside the item where there is no room for its context, in which the same stands.
    let absent = Memo::new(move |_| {
        let position = detail.with(|detail| may_be_said(detail.as_ref()?.meeting.as_ref()?, now.get()));
        position == Some(Position::On)
    });
    let is_snoozed = Memo::new(move |_| state.get() == Some(ItemState::Snoozed));
    let back_at = Memo::new(move |_| detail.with(|detail| detail.as_ref().and_then(|detail| detail.item.snoozed_until)));
    let can_reopen = move || matches!(state.get(), Some(ItemState::Expired | ItemState::Superseded));
    let is_changed = Memo::new(move |_| queue.form.with(|form| form.as_ref().is_some_and(crate::state::Form::is_changed)));
    // What is being typed may be what was missing: the checks speak once it is stored.
    let checks = move |id| (!is_changed.get()).then_some(id);
    let is_held = move || id.get().and_then(checks).is_some_and(|id| queue.holds(id).is_some());
    let is_sender = move || queue.tab.get() == Tab::NewSenders || play.get() == Some(Play::Triage);
    let note = move || {
        let id = id.get()?;
        let refused = queue.refusal.get().filter(|(refused, _)| *refused == id).map(|(_, words)| words);
        let back_at = back_at.get().filter(|_| is_snoozed.get());
        let state = match back_at {
            Some(at) => text::comes_back(&desk.moment(at, now.get())),
            None => text::not_to_approve(state.get()?),
        };
        let held = |id| {
            let (words, n_more) = queue.holds(id)?;
            Some(if n_more > 0 { format!("{words} {}", text::and_more_holds(n_more as u64)) } else { words })
        };
        let checked = || checks(id).and_then(|id| held(id).or_else(|| queue.doubt(id)));
        refused.or_else(|| Some(state).filter(|words| !words.is_empty())).or_else(checked)
    };
    let chosen = move || queue.ranking.with_untracked(Ranking::chosen);
    view! {
        <footer class="acts">
            <button type="button" class="go" id="approve" disabled=move || !can_approve.get() || is_held() on:click=move |_| queue.approve()>
                {text::approve_label()}
                <KeyCap command=Command::Approve />
            </button>
            {move || is_sender().then(|| view! {
                <button type="button" id="allow" on:click=move |_| queue.allow()>
                    {text::command(Command::AllowSender)}
                    <KeyCap command=Command::AllowSender />
                </button>
                <button type="button" id="screen" on:click=move |_| queue.screen()>
                    {text::command(Command::ScreenSender)}
                    <KeyCap command=Command::ScreenSender />
                </button>
            })}
            {move || can_reopen().then(|| view! {
                <button type="button" id="reopen" on:click=move |_| queue.reopen()>{text::reopen_label()}</button>
            })}
            {move || if is_snoozed.get() {
                view! {
                    <button type="button" id="wake" on:click=move |_| queue.wake()>
                        {text::command(Command::Wake)}
                        <KeyCap command=Command::Wake />
                    </button>
                }
                .into_any()
            } else {
                view! {
                    <button type="button" id="snooze" disabled=move || !can_decide.get() on:click=move |_| queue.ask.set(Some(Ask::Until(chosen())))>
                        {text::command(Command::Snooze)}
                        <KeyCap command=Command::Snooze />
                    </button>
                }
                .into_any()
            }}
            <button type="button" id="dismiss" disabled=move || !can_decide.get() on:click=move |_| queue.ask.set(Some(Ask::Reason(chosen())))>
                {text::dismiss_label()}
                <KeyCap command=Command::Dismiss />
            </button>
            <button type="button" id="done" disabled=move || !can_decide.get() on:click=move |_| queue.finish()>
                {text::done_label()}
                <KeyCap command=Command::Done />
            </button>
            {move || can_book().then(|| view! {
                <button type="button" id="book" on:click=move |_| { queue.book(); }>
                    {text::book_label()}
                    <KeyCap command=Command::BookMeeting />
                </button>
            })}
            {move || absent.get().then(|| view! {
                <button type="button" class="no-show-here" id="no-show-here" on:click=move |_| queue.note_no_show(Position::On)>
                    {text::no_show_label()}
                    <KeyCap command=Command::NoShow />
                </button>
            })}
            <p class="note" id="note" role="status" dir="auto">{note}</p>
        </footer>
    }
}
