//! Writes all contacts to a file. Suppression travels with it; what a spreadsheet would run is guarded. A file that is there is
//! never written over.

use super::shape::guarded;
use crate::cx::Cx;
use crate::store::exchange::{self, Line};
use crate::store::ledger;
use anyhow::Context as _;
use api::{Actor, ApiError, Code, ContactId, Exported, text};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};

/// How many contacts are read at once.
const PEOPLE_AT_ONCE: i64 = 1000;
const HEADERS: [&str; 9] =
    ["Name", "Email", "Other emails", "Title", "Phone", "Company", "Domain", "Suppressed", "Suppressed because"];

/// Errors: `conflict` where a file is there; `invalid` where none can be made.
pub async fn export(cx: &Cx, path: &str) -> anyhow::Result<Exported> {
    let (bytes, n_people) = written(cx).await?;
    let content_hash = crate::sha256(&bytes);
    let target = path.to_owned();
    tokio::task::spawn_blocking(move || put(&target, &bytes)).await.context("Write a file of contacts")??;
    let mut write = cx.write().await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "people_exported",
        subject: "",
        detail: &format!("people:{n_people}"),
        content_hash: &content_hash,
    };
    ledger::append(&mut write, entry, cx.now()).await?;
    write.commit().await?;
    Ok(Exported { path: path.to_owned(), n_people })
}

async fn written(cx: &Cx) -> anyhow::Result<(Vec<u8>, u64)> {
    // Spreadsheets take a file without this mark for one in their own old letters.
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(HEADERS).context("Write the headers")?;
    let (mut after, mut n_people) = (ContactId(0), 0);
    loop {
        let lines = exchange::lines_after(&mut *cx.read().await?, after, PEOPLE_AT_ONCE).await?;
        let Some(last) = lines.last() else { break };
        after = ContactId(last.contact_id);
        n_people += lines.len() as u64;
        for line in &lines {
            let Line { name, title, phone, company, domain, address, others, suppressed, .. } = line;
            let is_suppressed = if suppressed.is_some() { "yes" } else { "" };
            let because = suppressed.as_deref().unwrap_or_default();
            let fields = [name, address, others, title, phone, company, domain, is_suppressed, because];
            writer.write_record(fields.map(|field| guarded(field).into_owned())).context("Write a contact")?;
        }
    }
    for (address, reason) in exchange::suppressed_strangers(&mut *cx.read().await?).await? {
        let fields = ["", &address, "", "", "", "", "", "yes", &reason];
        writer.write_record(fields.map(|field| guarded(field).into_owned())).context("Write a suppressed address")?;
    }
    Ok((writer.into_inner().map_err(|fault| anyhow::anyhow!("{fault}")).context("Finish the file")?, n_people))
}

fn put(path: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let fault = |fault: std::io::Error| match fault.kind() {
        ErrorKind::AlreadyExists => ApiError::new(Code::Conflict, text::file_is_there(path)).on("path").into(),
        // What is wrong with the disk is told in the words for that.
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => anyhow::Error::new(fault),
        _ => ApiError::new(Code::Invalid, text::cannot_write_file(path, &fault.to_string())).on("path").into(),
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(fault)?;
    if let Err(failed) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        drop(file);
        // Half a file would look like a whole one; where it cannot be removed the failure is told all the same.
        drop(std::fs::remove_file(path));
        return Err(fault(failed));
    }
    Ok(())
}
