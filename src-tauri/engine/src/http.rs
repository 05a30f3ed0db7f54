//! The way to the internet: to the services that the operator signed in to, and to what a mail names, its pictures.
//!
//! What a mail names must never reach this machine or the network around it: an address is checked after its name was looked up,
//! and at each redirect. It sends no cookie, no name of a program, and no word of where the address stood. A service is one
//! that the operator named, so it may lie anywhere; it is never followed elsewhere, because a token goes along.

use anyhow::{Context as _, anyhow, bail, ensure};
use api::text;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Client, Url, redirect};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How long one answer may take, to its last byte.
const PATIENCE: Duration = Duration::from_secs(8);
const REDIRECTS: usize = 3;
const SERVICE_CONNECTS_WITHIN: Duration = Duration::from_secs(10);
const SERVICE_IS_SILENT_AT_MOST: Duration = Duration::from_secs(30);
/// The longest answer with tokens, in bytes.
const TOKENS_LIMIT: usize = 1 << 20;

/// The way to the internet. Cheap to clone; nothing is set up before something is fetched.
#[derive(Clone, Debug)]
pub struct Http {
    reach: Reach,
    patience: Duration,
    /// How long a service may say nothing in the middle of an answer.
    silence: Duration,
    client: Arc<OnceLock<Client>>,
    service: Arc<OnceLock<Client>>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// As the other side names it, lower case, without parameters; may be empty.
    pub media_type: String,
    pub bytes: Vec<u8>,
}

/// Where an address may lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Internet,
    /// The internet and the loopback of this machine, where the servers of tests listen.
    #[cfg(feature = "testkit")]
    AndLoopback,
}

impl Default for Http {
    fn default() -> Self {
        Self {
            reach: Reach::Internet,
            patience: PATIENCE,
            silence: SERVICE_IS_SILENT_AT_MOST,
            client: Arc::default(),
            service: Arc::default(),
        }
    }
}

impl Http {
    /// One that also reaches servers on this machine, and waits half a second, for a service two. For tests only.
    #[cfg(feature = "testkit")]
    pub fn reaching_loopback() -> Self {
        let (patience, silence) = (Duration::from_millis(500), Duration::from_secs(2));
        Self { reach: Reach::AndLoopback, patience, silence, ..Self::default() }
    }

    /// How long something is waited for that is usually given `usual`: where servers of a test answer, no longer than there.
    pub fn patience(&self, usual: Duration) -> Duration {
        match self.reach {
            Reach::Internet => usual,
            #[cfg(feature = "testkit")]
            Reach::AndLoopback => usual.min(self.patience),
        }
    }

    /// What lies at `address`, of at most `limit` bytes.
    ///
    /// Errors: an address that is none of the web or lies where nothing is fetched, more than three redirects, an answer other
    /// than 200, more bytes than the limit, no end within the time.
    pub async fn get(&self, address: &str, limit: usize) -> anyhow::Result<Fetched> {
        let url = Url::parse(address).context("Read an address")?;
        self.reach.allows(&url)?;
        let mut answer = self.client()?.get(url).send().await.context("Ask for it")?;
        ensure!(answer.status().as_u16() == 200, "the answer was {}", answer.status());
        let announced = answer.content_length().unwrap_or_default();
        ensure!(announced <= limit as u64, "{announced} bytes are announced, {limit} at most are read");
        let header = answer.headers().get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media_type = header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let mut bytes = Vec::new();
        while let Some(piece) = answer.chunk().await.context("Read the answer")? {
            ensure!(bytes.len() + piece.len() <= limit, "there are more than {limit} bytes");
            bytes.extend_from_slice(&piece);
        }
        Ok(Fetched { media_type, bytes })
    }

    /// Made when it is first needed: it reads the certificates of the system, and most sessions fetch nothing.
    fn client(&self) -> anyhow::Result<&Client> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        choose_ciphers();
        let reach = self.reach;
        let follow = redirect::Policy::custom(move |attempt| {
            if attempt.previous().len() > REDIRECTS {
                return attempt.error("it is passed on too often");
            }
            match reach.allows(attempt.url()) {
                Ok(()) => attempt.follow(),
                Err(refused) => attempt.error(refused.to_string()),
            }
        });
        let client = Client::builder()
            .redirect(follow)
            .dns_resolver(Arc::new(Guarded(reach)))
            // A proxy would look names up by itself, past the check.
            .no_proxy()
            .referer(false)
            .timeout(self.patience)
            .build()
            .context("Prepare to fetch")?;
        Ok(self.client.get_or_init(|| client))
    }

    /// For the services that the operator signed in to. Follows nobody: a token goes to where it was sent.
    pub fn service(&self) -> anyhow::Result<&Client> {
        if let Some(client) = self.service.get() {
            return Ok(client);
        }
        choose_ciphers();
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .referer(false)
            .connect_timeout(SERVICE_CONNECTS_WITHIN)
            .read_timeout(self.silence)
            .user_agent(concat!("CaseyOS/", env!("CARGO_PKG_VERSION")))
            .build()
            .context("Prepare to ask a service")?;
        Ok(self.service.get_or_init(|| client))
    }

    /// A document of a service, of at most `limit` bytes. Errors: an answer other than 200, more bytes.
    pub async fn get_service(&self, address: &str, limit: usize) -> anyhow::Result<Vec<u8>> {
        let mut answer = self.service()?.get(address).send().await.map_err(|error| anyhow!(fault(&error)))?;
        ensure!(answer.status().as_u16() == 200, "the answer was {}", answer.status());
        let mut bytes = Vec::new();
        while let Some(piece) = answer.chunk().await.map_err(|error| anyhow!(fault(&error)))? {
            ensure!(bytes.len() + piece.len() <= limit, "there are more than {limit} bytes");
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }

    /// Sends a form to a service. Answers the status.
    pub async fn post_form(&self, address: &str, form: &BTreeMap<&str, &str>) -> anyhow::Result<u16> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = self.service()?.post(address).header("content-type", "application/x-www-form-urlencoded").body(body);
        let answer = request.send().await.map_err(|error| anyhow!(fault(&error)))?;
        Ok(answer.status().as_u16())
    }

    /// Carries one request of the OAuth library.
    pub async fn form(self, request: oauth2::HttpRequest) -> Result<oauth2::HttpResponse, Carrying> {
        let client = self.service().map_err(|error| Carrying(format!("{error:#}")))?;
        let (parts, body) = request.into_parts();
        let asked = client.request(parts.method, parts.uri.to_string()).headers(parts.headers).body(body);
        let mut answer = asked.send().await.map_err(Carrying::of)?;
        let mut given = oauth2::HttpResponse::new(Vec::new());
        *given.status_mut() = answer.status();
        *given.headers_mut() = answer.headers().clone();
        while let Some(piece) = answer.chunk().await.map_err(Carrying::of)? {
            if given.body().len() + piece.len() > TOKENS_LIMIT {
                return Err(Carrying("the answer is too long".to_owned()));
            }
            given.body_mut().extend_from_slice(&piece);
        }
        Ok(given)
    }
}

/// Why nobody answered, in words; without the address, whose query may hold what somebody wrote.
pub fn fault(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return text::took_too_long();
    }
    let mut cause: &dyn std::error::Error = error;
    let mut causes = String::new();
    while let Some(deeper) = cause.source() {
        cause = deeper;
        causes.push_str(&cause.to_string().to_lowercase());
    }
    let says = |words: &[&str]| words.iter().any(|word| causes.contains(word));
    if says(&["dns", "lookup", "resolve"]) {
        text::name_not_found()
    } else if says(&["certificate", "tls", "handshake"]) {
        text::not_trusted(&cause.to_string())
    } else if says(&["unreachable"]) {
        text::no_way_there()
    } else if error.is_connect() {
        text::nobody_answers()
    } else if error.is_body() || error.is_decode() {
        text::answer_broke_off()
    } else {
        text::line_broke()
    }
}

/// Why a request was not carried, in words without an address.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Carrying(String);

impl Carrying {
    fn of(error: reqwest::Error) -> Self {
        Self(fault(&error))
    }
}

/// Fails only where another part of the process chose one before, which is as good.
fn choose_ciphers() {
    drop(rustls::crypto::ring::default_provider().install_default());
}

impl Reach {
    /// Errors: why this address is not asked. One with a name passes; where the name leads is checked once it is looked up.
    fn allows(self, url: &Url) -> anyhow::Result<()> {
        ensure!(matches!(url.scheme(), "http" | "https"), "it is no address of the web");
        ensure!(url.username().is_empty() && url.password().is_none(), "it holds a password");
        let Some(host) = url.host_str() else { bail!("it names no place") };
        // An address in figures is not looked up. However it is written, the parser has made plain figures of it.
        let Ok(ip) = host.trim_matches(['[', ']']).parse() else { return Ok(()) };
        ensure!(self.has(ip), "it lies in a network of its own");
        Ok(())
    }

    fn has(self, ip: IpAddr) -> bool {
        match self {
            Self::Internet => is_public(ip),
            #[cfg(feature = "testkit")]
            Self::AndLoopback => is_public(ip) || ip.is_loopback(),
        }
    }
}

/// Looks names up and leaves out what must not be reached, so that what was checked is what is connected to.
#[derive(Debug)]
struct Guarded(Reach);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let allowed: Vec<SocketAddr> = found.into_iter().filter(|place| reach.has(place.ip())).collect();
            if allowed.is_empty() {
                return Err("its name leads into a network of its own".into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is one of the open internet (IANA's registries of special-purpose addresses, RFC 6890).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let is_special = match ip.octets() {
        [0 | 10 | 127 | 224.., ..] | [169, 254, ..] | [192, 168, ..] => true,
        [100, second, ..] => (64..128).contains(&second),
        [172, second, ..] => (16..32).contains(&second),
        [192, 0, third, _] => matches!(third, 0 | 2),
        [192, 88, 99, _] => true,
        [198, second, third, _] => matches!((second, third), (18 | 19, _) | (51, 100)),
        [203, 0, 113, _] => true,
        _ => false,
    };
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    // Only what is given out for the open internet, 2000::/3, without its corners that lead to addresses of version 4 or nowhere.
    let [first, second, ..] = ip.segments();
    let is_given_out = first & 0xe000 == 0x2000;
    let is_corner =
        first == 0x2002 || first == 0x2001 && (second < 0x0200 || second == 0x0db8) || first == 0x3fff && second < 0x1000;
    is_given_out && !is_corner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(address: &str) -> bool {
        Url::parse(address).is_ok_and(|url| Reach::Internet.allows(&url).is_ok())
    }

    #[test]
    fn places_of_the_open_internet_are_reached() {
        for address in ["https://x.example/a.png", "http://8.8.8.8/", "http://172.32.0.1/", "https://[2606:4700::1111]/a"] {
            assert!(allows(address), "{address}");
        }
    }

    #[test]
    fn no_place_of_a_network_of_its_own_is_reached_however_it_is_written() {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f.1",
            "0177.0.0.1",
            "0",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.1",
            "198.18.0.1",
            "203.0.113.7",
            "224.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd12:3456::1]",
            "[ff02::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:8.8.8.8]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "[2001::1]",
            "[2001:db8::1]",
            "[::7f00:1]",
        ] {
            assert!(!allows(&format!("http://{host}/a.png")), "{host}");
        }
    }

    #[test]
    fn only_the_web_is_reached_and_no_password_is_taken_along() {
        for address in
            ["file:///etc/passwd", "ftp://x.example/a", "data:image/png;base64,AA", "//x.example/a", "http://a:b@x.example/"]
        {
            assert!(!allows(address), "{address}");
        }
    }
}
