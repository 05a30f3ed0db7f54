//! Contacts that are one person: all rows that name the one come to name the other, and go back when that is undone.
//!
//! Signals, revisions and approvals never change: they name who they named, whose card leads to the other.

use super::{Conn, Write};
use anyhow::Context as _;
use api::{ContactId, ItemId, Tag, Time};
use serde::{Deserialize, Serialize};

/// What of a contact a merge may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub struct Card {
    pub name: String,
    pub title: String,
    pub phone: String,
    pub company_id: Option<i64>,
    pub written_at: Option<i64>,
    pub allowed_at: Option<i64>,
    pub opted_out_at: Option<i64>,
    pub away_until: Option<i64>,
    pub touched_at: Option<i64>,
}

/// A contact's card, and into whom they were merged.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    #[sqlx(flatten)]
    pub card: Card,
    pub merged_into: Option<i64>,
}

pub async fn stored(conn: &mut Conn, id: ContactId) -> anyhow::Result<Option<Stored>> {
    sqlx::query_as(
        "select name, title, phone, company_id, written_at, allowed_at, opted_out_at, away_until, touched_at, merged_into
         from contacts where contact_id = ?",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
    .context("Read a contact to merge")
}

pub async fn set_card(write: &mut Write, id: ContactId, card: &Card) -> anyhow::Result<()> {
    sqlx::query(
        "update contacts set name = ?, title = ?, phone = ?, company_id = ?, written_at = ?, allowed_at = ?, opted_out_at = ?,
             away_until = ?, touched_at = ?
         where contact_id = ?",
    )
    .bind(&card.name)
    .bind(&card.title)
    .bind(&card.phone)
    .bind(card.company_id)
    .bind(card.written_at)
    .bind(card.allowed_at)
    .bind(card.opted_out_at)
    .bind(card.away_until)
    .bind(card.touched_at)
    .bind(id.0)
    .execute(write.conn())
    .await
    .context("Change the card of a merged contact")?;
    write.changed(Tag::People);
    write.changed(Tag::Queue);
    Ok(())
}

pub async fn set_merged(write: &mut Write, gone: ContactId, into: Option<ContactId>) -> anyhow::Result<()> {
    sqlx::query("update contacts set merged_into = ? where contact_id = ?")
        .bind(into.map(|id| id.0))
        .bind(gone.0)
        .execute(write.conn())
        .await
        .context("Note that a contact is merged")?;
    Ok(())
}

/// Each note of what is about to move, with the statements that move it and put it back. `?1` is the decision, `?2` who is gone,
/// `?3` who is kept.
struct Table {
    note: &'static str,
    go: &'static str,
    back: &'static str,
}

const TABLES: &[Table] = &[
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, 'address', is_primary, address from addresses where contact_id = ?2 and ?3",
        go: "update addresses set contact_id = ?3, is_primary = is_primary
                 and not exists (select 1 from addresses as kept where kept.contact_id = ?3 and kept.is_primary = 1)
             where contact_id = ?2 and ?1",
        back: "update addresses set contact_id = ?2,
                   is_primary = (select row_id from merged_rows where decision_id = ?1 and what = 'address' and detail = address)
               where contact_id = ?3
                 and address in (select detail from merged_rows where decision_id = ?1 and what = 'address')",
    },
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, 'message', message_id, '' from messages where contact_id = ?2 and ?3",
        go: "update messages set contact_id = ?3 where contact_id = ?2 and ?1",
        // What came since from an address that goes back goes with it.
        back: "update messages set contact_id = ?2 where contact_id = ?3 and (
                   message_id in (select row_id from merged_rows where decision_id = ?1 and what = 'message')
                   or direction = 'in' and from_address in (
                       select detail from merged_rows where decision_id = ?1 and what = 'address')
                   or direction = 'out' and exists (
                       select 1 from message_recipients
                       where message_recipients.message_id = messages.message_id and role = 'to' and position = 0
                         and address in (select detail from merged_rows where decision_id = ?1 and what = 'address')))",
    },
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, 'outcome', outcome_id, '' from outcomes where contact_id = ?2 and ?3",
        go: "update or ignore outcomes set contact_id = ?3 where contact_id = ?2 and ?1",
        back: "update or ignore outcomes set contact_id = ?2 where contact_id = ?3
                 and outcome_id in (select row_id from merged_rows where decision_id = ?1 and what = 'outcome')",
    },
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, case when exists (
                              select 1 from deal_contacts as kept where kept.deal_id = gone.deal_id and kept.contact_id = ?3)
                          then 'deal_of_both' else 'deal' end, gone.deal_id, gone.position
               from deal_contacts as gone where gone.contact_id = ?2",
        go: "update or replace deal_contacts set contact_id = ?3 where contact_id = ?2
               and deal_id in (select row_id from merged_rows where decision_id = ?1 and what = 'deal')",
        back: "update or ignore deal_contacts set contact_id = ?2 where contact_id = ?3
                 and deal_id in (select row_id from merged_rows where decision_id = ?1 and what = 'deal')",
    },
    // Who has a part in a deal under both names has one; the other place is made again.
    Table {
        note: "select ?1, ?2, ?3",
        go: "delete from deal_contacts where contact_id = ?2 and ?1 and ?3",
        back: "insert or ignore into deal_contacts (deal_id, contact_id, position)
               select row_id, ?2, cast(detail as integer) from merged_rows
               where decision_id = ?1 and what = 'deal_of_both' and exists (select 1 from deals where deal_id = row_id) and ?3",
    },
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, 'task', task_id, '' from tasks where contact_id = ?2 and ?3",
        go: "update tasks set contact_id = ?3 where contact_id = ?2 and ?1",
        back: "update tasks set contact_id = ?2 where contact_id = ?3
                 and task_id in (select row_id from merged_rows where decision_id = ?1 and what = 'task')",
    },
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, 'note', note_id, '' from notes where contact_id = ?2 and ?3",
        go: "update notes set contact_id = ?3 where contact_id = ?2 and ?1",
        back: "update notes set contact_id = ?2 where contact_id = ?3
                 and note_id in (select row_id from merged_rows where decision_id = ?1 and what = 'note')",
    },
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, 'meeting', meeting_id, address from meeting_attendees where contact_id = ?2 and ?3",
        go: "update meeting_attendees set contact_id = ?3 where contact_id = ?2 and ?1",
        back: "update meeting_attendees set contact_id = ?2 where contact_id = ?3 and (meeting_id, address) in (
                   select row_id, detail from merged_rows where decision_id = ?1 and what = 'meeting')",
    },
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, 'crm_record', record_id, '' from crm_records where contact_id = ?2 and ?3",
        go: "update crm_records set contact_id = ?3 where contact_id = ?2 and ?1",
        back: "update crm_records set contact_id = ?2 where contact_id = ?3
                 and record_id in (select row_id from merged_rows where decision_id = ?1 and what = 'crm_record')",
    },
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, 'post', post_id, '' from posts where contact_id = ?2 and ?3",
        go: "update posts set contact_id = ?3 where contact_id = ?2 and ?1",
        back: "update posts set contact_id = ?2 where contact_id = ?3
                 and post_id in (select row_id from merged_rows where decision_id = ?1 and what = 'post')",
    },
    Table {
        note: "insert into merged_rows (decision_id, what, row_id, detail)
               select ?1, 'chat_person', chat_person_id, '' from chat_people where contact_id = ?2 and ?3",
        go: "update chat_people set contact_id = ?3 where contact_id = ?2 and ?1",
        back: "update chat_people set contact_id = ?2 where contact_id = ?3
                 and chat_person_id in (select row_id from merged_rows where decision_id = ?1 and what = 'chat_person')",
    },
];

/// Marks the conversations in which something of a contact stands: mails, meetings, deals, tasks, and what they are as a lead.
pub async fn mark_threads(write: &mut Write, id: ContactId) -> anyhow::Result<()> {
    sqlx::query(MARK_THREADS).bind(id.0).execute(write.conn()).await.context("Mark what a merge touches")?;
    Ok(())
}

pub const MARK_THREADS: &str = "update threads set is_unjudged = 1 where is_unjudged = 0 and thread_id in (
         select thread_id from messages where contact_id = ?1
         union select meetings.thread_id from meeting_attendees
               join meetings on meetings.meeting_id = meeting_attendees.meeting_id where meeting_attendees.contact_id = ?1
         union select deals.thread_id from deal_contacts join deals on deals.deal_id = deal_contacts.deal_id
               where deal_contacts.contact_id = ?1
         union select thread_id from tasks where contact_id = ?1
         union select thread_id from posts where contact_id = ?1
         union select thread_id from crm_records where contact_id = ?1
         union select chat_messages.thread_id from chat_people
               join chat_messages on chat_messages.connection_id = chat_people.connection_id
                 and chat_messages.person = chat_people.source_id
               where chat_people.contact_id = ?1)";

/// Moves all rows of `gone` to `kept`, but for the items, and keeps which they were.
pub async fn go(write: &mut Write, decision: i64, gone: ContactId, kept: ContactId) -> anyhow::Result<()> {
    for table in TABLES {
        for statement in [table.note, table.go] {
            run(write, statement, decision, gone, kept).await?;
        }
    }
    index_words(write, gone).await?;
    index_words(write, kept).await
}

/// Moves all rows back, but for the items.
pub async fn back(write: &mut Write, decision: i64, gone: ContactId, kept: ContactId) -> anyhow::Result<()> {
    for table in TABLES {
        run(write, table.back, decision, gone, kept).await?;
    }
    index_words(write, gone).await?;
    index_words(write, kept).await
}

async fn run(write: &mut Write, statement: &'static str, decision: i64, gone: ContactId, kept: ContactId) -> anyhow::Result<()> {
    sqlx::query(statement)
        .bind(decision)
        .bind(gone.0)
        .bind(kept.0)
        .execute(write.conn())
        .await
        .context("Move the rows of a merged contact")?;
    Ok(())
}

/// Has a contact be found by the words of their name and first address, and by none where they have no address.
async fn index_words(write: &mut Write, id: ContactId) -> anyhow::Result<()> {
    for statement in [
        "delete from people_words where rowid = ?",
        "insert into people_words (rowid, name, address)
         select contacts.contact_id, contacts.name, addresses.address from contacts
         join addresses on addresses.contact_id = contacts.contact_id and addresses.is_primary = 1
         where contacts.contact_id = ?",
    ] {
        sqlx::query(statement).bind(id.0).execute(write.conn()).await.context("Find a contact by other words")?;
    }
    Ok(())
}

/// An item of a contact, by what it lies on.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Item {
    pub item_id: i64,
    pub pile: String,
    pub key: String,
    pub is_live: bool,
    pub state: String,
}

/// All items of a contact.
pub async fn items(conn: &mut Conn, id: ContactId) -> anyhow::Result<Vec<Item>> {
    sqlx::query_as(ITEMS).bind(id.0).fetch_all(conn).await.context("Read the items of a contact")
}

pub const ITEMS: &str = "select item_id, pile, key, state,
            state in ('new', 'drafting', 'review', 'failed', 'snoozed', 'approved') as is_live
     from items where contact_id = ? order by item_id";

/// Keeps that an item moved, and what it lay on.
pub async fn note_item(write: &mut Write, decision: i64, what: &str, item: ItemId, detail: &str) -> anyhow::Result<()> {
    sqlx::query("insert into merged_rows (decision_id, what, row_id, detail) values (?, ?, ?, ?)")
        .bind(decision)
        .bind(what)
        .bind(item.0)
        .bind(detail)
        .execute(write.conn())
        .await
        .context("Note an item of a merged contact")?;
    Ok(())
}

/// The items that moved, and what they lay on.
pub async fn noted_items(conn: &mut Conn, decision: i64, what: &str) -> anyhow::Result<Vec<(ItemId, String)>> {
    let rows: Vec<(i64, String)> =
        sqlx::query_as("select row_id, detail from merged_rows where decision_id = ? and what = ? order by row_id")
            .bind(decision)
            .bind(what)
            .fetch_all(conn)
            .await
            .context("Read the items of a merged contact")?;
    Ok(rows.into_iter().map(|(id, detail)| (ItemId(id), detail)).collect())
}

/// Gives an item to a contact, on this pile and under this key, with what waits there.
pub async fn move_item(
    write: &mut Write,
    item: ItemId,
    to: ContactId,
    from_pile: &str,
    pile: &str,
    key: &str,
) -> anyhow::Result<()> {
    sqlx::query("update items set contact_id = ?, pile = ?, key = ? where item_id = ?")
        .bind(to.0)
        .bind(pile)
        .bind(key)
        .bind(item.0)
        .execute(write.conn())
        .await
        .context("Give an item to another contact")?;
    if from_pile != pile {
        sqlx::query("update waiting set contact_id = ?, pile = ? where pile = ?")
            .bind(to.0)
            .bind(pile)
            .bind(from_pile)
            .execute(write.conn())
            .await
            .context("Give what waits to another contact")?;
    }
    write.changed(Tag::Queue);
    Ok(())
}

/// Who has a card of their own now, for somebody who may have been merged.
pub async fn stands_for(conn: &mut Conn, id: ContactId) -> anyhow::Result<ContactId> {
    let found: Option<i64> = sqlx::query_scalar(
        "with recursive led (contact_id, merged_into) as (
             select contact_id, merged_into from contacts where contact_id = ?
             union
             select contacts.contact_id, contacts.merged_into from led join contacts on contacts.contact_id = led.merged_into)
         select contact_id from led where merged_into is null",
    )
    .bind(id.0)
    .fetch_optional(conn)
    .await
    .context("Find who a merged contact is")?;
    Ok(found.map_or(id, ContactId))
}

/// A contact as duplicates are looked for.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Compared {
    pub contact_id: i64,
    pub name: String,
    pub phone: String,
    pub company_id: Option<i64>,
    /// The domain of the address under which they are shown, and what stands before it; empty where there is none.
    pub local: String,
    pub domain: String,
}

/// Contacts with a name or a phone number, by their ids behind this one.
pub async fn compared_after(conn: &mut Conn, after: i64, limit: i64) -> anyhow::Result<Vec<Compared>> {
    sqlx::query_as(COMPARED_AFTER).bind(after).bind(limit).fetch_all(conn).await.context("Read contacts to compare them")
}

pub const COMPARED_AFTER: &str = "select contacts.contact_id, contacts.name, contacts.phone, contacts.company_id,
            coalesce(substr(addresses.address, 1, instr(addresses.address, '@') - 1), '') as local,
            coalesce(substr(addresses.address, instr(addresses.address, '@') + 1), '') as domain
     from contacts
     left join addresses on addresses.contact_id = contacts.contact_id and addresses.is_primary = 1
     where contacts.contact_id > ? and contacts.merged_into is null
     order by contacts.contact_id limit ?";

/// Notes that two contacts are two people.
pub async fn tell_apart(write: &mut Write, one: ContactId, other: ContactId, now: Time) -> anyhow::Result<()> {
    sqlx::query("insert into told_apart (contact_id, other_contact_id, told_at) values (?, ?, ?) on conflict do nothing")
        .bind(one.0.min(other.0))
        .bind(one.0.max(other.0))
        .bind(now.0)
        .execute(write.conn())
        .await
        .context("Note that two contacts are two people")?;
    write.changed(Tag::People);
    Ok(())
}

/// The pairs that are two people, the lower id first.
pub async fn told_apart(conn: &mut Conn) -> anyhow::Result<Vec<(i64, i64)>> {
    sqlx::query_as("select contact_id, other_contact_id from told_apart").fetch_all(conn).await.context("Read who is told apart")
}
