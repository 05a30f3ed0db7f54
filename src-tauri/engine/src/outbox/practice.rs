//! The practice outbox: a Maildir in the workspace's folder, and folders of tasks, notes, meetings and messages in it. Nothing in it leaves the machine.

use crate::connectors::Delivery;
use crate::cx::Cx;
use crate::mail::maildir;
use crate::store::outbox::Receipt;
use anyhow::Context as _;
use api::Action;
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// Where tasks lie within the practice outbox.
const TASKS: &str = "tasks";
/// Where tasks do that are done, and deals that are moved.
const DONE: &str = "done";
const DEALS: &str = "deals";
/// Where notes do.
const NOTES: &str = "notes";
/// And meetings.
const MEETINGS: &str = "meetings";
/// And what is said in chats.
const CHATS: &str = "chats";

/// Writes a mail, a task, a note or a meeting under a name made from its marker, unless it is there already. Whatever happens in between, doing it
/// again leaves exactly one file. An error alone says nothing: what counts is whether it is found.
pub async fn deliver(cx: &Cx, action: Action, marker: &str, bytes: Vec<u8>) -> anyhow::Result<Delivery> {
    let (folder, marker) = (cx.practice_outbox(), marker.to_owned());
    let delivery = move || match action {
        Action::SendEmail => deliver_mail(&folder, &format!("{marker}.casey"), &bytes),
        Action::CreateTask => keep_whole(&folder.join(TASKS), &format!("{marker}.json"), &bytes),
        Action::CompleteTask => keep_whole(&folder.join(DONE), &format!("{marker}.json"), &bytes),
        Action::UpdateDealStage => keep_whole(&folder.join(DEALS), &format!("{marker}.json"), &bytes),
        Action::LogNote => keep_whole(&folder.join(NOTES), &format!("{marker}.json"), &bytes),
        Action::BookMeeting => keep_whole(&folder.join(MEETINGS), &format!("{marker}.json"), &bytes),
        Action::PostMessage => keep_whole(&folder.join(CHATS), &format!("{marker}.json"), &bytes),
    };
    tokio::task::spawn_blocking(delivery).await.context("Write to the practice outbox")
}

fn deliver_mail(folder: &Path, name: &str, bytes: &[u8]) -> Delivery {
    match maildir::deliver(folder, name, bytes) {
        Ok(_) => Delivery::There(Receipt::default()),
        Err(fault) => match maildir::find(folder, name) {
            Ok(Some(_)) => Delivery::There(Receipt::default()),
            Ok(None) => Delivery::NotThere(fault.to_string()),
            // What is no folder holds no mail.
            Err(look) if look.kind() == ErrorKind::NotADirectory => Delivery::NotThere(fault.to_string()),
            Err(_) => Delivery::Unsure(fault.to_string()),
        },
    }
}

fn keep_whole(folder: &Path, name: &str, bytes: &[u8]) -> Delivery {
    let path = folder.join(name);
    match write_whole(folder, &path, bytes) {
        Ok(()) => Delivery::There(Receipt::default()),
        Err(fault) => match path.try_exists() {
            Ok(true) => Delivery::There(Receipt::default()),
            Ok(false) => Delivery::NotThere(fault.to_string()),
            Err(_) => Delivery::Unsure(fault.to_string()),
        },
    }
}

/// The file has its name only once all of it is on the disk.
fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.try_exists()? {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    let part = path.with_extension("part");
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&part, path)
}
