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
    fn every_play_has_an_agent_but_those_whose_draft_is_the_operators() {
        for play in Play::ALL.iter().filter(|play| !play.is_drafted_by_hand()) {
            assert!(route(*play).is_some(), "{play}");
        }
    }
}
