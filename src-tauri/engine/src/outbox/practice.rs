//! The practice outbox: a Maildir in the workspace's folder. Nothing in it leaves the machine.

use crate::cx::Cx;
use crate::mail::maildir;
use anyhow::Context as _;

/// Writes a mail under a name made from its marker, unless it is there already. Whatever happens in between, doing it again
/// leaves exactly one file.
pub async fn deliver(cx: &Cx, marker: &str, bytes: Vec<u8>) -> anyhow::Result<()> {
    let (folder, name) = (cx.practice_outbox(), format!("{marker}.casey"));
    tokio::task::spawn_blocking(move || maildir::deliver(&folder, &name, &bytes))
        .await
        .context("Write to the practice outbox")?
        .context("Write to the practice outbox")?;
    Ok(())
}
