//! Notes about people, companies and deals.

use crate::store::{Conn, Write};
use anyhow::Context as _;
use api::{CompanyId, ConnectionId, ContactId, DealId, NoteId, Tag, Time};

/// A note that is to be kept.
#[derive(Clone, Debug)]
pub struct NewNote<'a> {
    /// What its CRM calls it; of one that is kept here, the marker of the action that made it.
    pub source_id: &'a str,
    pub body: &'a str,
    pub contact: Option<ContactId>,
    pub company: Option<CompanyId>,
    pub deal: Option<DealId>,
    pub written_at: Time,
}

#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Note {
    pub note_id: i64,
    pub body: String,
    pub written_at: i64,
}

/// Keeps a note, once for its name.
pub async fn keep(write: &mut Write, connection: ConnectionId, note: &NewNote<'_>, now: Time) -> anyhow::Result<NoteId> {
    let id: i64 = sqlx::query_scalar(
        "insert into notes (connection_id, source_id, body, contact_id, company_id, deal_id, written_at, stored_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (connection_id, source_id) do update set body = excluded.body returning note_id",
    )
    .bind(connection.0)
    .bind(note.source_id)
    .bind(note.body)
    .bind(note.contact.map(|id| id.0))
    .bind(note.company.map(|id| id.0))
    .bind(note.deal.map(|id| id.0))
    .bind(note.written_at.0)
    .bind(now.0)
    .fetch_one(write.conn())
    .await
    .context("Keep a note")?;
    write.changed(Tag::People);
    Ok(NoteId(id))
}

/// What a note says; none where it is not there.
pub async fn said(conn: &mut Conn, connection: ConnectionId, source_id: &str) -> anyhow::Result<Option<String>> {
    sqlx::query_scalar("select body from notes where connection_id = ? and source_id = ?")
        .bind(connection.0)
        .bind(source_id)
        .fetch_optional(conn)
        .await
        .context("Read a note")
}

/// Takes a note away. Answers whether there was one.
pub async fn remove(write: &mut Write, connection: ConnectionId, source_id: &str) -> anyhow::Result<bool> {
    let done = sqlx::query("delete from notes where connection_id = ? and source_id = ?")
        .bind(connection.0)
        .bind(source_id)
        .execute(write.conn())
        .await
        .context("Take a note away")?;
    write.changed(Tag::People);
    Ok(done.rows_affected() > 0)
}

/// The same for one by its number.
pub async fn take_away(write: &mut Write, id: NoteId) -> anyhow::Result<bool> {
    let done =
        sqlx::query("delete from notes where note_id = ?").bind(id.0).execute(write.conn()).await.context("Take a note away")?;
    write.changed(Tag::People);
    Ok(done.rows_affected() > 0)
}

pub const OF_CONTACT: &str =
    "select note_id, body, written_at from notes where contact_id = ? order by written_at desc, note_id desc limit ?";
pub const OF_DEAL: &str =
    "select note_id, body, written_at from notes where deal_id = ? order by written_at desc, note_id desc limit ?";

/// The notes about a contact, newest first.
pub async fn of_contact(conn: &mut Conn, contact: ContactId, limit: i64) -> anyhow::Result<Vec<Note>> {
    sqlx::query_as(OF_CONTACT).bind(contact.0).bind(limit).fetch_all(conn).await.context("Read the notes about a contact")
}

/// The notes about a deal, newest first.
pub async fn of_deal(conn: &mut Conn, deal: DealId, limit: i64) -> anyhow::Result<Vec<Note>> {
    sqlx::query_as(OF_DEAL).bind(deal.0).bind(limit).fetch_all(conn).await.context("Read the notes about a deal")
}

pub const OF_COMPANY: &str =
    "select note_id, body, written_at from notes where company_id = ? order by written_at desc, note_id desc limit ?";

/// The notes about a company, newest first.
pub async fn of_company(conn: &mut Conn, company: CompanyId, limit: i64) -> anyhow::Result<Vec<Note>> {
    sqlx::query_as(OF_COMPANY).bind(company.0).bind(limit).fetch_all(conn).await.context("Read the notes about a company")
}

/// The notes about any of these, newest first, each once.
pub async fn about(
    conn: &mut Conn,
    contacts: &[ContactId],
    company: Option<CompanyId>,
    deals: &[DealId],
    limit: i64,
) -> anyhow::Result<Vec<Note>> {
    sqlx::query_as(ABOUT)
        .bind(serde_json::to_string(contacts).context("List the contacts")?)
        .bind(company.map(|id| id.0))
        .bind(serde_json::to_string(deals).context("List the deals")?)
        .bind(limit)
        .fetch_all(conn)
        .await
        .context("Read the notes about people and deals")
}

pub const ABOUT: &str = "with told (note_id) as (
         select note_id from notes where contact_id in (select value from json_each(?1))
         union
         select note_id from notes where company_id = ?2
         union
         select note_id from notes where deal_id in (select value from json_each(?3)))
     select notes.note_id, notes.body, notes.written_at from told cross join notes on notes.note_id = told.note_id
     order by notes.written_at desc, notes.note_id desc limit ?4";
