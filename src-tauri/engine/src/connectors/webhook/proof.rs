//! How a post proves where it comes from. Compared in constant time; never tells more than that it is not proved.

use super::WINDOW_MS;
use crate::sensitive::Sensitive;
use api::{Proof, Refused, Time};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

/// A request, as far as signatures are over it.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    pub method: &'a str,
    /// The whole address as the service called it.
    pub uri: &'a str,
    pub body: &'a [u8],
    pub headers: Headers<'a>,
}

/// The headers that carry a proof; empty where one is missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Headers<'a> {
    pub authorization: &'a str,
    pub sha256: &'a str,
    pub hubspot: &'a str,
    pub hubspot_time: &'a str,
    pub slack: &'a str,
    pub slack_time: &'a str,
}

/// Whether the secret signed this request, within five minutes where the signature carries a time.
///
/// The whole body is gone over whatever was given, and before it is looked at, so that the time tells nothing of the source.
pub fn check(proof: Proof, secret: &Sensitive, signed: Signed<'_>, now: Time) -> Result<(), Refused> {
    let key = secret.expose().as_bytes();
    let Signed { method, uri, body, headers } = signed;
    let right = match proof {
        Proof::Sha256 | Proof::Bearer => hmac(key, &[body]),
        Proof::Hubspot => {
            let (uri, time) = (decoded(uri), headers.hubspot_time.trim());
            hmac(key, &[method.as_bytes(), uri.as_bytes(), body, time.as_bytes()])
        }
        Proof::Slack => hmac(key, &[b"v0:", headers.slack_time.trim().as_bytes(), b":", body]),
    };
    // A bearer does without it; the work is done all the same.
    let right = std::hint::black_box(right);
    match proof {
        Proof::Sha256 => {
            let given = headers.sha256.trim();
            if given.is_empty() {
                return Err(Refused::NoSignature);
            }
            let given = given.strip_prefix("sha256=").and_then(from_hex);
            is_same(given.as_deref(), &right)
        }
        Proof::Bearer => {
            let (scheme, token) = headers.authorization.trim().split_once(' ').unwrap_or_default();
            if token.trim().is_empty() || !scheme.eq_ignore_ascii_case("bearer") {
                return Err(Refused::NoSignature);
            }
            // By their hashes, so that not even the length shows.
            let of = |token: &[u8]| hmac(key, &[token]);
            is_same(Some(&of(token.trim().as_bytes())), &of(key))
        }
        Proof::Hubspot => {
            let (given, time) = (headers.hubspot.trim(), headers.hubspot_time.trim());
            if given.is_empty() || time.is_empty() {
                return Err(Refused::NoSignature);
            }
            is_same(STANDARD.decode(given).ok().as_deref(), &right)?;
            is_fresh(time.parse().ok(), now)
        }
        Proof::Slack => {
            let (given, time) = (headers.slack.trim(), headers.slack_time.trim());
            if given.is_empty() || time.is_empty() {
                return Err(Refused::NoSignature);
            }
            is_same(given.strip_prefix("v0=").and_then(from_hex).as_deref(), &right)?;
            is_fresh(time.parse::<i64>().ok().and_then(|seconds| seconds.checked_mul(1000)), now)
        }
    }
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    // A key of any length does (RFC 2104, 2).
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().to_vec()
}

fn is_same(given: Option<&[u8]>, right: &[u8]) -> Result<(), Refused> {
    let is_same = given.is_some_and(|given| !right.is_empty() && bool::from(given.ct_eq(right)));
    if is_same { Ok(()) } else { Err(Refused::BadSignature) }
}

fn is_fresh(at_ms: Option<i64>, now: Time) -> Result<(), Refused> {
    let Some(at) = at_ms else { return Err(Refused::BadSignature) };
    let is_near = now.0.checked_sub(at).is_some_and(|age| age.unsigned_abs() <= WINDOW_MS.unsigned_abs());
    if is_near { Ok(()) } else { Err(Refused::OldSignature) }
}

/// The bytes of hexadecimal digits.
fn from_hex(digits: &str) -> Option<Vec<u8>> {
    if !digits.len().is_multiple_of(2) || !digits.is_ascii() {
        return None;
    }
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    digits.as_bytes().chunks(2).map(|pair| Some(value(*pair.first()?)? << 4 | value(*pair.last()?)?)).collect()
}

/// What HubSpot writes plainly before it signs an address (Validating requests, version 3, "URL-encoded characters").
const PLAIN: &[(&str, &str)] = &[
    ("%3A", ":"),
    ("%2F", "/"),
    ("%3F", "?"),
    ("%40", "@"),
    ("%21", "!"),
    ("%24", "$"),
    ("%27", "'"),
    ("%28", "("),
    ("%29", ")"),
    ("%2A", "*"),
    ("%2C", ","),
    ("%3B", ";"),
];

fn decoded(uri: &str) -> String {
    let mut decoded = uri.to_owned();
    for (encoded, plain) in PLAIN {
        decoded = decoded.replace(encoded, plain).replace(&encoded.to_lowercase(), plain);
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `openssl dgst -sha256 -hmac` says of these, computed apart from this program.
    const BODY: &[u8] = br#"{"email":"ines@brightloom.example"}"#;
    const NOW: Time = Time(1_795_186_800_000);

    fn secret() -> Sensitive {
        Sensitive::new("a secret of the tests")
    }

    fn post(headers: Headers<'_>) -> Signed<'_> {
        Signed { method: "POST", uri: "https://forms.example.com/hooks/demo?to=a%40b", body: BODY, headers }
    }

    fn is(proof: Proof, headers: Headers<'_>) -> Result<(), Refused> {
        check(proof, &secret(), post(headers), NOW)
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // RFC 4231, test case 2.
        let right = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hmac(b"Jefe", &[b"what do ya ", b"want for nothing?"]), from_hex(right).unwrap());
    }

    #[test]
    fn a_signature_over_the_body_is_taken_in_both_cases_and_no_other_is() {
        let right = crate::hex(&hmac(b"a secret of the tests", &[BODY]));
        for given in [format!("sha256={right}"), format!("sha256={}", right.to_uppercase()), format!(" sha256={right} ")] {
            assert_eq!(is(Proof::Sha256, Headers { sha256: &given, ..Headers::default() }), Ok(()));
        }
        let cut = right.get(..62).unwrap_or_default();
        for given in
            [right.clone(), format!("sha1={right}"), format!("sha256={cut}"), "sha256=".to_owned(), "sha256=zz".to_owned()]
        {
            assert_eq!(
                is(Proof::Sha256, Headers { sha256: &given, ..Headers::default() }),
                Err(Refused::BadSignature),
                "{given}"
            );
        }
        assert_eq!(is(Proof::Sha256, Headers::default()), Err(Refused::NoSignature));
    }

    #[test]
    fn a_bearer_is_the_secret_itself() {
        let bearer = |authorization| is(Proof::Bearer, Headers { authorization, ..Headers::default() });
        assert_eq!(bearer("Bearer a secret of the tests"), Ok(()));
        assert_eq!(bearer("bearer a secret of the tests"), Ok(()));
        assert_eq!(bearer("Bearer another"), Err(Refused::BadSignature));
        assert_eq!(bearer("Basic a secret of the tests"), Err(Refused::NoSignature));
        assert_eq!(bearer(""), Err(Refused::NoSignature));
    }

    #[test]
    fn hubspot_signs_method_address_body_and_time() {
        let time = NOW.0.to_string();
        let signed = [b"POST" as &[u8], b"https://forms.example.com/hooks/demo?to=a@b", BODY, time.as_bytes()];
        let right = STANDARD.encode(hmac(b"a secret of the tests", &signed));
        let of = |hubspot, hubspot_time| is(Proof::Hubspot, Headers { hubspot, hubspot_time, ..Headers::default() });
        assert_eq!(of(&right, &time), Ok(()));
        let later = (NOW.0 + 1).to_string();
        assert_eq!(of(&right, &later), Err(Refused::BadSignature));
        assert_eq!(of(&right, ""), Err(Refused::NoSignature));
        let later = check(
            Proof::Hubspot,
            &secret(),
            post(Headers { hubspot: &right, hubspot_time: &time, ..Headers::default() }),
            NOW.plus_ms(WINDOW_MS + 1),
        );
        assert_eq!(later, Err(Refused::OldSignature));
    }

    #[test]
    fn slack_signs_time_and_body_and_holds_five_minutes_both_ways() {
        let seconds = NOW.0 / 1000;
        for (at, outcome) in
            [(seconds, true), (seconds - 300, true), (seconds + 300, true), (seconds - 301, false), (seconds + 301, false)]
        {
            let time = at.to_string();
            let right = format!("v0={}", crate::hex(&hmac(b"a secret of the tests", &[b"v0:", time.as_bytes(), b":", BODY])));
            let told = is(Proof::Slack, Headers { slack: &right, slack_time: &time, ..Headers::default() });
            assert_eq!(told.is_ok(), outcome, "{at}");
            assert!(outcome || told == Err(Refused::OldSignature));
        }
        let of = |slack_time| is(Proof::Slack, Headers { slack: "v0=00", slack_time, ..Headers::default() });
        assert_eq!(of("1795186800"), Err(Refused::BadSignature));
        assert_eq!(of("soon"), Err(Refused::BadSignature));
    }
}
