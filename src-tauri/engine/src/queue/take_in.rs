//! Turns signals into work: opens an item, or joins the one that is open for the same key.

use super::moves::{Change, apply, back_to_review, record};
use crate::cx::Cx;
use crate::jobs;
use crate::settings::Settings;
use crate::signals::plays::{self, Due, PlayRow};
use crate::store::items::{self, MoveFields, NewItem, Row, Window};
use crate::store::jobs as work;
use crate::store::signals::{self as store, Observed};
use crate::store::{Write, ledger, moves, people, threads};
use api::{Actor, ApiError, Code, ItemId, ItemState, MessageId, SignalId, ThreadId, Time, text};

const DAY_MS: i64 = 24 * 3_600_000;
const HOUR_MS: i64 = 3_600_000;

/// The key of the work in a thread: one open item per conversation.
pub fn key_of(thread: ThreadId) -> String {
    format!("thread:{thread}")
}

/// What waits for an answer in one thread.
#[derive(Clone, Debug)]
pub struct Unanswered {
    pub thread: ThreadId,
    /// Of the newest mail.
    pub subject: String,
    pub observed: Vec<Observed>,
}

/// Stores the signals of some threads, each thread once, and opens or joins the item of each. Signals that already speak for an
/// item, whatever became of it, call for nothing new. Answers how many items were opened.
///
/// Many threads at once, because each statement has its price however few rows it writes.
pub async fn take_in(cx: &Cx, write: &mut Write, settings: &Settings, threads: &[Unanswered]) -> anyhow::Result<u64> {
    let now = cx.now();
    let observed: Vec<&Observed> = threads.iter().flat_map(|thread| &thread.observed).collect();
    let mut stored = store::store(write, &observed, now).await?.into_iter();
    let keys: Vec<String> = threads.iter().map(|thread| key_of(thread.thread)).collect();
    let mut live = items::live_by_keys(write.conn(), &keys).await?;
    let (mut opened, mut signals_of) = (Vec::new(), Vec::new());
    for (thread, key) in threads.iter().zip(keys) {
        let mut news: Vec<(SignalId, &Observed)> = Vec::new();
        for (signal, (id, is_new)) in thread.observed.iter().zip(stored.by_ref()) {
            if is_new || !store::is_evidence(write.conn(), id).await? {
                news.push((id, signal));
            }
        }
        let Some((_, newest)) = news.iter().max_by_key(|(id, signal)| (signal.occurred_at, *id)) else { continue };
        let signals: Vec<SignalId> = news.iter().map(|(id, _)| *id).collect();
        if let Some(item) = live.remove(&key) {
            let evidence: Vec<(ItemId, SignalId)> = signals.iter().map(|signal| (item.id(), *signal)).collect();
            store::add_evidence(write, &evidence, now).await?;
            join(cx, write, settings, &item, newest).await?;
            continue;
        }
        let row = strongest(news.iter().map(|(_, signal)| signal.play))?;
        let window = window(settings, row, news.iter().map(|(_, signal)| (signal.play, signal.occurred_at)));
        if window.expires_at.is_some_and(|at| at <= now) {
            continue;
        }
        opened.push(NewItem {
            key,
            play: row.play,
            action: row.action,
            tab: row.tab,
            contact: newest.contact,
            thread: newest.thread,
            subject: &thread.subject,
            window,
            score: super::rescore::score(settings, row, window, ItemState::New, now),
        });
        signals_of.push(signals);
    }
    open(write, &opened, &signals_of, now).await?;
    Ok(opened.len() as u64)
}

/// Opens items, each with the signals that speak for it, and has their drafts written.
async fn open(write: &mut Write, opened: &[NewItem<'_>], signals_of: &[Vec<SignalId>], now: Time) -> anyhow::Result<()> {
    if opened.is_empty() {
        return Ok(());
    }
    let items = items::insert(write, opened, now).await?;
    let evidence = items.iter().zip(signals_of).flat_map(|(item, signals)| signals.iter().map(|signal| (*item, *signal)));
    store::add_evidence(write, &evidence.collect::<Vec<_>>(), now).await?;
    let reason = text::moved_by_signal();
    let change = Change { to: ItemState::New, actor: Actor::Engine, reason: &reason, fields: MoveFields::default() };
    record(write, &items, None, change, now).await?;
    let subjects: Vec<i64> = items.iter().map(|item| item.0).collect();
    work::ask_all(write, jobs::DRAFT, &subjects, now, now).await
}

/// The row of the most urgent play among `plays`.
fn strongest(plays: impl Iterator<Item = api::Play>) -> anyhow::Result<&'static PlayRow> {
    let mut best: Option<&'static PlayRow> = None;
    for play in plays {
        let row = plays::row(play)?;
        if best.is_none_or(|best| row.base.urgency > best.base.urgency) {
            best = Some(row);
        }
    }
    best.ok_or_else(|| anyhow::anyhow!("an item needs a signal"))
}

/// When the work begins, is due and is over: it begins with the first signal of its play, and is over some days after the last.
fn window(settings: &Settings, row: &PlayRow, signals: impl Iterator<Item = (api::Play, Time)>) -> Window {
    let (mut starts_at, mut latest) = (Time(i64::MAX), Time(i64::MIN));
    for (play, at) in signals {
        if play == row.play {
            starts_at = starts_at.min(at);
        }
        latest = latest.max(at);
    }
    let Due::WorkingHours(hours) = row.due;
    let due_at = settings.hours.add_working_ms(starts_at, hours * HOUR_MS, &settings.zone);
    Window { starts_at, due_at, expires_at: Some(latest.plus_ms(row.expires_days * DAY_MS)) }
}

/// Works out anew when each open item is due, after the operator's hours or zone changed, and has them scored again.
pub async fn renew_windows(write: &mut Write, now: Time) -> anyhow::Result<()> {
    const ITEMS_PER_PAGE: i64 = 500;
    let settings = Settings::load(write.conn()).await?;
    let mut after = 0;
    loop {
        let page = items::open_after(write.conn(), after, ITEMS_PER_PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.item_id;
        work::ask(write, jobs::TICK, 0, now, now).await?;
        for item in &page {
            let evidence = store::of_item(write.conn(), item.id()).await?;
            let row = plays::row(item.play)?;
            let mut window = window(&settings, row, evidence.iter().map(|signal| (signal.play, Time(signal.occurred_at))));
            window.expires_at = item.expires_at.map(Time);
            items::set_play(write, item.id(), row.play, window).await?;
        }
    }
}

/// What further evidence does to an item that is already there, in each of its states.
async fn join(cx: &Cx, write: &mut Write, settings: &Settings, item: &Row, newest: &Observed) -> anyhow::Result<()> {
    let now = cx.now();
    let evidence = store::of_item(write.conn(), item.id()).await?;
    let row = strongest(evidence.iter().map(|signal| signal.play))?;
    let window = window(settings, row, evidence.iter().map(|signal| (signal.play, Time(signal.occurred_at))));
    items::set_play(write, item.id(), row.play, window).await?;
    let mut item = reread(write, item.id()).await?;
    match item.state {
        ItemState::Snoozed => {
            let to = item.previous().unwrap_or(ItemState::Review);
            let reason = text::moved_by_evidence();
            apply(write, &item, Change::plain(&item, to, Actor::Engine, &reason), now).await?;
            moves::settle(write, item.id(), now).await?;
            item = reread(write, item.id()).await?;
        }
        ItemState::Approved => {
            let who = match newest.contact {
                Some(id) => people::contact(write.conn(), id).await?.map_or_else(String::new, |(contact, _)| name_of(&contact)),
                None => String::new(),
            };
            // An action that is already on its way cannot be called back; its item stays approved until it is out.
            if call_back(write, &item, &text::approval_voided_by_mail(&who), now).await? {
                moves::settle(write, item.id(), now).await?;
            }
            return super::rescore::rescore(write, settings, item.id(), now).await;
        }
        _ => {}
    }
    match item.state {
        ItemState::Review => {
            let reason = text::moved_by_evidence();
            apply(write, &item, Change::plain(&item, ItemState::Drafting, Actor::Engine, &reason), now).await?;
            work::ask(write, jobs::DRAFT, item.item_id, now, now).await?;
        }
        ItemState::New | ItemState::Drafting => work::ask(write, jobs::DRAFT, item.item_id, now, now).await?,
        _ => {}
    }
    super::rescore::rescore(write, settings, item.id(), now).await
}

fn name_of(contact: &api::ContactRef) -> String {
    if contact.name.is_empty() { contact.address.clone() } else { contact.name.clone() }
}

async fn reread(write: &mut Write, id: ItemId) -> anyhow::Result<Row> {
    items::one(write.conn(), id).await?.ok_or_else(|| anyhow::anyhow!("item {id} is gone"))
}

/// Ends the work in a thread in which the last word is the operator's.
pub async fn answered_elsewhere(write: &mut Write, thread: ThreadId, answered_at: Option<Time>, now: Time) -> anyhow::Result<()> {
    let Some(item) = items::live_by_key(write.conn(), &key_of(thread)).await? else { return Ok(()) };
    if item.state == ItemState::Approved && answered_at.is_none() {
        return Ok(());
    }
    supersede(write, item, &text::answered_elsewhere(), now).await
}

/// Ends the work in a thread that stands on a mail which the operator answered at `answered_at`, so that what came in after that
/// is work of its own: `waiting` are the mails that are not answered. The outcome is the same as if the answer had been judged
/// before them.
pub async fn end_answered(
    write: &mut Write,
    thread: ThreadId,
    answered_at: Time,
    waiting: &[MessageId],
    now: Time,
) -> anyhow::Result<()> {
    let Some(item) = items::live_by_key(write.conn(), &key_of(thread)).await? else { return Ok(()) };
    let evidence = store::of_item(write.conn(), item.id()).await?;
    let is_answered = evidence.iter().any(|signal| {
        let waits = signal.message_id.is_some_and(|id| waiting.contains(&MessageId(id)));
        !waits && Time(signal.occurred_at) <= answered_at
    });
    if is_answered { answered_elsewhere(write, thread, Some(answered_at), now).await } else { Ok(()) }
}

/// Joins two halves of one conversation: mails, and the work that stands on them. Of two items one stays, the approved one or
/// else that of `into`; what speaks for the other is judged again and joins it.
pub async fn join_threads(write: &mut Write, from: ThreadId, into: ThreadId, now: Time) -> anyhow::Result<()> {
    let key = key_of(into);
    let halves = (items::live_by_key(write.conn(), &key_of(from)).await?, items::live_by_key(write.conn(), &key).await?);
    if let (Some(item), Some(other)) = halves {
        let goes = if item.state == ItemState::Approved && other.state != ItemState::Approved { other } else { item };
        supersede(write, goes, &text::joined_thread(), now).await?;
    }
    items::follow(write, from, into, &key).await?;
    let entry = ledger::Entry {
        actor: Actor::Engine,
        event: "threads_joined",
        subject: &format!("thread:{into}"),
        detail: &format!("thread:{from}"),
        content_hash: "",
    };
    ledger::append(write, entry, now).await?;
    threads::merge(write, from, into).await
}

/// Brings an approved item back to review. Answers whether that was still possible: not once its action is on its way.
async fn call_back(write: &mut Write, item: &Row, reason: &str, now: Time) -> anyhow::Result<bool> {
    match back_to_review(write, item, Actor::Engine, reason, now).await {
        Ok(()) => Ok(true),
        Err(error) if error.downcast_ref::<ApiError>().is_some_and(|error| error.code == Code::Conflict) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Ends an item that the facts have overtaken. One whose action is already on its way stays until that is out.
async fn supersede(write: &mut Write, mut item: Row, reason: &str, now: Time) -> anyhow::Result<()> {
    if item.state == ItemState::Approved {
        if !call_back(write, &item, reason, now).await? {
            return Ok(());
        }
        item = reread(write, item.id()).await?;
    }
    apply(write, &item, Change::plain(&item, ItemState::Superseded, Actor::Engine, reason), now).await?;
    moves::settle(write, item.id(), now).await
}
