//! The key, and what it seals: XChaCha20-Poly1305 with a random nonce, bound to the place where the value stands.

use crate::random::Random;
use crate::sensitive::Sensitive;
use anyhow::Context as _;
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use std::fmt;
use zeroize::Zeroizing;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// In front of everything sealed, for the day on which it is done another way.
const VERSION: u8 = 1;
/// Memory in KiB, passes and lanes of Argon2id: the first choice of OWASP's password storage cheat sheet.
const ARGON2: (u32, u32, u32) = (47_104, 1, 1);

/// 256 random bits, or those worked out from a passphrase.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; KEY_BYTES]>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    pub fn new(random: &dyn Random) -> anyhow::Result<Self> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        random.fill(&mut *bytes)?;
        Ok(Self(bytes))
    }

    /// The key of these bytes; none where they are no key.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Some(Self(Zeroizing::new(bytes.try_into().ok()?)))
    }

    /// Takes some tenths of a second, so that guessing takes for ever.
    pub fn from_passphrase(passphrase: &Sensitive, salt: &[u8]) -> anyhow::Result<Self> {
        let (memory, passes, lanes) = ARGON2;
        let params = Params::new(memory, passes, lanes, Some(KEY_BYTES)).map_err(|fault| anyhow::anyhow!("{fault}"))?;
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.expose().as_bytes(), salt, &mut *bytes)
            .map_err(|fault| anyhow::anyhow!("{fault}"))
            .context("Work out the key of a passphrase")?;
        Ok(Self(bytes))
    }

    pub fn bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.to_vec())
    }

    /// Seals a text for one place: elsewhere it does not open.
    pub fn seal(&self, random: &dyn Random, text: &str, place: &str) -> anyhow::Result<Vec<u8>> {
        let mut nonce = [0; NONCE_BYTES];
        random.fill(&mut nonce)?;
        let payload = Payload { msg: text.as_bytes(), aad: place.as_bytes() };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_opaque| anyhow::anyhow!("sealing a value of {} bytes failed", text.len()))?;
        Ok([&[VERSION][..], &nonce, &sealed].concat())
    }

    /// What was sealed for this place; none where it was sealed with another key, for another place, or was changed.
    pub fn open(&self, sealed: &[u8], place: &str) -> Option<Sensitive> {
        let (&VERSION, rest) = sealed.split_first()? else { return None };
        let (nonce, sealed) = rest.split_at_checked(NONCE_BYTES)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().ok()?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        let bytes = self.cipher().decrypt(&XNonce::from(nonce), payload).ok()?;
        String::from_utf8(bytes).ok().map(Sensitive::new)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.0.as_slice().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    #[test]
    fn what_is_sealed_opens_with_its_key_in_its_place_and_nowhere_else() {
        let key = Key::new(&SystemRandom).unwrap();
        let sealed = key.seal(&SystemRandom, "a token", "connection:3/refresh_token").unwrap();
        assert_eq!(key.open(&sealed, "connection:3/refresh_token").unwrap().expose(), "a token");
        assert!(key.open(&sealed, "connection:4/refresh_token").is_none());
        assert!(Key::new(&SystemRandom).unwrap().open(&sealed, "connection:3/refresh_token").is_none());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(&changed, "connection:3/refresh_token").is_none(), "byte {at}");
            assert!(key.open(&sealed[..at], "connection:3/refresh_token").is_none(), "cut at {at}");
        }
    }

    #[test]
    fn nothing_is_sealed_twice_alike_and_nothing_can_be_read_in_it() {
        let key = Key::new(&SystemRandom).unwrap();
        let seal = || key.seal(&SystemRandom, "a token", "place").unwrap();
        assert_ne!(seal(), seal());
        assert!(!seal().windows(5).any(|bytes| bytes == b"token"));
    }

    #[test]
    fn a_passphrase_gives_one_key_for_one_salt() {
        let key = |passphrase: &str, salt: &[u8]| Key::from_passphrase(&Sensitive::new(passphrase), salt).unwrap().bytes();
        assert_eq!(key("correct horse", &[7; 16]), key("correct horse", &[7; 16]));
        assert_ne!(key("correct horse", &[7; 16]), key("correct horse", &[8; 16]));
        assert_ne!(key("correct horse", &[7; 16]), key("correct house", &[7; 16]));
    }
}
