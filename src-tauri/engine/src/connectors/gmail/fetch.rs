//! Mails, fetched a few at a time and read off the async threads, in the order in which they come.
//!
//! At most as many as are under way and a batch of them are in memory, however large the mailbox is.

use super::mailbox::Mailbox;
use super::quota;
use super::wire::Message;
use crate::connectors::halt::Halt;
use crate::connectors::web::Fault;
use crate::mail;
use crate::signals::ingest::Arrived;
use anyhow::Context as _;
use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::sync::Arc;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// How many mails are asked for at the same time.
const AT_ONCE: usize = 8;
/// How many mails wait to be stored: a batch comes in while the one before it is stored. Attachments are dropped by then.
const AHEAD: usize = 100;

/// base64url, with or without its padding: services differ.
const RAW: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true),
);

/// What came of asking for one mail.
#[derive(Debug)]
pub enum Came {
    Mail(Box<Fetched>),
    /// It was deleted since it was listed.
    Gone,
}

/// A mail with what the provider says of it.
#[derive(Debug)]
pub struct Fetched {
    pub id: String,
    pub thread: String,
    pub labels: Vec<String>,
    /// Or why it could not be read.
    pub mail: Result<Arrived, String>,
}

/// Mails on their way.
#[derive(Debug)]
pub struct Fetching {
    pub mails: mpsc::Receiver<Came>,
    /// Fetches; ends with this.
    task: JoinSet<Result<(), Halt>>,
}

impl Fetching {
    /// Asks for these mails, until `enough`; what is under way then still comes.
    pub fn begin(mailbox: &Mailbox, ids: Vec<String>, enough: CancellationToken) -> Self {
        let (sender, mails) = mpsc::channel(AHEAD);
        let mut task = JoinSet::new();
        task.spawn(fetch_all(mailbox.clone(), ids, enough, sender));
        Self { mails, task }
    }

    /// How it ended, once no mail comes any more. Errors: why not all came.
    pub async fn end(mut self) -> Result<(), Halt> {
        match self.task.join_next().await {
            Some(ended) => ended.context("Fetch mails")?,
            None => Ok(()),
        }
    }
}

async fn fetch_all(
    mailbox: Mailbox,
    ids: Vec<String>,
    enough: CancellationToken,
    sender: mpsc::Sender<Came>,
) -> Result<(), Halt> {
    let mailbox = Arc::new(mailbox);
    let (mut ids, mut under_way, mut halt) = (ids.into_iter().peekable(), JoinSet::new(), None);
    loop {
        while under_way.len() < AT_ONCE && halt.is_none() && ids.peek().is_some() {
            if enough.is_cancelled() {
                halt = Some(Halt::Until(mailbox.cx.now()));
            } else if let Some(id) = ids.next() {
                let mailbox = mailbox.clone();
                under_way.spawn(async move { fetch(&mailbox, id).await });
            }
        }
        let Some(came) = under_way.join_next().await else { break };
        match came.context("Fetch a mail")? {
            // Whoever wanted it is gone.
            Ok(came) => drop(sender.send(came).await),
            // A service that fails says more than the end of a turn.
            Err(next) => halt = Some(halt.filter(|first| !matches!(first, Halt::Until(_))).unwrap_or(next)),
        }
    }
    halt.map_or(Ok(()), Err)
}

async fn fetch(mailbox: &Mailbox, id: String) -> Result<Came, Halt> {
    let query = vec![("format", "raw".to_owned())];
    let message: Message = match mailbox.get(quota::GET_MESSAGE, &["messages", &id], query).await {
        Ok(message) => message,
        Err(Halt::Fault(Fault::Gone(_))) => return Ok(Came::Gone),
        // One mail that the service does not give does not keep the others from being read.
        Err(Halt::Fault(Fault::Refused { status, words })) if status < 500 => {
            let mail = Err(Fault::Refused { status, words }.to_string());
            return Ok(Came::Mail(Box::new(Fetched { id, thread: String::new(), labels: Vec::new(), mail })));
        }
        Err(halt) => return Err(halt),
    };
    let raw = message.raw.unwrap_or_default();
    let mail = tokio::task::spawn_blocking(move || read(&raw)).await.context("Read a mail")?;
    Ok(Came::Mail(Box::new(Fetched { id, thread: message.thread_id, labels: message.label_ids, mail })))
}

fn read(raw: &str) -> Result<Arrived, String> {
    let bytes = decode(raw).ok_or_else(|| mail::Unreadable::Broken.to_string())?;
    let arrived = Arrived::read(&bytes).map_err(|fault| fault.to_string())?;
    arrived.prepare();
    Ok(arrived)
}

/// The bytes of a mail as Gmail writes them.
pub fn decode(raw: &str) -> Option<Vec<u8>> {
    RAW.decode(raw.trim()).ok()
}

/// A mail as Gmail takes it.
pub fn encode(bytes: &[u8]) -> String {
    RAW.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_read_with_and_without_padding() {
        for bytes in [b"a".as_slice(), b"ab", b"abc", &[0xfb, 0xff, 0xfe, 0x00]] {
            let written = encode(bytes);
            assert!(!written.contains(['+', '/']), "{written}");
            assert_eq!(decode(&written).as_deref(), Some(bytes));
            assert_eq!(decode(written.trim_end_matches('=')).as_deref(), Some(bytes));
        }
        assert_eq!(decode("not base64!"), None);
    }
}
