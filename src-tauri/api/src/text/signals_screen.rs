//! What stands on the screen Signals: what came in, and what became of it.

use crate::SignalKind;

pub fn kind_label() -> String {
    "Kind".to_owned()
}

pub fn all_kinds() -> String {
    "All kinds".to_owned()
}

pub fn signal_kind(kind: SignalKind) -> String {
    match kind {
        SignalKind::EmailReply => "Answer",
        SignalKind::EmailReceived => "New mail",
        SignalKind::MeetingRequest => "Meeting asked for",
        SignalKind::EmailOptOut => "Asked off",
        SignalKind::EmailBounced => "Came back",
        SignalKind::OutOfOffice => "Away",
        SignalKind::NoReply => "No answer",
        SignalKind::ChampionLeft => "Has left",
        SignalKind::MeetingUpcoming => "Meeting near",
        SignalKind::MeetingEnded => "Meeting over",
        SignalKind::MeetingDeclined => "Meeting declined",
        SignalKind::MeetingNoShow => "Nobody came",
        SignalKind::DealCreated => "New deal",
        SignalKind::DealStageChanged => "Deal moved",
        SignalKind::DealAmountChanged => "Amount changed",
        SignalKind::DealStalled => "Deal stands still",
        SignalKind::DealCloseSoon => "Deal closes soon",
        SignalKind::DealWon => "Deal won",
        SignalKind::DealLost => "Deal lost",
        SignalKind::LeadCold => "Lead gone quiet",
        SignalKind::TaskOverdue => "Task overdue",
        SignalKind::FormSubmitted => "Form",
        SignalKind::MessageMention => "Mention",
        SignalKind::MessageDirect => "Direct message",
        SignalKind::Manual => "Your wish",
    }
    .to_owned()
}

pub fn n_signals(n: u64, has_more: bool) -> String {
    let signals = super::count(n, "signal", "signals");
    if has_more { format!("more than {signals}") } else { signals }
}

pub fn no_signals_yet() -> String {
    "Nothing came in yet. Each mail that means something stands here once mail is read. Read some in with:".to_owned()
}

pub fn no_signals_of_kind() -> String {
    "Nothing of this kind came in".to_owned()
}

/// When a signal happened outside, and when it was noticed here.
pub fn happened_and_noticed(happened: &str, noticed: &str, connection: &str) -> String {
    format!("{happened}; noticed {noticed}, from {connection}")
}
