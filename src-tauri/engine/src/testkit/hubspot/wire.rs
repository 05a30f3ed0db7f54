//! One conversation by HTTP/1.1: requests as plain values, answers, and what goes wrong with them on the way.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

/// The longest request that is read, in bytes.
const LIMIT: u64 = 8 << 20;

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// Without the query.
    pub path: String,
    pub query: Vec<(String, String)>,
    /// As it stands in the first line.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// `GET /path?query`.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

/// What happens to a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It is answered so and never arrives: status, header lines, body.
    Answer(u16, &'static str, &'static str),
    /// It is carried out, and answered so.
    DoAndAnswer(u16, &'static str, &'static str),
    /// It is carried out, and no answer comes back.
    LoseAnswer,
    /// It is carried out, and half of the answer comes back.
    Cut,
    /// The line breaks before it arrives.
    Break,
    /// It is carried out, half of the answer comes back, and then nothing.
    Stall,
    /// It is carried out, and what comes back is no JSON.
    Garble,
}

/// The client's side of a line is gone, or no answer is to be given.
pub struct Over;

/// A line to one client.
pub struct Line(BufReader<TcpStream>);

impl Line {
    pub fn new(stream: TcpStream) -> Self {
        Self(BufReader::new(stream))
    }

    /// The next request; none once the client has gone.
    pub fn read(&mut self) -> io::Result<Option<Request>> {
        let mut first = String::new();
        if self.0.by_ref().take(LIMIT).read_line(&mut first)? == 0 {
            return Ok(None);
        }
        let mut words = first.split_whitespace();
        let (method, target) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            if self.0.by_ref().take(LIMIT).read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':') {
                headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
        let mut body = Vec::new();
        self.0.by_ref().take(length.unwrap_or(0).min(LIMIT)).read_to_end(&mut body)?;
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let query = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        Ok(Some(Request { path: path.to_owned(), query, method, target, headers, body }))
    }

    /// Answers, as far as the fault lets it.
    pub fn write(&mut self, answer: &Answer, fault: Option<&Fault>) -> io::Result<Result<(), Over>> {
        let body = if matches!(fault, Some(Fault::Garble)) { "{\"results\": [{" } else { &answer.body };
        let mut head = format!("HTTP/1.1 {} X\r\ncontent-type: application/json;charset=utf-8\r\n", answer.status);
        for (name, value) in &answer.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if answer.status == 204 {
            head.push_str("\r\n");
        } else {
            head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
        }
        let stream = self.0.get_mut();
        match fault {
            Some(Fault::LoseAnswer | Fault::Break) => Ok(Err(Over)),
            Some(Fault::Cut) => {
                stream.write_all(head.as_bytes())?;
                stream.write_all(body.as_bytes().get(..body.len() / 2).unwrap_or_default())?;
                Ok(Err(Over))
            }
            Some(Fault::Stall) => {
                stream.write_all(head.as_bytes())?;
                stream.write_all(body.as_bytes().get(..body.len() / 2).unwrap_or_default())?;
                stream.flush()?;
                // Until whoever waits has gone.
                let mut rest = [0; 1];
                drop(self.0.read(&mut rest));
                Ok(Err(Over))
            }
            _ => {
                stream.write_all(head.as_bytes())?;
                stream.write_all(body.as_bytes())?;
                stream.flush()?;
                Ok(Ok(()))
            }
        }
    }

    /// Answers with what a fault says.
    pub fn write_plain(&mut self, status: u16, headers: &str, body: &str) -> io::Result<()> {
        let answer = format!("HTTP/1.1 {status} X\r\n{headers}Content-Length: {}\r\n\r\n{body}", body.len());
        let stream = self.0.get_mut();
        stream.write_all(answer.as_bytes())?;
        stream.flush()
    }
}
