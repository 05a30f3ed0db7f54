//! What passed between the operator and one contact, in figures.

use super::Conn;
use anyhow::Context as _;
use api::{ContactCard, ContactRef, Suppression, Time};
use std::collections::HashMap;

/// How many of the newest mails tell how soon somebody answers.
const MAILS_LOOKED_AT: i64 = 500;

#[derive(sqlx::FromRow)]
struct CardRow {
    n_received: i64,
    n_sent: i64,
    first_at: Option<i64>,
    last_at: Option<i64>,
    opted_out_at: Option<i64>,
    left_at: Option<i64>,
    away_until: Option<i64>,
    what: Option<String>,
    reason: Option<String>,
    suppressed_at: Option<i64>,
}

/// What is known of somebody, under the address at which they are shown; none where there is no such contact.
pub async fn card(conn: &mut Conn, contact: &ContactRef) -> anyhow::Result<Option<ContactCard>> {
    let domain = contact.address.rsplit_once('@').map_or("", |(_, domain)| domain);
    let row: Option<CardRow> = sqlx::query_as(CARD)
        .bind(contact.id.0)
        .bind(&contact.address)
        .bind(domain)
        .fetch_optional(&mut *conn)
        .await
        .context("Read what is known of somebody")?;
    let Some(row) = row else { return Ok(None) };
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    let suppressed = row.what.zip(row.reason).zip(row.suppressed_at);
    Ok(Some(ContactCard {
        n_received: count(row.n_received),
        n_sent: count(row.n_sent),
        first_at: row.first_at.map(Time),
        last_at: row.last_at.map(Time),
        answers_after_ms: answers_after_ms(conn, contact).await?,
        opted_out_at: row.opted_out_at.map(Time),
        left_at: row.left_at.map(Time),
        away_until: row.away_until.map(Time),
        suppressed: suppressed.map(|((what, reason), at)| Suppression { what, reason, since: Time(at) }),
    }))
}

pub const CARD: &str = "select passed.n_received, passed.n_sent, passed.first_at, passed.last_at, contacts.opted_out_at,
            contacts.left_at, contacts.away_until, suppressions.what, suppressions.reason, suppressions.suppressed_at
     from contacts
     join (
         select count(*) filter (where direction = 'in') as n_received, count(*) filter (where direction = 'out') as n_sent,
             min(sent_at) as first_at, max(sent_at) as last_at
         from messages where contact_id = ?1
     ) as passed
     left join suppressions on suppressions.what in (?2, ?3)
     where contacts.contact_id = ?1 limit 1";

/// One mail between the operator and somebody.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Passed {
    thread_id: i64,
    sent_at: i64,
    is_own: bool,
    /// Written by a person, not by a machine in their place.
    is_person: bool,
}

/// The median time until they answered a mail of the operator's, over the newest mails.
async fn answers_after_ms(conn: &mut Conn, contact: &ContactRef) -> anyhow::Result<Option<i64>> {
    let newest: Vec<Passed> = sqlx::query_as(PASSED)
        .bind(contact.id.0)
        .bind(MAILS_LOOKED_AT)
        .fetch_all(conn)
        .await
        .context("Read how soon somebody answers")?;
    let oldest_first: Vec<Passed> = newest.into_iter().rev().collect();
    Ok(median_answer_ms(&oldest_first))
}

pub const PASSED: &str = "select thread_id, sent_at, direction = 'out' as is_own, kind = 'person' as is_person
     from messages where contact_id = ? order by sent_at desc, message_id desc limit ?";

/// Each mail of the operator's is answered by the next one that a person wrote in its conversation.
fn median_answer_ms(mails: &[Passed]) -> Option<i64> {
    let mut unanswered: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut times = Vec::new();
    for mail in mails {
        if mail.is_own {
            unanswered.entry(mail.thread_id).or_default().push(mail.sent_at);
        } else if mail.is_person {
            let answered = unanswered.remove(&mail.thread_id).unwrap_or_default();
            times.extend(answered.into_iter().map(|sent_at| mail.sent_at.saturating_sub(sent_at)));
        }
    }
    times.sort_unstable();
    let middle = times.len().checked_sub(1)?;
    let (lower, upper) = (times.get(middle / 2)?, times.get(times.len() / 2)?);
    Some(lower + (upper - lower) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(thread_id: i64, sent_at: i64) -> Passed {
        Passed { thread_id, sent_at, is_own: true, is_person: true }
    }

    fn theirs(thread_id: i64, sent_at: i64) -> Passed {
        Passed { thread_id, sent_at, is_own: false, is_person: true }
    }

    #[test]
    fn an_answer_is_the_next_mail_of_a_person_in_the_same_conversation() {
        let machine = Passed { is_person: false, ..theirs(1, 20) };
        assert_eq!(median_answer_ms(&[own(1, 10), machine, theirs(2, 30), theirs(1, 110)]), Some(100));
        assert_eq!(median_answer_ms(&[own(1, 10), own(1, 60), theirs(1, 110), theirs(1, 500)]), Some(75), "each of the two");
        assert_eq!(median_answer_ms(&[own(1, 0), theirs(1, 1), own(1, 10), theirs(1, 12), own(1, 20), theirs(1, 920)]), Some(2));
        assert_eq!(median_answer_ms(&[theirs(1, 10), own(1, 20)]), None);
        assert_eq!(median_answer_ms(&[]), None);
    }
}
