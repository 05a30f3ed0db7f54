//! Writes what the operator approved: moves deals, marks tasks as done, makes tasks, notes and mails that were sent. Each once.
//!
//! What begins to be written is noted before it is (`store/crm/writes.rs`), so that a crash or an answer that got lost leads to a look,
//! never to a second one; and nothing is written over what somebody else changed since the operator saw it.

mod change;
mod make;
mod mark;
mod sent_mail;
mod take_away;

pub use mark::without;
pub use sent_mail::log as log_mail;

use super::portal::Portal;
use super::scopes;
use crate::connectors::web::Fault;
use crate::connectors::{Delivery, Effect};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::crm::writes::{self, Kind};
use crate::store::outbox::Receipt;
use crate::store::sign_ins;
use anyhow::Context as _;
use api::{Action, Details, OutboxId, Sends, text};

/// What a token may do.
pub fn does(sign_in: &sign_ins::Row, action: Action) -> Sends {
    let needed = match action {
        Action::CreateTask | Action::CompleteTask | Action::LogNote => scopes::WRITE_CONTACTS,
        Action::UpdateDealStage => scopes::WRITE_DEALS,
        Action::SendEmail | Action::BookMeeting | Action::PostMessage => return Sends::Never,
    };
    if sign_in.allows(needed) { Sends::Yes } else { Sends::NotAllowed }
}

/// Does what was approved. Errors: faults on this machine.
pub async fn carry_out(cx: &Cx, connection: &Row, effect: &Effect) -> anyhow::Result<Delivery> {
    let portal = Portal::of(cx, connection).await?;
    let writing = Writing { cx, portal: &portal, connection, id: effect.id };
    match effect.content.details.as_ref().context("An action without details")? {
        Details::Stage(stage) => change::stage(&writing, stage).await,
        Details::Done(done) => change::done(&writing, done).await,
        Details::Task(task) => make::task(&writing, effect, task).await,
        Details::Note(note) => make::note(&writing, effect, note).await,
        Details::Gone(gone) => take_away::record(&writing, effect.content.action, gone).await,
        Details::Meeting(_) | Details::Chat(_) => Ok(Delivery::NotThere(text::nothing_can_do(effect.content.action))),
    }
}

/// What is written, where, and by which action.
pub struct Writing<'a> {
    pub cx: &'a Cx,
    pub portal: &'a Portal,
    pub connection: &'a Row,
    pub id: OutboxId,
}

impl Writing<'_> {
    fn of(&self, kind: Kind) -> writes::Of {
        (self.connection.id(), self.id, kind)
    }

    /// What the action began to write of this kind.
    async fn begun(&self, kind: Kind) -> anyhow::Result<Option<writes::Row>> {
        let all = writes::of_action(&mut *self.cx.read().await?, self.id).await?;
        Ok(all.into_iter().find(|row| row.kind == kind.as_str() && row.connection_id == self.connection.connection_id))
    }

    async fn begin(&self, new: &writes::NewWrite<'_>) -> anyhow::Result<()> {
        let mut write = self.cx.write().await?;
        writes::begin(&mut write, new, self.cx.now()).await?;
        write.commit().await
    }

    /// It is certain that nothing was written.
    async fn forget(&self, kind: Kind) -> anyhow::Result<()> {
        let mut write = self.cx.write().await?;
        writes::forget(&mut write, self.of(kind)).await?;
        write.commit().await
    }
}

fn there(source_id: &str) -> Delivery {
    Delivery::There(Receipt { provider_id: Some(source_id.to_owned()), ..Receipt::default() })
}

/// What a request that failed says of what it was to do.
enum Came {
    /// Nothing was done, and the same may be tried again.
    Nothing(String),
    /// It was refused for good.
    Refused(String),
    /// Nobody can tell yet.
    Unknown(String),
}

fn came(fault: &Fault) -> Came {
    let words = fault.to_string();
    match fault {
        Fault::Busy(_) | Fault::SignInAgain(_) | Fault::Unreachable(_) | Fault::Here(_) => Came::Nothing(words),
        Fault::Forbidden(_) | Fault::Gone(_) => Came::Refused(words),
        Fault::Refused { status, .. } if *status < 500 => Came::Refused(words),
        Fault::Refused { .. } | Fault::Lost(_) => Came::Unknown(words),
    }
}

/// What a look that failed says, before anything was begun.
fn not_yet(fault: &Fault) -> Delivery {
    match came(fault) {
        Came::Refused(words) => Delivery::NotThere(words),
        Came::Nothing(words) | Came::Unknown(words) => Delivery::NotYet(words),
    }
}
