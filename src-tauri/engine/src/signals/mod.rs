//! From what was read to work: facts, the plays that they call for, and how threads are judged.

mod addressed;
mod believed;
mod chats;
mod deals;
pub mod effects;
mod forms;
pub mod ingest;
pub mod judge;
mod leads;
mod list;
mod meetings;
pub mod plays;
mod sequence;
mod verdict;

pub use addressed::RECIPIENTS_AT_MOST as GUESTS_AT_MOST;
pub use list::list;
pub use meetings::told_at;
pub use verdict::{Fact, Pile};

use crate::mail::kind_of_stored;
use crate::people;
use crate::store::{Write, messages, own, threads};
use api::Time;

/// How many mails of lists are told apart at once.
const MAILS_PER_PAGE: i64 = 500;

/// Says anew whose each stored mail is, after the operator's addresses changed; every thread is then judged again.
pub async fn attribute(write: &mut Write, addresses: &[String], now: Time) -> anyhow::Result<()> {
    for (address, name) in own::unknown_correspondents(write.conn(), addresses).await? {
        people::ensure(write, &address, &name, now).await?;
    }
    own::attribute(write, addresses).await?;
    tell_lists_apart(write, addresses).await?;
    threads::mark_all(write).await
}

/// Says anew which mails of lists are people's: those that came through a group of the operator's own company.
async fn tell_lists_apart(write: &mut Write, addresses: &[String]) -> anyhow::Result<()> {
    let mut after = 0;
    loop {
        let mails = own::mails_of_lists(write.conn(), after, MAILS_PER_PAGE).await?;
        let Some(last) = mails.last() else { return Ok(()) };
        after = last.message_id;
        for mail in &mails {
            let owns = |host: &str| people::is_host_of(addresses, host);
            let kind = kind_of_stored(&mail.raw_headers, &mail.own_text, mail.has_calendar, owns);
            if kind != mail.kind {
                messages::tell(write, mail.message_id, kind).await?;
            }
        }
    }
}
