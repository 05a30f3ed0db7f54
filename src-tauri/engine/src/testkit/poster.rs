//! Whoever posts to a source: signs as the services do, and speaks HTTP by hand, so that it can misbehave.

use api::Time;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// A secret of the tests.
pub const SECRET: &str = "a secret that only a test knows";

type Header = (&'static str, String);

fn hmac(secret: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap_or_else(|_| unreachable!("any key does"));
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().to_vec()
}

/// `X-Signature-256`, over the raw body.
pub fn sha256(secret: &str, body: &str) -> Vec<Header> {
    vec![("X-Signature-256", format!("sha256={}", crate::hex(&hmac(secret, &[body.as_bytes()]))))]
}

/// Slack's signature, version 0.
pub fn slack(secret: &str, body: &str, at: Time) -> Vec<Header> {
    let time = (at.0 / 1000).to_string();
    let signature = hmac(secret, &[b"v0:", time.as_bytes(), b":", body.as_bytes()]);
    vec![("X-Slack-Signature", format!("v0={}", crate::hex(&signature))), ("X-Slack-Request-Timestamp", time)]
}

/// HubSpot's signature, version 3.
pub fn hubspot(secret: &str, uri: &str, body: &str, at: Time) -> Vec<Header> {
    let time = at.0.to_string();
    let signature = hmac(secret, &[b"POST", uri.as_bytes(), body.as_bytes(), time.as_bytes()]);
    vec![("X-HubSpot-Signature-v3", STANDARD.encode(signature)), ("X-HubSpot-Request-Timestamp", time)]
}

pub fn bearer(secret: &str) -> Vec<Header> {
    vec![("Authorization", format!("Bearer {secret}"))]
}

/// What was answered: status, and the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub body: String,
}

/// A line to the listener.
#[derive(Clone, Debug)]
pub struct Poster {
    pub port: u16,
    /// What stands in `Host`.
    pub host: String,
    pub media: &'static str,
}

impl Poster {
    pub fn at(port: u16) -> Self {
        Self { port, host: format!("127.0.0.1:{port}"), media: "application/json" }
    }

    /// The head of a request with a body of so many bytes.
    pub fn head(&self, path: &str, headers: &[Header], n_bytes: usize) -> String {
        let mut head = format!("POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: {}\r\n", self.host, self.media);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("Content-Length: {n_bytes}\r\n\r\n"));
        head
    }

    /// A connection of its own.
    pub fn connect(&self) -> std::io::Result<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        Ok(stream)
    }

    /// Posts over a connection, and reads the answer.
    ///
    /// Errors: the connection ends before there is a whole answer.
    pub fn say(&self, stream: &mut TcpStream, path: &str, headers: &[Header], body: &str) -> std::io::Result<Reply> {
        let request = self.head(path, headers, body.len()) + body;
        stream.write_all(request.as_bytes())?;
        read(stream)
    }

    /// Posts to a source over a connection of its own.
    ///
    /// Errors: as for [`Self::say`].
    pub fn post(&self, source: &str, headers: &[Header], body: &str) -> std::io::Result<Reply> {
        self.say(&mut self.connect()?, &format!("/hooks/{source}"), headers, body)
    }
}

/// Reads one answer whose length is said.
pub fn read(stream: &mut TcpStream) -> std::io::Result<Reply> {
    let ended = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let value = |line: &str| line.to_lowercase().strip_prefix("content-length:").and_then(|n| n.trim().parse().ok());
            let length: usize = head.lines().find_map(value).unwrap_or_default();
            if body.len() >= length {
                let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(ended)?;
                return Ok(Reply { status, body: body.to_owned() });
            }
        }
        match stream.read(&mut piece)? {
            0 => return Err(ended()),
            n => bytes.extend(piece.iter().take(n)),
        }
    }
}
