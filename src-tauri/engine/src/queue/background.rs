//! What a score takes in beside the item itself: what came of earlier mails, what deals are worth, and who people are.

use crate::people::decides;
use crate::scoring::Outcome;
use crate::settings::Settings;
use crate::signals::plays::{self, PlayRow};
use crate::store::Conn;
use crate::store::crm::worth::{DealWorth, Worth};
use crate::store::outcomes::History;
use api::{ContactId, Counted, Play, SignalKind, ThreadId, Time};

/// Read at once for many items.
#[derive(Debug, Default)]
pub struct Background {
    history: History,
    worth: Worth,
}

/// What of it counts for one item.
#[derive(Clone, Debug, Default)]
pub struct Bearing {
    /// In whole units of the operator's currency; none where there is no deal, or no rate for its currency.
    pub amount: Option<f64>,
    pub is_target: bool,
    pub is_decision_maker: bool,
    pub outcomes: Vec<Outcome>,
    /// The same, for the explanation.
    pub counted: Vec<Counted>,
}

impl Background {
    /// For every open item.
    pub async fn all(conn: &mut Conn, now: Time) -> anyhow::Result<Self> {
        Ok(Self { history: History::all(conn, now).await?, worth: Worth::all(conn).await? })
    }

    /// For the items of these people and conversations.
    pub async fn of(conn: &mut Conn, contacts: &[ContactId], threads: &[ThreadId], now: Time) -> anyhow::Result<Self> {
        // Most of what is read is history, of which nothing waits.
        if contacts.is_empty() && threads.is_empty() {
            return Ok(Self::default());
        }
        let history = History::of_contacts(conn, contacts, now).await?;
        Ok(Self { history, worth: Worth::of(conn, contacts, threads).await? })
    }

    /// The row of the plays table that a signal calls for, as the stage of its deal has it.
    pub fn row(&self, kind: SignalKind, play: Play, thread: Option<ThreadId>) -> anyhow::Result<PlayRow> {
        let row = *plays::row(kind, play)?;
        Ok(match self.worth.deal(thread) {
            Some(deal) => row.at_stage(&deal.stage, deal.probability),
            None => row,
        })
    }

    /// What counts for an item of this contact, who works at this company, about this conversation.
    pub fn bearing(
        &self,
        settings: &Settings,
        contact: Option<ContactId>,
        company: Option<i64>,
        thread: Option<ThreadId>,
    ) -> Bearing {
        let mut bearing = Bearing { outcomes: self.history.of_contact(contact, company), ..Bearing::default() };
        self.amount(settings, contact, thread, &mut bearing);
        if let Some(person) = self.worth.person(contact) {
            bearing.is_target = person.is_target || settings.targets.contains(&person.domain);
            bearing.is_decision_maker = decides(&person.title);
        }
        bearing.counted.extend(bearing.is_target.then_some(Counted::TargetCompany));
        bearing.counted.extend(bearing.is_decision_maker.then_some(Counted::DecisionMaker));
        bearing
    }

    /// The amount of the deal that it is about, else of the contact's largest open one.
    fn amount(&self, settings: &Settings, contact: Option<ContactId>, thread: Option<ThreadId>, bearing: &mut Bearing) {
        let own = |deal: &DealWorth| settings.rates.in_own(deal.amount_cents?, &deal.currency);
        let (deal, amount) = match self.worth.deal(thread) {
            Some(deal) => (deal, own(deal)),
            None => {
                let deals = self.worth.deals_of(contact).iter().map(|deal| (deal, own(deal)));
                let largest = |one: &(&DealWorth, Option<f64>), other: &(&DealWorth, Option<f64>)| {
                    one.1.unwrap_or(f64::MIN).total_cmp(&other.1.unwrap_or(f64::MIN))
                };
                let Some(found) = deals.max_by(largest) else { return };
                found
            }
        };
        let Some(cents) = deal.amount_cents else { return };
        let currency = deal.currency.clone();
        bearing.amount = amount;
        bearing.counted.push(match amount {
            Some(_) => Counted::Amount { cents, currency },
            None => Counted::NoRate { cents, currency },
        });
    }
}
