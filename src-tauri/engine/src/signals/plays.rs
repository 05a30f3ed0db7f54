//! The plays table: which action a kind of signal calls for, and how it is scored. Data, in one place.

use crate::scoring::Base;
use crate::settings::Settings;
use api::{Action, Play, SignalKind, Tab, Time};

/// How long an action may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Hours of the operator's working time.
    WorkingHours(i64),
    /// Minutes of it.
    WorkingMinutes(i64),
    /// The same time of day, so many working days later.
    BusinessDays(u32),
    /// Hours by the clock, working or not.
    Hours(i64),
}

/// What further signals must have in common with an item to join it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyOf {
    Thread,
    Contact,
    /// Of the contact; the contact where it has none.
    Company,
    Meeting,
    Deal,
    Task,
    /// Nothing joins it.
    Itself,
}

/// One row of the table: a kind of signal, and what it calls for.
#[derive(Clone, Copy, Debug)]
pub struct PlayRow {
    pub kind: SignalKind,
    pub play: Play,
    pub action: Action,
    pub tab: Tab,
    pub key: KeyOf,
    pub base: Base,
    pub due: Due,
    /// After how many days it is no longer worth doing; none where that never happens.
    pub expires_days: Option<i64>,
}

impl PlayRow {
    /// Whether an agent writes its draft before the item is opened. Of strangers, most are not worth one; a meeting that the operator
    /// wants has one from the beginning.
    pub fn is_drafted_at_once(&self) -> bool {
        self.play != Play::Triage && !self.play.is_drafted_by_hand()
    }

    /// The same for a deal in this stage: what a deal that moved calls for is as urgent as where it came to.
    pub fn at_stage(self, stage: &str, probability: f64) -> Self {
        if (self.kind, self.play) != (SignalKind::DealStageChanged, Play::Advance) {
            return self;
        }
        let known = STAGES.iter().find(|known| known.name == stage);
        let Some(stage) = known.or_else(|| STAGES.iter().find(|stage| probability < stage.below)) else { return self };
        let base = Base { urgency: stage.urgency, strategic: stage.strategic, ..self.base };
        Self { base, due: Due::WorkingHours(stage.due_hours), ..self }
    }

    /// When work that began at `starts_at` is due.
    pub fn due_at(&self, starts_at: Time, settings: &Settings) -> Time {
        const HOUR_MS: i64 = 3_600_000;
        match self.due {
            Due::WorkingHours(hours) => settings.hours.add_working_ms(starts_at, hours * HOUR_MS, &settings.zone),
            Due::WorkingMinutes(minutes) => settings.hours.add_working_ms(starts_at, minutes * 60_000, &settings.zone),
            Due::BusinessDays(days) => settings.hours.add_business_days(starts_at, days, &settings.zone),
            Due::Hours(hours) => starts_at.plus_ms(hours * HOUR_MS),
        }
    }
}

const fn base(revenue: f64, urgency: f64, strategic: f64, effort: f64) -> Base {
    Base { revenue, urgency, strategic, effort }
}

/// What a deal that came to a stage calls for.
struct StageRow {
    /// As HubSpot calls it in the pipeline that it begins with.
    name: &'static str,
    /// Stages of other pipelines are like this one up to this probability.
    below: f64,
    urgency: f64,
    strategic: f64,
    due_hours: i64,
}

const STAGES: &[StageRow] = &[
    StageRow { name: "appointmentscheduled", below: 0.3, urgency: 0.90, strategic: 0.4, due_hours: 8 },
    StageRow { name: "qualifiedtobuy", below: 0.5, urgency: 0.80, strategic: 0.5, due_hours: 4 },
    StageRow { name: "presentationscheduled", below: 0.7, urgency: 0.85, strategic: 0.6, due_hours: 8 },
    StageRow { name: "decisionmakerboughtin", below: 0.85, urgency: 0.90, strategic: 0.8, due_hours: 1 },
    StageRow { name: "contractsent", below: f64::INFINITY, urgency: 0.95, strategic: 0.9, due_hours: 1 },
];

const PLAYS: &[PlayRow] = &[
    PlayRow {
        kind: SignalKind::EmailReply,
        play: Play::Answer,
        action: Action::SendEmail,
        tab: Tab::Replies,
        key: KeyOf::Thread,
        base: base(0.70, 0.95, 0.70, 0.30),
        due: Due::WorkingHours(1),
        expires_days: Some(14),
    },
    PlayRow {
        kind: SignalKind::EmailReply,
        play: Play::Reply,
        action: Action::SendEmail,
        tab: Tab::Replies,
        key: KeyOf::Thread,
        base: base(0.60, 0.70, 0.60, 0.30),
        due: Due::WorkingHours(4),
        expires_days: Some(14),
    },
    PlayRow {
        kind: SignalKind::EmailReceived,
        play: Play::Answer,
        action: Action::SendEmail,
        tab: Tab::Replies,
        key: KeyOf::Thread,
        base: base(0.60, 0.80, 0.60, 0.30),
        due: Due::WorkingHours(4),
        expires_days: Some(14),
    },
    // In copy of what is said to somebody else: cool even when it is due.
    PlayRow {
        kind: SignalKind::EmailReceived,
        play: Play::Reply,
        action: Action::SendEmail,
        tab: Tab::Replies,
        key: KeyOf::Thread,
        base: base(0.05, 0.20, 0.05, 0.30),
        due: Due::WorkingHours(8),
        expires_days: Some(14),
    },
    PlayRow {
        kind: SignalKind::EmailReceived,
        play: Play::Triage,
        action: Action::SendEmail,
        tab: Tab::NewSenders,
        key: KeyOf::Contact,
        base: base(0.35, 0.45, 0.35, 0.30),
        due: Due::WorkingHours(8),
        expires_days: Some(14),
    },
    PlayRow {
        kind: SignalKind::MeetingRequest,
        play: Play::ProposeTimes,
        action: Action::SendEmail,
        tab: Tab::Meetings,
        key: KeyOf::Thread,
        base: base(0.90, 0.90, 0.80, 0.40),
        due: Due::WorkingHours(1),
        expires_days: Some(7),
    },
    PlayRow {
        kind: SignalKind::EmailBounced,
        play: Play::RepairContact,
        action: Action::CreateTask,
        tab: Tab::FollowUps,
        key: KeyOf::Contact,
        base: base(0.30, 0.40, 0.60, 0.30),
        due: Due::BusinessDays(1),
        expires_days: Some(30),
    },
    PlayRow {
        kind: SignalKind::NoReply,
        play: Play::FollowUp,
        action: Action::SendEmail,
        tab: Tab::FollowUps,
        key: KeyOf::Thread,
        base: base(0.60, 0.70, 0.50, 0.20),
        due: Due::BusinessDays(1),
        expires_days: Some(14),
    },
    PlayRow {
        kind: SignalKind::ChampionLeft,
        play: Play::FindNewContact,
        action: Action::CreateTask,
        tab: Tab::FollowUps,
        key: KeyOf::Company,
        base: base(0.60, 0.60, 0.90, 0.40),
        due: Due::BusinessDays(1),
        expires_days: Some(30),
    },
    // It is near one day before it begins: due an hour before that, and over when it begins.
    PlayRow {
        kind: SignalKind::MeetingUpcoming,
        play: Play::Prepare,
        action: Action::LogNote,
        tab: Tab::Meetings,
        key: KeyOf::Meeting,
        base: base(0.70, 0.60, 0.70, 0.40),
        due: Due::Hours(23),
        expires_days: Some(1),
    },
    PlayRow {
        kind: SignalKind::MeetingEnded,
        play: Play::MeetingFollowUp,
        action: Action::SendEmail,
        tab: Tab::Meetings,
        key: KeyOf::Meeting,
        base: base(0.90, 0.80, 0.80, 0.40),
        due: Due::WorkingHours(4),
        expires_days: Some(7),
    },
    PlayRow {
        kind: SignalKind::MeetingDeclined,
        play: Play::ProposeTimes,
        action: Action::SendEmail,
        tab: Tab::Meetings,
        key: KeyOf::Meeting,
        base: base(0.70, 0.80, 0.60, 0.20),
        due: Due::WorkingHours(4),
        expires_days: Some(7),
    },
    PlayRow {
        kind: SignalKind::MeetingNoShow,
        play: Play::Rebook,
        action: Action::SendEmail,
        tab: Tab::Meetings,
        key: KeyOf::Meeting,
        base: base(0.70, 0.80, 0.60, 0.20),
        due: Due::WorkingHours(4),
        expires_days: Some(7),
    },
    PlayRow {
        kind: SignalKind::FormSubmitted,
        play: Play::FirstTouch,
        action: Action::SendEmail,
        tab: Tab::Replies,
        key: KeyOf::Contact,
        base: base(0.80, 0.95, 0.60, 0.20),
        due: Due::WorkingMinutes(30),
        expires_days: Some(14),
    },
    PlayRow {
        kind: SignalKind::DealCreated,
        play: Play::DealOutreach,
        action: Action::SendEmail,
        tab: Tab::Deals,
        key: KeyOf::Deal,
        base: base(0.70, 0.85, 0.70, 0.30),
        due: Due::WorkingHours(4),
        expires_days: Some(30),
    },
    // The stage says how urgent it is: see `of_stage`.
    PlayRow {
        kind: SignalKind::DealStageChanged,
        play: Play::Advance,
        action: Action::SendEmail,
        tab: Tab::Deals,
        key: KeyOf::Deal,
        base: base(0.70, 0.85, 0.50, 0.30),
        due: Due::WorkingHours(8),
        expires_days: Some(30),
    },
    PlayRow {
        kind: SignalKind::DealStageChanged,
        play: Play::ReviewDeal,
        action: Action::CreateTask,
        tab: Tab::Deals,
        key: KeyOf::Deal,
        base: base(0.70, 0.50, 0.50, 0.30),
        due: Due::WorkingHours(8),
        expires_days: Some(30),
    },
    PlayRow {
        kind: SignalKind::DealAmountChanged,
        play: Play::ReviewDeal,
        action: Action::CreateTask,
        tab: Tab::Deals,
        key: KeyOf::Deal,
        base: base(0.70, 0.50, 0.50, 0.30),
        due: Due::WorkingHours(8),
        expires_days: Some(30),
    },
    PlayRow {
        kind: SignalKind::DealStalled,
        play: Play::Revive,
        action: Action::SendEmail,
        tab: Tab::Deals,
        key: KeyOf::Deal,
        base: base(0.70, 0.70, 0.60, 0.30),
        due: Due::BusinessDays(1),
        expires_days: Some(30),
    },
    // It is near a week before it closes, and over when it does.
    PlayRow {
        kind: SignalKind::DealCloseSoon,
        play: Play::ReviewDeal,
        action: Action::CreateTask,
        tab: Tab::Deals,
        key: KeyOf::Deal,
        base: base(0.80, 0.85, 0.80, 0.30),
        due: Due::BusinessDays(1),
        expires_days: Some(8),
    },
    PlayRow {
        kind: SignalKind::DealWon,
        play: Play::Onboard,
        action: Action::SendEmail,
        tab: Tab::Deals,
        key: KeyOf::Deal,
        base: base(0.40, 0.60, 1.0, 0.30),
        due: Due::BusinessDays(1),
        expires_days: Some(30),
    },
    PlayRow {
        kind: SignalKind::DealLost,
        play: Play::LearnWhy,
        action: Action::CreateTask,
        tab: Tab::Deals,
        key: KeyOf::Deal,
        base: base(0.10, 0.20, 0.30, 0.30),
        due: Due::BusinessDays(3),
        expires_days: Some(30),
    },
    PlayRow {
        kind: SignalKind::LeadCold,
        play: Play::CheckIn,
        action: Action::SendEmail,
        tab: Tab::FollowUps,
        key: KeyOf::Contact,
        base: base(0.40, 0.40, 0.50, 0.20),
        due: Due::BusinessDays(3),
        expires_days: Some(30),
    },
    PlayRow {
        kind: SignalKind::TaskOverdue,
        play: Play::DoTask,
        action: Action::CompleteTask,
        tab: Tab::FollowUps,
        key: KeyOf::Task,
        base: base(0.40, 0.60, 0.50, 0.30),
        due: Due::WorkingHours(8),
        expires_days: Some(30),
    },
    PlayRow {
        kind: SignalKind::MessageMention,
        play: Play::Answer,
        action: Action::PostMessage,
        tab: Tab::Replies,
        key: KeyOf::Thread,
        base: base(0.50, 0.70, 0.50, 0.20),
        due: Due::WorkingHours(4),
        expires_days: Some(7),
    },
    PlayRow {
        kind: SignalKind::MessageDirect,
        play: Play::Answer,
        action: Action::PostMessage,
        tab: Tab::Replies,
        key: KeyOf::Thread,
        base: base(0.50, 0.70, 0.50, 0.20),
        due: Due::WorkingHours(4),
        expires_days: Some(7),
    },
    PlayRow {
        kind: SignalKind::Manual,
        play: Play::FirstTouch,
        action: Action::SendEmail,
        tab: Tab::FollowUps,
        key: KeyOf::Itself,
        base: base(0.50, 0.50, 0.50, 0.50),
        due: Due::BusinessDays(1),
        expires_days: None,
    },
    PlayRow {
        kind: SignalKind::Manual,
        play: Play::Book,
        action: Action::BookMeeting,
        tab: Tab::Meetings,
        key: KeyOf::Itself,
        base: base(0.50, 0.50, 0.50, 0.50),
        due: Due::BusinessDays(1),
        expires_days: None,
    },
    PlayRow {
        kind: SignalKind::Manual,
        play: Play::MoveDeal,
        action: Action::UpdateDealStage,
        tab: Tab::Deals,
        key: KeyOf::Itself,
        base: base(0.50, 0.50, 0.50, 0.50),
        due: Due::BusinessDays(1),
        expires_days: None,
    },
    PlayRow {
        kind: SignalKind::Manual,
        play: Play::ReopenTask,
        action: Action::CompleteTask,
        tab: Tab::Deals,
        key: KeyOf::Itself,
        base: base(0.50, 0.50, 0.50, 0.50),
        due: Due::BusinessDays(1),
        expires_days: None,
    },
    PlayRow {
        kind: SignalKind::Manual,
        play: Play::AddTask,
        action: Action::CreateTask,
        tab: Tab::Deals,
        key: KeyOf::Itself,
        base: base(0.50, 0.50, 0.50, 0.50),
        due: Due::BusinessDays(1),
        expires_days: None,
    },
    PlayRow {
        kind: SignalKind::Manual,
        play: Play::AddNote,
        action: Action::LogNote,
        tab: Tab::Deals,
        key: KeyOf::Itself,
        base: base(0.50, 0.50, 0.50, 0.50),
        due: Due::BusinessDays(1),
        expires_days: None,
    },
];

/// What a signal of this kind calls for by this play.
pub fn row(kind: SignalKind, play: Play) -> anyhow::Result<&'static PlayRow> {
    let found = PLAYS.iter().find(|row| row.kind == kind && row.play == play);
    found.ok_or_else(|| anyhow::anyhow!("the plays table has no row for {kind} and {play}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_play_has_a_row_and_no_row_stands_twice() {
        for play in Play::ALL {
            assert!(PLAYS.iter().any(|row| row.play == *play), "{play}");
        }
        for row in PLAYS {
            assert_eq!(PLAYS.iter().filter(|other| (other.kind, other.play) == (row.kind, row.play)).count(), 1);
        }
    }

    #[test]
    fn all_factors_lie_between_nothing_and_everything() {
        for row in PLAYS {
            let Base { revenue, urgency, strategic, effort } = row.base;
            for factor in [revenue, urgency, strategic, effort] {
                assert!((0.0..=1.0).contains(&factor), "{} {}", row.kind, row.play);
            }
        }
    }
}
