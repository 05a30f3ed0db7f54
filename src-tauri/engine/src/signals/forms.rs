//! What a form means that somebody filled in: they want to be written to, whoever they are.

use super::verdict::{Fact, Pile, Verdict};
use crate::mail;
use crate::store::people::Standing;
use crate::store::posts::Form;
use crate::store::signals::Observed;
use api::{ConnectionId, ContactId, Play, SignalKind, ThreadId, Time};

/// What a form comes to. Of somebody whom the operator keeps out it is no work.
pub fn judge_form(form: &Form, standing: Option<&Standing>) -> Verdict {
    let contact = ContactId(form.contact_id);
    let is_kept_out = standing.is_some_and(|standing| standing.screened_at.is_some());
    let fact = Fact {
        observed: Observed {
            connection: ConnectionId(form.connection_id),
            source_id: format!("post:{}", form.post_id),
            kind: SignalKind::FormSubmitted,
            play: Some(Play::FirstTouch),
            contact: Some(contact),
            thread: Some(ThreadId(form.thread_id)),
            message: None,
            excerpt: mail::excerpt(&form.words),
            occurred_at: Time(form.arrived_at),
        },
        calls_for: (!is_kept_out).then_some(Pile::Of(contact)),
        effect: None,
    };
    Verdict { facts: vec![fact], ..Verdict::default() }
}
