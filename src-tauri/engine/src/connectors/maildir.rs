//! A Maildir beside another mail program: read and watched, never written to, and it cannot send.

use super::{Connector, MAILDIR, ReadReport, read};
use crate::cx::Cx;
use crate::mail::maildir;
use crate::store::connections::{self as store, Row};
use anyhow::bail;
use api::text;
use async_trait::async_trait;
use std::path::PathBuf;

/// Listing a folder costs little, and an answer should not wait.
const EVERY_SECONDS: i64 = 15;

pub struct Maildir;

#[async_trait]
impl Connector for Maildir {
    fn kind(&self) -> &'static str {
        MAILDIR
    }

    fn every_seconds(&self, _connection: &Row) -> Option<i64> {
        Some(EVERY_SECONDS)
    }

    async fn read(&self, cx: &Cx, connection: &Row) -> anyhow::Result<ReadReport> {
        let folder = PathBuf::from(&connection.location);
        if !maildir::is_maildir(&folder) || std::fs::read_dir(folder.join("cur")).is_err() {
            bail!(text::maildir_gone(&connection.location));
        }
        let settings = cx.settings().await?;
        let known = store::read_files(&mut *cx.read().await?, connection.id()).await?.into_iter().collect();
        read::store_all(cx, &settings, connection.id(), read::begin(read::Source::Maildir(folder, known))).await
    }
}
