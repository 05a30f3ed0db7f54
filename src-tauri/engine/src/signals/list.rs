//! Signals as they are listed: what each is, and what became of it.

use crate::cx::Cx;
use crate::mail;
use crate::page;
use crate::signals::told_at;
use crate::store::items::{self, Row as Item};
use crate::store::people;
use crate::store::signals::{self as store, Line};
use api::{ContactId, ItemId, ListSignals, MessageId, Play, SignalId, SignalLine, SignalPage, Time, text};
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// A page of the signals, the newest first.
pub async fn list(cx: &Cx, request: &ListSignals) -> anyhow::Result<SignalPage> {
    let limit = page::limit(request.limit)?;
    let after = page::after("list_signals", request.after.as_deref())?;
    let zone = cx.settings().await?.zone;
    let mut conn = cx.read().await?;
    let rows = store::newest(&mut conn, request.kind, after, limit).await?;
    let next = page::next(&rows, limit, |last| (last.occurred_at, last.signal_id));
    let contacts: Vec<ContactId> = rows.iter().filter_map(|row| row.contact_id.map(ContactId)).collect();
    let people = people::contacts(&mut conn, &contacts).await?;
    let ids: Vec<ItemId> = rows.iter().filter_map(|row| row.item_id.map(ItemId)).collect();
    let items: HashMap<i64, Item> = items::some(&mut conn, &ids).await?.into_iter().map(|item| (item.item_id, item)).collect();
    let line = |row: Line| {
        let (contact, company) =
            row.contact_id.and_then(|id| people.get(&ContactId(id)).cloned()).map_or((None, None), |(who, at)| (Some(who), at));
        let who = if row.who.is_empty() { contact.as_ref().map(api::ContactRef::called) } else { Some(row.who.clone()) };
        SignalLine {
            id: SignalId(row.signal_id),
            kind: row.kind,
            occurred_at: Time(row.occurred_at),
            stored_at: Time(row.stored_at),
            words: words(&row, who.as_deref().unwrap_or_default(), &zone),
            became: became(&row, row.item_id.and_then(|id| items.get(&id))),
            contact,
            company,
            connection: row.connection,
            message: row.message_id.map(MessageId),
            excerpt: row.excerpt,
            item: row.item_id.map(ItemId),
        }
    };
    Ok(SignalPage { signals: rows.into_iter().map(line).collect(), next })
}

fn words(row: &Line, who: &str, zone: &TimeZone) -> String {
    let when = crate::moment(told_at(row.kind, Time(row.occurred_at)), zone);
    text::evidence(row.kind, who, &when, row.play == Play::Answer.as_str())
}

fn became(row: &Line, item: Option<&Item>) -> String {
    match item {
        Some(item) => {
            let what = text::what(item.play, &mail::subject::base(&item.subject));
            text::became_item(&what, item.state, item.ended_how())
        }
        None => text::became_no_item(row.kind, !row.play.is_empty()),
    }
}
