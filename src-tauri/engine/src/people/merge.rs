//! Merges two contacts that are one person, and undoes that.
//!
//! All that names the one comes to name the other; who is gone keeps a row, because what is immutable still names them. What was
//! empty is filled in; a wish not to be written to holds for both.

use super::person;
use crate::cx::Cx;
use crate::queue::{self, Change};
use crate::signals::judge;
use crate::store::merges::{self as store, Card, Stored};
use crate::store::record_decisions::{self, Kind, Row};
use crate::store::{Write, drafts, items, ledger, people};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, ContactId, ItemId, ItemState, PersonView, Time, UndoView, text};
use serde::{Deserialize, Serialize};

/// What undo needs beside the rows that moved.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    gone: i64,
    gone_card: Card,
    kept_before: Card,
    kept_after: Card,
}

/// What an item lay on before it moved.
#[derive(Debug, Serialize, Deserialize)]
struct Lay {
    pile: String,
    key: String,
    state: String,
}

/// Merges `gone` into `kept`. Errors: `not_found`; `invalid` for one and the same; `conflict` where one is merged already, and
/// where a mail to one of them is approved while another waits for the other.
pub async fn merge(cx: &Cx, kept: ContactId, gone: ContactId) -> anyhow::Result<PersonView> {
    if kept == gone {
        return Err(ApiError::new(Code::Invalid, text::one_and_the_same()).on("gone").into());
    }
    let now = cx.now();
    let mut write = cx.write().await?;
    let kept_before = standing(&mut write, kept, "keep").await?;
    let gone_card = standing(&mut write, gone, "gone").await?;
    let (one, other) = (queue::mail_pile(kept), queue::mail_pile(gone));
    let live = items::live_on_piles(write.conn(), &[one.as_str(), other.as_str()]).await?;
    if live.len() == 2 && live.values().any(|item| item.state == ItemState::Approved) {
        return Err(ApiError::new(Code::Conflict, text::merge_over_an_approval()).on("gone").into());
    }
    let kept_after = joined(&kept_before, &gone_card);
    let said = Kept { gone: gone.0, gone_card: gone_card.clone(), kept_before, kept_after: kept_after.clone() };
    let said = serde_json::to_string(&said).context("Keep what was merged")?;
    let decision = record_decisions::record(&mut write, Kind::ContactsMerged, kept.0, &said, now).await?;
    // Before and after: what stood with the one is judged with the other.
    store::mark_threads(&mut write, gone).await?;
    move_items(&mut write, decision, gone, kept).await?;
    store::go(&mut write, decision, gone, kept).await?;
    store::set_card(&mut write, kept, &kept_after).await?;
    store::set_card(&mut write, gone, &Card { company_id: None, ..gone_card }).await?;
    store::set_merged(&mut write, gone, Some(kept)).await?;
    store::mark_threads(&mut write, kept).await?;
    note(&mut write, "contacts_merged", kept, gone, now).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    person(cx, kept).await
}

async fn standing(write: &mut Write, id: ContactId, field: &str) -> anyhow::Result<Card> {
    let Some(Stored { card, merged_into }) = store::stored(write.conn(), id).await? else {
        return Err(ApiError::new(Code::NotFound, text::no_such_contact(id.0)).on(field).into());
    };
    match merged_into {
        None => Ok(card),
        Some(_) => Err(ApiError::new(Code::Conflict, text::merged_already(&card.name)).on(field).into()),
    }
}

async fn note(write: &mut Write, event: &str, kept: ContactId, gone: ContactId, now: Time) -> anyhow::Result<()> {
    let (subject, detail) = (format!("contact:{kept}"), format!("contact:{gone}"));
    let entry = ledger::Entry { actor: Actor::Operator, event, subject: &subject, detail: &detail, content_hash: "" };
    ledger::append(write, entry, now).await
}

/// What is known of both. What the operator decided about the one whom they keep stands.
fn joined(kept: &Card, gone: &Card) -> Card {
    let words = |one: &str, other: &str| if one.is_empty() { other.to_owned() } else { one.to_owned() };
    Card {
        name: words(&kept.name, &gone.name),
        title: words(&kept.title, &gone.title),
        phone: words(&kept.phone, &gone.phone),
        company_id: kept.company_id.or(gone.company_id),
        written_at: [kept.written_at, gone.written_at].into_iter().flatten().min(),
        allowed_at: kept.allowed_at.or(gone.allowed_at),
        opted_out_at: kept.opted_out_at.max(gone.opted_out_at),
        away_until: kept.away_until.max(gone.away_until),
        touched_at: kept.touched_at.max(gone.touched_at),
    }
}

/// The name of a pile or a key with the one contact in place of the other.
fn renamed(name: &str, from: ContactId, to: ContactId) -> String {
    for of in ["mail", "contact"] {
        if let Some(before) = name.strip_suffix(&format!("{of}:{from}"))
            && (before.is_empty() || before.ends_with(':'))
        {
            return format!("{before}{of}:{to}");
        }
    }
    name.to_owned()
}

/// Gives the items of one to the other. Where both have open work of the same kind, theirs joins the other's as any further
/// evidence does, and is noted so that undo can bring it back.
async fn move_items(write: &mut Write, decision: i64, gone: ContactId, kept: ContactId) -> anyhow::Result<()> {
    for item in store::items(write.conn(), gone).await? {
        let lay = Lay { pile: item.pile.clone(), key: item.key.clone(), state: item.state.clone() };
        let detail = serde_json::to_string(&lay).context("Keep where an item lay")?;
        let id = ItemId(item.item_id);
        let (pile, key) = if item.is_live {
            (renamed(&item.pile, gone, kept), renamed(&item.key, gone, kept))
        } else {
            (item.pile.clone(), item.key.clone())
        };
        let is_taken = item.is_live
            && ((pile != item.pile && items::live_on_pile(write.conn(), &pile).await?.is_some())
                || (key != item.key && !items::taken_keys(write.conn(), &[key.as_str()]).await?.is_empty()));
        if is_taken {
            store::note_item(write, decision, "joined_item", id, &detail).await?;
        } else {
            store::note_item(write, decision, "item", id, &detail).await?;
            store::move_item(write, id, kept, &item.pile, &pile, &key).await?;
        }
    }
    Ok(())
}

/// Takes a merge back: all that moved goes back, and what came since from an address of theirs goes with it.
///
/// Errors: `conflict` where one of them was merged with somebody else since, or a mail to them is approved.
pub async fn undo(cx: &Cx, mut write: Write, decided: &Row) -> anyhow::Result<UndoView> {
    let now = cx.now();
    let said: Kept = serde_json::from_str(&decided.before).context("Read what was merged")?;
    let (kept, gone) = (ContactId(decided.subject), ContactId(said.gone));
    record_decisions::mark_undone(&mut write, decided.decision_id, now).await?;
    let (Some(stands), Some(was)) = (store::stored(write.conn(), kept).await?, store::stored(write.conn(), gone).await?) else {
        anyhow::bail!("a merged contact is gone");
    };
    if stands.merged_into.is_some() || was.merged_into != Some(kept.0) {
        write.commit().await?;
        return Err(ApiError::new(Code::Conflict, text::merged_otherwise_since()).into());
    }
    let moved = store::noted_items(write.conn(), decided.decision_id, "item").await?;
    for (id, detail) in &moved {
        let lay: Lay = serde_json::from_str(detail).context("Read where an item lay")?;
        let item = queue::existing(&mut write, *id).await?;
        if item.state == ItemState::Approved && lay.state != ItemState::Approved.as_str() {
            // It is undone once the approval is: the decision stays the last one.
            drop(write);
            return Err(ApiError::new(Code::Conflict, text::approved_since_the_merge()).into());
        }
    }
    store::mark_threads(&mut write, kept).await?;
    for (id, detail) in &moved {
        let lay: Lay = serde_json::from_str(detail).context("Read where an item lay")?;
        let item = queue::existing(&mut write, *id).await?;
        store::move_item(&mut write, *id, gone, &item.pile, &lay.pile, &lay.key).await?;
        if lay.state != item.state.as_str() {
            bring_back(&mut write, *id, &lay, now).await?;
        }
    }
    for (id, detail) in store::noted_items(write.conn(), decided.decision_id, "joined_item").await? {
        let lay: Lay = serde_json::from_str(&detail).context("Read where an item lay")?;
        bring_back(&mut write, id, &lay, now).await?;
    }
    store::back(&mut write, decided.decision_id, gone, kept).await?;
    store::set_card(&mut write, kept, &parted(&said, stands.card)).await?;
    store::set_card(&mut write, gone, &said.gone_card).await?;
    store::set_merged(&mut write, gone, None).await?;
    store::mark_threads(&mut write, gone).await?;
    note(&mut write, "contacts_merge_undone", kept, gone, now).await?;
    write.commit().await?;
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    let who = people::contact(&mut *cx.read().await?, gone).await?.map_or_else(String::new, |(contact, _)| contact.called());
    Ok(UndoView { item: None, state: None, words: text::undid_merging(&who) })
}

/// The card as it was, but for what was changed otherwise since.
fn parted(said: &Kept, now: Card) -> Card {
    fn back<T: PartialEq + Clone>(before: &T, after: &T, now: T) -> T {
        if now == *after { before.clone() } else { now }
    }
    let (before, after) = (&said.kept_before, &said.kept_after);
    Card {
        name: back(&before.name, &after.name, now.name),
        title: back(&before.title, &after.title, now.title),
        phone: back(&before.phone, &after.phone, now.phone),
        company_id: back(&before.company_id, &after.company_id, now.company_id),
        written_at: back(&before.written_at, &after.written_at, now.written_at),
        allowed_at: back(&before.allowed_at, &after.allowed_at, now.allowed_at),
        opted_out_at: back(&before.opted_out_at, &after.opted_out_at, now.opted_out_at),
        away_until: back(&before.away_until, &after.away_until, now.away_until),
        touched_at: back(&before.touched_at, &after.touched_at, now.touched_at),
    }
}

/// Brings an item back that ended because its work joined that of the other. One without a draft is opened anew by what waits.
async fn bring_back(write: &mut Write, id: ItemId, lay: &Lay, now: Time) -> anyhow::Result<()> {
    let item = queue::existing(write, id).await?;
    let has_draft = drafts::newest(write.conn(), id).await?.is_some();
    let is_free = items::live_on_pile(write.conn(), &lay.pile).await?.is_none();
    if item.state == ItemState::Superseded && has_draft && is_free {
        let reason = text::two_people_again();
        queue::apply(write, &item, Change::plain(&item, ItemState::Review, Actor::Engine, &reason), now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::renamed;
    use api::ContactId;

    #[test]
    fn only_a_whole_contact_is_renamed() {
        let (from, to) = (ContactId(1), ContactId(7));
        for (name, expected) in [
            ("mail:1", "mail:7"),
            ("task:contact:1", "task:contact:7"),
            ("contact:1", "contact:7"),
            ("mail:11", "mail:11"),
            ("thread:1", "thread:1"),
            ("email:1", "email:1"),
        ] {
            assert_eq!(renamed(name, from, to), expected);
        }
    }
}
