//! The queue and its items, as hosts show them. The explanation of a score is read from what was stored, never made anew.

use crate::chats;
use crate::connectors::webhook::form_view;
use crate::cx::Cx;
use crate::deals;
use crate::drafts;
use crate::jobs;
use crate::mail;
use crate::meetings::view as view_of_meeting;
use crate::outbox::{self, gates};
use crate::page;
use crate::settings::Settings;
use crate::signals::told_at;
use crate::store::crm::lists;
use crate::store::items::{self, After, Filter, Row};
use crate::store::meetings::Meeting;
use crate::store::{
    Conn, chat, correspondence, jobs as work, kept_drafts, meetings, messages, moves, people, posts, signals, suppressions,
};
use crate::write_back;
use anyhow::Context as _;
use api::{
    Action, ApiError, Code, CompanyRef, Component, ContactCard, ContactId, ContactRef, Counted, DealLine, DealOfItem, Evidence,
    ItemDetail, ItemId, ItemState, ItemView, ListQueue, Message, MessageId, Move, Play, QueuePage, SignalKind, Tab, TabCount,
    ThreadId, Time, text,
};
use std::collections::{HashMap, HashSet};

const LINES_AT_MOST: usize = 500;
/// How much of a thread is shown beside a draft.
const THREAD_SHOWN: i64 = 50;
/// How many open items of the same people are shown beside an item.
const OTHERS_SHOWN: i64 = 5;
/// How many open deals of its contact are shown beside an item.
const DEALS_SHOWN: usize = 5;

/// A page of the queue, or of the snoozed items.
pub async fn list(cx: &Cx, request: &ListQueue) -> anyhow::Result<QueuePage> {
    let n_rows = page::limit(request.limit)?;
    let limit = i64::try_from(n_rows)?;
    let mut conn = cx.read().await?;
    let unreadable = || {
        ApiError::new(Code::Invalid, text::unreadable_request("list_queue", "`after` is not a place in the queue")).on("after")
    };
    let (rows, snoozed) = if request.tab == Some(Tab::Snoozed) {
        let after: Option<(i64, i64)> =
            request.after.as_deref().map(serde_json::from_str).transpose().map_err(|_| unreadable())?;
        (items::snoozed(&mut conn, after, limit).await?, true)
    } else {
        // The score as its bits: written in decimals, some would not come back the same, and a page would begin in the wrong place.
        let after: Option<(u64, i64, i64, i64)> =
            request.after.as_deref().map(serde_json::from_str).transpose().map_err(|_| unreadable())?;
        let after =
            after.map(|(score, due_at, opened_at, item_id)| After { score: f64::from_bits(score), due_at, opened_at, item_id });
        (items::ranked(&mut conn, Filter { tab: request.tab, band: request.band }, after, limit).await?, false)
    };
    let next = rows.last().filter(|_| rows.len() == n_rows).map(|last| {
        if snoozed {
            serde_json::json!([last.snoozed_until, last.item_id]).to_string()
        } else {
            serde_json::json!([last.score.to_bits(), last.due_at, last.opened_at, last.item_id]).to_string()
        }
    });
    Ok(QueuePage { items: views(&mut conn, &rows).await?, tabs: tabs(&mut conn).await?, next })
}

pub(super) async fn tabs(conn: &mut Conn) -> anyhow::Result<Vec<TabCount>> {
    let counts = items::counts(conn).await?;
    let whole = |n: i64| u64::try_from(n).unwrap_or_default();
    Ok(Tab::ALL
        .iter()
        .map(|&tab| {
            let count = match tab {
                Tab::All => {
                    counts.iter().filter(|(name, ..)| name != Tab::NewSenders.as_str()).map(|(_, open, _, _)| whole(*open)).sum()
                }
                Tab::Snoozed => counts.iter().map(|(_, _, snoozed, _)| whole(*snoozed)).sum(),
                _ => counts.iter().filter(|(name, ..)| name == tab.as_str()).map(|(_, open, _, _)| whole(*open)).sum(),
            };
            TabCount { tab, count }
        })
        .collect())
}

/// The lines of these items, in their order; those that are gone are left out.
pub async fn lines(cx: &Cx, items: &[ItemId]) -> anyhow::Result<Vec<ItemView>> {
    if items.len() > LINES_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::too_many_items(LINES_AT_MOST)).on("items").into());
    }
    let mut conn = cx.read().await?;
    let rows = items::some(&mut conn, items).await?;
    let mut lines: HashMap<ItemId, ItemView> = views(&mut conn, &rows).await?.into_iter().map(|line| (line.id, line)).collect();
    Ok(items.iter().filter_map(|id| lines.remove(id)).collect())
}

/// One line of the queue.
pub async fn view(conn: &mut Conn, row: &Row) -> anyhow::Result<ItemView> {
    views(conn, std::slice::from_ref(row)).await?.pop().context("An item has one line")
}

/// Lines of the queue. Their people are read at once: a page must not ask as often as it has lines.
pub async fn views(conn: &mut Conn, rows: &[Row]) -> anyhow::Result<Vec<ItemView>> {
    let ids: Vec<ContactId> = rows.iter().filter_map(|row| row.contact_id.map(ContactId)).collect();
    let people = people::contacts(conn, &ids).await?;
    let who = |row: &Row| row.contact_id.and_then(|id| people.get(&ContactId(id))).cloned();
    let begun: Vec<ItemId> = rows.iter().filter(|row| may_ask(row.kind, row.play)).map(Row::id).collect();
    let asking = asking(conn, &begun).await?;
    let addresses: Vec<&str> = people.values().map(|(contact, _)| contact.address.as_str()).collect();
    let suppressed = suppressions::covering(conn, &addresses).await?;
    let is_of_colleague = |row: &&Row| row.action == Action::PostMessage && row.contact_id.is_none();
    let talks: Vec<ThreadId> = rows.iter().filter(is_of_colleague).filter_map(|row| row.thread_id.map(ThreadId)).collect();
    let speakers = chat::speakers(conn, &talks).await?;
    let line = |row: &Row| {
        let who = who(row);
        let is_covered = who.as_ref().is_some_and(|(contact, _)| suppressed.contains_key(&contact.address));
        let why = text::why(row.kind, row.play, asking.contains(&row.item_id));
        let goes_nowhere = is_covered && row.action.has_recipients() && !has_ended(row.state);
        let speaker = row.thread_id.and_then(|thread| speakers.get(&thread)).cloned().unwrap_or_default();
        ItemView { who: speaker, ..line(row, who, if goes_nowhere { text::suppressed_since(&why) } else { why }) }
    };
    Ok(rows.iter().map(line).collect())
}

/// Of what begins a conversation the row of the plays table does not say whether it asks.
fn may_ask(kind: SignalKind, play: Play) -> bool {
    (kind, play) == (SignalKind::EmailReceived, Play::Answer)
}

/// Those of these items for which something speaks that asks.
async fn asking(conn: &mut Conn, items: &[ItemId]) -> anyhow::Result<HashSet<i64>> {
    if items.is_empty() {
        return Ok(HashSet::new());
    }
    let excerpts = signals::excerpts(conn, items).await?;
    Ok(excerpts.into_iter().filter(|(_, excerpt)| asks(excerpt)).map(|(item, _)| item).collect())
}

/// The excerpt of what asks is what it asks.
fn asks(excerpt: &str) -> bool {
    !mail::asked(excerpt).is_empty()
}

fn line(row: &Row, who: Option<(ContactRef, Option<CompanyRef>)>, why: String) -> ItemView {
    let (contact, company) = who.map_or((None, None), |(contact, company)| (Some(contact), company));
    ItemView {
        id: row.id(),
        action: row.action,
        play: row.play,
        state: row.state,
        score: row.score,
        band: row.band(),
        what: text::what(row.play, &mail::subject::base(&row.subject)),
        why,
        due_at: Time(row.due_at),
        opened_at: Time(row.opened_at),
        expires_at: row.expires_at.map(Time),
        // One that was woken by hand still knows when it would have come back.
        snoozed_until: row.snoozed_until.map(Time).filter(|_| row.state == ItemState::Snoozed),
        ended_how: row.ended_how(),
        contact,
        company,
        who: String::new(),
    }
}

/// An item as the operator opens it. A new sender's gets its draft now: most are decided about without one. So does one that
/// came back to review before it had any.
pub async fn open(cx: &Cx, id: ItemId) -> anyhow::Result<ItemDetail> {
    let shown = detail(cx, id).await?;
    let is_unopened = shown.item.state == ItemState::New && shown.item.play == Play::Triage;
    if is_unopened || (shown.item.state == ItemState::Review && shown.draft.is_none()) {
        let now = cx.now();
        let mut write = cx.write().await?;
        work::ask(&mut write, jobs::DRAFT, id.0, now, now).await?;
        write.commit().await?;
        cx.work.notify_one();
    }
    Ok(shown)
}

/// An item with all that explains it. Errors: `not_found`.
pub async fn detail(cx: &Cx, id: ItemId) -> anyhow::Result<ItemDetail> {
    let mut conn = cx.read().await?;
    let settings = Settings::load(&mut conn).await?;
    let Some(row) = items::one(&mut conn, id).await? else {
        return Err(ApiError::new(Code::NotFound, text::no_such_item(id.0)).on("item").into());
    };
    let mut rows = vec![row.clone()];
    rows.extend(items::others_of_people(&mut conn, &row, OTHERS_SHOWN).await?);
    let mut lines = views(&mut conn, &rows).await?.into_iter();
    let item = lines.next().context("An item has one line")?;
    let evidence = evidence(&mut conn, &settings, &row).await?;
    let thread = match row.thread_id {
        Some(thread) => thread_of(&mut conn, ThreadId(thread)).await?,
        None => Vec::new(),
    };
    let meeting = meeting_of(&mut conn, &row).await?;
    let form = match row.thread_id.map(ThreadId) {
        Some(thread) => posts::of_threads(&mut conn, &[thread]).await?.remove(&thread),
        None => None,
    };
    let moves = moves::of_item(&mut conn, id).await?.into_iter().map(|row| Move {
        at: Time(row.moved_at),
        from: row.from(),
        to: row.to_state,
        by: row.actor,
        reason: row.reason,
    });
    let deal = write_back::deal_of_item(&mut conn, &row).await?;
    let current = drafts::current(&mut conn, &settings, &row, cx.now()).await?;
    Ok(ItemDetail {
        components: components(&row),
        adjustment: row.adjustment,
        limit: row.limit_points,
        evidence,
        // Nothing stands in the way of what has ended.
        gates: if has_ended(row.state) {
            Vec::new()
        } else {
            gates::of_item(cx, &mut conn, &settings, &row, current.as_ref()).await?
        },
        draft: current.map(drafts::view),
        kept: kept_drafts::of_item(&mut conn, id).await?,
        outbox: outbox::of_item(cx, &mut conn, &settings, &row).await?,
        thread,
        chat: match row.thread_id {
            Some(thread) => chats::view(&mut conn, ThreadId(thread)).await?,
            None => None,
        },
        meeting: meeting.as_ref().map(view_of_meeting),
        form: form.map(form_view),
        deals: deals_beside(&mut conn, deal.as_ref(), item.contact.as_ref()).await?,
        deal,
        moves: moves.collect(),
        card: card(&mut conn, &item).await?,
        other_items: lines.collect(),
        item,
    })
}

/// The meeting that an item is about, else the one that stands beside the mail that it answers.
async fn meeting_of(conn: &mut Conn, row: &Row) -> anyhow::Result<Option<Meeting>> {
    if let Some(thread) = row.thread_id
        && let Some(meeting) = meetings::of_thread(conn, ThreadId(thread)).await?
    {
        return Ok(Some(meeting));
    }
    let evidence = signals::of_item(conn, row.id()).await?;
    let threads: Vec<ThreadId> = evidence.iter().filter_map(|row| row.thread_id.map(ThreadId)).collect();
    let all = meetings::of_threads(conn, &threads).await?;
    Ok(all.into_values().max_by_key(|meeting| (meeting.told.starts_at, meeting.id.0)))
}

/// The deal that an item is about, then the open ones of its contact.
async fn deals_beside(
    conn: &mut Conn,
    about: Option<&DealOfItem>,
    contact: Option<&ContactRef>,
) -> anyhow::Result<Vec<DealLine>> {
    let about = about.map(|deal| deal.id);
    let mut rows = match about {
        Some(id) => lists::one(conn, id).await?.into_iter().collect(),
        None => Vec::new(),
    };
    if let Some(contact) = contact {
        let theirs = lists::of_contact(conn, contact.id, deals::DEALS_SHOWN).await?;
        rows.extend(theirs.into_iter().filter(|line| Some(line.id()) != about && line.ends.is_empty()).take(DEALS_SHOWN));
    }
    deals::lines(conn, rows).await
}

async fn card(conn: &mut Conn, item: &ItemView) -> anyhow::Result<Option<ContactCard>> {
    match &item.contact {
        Some(contact) => correspondence::card(conn, contact).await,
        None => Ok(None),
    }
}

fn has_ended(state: ItemState) -> bool {
    matches!(state, ItemState::Done | ItemState::Dismissed | ItemState::Expired | ItemState::Superseded)
}

fn components(row: &Row) -> Vec<Component> {
    // What cannot be read any more is left out: the numbers stand by themselves.
    let all: Vec<Counted> = serde_json::from_str(&row.counted).unwrap_or_default();
    let part = |name: &str, value, weight, points| {
        let counted = all.iter().filter(|counted| counted.part() == name).cloned().collect();
        Component { name: name.to_owned(), value, weight, points, counted }
    };
    vec![
        part("revenue", row.revenue, row.revenue_weight, row.revenue_points),
        part("urgency", row.urgency, row.urgency_weight, row.urgency_points),
        part("strategic", row.strategic, row.strategic_weight, row.strategic_points),
        part("effort", row.effort, row.effort_weight, row.effort_points),
    ]
}

async fn evidence(conn: &mut Conn, settings: &Settings, row: &Row) -> anyhow::Result<Vec<Evidence>> {
    let mut all = Vec::new();
    for signal in signals::of_item(conn, row.id()).await? {
        let when = crate::moment(told_at(signal.kind, Time(signal.occurred_at)), &settings.zone);
        let asks = signal.play == Play::Answer && (!may_ask(signal.kind, signal.play) || asks(&signal.excerpt));
        all.push(Evidence {
            signal: api::SignalId(signal.signal_id),
            kind: signal.kind,
            occurred_at: Time(signal.occurred_at),
            message: signal.message_id.map(MessageId),
            words: text::evidence(signal.kind, &signal.who, &when, asks),
            excerpt: signal.excerpt,
        });
    }
    Ok(all)
}

async fn thread_of(conn: &mut Conn, thread: ThreadId) -> anyhow::Result<Vec<Message>> {
    let mails = messages::of_thread(conn, thread, THREAD_SHOWN).await?;
    let mut attached = if mails.iter().any(|mail| mail.has_attachments) {
        messages::attachments_in_thread(conn, thread).await?
    } else {
        HashMap::new()
    };
    let shown = |mail: messages::Row| Message {
        id: mail.id(),
        is_own: mail.direction == messages::Direction::Out,
        attachments: attached.remove(&mail.message_id).unwrap_or_default(),
        from_name: mail.from_name,
        from_address: mail.from_address,
        subject: mail.subject,
        text: mail.own_text,
        sent_at: Time(mail.sent_at),
        has_quote: mail.has_quote,
        has_html: mail.has_html,
    };
    Ok(mails.into_iter().map(shown).collect())
}
