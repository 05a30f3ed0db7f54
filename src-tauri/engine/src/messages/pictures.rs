//! Fetches the pictures of a mail that lie elsewhere, because the operator asked for those of this mail, and turns each into a
//! `data:` address, so that the page itself fetches nothing.
//!
//! It must never be called without being asked: to fetch a picture tells the sender that the mail was read, when and where.

use crate::cx::Cx;
use crate::http::Http;
use crate::mail::page::{self, Fetched};
use anyhow::{Context as _, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::time::Duration;
use tokio::task::JoinSet;

const PICTURES: usize = 20;
const BYTES_EACH: usize = 2 * 1024 * 1024;
const BYTES_IN_ALL: usize = 10 * 1024 * 1024;
/// How many are fetched at a time: as many as fit into what may be read in all, so that no order of answers goes beyond it.
const AT_ONCE: usize = BYTES_IN_ALL / BYTES_EACH;
/// What was not there by then is left out.
const PATIENCE: Duration = Duration::from_secs(20);

/// The pictures of the mail that could be fetched. Those that could not keep their box in the page.
pub(super) async fn fetch(cx: &Cx, html: String) -> anyhow::Result<Fetched> {
    let names = tokio::task::spawn_blocking(move || page::remote_pictures(&html)).await.context("Look for pictures")?;
    let names: Vec<String> = names.into_iter().take(PICTURES).collect();
    let mut fetched = Fetched::new();
    // Late ones are dropped, and with them the reading that is under way.
    if tokio::time::timeout(PATIENCE, fetch_all(&cx.http, &names, &mut fetched)).await.is_err() {
        tracing::info!(n = names.len() - fetched.len(), "pictures of a mail did not come in time");
    }
    Ok(fetched)
}

async fn fetch_all(http: &Http, names: &[String], fetched: &mut Fetched) {
    let mut n_bytes = 0;
    for group in names.chunks(AT_ONCE) {
        let limit = BYTES_EACH.min((BYTES_IN_ALL - n_bytes) / group.len());
        let mut under_way = JoinSet::new();
        for name in group {
            let (http, name) = (http.clone(), name.clone());
            under_way.spawn(async move { (one(&http, &name, limit).await, name) });
        }
        while let Some(answer) = under_way.join_next().await {
            match answer {
                Ok((Ok((kind, bytes)), name)) => {
                    n_bytes += bytes.len();
                    fetched.insert(name, format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes)));
                }
                // The address is not logged: it may tell who reads what.
                Ok((Err(refused), _)) => tracing::debug!(reason = %refused, "a picture was not fetched"),
                Err(panic) => tracing::error!(%panic, "a picture broke off"),
            }
        }
    }
}

/// A picture and what kind it is. Errors: it was not to be had, or is no picture that is shown.
async fn one(http: &Http, name: &str, limit: usize) -> anyhow::Result<(&'static str, Vec<u8>)> {
    // An address without a scheme takes that of the page around it, and mails have none.
    let name = name.trim();
    let address = if name.starts_with("//") { format!("https:{name}") } else { name.to_owned() };
    let answer = http.get(&address, limit).await?;
    ensure!(answer.media_type.starts_with("image/"), "it is not said to be a picture");
    let kind = kind(&answer.bytes).context("it is no picture that is shown")?;
    Ok((kind, answer.bytes))
}

/// What the bytes are, whatever they are said to be. Only pictures that hold nothing but dots.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        assert_eq!(kind(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(kind(b"GIF89a"), Some("image/gif"));
        assert_eq!(kind(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        for other in [&b"<svg xmlns='http://www.w3.org/2000/svg'>"[..], b"<html>", b"", b"GIF88a", b"%PDF-1.4"] {
            assert_eq!(kind(other), None);
        }
    }
}
