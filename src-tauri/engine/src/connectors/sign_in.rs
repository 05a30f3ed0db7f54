//! A sign-in from its first click to its first reading: the browser, the answer, the tokens, the connections.
//!
//! One that is given up, fails or is cut off leaves nothing behind. Signing in again keeps what was read, and where.

use super::oauth::{self, Answered, Application, Attempt, Endpoints, Identity, Listener, Tokens};
use super::{CALENDAR, GMAIL, options, tokens};
use crate::cx::Cx;
use crate::random::marker;
use crate::sensitive::Sensitive;
use crate::store::{Write, connections, jobs as work, ledger, sign_ins};
use crate::{demo, desk, jobs, outbox, settings, vault};
use anyhow::Context as _;
use api::{
    Actor, ApiError, Code, ConnectGoogle, ConnectionId, Grant, OtherMailbox, SignInId, SignInOutcome, SignInStarted, text,
};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub const GOOGLE: &str = "google";
/// How long the browser is waited for.
const PATIENCE: Duration = Duration::from_secs(300);
/// The longest that one request waits for the outcome, in seconds.
const WAIT_AT_MOST_SECONDS: u32 = 30;
/// The longest client id or secret, in characters.
const CLIENT_AT_MOST: usize = 300;

const TO_KNOW_WHO: &[&str] = &["openid", "email"];
pub const READ_MAIL: &str = "https://www.googleapis.com/auth/gmail.readonly";
pub const SEND_MAIL: &str = "https://www.googleapis.com/auth/gmail.compose";
pub const READ_CALENDAR: &str = "https://www.googleapis.com/auth/calendar.readonly";
pub const WRITE_CALENDAR: &str = "https://www.googleapis.com/auth/calendar.events";

/// The sign-ins that this process waits for.
#[derive(Debug, Default)]
pub struct SignIns(Mutex<HashMap<String, Going>>);

#[derive(Debug)]
struct Going {
    outcome: watch::Receiver<SignInOutcome>,
    task: JoinHandle<()>,
}

impl SignIns {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Going>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends them all and waits for it.
    pub async fn stop(&self) {
        let going: Vec<Going> = self.all().drain().map(|(_, going)| going).collect();
        for one in going {
            one.task.abort();
            // It ends as cancelled, which is what was wanted.
            drop(one.task.await);
        }
    }
}

/// What is to come of a sign-in.
#[derive(Clone, Debug)]
struct Wanted {
    application: Application,
    base_url: String,
    scopes: Vec<&'static str>,
    /// The sign-in that is renewed or allowed more.
    before: Option<sign_ins::Row>,
    other_mailbox: bool,
    depth_days: Option<u32>,
}

/// Begins to sign in to Google.
pub async fn begin(cx: &Cx, request: &ConnectGoogle) -> anyhow::Result<SignInStarted> {
    if demo::is_demo(&mut *cx.read().await?).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_reads_no_mail()).into());
    }
    let wanted = wanted(cx, request).await?;
    // Before the operator is sent away: what is signed in to must be kept somewhere.
    vault::make_ready(cx).await?;
    let endpoints = match Endpoints::of(&cx.http, GOOGLE, &wanted.base_url).await {
        Ok(endpoints) => endpoints,
        Err(error) => return Err(ApiError::new(Code::Unavailable, format!("{error:#}")).on("base_url").into()),
    };
    let listener = Listener::open(request.redirect_port).await?;
    let redirect = listener.redirect();
    let hint = wanted.before.as_ref().filter(|_| !wanted.other_mailbox).map(|row| row.address.as_str());
    let attempt = Attempt::new(cx, endpoints, wanted.application.clone(), &redirect, &wanted.scopes, hint)?;
    let name = marker(&*cx.random)?;
    let started = SignInStarted {
        attempt: name.clone(),
        address: attempt.address.clone(),
        redirect,
        until: cx.now().plus_ms(PATIENCE.as_millis() as i64),
    };
    let (tell, outcome) = watch::channel(SignInOutcome::Waiting);
    let cx_of_task = cx.clone();
    let task = tokio::spawn(async move {
        let outcome = match go_through(&cx_of_task, &wanted, &attempt, listener).await {
            Ok(done) => done,
            Err(error) => failed(crate::error::told(error).message),
        };
        // Nobody may be listening any more.
        drop(tell.send(outcome));
    });
    cx.sign_ins.all().insert(name, Going { outcome, task });
    Ok(started)
}

/// How a sign-in went, waited for up to `seconds`.
pub async fn outcome(cx: &Cx, attempt: &str, seconds: u32) -> anyhow::Result<SignInOutcome> {
    let found = cx.sign_ins.all().get(attempt).map(|going| going.outcome.clone());
    let Some(mut outcome) = found else { return Err(ApiError::new(Code::NotFound, text::no_such_sign_in()).into()) };
    let wait = Duration::from_secs(u64::from(seconds.min(WAIT_AT_MOST_SECONDS)));
    let over = outcome.wait_for(|outcome| *outcome != SignInOutcome::Waiting);
    // Past its time, and after the end of its task, what is there is the answer.
    drop(tokio::time::timeout(wait, over).await);
    let now = outcome.borrow().clone();
    Ok(now)
}

/// Gives a sign-in up.
pub fn cancel(cx: &Cx, attempt: &str) {
    if let Some(going) = cx.sign_ins.all().remove(attempt) {
        going.task.abort();
    }
}

async fn wanted(cx: &Cx, request: &ConnectGoogle) -> anyhow::Result<Wanted> {
    options::check_depth(request.depth_days)?;
    let mut conn = cx.read().await?;
    let before = match request.connection {
        None => None,
        Some(id) => {
            let row = connections::one(&mut conn, id).await?.with_context(|| text::no_such_connection(id.0));
            let row = row.map_err(|_| ApiError::new(Code::NotFound, text::no_such_connection(id.0)).on("connection"))?;
            match row.sign_in() {
                Some(sign_in) => sign_ins::one(&mut conn, sign_in).await?,
                None => return Err(ApiError::new(Code::Invalid, text::needs_no_sign_in(&row.name)).on("connection").into()),
            }
        }
    };
    drop(conn);
    let said = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    let client_id = said(&request.client_id).or_else(|| before.as_ref().map(|row| row.client_id.clone()));
    let client_id = client_id.ok_or_else(|| ApiError::new(Code::Invalid, text::client_id_missing()).on("client_id"))?;
    for (field, value) in [("client_id", &client_id), ("client_secret", &request.client_secret.0)] {
        if value.chars().count() > CLIENT_AT_MOST || value.trim().contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(ApiError::new(Code::Invalid, text::no_client(field)).on(field).into());
        }
    }
    let secret = match (said(&request.client_secret.0), &before) {
        (Some(secret), _) => Some(Sensitive::new(secret)),
        // A secret belongs to its client: another client's is not sent along.
        (None, Some(row)) if row.client_id == client_id => vault::open(cx, &row.owner(), tokens::CLIENT_SECRET).await?,
        (None, _) => None,
    };
    let base_url = match (&request.base_url, &before) {
        (Some(base), _) => base_address(base)?,
        (None, Some(row)) => row.base_url.clone(),
        (None, None) => String::new(),
    };
    let mut scopes = TO_KNOW_WHO.to_vec();
    let allowed = |scope: &str| before.as_ref().is_some_and(|row| row.allows(scope));
    // What is never read cannot be answered, and shows nowhere.
    scopes.extend([READ_MAIL, READ_CALENDAR]);
    if request.grants.contains(&Grant::Send) || allowed(SEND_MAIL) {
        scopes.push(SEND_MAIL);
    }
    if request.grants.contains(&Grant::Book) || allowed(WRITE_CALENDAR) {
        scopes.push(WRITE_CALENDAR);
    }
    let application = Application { client_id, secret };
    Ok(Wanted { application, base_url, scopes, before, other_mailbox: request.other_mailbox, depth_days: request.depth_days })
}

/// An address as it is kept: none for Google's own place, and no slash at its end.
pub(super) fn base_address(given: &str) -> Result<String, ApiError> {
    let trimmed = given.trim().trim_end_matches('/');
    if !trimmed.is_empty() {
        oauth::is_safe(trimmed).map_err(|fault| ApiError::new(Code::Invalid, fault.to_string()).on("base_url"))?;
    }
    Ok(trimmed.to_owned())
}

fn failed(words: String) -> SignInOutcome {
    SignInOutcome::Failed { words, other: None }
}

async fn go_through(cx: &Cx, wanted: &Wanted, attempt: &Attempt, listener: Listener) -> anyhow::Result<SignInOutcome> {
    let failed = |words: String| Ok(failed(words));
    let answered = match tokio::time::timeout(PATIENCE, listener.wait(attempt.state.clone())).await {
        Ok(answered) => answered?,
        Err(_) => return failed(text::nobody_came_back()),
    };
    let code = match answered {
        Answered::Code(code) => code,
        Answered::Refused(code) => return failed(text::sign_in_refused(&code)),
    };
    let (tokens, identity) = match attempt.finish(cx, &code).await {
        Ok(finished) => finished,
        Err(error) => return failed(format!("{error:#}")),
    };
    if let Some(before) = wanted.before.as_ref().filter(|before| before.subject != identity.subject && !wanted.other_mailbox) {
        let words = text::another_mailbox(&before.address, &identity.address);
        let other = OtherMailbox { before: before.address.clone(), now: identity.address.clone() };
        return Ok(SignInOutcome::Failed { words, other: Some(other) });
    }
    let reads = |scopes: &Vec<String>| scopes.iter().any(|scope| scope == READ_MAIL || scope == READ_CALENDAR);
    if tokens.scopes.as_ref().is_some_and(|scopes| !reads(scopes)) {
        // What cannot be used is given back; the service ends it by itself, too.
        let token = tokens.refresh.as_ref().unwrap_or(&tokens.access);
        drop(oauth::revoke(&cx.http, &attempt.endpoints, token).await);
        return failed(text::reading_not_allowed(&identity.address));
    }
    keep(cx, wanted, &tokens, &identity).await
}

/// Stores a sign-in with its tokens, and asks for the first reading.
async fn keep(cx: &Cx, wanted: &Wanted, tokens: &Tokens, identity: &Identity) -> anyhow::Result<SignInOutcome> {
    let now = cx.now();
    join_operator(cx, &identity.address).await?;
    let scopes = match &tokens.scopes {
        Some(scopes) => scopes.join(" "),
        // What is not said is as it was asked for (RFC 6749, 5.1).
        None => wanted.scopes.join(" "),
    };
    let fresh = sign_ins::Fresh {
        service: GOOGLE,
        base_url: &wanted.base_url,
        client_id: &wanted.application.client_id,
        address: &identity.address,
        subject: &identity.subject,
        scopes: &scopes,
        expires_at: tokens.expires_at,
    };
    // Secrets are bound to their row, which a new sign-in does not have before it is stored: until they are, it must be signed
    // in to again, and nobody sees that unless the program dies in between.
    let id = note(cx, &fresh).await?;
    let owner = sign_ins::owner(id);
    let mut sealed = vec![vault::seal(cx, &owner, tokens::ACCESS, &tokens.access).await?];
    if let Some(refresh) = &tokens.refresh {
        sealed.push(vault::seal(cx, &owner, tokens::REFRESH, refresh).await?);
    } else if vault::open(cx, &owner, tokens::REFRESH).await?.is_none() {
        return Ok(failed(text::no_refresh_token()));
    }
    if let Some(secret) = &wanted.application.secret {
        sealed.push(vault::seal(cx, &owner, tokens::CLIENT_SECRET, secret).await?);
    }
    let mut write = cx.write().await?;
    for secret in &sealed {
        vault::keep(&mut write, cx, secret).await?;
    }
    sign_ins::signed_in(&mut write, &fresh, now).await?;
    let connections = connect(&mut write, cx, id, &identity.address, &scopes).await?;
    if let Some(depth_days) = wanted.depth_days {
        options::set_depth(&mut write, &connections, depth_days).await?;
    }
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "signed_in",
        subject: &owner,
        detail: &connections.iter().map(|id| format!("connection:{id}")).collect::<Vec<_>>().join(" "),
        content_hash: &crate::sha256(identity.address.as_bytes()),
    };
    ledger::append(&mut write, entry, now).await?;
    // What waited for a mailbox that may send need not wait any more.
    outbox::look_again(&mut write, now).await?;
    write.commit().await?;
    cx.work.notify_one();
    Ok(SignInOutcome::Done { address: identity.address.clone(), connections })
}

async fn note(cx: &Cx, fresh: &sign_ins::Fresh<'_>) -> anyhow::Result<SignInId> {
    let mut write = cx.write().await?;
    let id = sign_ins::signed_in(&mut write, fresh, cx.now()).await?;
    sign_ins::ended(&mut write, id, sign_ins::AGAIN, None).await?;
    write.commit().await?;
    Ok(id)
}

/// The connections of a sign-in, as far as it allows them; those that were there go on where they stopped.
async fn connect(write: &mut Write, cx: &Cx, id: SignInId, address: &str, scopes: &str) -> anyhow::Result<Vec<ConnectionId>> {
    let now = cx.now();
    let location = sign_ins::owner(id);
    let mut made = Vec::new();
    for (kind, name, needs) in [(GMAIL, address.to_owned(), READ_MAIL), (CALENDAR, text::calendar_of(address), READ_CALENDAR)] {
        if !scopes.split_whitespace().any(|scope| scope == needs) {
            continue;
        }
        let connection = connections::ensure(write, kind, &name, &location, now).await?;
        connections::signed_in(write, connection, id).await?;
        work::ask(write, jobs::SYNC, connection.0, now, now).await?;
        made.push(connection);
    }
    Ok(made)
}

/// The mailbox is the operator's own from now on.
pub(super) async fn join_operator(cx: &Cx, address: &str) -> anyhow::Result<()> {
    let settings = cx.settings().await?;
    if settings.is_own(address) {
        return Ok(());
    }
    let mut own = settings.own;
    own.push(address.to_owned());
    desk::set_setting(cx, settings::EMAIL, &own.join(", ")).await
}
