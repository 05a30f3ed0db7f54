//! What the operator wants written to a CRM, or kept here in place of one: a deal in another stage, something to do, a note. Each is
//! an item of its own whose draft is there from the beginning.
//!
//! Nothing is written here: that takes an approval, as for all that leaves.

mod about;
mod adding;
mod fit;
mod moving;
mod undo;

pub use about::{belongs_of_mail, deal_of_item, is_of_crm, proposed};
pub use adding::{create_task, log_note};
pub use fit::fitted;
pub use moving::{move_deal, stages};
pub use undo::{is_undoable, undo};

use crate::cx::Cx;
use crate::first_touch::OPERATOR;
use crate::queue;
use crate::random::marker;
use crate::settings::Settings;
use crate::store::drafts::Revision;
use crate::store::items::{self, Row};
use crate::store::signals::Observed;
use crate::store::{Write, connections};
use api::{Author, ContactId, Details, ItemId, Play, SignalKind, ThreadId, text};

/// What an item that the operator asks for is made from.
struct Wanted<'a> {
    play: Play,
    contact: Option<ContactId>,
    thread: Option<ThreadId>,
    /// One item stands on it at a time; none where each is one of its own.
    pile: Option<String>,
    subject: &'a str,
    body: String,
    details: Details,
}

/// Opens the item, or answers the one that is there.
async fn open(cx: &Cx, write: &mut Write, settings: &Settings, wanted: Wanted<'_>) -> anyhow::Result<ItemId> {
    let (now, source_id) = (cx.now(), marker(&*cx.random)?);
    let pile = wanted.pile.unwrap_or_else(|| format!("{}:{source_id}", wanted.play));
    if let Some(open) = items::live_on_pile(write.conn(), &pile).await? {
        return Ok(open.id());
    }
    let connection = connections::ensure(write, OPERATOR, &text::the_operator(), "", now).await?;
    let revision = revision(settings, wanted.subject, wanted.body, wanted.details);
    let observed = Observed {
        connection,
        source_id,
        kind: SignalKind::Manual,
        play: Some(wanted.play),
        contact: wanted.contact,
        thread: wanted.thread,
        message: None,
        excerpt: revision.subject.clone(),
        occurred_at: now,
    };
    queue::open_with_draft(write, settings, &observed, &pile, &revision, now).await
}

fn revision(settings: &Settings, subject: &str, body: String, details: Details) -> Revision {
    Revision {
        author: Author::Operator,
        agent: None,
        from_name: settings.name.clone(),
        from_address: None,
        to: Vec::new(),
        cc: Vec::new(),
        bcc: Vec::new(),
        subject: subject.to_owned(),
        body,
        details: Some(details),
        signature: String::new(),
        quoted: String::new(),
        answers: None,
        claims: Vec::new(),
    }
}

/// The item as it stands now, once all is stored.
async fn finish(cx: &Cx, mut write: Write, id: ItemId) -> anyhow::Result<Row> {
    let item = queue::existing(&mut write, id).await?;
    write.commit().await?;
    cx.work.notify_one();
    Ok(item)
}
