//! What the operator chooses for a connection, and what is usual.

use super::{GMAIL, list};
use crate::cx::Cx;
use crate::jobs;
use crate::store::Write;
use crate::store::connections::{self, Row};
use crate::store::jobs as work;
use anyhow::Context as _;
use api::{ApiError, Code, ConnectionId, ConnectionOptions, ConnectionView, text};

const DEPTH_DAYS: u32 = 90;
const DEPTH_DAYS_AT_MOST: u32 = 3650;
const EVERY_MINUTES: u32 = 5;
const EVERY_MINUTES_AT_MOST: u32 = 60;
/// What Google lets one mailbox of a new project ask in a minute (conventions of the Gmail API, May 2026).
const QUOTA_PER_MINUTE: u32 = 6_000;
const QUOTA_AT_MOST: u32 = 1_200_000;
/// The most names in one list.
const NAMES_AT_MOST: usize = 100;

/// The options of a connection with what is usual filled in.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub depth_days: u32,
    pub every_minutes: u32,
    pub quota_per_minute: u32,
    pub said: ConnectionOptions,
}

/// What was chosen; what cannot be read counts as not chosen.
pub fn said(row: &Row) -> ConnectionOptions {
    serde_json::from_str(&row.options).unwrap_or_default()
}

pub fn chosen(row: &Row) -> Chosen {
    let said = said(row);
    Chosen {
        depth_days: said.depth_days.unwrap_or(DEPTH_DAYS),
        every_minutes: said.every_minutes.unwrap_or(EVERY_MINUTES),
        quota_per_minute: said.quota_per_minute.unwrap_or(QUOTA_PER_MINUTE),
        said,
    }
}

/// Changes what was chosen, and reads by it at once. Errors: `not_found`, `invalid` on the option.
pub async fn set_options(cx: &Cx, id: ConnectionId, options: &ConnectionOptions) -> anyhow::Result<ConnectionView> {
    check(options)?;
    let written = serde_json::to_string(options).context("Write the options")?;
    let now = cx.now();
    let mut write = cx.write().await?;
    if connections::one(write.conn(), id).await?.is_none() {
        return Err(ApiError::new(Code::NotFound, text::no_such_connection(id.0)).on("connection").into());
    }
    connections::set_options(&mut write, id, &written).await?;
    work::ask(&mut write, jobs::SYNC, id.0, now, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    list(cx).await?.into_iter().find(|view| view.id == id).context("The connection is gone")
}

/// Sets how far back the first reading goes, of the mailboxes among these.
pub async fn set_depth(write: &mut Write, ids: &[ConnectionId], depth_days: u32) -> anyhow::Result<()> {
    for id in ids {
        let Some(row) = connections::one(write.conn(), *id).await?.filter(|row| row.kind == GMAIL) else { continue };
        let options = ConnectionOptions { depth_days: Some(depth_days), ..said(&row) };
        connections::set_options(write, *id, &serde_json::to_string(&options).context("Write the options")?).await?;
    }
    Ok(())
}

/// Errors: `invalid` for a number of days that is none.
pub fn check_depth(depth_days: Option<u32>) -> Result<(), ApiError> {
    check(&ConnectionOptions { depth_days, ..ConnectionOptions::default() })
}

fn check(options: &ConnectionOptions) -> Result<(), ApiError> {
    let between = |field: &str, value: Option<u32>, highest: u32| match value {
        Some(value) if value == 0 || value > highest => {
            let words = text::not_a_number_between(&value.to_string(), 1, i64::from(highest));
            Err(ApiError::new(Code::Invalid, words).on(field))
        }
        _ => Ok(()),
    };
    between("depth_days", options.depth_days, DEPTH_DAYS_AT_MOST)?;
    between("every_minutes", options.every_minutes, EVERY_MINUTES_AT_MOST)?;
    between("quota_per_minute", options.quota_per_minute, QUOTA_AT_MOST)?;
    for (field, names) in [
        ("only_labels", &options.only_labels),
        ("without_labels", &options.without_labels),
        ("only_domains", &options.only_domains),
        ("without_domains", &options.without_domains),
        ("calendars", &options.calendars),
        ("channels", &options.channels),
    ] {
        if names.len() > NAMES_AT_MOST || names.iter().any(|name| name.trim().is_empty() || name.chars().count() > NAME_AT_MOST) {
            return Err(ApiError::new(Code::Invalid, text::not_a_list_of_names(NAMES_AT_MOST)).on(field));
        }
    }
    Ok(())
}

/// The longest name of a label, a domain or a calendar, in characters.
const NAME_AT_MOST: usize = 255;
