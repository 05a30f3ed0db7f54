//! Takes away a task or a note that was made from here: read, compared with what we wrote, and put into HubSpot's bin.
//!
//! What is there no more is taken away, so that asking twice does no harm and nothing has to be noted before. What somebody else
//! changed stays.

use super::make::Made;
use super::{Came, Writing, came, mark, not_yet, there};
use crate::connectors::Delivery;
use crate::connectors::hubspot::wire::Object;
use crate::connectors::web::Fault;
use crate::mail;
use crate::store::crm::{notes, tasks};
use api::{Action, GoneDetails, text};

/// What is there of it.
enum Now {
    Nothing,
    AsWritten,
    Changed,
}

pub async fn record(writing: &Writing<'_>, action: Action, wanted: &GoneDetails) -> anyhow::Result<Delivery> {
    let made = if action == Action::CreateTask { Made::Task } else { Made::Note };
    match look(writing, made, wanted).await {
        Err(fault) => return Ok(not_yet(&fault)),
        Ok(Now::Changed) => return Ok(Delivery::NotThere(text::changed_since_it_was_written())),
        Ok(Now::Nothing) => {}
        Ok(Now::AsWritten) => match writing.portal.put_away(made.name(), &wanted.source_id).await {
            Ok(()) | Err(Fault::Gone(_)) => {}
            Err(fault) => {
                return Ok(match came(&fault) {
                    Came::Refused(words) => Delivery::NotThere(words),
                    Came::Nothing(words) | Came::Unknown(words) => Delivery::NotYet(words),
                });
            }
        },
    }
    let now = writing.cx.now();
    let connection = writing.connection.id();
    let mut write = writing.cx.write().await?;
    match made {
        Made::Task => {
            tasks::archive(&mut write, connection, &[wanted.source_id.as_str()], now).await?;
        }
        Made::Note | Made::Email => {
            notes::remove(&mut write, connection, &wanted.source_id).await?;
        }
    }
    write.commit().await?;
    Ok(there(&wanted.source_id))
}

async fn look(writing: &Writing<'_>, made: Made, wanted: &GoneDetails) -> Result<Now, Fault> {
    let page = writing.portal.these(made.name(), std::slice::from_ref(&wanted.source_id), made.text()).await?;
    let found = page.results.iter().filter_map(|told| Object::read(told, "hs_lastmodifieddate").ok());
    let Some(object) = found.into_iter().find(|object| object.id == wanted.source_id && !object.is_archived) else {
        return Ok(Now::Nothing);
    };
    let told = object.text(made.text());
    let plain = mail::html_to_text(told);
    let is_ours = mark::carries(told, &wanted.marker) && is_same(mark::without(plain.trim()), &wanted.said);
    Ok(if is_ours { Now::AsWritten } else { Now::Changed })
}

/// Spaces and ends of lines are HubSpot's own.
fn is_same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}
