//! Leaving a demo: the workspace becomes as one that was just made, with the machine's clock. What is the operator's own stays:
//! how the window looks, their keys, their templates.
//!
//! The file becomes new in one transaction, so that a process that dies leaves the whole demo or none of it. Files that are left
//! over then are removed after it, or when the workspace is opened next. Must never remove mail that is not the demo's.

use super::{FOLDER, crm, is_demo, is_file_of_database};
use crate::connectors;
use crate::cx::Cx;
use crate::settings;
use crate::store::{Conn, anew, connections, settings as stored, templates};
use crate::{FILE, OPENING, fault, first_touch, owner, wait_for_turn};
use anyhow::Context as _;
use api::{ApiError, Code, ImportReport, Tag, text};
use std::fs;
use std::io::{ErrorKind, Result as Done};
use std::path::Path;

/// The key that says that files of a demo may be left over.
const LEFT: &str = "demo.left";
const PRACTICE: &str = "practice";

/// Empties a demo. Nothing else may be at work in this process meanwhile.
///
/// Errors: `conflict` for a workspace that is no demo, that another process has open, or in which other mail was read.
pub async fn leave(cx: &Cx) -> anyhow::Result<()> {
    // Nobody opens the workspace until it is a new one.
    let _turn = wait_for_turn(cx.data.join(OPENING)).await?;
    let shown = cx.data.display().to_string();
    let mut write = cx.write().await?;
    if !is_demo(write.conn()).await? {
        return Err(ApiError::new(Code::Conflict, text::not_a_demo(&shown)).into());
    }
    if holds_other_mail(write.conn()).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_holds_other_mail(&shown)).into());
    }
    if owner::alive(&cx.owners()).into_iter().any(|other| other != cx.owner.name()) {
        return Err(ApiError::new(Code::Conflict, text::demo_is_open(&shown)).into());
    }
    let now = cx.workspace_clock.of_host();
    let kept = stored::all(write.conn()).await?.into_iter().filter(|(key, _)| settings::is_of_window(key));
    let kept: Vec<(String, String)> = kept.collect();
    let texts = templates::all(write.conn()).await?;
    anew::begin_anew(&mut write).await?;
    for (key, value) in &kept {
        stored::set(&mut write, key, value, now).await?;
    }
    for template in texts {
        templates::make(&mut write, &template.name, &template.body, now).await?;
    }
    stored::set(&mut write, LEFT, "yes", now).await?;
    write.changed(Tag::Everything);
    fault::point("demo_before_leave_commit");
    write.commit().await?;
    cx.workspace_clock.shift(0);
    fault::point("demo_after_leave_commit");
    remove_left_over(cx).await
}

/// Leaves the demo and makes it anew.
///
/// Errors: as for [`leave`] and [`super::start`].
pub async fn restart(cx: &Cx) -> anyhow::Result<ImportReport> {
    leave(cx).await?;
    // What lay beside the demo before may go on lying there.
    super::fill(cx, cx.write().await?).await
}

/// Whether anything but the demo's own mailbox and pipeline was read. That mailbox is the first, for nothing was read before; it is
/// not known by its place, because a folder may be moved or named in another way. No other portal is ever connected to a demo.
async fn holds_other_mail(conn: &mut Conn) -> anyhow::Result<bool> {
    let all = connections::all(conn).await?;
    Ok(all
        .iter()
        .filter(|connection| ![first_touch::OPERATOR, connectors::LOCAL, connectors::HUBSPOT].contains(&connection.kind.as_str()))
        .nth(1)
        .is_some())
}

/// Removes the files of a demo that was left, where somebody did not come to it. Only while nobody else has the workspace open.
pub async fn remove_left_over(cx: &Cx) -> anyhow::Result<()> {
    if stored::value(&mut *cx.read().await?, LEFT).await?.unwrap_or_default().is_empty() {
        return Ok(());
    }
    if is_demo(&mut *cx.read().await?).await? {
        return Ok(());
    }
    let data = cx.data.clone();
    let removed = tokio::task::spawn_blocking(move || remove(&data)).await.context("Remove the demo's files")?;
    if let Err(error) = removed {
        // They do no harm, and the next start tries again.
        tracing::warn!(%error, "Files of the demo that was left stay behind");
        return Ok(());
    }
    let mut write = cx.write().await?;
    stored::set(&mut write, LEFT, "", cx.workspace_clock.of_host()).await?;
    write.commit().await
}

/// Removes what a demo put beside the file of the workspace, and nothing else that lies in its folder.
fn remove(data: &Path) -> Done<()> {
    ignore_missing(fs::remove_dir_all(data.join(FOLDER)))?;
    ignore_missing(fs::remove_dir_all(data.join(crm::FOLDER)))?;
    let practice = data.join(PRACTICE);
    for part in ["new", "cur", "tmp", "tasks"] {
        ignore_missing(fs::remove_dir_all(practice.join(part)))?;
    }
    // Whatever else lies there is not ours, and keeps the folder.
    ignore_full(ignore_missing(fs::remove_dir(&practice)))?;
    for entry in fs::read_dir(data)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Copies from before a migration hold the demo.
        if is_file_of_database(&name) && name.starts_with(&format!("{FILE}.before-")) {
            ignore_missing(fs::remove_file(entry.path()))?;
        }
    }
    Ok(())
}

fn ignore_missing(result: Done<()>) -> Done<()> {
    result.or_else(|fault| if fault.kind() == ErrorKind::NotFound { Ok(()) } else { Err(fault) })
}

fn ignore_full(result: Done<()>) -> Done<()> {
    result.or_else(|fault| if fault.kind() == ErrorKind::DirectoryNotEmpty { Ok(()) } else { Err(fault) })
}
