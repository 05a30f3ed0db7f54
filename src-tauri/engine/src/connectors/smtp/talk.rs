//! A conversation with a server that takes mail (RFC 5321): found, encrypted, signed in to; and what goes wrong, in words.
//!
//! Each step has a time-out. A password goes over an encrypted line, or to this machine.

use crate::sensitive::Sensitive;
use api::{Security, SmtpServer, text};
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::Quit;
use lettre::transport::smtp::extension::{ClientId, Extension};
use std::error::Error as _;
use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr};
use std::slice::Chunks;
use std::time::Duration;

/// How much of a server's words is repeated, in characters.
const SAID_AT_MOST: usize = 200;
/// A mail is written in pieces of so many bytes.
const PIECE: usize = 16 << 10;
/// How long a server is waited for that is only told goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

/// How long a server is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    pub connect: Duration,
    /// For one answer.
    pub answer: Duration,
    /// For the bytes of a mail, and what the server says to them.
    pub mail: Duration,
}

/// Why a server does not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    NameNotFound,
    Refused,
    TimedOut,
    Unreachable(String),
    Closed,
    Untrusted(String),
    NoTls,
    NoStartTls,
    NeedsTls(String),
    NeedsUser(String),
    NoPasswordTaken,
    WrongPassword(String),
    /// It may be asked again later (4yz).
    Later(String),
    /// It will not (5yz).
    Never(String),
    Unreadable,
}

impl Fault {
    /// Whether asking again does not help before somebody changes something.
    pub fn is_for_good(&self) -> bool {
        match self {
            Self::NoStartTls | Self::NeedsTls(_) | Self::NeedsUser(_) | Self::NoPasswordTaken => true,
            Self::WrongPassword(_) | Self::Never(_) => true,
            Self::NameNotFound | Self::Refused | Self::TimedOut | Self::Unreachable(_) | Self::Closed => false,
            Self::Untrusted(_) | Self::NoTls | Self::Later(_) | Self::Unreadable => false,
        }
    }

    /// What the operator reads of it, as a piece of a sentence.
    pub fn words(&self, server: &SmtpServer) -> String {
        let (host, port) = (server.host.as_str(), server.port);
        match self {
            Self::NameNotFound => text::smtp_name_not_found(host),
            Self::Refused => text::smtp_refused(host, port),
            Self::TimedOut => text::smtp_timed_out(host, port),
            Self::Unreachable(why) => text::smtp_unreachable(host, why),
            Self::Closed => text::smtp_closed(host),
            Self::Untrusted(why) => text::smtp_untrusted(host, why),
            Self::NoTls => text::smtp_no_tls(host, port),
            Self::NoStartTls => text::smtp_no_starttls(host, port),
            Self::NeedsTls(said) => text::smtp_needs_tls(host, said),
            Self::NeedsUser(said) => text::smtp_needs_user(host, said),
            Self::NoPasswordTaken => text::smtp_no_password_taken(host),
            Self::WrongPassword(said) => text::smtp_wrong_password(host, said),
            Self::Later(said) => text::smtp_not_now(host, said),
            Self::Never(said) => text::smtp_never(host, said),
            Self::Unreadable => text::smtp_unreadable(host),
        }
    }

    fn of(error: &Error) -> Self {
        if let Some(code) = error.status() {
            let said = said(&format!("{code} {}", error.source().map(ToString::to_string).unwrap_or_default()));
            return if error.is_transient() { Self::Later(said) } else { Self::Never(said) };
        }
        let mut cause = error.source();
        while let Some(error) = cause {
            if let Some(fault) = error.downcast_ref::<io::Error>().map(Self::of_io) {
                return fault;
            }
            cause = error.source();
        }
        // An answer that breaks off is one whose server went away.
        if error.to_string().contains("incomplete") { Self::Closed } else { Self::Unreadable }
    }

    fn of_io(error: &io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(rustls::Error::InvalidCertificate(why)) => return Self::Untrusted(said(&format!("{why:?}"))),
            Some(_) => return Self::NoTls,
            None => {}
        }
        match error.kind() {
            ErrorKind::ConnectionRefused => Self::Refused,
            ErrorKind::TimedOut => Self::TimedOut,
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
                Self::Closed
            }
            ErrorKind::InvalidData => Self::Unreadable,
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => Self::Unreachable(text::no_way_there()),
            _ => Self::Unreachable(said(&error.to_string())),
        }
    }
}

/// What became of the bytes of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandedIn {
    /// The server took it.
    Yes,
    /// It said that it does not.
    No(Fault),
    /// The end of the mail was never written, without which no server takes it.
    NotWhole(Fault),
    /// All was written, and what the server made of it is not known.
    Unknown(Fault),
}

/// A server that is spoken to.
pub struct Talk {
    connection: AsyncSmtpConnection,
    server: SmtpServer,
    patience: Patience,
}

impl Talk {
    /// Connects, encrypts and signs in.
    pub async fn open(server: &SmtpServer, password: Option<&Sensitive>, patience: Patience) -> Result<Self, Fault> {
        let places = places(server, patience).await?;
        // The name of this machine is nobody's business; its address as seen from itself says as much (RFC 5321, 4.1.4).
        let hello = ClientId::Ipv4(Ipv4Addr::LOCALHOST);
        let tls = || TlsParameters::new(server.host.clone()).map_err(|error| Fault::Unreachable(said(&error.to_string())));
        let at_once = if server.security == Security::Tls { Some(tls()?) } else { None };
        let connecting = AsyncSmtpConnection::connect_tokio1(places.as_slice(), Some(patience.connect), &hello, at_once, None);
        let mut connection = within(patience.connect + patience.answer, connecting).await?;
        if server.security == Security::StartTls {
            if !connection.can_starttls() {
                return Err(Fault::NoStartTls);
            }
            within(patience.connect + patience.answer, connection.starttls(tls()?, &hello)).await?;
        }
        let mut talk = Self { connection, server: server.clone(), patience };
        if let Some(password) = password {
            talk.sign_in(password).await?;
        }
        Ok(talk)
    }

    async fn sign_in(&mut self, password: &Sensitive) -> Result<(), Fault> {
        if self.connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
            return Err(if self.connection.can_starttls() { Fault::NeedsTls(String::new()) } else { Fault::NoPasswordTaken });
        }
        let credentials = Credentials::new(self.server.user.clone(), password.expose().to_owned());
        match within(self.patience.answer, self.connection.auth(DEFAULT_MECHANISMS, &credentials)).await {
            Ok(_) => Ok(()),
            // RFC 4954, 6: 535 for wrong words, 534 for a mechanism that is too weak, as where an app password is wanted.
            Err(Fault::Never(said)) if said.starts_with("535") || said.starts_with("534") => Err(Fault::WrongPassword(said)),
            Err(fault) => Err(self.refined(fault)),
        }
    }

    /// A refusal by which the server asks for something else (530 of RFC 3207 and RFC 4954, 538 of RFC 4954).
    fn refined(&self, fault: Fault) -> Fault {
        match fault {
            Fault::Never(said) if said.starts_with("538") => Fault::NeedsTls(said),
            Fault::Never(said) if said.starts_with("530") && !self.connection.is_encrypted() => Fault::NeedsTls(said),
            Fault::Never(said) if said.starts_with("530") => Fault::NeedsUser(said),
            other => other,
        }
    }

    /// Says one command and waits for a good answer.
    pub async fn say(&mut self, command: impl Display) -> Result<(), Fault> {
        match within(self.patience.answer, self.connection.command(command)).await {
            Ok(_) => Ok(()),
            Err(fault) => Err(self.refined(fault)),
        }
    }

    /// Whether addresses of any script are taken (RFC 6531).
    pub fn takes_any_script(&self) -> bool {
        self.connection.server_info().supports_feature(Extension::SmtpUtfEight)
    }

    /// Writes a mail that ends in CRLF, after the server asked for it.
    pub async fn hand_in(&mut self, mail: &[u8]) -> HandedIn {
        // The library ends the last line by itself, with the dot after it.
        let content = mail.strip_suffix(b"\r\n").unwrap_or(mail);
        let mut is_whole = false;
        let pieces = Pieces { left: content.chunks(PIECE), is_whole: &mut is_whole };
        match within(self.patience.mail, self.connection.message_iter(pieces)).await {
            Ok(answer) if answer.code().to_string().starts_with('2') => HandedIn::Yes,
            // It says something, but nothing that a server says to a mail.
            Ok(_) => HandedIn::Unknown(Fault::Unreadable),
            Err(fault @ (Fault::Later(_) | Fault::Never(_))) => HandedIn::No(fault),
            Err(fault) if is_whole => HandedIn::Unknown(fault),
            Err(fault) => HandedIn::NotWhole(fault),
        }
    }

    /// Says goodbye. What the server makes of that changes nothing.
    pub async fn end(mut self) {
        drop(within(self.patience.answer.min(GOODBYE), self.connection.command(Quit)).await);
    }
}

/// The pieces of a mail, noting when all of them are written: the dot that ends it comes only after that.
struct Pieces<'a> {
    left: Chunks<'a, u8>,
    is_whole: &'a mut bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.left.next();
        *self.is_whole = piece.is_none();
        piece
    }
}

/// Where a server lies. One that is spoken to in the open lies on this machine, whatever its name leads to.
async fn places(server: &SmtpServer, patience: Patience) -> Result<Vec<SocketAddr>, Fault> {
    let looked_up = tokio::net::lookup_host((server.host.as_str(), server.port));
    let Ok(found) = tokio::time::timeout(patience.connect, looked_up).await else { return Err(Fault::TimedOut) };
    let found = found.map_err(|_| Fault::NameNotFound)?;
    let places: Vec<_> = found.filter(|place| server.security != Security::None || place.ip().is_loopback()).collect();
    if places.is_empty() { Err(Fault::NameNotFound) } else { Ok(places) }
}

async fn within<T>(limit: Duration, step: impl Future<Output = Result<T, Error>>) -> Result<T, Fault> {
    match tokio::time::timeout(limit, step).await {
        Ok(done) => done.map_err(|error| Fault::of(&error)),
        Err(_) => Err(Fault::TimedOut),
    }
}

/// A server's words on one line, cut.
fn said(words: &str) -> String {
    let plain: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let one_line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line.chars().take(SAID_AT_MOST).collect()
}
