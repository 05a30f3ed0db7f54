//! What a thread means, decided from what is stored about it and nothing else: the facts in it, and what still waits.
//!
//! A function of values and `now`: so neither the order in which mails were read nor a crash between two of them can change
//! what comes of it. It must never look anything up.

use crate::calendar;
use crate::mail::{self, Absence, Back, Intent, Kind, Severity};
use crate::scoring::base_points;
use crate::settings::Settings;
use crate::signals::addressed::{Addressed, RECIPIENTS_AT_MOST, addressed};
use crate::signals::{believed, plays};
use crate::store::bounces::Bounced;
use crate::store::messages::{Direction, Row};
use crate::store::outcomes::{NewOutcome, OutcomeKind, ShownBy};
use crate::store::people::Standing;
use crate::store::signals::Observed;
use api::{ConnectionId, ContactId, MessageId, Play, SignalKind, ThreadId, Time};
use std::collections::HashMap;

const DAY_MS: i64 = 24 * 3_600_000;
/// Mail that was older than this when it was read is history, not work.
const WORK_WITHIN_MS: i64 = 14 * DAY_MS;

/// A mail of a thread, with what judging needs of it.
#[derive(Clone, Debug)]
pub struct Letter {
    pub row: Row,
    /// To, cc and bcc.
    pub recipients: Vec<String>,
    /// Those of them that stand in To.
    pub to: Vec<String>,
    /// What could not be delivered to whom, where it is a bounce.
    pub bounced: Vec<Bounced>,
}

/// All that a verdict is made from.
pub struct Thread<'a> {
    pub settings: &'a Settings,
    /// In the order in which they were written.
    pub letters: &'a [Letter],
    pub people: &'a HashMap<ContactId, Standing>,
    /// What became overdue before then was never news: when the connection was first read, by connection; none for imports,
    /// whose mails are history by the time each is read.
    pub first_read: &'a HashMap<i64, Option<Time>>,
    pub now: Time,
}

/// On whose pile work lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pile {
    /// All mail to one contact is one pile.
    Of(ContactId),
    /// Nobody is known: it is a pile by itself.
    OfItself,
}

/// A fact in a thread, what it calls for as things stand, and what follows from it at once.
#[derive(Clone, Debug)]
pub struct Fact {
    pub observed: Observed,
    /// On whose pile the work lies; none where it calls for nothing.
    pub calls_for: Option<Pile>,
    pub effect: Option<Effect>,
}

/// What a fact does by itself, once, when it is first seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Somebody does not want to be written to.
    OptOut {
        contact: ContactId,
        address: String,
        at: Time,
    },
    /// An address does not exist.
    SuppressBounced {
        address: String,
        status: String,
    },
    Away {
        contact: ContactId,
        until: Time,
    },
    Left {
        contact: ContactId,
        at: Time,
    },
}

/// What a thread comes to.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    pub facts: Vec<Fact>,
    pub outcomes: Vec<NewOutcome>,
    /// When it is to be judged again although nothing came in.
    pub look_at: Option<Time>,
}

/// Who speaks in a letter, as far as work is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voice {
    /// The operator, to somebody outside.
    Operator,
    /// A colleague, to somebody outside.
    Colleague,
    Outside,
    /// A machine, or talk among colleagues.
    Nobody,
}

impl Thread<'_> {
    pub fn judge(&self) -> Verdict {
        let mut verdict = Verdict::default();
        for letter in self.letters {
            match letter.row.kind {
                Kind::Bounce => verdict.facts.extend(letter.bounced.iter().map(|bounced| self.bounce(letter, bounced))),
                Kind::AutoReply => verdict.facts.extend(self.absence(letter)),
                _ => {}
            }
        }
        let voices: Vec<(Voice, &Letter)> =
            self.letters.iter().map(|letter| (self.voice(letter), letter)).filter(|(voice, _)| *voice != Voice::Nobody).collect();
        self.opt_outs(&voices, &mut verdict);
        self.waiting(&voices, &mut verdict);
        self.unanswered(&voices, &mut verdict);
        self.outcomes(&voices, &mut verdict);
        verdict
    }

    fn voice(&self, letter: &Letter) -> Voice {
        let row = &letter.row;
        let is_outside = |address: &String| !self.settings.is_own(address) && !self.settings.is_colleague(address);
        // An automatic answer of the operator's answers nothing; an invitation of theirs does.
        let is_meant = matches!(row.kind, Kind::Person | Kind::Calendar);
        let is_to_outside = is_meant && letter.recipients.iter().any(is_outside) && self.answers_somebody(letter);
        match row.direction {
            Direction::Out if is_to_outside => Voice::Operator,
            Direction::Out => Voice::Nobody,
            Direction::In if self.settings.is_colleague(&row.from_address) => {
                if is_to_outside {
                    Voice::Colleague
                } else {
                    Voice::Nobody
                }
            }
            Direction::In if row.kind == Kind::Person => Voice::Outside,
            Direction::In => Voice::Nobody,
        }
    }

    /// Whether a mail of the own side goes to somebody who wrote before, or to their company; or nobody wrote before. A mail
    /// passed on to somebody else is no answer to whoever wrote it.
    fn answers_somebody(&self, letter: &Letter) -> bool {
        let mut wrote = self
            .letters
            .iter()
            .take_while(|other| other.row.message_id != letter.row.message_id)
            .map(|other| &other.row)
            .filter(|row| {
                row.direction == Direction::In && row.kind == Kind::Person && !self.settings.is_colleague(&row.from_address)
            })
            .peekable();
        wrote.peek().is_none()
            || wrote.any(|row| {
                let company = crate::people::company_domain(&row.from_address);
                letter
                    .recipients
                    .iter()
                    .any(|to| *to == row.from_address || company.is_some() && company == crate::people::company_domain(to))
            })
    }

    fn standing(&self, contact: Option<i64>) -> Option<&Standing> {
        contact.and_then(|id| self.people.get(&ContactId(id)))
    }

    fn is_fresh(row: &Row) -> bool {
        Time(row.stored_at).ms_since(Time(row.sent_at)) <= WORK_WITHIN_MS
    }

    fn bounce(&self, letter: &Letter, bounced: &Bounced) -> Fact {
        let row = &letter.row;
        let is_hard = believed::is_gone(self.settings, bounced);
        // Once it is believed it is another fact: what follows at once is done when a fact is first seen.
        let doubt = if bounced.severity == Severity::Hard && !is_hard { " unproven" } else { "" };
        Fact {
            observed: Observed {
                source_id: format!("{} {}{doubt}", row.source_id, bounced.address),
                kind: SignalKind::EmailBounced,
                play: is_hard.then_some(Play::RepairContact),
                contact: Some(bounced.contact),
                excerpt: bounced.status.clone(),
                ..observed(row)
            },
            calls_for: (is_hard && Self::is_fresh(row)).then_some(Pile::Of(bounced.contact)),
            effect: is_hard.then(|| Effect::SuppressBounced { address: bounced.address.clone(), status: bounced.status.clone() }),
        }
    }

    /// A machine says that somebody is away or has left. Only of people to whom the operator writes is that of interest.
    fn absence(&self, letter: &Letter) -> Option<Fact> {
        let row = &letter.row;
        let contact = ContactId(row.contact_id?);
        let standing = self.people.get(&contact).filter(|standing| standing.written_at.is_some())?;
        let written = calendar::local(Time(row.sent_at), row.sent_offset_minutes);
        match mail::absence(&row.subject, &row.own_text, written.date(), &row.from_address) {
            Absence::Other => None,
            Absence::Left { .. } => Some(Fact {
                observed: Observed {
                    kind: SignalKind::ChampionLeft,
                    play: Some(Play::FindNewContact),
                    contact: Some(contact),
                    ..observed(row)
                },
                calls_for: Self::is_fresh(row).then_some(Pile::Of(contact)),
                effect: standing.left_at.is_none().then_some(Effect::Left { contact, at: Time(row.sent_at) }),
            }),
            Absence::Away { back_on, .. } => {
                let until = back_on.map(|back| until(back, row.sent_offset_minutes));
                Some(Fact {
                    observed: Observed { kind: SignalKind::OutOfOffice, play: None, contact: Some(contact), ..observed(row) },
                    calls_for: None,
                    effect: until.map(|until| Effect::Away { contact, until }),
                })
            }
        }
    }

    fn opt_outs(&self, voices: &[(Voice, &Letter)], verdict: &mut Verdict) {
        for letter in of(voices, Voice::Outside) {
            let (row, Some(contact)) = (&letter.row, letter.row.contact_id.map(ContactId)) else { continue };
            let Some(words) = mail::opts_out(&row.subject, &row.own_text) else { continue };
            let at = Time(row.sent_at);
            verdict.facts.push(Fact {
                observed: Observed {
                    kind: SignalKind::EmailOptOut,
                    play: None,
                    contact: Some(contact),
                    excerpt: words,
                    ..observed(row)
                },
                calls_for: None,
                effect: Some(Effect::OptOut { contact, address: row.from_address.clone(), at }),
            });
            verdict.outcomes.push(outcome(row, OutcomeKind::OptedOut, contact, at));
        }
    }

    /// What people wrote since the own side last spoke, but for what they withdrew by opting out.
    fn waiting(&self, voices: &[(Voice, &Letter)], verdict: &mut Verdict) {
        let last_own = voices.iter().rposition(|(voice, _)| matches!(voice, Voice::Operator | Voice::Colleague));
        let took_part = voices.iter().any(|(voice, _)| *voice == Voice::Operator);
        let newest_own = last_own.and_then(|position| voices.get(position)).map(|(_, letter)| &letter.row.own_text);
        // A need of theirs that the operator names is no question to them.
        let has_asked = newest_own.is_some_and(|own| mail::asked(own).iter().any(|sentence| mail::requests(sentence)));
        let tail = voices.get(last_own.map_or(0, |position| position + 1)..).unwrap_or_default();
        let mut waiting: Vec<(&Row, Observed, f64)> = Vec::new();
        for (_, letter) in tail {
            let row = &letter.row;
            let Some(standing) = self.standing(row.contact_id).filter(|standing| standing.screened_at.is_none()) else {
                continue;
            };
            if mail::opts_out(&row.subject, &row.own_text).is_some() {
                continue;
            }
            let read = mail::intent(&row.own_text);
            let is_known = took_part || standing.is_known();
            let said_to = addressed(self.settings, letter);
            let (kind, play) = match read.intent {
                // "OK" takes up what was asked, though it says nothing by itself.
                Intent::Acknowledges if took_part && has_asked => (SignalKind::EmailReply, Some(Play::Reply)),
                Intent::Acknowledges => (by_part(took_part), None),
                _ if said_to == Addressed::Many => (by_part(took_part), None),
                _ if !is_known => (SignalKind::EmailReceived, Some(Play::Triage)),
                _ if said_to == Addressed::Beside => (SignalKind::EmailReceived, Some(Play::Reply)),
                Intent::MeetingRequest => (SignalKind::MeetingRequest, Some(Play::ProposeTimes)),
                Intent::Asks if took_part => (SignalKind::EmailReply, Some(Play::Answer)),
                _ if took_part => (SignalKind::EmailReply, Some(Play::Reply)),
                _ => (SignalKind::EmailReceived, Some(Play::Answer)),
            };
            let is_withdrawn = standing.opted_out_at.is_some_and(|at| Time(row.sent_at) <= at);
            let calls = Self::is_fresh(row) && !is_withdrawn;
            let row_of_play = play.filter(|_| calls).and_then(|play| plays::row(kind, play).ok());
            let points = row_of_play.map_or(f64::NEG_INFINITY, |row| base_points(&row.base, &self.settings.weights));
            let excerpt = match read.intent {
                Intent::Says => mail::excerpt(mail::without_greeting(&row.own_text)),
                Intent::Asks | Intent::MeetingRequest => mail::asked(&row.own_text).join(" "),
                _ => read.excerpt,
            };
            waiting.push((row, Observed { kind, play, excerpt, ..observed(row) }, points));
        }
        // It is the work of whoever is to be answered: the strongest decides, then the newest.
        let calls = waiting.iter().filter(|(.., points)| points.is_finite());
        let decides = calls
            .max_by(|a, b| a.2.total_cmp(&b.2).then_with(|| (a.0.sent_at, &a.0.source_id).cmp(&(b.0.sent_at, &b.0.source_id))));
        let pile = decides.and_then(|(row, ..)| row.contact_id).map(ContactId);
        for (_, observed, points) in waiting {
            verdict.facts.push(Fact { observed, calls_for: pile.filter(|_| points.is_finite()).map(Pile::Of), effect: None });
        }
    }

    /// The operator's own last word, where nobody answered it in time.
    fn unanswered(&self, voices: &[(Voice, &Letter)], verdict: &mut Verdict) {
        let Some((Voice::Operator, letter)) = voices.last() else { return };
        let row = &letter.row;
        let Some(contact) = row.contact_id.map(ContactId) else { return };
        let Some(standing) = self.people.get(&contact) else { return };
        let is_lost = self.letters.iter().flat_map(|letter| &letter.bounced).any(|bounced| {
            bounced.contact == contact && bounced.sent_at >= Time(row.sent_at) && believed::is_gone(self.settings, bounced)
        });
        let is_over = standing.left_at.is_some() || standing.opted_out_at.is_some_and(|at| at >= Time(row.sent_at));
        // A mail to many tells them something; nobody in particular owes an answer.
        let is_to_many = letter.recipients.len() > RECIPIENTS_AT_MOST;
        if row.kind != Kind::Person || is_lost || is_over || is_to_many || mail::acknowledges(&row.own_text) {
            return;
        }
        let settings = self.settings;
        let due = settings.hours.add_business_days(Time(row.sent_at), settings.follow_up_days, &settings.zone);
        let due = standing.away_until.map_or(due, |back| due.max(back));
        let news_since = match self.first_read.get(&row.connection_id) {
            Some(Some(first_read)) => *first_read,
            _ => Time(row.stored_at),
        };
        if due < news_since {
            return;
        }
        if due > self.now {
            verdict.look_at = Some(due);
            return;
        }
        verdict.facts.push(Fact {
            observed: Observed { kind: SignalKind::NoReply, play: Some(Play::FollowUp), occurred_at: due, ..observed(row) },
            calls_for: Some(Pile::Of(contact)),
            effect: None,
        });
        verdict.outcomes.push(outcome(row, OutcomeKind::NoResponse, contact, due));
    }

    /// What came of the operator's mails: each counts once, by the first answer to it.
    fn outcomes(&self, voices: &[(Voice, &Letter)], verdict: &mut Verdict) {
        let mut is_open = false;
        for (voice, letter) in voices {
            let row = &letter.row;
            match (voice, row.contact_id.map(ContactId)) {
                (Voice::Operator, _) => is_open = true,
                (Voice::Outside, Some(contact)) if is_open => {
                    is_open = false;
                    let kind = match mail::intent(&row.own_text).intent {
                        Intent::OptOut => continue,
                        Intent::Declines => OutcomeKind::EmailDeclined,
                        _ => OutcomeKind::EmailReplied,
                    };
                    verdict.outcomes.push(outcome(row, kind, contact, Time(row.sent_at)));
                }
                _ => {}
            }
        }
        for letter in self.letters {
            for bounced in letter.bounced.iter().filter(|bounced| believed::is_gone(self.settings, bounced)) {
                let at = Time(letter.row.sent_at);
                verdict.outcomes.push(outcome(&letter.row, OutcomeKind::EmailBounced, bounced.contact, at));
            }
        }
    }
}

/// Mail in a conversation in which the operator took part answers them.
fn by_part(took_part: bool) -> SignalKind {
    if took_part { SignalKind::EmailReply } else { SignalKind::EmailReceived }
}

fn of<'a>(voices: &[(Voice, &'a Letter)], wanted: Voice) -> impl Iterator<Item = &'a Letter> {
    voices.iter().filter(move |(voice, _)| *voice == wanted).map(|(_, letter)| *letter)
}

/// Until when nothing is asked of somebody who is away.
fn until(back: Back, offset_minutes: i64) -> Time {
    match back {
        Back::On(day) => calendar::after_return(day, offset_minutes),
        // Whoever names a month does not know the day. Its first working day is the earliest that it can be: if it is too early,
        // their machine says so again and names a day, but nothing would ever say that it is too late.
        Back::In(month) => calendar::first_morning(month, offset_minutes),
    }
}

/// A fact in a mail, still without what kind it is of.
fn observed(row: &Row) -> Observed {
    Observed {
        connection: ConnectionId(row.connection_id),
        source_id: row.source_id.clone(),
        kind: SignalKind::EmailReply,
        play: None,
        contact: row.contact_id.map(ContactId),
        thread: Some(ThreadId(row.thread_id)),
        message: Some(row.id()),
        excerpt: mail::excerpt(&row.own_text),
        occurred_at: Time(row.sent_at),
    }
}

fn outcome(row: &Row, kind: OutcomeKind, contact: ContactId, happened_at: Time) -> NewOutcome {
    NewOutcome { kind, contact, shown_by: ShownBy::Mail(MessageId(row.message_id)), happened_at }
}
