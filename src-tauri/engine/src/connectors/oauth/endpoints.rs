//! Where a service signs in, gives tokens and takes them back, in its own words: its OpenID discovery document.

use crate::http::Http;
use anyhow::{Context as _, bail, ensure};
use api::text;
use serde::Deserialize;
use url::{Host, Url};

/// The longest document that is read, in bytes.
const DOCUMENT_LIMIT: usize = 256 << 10;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Endpoints {
    pub issuer: String,
    #[serde(rename = "authorization_endpoint")]
    pub authorization: String,
    #[serde(rename = "token_endpoint")]
    pub token: String,
    #[serde(rename = "revocation_endpoint")]
    pub revocation: Option<String>,
}

impl Endpoints {
    /// Asks the service where things are; `base_url` is empty for its own place.
    ///
    /// Errors: it cannot be reached, its document is none, or it names a place that a secret must not go to.
    pub async fn of(http: &Http, service: &str, base_url: &str) -> anyhow::Result<Self> {
        let base = if base_url.is_empty() { issuer_of(service)? } else { base_url };
        let base = base.trim_end_matches('/');
        let document = http
            .get_service(&format!("{base}/.well-known/openid-configuration"), DOCUMENT_LIMIT)
            .await
            .with_context(|| text::no_discovery(base))?;
        let found: Self = serde_json::from_slice(&document).with_context(|| text::no_discovery(base))?;
        found.check(base)?;
        Ok(found)
    }

    /// The issuer must be the one that was asked (RFC 8414, 3.3), but for a stand-in or a proxy on this machine, which goes by
    /// many names. Secrets go only over TLS or stay here.
    fn check(&self, base: &str) -> anyhow::Result<()> {
        ensure!(self.issuer.trim_end_matches('/') == base || is_here(base), text::other_issuer(base, &self.issuer));
        for address in [&self.authorization, &self.token].into_iter().chain(&self.revocation) {
            is_safe(address)?;
        }
        Ok(())
    }
}

/// An address to which a secret may go. Errors: in words.
pub fn is_safe(address: &str) -> anyhow::Result<()> {
    let url = Url::parse(address).map_err(|_| anyhow::anyhow!(text::not_a_place(address)))?;
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_here(address) => Ok(()),
        _ => bail!(text::not_a_safe_address(address)),
    }
}

/// Whether an address lies on this machine.
pub fn is_here(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

fn issuer_of(service: &str) -> anyhow::Result<&'static str> {
    match service {
        "google" => Ok("https://accounts.google.com"),
        other => bail!("there is no service called {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_goes_over_tls_or_stays_on_this_machine() {
        for address in
            ["https://accounts.example/token", "http://127.0.0.1:4100/token", "http://localhost:4100", "http://[::1]:80/"]
        {
            assert!(is_safe(address).is_ok(), "{address}");
        }
        for address in ["http://accounts.example/token", "ftp://127.0.0.1/", "//x.example", "http://127.0.0.1.example/", "token"]
        {
            assert!(is_safe(address).is_err(), "{address}");
        }
    }

    #[test]
    fn another_issuer_or_an_open_place_is_refused() {
        let endpoints = |issuer: &str, token: &str| Endpoints {
            issuer: issuer.to_owned(),
            authorization: "https://id.example/auth".to_owned(),
            token: token.to_owned(),
            revocation: None,
        };
        assert!(endpoints("https://id.example/", "https://id.example/token").check("https://id.example").is_ok());
        assert!(endpoints("http://localhost:4100", "http://localhost:4100/token").check("http://127.0.0.1:4100").is_ok());
        assert!(endpoints("https://other.example", "https://id.example/token").check("https://id.example").is_err());
        assert!(endpoints("https://id.example", "http://id.example/token").check("https://id.example").is_err());
    }
}
