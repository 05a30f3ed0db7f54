//! Lines that end in CRLF and in nothing else, over a stream that may become encrypted.

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

#[derive(Default)]
enum Stream {
    #[default]
    None,
    Plain(TcpStream),
    Tls(Box<StreamOwned<ServerConnection, TcpStream>>),
}

#[derive(Default)]
pub struct Lines {
    stream: Stream,
    read: Vec<u8>,
}

impl Lines {
    pub fn plain(stream: TcpStream) -> Self {
        Self { stream: Stream::Plain(stream), read: Vec::new() }
    }

    /// The same conversation, encrypted from here on. None where bytes came before their time.
    pub fn encrypted(self, config: Arc<ServerConfig>) -> Option<Self> {
        let Stream::Plain(stream) = self.stream else { return None };
        let connection = ServerConnection::new(config).ok().filter(|_| self.read.is_empty())?;
        Some(Self { stream: Stream::Tls(Box::new(StreamOwned::new(connection, stream))), read: Vec::new() })
    }

    pub fn is_encrypted(&self) -> bool {
        matches!(self.stream, Stream::Tls(_))
    }

    /// The next line without its end, or what is wrong with it.
    pub fn next(&mut self) -> io::Result<Result<Vec<u8>, &'static str>> {
        loop {
            if let Some(at) = self.read.iter().position(|byte| *byte == b'\n') {
                let mut line: Vec<u8> = self.read.drain(..=at).collect();
                line.pop();
                if line.pop() != Some(b'\r') {
                    return Ok(Err("a line ends without CR"));
                }
                return Ok(if line.contains(&b'\r') { Err("a CR stands alone") } else { Ok(line) });
            }
            if self.read() == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    pub fn write(&mut self, words: &str) -> io::Result<()> {
        match &mut self.stream {
            Stream::None => Err(io::ErrorKind::NotConnected.into()),
            Stream::Plain(stream) => stream.write_all(words.as_bytes()),
            Stream::Tls(stream) => stream.write_all(words.as_bytes()).and_then(|()| stream.flush()),
        }
    }

    /// Reads and forgets until the other side goes away.
    pub fn wait_for_the_end(&mut self) {
        while self.read() > 0 {
            self.read.clear();
        }
    }

    /// Nothing more comes where this is 0, whatever the reason.
    fn read(&mut self) -> usize {
        let mut piece = [0; 4096];
        let n = match &mut self.stream {
            Stream::None => Ok(0),
            Stream::Plain(stream) => stream.read(&mut piece),
            Stream::Tls(stream) => stream.read(&mut piece),
        };
        let n = n.unwrap_or_default();
        self.read.extend(piece.iter().take(n));
        n
    }
}
