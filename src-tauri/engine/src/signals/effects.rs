//! What a fact does by itself, once, without being asked: a wish not to be written to holds from the moment it is read.

use super::verdict::Effect;
use crate::settings::Settings;
use crate::store::{Write, ledger, people, suppressions, threads};
use api::{Actor, Time, text};

/// Carries an effect out. Doing it again changes nothing.
pub async fn carry_out(write: &mut Write, settings: &Settings, effect: &Effect, now: Time) -> anyhow::Result<()> {
    match effect {
        Effect::OptOut { contact, address, at } => {
            let reason = text::suppressed_by_opt_out(&crate::moment(*at, &settings.zone));
            suppress(write, address, &reason, now).await?;
            people::opted_out(write, *contact, *at).await?;
            // What they wrote elsewhere until then calls for nothing either.
            threads::mark_of_contacts(write, &[*contact]).await
        }
        Effect::SuppressBounced { address, status } => suppress(write, address, &text::suppressed_by_bounce(status), now).await,
        Effect::Away { contact, until } => {
            people::away(write, *contact, *until).await?;
            // Whoever is away has not left an answer out.
            threads::mark_of_contacts(write, &[*contact]).await
        }
        Effect::Left { contact, at } => {
            people::left(write, *contact, *at).await?;
            threads::mark_of_contacts(write, &[*contact]).await
        }
    }
}

async fn suppress(write: &mut Write, address: &str, reason: &str, now: Time) -> anyhow::Result<()> {
    suppressions::add(write, address, reason, now).await?;
    record(write, Actor::Engine, "suppressed", address, now).await
}

/// The ledger holds only the hash of the address.
pub async fn record(write: &mut Write, actor: Actor, event: &str, what: &str, now: Time) -> anyhow::Result<()> {
    let entry = ledger::Entry { actor, event, subject: "", detail: "", content_hash: &crate::sha256(what.as_bytes()) };
    ledger::append(write, entry, now).await
}
