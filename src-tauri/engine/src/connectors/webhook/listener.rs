//! The port on which posts come in: on this machine only, while it is switched on, for as long as the engine runs.
//!
//! A port that is taken is said and tried again. A sender that takes too long to send or to read is cut off, so that nobody keeps
//! places by waiting.

use super::door::{self, Door};
use super::keeper;
use crate::cx::{Cx, changed};
use crate::settings::Settings;
use anyhow::Context as _;
use api::{ApiError, Code, Event, Listening, Tag, text};
use axum::Router;
use axum::serve::Listener;
use std::future::IntoFuture as _;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, mpsc};
use tokio::time::Sleep;
use tokio_util::sync::CancellationToken;

/// How soon a port is tried again.
const TRIED_AGAIN_AFTER: Duration = Duration::from_secs(5);
/// How long a request may take to come in, from when it could begin.
const PATIENCE: Duration = Duration::from_secs(15);
/// How many may be connected at once; others wait in line.
const AT_ONCE: usize = 256;
/// How many posts wait to be stored; who comes then is asked to try again.
const IN_LINE: usize = 4096;
/// How long requests that are under way may take when the listener ends.
const GRACE: Duration = Duration::from_secs(2);

/// How the listener of this process stands.
#[derive(Debug, Default)]
pub struct Stand(Mutex<Standing>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    Idle,
    On(u16),
    Taken(u16),
    Failed(u16, String),
}

impl Stand {
    fn set(&self, standing: Standing) -> bool {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_other = *held != standing;
        *held = standing;
        is_other
    }

    /// How it stands, in words.
    pub fn told(&self, settings: &Settings) -> (Listening, String) {
        let standing = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match standing {
            Standing::On(port) => (Listening::On, text::listening_on(port)),
            Standing::Taken(port) => (Listening::PortTaken, text::listening_port_taken(port)),
            Standing::Failed(port, why) => (Listening::PortTaken, text::listening_failed(port, &why)),
            Standing::Idle if settings.webhooks => (Listening::NotHere, text::listening_not_here(settings.webhook_port)),
            Standing::Idle => (Listening::Off, text::listening_off()),
        }
    }
}

/// Listens as the settings say, until cancelled.
pub async fn follow(cx: Cx, cancel: CancellationToken) {
    let mut events = cx.events.subscribe();
    while !cancel.is_cancelled() {
        let wanted = wanted(&cx).await;
        let standing = match wanted {
            None => Standing::Idle,
            Some(port) => match open(port).await {
                Ok(socket) => {
                    tell(&cx, Standing::On(port));
                    while_wanted(&cx, socket, port, &mut events, &cancel).await;
                    Standing::Idle
                }
                Err(fault) => failed(port, &fault),
            },
        };
        let is_idle = standing == Standing::Idle;
        tell(&cx, standing);
        if is_idle && wanted.is_some() {
            continue;
        }
        tokio::select! {
            () = cancel.cancelled() => {}
            () = changed(&mut events, Tag::Settings) => {}
            () = tokio::time::sleep(TRIED_AGAIN_AFTER), if !is_idle => {}
        }
    }
}

/// Listens on this port whatever the settings say, once it is open. Errors: `unavailable` on `port` where it is taken.
pub async fn listen(cx: &Cx, port: u16, cancel: CancellationToken) -> anyhow::Result<(u16, impl Future<Output = ()> + use<>)> {
    let socket = open(port).await.map_err(|fault| {
        let words = match failed(port, &fault) {
            Standing::Failed(port, why) => text::listening_failed(port, &why),
            _ => text::port_is_taken(port),
        };
        ApiError::new(Code::Unavailable, words).on("port")
    })?;
    let port = socket.local_addr().context("Listen for posts")?.port();
    cx.webhooks.set(Standing::On(port));
    Ok((port, serve(cx.clone(), socket, cancel)))
}

fn failed(port: u16, fault: &io::Error) -> Standing {
    match fault.kind() {
        io::ErrorKind::AddrInUse => Standing::Taken(port),
        _ => Standing::Failed(port, fault.to_string()),
    }
}

async fn open(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await
}

/// The port that is to be listened on; none while it is switched off.
async fn wanted(cx: &Cx) -> Option<u16> {
    match cx.settings().await {
        Ok(settings) => settings.webhooks.then_some(settings.webhook_port),
        Err(error) => {
            tracing::warn!(error = format!("{error:#}"), "cannot read whether posts are listened for");
            None
        }
    }
}

fn tell(cx: &Cx, standing: Standing) {
    if cx.webhooks.set(standing) {
        // An error means that nobody listens, which is usual on the command line.
        drop(cx.events.send(Event::Changed(Tag::Connections)));
    }
}

async fn while_wanted(
    cx: &Cx,
    socket: TcpListener,
    port: u16,
    events: &mut broadcast::Receiver<Event>,
    cancel: &CancellationToken,
) {
    let stop = cancel.child_token();
    let serving = serve(cx.clone(), socket, stop.clone());
    tokio::pin!(serving);
    loop {
        tokio::select! {
            () = &mut serving => return,
            () = changed(events, Tag::Settings) => {
                if wanted(cx).await != Some(port) {
                    stop.cancel();
                }
            }
        }
    }
}

/// Answers on this socket until cancelled; what was taken by then is stored.
async fn serve(cx: Cx, socket: TcpListener, cancel: CancellationToken) {
    let (notes, said) = mpsc::channel(IN_LINE);
    let closing = CancellationToken::new();
    let keeping = keeper::keep(cx.clone(), said, closing.clone());
    let patience = cx.http.patience(PATIENCE);
    let listener = Patient { socket, patience, places: Arc::new(Semaphore::new(AT_ONCE)) };
    let app = Router::new().fallback(door::answer).with_state(Arc::new(Door::new(cx, notes)));
    let answering = async {
        let serving = axum::serve(listener, app).with_graceful_shutdown(cancel.clone().cancelled_owned()).into_future();
        let out_of_time = async {
            cancel.cancelled().await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            served = serving => if let Err(error) = served {
                tracing::error!(error = error.to_string(), "posts are no longer listened for");
            },
            () = out_of_time => {}
        }
        closing.cancel();
    };
    tokio::join!(answering, keeping);
}

/// A socket whose connections end when nothing whole comes in.
struct Patient {
    socket: TcpListener,
    patience: Duration,
    places: Arc<Semaphore>,
}

impl Listener for Patient {
    type Io = Timed;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Timed, SocketAddr) {
        // The semaphore is never closed.
        let place = self.places.clone().acquire_owned().await.ok();
        let (stream, from) = Listener::accept(&mut self.socket).await;
        let until = Box::pin(tokio::time::sleep(self.patience));
        (Timed { stream, until, patience: self.patience, _place: place }, from)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }
}

/// A connection that has so long to send a request, and to take what is answered. The time begins anew with each piece of an answer.
struct Timed {
    stream: TcpStream,
    until: Pin<Box<Sleep>>,
    patience: Duration,
    _place: Option<OwnedSemaphorePermit>,
}

impl AsyncRead for Timed {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if let Poll::Ready(late) = self.unless_late::<()>(task) {
            return Poll::Ready(late);
        }
        Pin::new(&mut self.stream).poll_read(task, buffer)
    }
}

impl Timed {
    /// Waits, until it is too late.
    fn unless_late<T>(&mut self, task: &mut Context<'_>) -> Poll<io::Result<T>> {
        self.until.as_mut().poll(task).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncWrite for Timed {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(task, bytes);
        match &written {
            Poll::Ready(Ok(n)) if *n > 0 => {
                self.until = Box::pin(tokio::time::sleep(self.patience));
                written
            }
            Poll::Ready(_) => written,
            // Who does not read what is answered is cut off as well.
            Poll::Pending => self.unless_late(task),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_flush(task) {
            Poll::Pending => self.unless_late(task),
            flushed => flushed,
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(task)
    }
}
