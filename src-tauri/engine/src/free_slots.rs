//! Times at which the operator and somebody else could meet, by the calendars that are connected.

use crate::calendar::{Worker, WorkingHours, day, fixed_zone, slots, wished, zone};
use crate::connectors;
use crate::cx::Cx;
use crate::mail::{self, Intent};
use crate::settings::Settings;
use crate::store::items::Row;
use crate::store::{connections, items, messages};
use api::{ApiError, Code, ConnectionId, ContactId, FreeSlots, ItemId, Language, MeetingTime, Slot, Slots, Time, text};
use jiff::tz::TimeZone;
use std::time::Duration;

const MINUTES_AT_LEAST: u32 = 10;
const MINUTES_AT_MOST: u32 = 480;
const DAYS_AT_MOST: u32 = 30;
const MS_PER_MINUTE: i64 = 60_000;
const DAY_MS: i64 = 24 * 3_600_000;
/// What a draft proposes: so many times of so many minutes within so many days.
const DRAFT_SLOTS: usize = 4;
const DRAFT_MINUTES: u32 = 30;
const DRAFT_DAYS: u32 = 10;
/// Other drafts wait meanwhile.
const DRAFT_WAITS: Duration = Duration::from_secs(5);

/// Times that are free, with where they come from.
#[derive(Clone, Debug)]
pub struct Found {
    pub times: Vec<(Time, Time)>,
    /// The zone of whoever is to be met, where it is known.
    pub their_zone: Option<TimeZone>,
    /// The calendars that were asked.
    pub connection: ConnectionId,
}

/// How long a meeting may be. Errors: `invalid`.
pub fn check_minutes(field: &str, minutes: u32) -> Result<(), ApiError> {
    between(field, minutes, MINUTES_AT_LEAST, MINUTES_AT_MOST)
}

fn between(field: &str, value: u32, lowest: u32, highest: u32) -> Result<(), ApiError> {
    let words = text::not_a_number_between(&value.to_string(), i64::from(lowest), i64::from(highest));
    if (lowest..=highest).contains(&value) { Ok(()) } else { Err(ApiError::new(Code::Invalid, words).on(field)) }
}

/// Answers a request. Errors: `invalid` for lengths, days and zones that are none; `not_found` for the item; `conflict` where no
/// calendar is connected; `unavailable` where one cannot be asked.
pub async fn list(cx: &Cx, request: &FreeSlots) -> anyhow::Result<Slots> {
    check_minutes("duration_minutes", request.duration_minutes)?;
    between("days", request.days, 1, DAYS_AT_MOST)?;
    let settings = cx.settings().await?;
    let mut who = match request.item {
        Some(item) => Other::of_item(cx, &settings, item).await?,
        None => Other::default(),
    };
    if let Some(name) = &request.zone {
        who.zone = Some(zone(name).map_err(|error| ApiError::new(Code::Invalid, error.to_string()).on("zone"))?);
    }
    let found = match find(cx, &settings, who, request.duration_minutes, request.days).await {
        Ok(Some(found)) => found,
        Ok(None) => return Err(ApiError::new(Code::Conflict, text::no_calendar_connected()).into()),
        Err(error) => return Err(ApiError::new(Code::Unavailable, format!("{error:#}")).into()),
    };
    Ok(Slots {
        their_zone: found.their_zone.as_ref().map(|zone| name(Language::English, zone, cx.now())),
        slots: found.times.iter().map(|time| slot(&settings, found.their_zone.as_ref(), *time)).collect(),
    })
}

/// A time in the operator's zone, and in theirs where it is known.
fn slot(settings: &Settings, theirs: Option<&TimeZone>, (starts_at, ends_at): (Time, Time)) -> Slot {
    Slot { starts_at, ends_at, words: words(Language::English, &settings.zone, theirs, (starts_at, ends_at)) }
}

/// When a meeting with somebody could begin: the first time that is free, by the calendars where they can be asked soon, else by the
/// working hours alone.
pub async fn first(cx: &Cx, settings: &Settings, contact: ContactId, minutes: u32) -> anyhow::Result<Time> {
    let who = Other::of(cx, settings, Some(contact)).await?;
    let found = tokio::time::timeout(DRAFT_WAITS, find(cx, settings, who.clone(), minutes, DRAFT_DAYS)).await;
    if let Ok(Ok(Some(found))) = found
        && let Some((starts_at, _)) = found.times.first()
    {
        return Ok(*starts_at);
    }
    let (operator, other) = workers(settings, who.zone.as_ref());
    let length_ms = i64::from(minutes) * MS_PER_MINUTE;
    let span = (cx.now(), cx.now().plus_ms(i64::from(DAYS_AT_MOST) * DAY_MS));
    // Whose hours never meet meet within the operator's.
    let both = as_wished(&operator, other.as_ref(), &[], &who.wished, span, length_ms);
    let times = if both.is_empty() { slots(&operator, None, &[], &[], span, length_ms) } else { both };
    Ok(times.first().map_or(span.0.plus_ms(DAY_MS), |(starts_at, _)| *starts_at))
}

/// A time, and what stands in the operator's calendars then.
pub async fn look_up(cx: &Cx, settings: &Settings, contact: ContactId, time: (Time, Time)) -> anyhow::Result<MeetingTime> {
    let theirs = zone_of(cx, Some(contact)).await?;
    let slot = Some(slot(settings, theirs.as_ref(), time));
    let asked = tokio::time::timeout(DRAFT_WAITS, busy(cx, time)).await;
    let (busy, is_looked_up) = match asked {
        Ok(Ok(Some((spans, _)))) => (spans, true),
        _ => (Vec::new(), false),
    };
    let clock = |at: Time| crate::calendar::day_and_time(Language::English, at, &settings.zone).1;
    let spans: Vec<String> = busy.iter().map(|(from, until)| format!("{}–{}", clock(*from), clock(*until))).collect();
    let busy = if spans.is_empty() { String::new() } else { text::busy_then(&spans.join(", ")) };
    Ok(MeetingTime { slot, why_not: String::new(), busy, is_looked_up })
}

/// What stands in the calendars that are connected, of that time, and the first of them. None where none is connected.
async fn busy(cx: &Cx, (from, until): (Time, Time)) -> anyhow::Result<Option<(Vec<(Time, Time)>, ConnectionId)>> {
    let (mut busy, mut first) = (Vec::new(), None);
    let all = connections::all(&mut *cx.read().await?).await?;
    for row in all.iter().filter(|row| row.kind == connectors::CALENDAR && row.disconnected_at.is_none()) {
        busy.extend(connectors::busy(cx, row, from, until).await?);
        first.get_or_insert(row.id());
    }
    Ok(first.map(|first| (busy, first)))
}

/// When the operator and somebody in another zone work. When somebody else works is not known; most do so at the usual hours.
fn workers(settings: &Settings, theirs: Option<&TimeZone>) -> (Worker, Option<Worker>) {
    let operator = Worker { hours: settings.hours, zone: settings.zone.clone() };
    (operator, theirs.cloned().map(|zone| Worker { hours: WorkingHours::default(), zone }))
}

/// Looks for times in the coming days. None where no calendar is connected.
pub async fn find(cx: &Cx, settings: &Settings, who: Other, minutes: u32, days: u32) -> anyhow::Result<Option<Found>> {
    let span = (cx.now(), cx.now().plus_ms(i64::from(days) * DAY_MS));
    let Some((busy, connection)) = busy(cx, span).await? else { return Ok(None) };
    let (operator, other) = workers(settings, who.zone.as_ref());
    let times = as_wished(&operator, other.as_ref(), &busy, &who.wished, span, i64::from(minutes) * MS_PER_MINUTE);
    Ok(Some(Found { times, their_zone: who.zone, connection }))
}

/// Times on the days that they asked for, where any of those is free; else whatever is.
fn as_wished(
    operator: &Worker,
    other: Option<&Worker>,
    busy: &[(Time, Time)],
    wished: &[(Time, Time)],
    span: (Time, Time),
    length_ms: i64,
) -> Vec<(Time, Time)> {
    let found = slots(operator, other, busy, wished, span, length_ms);
    if found.is_empty() && !wished.is_empty() { slots(operator, other, busy, &[], span, length_ms) } else { found }
}

/// Whom the operator is to meet, as far as their newest mail tells.
#[derive(Clone, Debug, Default)]
pub struct Other {
    /// Where they are.
    pub zone: Option<TimeZone>,
    /// The days that they asked for, as spans.
    pub wished: Vec<(Time, Time)>,
}

impl Other {
    async fn of(cx: &Cx, settings: &Settings, contact: Option<ContactId>) -> anyhow::Result<Self> {
        let Some(contact) = contact else { return Ok(Self::default()) };
        let zone = zone_of(cx, Some(contact)).await?;
        let newest = messages::newest_words(&mut *cx.read().await?, contact).await?;
        // A day in a mail that does not ask to meet is a day of something else.
        let asking = newest.filter(|(words, _)| mail::intent(words).intent == Intent::MeetingRequest);
        let wished = asking.map(|(words, sent_at)| wished(&words, sent_at, zone.as_ref().unwrap_or(&settings.zone)));
        Ok(Self { zone, wished: wished.unwrap_or_default() })
    }

    async fn of_item(cx: &Cx, settings: &Settings, item: ItemId) -> anyhow::Result<Self> {
        let row = items::one(&mut *cx.read().await?, item).await?;
        let row = row.ok_or_else(|| ApiError::new(Code::NotFound, text::no_such_item(item.0)).on("item"))?;
        Self::of(cx, settings, row.contact_id.map(ContactId)).await
    }
}

/// Times for the draft of an item, in the words of its language. Empty where no calendar can be asked in a short time: the draft
/// asks for theirs then.
pub async fn for_draft(cx: &Cx, settings: &Settings, item: &Row, language: Language) -> Vec<(ConnectionId, String)> {
    let found = async {
        let who = Other::of(cx, settings, item.contact_id.map(ContactId)).await?;
        find(cx, settings, who, DRAFT_MINUTES, DRAFT_DAYS).await
    };
    match tokio::time::timeout(DRAFT_WAITS, found).await {
        Ok(Ok(Some(found))) => {
            let words = |time: &(Time, Time)| words(language, &settings.zone, found.their_zone.as_ref(), *time);
            found.times.iter().take(DRAFT_SLOTS).map(|time| (found.connection, words(time))).collect()
        }
        Ok(Ok(None)) => Vec::new(),
        Ok(Err(error)) => {
            tracing::info!(item = item.item_id, error = format!("{error:#}"), "a draft does without free times");
            Vec::new()
        }
        Err(_) => Vec::new(),
    }
}

/// The zone of a contact, where the newest mail of theirs tells it.
pub async fn zone_of(cx: &Cx, contact: Option<ContactId>) -> anyhow::Result<Option<TimeZone>> {
    let Some(contact) = contact else { return Ok(None) };
    let offset = messages::newest_offset(&mut *cx.read().await?, contact).await?;
    // Many servers write UTC wherever their people are.
    Ok(offset.filter(|minutes| *minutes != 0).map(fixed_zone))
}

/// A time in both zones, in the words of a letter.
pub fn words(language: Language, ours: &TimeZone, theirs: Option<&TimeZone>, (from, until): (Time, Time)) -> String {
    let clock = |at: Time, zone: &TimeZone| crate::calendar::day_and_time(language, at, zone).1;
    let own = format!("{}–{}", clock(from, ours), clock(until, ours));
    let own = text::slot(language, &day(language, from, ours), &own, &name(language, ours, from));
    match theirs.filter(|theirs| clock(from, theirs) != clock(from, ours)) {
        Some(theirs) => {
            let shown = format!("{}–{}", clock(from, theirs), clock(until, theirs));
            // On the other side of the world it may be another day.
            let day_there = day(language, from, theirs);
            let is_same = day_there == day(language, from, ours);
            text::slot_of_theirs(language, &own, (!is_same).then_some(&day_there), &shown, &name(language, theirs, from))
        }
        None => own,
    }
}

/// What a zone is called in words: after its place, else its distance from UTC.
fn name(language: Language, zone: &TimeZone, at: Time) -> String {
    let place = zone.iana_name().and_then(|name| name.rsplit_once('/')).filter(|(area, _)| !area.starts_with("Etc"));
    match (zone.iana_name(), place) {
        (_, Some((_, place))) => text::time_of_place(language, &place.replace('_', " ")),
        (Some(_), None) => text::UTC.to_owned(),
        (None, None) => {
            let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
            at.to_zoned(zone.clone()).strftime("UTC%:z").to_string()
        }
    }
}
