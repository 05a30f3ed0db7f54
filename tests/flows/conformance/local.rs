//! Deals, tasks and notes that are kept here: nothing is read, and no mail is sent.

use super::{Promise, Subject};
use async_trait::async_trait;

pub struct Local;

#[async_trait(?Send)]
impl Subject for Local {
    fn kind(&self) -> &'static str {
        "local"
    }

    fn spared(&self, _promise: Promise) -> Option<&'static str> {
        Some("what is kept here comes from nowhere else and goes nowhere else")
    }
}
