//! The practice outbox: a Maildir in the workspace's folder. Nothing in it leaves the machine.

use crate::cx::Cx;
use crate::mail::maildir;
use anyhow::Context as _;
use std::io::ErrorKind;

/// What became of a delivery.
#[derive(Debug)]
pub enum Delivery {
    /// The mail is there, once.
    There,
    /// It is not, because of this.
    NotThere(String),
    /// Nobody can tell.
    Unsure(String),
}

/// Writes a mail under a name made from its marker, unless it is there already. Whatever happens in between, doing it again
/// leaves exactly one file. An error alone says nothing: what counts is whether the mail is found.
pub async fn deliver(cx: &Cx, marker: &str, bytes: Vec<u8>) -> anyhow::Result<Delivery> {
    let (folder, name) = (cx.practice_outbox(), format!("{marker}.casey"));
    let delivery = move || match maildir::deliver(&folder, &name, &bytes) {
        Ok(_) => Delivery::There,
        Err(fault) => match maildir::find(&folder, &name) {
            Ok(Some(_)) => Delivery::There,
            Ok(None) => Delivery::NotThere(fault.to_string()),
            // What is no folder holds no mail.
            Err(look) if look.kind() == ErrorKind::NotADirectory => Delivery::NotThere(fault.to_string()),
            Err(_) => Delivery::Unsure(fault.to_string()),
        },
    };
    tokio::task::spawn_blocking(delivery).await.context("Write to the practice outbox")
}
