//! Row ids as types, so that an item's id is never taken for a thread's.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<i64> for $name {
            fn from(row: i64) -> Self {
                Self(row)
            }
        }
    )+};
}

ids! {
    /// A queue item.
    ItemId,
    /// One decision of the operator about one revision and one destination.
    ApprovalId,
    /// One factual statement of a draft.
    ClaimId,
    CompanyId,
    ConnectionId,
    ContactId,
    DealId,
    JobId,
    /// A meeting in a calendar that is read.
    MeetingId,
    MessageId,
    /// Something that the operator noted.
    NoteId,
    /// One approved action in the outbox.
    OutboxId,
    /// Whose work a deal or a task of a CRM is.
    OwnerId,
    PipelineId,
    /// Something that a source posted, as a form.
    PostId,
    /// A service that the operator is signed in to.
    SignInId,
    SignalId,
    /// One step of a pipeline.
    StageId,
    /// Something to do, as a CRM keeps it.
    TaskId,
    /// A text that the operator uses again.
    TemplateId,
    ThreadId,
}
