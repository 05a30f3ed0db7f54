//! Looks over what is stored, each five minutes: what waits too long, and which sources have gone quiet.
//!
//! What is found is a line in the status, each thing once. It tells nobody outside of the window: what is due is hot, and
//! `notifications` tells of that, within its budget.

mod quiet;

use crate::connectors::{self, Freshened, webhook};
use crate::cx::Cx;
use crate::jobs::Again;
use crate::owner;
use crate::store::findings::{self, Late, New, Row};
use crate::store::{Conn, connections, webhooks};
use api::{ConnectionId, Finding, Level, Listening, SignalKind, Tab, Time, text};
use std::collections::HashMap;

const EVERY_SECONDS: i64 = 300;
const DAY_MS: i64 = 24 * 3_600_000;
/// An item that stands open for longer is stale.
const STALE_MS: i64 = 7 * DAY_MS;
/// A source that was read this recently need not be read to know whether it works.
const PROBED_MS: i64 = 60_000;

const FORM_WAITS: &str = "form_waits";
const REPLY_WAITS: &str = "reply_waits";
const DEAL_WAITS: &str = "deal_waits";
const OVERDUE: &str = "overdue";
const STALE: &str = "stale";
const QUIET: &str = "quiet";
const BROKEN: &str = "broken";

/// Looks over everything, and says when to look again.
pub async fn run(cx: &Cx) -> anyhow::Result<Again> {
    let now = cx.now();
    let (late, silent) = {
        let mut conn = cx.read().await?;
        let late = findings::late(&mut conn, now, now.plus_ms(-STALE_MS)).await?;
        (late, silent(&mut conn, now).await?)
    };
    let mut found: Vec<New> = late.iter().map(waits).collect();
    let mut unsure = Vec::new();
    for (id, since, usual_ms) in silent {
        let subject = format!("connection:{id} since {}", since.0);
        match probe(cx, id, since, usual_ms).await? {
            Probed::Is(kind, words) => found.push(New { kind, subject, words }),
            Probed::IsFine => {}
            Probed::CannotTell => unsure.push(subject),
        }
    }
    let mut write = cx.write().await?;
    findings::replace(&mut write, &found, &unsure, now).await?;
    write.commit().await?;
    webhook::tidy(cx).await?;
    Ok(Some(now.plus_seconds(EVERY_SECONDS)))
}

fn waits(late: &Late) -> New {
    let kind = match (late.is_due, late.kind, late.tab) {
        (false, ..) => STALE,
        (true, SignalKind::FormSubmitted, _) => FORM_WAITS,
        (true, _, Tab::Replies) => REPLY_WAITS,
        (true, _, Tab::Deals) => DEAL_WAITS,
        (true, ..) => OVERDUE,
    };
    New { kind, subject: format!("item:{}", late.id()), words: String::new() }
}

/// Sources from which nothing came for long, with since when and what is usual.
async fn silent(conn: &mut Conn, now: Time) -> anyhow::Result<Vec<(ConnectionId, Time, i64)>> {
    let mut arrivals: HashMap<ConnectionId, Vec<Time>> = HashMap::new();
    // One week more than is looked at, so that the first of them has something before it.
    for (id, at) in findings::arrivals(conn, now.plus_ms(-(quiet::WEEKS + 1) * 7 * DAY_MS)).await? {
        arrivals.entry(id).or_default().push(at);
    }
    let mut silent = Vec::new();
    for row in connections::all(conn).await? {
        let may_bring = connectors::has_news(&row) || row.kind == connectors::WEBHOOK && row.disconnected_at.is_none();
        let quiet = arrivals.get_mut(&row.id()).filter(|_| may_bring).and_then(|arrivals| quiet::quiet(arrivals, now));
        silent.extend(quiet.map(|quiet| (row.id(), quiet.since, quiet.usual_ms)));
    }
    Ok(silent)
}

/// What came of looking after a silent source.
enum Probed {
    /// A kind of finding, and its words.
    Is(&'static str, String),
    IsFine,
    /// What was said of it before stands.
    CannotTell,
}

/// Tells quiet from broken: reads the source, or looks whether posts are listened for.
async fn probe(cx: &Cx, id: ConnectionId, since: Time, usual_ms: i64) -> anyhow::Result<Probed> {
    let settings = cx.settings().await?;
    let is_post = webhooks::one(&mut *cx.read().await?, id).await?.is_some();
    let fault = if is_post {
        let (listening, words) = cx.webhooks.told(&settings);
        // Another process of this workspace may be the one that listens, and does where this one finds the port taken.
        if matches!(listening, Listening::NotHere | Listening::PortTaken) && has_company(cx) {
            return Ok(Probed::CannotTell);
        }
        (listening != Listening::On).then_some(words)
    } else {
        if settings.pause(cx.now()).is_some() || connectors::freshen(cx, id, PROBED_MS).await? == Freshened::BeingRead {
            return Ok(Probed::CannotTell);
        }
        None
    };
    let Some(row) = connections::one(&mut *cx.read().await?, id).await? else { return Ok(Probed::IsFine) };
    // What the reading just brought speaks for itself.
    if row.read_up_to_at.is_some_and(|newest| Time(newest) > since) {
        return Ok(Probed::IsFine);
    }
    let when = crate::moment(since, &settings.zone);
    let usual = usual_ms / 60_000;
    Ok(match row.error.or(fault) {
        Some(why) => Probed::Is(BROKEN, text::source_broken(&row.name, &when, &why)),
        None if is_post => Probed::Is(QUIET, text::posts_quiet(&row.name, &when, usual)),
        None => Probed::Is(QUIET, text::source_quiet(&row.name, &when, usual)),
    })
}

/// Whether another process works on this workspace.
fn has_company(cx: &Cx) -> bool {
    owner::alive(&cx.owners()).iter().any(|name| name != cx.owner.name())
}

/// What is said of so many items.
type Said = fn(u64) -> String;

/// What stands, in words: one line for all items of a kind.
pub async fn lines(conn: &mut Conn) -> anyhow::Result<Vec<Finding>> {
    let standing = findings::standing(conn).await?;
    let count = |kind: &str| standing.iter().filter(|row| row.kind == kind).count() as u64;
    let of_items: [(&str, Said); 5] = [
        (FORM_WAITS, text::forms_wait),
        (REPLY_WAITS, text::replies_wait),
        (DEAL_WAITS, text::deals_wait),
        (OVERDUE, text::items_overdue),
        (STALE, text::items_stale),
    ];
    let note = |level: Level, words: String| Finding { level, subject: text::monitor_subject(), words };
    let items = of_items.into_iter().map(|(kind, words)| (count(kind), words)).filter(|(n, _)| *n > 0);
    let sources = standing.iter().filter(|row: &&Row| row.kind == QUIET || row.kind == BROKEN);
    let of_source = |row: &Row| note(if row.kind == BROKEN { Level::Bad } else { Level::Note }, row.words.clone());
    Ok(items.map(|(n, words)| note(Level::Note, words(n))).chain(sources.map(of_source)).collect())
}
