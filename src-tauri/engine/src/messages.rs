//! Single mails, as they are read: by their text, and as a page of their HTML part.

mod pictures;

use crate::cx::Cx;
use crate::mail::page::{self, Fetched, Page};
use crate::store::messages::{self as store, Direction};
use anyhow::Context as _;
use api::{ApiError, Code, ContactLine, MailHtml, MessageDetail, MessageId, Position, Time, text};

fn no_such(id: MessageId) -> anyhow::Error {
    ApiError::new(Code::NotFound, text::no_such_message(id.0)).on("message").into()
}

/// A mail with all that stands on it. Errors: `not_found`.
pub async fn show(cx: &Cx, id: MessageId) -> anyhow::Result<MessageDetail> {
    let mut conn = cx.read().await?;
    let mail = store::whole(&mut conn, id).await?.ok_or_else(|| no_such(id))?;
    let recipients = store::recipients(&mut conn, id).await?;
    let role = |wanted: &str| {
        let lines = recipients.iter().filter(|line| line.role == wanted);
        lines.map(|line| ContactLine { name: line.name.clone(), address: line.address.clone() }).collect()
    };
    Ok(MessageDetail {
        id,
        is_own: mail.direction == Direction::Out,
        from_name: mail.from_name,
        from_address: mail.from_address,
        to: role("to"),
        cc: role("cc"),
        subject: mail.subject,
        text: mail.own_text,
        quoted: mail.quoted_text,
        signature: mail.signature,
        sent_at: Time(mail.sent_at),
        attachments: store::attachments(&mut conn, id).await?,
        has_html: mail.has_html,
    })
}

/// A mail as a page, with its pictures of other places where they are asked for. Errors: `not_found`.
pub async fn page(cx: &Cx, id: MessageId, pictures: Position) -> anyhow::Result<MailHtml> {
    let mut conn = cx.read().await?;
    let mail = store::whole(&mut conn, id).await?.ok_or_else(|| no_such(id))?;
    let html = store::html(&mut conn, id).await?;
    drop(conn);
    let fetched = match (&html, pictures) {
        (Some(html), Position::On) => pictures::fetch(cx, html.clone()).await?,
        _ => Fetched::new(),
    };
    // A long mail takes a while to clean, in which others must go on.
    let clean = move || match html {
        Some(html) => page::with_pictures(&html, &text::unnamed_picture(), &fetched),
        None => {
            let parts = [mail.own_text, mail.signature, mail.quoted_text];
            let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.trim().is_empty()).collect();
            page::of_text(&parts.join("\n\n"))
        }
    };
    let Page { html, n_remote, n_dots } = tokio::task::spawn_blocking(clean).await.context("Clean a mail")?;
    Ok(MailHtml { html, n_remote, n_dots })
}
