//! Reads posts that are kept: whose they are. What is found is stored with them, and judged like everything else.

use super::mapping::{self, Media};
use super::mapping_of;
use crate::cx::Cx;
use crate::jobs::Again;
use crate::people;
use crate::settings::Settings;
use crate::signals::judge;
use crate::store::posts::{self, Found, Waiting};
use crate::store::webhooks::{self, Row};
use crate::store::{Write, threads};
use api::{ConnectionId, Mapping, Time, text};

/// How many posts are read in one transaction: others, who want to store theirs, wait meanwhile.
const AT_ONCE: i64 = 50;
/// How many times that is done before other work has its turn, which waits in the same line.
const IN_A_ROW: usize = 10;

/// Reads what waits of a source. Answers when to go on, where more waits than is read in a row.
pub async fn take(cx: &Cx, source: ConnectionId) -> anyhow::Result<Again> {
    for _ in 0..IN_A_ROW {
        let (settings, now) = (cx.settings().await?, cx.now());
        let mut write = cx.write().await?;
        let Some(row) = webhooks::one(write.conn(), source).await? else { return Ok(None) };
        let waiting = posts::waiting(write.conn(), source, AT_ONCE).await?;
        if waiting.is_empty() {
            return Ok(None);
        }
        let mapping = mapping_of(&row);
        for post in &waiting {
            match read(&mapping, post) {
                Ok(found) => keep(&mut write, &settings, &row, post, &found, now).await?,
                Err(fault) => posts::unmapped(&mut write, post.post_id, &fault).await?,
            }
        }
        write.commit().await?;
        judge::judge_changed(cx).await?;
    }
    Ok(Some(cx.now()))
}

fn read(mapping: &Mapping, post: &Waiting) -> Result<Found, String> {
    let media = if post.media == Media::Form.as_str() { Media::Form } else { Media::Json };
    mapping::find(mapping, &mapping::read(media, &post.body)?)
}

/// Gives a form to whoever filled it in. What colleagues send to try it is nobody's work.
async fn keep(
    write: &mut Write,
    settings: &Settings,
    source: &Row,
    post: &Waiting,
    found: &Found,
    now: Time,
) -> anyhow::Result<()> {
    if settings.is_own(&found.email) || settings.is_colleague(&found.email) {
        return posts::taken(write, post.post_id, found, None).await;
    }
    let contact = people::ensure(write, &found.email, &found.name, now).await?;
    let subject = if found.kind.is_empty() { text::form_of(&source.name) } else { found.kind.clone() };
    let thread = threads::make(write, &subject, now).await?;
    posts::taken(write, post.post_id, found, Some((contact, thread))).await?;
    threads::mark(write, [thread]).await
}
