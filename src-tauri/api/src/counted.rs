//! What a score takes in beside its play and the time, for its explanation.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// The amount of a deal, in hundredths of its currency, which is empty where none is told.
    Amount { cents: i64, currency: String },
    /// An amount for whose currency there is no rate, so that it does not count.
    NoRate { cents: i64, currency: String },
    /// The company is wanted as a customer above others.
    TargetCompany,
    /// The contact decides, by their title.
    DecisionMaker,
}

impl Counted {
    /// Which part of the score takes it in.
    pub const fn part(&self) -> &'static str {
        match self {
            Self::Amount { .. } | Self::NoRate { .. } => "revenue",
            Self::TargetCompany | Self::DecisionMaker => "strategic",
        }
    }
}
