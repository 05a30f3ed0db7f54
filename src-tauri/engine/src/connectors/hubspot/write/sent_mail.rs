//! Keeps a mail that was sent with those to whom it went, where the operator chose that; its approval said so.

use super::make::{self, Ended, Made, New};
use super::{Writing, mark, there};
use crate::connectors::hubspot::portal::Portal;
use crate::connectors::{Delivery, SentMail};
use crate::cx::Cx;
use crate::mail::{self, Mailbox};
use crate::store::connections::Row;
use crate::store::crm::writes::{self, Kind};
use anyhow::Context as _;
use serde_json::{Value, json};

/// Errors: faults on this machine.
pub async fn log(cx: &Cx, connection: &Row, sent: &SentMail) -> anyhow::Result<Delivery> {
    let portal = Portal::of(cx, connection).await?;
    let writing = Writing { cx, portal: &portal, connection, id: sent.id };
    let mail = mail::parse(&sent.bytes).context("Read the mail that was sent")?;
    let person = |one: &Mailbox| json!({ "email": one.address });
    let all = |list: &[Mailbox]| list.iter().map(person).collect::<Vec<Value>>();
    // Whom a hidden copy went to is nobody else's to read.
    let headers = json!({ "from": mail.from.as_ref().map(person), "to": all(&mail.to), "cc": all(&mail.cc) });
    let properties = json!({
        "hs_timestamp": make::moment(sent.sent_at),
        "hs_email_direction": "EMAIL",
        "hs_email_status": "SENT",
        "hs_email_subject": mail.subject,
        "hs_email_text": mark::below(&mail.text, &sent.marker),
        "hs_email_headers": headers.to_string(),
    });
    let links = make::links(&mut *cx.read().await?, &writing, &sent.belongs).await?;
    let new = New { made: Made::Email, marker: sent.marker.clone(), properties, links };
    match make::make(&writing, &new).await? {
        Ended::There(id, at) => {
            let mut write = cx.write().await?;
            writes::settle(&mut write, writing.of(Kind::Email), &id, at).await?;
            write.commit().await?;
            Ok(there(&id))
        }
        Ended::Otherwise(delivery) => Ok(delivery),
    }
}
