//! Items of the version before, which knew no piles.

use super::ends::supersede;
use super::take_in::mail_pile;
use crate::store::waiting::{self, Call};
use crate::store::{Write, items, signals as store};
use api::{ContactId, SignalId, ThreadId, Time, text};

/// Puts items of the version before on piles, and what speaks for them with them. Where a contact had several, the best one stays
/// and takes over what speaks for the others, which is no news.
pub(super) async fn adopt(write: &mut Write, now: Time) -> anyhow::Result<()> {
    for item in items::without_pile(write.conn()).await? {
        let contact = item.contact_id.map(ContactId);
        let pile = contact.map_or_else(|| item.key.clone(), mail_pile);
        let evidence = store::of_item(write.conn(), item.id()).await?;
        let call = |row: &store::Row| {
            let thread = ThreadId(row.thread_id.or(item.thread_id)?);
            let (signal, key) = (SignalId(row.signal_id), format!("thread:{thread}"));
            Some(Call { signal, thread, contact, pile: pile.clone(), key, play: row.play })
        };
        let calls: Vec<Call> = evidence.iter().filter_map(call).collect();
        waiting::replace(write, &[], &calls).await?;
        let Some(stays) = items::live_on_pile(write.conn(), &pile).await? else {
            items::set_pile(write, item.id(), &pile).await?;
            continue;
        };
        let taken: Vec<_> = evidence.iter().map(|row| (stays.id(), SignalId(row.signal_id), row.play)).collect();
        store::add_evidence(write, &taken, now).await?;
        let id = item.id();
        if !supersede(write, item, &text::joined_contact(), now).await? {
            items::set_pile(write, id, &format!("{pile}:{id}")).await?;
        }
    }
    Ok(())
}
