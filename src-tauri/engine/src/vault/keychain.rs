//! The operating system's keychain: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux.
//!
//! Each call may ask the operator something and so may take long: never on a thread that others wait for.

use std::fmt::Debug;
use zeroize::Zeroizing;

/// Under which name a keychain shows the operator what is ours.
const SERVICE: &str = "CaseyOS";

/// Where the key of a workspace is kept.
pub trait Keychain: Debug + Send + Sync {
    /// The bytes that are kept under a name; none where there are none.
    fn load(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainFault>;
    fn keep(&self, name: &str, bytes: &[u8]) -> Result<(), KeychainFault>;
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeychainFault {
    /// It is there, and the operator has to open it.
    Locked,
    /// This machine has none.
    Absent,
    /// In the system's words.
    Other(String),
}

#[derive(Clone, Copy, Debug)]
pub struct SystemKeychain;

impl Keychain for SystemKeychain {
    fn load(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainFault> {
        match entry(name)?.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> Result<(), KeychainFault> {
        entry(name)?.set_secret(bytes).map_err(fault)
    }
}

fn entry(name: &str) -> Result<keyring::Entry, KeychainFault> {
    keyring::Entry::new(SERVICE, name).map_err(fault)
}

fn fault(error: keyring::Error) -> KeychainFault {
    match error {
        // A keychain that is there and does not let us in.
        keyring::Error::NoStorageAccess(cause) if is_locked(&cause.to_string()) => KeychainFault::Locked,
        keyring::Error::NoStorageAccess(_) => KeychainFault::Absent,
        // No service answers on the session's bus, or there is no bus.
        keyring::Error::PlatformFailure(cause) if cfg!(target_os = "linux") && !is_locked(&cause.to_string()) => {
            tracing::info!(%cause, "there is no Secret Service");
            KeychainFault::Absent
        }
        keyring::Error::PlatformFailure(cause) if is_locked(&cause.to_string()) => KeychainFault::Locked,
        other => KeychainFault::Other(other.to_string()),
    }
}

/// The libraries give a locked collection no type of its own.
fn is_locked(words: &str) -> bool {
    let words = words.to_lowercase();
    ["locked", "dismissed", "denied"].iter().any(|sign| words.contains(sign))
}

/// A keychain in memory, which a test can lock, take away and empty.
#[cfg(feature = "testkit")]
#[derive(Debug, Default)]
pub struct MemoryKeychain {
    kept: std::sync::Mutex<std::collections::HashMap<String, Vec<u8>>>,
    fault: std::sync::Mutex<Option<KeychainFault>>,
}

#[cfg(feature = "testkit")]
impl MemoryKeychain {
    /// What every call answers from now on; none for a keychain that works.
    pub fn fail(&self, fault: Option<KeychainFault>) {
        *self.fault.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = fault;
    }

    /// Changes all that is kept.
    pub fn change(&self, change: impl Fn(&mut std::collections::HashMap<String, Vec<u8>>)) {
        change(&mut self.kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }

    fn check(&self) -> Result<(), KeychainFault> {
        match self.fault.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone() {
            Some(fault) => Err(fault),
            None => Ok(()),
        }
    }
}

#[cfg(feature = "testkit")]
impl Keychain for MemoryKeychain {
    fn load(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, KeychainFault> {
        self.check()?;
        let kept = self.kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(kept.get(name).cloned().map(Zeroizing::new))
    }

    fn keep(&self, name: &str, bytes: &[u8]) -> Result<(), KeychainFault> {
        self.check()?;
        self.change(|kept| {
            kept.insert(name.to_owned(), bytes.to_vec());
        });
        Ok(())
    }
}
