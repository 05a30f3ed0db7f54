//! How things stand with the key that opens the stored tokens.

use crate::signal::wire;
use serde::{Deserialize, Serialize};

wire! {
    /// Whether what is sealed can be read, and why not.
    VaultState {
        /// Nothing was sealed yet.
        Unused = "unused",
        Open = "open",
        Locked = "locked",
        NoKeychain = "no_keychain",
        Missing = "missing",
        Changed = "changed",
        NoPassphrase = "no_passphrase",
        WrongPassphrase = "wrong_passphrase",
        Failed = "failed",
    }
}

wire! {
    /// Where the key comes from.
    KeptIn {
        Keychain = "keychain",
        Passphrase = "passphrase",
    }
}

/// The vault as hosts show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VaultView {
    pub state: VaultState,
    /// None where there is no key yet.
    pub kept_in: Option<KeptIn>,
    /// What that means, and what to do.
    pub words: String,
}
