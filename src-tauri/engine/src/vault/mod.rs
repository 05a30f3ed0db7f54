//! Where tokens lie: sealed in the workspace's file, with a key that is kept elsewhere.
//!
//! The key is in the operating system's keychain, or is worked out from a passphrase where there is no keychain. It is asked for
//! when the first secret is read or stored, never before. A key is made once for a workspace: where one was made and cannot be
//! had, that is said, and never is another one put in its place, or all that is sealed would be lost.

mod keychain;
mod seal;

#[cfg(feature = "testkit")]
pub use keychain::MemoryKeychain;
pub use keychain::{Keychain, KeychainFault, SystemKeychain};

use crate::cx::Cx;
use crate::random;
use crate::sensitive::Sensitive;
use crate::store::{Write, connections, jobs, ledger, sign_ins, vault as stored};
use anyhow::Context as _;
use api::{Actor, ApiError, Code, KeptIn, VaultState, VaultView, text};
use seal::Key;
use std::sync::{Arc, Mutex, PoisonError};

/// What is sealed to tell the right key from another.
const CHECK: &str = "caseyos";
/// Random bytes beside a passphrase.
const SALT_BYTES: usize = 16;

/// The way to the key, and the key once it was had. One for each open workspace.
#[derive(Debug)]
pub struct Vault {
    keychain: Arc<dyn Keychain>,
    passphrase: Mutex<Option<Sensitive>>,
    /// Held while the key is looked for, so that the operator is asked once.
    key: tokio::sync::Mutex<Option<Key>>,
}

/// Why there is no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the keychain is locked")]
    Locked,
    #[error("this machine has no keychain")]
    NoKeychain,
    /// A key was made, and the keychain does not have it.
    #[error("the keychain has no key for this workspace")]
    Missing,
    /// The keychain has a key that opens nothing here.
    #[error("the keychain's key is another one")]
    Changed,
    #[error("the passphrase is not given")]
    NoPassphrase,
    #[error("the passphrase is another one")]
    WrongPassphrase,
    #[error("{0}")]
    Other(String),
}

impl Fault {
    fn state(&self) -> VaultState {
        match self {
            Self::Locked => VaultState::Locked,
            Self::NoKeychain => VaultState::NoKeychain,
            Self::Missing => VaultState::Missing,
            Self::Changed => VaultState::Changed,
            Self::NoPassphrase => VaultState::NoPassphrase,
            Self::WrongPassphrase => VaultState::WrongPassphrase,
            Self::Other(_) => VaultState::Failed,
        }
    }

    /// What the operator reads of it.
    pub fn told(&self) -> ApiError {
        let words = match self {
            Self::Other(words) => text::keychain_failed(words),
            known => text::vault_state(known.state()),
        };
        let error = ApiError::new(Code::Unavailable, words);
        if matches!(self, Self::NoPassphrase | Self::WrongPassphrase) { error.on("passphrase") } else { error }
    }
}

impl Vault {
    /// `passphrase` is used where the key is not in a keychain.
    pub fn new(keychain: Arc<dyn Keychain>, passphrase: Option<Sensitive>) -> Self {
        let passphrase = passphrase.filter(|passphrase| !passphrase.is_empty());
        Self { keychain, passphrase: Mutex::new(passphrase), key: tokio::sync::Mutex::new(None) }
    }

    fn passphrase(&self) -> Option<Sensitive> {
        self.passphrase.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The key: as it was had before, or from where it is kept. Makes one for a workspace that has none.
    async fn key(&self, cx: &Cx) -> anyhow::Result<Key> {
        let mut held = self.key.lock().await;
        if let Some(key) = &*held {
            return Ok(key.clone());
        }
        let row = stored::row(&mut *cx.read().await?).await?;
        let key = match row {
            Some(row) => self.find(row).await?,
            None => self.make(cx).await?,
        };
        *held = Some(key.clone());
        Ok(key)
    }

    /// The key of a workspace that has one.
    async fn find(&self, row: stored::Row) -> anyhow::Result<Key> {
        let key = match row.salt.clone() {
            None => self.kept_key(&row.name).await?.ok_or(Fault::Missing)?,
            Some(salt) => self.key_of_passphrase(salt).await?,
        };
        let opens = key.open(&row.key_check, &row.name).is_some_and(|check| check.expose() == CHECK);
        let fault = if row.salt.is_some() { Fault::WrongPassphrase } else { Fault::Changed };
        if opens { Ok(key) } else { Err(fault.into()) }
    }

    /// Makes the key of a workspace. Another process may be doing the same: whoever stores theirs first has made it.
    async fn make(&self, cx: &Cx) -> anyhow::Result<Key> {
        let name = random::marker(&*cx.random)?;
        let (key, salt) = match self.passphrase() {
            Some(_) => {
                let mut salt = vec![0; SALT_BYTES];
                cx.random.fill(&mut salt)?;
                (self.key_of_passphrase(salt.clone()).await?, Some(salt))
            }
            None => {
                let key = Key::new(&*cx.random)?;
                self.keep_key(&name, &key).await?;
                (key, None)
            }
        };
        let row = stored::Row { key_check: key.seal(&*cx.random, CHECK, &name)?, name, salt };
        let mut write = cx.write().await?;
        if let Some(other) = stored::row(write.conn()).await? {
            drop(write);
            return self.find(other).await;
        }
        stored::insert(&mut write, &row, cx.now()).await?;
        write.commit().await?;
        Ok(key)
    }

    async fn kept_key(&self, name: &str) -> anyhow::Result<Option<Key>> {
        let (keychain, name) = (self.keychain.clone(), name.to_owned());
        let found = tokio::task::spawn_blocking(move || keychain.load(&name)).await.context("Ask the keychain")?;
        let Some(bytes) = found.map_err(Fault::from)? else { return Ok(None) };
        Ok(Some(Key::of(&bytes).ok_or(Fault::Changed)?))
    }

    /// Keeps a new key, and looks whether it is there: what is sealed with a key that was not kept is lost.
    async fn keep_key(&self, name: &str, key: &Key) -> anyhow::Result<()> {
        let (keychain, place, bytes) = (self.keychain.clone(), name.to_owned(), key.bytes());
        let kept = tokio::task::spawn_blocking(move || keychain.keep(&place, &bytes)).await.context("Ask the keychain")?;
        // Without a keychain a passphrase does.
        kept.map_err(|fault| match Fault::from(fault) {
            Fault::NoKeychain => Fault::NoPassphrase,
            other => other,
        })?;
        match self.kept_key(name).await? {
            Some(found) if found.bytes() == key.bytes() => Ok(()),
            _ => Err(Fault::Other(text::keychain_forgot()).into()),
        }
    }

    async fn key_of_passphrase(&self, salt: Vec<u8>) -> anyhow::Result<Key> {
        let passphrase = self.passphrase().ok_or(Fault::NoPassphrase)?;
        // Slow by design, so not on a thread that others wait for.
        tokio::task::spawn_blocking(move || Key::from_passphrase(&passphrase, &salt)).await.context("Work out the key")?
    }
}

impl From<KeychainFault> for Fault {
    fn from(fault: KeychainFault) -> Self {
        match fault {
            KeychainFault::Locked => Self::Locked,
            KeychainFault::Absent => Self::NoKeychain,
            KeychainFault::Other(words) => Self::Other(words),
        }
    }
}

/// What a secret belongs to, and which of its secrets it is: (`connection:3`, `refresh_token`).
fn bound_to(owner: &str, name: &str) -> String {
    format!("{owner}/{name}")
}

/// A secret that is ready to be stored: sealing may ask the operator, which no open transaction may wait for.
#[derive(Debug)]
pub struct Sealed {
    owner: String,
    name: &'static str,
    bytes: Vec<u8>,
}

/// Seals a secret for the row that it is going to stand in. Errors: `unavailable`, in words, where there is no key.
pub async fn seal(cx: &Cx, owner: &str, name: &'static str, secret: &Sensitive) -> anyhow::Result<Sealed> {
    let key = cx.vault.key(cx).await?;
    let bytes = key.seal(&*cx.random, secret.expose(), &bound_to(owner, name))?;
    Ok(Sealed { owner: owner.to_owned(), name, bytes })
}

/// Has the key, or makes it, before anything is fetched that needs sealing. Errors: as for [`seal`].
pub async fn make_ready(cx: &Cx) -> anyhow::Result<()> {
    cx.vault.key(cx).await.map(drop)
}

/// Stores a sealed secret in place of the one before it.
pub async fn keep(write: &mut Write, cx: &Cx, sealed: &Sealed) -> anyhow::Result<()> {
    stored::keep(write, &sealed.owner, sealed.name, &sealed.bytes, cx.now()).await
}

/// A secret; none where none is stored. Errors: `unavailable`, in words, where there is no key, or the row was tampered with.
pub async fn open(cx: &Cx, owner: &str, name: &str) -> anyhow::Result<Option<Sensitive>> {
    let Some(sealed) = stored::sealed(&mut *cx.read().await?, owner, name).await? else { return Ok(None) };
    let key = cx.vault.key(cx).await?;
    let opened = key.open(&sealed, &bound_to(owner, name));
    Ok(Some(opened.ok_or_else(|| Fault::Other(text::secret_is_damaged()))?))
}

/// Whether the key is at hand, so that nothing has to be asked for it.
pub fn has_key(cx: &Cx) -> bool {
    cx.vault.key.try_lock().is_ok_and(|held| held.is_some())
}

/// Has the key of a workspace that has one, and makes none. Errors: as for [`open`], and where none was ever made.
pub async fn find_key(cx: &Cx) -> anyhow::Result<()> {
    stored::row(&mut *cx.read().await?).await?.ok_or(Fault::Missing)?;
    make_ready(cx).await
}

/// What takes as long as [`open`], and opens no secret of anybody: what the key is known by. Errors: as for [`open`].
pub async fn open_nothing(cx: &Cx) -> anyhow::Result<Sensitive> {
    let row = stored::row(&mut *cx.read().await?).await?.ok_or(Fault::Missing)?;
    let key = cx.vault.key(cx).await?;
    Ok(key.open(&row.key_check, &row.name).ok_or(Fault::Changed)?)
}

/// Lets go of all secrets of an owner.
pub async fn forget(write: &mut Write, owner: &str) -> anyhow::Result<()> {
    stored::forget(write, owner).await
}

/// How things stand with the key, without making one.
pub async fn view(cx: &Cx) -> anyhow::Result<VaultView> {
    let row = stored::row(&mut *cx.read().await?).await?;
    let Some(row) = row else {
        return Ok(VaultView { state: VaultState::Unused, kept_in: None, words: text::vault_state(VaultState::Unused) });
    };
    let kept_in = Some(if row.salt.is_some() { KeptIn::Passphrase } else { KeptIn::Keychain });
    let state = match cx.vault.key(cx).await {
        Ok(_) => VaultState::Open,
        Err(error) => error.downcast::<Fault>()?.state(),
    };
    Ok(VaultView { state, kept_in, words: text::vault_state(state) })
}

/// Takes the operator's passphrase, for as long as the program runs. Errors: `unavailable` on `passphrase` where it is wrong.
pub async fn unlock(cx: &Cx, passphrase: Sensitive) -> anyhow::Result<VaultView> {
    if passphrase.is_empty() {
        return Err(Fault::NoPassphrase.into());
    }
    let before = cx.vault.passphrase.lock().unwrap_or_else(PoisonError::into_inner).replace(passphrase);
    if let Err(fault) = cx.vault.key(cx).await {
        *cx.vault.passphrase.lock().unwrap_or_else(PoisonError::into_inner) = before;
        return Err(fault);
    }
    read_soon(cx).await?;
    view(cx).await
}

/// What could not be read while the key was away is read at once: nobody should look at what is mended.
async fn read_soon(cx: &Cx) -> anyhow::Result<()> {
    let now = cx.now();
    let mut write = cx.write().await?;
    for row in connections::all(write.conn()).await?.into_iter().filter(|row| row.sign_in_id.is_some() && row.error.is_some()) {
        connections::recovered(&mut write, row.id()).await?;
        jobs::ask(&mut write, crate::jobs::SYNC, row.connection_id, now, now).await?;
    }
    write.commit().await?;
    cx.work.notify_one();
    Ok(())
}

/// Gives up what is sealed, where the key is lost for good. Errors: `conflict` where it is not.
pub async fn start_over(cx: &Cx) -> anyhow::Result<VaultView> {
    let now = view(cx).await?;
    if !matches!(now.state, VaultState::Missing | VaultState::Changed | VaultState::NoPassphrase | VaultState::WrongPassphrase) {
        return Err(ApiError::new(Code::Conflict, text::key_is_not_lost(&now.words)).into());
    }
    let mut write = cx.write().await?;
    stored::clear(&mut write).await?;
    for sign_in in sign_ins::all(write.conn()).await?.iter().filter(|sign_in| sign_in.state == sign_ins::GOOD) {
        sign_ins::ended(&mut write, sign_in.id(), sign_ins::AGAIN, Some(&text::key_was_replaced())).await?;
    }
    let entry = ledger::Entry { actor: Actor::Operator, event: "vault_reset", subject: "", detail: "", content_hash: "" };
    ledger::append(&mut write, entry, cx.now()).await?;
    write.commit().await?;
    *cx.vault.key.lock().await = None;
    view(cx).await
}
