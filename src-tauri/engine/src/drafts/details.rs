//! What an action needs beside a subject and a text, as the operator sets it.

use api::{Action, ApiError, Code, Details, text};

/// What stands after an edit: what was asked for, else what stood there. Errors: `invalid` where the action has no such details.
pub fn edited(action: Action, before: Option<&Details>, asked: Option<&Details>) -> Result<Option<Details>, ApiError> {
    match asked {
        None => Ok(before.cloned()),
        Some(_) => Err(ApiError::new(Code::Invalid, text::has_no_such_details(action)).on("details")),
    }
}
