//! How fast a mailbox is first read: asked for page by page, downloaded, told apart, stored, and judged to the queue.
//!
//! The service is the emulated Google of the tests. The yardstick is a bare client that makes the very requests that the engine made,
//! as many at a time, and forgets the answers. Our own limiter, which keeps to Google's quota, is set so high that it never waits.

use crate::figure::Figure;
use crate::import::{Days, MAILS_EACH, mail};
use crate::memory::{forget_peak, most_held};
use crate::pass_through::{Line, client};
use crate::peers::{self, Peer, SEED_FILE};
use crate::stopwatch::time;
use crate::world::{Dice, World};
use anyhow::{Context as _, bail, ensure};
use api::{
    Api as _, AwaitSignIn, ConnectGoogle, ConnectionId, ConnectionOptions, Grant, ListConnections, ListQueue, ReadNow, Secret,
    SetConnectionOptions, SignInOutcome,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use engine::testkit::{OPERATOR, START};
use jiff::civil::date;
use reqwest::Client;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

pub const ID: &str = "first-sync";
const MAILS: usize = 10_000;
/// Fewer say little about a rate.
const MAILS_AT_LEAST: usize = 1_000;
/// Memory is looked at after this part of the mails, and at the end.
const MARK: usize = 5;
/// As many as the engine asks for at the same time.
const AT_ONCE: usize = 8;
const TARGET: f64 = 0.5;
/// A flat memory may still grow by its caches.
const GROWTH_AT_MOST: f64 = 1.5;
/// The most that may be chosen: several times what all of it costs.
const QUOTA_PER_MINUTE: u32 = 1_200_000;
/// Of each conversation.
const LETTERS_EACH: usize = MAILS_EACH - 1;
/// Within the depth of a first reading.
const DAYS: Days = Days { first: date(2026, 8, 28), n: 80 };

pub async fn measure(scale: usize) -> anyhow::Result<Figure> {
    let n_mails = (MAILS * scale / 100).max(MAILS_AT_LEAST);
    let folder = TempDir::new().context("Make a folder for the emulator")?;
    let bytes = write_seed(&folder.path().join(SEED_FILE), n_mails)?;
    let listener = TcpListener::bind("127.0.0.1:0").await.context("Open a line to the emulator")?;
    let base = format!("http://{}", listener.local_addr().context("Open a line to the emulator")?);
    let at = base.clone();
    // Where something is missing this ends as a test would, which here is why there is no figure.
    let emulator = tokio::spawn(async move { Peer::google(folder, &at).await }).await.context("Start the emulated Google")?;
    let line = Line::open(listener, emulator.port, n_mails / MARK)?;
    let world = World::new().await?;
    let mailbox = sign_in(&world, &base).await?;
    line.take_asked();
    forget_peak();

    let read = async { Ok(world.engine.sync(ReadNow { connection: Some(mailbox) }).await?) };
    let (reading, _) = time(read).await?;

    let (held_first, held) = (line.held_at_mark(), most_held()?);
    let all = world.engine.list_connections(ListConnections {}).await?;
    let shown = all.into_iter().find(|one| one.id == mailbox).context("The mailbox is gone")?;
    ensure!(shown.error.is_none(), "it was not read: {}", shown.error.unwrap_or_default());
    ensure!(shown.n_messages == n_mails as u64, "{} of {n_mails} mails were read", shown.n_messages);
    let queue = world.engine.list_queue(ListQueue { tab: None, band: None, limit: Some(1), after: None }).await?;
    ensure!(!queue.items.is_empty(), "none of {n_mails} mails became work");
    world.engine.stop().await;
    let asked = line.take_asked();
    let n_asked = asked.len();
    let (downloading, n_whole) = time(download(&base, asked)).await?;
    ensure!(n_whole >= n_mails, "the bare client was given {n_whole} of {n_mails} mails");

    let rate = |took: std::time::Duration| n_mails as f64 / took.as_secs_f64();
    let (measured, yardstick) = (rate(reading), rate(downloading));
    let (ratio, growth) = (measured / yardstick, held / held_first);
    let kilobytes = bytes as f64 / n_mails as f64 / 1024.0;
    let n_first = n_mails / MARK;
    Ok(Figure {
        id: ID,
        at: format!(
            "{n_mails} letters of {kilobytes:.0} KB, {n_asked} requests, {AT_ONCE} at a time; our own limit off; held {held_first:.0} MB \
             after {n_first}, {held:.0} MB at the end"
        ),
        measured,
        yardstick,
        unit: "mails/s",
        ratio,
        target: format!("ratio at least {TARGET:.2}, memory flat"),
        passes: ratio >= TARGET && growth <= GROWTH_AT_MOST,
    })
}

/// Writes what the emulator begins with, mail by mail, so that this process never holds it. Answers the bytes of all mails.
fn write_seed(path: &Path, n_mails: usize) -> anyhow::Result<usize> {
    let (mut dice, mut bytes) = (Dice::new(), 0);
    let mut file = BufWriter::new(File::create(path).context("Write the emulator's mails")?);
    let users = json!([{ "email": OPERATOR, "name": "Dana Reed" }]);
    write!(file, "{{\"google\":{{\"users\":{users},\"messages\":[").context("Write the emulator's mails")?;
    for number in 0..n_mails {
        let raw = letter(number, &mut dice)?;
        bytes += raw.len();
        let at = START.0 - i64::try_from(number)? * 600_000;
        let message = json!({
            "id": format!("m{number:05}"), "thread_id": format!("t{:05}", number / LETTERS_EACH), "raw": URL_SAFE_NO_PAD.encode(&raw),
            "date": at.to_string(), "label_ids": ["INBOX"],
        });
        let comma = if number == 0 { "" } else { "," };
        write!(file, "{comma}{message}").context("Write the emulator's mails")?;
    }
    write!(file, "]}}}}").and_then(|()| file.flush()).context("Write the emulator's mails")?;
    Ok(bytes)
}

/// Of the import's mails those that are neither a newsletter nor carry a document, which is three conversations of five, up to where
/// the operator has not answered yet.
fn letter(number: usize, dice: &mut Dice) -> anyhow::Result<String> {
    let conversation = number / LETTERS_EACH;
    let among_all = conversation / 3 * 5 + 2 + conversation % 3;
    let entry = mail(among_all * MAILS_EACH + number % LETTERS_EACH, DAYS, dice)?;
    let (_, raw) = entry.split_once('\n').context("Take a mail out of its mbox")?;
    Ok(raw.replace('\n', "\r\n"))
}

async fn sign_in(world: &World, base: &str) -> anyhow::Result<ConnectionId> {
    let request = ConnectGoogle {
        client_id: "client.example".to_owned(),
        client_secret: Secret::default(),
        grants: vec![Grant::Read],
        base_url: Some(base.to_owned()),
        redirect_port: None,
        connection: None,
        other_mailbox: false,
        depth_days: None,
    };
    let started = world.engine.connect_google(request).await?;
    peers::allow(&started.address.parse().context("Read where to sign in")?, OPERATOR).await;
    let outcome = world.engine.sign_in(AwaitSignIn { attempt: started.attempt, wait_seconds: 20 }).await?;
    let SignInOutcome::Done { connections, .. } = outcome else { bail!("the sign-in did not go well: {outcome:?}") };
    let connection = *connections.first().context("No mailbox was connected")?;
    let options = ConnectionOptions { quota_per_minute: Some(QUOTA_PER_MINUTE), ..ConnectionOptions::default() };
    world.engine.set_connection_options(SetConnectionOptions { connection, options }).await?;
    Ok(connection)
}

/// Asks for all of this. Answers how many whole mails came.
async fn download(base: &str, asked: Vec<String>) -> anyhow::Result<usize> {
    let (client, mut asked, mut under_way) = (client()?, asked.into_iter(), JoinSet::new());
    let mut n_whole = 0;
    loop {
        while under_way.len() < AT_ONCE
            && let Some(path) = asked.next()
        {
            under_way.spawn(get(client.clone(), format!("{base}{path}")));
        }
        let Some(came) = under_way.join_next().await else { return Ok(n_whole) };
        n_whole += usize::from(came.context("Download a mail")??);
    }
}

/// Answers whether it was a whole mail that came.
async fn get(client: Client, address: String) -> anyhow::Result<bool> {
    let answer = client.get(&address).bearer_auth("bench").send().await.context("Ask for a mail")?;
    let status = answer.status().as_u16();
    // What the emulator does not have it does not have for the engine either.
    ensure!(status == 200 || status == 404, "the emulator answered {status}");
    let body = answer.bytes().await.context("Download a mail")?;
    Ok(status == 200 && !body.is_empty() && address.contains("format=raw"))
}
