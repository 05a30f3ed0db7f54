//! What a meeting means, decided from what its calendar told and nothing else: what is near, what is over, who said no.
//!
//! A function of values and `now`, as for mail. What was so when the calendar was first read is not news, but for what is to come.

use super::verdict::{Fact, Pile, Verdict};
use crate::settings::Settings;
use crate::store::meetings::{Attendee, Meeting, Status};
use crate::store::outcomes::{NewOutcome, OutcomeKind, ShownBy};
use crate::store::people::Standing;
use crate::store::signals::Observed;
use api::{ContactId, MeetingResponse, Play, SignalKind, Time};
use std::collections::HashMap;

/// How long before it begins a meeting is near.
const NEAR_MS: i64 = 24 * 3_600_000;

/// The moment that a signal tells of: of a meeting that is near, when it begins.
pub fn told_at(kind: SignalKind, occurred_at: Time) -> Time {
    if kind == SignalKind::MeetingUpcoming { occurred_at.plus_ms(NEAR_MS) } else { occurred_at }
}

/// All that a verdict is made from.
pub struct Judgement<'a> {
    pub settings: &'a Settings,
    pub meeting: &'a Meeting,
    pub people: &'a HashMap<ContactId, Standing>,
    /// When its calendar was first read to the end; none while it is not.
    pub first_read: Option<Time>,
    /// It stands in another calendar, too, and is judged there.
    pub is_copy: bool,
    pub now: Time,
}

/// Somebody outside, as a contact.
type Guest<'a> = (ContactId, &'a Attendee);

impl Judgement<'_> {
    pub fn judge(&self) -> Verdict {
        let (told, mut verdict) = (&self.meeting.told, Verdict::default());
        let guests = self.guests();
        let is_off = told.status == Status::Cancelled || told.our_response == MeetingResponse::Declined;
        if is_off || self.is_copy || guests.is_empty() {
            return verdict;
        }
        let (starts_at, ends_at) = (Time(told.starts_at), Time(told.ends_at));
        let near_at = starts_at.plus_ms(-NEAR_MS);
        let coming: Vec<Guest<'_>> =
            guests.iter().copied().filter(|(_, guest)| guest.response != MeetingResponse::Declined).collect();
        verdict.look_at = [near_at, starts_at, ends_at].into_iter().find(|at| *at > self.now);
        self.declined(&guests, coming.is_empty(), &mut verdict);
        self.outcomes(&coming, &mut verdict);
        // Where all said no there is no meeting.
        let Some((main, _)) = self.main(&coming) else { return verdict };
        if (near_at..starts_at).contains(&self.now) {
            verdict.facts.push(self.fact(SignalKind::MeetingUpcoming, Play::Prepare, main, near_at, None));
        } else if let Some(said_at) = self.meeting.no_show_at {
            verdict.facts.push(self.fact(SignalKind::MeetingNoShow, Play::Rebook, main, said_at, None));
        } else if ends_at <= self.now && self.is_news(ends_at) {
            verdict.facts.push(self.fact(SignalKind::MeetingEnded, Play::MeetingFollowUp, main, ends_at, None));
        }
        verdict
    }

    /// Who is outside by what is known today; whoever the operator keeps out is nobody here either.
    fn guests(&self) -> Vec<Guest<'_>> {
        let is_in = |contact: &ContactId| self.people.get(contact).is_none_or(|standing| standing.screened_at.is_none());
        let attendees = self.meeting.attendees.iter();
        attendees
            .filter(|one| !self.settings.is_own(&one.address) && !self.settings.is_colleague(&one.address))
            .filter_map(|one| Some((one.contact().filter(is_in)?, one)))
            .collect()
    }

    /// With whom it is: who called it, else who said yes, else the first on the list.
    fn main<'a>(&self, coming: &[Guest<'a>]) -> Option<Guest<'a>> {
        let called = coming.iter().find(|(_, guest)| guest.address == self.meeting.told.organizer);
        let accepted = || coming.iter().find(|(_, guest)| guest.response == MeetingResponse::Accepted);
        called.or_else(accepted).or_else(|| coming.first()).copied()
    }

    /// Whoever said no since the calendar was first read is asked for other times, where the own side called the meeting. Once it
    /// has begun with others, that is over.
    fn declined(&self, guests: &[Guest<'_>], is_empty: bool, verdict: &mut Verdict) {
        let told = &self.meeting.told;
        if guests.iter().any(|(_, guest)| guest.address == told.organizer) {
            return;
        }
        let calls = is_empty || self.now < Time(told.starts_at);
        let mut pile = None;
        for (contact, guest) in guests.iter().filter(|(_, guest)| guest.response == MeetingResponse::Declined) {
            let at = Time(guest.responded_at);
            if self.is_news(at) {
                // One meeting is one piece of work, however many said no.
                let pile = *pile.get_or_insert(*contact);
                let mut fact = self.fact(SignalKind::MeetingDeclined, Play::ProposeTimes, *contact, at, Some(&guest.address));
                fact.calls_for = calls.then_some(Pile::Of(pile));
                verdict.facts.push(fact);
            }
        }
    }

    /// What came of the meeting, for each who is to come. Whoever said yes, or called it, has booked it.
    fn outcomes(&self, coming: &[Guest<'_>], verdict: &mut Verdict) {
        let told = &self.meeting.told;
        let (starts_at, ends_at) = (Time(told.starts_at), Time(told.ends_at));
        for (contact, guest) in coming {
            let mut came = |kind, happened_at| {
                let shown_by = ShownBy::Meeting(self.meeting.id);
                verdict.outcomes.push(NewOutcome { kind, contact: *contact, shown_by, happened_at });
            };
            if guest.address == told.organizer {
                came(OutcomeKind::MeetingBooked, self.meeting.stored_at.min(starts_at));
            } else if guest.response == MeetingResponse::Accepted {
                came(OutcomeKind::MeetingBooked, Time(guest.responded_at).min(starts_at));
            }
            if let Some(moved_at) = self.meeting.moved_at {
                came(OutcomeKind::MeetingMoved, moved_at);
            }
            match self.meeting.no_show_at {
                Some(said_at) => came(OutcomeKind::MeetingNoShow, said_at),
                None if ends_at <= self.now => came(OutcomeKind::MeetingHeld, ends_at),
                None => {}
            }
        }
    }

    fn is_news(&self, at: Time) -> bool {
        self.first_read.is_some_and(|first_read| at > first_read)
    }

    /// Its name holds when it begins: a meeting that was moved is near, and over, once more.
    fn fact(&self, kind: SignalKind, play: Play, contact: ContactId, occurred_at: Time, who: Option<&str>) -> Fact {
        let Meeting { connection, calendar, thread, told, .. } = self.meeting;
        let who = who.map_or_else(String::new, |who| format!(" {who}"));
        Fact {
            observed: Observed {
                connection: *connection,
                source_id: format!("{calendar}/{} {}{who}", told.event_id, told.starts_at),
                kind,
                play: Some(play),
                contact: Some(contact),
                thread: *thread,
                message: None,
                excerpt: told.title.clone(),
                occurred_at,
            },
            calls_for: Some(Pile::Of(contact)),
            effect: None,
        }
    }
}
