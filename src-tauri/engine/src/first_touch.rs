//! Work that the operator asks for: to write to somebody for the first time.

use crate::cx::Cx;
use crate::drafts;
use crate::people;
use crate::queue::{self, About, Judged};
use crate::random::marker;
use crate::signals::{Fact, Pile};
use crate::store::items::{self, Row};
use crate::store::signals::Observed;
use crate::store::{connections, people as stored, threads};
use anyhow::Context as _;
use api::{ApiError, Code, Play, SignalKind, WriteTo, text};

/// The kind of the connection that stands for the operator.
pub const OPERATOR: &str = "operator";
const NOTE_AT_MOST: usize = 500;

/// Opens an item to write to somebody. Errors: `invalid` for what is no address or too long a note; `conflict` for somebody to
/// whom the operator wrote before.
pub async fn write_to(cx: &Cx, request: &WriteTo) -> anyhow::Result<Row> {
    let invalid = |words: String, field: &'static str| ApiError::new(Code::Invalid, words).on(field);
    let to = drafts::read_mailbox(&request.to, "to")?;
    let note = request.note.trim();
    if note.chars().count() > NOTE_AT_MOST {
        return Err(invalid(text::too_long("note", NOTE_AT_MOST), "note").into());
    }
    let (now, settings, source_id) = (cx.now(), cx.settings().await?, marker(&*cx.random)?);
    let mut write = cx.write().await?;
    let contact = people::ensure(&mut write, &to.address, &to.name, now).await?;
    let standings = stored::standings(write.conn(), &[contact]).await?;
    if standings.get(&contact).is_some_and(|standing| standing.written_at.is_some()) {
        return Err(ApiError::new(Code::Conflict, text::already_known(&to.address)).on("to").into());
    }
    let pile = queue::mail_pile(contact);
    if let Some(open) = items::live_on_pile(write.conn(), &pile).await? {
        return Err(ApiError::new(Code::Conflict, text::covered_by(open.item_id)).on("to").into());
    }
    let connection = connections::ensure(&mut write, OPERATOR, &text::the_operator(), "", now).await?;
    let thread = threads::make(&mut write, "", now).await?;
    let observed = Observed {
        connection,
        source_id,
        kind: SignalKind::Manual,
        play: Some(Play::FirstTouch),
        contact: Some(contact),
        thread: Some(thread),
        message: None,
        excerpt: note.to_owned(),
        occurred_at: now,
    };
    let fact = Fact { observed, calls_for: Some(Pile::Of(contact)), effect: None };
    let judged = Judged { thread, about: About::Mails, facts: vec![fact], outcomes: Vec::new(), touches: Vec::new() };
    queue::take_in(cx, &mut write, &settings, &[judged], &standings).await?;
    let item = items::live_on_pile(write.conn(), &pile).await?.context("A wanted item was not opened")?;
    write.commit().await?;
    cx.work.notify_one();
    Ok(item)
}
