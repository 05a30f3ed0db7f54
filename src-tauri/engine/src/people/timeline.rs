//! What happened between some contacts and the operator, and with their deals, in one line of time.

use crate::mail::{self, Kind};
use crate::settings::Settings;
use crate::store::Conn;
use crate::store::crm::changes;
use crate::store::crm::notes::{self, Note};
use crate::store::dealings::{self, Decision, Mail};
use crate::store::meetings::{self, Held};
use crate::store::messages::Direction;
use crate::store::posts::{self, Form};
use api::{CompanyId, ContactId, DealId, ItemId, MeetingId, MessageId, NoteId, Time, TimelineEntry, text};

/// How many entries are shown.
const SHOWN: usize = 200;

/// Whose line of time is told.
#[derive(Clone, Copy, Debug)]
pub struct Whose<'a> {
    pub contacts: &'a [ContactId],
    /// Whose own notes are told, too.
    pub company: Option<CompanyId>,
    pub deals: &'a [DealId],
}

/// The newest mails, meetings, notes, changes of deals, and decisions, newest first.
pub async fn timeline(conn: &mut Conn, settings: &Settings, whose: Whose<'_>, now: Time) -> anyhow::Result<Vec<TimelineEntry>> {
    let limit = i64::try_from(SHOWN)?;
    let Whose { contacts, company, deals } = whose;
    let mails = dealings::mails(conn, contacts, limit).await?.into_iter().map(|mail| of_mail(settings, mail));
    let decisions = dealings::decisions(conn, contacts, limit).await?.into_iter().map(of_decision);
    let held = meetings::held_with(conn, contacts, now, limit).await?.into_iter().map(of_meeting);
    let notes = notes::about(conn, contacts, company, deals, limit).await?.into_iter().map(of_note);
    let changes = changes::newest(conn, deals, limit).await?;
    let forms = posts::of_contacts(conn, contacts, limit).await?.into_iter().map(of_form);
    let is_one = deals.len() == 1 && company.is_none();
    let changes = changes.into_iter().map(|change| of_change(settings, &change, is_one));
    let mut entries: Vec<TimelineEntry> = mails.chain(decisions).chain(held).chain(notes).chain(changes).chain(forms).collect();
    // A stable sort: of two things at one moment the order within their table stays.
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    entries.truncate(SHOWN);
    Ok(entries)
}

fn of_meeting(held: Held) -> TimelineEntry {
    TimelineEntry {
        at: Time(held.starts_at),
        words: if held.no_show_at.is_some() { text::nobody_met(&held.title) } else { text::met(&held.title) },
        meeting: Some(MeetingId(held.meeting_id)),
        ..TimelineEntry::default()
    }
}

fn of_form(form: Form) -> TimelineEntry {
    let about = if form.kind.is_empty() { text::form_of(&form.source) } else { form.kind };
    TimelineEntry {
        at: Time(form.arrived_at),
        words: text::filled_in_form(&about),
        excerpt: mail::excerpt(&form.words),
        ..TimelineEntry::default()
    }
}

fn of_note(note: Note) -> TimelineEntry {
    TimelineEntry {
        at: Time(note.written_at),
        words: text::noted(),
        excerpt: note.body,
        note: Some(NoteId(note.note_id)),
        ..TimelineEntry::default()
    }
}

/// Beside other deals a change says which one it is of.
fn of_change(settings: &Settings, named: &changes::Named, is_one: bool) -> TimelineEntry {
    let words = crate::deals::in_words(named, &settings.zone);
    TimelineEntry {
        at: Time(named.change.changed_at),
        words: if is_one { words } else { text::of_deal(&named.deal, &words) },
        deal: Some(DealId(named.deal_id)),
        ..TimelineEntry::default()
    }
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
        ..TimelineEntry::default()
    }
}

fn of_decision(decision: Decision) -> TimelineEntry {
    let what = text::what(decision.play, &mail::subject::base(&decision.subject));
    TimelineEntry {
        at: Time(decision.moved_at),
        words: text::item_went(decision.to_state, &what),
        excerpt: decision.reason,
        item: Some(ItemId(decision.item_id)),
        ..TimelineEntry::default()
    }
}
