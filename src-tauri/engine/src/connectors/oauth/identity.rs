//! Who signed in: the claims of an id token.
//!
//! It came from the service itself over the connection that gave the tokens, so its signature says nothing more than that
//! connection did (OpenID Connect Core 3.1.3.7, 6). Everything else about it is checked.

use anyhow::{Context as _, ensure};
use api::{Time, text};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// Clocks may differ by this, in seconds.
const SKEW_SECONDS: i64 = 300;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The service's own name of the person, which stays.
    pub subject: String,
    /// Lower case.
    pub address: String,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    exp: i64,
    sub: String,
    nonce: Option<String>,
    email: Option<String>,
    email_verified: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

impl Identity {
    /// Reads an id token. `now` is the machine's time.
    ///
    /// Errors: in words, what of it does not fit.
    pub fn read(token: &str, issuer: &str, client_id: &str, nonce: &str, now: Time) -> anyhow::Result<Self> {
        let payload = token.split('.').nth(1).with_context(text::id_token_unreadable)?;
        let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).with_context(text::id_token_unreadable)?;
        let claims: Claims = serde_json::from_slice(&bytes).with_context(text::id_token_unreadable)?;
        let without_scheme = issuer.trim_start_matches("https://");
        ensure!(
            claims.iss.trim_end_matches('/') == issuer.trim_end_matches('/') || claims.iss == without_scheme,
            text::id_token_is_not_ours("iss")
        );
        let is_for_us = match &claims.aud {
            Audience::One(one) => one == client_id,
            Audience::Many(many) => many.iter().any(|one| one == client_id),
        };
        ensure!(is_for_us, text::id_token_is_not_ours("aud"));
        ensure!(claims.exp + SKEW_SECONDS > now.0 / 1000, text::id_token_is_not_ours("exp"));
        ensure!(claims.nonce.as_deref().is_none_or(|claimed| claimed == nonce), text::id_token_is_not_ours("nonce"));
        let is_verified = match claims.email_verified {
            Some(serde_json::Value::Bool(is)) => is,
            Some(serde_json::Value::String(is)) => is == "true",
            _ => true,
        };
        let address = claims.email.filter(|_| is_verified).with_context(text::no_mailbox_in_id_token)?;
        let address = crate::mail::sendable_address(&address.to_lowercase()).with_context(text::no_mailbox_in_id_token)?;
        Ok(Self { subject: claims.sub, address })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const NOW: Time = Time(1_800_000_000_000);

    fn claims() -> Value {
        json!({
            "iss": "https://id.example", "aud": "us", "exp": 1_800_000_600, "sub": "7", "nonce": "n",
            "email": "Dana@Northwind.example", "email_verified": true,
        })
    }

    fn read(change: impl FnOnce(&mut Value)) -> anyhow::Result<Identity> {
        let mut claims = claims();
        change(&mut claims);
        let token = format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims.to_string()));
        Identity::read(&token, "https://id.example", "us", "n", NOW)
    }

    #[test]
    fn whoever_signed_in_is_named_by_the_service() {
        let identity = read(|_| ()).unwrap();
        assert_eq!((identity.subject.as_str(), identity.address.as_str()), ("7", "dana@northwind.example"));
        assert!(read(|claims| claims["aud"] = json!(["them", "us"])).is_ok());
        assert!(read(|claims| drop(claims.as_object_mut().unwrap().remove("nonce"))).is_ok());
    }

    #[test]
    fn a_token_for_others_of_others_or_of_another_time_is_refused() {
        assert!(read(|claims| claims["iss"] = json!("https://other.example")).is_err());
        assert!(read(|claims| claims["aud"] = json!("them")).is_err());
        assert!(read(|claims| claims["exp"] = json!(1_799_999_000)).is_err());
        assert!(read(|claims| claims["nonce"] = json!("another")).is_err());
        assert!(read(|claims| claims["email_verified"] = json!(false)).is_err());
        assert!(read(|claims| drop(claims.as_object_mut().unwrap().remove("email"))).is_err());
        assert!(Identity::read("no token", "https://id.example", "us", "n", NOW).is_err());
        assert!(Identity::read("a.!!.b", "https://id.example", "us", "n", NOW).is_err());
    }
}
