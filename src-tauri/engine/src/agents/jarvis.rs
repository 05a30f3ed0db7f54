//! The orchestrator: which agent takes an item.

use super::{ALL, Agent};
use api::Play;

/// The first agent that takes this play.
pub fn route(play: Play) -> Option<&'static dyn Agent> {
    ALL.iter().copied().find(|agent| agent.takes(play))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_play_has_an_agent() {
        for play in Play::ALL {
            assert!(route(*play).is_some(), "{play}");
        }
    }
}
