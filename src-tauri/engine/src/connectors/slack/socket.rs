//! Socket Mode: what happens in a workspace comes in by itself, through a connection that we open, so that no address of this machine
//! has to be known to anybody.
//!
//! An envelope is acknowledged once it is stored and not before. A connection that ends is opened again; what was missed meanwhile is
//! asked for, as though there were none.

use super::PLACE;
use super::connect::call;
use super::reading::Reading;
use crate::connectors::halt::Halt;
use crate::connectors::oauth::is_here;
use crate::connectors::web::Fault;
use crate::connectors::{SLACK, tokens};
use crate::cx::{Cx, changed};
use crate::signals::judge;
use crate::store::{chat_inbox, connections, jobs as work, problems, sign_ins, vault as stored};
use crate::{jobs, vault};
use anyhow::{Context as _, bail};
use api::{ConnectionId, Tag, text};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_util::sync::CancellationToken;

/// How often it is looked which workspaces want one, where nothing says that this changed.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// The wait after the first failure; each further one doubles it.
const BACK_OFF: Duration = Duration::from_millis(500);
const BACK_OFF_AT_MOST: Duration = Duration::from_secs(60);
/// A line that held for so long was a good one: the next wait is short again.
const HOLDS_AFTER: Duration = Duration::from_secs(30);
const CONNECTS_WITHIN: Duration = Duration::from_secs(10);
/// Slack pings several times in this time; a line that is silent for so long is dead.
const SILENT_AT_MOST: Duration = Duration::from_secs(90);
/// How soon events are tried again that could not be worked through.
const AGAIN_AFTER: Duration = Duration::from_secs(5);
/// How soon is asked for what was heard and is for nobody here.
const SOON_SECONDS: i64 = 30;
/// The longest envelope, in bytes.
const ENVELOPE_LIMIT: usize = 4 << 20;
/// What a problem with it is filed under.
pub const AREA: &str = "slack_socket";

/// Keeps a connection open for each workspace that has a token for it, until cancelled.
pub async fn keep_open(cx: Cx, cancel: CancellationToken) {
    let mut events = cx.events.subscribe();
    let mut open: HashMap<(ConnectionId, String), (CancellationToken, JoinHandle<()>)> = HashMap::new();
    loop {
        match wanted(&cx).await {
            Ok(wanted) => {
                let ended: Vec<_> = open.keys().filter(|key| !wanted.contains(key)).cloned().collect();
                for key in ended {
                    if let Some((stop, task)) = open.remove(&key) {
                        stop.cancel();
                        // A panic ends its line only; it is opened again.
                        drop(task.await);
                        // Nobody wants it any more, so that it is no problem.
                        if let Err(error) = forget(&cx, key.0).await {
                            tracing::warn!(error = format!("{error:#}"), "a chat that is not listened to could not be noted");
                        }
                    }
                }
                open.retain(|_, (_, task)| !task.is_finished());
                for key in wanted {
                    open.entry(key.clone()).or_insert_with(|| {
                        let stop = cancel.child_token();
                        let task = tokio::spawn(stay(cx.clone(), key.0, stop.clone()));
                        (stop, task)
                    });
                }
            }
            Err(error) => tracing::warn!(error = format!("{error:#}"), "cannot look which chats are to be listened to"),
        }
        tokio::select! {
            () = cancel.cancelled() => break,
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = changed(&mut events, Tag::Connections) => {}
        }
    }
    for (_, (_, task)) in open {
        drop(task.await);
    }
}

/// The workspaces that have an app-level token, each with what tells that token from another.
async fn wanted(cx: &Cx) -> anyhow::Result<Vec<(ConnectionId, String)>> {
    let mut conn = cx.read().await?;
    let mut wanted = Vec::new();
    for row in connections::all(&mut conn).await? {
        let Some(id) = row.sign_in().filter(|_| row.kind == SLACK && row.disconnected_at.is_none()) else { continue };
        let is_good = sign_ins::one(&mut conn, id).await?.is_some_and(|sign_in| sign_in.state == sign_ins::GOOD);
        if let Some(sealed) = stored::sealed(&mut conn, &sign_ins::owner(id), tokens::APP).await?.filter(|_| is_good) {
            wanted.push((row.id(), crate::sha256(&sealed)));
        }
    }
    Ok(wanted)
}

/// Opens the line again and again, until cancelled.
async fn stay(cx: Cx, id: ConnectionId, stop: CancellationToken) {
    let news = Arc::new(Notify::new());
    let worker = tokio::spawn(work_off(cx.clone(), id, news.clone(), stop.clone()));
    let mut wait = BACK_OFF;
    loop {
        let held = tokio::time::sleep(HOLDS_AFTER);
        tokio::pin!(held);
        let mut listening = std::pin::pin!(listen(&cx, id, &news));
        let mut has_held = false;
        let ended = loop {
            tokio::select! {
                () = stop.cancelled() => break None,
                () = &mut held, if !has_held => has_held = true,
                ended = &mut listening => break Some(ended),
            }
        };
        let Some(ended) = ended else { break };
        if has_held {
            wait = BACK_OFF;
        }
        if let Err(error) = ended {
            tracing::info!(connection = id.0, error = format!("{error:#}"), "a chat is not listened to");
            if let Err(error) = note(&cx, id, Some(&format!("{error:#}"))).await {
                tracing::warn!(error = format!("{error:#}"), "that a chat is not listened to could not be noted");
            }
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(wait) => {}
        }
        wait = (wait * 2).min(BACK_OFF_AT_MOST);
    }
    drop(worker.await);
}

/// Listens on one line until the other side ends it. Errors: why there is none, or no more.
async fn listen(cx: &Cx, id: ConnectionId, news: &Notify) -> anyhow::Result<()> {
    let address = address(cx, id).await?;
    let config = WebSocketConfig::default().max_message_size(Some(ENVELOPE_LIMIT)).max_frame_size(Some(ENVELOPE_LIMIT));
    let opened =
        tokio::time::timeout(CONNECTS_WITHIN, tokio_tungstenite::connect_async_with_config(&address, Some(config), false));
    let (mut line, _) = opened.await.map_err(|_| anyhow::anyhow!(text::took_too_long()))??;
    let mut is_greeted = false;
    loop {
        let Ok(next) = tokio::time::timeout(SILENT_AT_MOST, line.next()).await else { bail!(text::took_too_long()) };
        let told: Value = match next {
            None | Some(Ok(Message::Close(_))) if is_greeted => return Ok(()),
            None | Some(Ok(Message::Close(_))) => bail!(text::slack_does_not_greet()),
            Some(Ok(Message::Text(words))) => serde_json::from_str(&words).unwrap_or_default(),
            Some(Ok(_)) => continue,
            Some(Err(error)) => return Err(error.into()),
        };
        match told.get("type").and_then(Value::as_str) {
            Some("hello") => {
                is_greeted = true;
                note(cx, id, None).await?;
            }
            // The other side goes away soon, and says so.
            Some("disconnect") if is_greeted => return Ok(()),
            Some("disconnect") => bail!(text::slack_does_not_greet()),
            _ => {}
        }
        let Some(envelope) = told.get("envelope_id").and_then(Value::as_str) else { continue };
        if let Some(payload) = told.get("payload").filter(|payload| payload.get("event").is_some()) {
            let event = payload.get("event_id").and_then(Value::as_str).unwrap_or(envelope);
            if keep(cx, id, event, payload).await? {
                news.notify_one();
            }
        }
        line.send(Message::text(json!({ "envelope_id": envelope }).to_string())).await?;
    }
}

/// Where the line is, asked for each time: an address is good once.
async fn address(cx: &Cx, id: ConnectionId) -> anyhow::Result<String> {
    let mut conn = cx.read().await?;
    let row = connections::one(&mut conn, id).await?.context("The connection is gone")?;
    let sign_in = row.sign_in().context("The connection has no sign-in")?;
    let sign_in = sign_ins::one(&mut conn, sign_in).await?.context("The sign-in is gone")?;
    drop(conn);
    let token = vault::open(cx, &sign_in.owner(), tokens::APP).await?.context("There is no app-level token")?;
    let place = if sign_in.base_url.is_empty() { PLACE } else { &sign_in.base_url };
    let (told, _) = call(cx, place, "apps.connections.open", &token, "").await?;
    let address = told.get("url").and_then(Value::as_str).unwrap_or_default();
    let is_safe = address.starts_with("wss://") || address.starts_with("ws://") && is_here(&address.replacen("ws", "http", 1));
    if !is_safe {
        bail!(text::not_a_safe_address(&address.chars().take(60).collect::<String>()));
    }
    Ok(address.to_owned())
}

/// Stores an event for the connection that it is for. Answers whether it is new, and for the one that listens.
async fn keep(cx: &Cx, id: ConnectionId, event: &str, payload: &Value) -> anyhow::Result<bool> {
    let _at_work = cx.at_work.read().await;
    let (whose, now) = (whose(cx, id, payload).await?, cx.now());
    let mut write = cx.write().await?;
    let is_new = match whose {
        Some(whose) => chat_inbox::keep(&mut write, whose, event, &payload.to_string(), now).await?,
        None => false,
    };
    match whose {
        Some(whose) if whose == id => {}
        // Its own line may be closed.
        Some(whose) if is_new => work::ask(&mut write, jobs::SYNC, whose.0, now, now).await?,
        Some(_) => {}
        // Nobody here may hear it. What of it is for the one that listens is asked for.
        None => work::ask(&mut write, jobs::SYNC, id.0, now.plus_seconds(SOON_SECONDS), now).await?,
    }
    write.commit().await?;
    if whose != Some(id) {
        cx.work.notify_one();
    }
    Ok(is_new && whose == Some(id))
}

/// The connection whose sign-in an event names: Slack says each event on one of the lines of an app, whoever it is for. One that names
/// nobody is for whoever of the workspace listens. None where it is for nobody who is connected.
async fn whose(cx: &Cx, id: ConnectionId, payload: &Value) -> anyhow::Result<Option<ConnectionId>> {
    let word = |told: Option<&Value>| told.and_then(Value::as_str).filter(|word| !word.is_empty()).map(str::to_owned);
    let authorization = payload.pointer("/authorizations/0");
    let team = word(authorization.and_then(|told| told.get("team_id"))).or_else(|| word(payload.get("team_id")));
    let user = word(authorization.and_then(|told| told.get("user_id")));
    let mut conn = cx.read().await?;
    let mut all = connections::all(&mut conn).await?;
    // The one that listens comes first.
    all.sort_by_key(|row| row.id() != id);
    for row in all {
        let Some(sign_in) = row.sign_in().filter(|_| row.kind == SLACK && row.disconnected_at.is_none()) else { continue };
        let Some(sign_in) = sign_ins::one(&mut conn, sign_in).await? else { continue };
        let Some((own_team, own_user)) = sign_in.subject.rsplit_once('/') else { continue };
        if team.as_ref().is_none_or(|team| team == own_team) && user.as_ref().is_none_or(|user| user == own_user) {
            return Ok(Some(row.id()));
        }
    }
    Ok(None)
}

/// A connection that is listened to no more has no problem with it.
async fn forget(cx: &Cx, id: ConnectionId) -> anyhow::Result<()> {
    let mut write = cx.write().await?;
    problems::clear(&mut write, AREA, &format!("connection:{id}")).await?;
    write.commit().await
}

/// Notes that nothing comes in, and why, or that it does. What was missed is asked for.
async fn note(cx: &Cx, id: ConnectionId, why: Option<&str>) -> anyhow::Result<()> {
    let _at_work = cx.at_work.read().await;
    let (now, subject) = (cx.now(), format!("connection:{id}"));
    let mut write = cx.write().await?;
    match why {
        Some(why) => problems::record(&mut write, AREA, &subject, &text::socket_is_away(why), now).await?,
        None => {
            problems::clear(&mut write, AREA, &subject).await?;
            work::ask(&mut write, jobs::SYNC, id.0, now, now).await?;
        }
    }
    write.commit().await?;
    cx.work.notify_one();
    Ok(())
}

/// Works through what came in, as often as something did.
async fn work_off(cx: Cx, id: ConnectionId, news: Arc<Notify>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = news.notified() => {}
        }
        if let Err(error) = work_once(&cx, id).await {
            // It is kept, and nobody sends it again: later is soon enough.
            tracing::info!(connection = id.0, error = format!("{error:#}"), "what came in from a chat has to wait");
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(AGAIN_AFTER) => news.notify_one(),
            }
        }
    }
}

async fn work_once(cx: &Cx, id: ConnectionId) -> anyhow::Result<()> {
    let _turn = cx.readings.turn(id).await;
    let _at_work = cx.at_work.read().await;
    let Some(row) = connections::one(&mut *cx.read().await?, id).await?.filter(|row| row.disconnected_at.is_none()) else {
        return Ok(());
    };
    let mut reading = Reading::begin(cx, &row).await?;
    let done = loop {
        match reading.work_through().await {
            Err(Halt::Fault(Fault::Forbidden(words))) => reading.narrow(words).await.map_err(anyhow::Error::from)?,
            done => break done,
        }
    };
    // What was worked through before something stopped it is work already.
    judge::judge_changed(cx).await?;
    cx.work.notify_one();
    done.map_err(anyhow::Error::from)
}
