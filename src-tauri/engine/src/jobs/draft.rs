//! Has an agent write the draft of one item.

use super::Again;
use crate::agents::{Brief, jarvis};
use crate::connectors;
use crate::cx::Cx;
use crate::drafts;
use crate::free_slots;
use crate::queue::{self, Change};
use crate::store::items::{self, Row};
use crate::store::{Write, moves, signals};
use api::{Actor, ItemId, ItemState, Play, text};

/// How soon it is looked again whether mail is read.
const UNREAD_SECONDS: i64 = 10;

pub async fn run(cx: &Cx, subject: i64) -> anyhow::Result<Again> {
    let Some((item, n_evidence)) = begin(cx, ItemId(subject)).await? else { return Ok(None) };
    // What it says of mails must not be said before they are read.
    if item.play == Play::Prepare && connectors::is_reading_mail_first(cx).await? {
        return Ok(Some(cx.now().plus_seconds(UNREAD_SECONDS)));
    }
    // A panic of the agent ends here, as a failed draft with a reason, not as a job that is tried for ever.
    let written = {
        let (cx, item) = (cx.clone(), item.clone());
        tokio::spawn(async move { propose(&cx, &item).await }).await
    };
    match written {
        Ok(Ok(revision)) => finish(cx, &item, n_evidence, Ok(revision)).await,
        Ok(Err(error)) => finish(cx, &item, n_evidence, Err(format!("{error:#}"))).await,
        Err(error) => finish(cx, &item, n_evidence, Err(format!("a fault of the program: {error}"))).await,
    }
}

/// Takes the item in hand, where it still waits for a draft. Answers it and how much spoke for it by then.
async fn begin(cx: &Cx, id: ItemId) -> anyhow::Result<Option<(Row, usize)>> {
    let now = cx.now();
    let mut write = cx.write().await?;
    let Some(item) = items::one(write.conn(), id).await? else { return Ok(None) };
    let n_evidence = signals::of_item(write.conn(), id).await?.len();
    match item.state {
        ItemState::Drafting => return Ok(Some((item, n_evidence))),
        ItemState::New => {}
        // It was reopened without a draft. One that has a draft is not drafted again: a process may have died after it had
        // stored the draft, and the operator may have read or edited it since.
        ItemState::Review if drafts::newest(write.conn(), id).await?.is_none() => {}
        _ => return Ok(None),
    }
    queue::apply(&mut write, &item, Change::plain(&item, ItemState::Drafting, Actor::Engine, &text::drafting()), now).await?;
    let item = reread(&mut write, id).await?;
    write.commit().await?;
    Ok(Some((item, n_evidence)))
}

async fn propose(cx: &Cx, item: &Row) -> anyhow::Result<crate::store::drafts::Revision> {
    let agent = jarvis::route(item.play).ok_or_else(|| anyhow::anyhow!(text::no_agent()))?;
    let settings = cx.settings().await?;
    let mut brief = Brief::read(&mut *cx.read().await?, &settings, item).await?;
    // Where they offer times themselves, theirs are taken up.
    if matches!(item.play, Play::ProposeTimes | Play::Rebook) && brief.offered.is_empty() {
        brief.slots = free_slots::for_draft(cx, &settings, item, brief.language).await;
    }
    let proposal = agent.propose(&brief).await?;
    drafts::from_proposal(&mut *cx.read().await?, &settings, item, &brief, agent.name(), proposal).await
}

async fn finish(
    cx: &Cx,
    item: &Row,
    n_evidence: usize,
    result: Result<crate::store::drafts::Revision, String>,
) -> anyhow::Result<Again> {
    let now = cx.now();
    let settings = cx.settings().await?;
    let mut write = cx.write().await?;
    let Some(item) = items::one(write.conn(), item.id()).await? else { return Ok(None) };
    if item.state != ItemState::Drafting {
        // It was overtaken by events while it was being written; nobody wants this draft any more.
        return Ok(None);
    }
    if signals::of_item(write.conn(), item.id()).await?.len() != n_evidence {
        // A mail came in while it was being written, and may not be in it: it is written anew, and this one is never shown.
        return Ok(Some(now));
    }
    let (to, reason) = match result {
        Ok(revision) => {
            drafts::add_by_agent(&mut write, item.id(), &revision, now).await?;
            (ItemState::Review, text::drafted(revision.agent.as_deref().unwrap_or_default()))
        }
        Err(fault) => (ItemState::Failed, text::draft_failed(&fault)),
    };
    queue::apply(&mut write, &item, Change::plain(&item, to, Actor::Engine, &reason), now).await?;
    moves::settle(&mut write, item.id(), now).await?;
    queue::rescore(&mut write, &settings, item.id(), now).await?;
    write.commit().await?;
    Ok(None)
}

async fn reread(write: &mut Write, id: ItemId) -> anyhow::Result<Row> {
    items::one(write.conn(), id).await?.ok_or_else(|| anyhow::anyhow!("item {id} is gone"))
}
