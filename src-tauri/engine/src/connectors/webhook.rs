//! Sources that post by themselves, as forms on web pages do: their settings, and how they stand.
//!
//! ```text
//! a post ─▶ door: whose? proved? ─▶ keeper: stored, then answered ─▶ take: whose it is ─▶ signals, as from everywhere else
//! ```
//!
//! Whoever is not proved learns nothing, not even which names there are. Of what is turned away no word is kept.

mod door;
mod keeper;
mod listener;
mod mapping;
mod proof;
mod take;

pub use listener::{Stand, follow, listen};
pub use take::take;

use super::WEBHOOK;
use crate::calendar::start_of_day;
use crate::cx::Cx;
use crate::random::marker;
use crate::sensitive::Sensitive;
use crate::store::posts::{self, Form, Found};
use crate::store::webhooks::{self as store, Count, Row};
use crate::store::{Conn, connections, jobs as work, ledger};
use crate::{demo, jobs, vault};
use anyhow::Context as _;
use api::{
    Actor, ApiError, Code, ConnectionId, FormView, Mapping, Position, Proof, RefusalView, SaveWebhook, Secret, Time, TriedPost,
    TryWebhook, WebhookView, Webhooks, text,
};

/// The name of a source's one secret.
const SECRET: &str = "webhook_secret";
/// The longest name of a source, in characters.
const NAME_AT_MOST: usize = 40;
/// How long a secret is, in characters.
const SECRET_AT_LEAST: usize = 8;
const SECRET_AT_MOST: usize = 500;
const URL_AT_MOST: usize = 500;
/// How old a signature may be that carries a time, and how far ahead (conventions.md 6 and 7).
const WINDOW_MS: i64 = 5 * 60_000;
const DAY_MS: i64 = 24 * 3_600_000;
/// For how long it is remembered what was turned away.
const REFUSALS_KEPT_MS: i64 = 30 * DAY_MS;

/// What a source's secret belongs to.
fn owner(id: ConnectionId) -> String {
    format!("connection:{id}")
}

/// What listens, and every source.
pub async fn list(cx: &Cx) -> anyhow::Result<Webhooks> {
    let settings = cx.settings().await?;
    let (listening, words) = cx.webhooks.told(&settings);
    let port = settings.webhook_port;
    let mut conn = cx.read().await?;
    let day = start_of_day(cx.now(), &settings.zone);
    let counts = store::refusals(&mut conn, cx.now().plus_ms(-REFUSALS_KEPT_MS), day).await?;
    let mut sources = Vec::new();
    for row in store::all(&mut conn).await? {
        sources.push(view(&mut conn, row, port, day, &counts).await?);
    }
    Ok(Webhooks { listening, port, words, sources, refusals: refusals(&counts, 0) })
}

async fn view(conn: &mut Conn, row: Row, port: u16, day: Time, counts: &[Count]) -> anyhow::Result<WebhookView> {
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    let posted = posts::counts(conn, row.id(), day).await?;
    Ok(WebhookView {
        id: row.id(),
        is_on: row.is_on(),
        proof: row.proof,
        address: format!("http://127.0.0.1:{port}/hooks/{}", row.name),
        mapping: mapping_of(&row),
        n_posts: count(posted.n_posts),
        n_today: count(posted.n_today),
        n_unmapped: count(posted.n_unmapped),
        unmapped_words: posted.unmapped_fault,
        last_post_at: posted.last_at.map(Time),
        refusals: refusals(counts, row.connection_id),
        made_secret: None,
        name: row.name,
        public_url: row.public_url,
    })
}

fn refusals(counts: &[Count], source: i64) -> Vec<RefusalView> {
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    let view = |row: &Count| RefusalView {
        reason: row.reason,
        words: text::refused(row.reason),
        n: count(row.n_times),
        n_today: count(row.n_today),
        last_at: Time(row.last_at),
    };
    counts.iter().filter(|row| row.connection_id == source).map(view).collect()
}

/// What was stored was checked before; what cannot be read any more finds nothing, which is said.
fn mapping_of(row: &Row) -> Mapping {
    serde_json::from_str(&row.mapping).unwrap_or_default()
}

async fn one(cx: &Cx, id: ConnectionId) -> anyhow::Result<WebhookView> {
    list(cx).await?.sources.into_iter().find(|source| source.id == id).context("A source is gone")
}

/// Makes a source, or changes one. Errors: as the request says.
pub async fn save(cx: &Cx, request: &SaveWebhook) -> anyhow::Result<WebhookView> {
    let mut conn = cx.read().await?;
    if demo::is_demo(&mut conn).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_takes_no_posts()).into());
    }
    let before = match request.webhook {
        Some(id) => Some(found(&mut conn, id).await?),
        None => None,
    };
    let name = name_of(&mut conn, request, before.as_ref()).await?;
    drop(conn);
    let proof = request.proof.or(before.as_ref().map(|row| row.proof)).unwrap_or_default();
    let public_url = match &request.public_url {
        Some(url) => checked_url(url)?,
        None => before.as_ref().map(|row| row.public_url.clone()).unwrap_or_default(),
    };
    if proof == Proof::Hubspot && public_url.is_empty() {
        return Err(ApiError::new(Code::Invalid, text::hubspot_needs_public_url()).on("public_url").into());
    }
    let mapping = match (&request.mapping, &before) {
        (None, Some(row)) => row.mapping.clone(),
        (given, _) => serde_json::to_string(&mapping::checked(&given.clone().unwrap_or_default())?).context("Write a mapping")?,
    };
    let (secret, made) = match request.secret.as_ref().map(|secret| secret.0.trim()).filter(|secret| !secret.is_empty()) {
        Some(given) => (Some(checked_secret(given)?), None),
        None if before.is_some() => (None, None),
        None => {
            let made = made_secret(cx)?;
            (Some(Sensitive::new(made.clone())), Some(Secret(made)))
        }
    };
    if secret.is_some() {
        vault::make_ready(cx).await?;
    }
    let id = match &before {
        Some(row) => row.id(),
        None => make(cx, &name).await?,
    };
    let sealed = match &secret {
        Some(secret) => Some(vault::seal(cx, &owner(id), SECRET, secret).await?),
        None => None,
    };
    let now = cx.now();
    let mut write = cx.write().await?;
    if let Some(sealed) = &sealed {
        vault::keep(&mut write, cx, sealed).await?;
    }
    let is_changed = before.as_ref().is_some_and(|row| row.mapping != mapping);
    let row = Row { connection_id: id.0, name: name.clone(), proof, public_url, mapping, disconnected_at: None };
    store::keep(&mut write, &row, now).await?;
    match request.position {
        Some(Position::Off) => connections::disconnect(&mut write, id, now).await?,
        Some(Position::On) => connections::connected(&mut write, id, &name).await?,
        None => {}
    }
    if is_changed {
        posts::retry(&mut write, id).await?;
        work::ask(&mut write, jobs::TAKE_POSTS, id.0, now, now).await?;
    }
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: if before.is_some() { "webhook_changed" } else { "webhook_made" },
        subject: &owner(id),
        detail: if sealed.is_some() { "secret" } else { "" },
        content_hash: &crate::sha256(row.mapping.as_bytes()),
    };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    Ok(WebhookView { made_secret: made, ..one(cx, id).await? })
}

fn made_secret(cx: &Cx) -> anyhow::Result<String> {
    Ok(format!("{}{}", marker(&*cx.random)?, marker(&*cx.random)?))
}

/// Makes a new secret for a source. Errors: `not_found`.
pub async fn renew_secret(cx: &Cx, id: ConnectionId) -> anyhow::Result<WebhookView> {
    let made = Secret(made_secret(cx)?);
    let (webhook, secret) = (Some(id), Some(made.clone()));
    let change = SaveWebhook { webhook, secret, name: None, proof: None, public_url: None, mapping: None, position: None };
    Ok(WebhookView { made_secret: Some(made), ..save(cx, &change).await? })
}

async fn found(conn: &mut Conn, id: ConnectionId) -> anyhow::Result<Row> {
    let missing = || ApiError::new(Code::NotFound, text::no_such_webhook(&id.to_string())).on("webhook");
    Ok(store::one(conn, id).await?.ok_or_else(missing)?)
}

/// The name of a new source, or that which one has. Errors: `invalid`, `conflict`.
async fn name_of(conn: &mut Conn, request: &SaveWebhook, before: Option<&Row>) -> anyhow::Result<String> {
    let fault = |code: Code, words: String| anyhow::Error::from(ApiError::new(code, words).on("name"));
    let given = request.name.as_deref().map(|name| name.trim().to_lowercase());
    match (given, before) {
        (None, Some(row)) => Ok(row.name.clone()),
        (Some(name), Some(row)) if name == row.name => Ok(name),
        (Some(_), Some(_)) => Err(fault(Code::Invalid, text::webhook_name_stays())),
        (given, None) => {
            let name = given.unwrap_or_default();
            let is_good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if name.is_empty() || name.len() > NAME_AT_MOST || !name.chars().all(is_good) {
                return Err(fault(Code::Invalid, text::bad_webhook_name(NAME_AT_MOST)));
            }
            if store::called(conn, &name).await?.is_some() {
                return Err(fault(Code::Conflict, text::webhook_name_taken(&name)));
            }
            Ok(name)
        }
    }
}

fn checked_url(url: &str) -> Result<String, ApiError> {
    let url = url.trim();
    let is_web = |parsed: &url::Url| ["https", "http"].contains(&parsed.scheme()) && parsed.has_host();
    if url.is_empty() || url.len() <= URL_AT_MOST && url::Url::parse(url).is_ok_and(|parsed| is_web(&parsed)) {
        return Ok(url.to_owned());
    }
    Err(ApiError::new(Code::Invalid, text::bad_public_url()).on("public_url"))
}

fn checked_secret(secret: &str) -> Result<Sensitive, ApiError> {
    let n_chars = secret.chars().count();
    if !(SECRET_AT_LEAST..=SECRET_AT_MOST).contains(&n_chars) || secret.contains(char::is_control) {
        return Err(ApiError::new(Code::Invalid, text::bad_webhook_secret(SECRET_AT_LEAST, SECRET_AT_MOST)).on("secret"));
    }
    Ok(Sensitive::new(secret))
}

/// The row of the connection, to which its secret is bound. A name that stands there without a source was cut off before.
async fn make(cx: &Cx, name: &str) -> anyhow::Result<ConnectionId> {
    let mut write = cx.write().await?;
    let id = connections::ensure(&mut write, WEBHOOK, name, name, cx.now()).await?;
    write.commit().await?;
    Ok(id)
}

/// What a mapping makes of a sample. Errors: `not_found`; `invalid` on `sample`, `mapping`.
pub async fn attempt(cx: &Cx, request: &TryWebhook) -> anyhow::Result<TriedPost> {
    let row = match request.webhook {
        Some(id) => Some(found(&mut *cx.read().await?, id).await?),
        None => None,
    };
    let mapping = match (&request.mapping, &row) {
        (Some(given), _) => mapping::checked(given)?,
        (None, Some(row)) => mapping_of(row),
        (None, None) => mapping::checked(&Mapping::new())?,
    };
    let body = mapping::read_sample(&request.sample)?;
    let id = mapping::id(&mapping, &body);
    let source = row.map(|row| row.name).unwrap_or_default();
    Ok(match mapping::find(&mapping, &body) {
        Ok(found) => {
            let who = if found.name.is_empty() { &found.email } else { &found.name };
            TriedPost { words: text::becomes_item(who), id, form: Some(form_of_sample(source, found)) }
        }
        Err(words) => TriedPost { form: None, id, words },
    })
}

fn form_of_sample(source: String, found: Found) -> FormView {
    let Found { kind, email, name, company, text, fields } = found;
    FormView { post: None, source, kind, email, name, company, text, fields, arrived_at: None }
}

/// A form as an item shows it.
pub fn form_view(form: Form) -> FormView {
    FormView {
        post: Some(form.id()),
        fields: form.fields(),
        source: form.source,
        kind: form.kind,
        email: form.email,
        name: form.name,
        company: form.company,
        text: form.words,
        arrived_at: Some(Time(form.arrived_at)),
    }
}

/// Tries the mapping again on the posts in which it found nobody, and answers how the source stands then. Errors: `not_found`.
pub async fn retry(cx: &Cx, id: ConnectionId) -> anyhow::Result<WebhookView> {
    found(&mut *cx.read().await?, id).await?;
    let mut write = cx.write().await?;
    posts::retry(&mut write, id).await?;
    // For those that are more than is read here.
    work::ask(&mut write, jobs::TAKE_POSTS, id.0, cx.now(), cx.now()).await?;
    write.commit().await?;
    take(cx, id).await?;
    cx.work.notify_one();
    one(cx, id).await
}

/// Lets go of the posts in which nobody was found, and answers how the source stands then. Errors: `not_found`.
pub async fn drop_unmapped(cx: &Cx, id: ConnectionId) -> anyhow::Result<WebhookView> {
    let mut write = cx.write().await?;
    found(write.conn(), id).await?;
    let n_dropped = posts::drop_unmapped(&mut write, id).await?;
    let (subject, detail) = (owner(id), n_dropped.to_string());
    let entry =
        ledger::Entry { actor: Actor::Operator, event: "posts_dropped", subject: &subject, detail: &detail, content_hash: "" };
    ledger::append(&mut write, entry, cx.now()).await?;
    write.commit().await?;
    one(cx, id).await
}

/// Lets go of what was posted long ago, and of the counts of what was turned away.
pub async fn tidy(cx: &Cx) -> anyhow::Result<()> {
    let (settings, now) = (cx.settings().await?, cx.now());
    let mut write = cx.write().await?;
    posts::empty(&mut write, now.plus_ms(-settings.keep_posts_days * DAY_MS)).await?;
    store::forget_refusals(&mut write, now.plus_ms(-REFUSALS_KEPT_MS)).await?;
    write.commit().await
}
