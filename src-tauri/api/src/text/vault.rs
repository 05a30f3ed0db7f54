//! What is said of the key that opens the stored tokens.

use crate::VaultState;

pub fn vault_state(state: VaultState) -> String {
    match state {
        VaultState::Unused => "Nothing is stored that needs a key.",
        VaultState::Open => "The key is there; stored tokens can be read.",
        VaultState::Locked => "The system's keychain is locked. Unlock it, then try again.",
        VaultState::NoKeychain => {
            "The key is in a keychain, and this machine answers with none. Start the keychain (on Linux a Secret Service), then try again."
        }
        VaultState::Missing => {
            "The keychain no longer has the key of this workspace, so stored tokens cannot be read. Bring the key back from a backup of the keychain, or sign in to each connection again."
        }
        VaultState::Changed => {
            "The keychain has another key than the one that sealed this workspace's tokens. Bring the old one back from a backup of the keychain, or sign in to each connection again."
        }
        VaultState::NoPassphrase => {
            "This machine has no keychain, so a passphrase seals the tokens. Enter it, or set CASEY_VAULT_PASSPHRASE."
        }
        VaultState::WrongPassphrase => "This is not the passphrase that sealed this workspace's tokens. Enter the one that did.",
        VaultState::Failed => "The key cannot be had.",
    }
    .to_owned()
}

pub fn keychain_failed(fault: &str) -> String {
    format!("The system's keychain did not answer as it should: {fault}")
}

pub fn keychain_forgot() -> String {
    "It took the key and does not give it back, so nothing was sealed with it.".to_owned()
}

pub fn secret_is_damaged() -> String {
    "A stored token was changed or moved and cannot be opened. Sign in to the connection again.".to_owned()
}

pub fn key_is_not_lost(words: &str) -> String {
    format!("Nothing was given up: {words}")
}

pub fn key_was_replaced() -> String {
    "The key that sealed its tokens was lost and replaced.".to_owned()
}

pub fn vault_title() -> String {
    "The key to stored tokens".to_owned()
}

pub fn passphrase_label() -> String {
    "Passphrase".to_owned()
}

pub fn unlock_label() -> String {
    "Unlock".to_owned()
}

pub fn new_key_label() -> String {
    "Begin with a new key".to_owned()
}

pub fn new_key_question() -> String {
    "Give up what the old key sealed?".to_owned()
}

pub fn new_key_consequence() -> String {
    "Stored tokens and passwords are forgotten, and you sign in to each connection again. Mail, drafts and everything else stay."
        .to_owned()
}
