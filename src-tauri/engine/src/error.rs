//! From a failure inside to what the caller is told: typed where it was meant for them, else in words of what the system said.

use crate::store::OpenError;
use crate::vault;
use api::{ApiError, Code, text};
use std::io::ErrorKind;

/// SQLite's primary result codes that an operator can do something about.
const FULL: i64 = 13;
const DISK: i64 = 10;
/// An extended code: what the processes share beside the file could not grow, which is how a full disk shows on opening.
const NO_ROOM_TO_SHARE: i64 = 4874;
const READ_ONLY: i64 = 8;
const BUSY: i64 = 5;
const PERMISSION: i64 = 3;
const CANNOT_OPEN: i64 = 14;

/// What the host is told of a failed request.
pub fn told(error: anyhow::Error) -> ApiError {
    if let Some(fault) = error.downcast_ref::<vault::Fault>() {
        return fault.told();
    }
    match error.downcast::<ApiError>() {
        Ok(error) => error,
        Err(error) => outside(&error).unwrap_or_else(|| {
            let words = format!("{error:#}");
            tracing::error!(error = words, "a request failed");
            ApiError::new(Code::Internal, text::internal(&words))
        }),
    }
}

/// What the host is told of a workspace that cannot be opened.
pub fn told_of_opening(path: &str, error: anyhow::Error) -> ApiError {
    if let Some(told) = error.downcast_ref::<ApiError>() {
        return told.clone();
    }
    if let Some(open) = error.chain().find_map(|cause| cause.downcast_ref::<OpenError>()) {
        return ApiError::new(
            Code::Unavailable,
            match open {
                OpenError::Newer { file_version, own_version } => text::newer_workspace(*file_version, *own_version),
                OpenError::NotAWorkspace => text::not_a_workspace(path),
            },
        );
    }
    outside(&error).unwrap_or_else(|| ApiError::new(Code::Unavailable, text::workspace_unreachable(path, &format!("{error:#}"))))
}

/// A full disk, a missing permission or a busy file, wherever in the chain it stands.
fn outside(error: &anyhow::Error) -> Option<ApiError> {
    for cause in error.chain() {
        let words = if let Some(io) = cause.downcast_ref::<std::io::Error>() {
            match io.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => text::disk_full(),
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => text::read_only(),
                _ => continue,
            }
        } else if let Some(sqlx::Error::Database(database)) = cause.downcast_ref::<sqlx::Error>() {
            let extended = database.code().and_then(|code| code.parse::<i64>().ok());
            // The extended code holds the primary one in its low byte.
            match extended.map(|code| code & 0xff) {
                Some(FULL) => text::disk_full(),
                Some(DISK) if extended == Some(NO_ROOM_TO_SHARE) => text::disk_full(),
                Some(DISK) => text::disk_failed(database.message()),
                Some(READ_ONLY | PERMISSION | CANNOT_OPEN) => text::read_only(),
                Some(BUSY) => text::busy(),
                _ => continue,
            }
        } else {
            continue;
        };
        return Some(ApiError::new(Code::Unavailable, words));
    }
    None
}
