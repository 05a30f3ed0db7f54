//! What a deal means, decided from what its CRM told and nothing else: what changed, what stands still, what is to be decided.
//!
//! A function of values and `now`, as for mail. What changed before its CRM was first read was never noted, so that a first reading
//! tells of states only.

use super::verdict::{Fact, Pile, Verdict};
use crate::store::crm::changes::{Change, Field};
use crate::store::crm::deals::Deal;
use crate::store::crm::pipelines::{Ends, Stage};
use crate::store::outcomes::{NewOutcome, OutcomeKind, ShownBy};
use crate::store::signals::Observed;
use api::{ContactId, Play, SignalKind, StageId, Time};
use std::collections::HashMap;

const DAY_MS: i64 = 24 * 3_600_000;
/// An open deal with which nothing happened for so long stands still.
const STALLED_MS: i64 = 7 * DAY_MS;
/// One that stands still for longer than this is forgotten, not stalled: the whole past of a CRM is no work.
const FORGOTTEN_MS: i64 = 180 * DAY_MS;
/// How long before its date a deal is to be decided soon.
const SOON_MS: i64 = 7 * DAY_MS;

/// All that a verdict is made from.
pub struct Judgement<'a> {
    pub deal: &'a Deal,
    /// Oldest first.
    pub changes: &'a [Change],
    pub stages: &'a HashMap<StageId, Stage>,
    /// It is the operator's, or nobody's: what colleagues sell is their work.
    pub is_ours: bool,
    /// When the last mail with one of its people was written.
    pub last_mail_at: Option<Time>,
    pub now: Time,
}

impl Judgement<'_> {
    pub fn judge(&self) -> Verdict {
        let mut verdict = Verdict::default();
        if self.deal.archived_at.is_some() {
            return verdict;
        }
        let stage = self.deal.stage().and_then(|id| self.stages.get(&id));
        let ends = stage.and_then(|stage| stage.ends);
        let newest = |field: Field| self.changes.iter().rposition(|change| change.field == field);
        let newest_stage = newest(Field::Stage);
        let newest_amount = newest(Field::Amount);
        for (place, change) in self.changes.iter().enumerate().filter(|(_, change)| !change.is_own) {
            match change.field {
                Field::Opened => {
                    let fact = self.changed(SignalKind::DealCreated, Play::DealOutreach, change);
                    verdict.facts.push(self.calling(fact, ends.is_none() && newest_stage.is_none()));
                }
                Field::Stage => {
                    if let Some((kind, play)) = self.moved(change) {
                        let fact = self.changed(kind, play, change);
                        verdict.facts.push(self.calling(fact, newest_stage == Some(place)));
                    }
                }
                Field::Amount => {
                    let fact = self.changed(SignalKind::DealAmountChanged, Play::ReviewDeal, change);
                    verdict.facts.push(self.calling(fact, ends.is_none() && newest_amount == Some(place)));
                }
                Field::CloseDate => {}
            }
        }
        self.outcomes(&mut verdict);
        if ends.is_none() {
            self.stands_still(&mut verdict);
            self.closes_soon(&mut verdict);
        }
        verdict
    }

    /// What it means that a deal went from one stage to another; nothing where either is not known.
    fn moved(&self, change: &Change) -> Option<(SignalKind, Play)> {
        let stage = |id: &str| id.parse().ok().and_then(|id| self.stages.get(&StageId(id)));
        let after = stage(&change.after)?;
        match after.ends {
            Some(Ends::Won) => return Some((SignalKind::DealWon, Play::Onboard)),
            Some(Ends::Lost) => return Some((SignalKind::DealLost, Play::LearnWhy)),
            None => {}
        }
        let before = stage(&change.before)?;
        // A deal that was decided and is open again starts over; one in another pipeline goes neither forward nor back.
        let is_forward = before.ends.is_some() || before.pipeline != after.pipeline || after.position > before.position;
        Some((SignalKind::DealStageChanged, if is_forward { Play::Advance } else { Play::ReviewDeal }))
    }

    /// What came of the deal for all who have a part in it, whoever moved it.
    fn outcomes(&self, verdict: &mut Verdict) {
        for change in self.changes.iter().filter(|change| change.field == Field::Stage) {
            let kind = match self.moved(change) {
                Some((SignalKind::DealWon, _)) => OutcomeKind::DealWon,
                Some((SignalKind::DealLost, _)) => OutcomeKind::DealLost,
                Some((_, Play::Advance)) => OutcomeKind::DealAdvanced,
                Some(_) => OutcomeKind::DealRegressed,
                None => continue,
            };
            let (shown_by, happened_at) = (ShownBy::DealChange(change.change_id), Time(change.changed_at));
            let came = |contact: &ContactId| NewOutcome { kind, contact: *contact, shown_by, happened_at };
            verdict.outcomes.extend(self.deal.contacts.iter().map(came));
        }
    }

    fn active_at(&self) -> Time {
        let facts = &self.deal.facts;
        let last_change = self.changes.iter().map(|change| change.changed_at).max();
        let all = [facts.active_at, last_change, self.last_mail_at.map(|at| at.0)];
        Time(all.into_iter().flatten().max().unwrap_or(facts.opened_at).max(facts.opened_at))
    }

    fn stands_still(&self, verdict: &mut Verdict) {
        let active_at = self.active_at();
        let at = active_at.plus_ms(STALLED_MS);
        if at > self.now {
            verdict.look_at = Some(verdict.look_at.map_or(at, |other| other.min(at)));
        } else if self.now.ms_since(active_at) <= FORGOTTEN_MS {
            // Mail with its people does not tell the deal of itself.
            verdict.look_at = Some(self.now.plus_ms(DAY_MS));
            let fact =
                self.fact(SignalKind::DealStalled, Play::Revive, at, &format!("since {active_at}", active_at = active_at.0));
            verdict.facts.push(self.calling(fact, true));
        }
    }

    fn closes_soon(&self, verdict: &mut Verdict) {
        let Some(closes_at) = self.deal.facts.closes_at.map(Time) else { return };
        let at = closes_at.plus_ms(-SOON_MS);
        if at > self.now {
            verdict.look_at = Some(verdict.look_at.map_or(at, |other| other.min(at)));
        } else if self.now < closes_at.plus_ms(DAY_MS) {
            let fact = self.fact(SignalKind::DealCloseSoon, Play::ReviewDeal, at, &format!("on {}", closes_at.0));
            verdict.facts.push(self.calling(fact, true));
        }
    }

    fn changed(&self, kind: SignalKind, play: Play, change: &Change) -> Fact {
        let name = format!("{}>{} at {}", change.before, change.after, change.changed_at);
        self.fact(kind, play, Time(change.changed_at), &name)
    }

    fn calling(&self, fact: Fact, calls: bool) -> Fact {
        let pile = self.main().map_or(Pile::OfItself, Pile::Of);
        Fact { calls_for: (calls && self.is_ours).then_some(pile), ..fact }
    }

    fn main(&self) -> Option<ContactId> {
        self.deal.contacts.first().copied()
    }

    fn fact(&self, kind: SignalKind, play: Play, occurred_at: Time, name: &str) -> Fact {
        let Deal { connection, thread, facts, .. } = self.deal;
        Fact {
            observed: Observed {
                connection: *connection,
                source_id: format!("deal:{} {name}", facts.source_id),
                kind,
                play: Some(play),
                contact: self.main(),
                thread: Some(*thread),
                message: None,
                excerpt: facts.name.clone(),
                occurred_at,
            },
            calls_for: None,
            effect: None,
        }
    }
}
