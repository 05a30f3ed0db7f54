//! The operator's own pipeline: deals, tasks and notes that are kept here, without any CRM. There is nothing to read.

pub mod write;

use super::{Connector, LOCAL, ReadReport};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::sign_ins;
use api::{Action, Sends};
use async_trait::async_trait;

pub struct Local;

#[async_trait]
impl Connector for Local {
    fn kind(&self) -> &'static str {
        LOCAL
    }

    fn every_seconds(&self, _connection: &Row) -> Option<i64> {
        None
    }

    async fn read(&self, _cx: &Cx, _connection: &Row) -> anyhow::Result<ReadReport> {
        Ok(ReadReport::default())
    }

    /// Carried out by [`write::carry_out`], in the transaction that records it.
    fn does(&self, _connection: &Row, _sign_in: Option<&sign_ins::Row>, action: Action) -> Sends {
        match action {
            Action::CreateTask | Action::CompleteTask | Action::LogNote | Action::UpdateDealStage => Sends::Yes,
            Action::SendEmail | Action::BookMeeting | Action::PostMessage => Sends::Never,
        }
    }
}
