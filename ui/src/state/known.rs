//! Something that is read from the engine again and again, and what is known of it.
//!
//! Must never forget what was read: an answer that fails makes the old one stale, and the page says so.

use api::ApiError;

#[derive(Clone, Debug, Default, PartialEq)]
pub enum Known<T> {
    /// Asked for and not answered yet.
    #[default]
    Loading,
    Ready(T),
    /// Read once; the newest attempt failed.
    Stale {
        last: T,
        error: ApiError,
    },
    /// Never read; the newest attempt failed.
    Failed(ApiError),
}

impl<T> Known<T> {
    /// What is known after an answer.
    #[must_use]
    pub fn learn(self, answer: Result<T, ApiError>) -> Self {
        match (answer, self) {
            (Ok(value), _) => Self::Ready(value),
            (Err(error), Self::Ready(last) | Self::Stale { last, .. }) => Self::Stale { last, error },
            (Err(error), Self::Loading | Self::Failed(_)) => Self::Failed(error),
        }
    }

    /// What was read last, be it fresh or stale.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Ready(value) | Self::Stale { last: value, .. } => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// Why the newest attempt failed, if it did.
    pub const fn error(&self) -> Option<&ApiError> {
        match self {
            Self::Stale { error, .. } | Self::Failed(error) => Some(error),
            Self::Loading | Self::Ready(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::Code;

    fn refused() -> ApiError {
        ApiError::new(Code::Unavailable, "The disk is full.")
    }

    #[test]
    fn a_failure_keeps_what_was_read_before() {
        let known = Known::default().learn(Ok(1)).learn(Err(refused())).learn(Err(refused()));
        assert_eq!(known, Known::Stale { last: 1, error: refused() });
        assert_eq!(known.value(), Some(&1));
        assert_eq!(known.error(), Some(&refused()));
    }

    #[test]
    fn an_answer_ends_every_failure() {
        let known = Known::default().learn(Err(refused()));
        assert_eq!(known, Known::Failed(refused()));
        assert_eq!(known.learn(Ok(2)), Known::Ready(2));
        assert_eq!(Known::Ready(1).learn(Err(refused())).learn(Ok(2)), Known::Ready(2));
    }
}
