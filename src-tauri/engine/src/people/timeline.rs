//! What happened between some contacts and the operator, in one line of time.

use crate::mail::{self, Kind};
use crate::settings::Settings;
use crate::store::Conn;
use crate::store::dealings::{self, Decision, Mail};
use crate::store::messages::Direction;
use api::{ContactId, ItemId, MessageId, Time, TimelineEntry, text};

/// How many entries are shown.
const SHOWN: usize = 200;

/// The newest mails with these contacts and decisions about them, newest first.
pub async fn timeline(conn: &mut Conn, settings: &Settings, contacts: &[ContactId]) -> anyhow::Result<Vec<TimelineEntry>> {
    let limit = i64::try_from(SHOWN)?;
    let mails = dealings::mails(conn, contacts, limit).await?.into_iter().map(|mail| of_mail(settings, mail));
    let decisions = dealings::decisions(conn, contacts, limit).await?.into_iter().map(of_decision);
    let mut entries: Vec<TimelineEntry> = mails.chain(decisions).collect();
    // A stable sort: of two things at one moment the order within their table stays.
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    entries.truncate(SHOWN);
    Ok(entries)
}

fn of_mail(settings: &Settings, mail: Mail) -> TimelineEntry {
    let who = if mail.from_name.is_empty() { &mail.from_address } else { &mail.from_name };
    let colleague = settings.is_colleague(&mail.from_address);
    let words = match (mail.direction, mail.kind) {
        (Direction::Out, _) if colleague => text::mail_by(who, &mail.subject),
        (Direction::Out, _) => text::mail_by_operator(&mail.subject),
        (Direction::In, Kind::Bounce) => text::mail_came_back(&mail.subject),
        (Direction::In, Kind::Calendar) => text::invitation(who, &mail.subject),
        (Direction::In, Kind::Person) => text::mail_by(who, &mail.subject),
        (Direction::In, _) => text::automatic_mail(who, &mail.subject),
    };
    TimelineEntry {
        at: Time(mail.sent_at),
        words,
        excerpt: mail::excerpt(&mail.own_text),
        message: Some(MessageId(mail.message_id)),
        item: None,
    }
}

fn of_decision(decision: Decision) -> TimelineEntry {
    let what = text::what(decision.play, &mail::subject::base(&decision.subject));
    TimelineEntry {
        at: Time(decision.moved_at),
        words: text::item_went(decision.to_state, &what),
        excerpt: decision.reason,
        message: None,
        item: Some(ItemId(decision.item_id)),
    }
}
