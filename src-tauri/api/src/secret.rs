//! Text that a request carries and nobody prints.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A password, passphrase or token on its way to the engine. What is printed of it is nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_carried_and_never_printed() {
        let secret = Secret("hunter2".to_owned());
        assert_eq!(serde_json::to_string(&secret).unwrap(), r#""hunter2""#);
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
