//! Settles piles: of what waits on each there is one open item, and it says what is strongest there.
//!
//! What stands open follows from what waits and from what the operator did, never from the order in which it came to wait.

use super::background::{Background, Bearing};
use super::ends::{call_back, is_put_away, reason_of_end, supersede};
use super::hot::{self, Fresh};
use super::moves::{Change, apply, record};
use super::rescore;
use crate::cx::Cx;
use crate::jobs;
use crate::mail::{self, Intent};
use crate::scoring::base_points;
use crate::settings::Settings;
use crate::signals::plays::PlayRow;
use crate::store::items::{self, MoveFields, NewItem, Row, Window};
use crate::store::jobs as work;
use crate::store::waiting::{self, Row as Waiting};
use crate::store::{Write, messages, moves, outbox, people, signals as store, suppressions};
use api::{Actor, ContactId, ItemId, ItemState, Play, SignalId, SignalKind, Tab, ThreadId, Time, text};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::AddAssign;

/// How many items were opened: in the queue, and beside it for people who wrote for the first time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    pub n_items: u64,
    pub n_senders: u64,
}

impl AddAssign for Opened {
    fn add_assign(&mut self, more: Self) {
        self.n_items += more.n_items;
        self.n_senders += more.n_senders;
    }
}

const DAY_MS: i64 = 24 * 3_600_000;

/// Opens, changes or ends the items of these piles. `gone` are signals that waited until now and do no longer. Answers what
/// was opened.
pub async fn settle(
    cx: &Cx,
    write: &mut Write,
    settings: &Settings,
    piles: &[&str],
    gone: &HashSet<SignalId>,
) -> anyhow::Result<Opened> {
    let now = cx.now();
    let mut left = gone.clone();
    let mut on_pile: HashMap<String, Vec<Waiting>> = HashMap::new();
    for row in waiting::on_piles(write.conn(), piles).await? {
        if still_calls(write, &row).await? {
            on_pile.entry(row.pile.clone()).or_default().push(row);
        } else {
            left.insert(row.id());
        }
    }
    let background = background_of(write, on_pile.values().flatten(), now).await?;
    let mut live = items::live_on_piles(write.conn(), piles).await?;
    let mut to_open: Vec<Vec<Waiting>> = Vec::new();
    for pile in piles {
        let waiting = on_pile.remove(*pile).unwrap_or_default();
        let uncovered = match live.remove(*pile) {
            Some(item) => revise(write, settings, &background, item, waiting, &left, now).await?,
            None => waiting,
        };
        let uncovered: Vec<Waiting> = uncovered.into_iter().filter(|row| !row.is_settled).collect();
        if !uncovered.is_empty() {
            to_open.push(uncovered);
        }
    }
    open(write, settings, &background, to_open, now).await
}

/// What the scores of the items take in that these signals call for.
async fn background_of(write: &mut Write, waiting: impl Iterator<Item = &Waiting>, now: Time) -> anyhow::Result<Background> {
    let (contacts, threads): (BTreeSet<_>, BTreeSet<_>) =
        waiting.map(|row| (row.contact_id.map(ContactId), row.thread_id.map(ThreadId))).unzip();
    let contacts: Vec<ContactId> = contacts.into_iter().flatten().collect();
    let threads: Vec<ThreadId> = threads.into_iter().flatten().collect();
    Background::of(write.conn(), &contacts, &threads, now).await
}

/// Whether a signal that waits still calls for anything, by what happened in other conversations with the same contact.
async fn still_calls(write: &mut Write, row: &Waiting) -> anyhow::Result<bool> {
    // What goes to nobody is done whatever they wish.
    if matches!(row.play, Play::Prepare | Play::ReviewDeal | Play::LearnWhy | Play::DoTask) {
        return Ok(true);
    }
    if row.opted_out_at.is_some_and(|at| row.occurred_at <= at) || is_declined(write, row.kind, row.contact_id, row.at()).await? {
        return Ok(false);
    }
    let Some(contact) = row.contact_id.map(ContactId) else { return Ok(true) };
    match (row.kind, row.message()) {
        (SignalKind::NoReply, Some(message)) => {
            Ok(!is_suppressed(write, contact).await? && waiting::is_last_word(write.conn(), contact, message).await?)
        }
        // Whoever was written to since need not be written to about it.
        (
            SignalKind::MeetingEnded
            | SignalKind::MeetingDeclined
            | SignalKind::MeetingNoShow
            | SignalKind::DealCreated
            | SignalKind::DealStageChanged
            | SignalKind::DealStalled
            | SignalKind::DealWon
            | SignalKind::LeadCold,
            _,
        ) => Ok(!is_suppressed(write, contact).await? && !messages::was_written_to_since(write.conn(), contact, row.at()).await?),
        (SignalKind::FormSubmitted, _) => Ok(!messages::was_written_to_since(write.conn(), contact, row.at()).await?),
        _ => Ok(true),
    }
}

async fn is_suppressed(write: &mut Write, contact: ContactId) -> anyhow::Result<bool> {
    let addresses = people::addresses(write.conn(), contact).await?;
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    Ok(!suppressions::covering(write.conn(), &addresses).await?.is_empty())
}

/// Whether somebody who asked to meet said no since, in whatever conversation: nobody proposes times to them then.
pub(super) async fn is_declined(write: &mut Write, kind: SignalKind, contact: Option<i64>, at: Time) -> anyhow::Result<bool> {
    let (SignalKind::MeetingRequest, Some(contact)) = (kind, contact.map(ContactId)) else { return Ok(false) };
    let since = messages::written_since(write.conn(), contact, at).await?;
    Ok(since.iter().any(|own_text| mail::intent(own_text).intent == Intent::Declines))
}

/// Opens an item on each of these piles, where it is still worth doing.
async fn open(
    write: &mut Write,
    settings: &Settings,
    background: &Background,
    piles: Vec<Vec<Waiting>>,
    now: Time,
) -> anyhow::Result<Opened> {
    let mut chosen: Vec<(Strongest<'_>, &[Waiting], Window)> = Vec::new();
    for waiting in &piles {
        let Some(strongest) = strongest(settings, background, waiting)? else { continue };
        let window = window(settings, &strongest.row, waiting.iter().map(|row| (row.kind, row.play, row.at())));
        if window.expires_at.is_none_or(|at| at > now) {
            chosen.push((strongest, waiting, window));
        }
    }
    // An item whose action is on its way keeps its key until that is out; its thread is judged again then.
    let keys: Vec<&str> = chosen.iter().map(|(strongest, ..)| strongest.signal.key.as_str()).collect();
    if keys.is_empty() {
        return Ok(Opened::default());
    }
    let taken = items::taken_keys(write.conn(), &keys).await?;
    chosen.retain(|(strongest, ..)| !taken.contains(&strongest.signal.key));
    let bearings: Vec<Bearing> = chosen
        .iter()
        .map(|(strongest, ..)| {
            let signal = strongest.signal;
            background.bearing(settings, signal.contact_id.map(ContactId), None, signal.thread_id.map(ThreadId))
        })
        .collect();
    let new: Vec<NewItem<'_>> = chosen
        .iter()
        .zip(&bearings)
        .map(|((strongest, _, window), bearing)| {
            let work = strongest.work(*window);
            let score = rescore::score(settings, &strongest.row, *window, ItemState::New, bearing, now);
            NewItem { work, pile: &strongest.signal.pile, action: strongest.row.action, score, counted: &bearing.counted }
        })
        .collect();
    if new.is_empty() {
        return Ok(Opened::default());
    }
    let ids = items::insert(write, &new, now).await?;
    let evidence: Vec<_> = ids
        .iter()
        .zip(&chosen)
        .flat_map(|(item, (_, waiting, _))| waiting.iter().map(|row| (*item, row.id(), row.play)))
        .collect();
    store::add_evidence(write, &evidence, now).await?;
    let mut by_reason: BTreeMap<String, Vec<ItemId>> = BTreeMap::new();
    for (id, item) in ids.iter().zip(&new) {
        by_reason.entry(text::moved_by_signal(item.work.kind)).or_default().push(*id);
    }
    for (reason, ids) in &by_reason {
        let change = Change { to: ItemState::New, actor: Actor::Engine, reason, fields: MoveFields::default() };
        record(write, ids, None, change, now).await?;
    }
    let drafted: Vec<i64> = ids
        .iter()
        .zip(&chosen)
        .filter(|(_, (strongest, ..))| strongest.row.is_drafted_at_once())
        .map(|(item, _)| item.0)
        .collect();
    work::ask_all(write, jobs::DRAFT, &drafted, now, now).await?;
    note_hot(write, settings, &ids, &new, &chosen, now).await?;
    let n_senders = new.iter().filter(|item| item.work.tab == Tab::NewSenders).count();
    Ok(Opened { n_items: (new.len() - n_senders) as u64, n_senders: n_senders as u64 })
}

/// Notes which of the items that were just opened are hot.
async fn note_hot(
    write: &mut Write,
    settings: &Settings,
    ids: &[ItemId],
    new: &[NewItem<'_>],
    chosen: &[(Strongest<'_>, &[Waiting], Window)],
    now: Time,
) -> anyhow::Result<()> {
    let signals: Vec<Vec<SignalId>> = chosen.iter().map(|(_, waiting, _)| waiting.iter().map(Waiting::id).collect()).collect();
    let fresh = ids.iter().zip(new).zip(&signals);
    let fresh: Vec<Fresh<'_>> = fresh.map(|((id, new), signals)| Fresh { id: *id, band: new.score.band(), signals }).collect();
    hot::opened(write, settings, &fresh, now).await
}

/// The signal that decides what an item is about.
struct Strongest<'a> {
    row: PlayRow,
    signal: &'a Waiting,
}

impl<'a> Strongest<'a> {
    fn work(&self, window: Window) -> items::Work<'a> {
        let signal = self.signal;
        items::Work {
            key: &signal.key,
            kind: signal.kind,
            play: signal.play,
            tab: self.row.tab,
            contact: signal.contact_id.map(ContactId),
            thread: signal.thread_id.map(ThreadId),
            subject: &signal.subject,
            window,
        }
    }
}

/// Whoever waits for an answer goes before what nobody waits for; then by base score, then the newest, then by its name at the
/// source: never by the order of arrival.
fn strongest<'a>(settings: &Settings, background: &Background, waiting: &'a [Waiting]) -> anyhow::Result<Option<Strongest<'a>>> {
    let mut best: Option<(bool, f64, Strongest<'a>)> = None;
    for signal in waiting {
        let row = background.row(signal.kind, signal.play, signal.thread_id.map(ThreadId))?;
        let (is_asked, points) = (signal.is_asked(), base_points(&row.base, &settings.weights));
        let is_better = best.as_ref().is_none_or(|(asked, most, best)| {
            is_asked
                .cmp(asked)
                .then_with(|| points.total_cmp(most))
                .then_with(|| signal.occurred_at.cmp(&best.signal.occurred_at))
                .then_with(|| signal.source_id.cmp(&best.signal.source_id))
                .is_gt()
        });
        if is_better {
            best = Some((is_asked, points, Strongest { row, signal }));
        }
    }
    Ok(best.map(|(_, _, strongest)| strongest))
}

/// When the work begins, is due and is over: it begins with the first signal of its kind and play, and is over some days after
/// the last of any.
fn window(settings: &Settings, row: &PlayRow, signals: impl Iterator<Item = (SignalKind, Play, Time)>) -> Window {
    let (mut starts_at, mut latest) = (Time(i64::MAX), Time(i64::MIN));
    for (kind, play, at) in signals {
        if (kind, play) == (row.kind, row.play) {
            starts_at = starts_at.min(at);
        }
        latest = latest.max(at);
    }
    let expires_at = row.expires_days.map(|days| latest.plus_ms(days * DAY_MS));
    Window { starts_at, due_at: row.due_at(starts_at, settings), expires_at }
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
        let threads: Vec<ThreadId> = page.iter().filter_map(|item| item.thread_id.map(ThreadId)).collect();
        let background = Background::of(write.conn(), &[], &threads, now).await?;
        work::ask(write, jobs::TICK, 0, now, now).await?;
        for item in &page {
            let starts_at = Time(item.window_starts_at);
            let due_at = background.row(item.kind, item.play, item.thread_id.map(ThreadId))?.due_at(starts_at, &settings);
            let window = Window { starts_at, due_at, expires_at: item.expires_at.map(Time) };
            items::set_window(write, item.id(), window).await?;
        }
    }
}

/// Has an item say what waits on its pile now. `left` waited on it until now. Answers what the item does not cover: where its own
/// conversation needs nothing more, what waits in others is work of its own.
async fn revise(
    write: &mut Write,
    settings: &Settings,
    background: &Background,
    item: Row,
    waiting: Vec<Waiting>,
    left: &HashSet<SignalId>,
    now: Time,
) -> anyhow::Result<Vec<Waiting>> {
    if item.state == ItemState::Approved && outbox::is_on_its_way(write.conn(), item.id()).await? {
        // It is judged again once its action is out; until then nothing of it may change.
        return Ok(Vec::new());
    }
    let evidence = store::of_item(write.conn(), item.id()).await?;
    let has_left = |row: &&store::Row| left.contains(&SignalId(row.signal_id));
    let went: Vec<SignalId> = evidence.iter().filter(has_left).map(|row| SignalId(row.signal_id)).collect();
    let stays_in_thread = evidence.iter().filter(|row| !has_left(row)).any(|row| row.thread_id == item.thread_id);
    if !went.is_empty() && !stays_in_thread {
        if item.state == ItemState::Approved && is_put_away(write, &item).await? {
            // Whoever answers a mail and throws it away still means the answer.
            return Ok(Vec::new());
        }
        let reason = reason_of_end(write, &item, &evidence, &went).await?;
        return Ok(if supersede(write, item, &reason, now).await? { waiting } else { Vec::new() });
    }
    let known = |row: &Waiting| evidence.iter().find(|known| known.signal_id == row.signal_id);
    let (known_waiting, news): (Vec<Waiting>, Vec<Waiting>) = waiting.into_iter().partition(|row| known(row).is_some());
    let news: Vec<Waiting> = news.into_iter().filter(|row| !row.is_settled).collect();
    let has_other_play = known_waiting.iter().any(|row| known(row).is_some_and(|known| known.play != row.play));
    if went.is_empty() && news.is_empty() && !has_other_play {
        return Ok(Vec::new());
    }
    store::take_evidence(write, item.id(), &went).await?;
    let calls: Vec<_> = known_waiting.iter().chain(&news).map(|row| (item.id(), row.id(), row.play)).collect();
    store::add_evidence(write, &calls, now).await?;
    // What speaks for the item without waiting, because the operator wants it done, counts like what waits.
    let wanted = evidence
        .iter()
        .filter(|row| !has_left(row) && !known_waiting.iter().any(|waiting| waiting.signal_id == row.signal_id))
        .map(|row| wanted(row, &item))
        .collect::<Vec<_>>();
    let joined: Vec<SignalId> = news.iter().map(Waiting::id).collect();
    let newest = news.iter().max_by_key(|row| (row.occurred_at, row.signal_id)).map(News::of);
    // What nobody wrote stands beside a mail that waits for an answer, and changes nothing of that.
    let is_beside = !news.iter().any(Waiting::is_asked)
        && !evidence.iter().any(|row| has_left(&row) && waiting::is_asked(row.kind, row.message_id));
    let all: Vec<Waiting> = wanted.into_iter().chain(known_waiting).chain(news).collect();
    let Some(strongest) = strongest(settings, background, &all)? else { return Ok(Vec::new()) };
    let window = window(settings, &strongest.row, all.iter().map(|row| (row.kind, row.play, row.at())));
    let work = strongest.work(window);
    let is_other_work = (item.kind, item.play, item.thread_id) != (work.kind, work.play, work.thread.map(|id| id.0));
    items::set_work(write, item.id(), &work).await?;
    let item = reread(write, item.id()).await?;
    let is_untouched = is_beside && !is_other_work && waiting::is_asked(strongest.signal.kind, strongest.signal.message_id);
    match newest {
        _ if is_untouched => {}
        Some(news) => news_for(write, item.clone(), &strongest.row, news, now).await?,
        None if is_other_work || !went.is_empty() => {
            draft_anew(write, &item, &strongest.row, &text::moved_by_less(), now).await?;
        }
        None => {}
    }
    hot::joined(write, settings, item.id(), &joined, now).await?;
    rescore::rescore(write, settings, item.id(), now).await?;
    Ok(Vec::new())
}

/// Evidence of an item in the form of what waits.
fn wanted(row: &store::Row, item: &Row) -> Waiting {
    Waiting {
        signal_id: row.signal_id,
        thread_id: row.thread_id.or(item.thread_id),
        contact_id: row.contact_id.or(item.contact_id),
        pile: item.pile.clone(),
        key: item.key.clone(),
        kind: row.kind,
        play: row.play,
        subject: item.subject.clone(),
        message_id: row.message_id,
        source_id: String::new(),
        occurred_at: row.occurred_at,
        opted_out_at: None,
        is_settled: false,
    }
}

/// What joined an item: of which kind, and from whom.
#[derive(Clone, Copy)]
struct News {
    kind: SignalKind,
    contact: Option<ContactId>,
}

impl News {
    fn of(row: &Waiting) -> Self {
        Self { kind: row.kind, contact: row.contact_id.map(ContactId) }
    }
}

/// What further evidence does to an item, in each of its states.
async fn news_for(write: &mut Write, mut item: Row, row: &PlayRow, news: News, now: Time) -> anyhow::Result<()> {
    let reason = text::moved_by_evidence(news.kind);
    match item.state {
        ItemState::Snoozed => {
            let to = item.previous().unwrap_or(ItemState::Review);
            apply(write, &item, Change::plain(&item, to, Actor::Engine, &reason), now).await?;
            moves::settle(write, item.id(), now).await?;
            item = reread(write, item.id()).await?;
        }
        ItemState::Approved => {
            let who = match news.contact {
                Some(id) => people::contact(write.conn(), id).await?.map_or_else(String::new, |(contact, _)| contact.called()),
                None => String::new(),
            };
            // An action that is already on its way cannot be called back; its item stays approved until it is out.
            if call_back(write, &item, &text::approval_voided_by(news.kind, &who), now).await? {
                moves::settle(write, item.id(), now).await?;
            }
            return Ok(());
        }
        _ => {}
    }
    draft_anew(write, &item, row, &reason, now).await
}

/// Has the draft of an item written again, where it is at hand and its play has one before it is opened.
async fn draft_anew(write: &mut Write, item: &Row, row: &PlayRow, reason: &str, now: Time) -> anyhow::Result<()> {
    match item.state {
        ItemState::Review => {
            apply(write, item, Change::plain(item, ItemState::Drafting, Actor::Engine, reason), now).await?;
            work::ask(write, jobs::DRAFT, item.item_id, now, now).await
        }
        ItemState::Drafting => work::ask(write, jobs::DRAFT, item.item_id, now, now).await,
        ItemState::New if row.is_drafted_at_once() => work::ask(write, jobs::DRAFT, item.item_id, now, now).await,
        _ => Ok(()),
    }
}

pub(super) async fn reread(write: &mut Write, id: ItemId) -> anyhow::Result<Row> {
    items::one(write.conn(), id).await?.ok_or_else(|| anyhow::anyhow!("item {id} is gone"))
}
