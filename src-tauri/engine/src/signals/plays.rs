//! The plays table: which action a kind of signal calls for, and how it is scored. Data, in one place.

use crate::scoring::Base;
use api::{Action, Play, Tab};

/// How long an action may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Hours of the operator's working time.
    WorkingHours(i64),
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct PlayRow {
    pub play: Play,
    pub action: Action,
    pub tab: Tab,
    pub base: Base,
    pub due: Due,
    /// After how many days it is no longer worth doing.
    pub expires_days: i64,
}

const PLAYS: &[PlayRow] = &[
    PlayRow {
        play: Play::Answer,
        action: Action::SendEmail,
        tab: Tab::Replies,
        base: Base { revenue: 0.70, urgency: 0.95, strategic: 0.70, effort: 0.30 },
        due: Due::WorkingHours(1),
        expires_days: 14,
    },
    PlayRow {
        play: Play::Reply,
        action: Action::SendEmail,
        tab: Tab::Replies,
        base: Base { revenue: 0.60, urgency: 0.70, strategic: 0.60, effort: 0.30 },
        due: Due::WorkingHours(4),
        expires_days: 14,
    },
];

/// The row of a play.
pub fn row(play: Play) -> anyhow::Result<&'static PlayRow> {
    PLAYS.iter().find(|row| row.play == play).ok_or_else(|| anyhow::anyhow!("the plays table has no row for {play}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_play_has_one_row() {
        for play in Play::ALL {
            assert_eq!(PLAYS.iter().filter(|row| row.play == *play).count(), 1, "{play}");
        }
    }
}
