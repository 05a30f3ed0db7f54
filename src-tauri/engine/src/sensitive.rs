//! Values that must never be shown: tokens, passphrases, keys. They print as nothing and are wiped when they go.

use std::fmt;
use zeroize::Zeroizing;

/// Text that must not be in a log, an event, a message or a reply. It cannot be serialised; who needs it says so by `expose`.
#[derive(Clone, PartialEq, Eq)]
pub struct Sensitive(Zeroizing<String>);

impl Sensitive {
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself, for the one call that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_it_is_printed() {
        assert!(!format!("{:?}", Some(Sensitive::new("ya29.token"))).contains("ya29"));
    }
}
