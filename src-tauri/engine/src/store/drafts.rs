//! Drafts: immutable revisions, their recipients and claims.

use super::{Conn, Write};
use crate::canonical;
use anyhow::Context as _;
use api::{Author, Claim, ClaimId, Details, ItemId, MessageId, PutBy, Recipient, RevisionView, Source, Tag, Time};
use std::collections::HashMap;

/// A revision, as it is made and read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub author: Author,
    pub agent: Option<String>,
    pub from_name: String,
    /// The mailbox that it goes out from; none while it is not known which one is the operator's.
    pub from_address: Option<String>,
    pub to: Vec<Recipient>,
    pub cc: Vec<Recipient>,
    pub bcc: Vec<Recipient>,
    pub subject: String,
    pub body: String,
    /// What the action needs beside that; none for a mail.
    pub details: Option<Details>,
    pub signature: String,
    pub quoted: String,
    /// The mail that it answers.
    pub answers: Option<MessageId>,
    pub claims: Vec<NewClaim>,
}

impl Revision {
    /// Everybody who gets it, whoever sees that.
    pub fn recipients(&self) -> impl Iterator<Item = &Recipient> {
        self.to.iter().chain(&self.cc).chain(&self.bcc)
    }
}

/// A factual statement of a body, and the stored row that supports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClaim {
    pub text: String,
    /// Where it begins in the body, in characters.
    pub start: u32,
    pub source: Option<Source>,
}

/// A stored revision.
#[derive(Clone, Debug)]
pub struct Stored {
    pub number: u32,
    pub revision: Revision,
    /// The claims with their ids, in the order of the body.
    pub claims: Vec<Claim>,
    pub made_at: Time,
}

/// Stores the next revision of an item's draft and makes it the newest. Answers its number.
pub async fn add(write: &mut Write, item: ItemId, revision: &Revision, now: Time) -> anyhow::Result<u32> {
    let number: u32 = sqlx::query_scalar("select coalesce(max(revision), 0) + 1 from revisions where item_id = ?")
        .bind(item.0)
        .fetch_one(write.conn())
        .await
        .context("Number a revision")?;
    sqlx::query(
        "insert into revisions (item_id, revision, author, agent, from_name, from_address, subject, body, signature, quoted,
             answers_message_id, made_at, details)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(item.0)
    .bind(number)
    .bind(revision.author.as_str())
    .bind(&revision.agent)
    .bind(&revision.from_name)
    .bind(&revision.from_address)
    .bind(&revision.subject)
    .bind(&revision.body)
    .bind(&revision.signature)
    .bind(&revision.quoted)
    .bind(revision.answers.map(|id| id.0))
    .bind(now.0)
    .bind(written(revision.details.as_ref())?)
    .execute(write.conn())
    .await
    .context("Store a revision")?;
    for (role, recipients) in [("to", &revision.to), ("cc", &revision.cc), ("bcc", &revision.bcc)] {
        for (position, recipient) in (0_i64..).zip(recipients) {
            sqlx::query(
                "insert into revision_recipients (item_id, revision, role, position, name, address, put_by) values (?, ?, ?, ?, ?, ?, ?)",
            )
            .bind(item.0)
            .bind(number)
            .bind(role)
            .bind(position)
            .bind(&recipient.name)
            .bind(&recipient.address)
            .bind(recipient.put_by.as_str())
            .execute(write.conn())
            .await
            .context("Store a recipient")?;
        }
    }
    for claim in &revision.claims {
        sqlx::query(
            "insert into claims (item_id, revision, text, start_char, source_kind, source_row_id, source_excerpt)
             values (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(item.0)
        .bind(number)
        .bind(&claim.text)
        .bind(claim.start)
        .bind(claim.source.as_ref().map(|source| source.kind.as_str()))
        .bind(claim.source.as_ref().map(|source| source.id))
        .bind(claim.source.as_ref().map_or("", |source| source.excerpt.as_str()))
        .execute(write.conn())
        .await
        .context("Store a claim")?;
    }
    sqlx::query(
        "insert into drafts (item_id, revision) values (?, ?)
         on conflict (item_id) do update set revision = excluded.revision",
    )
    .bind(item.0)
    .bind(number)
    .execute(write.conn())
    .await
    .context("Make a revision the newest")?;
    write.changed(Tag::Queue);
    Ok(number)
}

fn written(details: Option<&Details>) -> anyhow::Result<String> {
    details.map_or(Ok(String::new()), canonical::json)
}

fn read_details(written: &str) -> anyhow::Result<Option<Details>> {
    if written.is_empty() {
        return Ok(None);
    }
    serde_json::from_str(written).map(Some).context("Read the details of a revision")
}

/// Offers a revision of the operator that a redraft set aside.
pub async fn offer(write: &mut Write, item: ItemId, revision: Option<u32>) -> anyhow::Result<()> {
    sqlx::query("update drafts set offered_revision = ? where item_id = ?")
        .bind(revision)
        .bind(item.0)
        .execute(write.conn())
        .await
        .context("Offer a revision")?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct RevisionRow {
    revision: u32,
    #[sqlx(try_from = "String")]
    author: Author,
    agent: Option<String>,
    from_name: String,
    from_address: Option<String>,
    subject: String,
    body: String,
    signature: String,
    quoted: String,
    answers_message_id: Option<i64>,
    made_at: i64,
    details: String,
    offered_revision: Option<u32>,
    /// Rows of (role, name, address, put_by).
    recipients: String,
    /// Rows of (id, text, start_char, source_kind, source_row_id, source_excerpt).
    claims: String,
}

/// (id, text, start_char, source_kind, source_row_id, source_excerpt)
type ClaimRow = (i64, String, u32, Option<String>, Option<i64>, String);

/// A revision with its recipients and claims: an item is opened often, and each question to the file takes its time.
macro_rules! select_revision {
    ($rest:literal) => {
        concat!(
            "select revisions.revision, author, agent, from_name, from_address, subject, body, signature, quoted, answers_message_id,
                    made_at, details, drafts.offered_revision,
                    (select json_group_array(json_array(role, name, address, put_by) order by role, position)
                     from revision_recipients as sent_to
                     where sent_to.item_id = revisions.item_id and sent_to.revision = revisions.revision) as recipients,
                    (select json_group_array(
                         json_array(claim_id, text, start_char, source_kind, source_row_id, source_excerpt) order by start_char, claim_id)
                     from claims
                     where claims.item_id = revisions.item_id and claims.revision = revisions.revision) as claims
             from drafts join revisions on revisions.item_id = drafts.item_id ",
            $rest
        )
    };
}

/// One revision of an item's draft.
pub async fn read(conn: &mut Conn, item: ItemId, number: u32) -> anyhow::Result<Option<Stored>> {
    let row: Option<RevisionRow> =
        sqlx::query_as(ONE).bind(item.0).bind(number).fetch_optional(conn).await.context("Read a revision")?;
    row.map(stored).transpose()
}

pub const ONE: &str = select_revision!("where drafts.item_id = ? and revisions.revision = ?");

/// The newest revision of an item's draft, and the number of the one that is offered.
pub async fn newest(conn: &mut Conn, item: ItemId) -> anyhow::Result<Option<(Stored, Option<u32>)>> {
    let row: Option<RevisionRow> =
        sqlx::query_as(NEWEST).bind(item.0).fetch_optional(conn).await.context("Read the newest revision")?;
    row.map(|row| {
        let offered = row.offered_revision;
        Ok((stored(row)?, offered))
    })
    .transpose()
}

pub const NEWEST: &str = select_revision!("where drafts.item_id = ? and revisions.revision = drafts.revision");

fn stored(row: RevisionRow) -> anyhow::Result<Stored> {
    let rows: Vec<(String, String, String, String)> =
        serde_json::from_str(&row.recipients).context("Read the recipients of a revision")?;
    let (mut to, mut cc, mut bcc) = (Vec::new(), Vec::new(), Vec::new());
    for (role, name, address, put_by) in rows {
        let recipient = Recipient { name, address, put_by: PutBy::try_from(put_by)? };
        match role.as_str() {
            "to" => to.push(recipient),
            "cc" => cc.push(recipient),
            _ => bcc.push(recipient),
        }
    }
    let rows: Vec<ClaimRow> = serde_json::from_str(&row.claims).context("Read the claims of a revision")?;
    let claims: Vec<Claim> = rows
        .into_iter()
        .map(|(id, text, start, kind, source, excerpt)| Claim {
            id: ClaimId(id),
            text,
            start,
            source: kind.zip(source).map(|(kind, id)| Source { kind, id, excerpt }),
        })
        .collect();
    let new = |claim: &Claim| NewClaim { text: claim.text.clone(), start: claim.start, source: claim.source.clone() };
    let revision = Revision {
        author: row.author,
        agent: row.agent,
        from_name: row.from_name,
        from_address: row.from_address,
        to,
        cc,
        bcc,
        subject: row.subject,
        body: row.body,
        details: read_details(&row.details)?,
        signature: row.signature,
        quoted: row.quoted,
        answers: row.answers_message_id.map(MessageId),
        claims: claims.iter().map(new).collect(),
    };
    Ok(Stored { number: row.revision, revision, claims, made_at: Time(row.made_at) })
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    revision: u32,
    #[sqlx(try_from = "String")]
    author: Author,
    agent: Option<String>,
    subject: String,
    body: String,
    made_at: i64,
    details: String,
}

/// All revisions of an item's draft, newest first.
pub async fn all(conn: &mut Conn, item: ItemId) -> anyhow::Result<Vec<RevisionView>> {
    let rows: Vec<ListedRow> =
        sqlx::query_as(ALL).bind(item.0).fetch_all(&mut *conn).await.context("Read the revisions of a draft")?;
    let recipients: Vec<(u32, String, String, String, String)> =
        sqlx::query_as(ALL_RECIPIENTS).bind(item.0).fetch_all(conn).await.context("Read the recipients of the revisions")?;
    let mut by_place: HashMap<(u32, String), Vec<Recipient>> = HashMap::new();
    for (revision, role, name, address, put_by) in recipients {
        let put_by = PutBy::try_from(put_by)?;
        by_place.entry((revision, role)).or_default().push(Recipient { name, address, put_by });
    }
    let mut in_role = |revision: u32, role: &str| by_place.remove(&(revision, role.to_owned())).unwrap_or_default();
    rows.into_iter()
        .map(|row| {
            Ok(RevisionView {
                revision: row.revision,
                author: row.author,
                agent: row.agent,
                made_at: Time(row.made_at),
                to: in_role(row.revision, "to"),
                cc: in_role(row.revision, "cc"),
                bcc: in_role(row.revision, "bcc"),
                subject: row.subject,
                body: row.body,
                details: read_details(&row.details)?,
            })
        })
        .collect()
}

pub const ALL: &str =
    "select revision, author, agent, subject, body, made_at, details from revisions where item_id = ? order by revision desc";

pub const ALL_RECIPIENTS: &str =
    "select revision, role, name, address, put_by from revision_recipients where item_id = ? order by revision, role, position";

/// The newest revision that the agent wrote, against which the operator's changes are told.
pub async fn newest_by_agent(conn: &mut Conn, item: ItemId) -> anyhow::Result<Option<Stored>> {
    let number: Option<u32> = sqlx::query_scalar("select max(revision) from revisions where item_id = ? and author = 'agent'")
        .bind(item.0)
        .fetch_one(&mut *conn)
        .await
        .context("Find the agent's revision")?;
    match number {
        Some(number) => read(conn, item, number).await,
        None => Ok(None),
    }
}
