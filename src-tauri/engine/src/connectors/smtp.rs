//! Being built.

use super::{Connector, ReadReport, SMTP};
use crate::cx::Cx;
use crate::store::connections::Row;
use async_trait::async_trait;

pub struct Smtp;

#[async_trait]
impl Connector for Smtp {
    fn kind(&self) -> &'static str {
        SMTP
    }

    fn every_seconds(&self, _connection: &Row) -> Option<i64> {
        None
    }

    async fn read(&self, _cx: &Cx, _connection: &Row) -> anyhow::Result<ReadReport> {
        anyhow::bail!("this is being built")
    }
}

pub async fn connect(_cx: &Cx, _request: &api::ConnectSmtp) -> anyhow::Result<api::ConnectionView> {
    anyhow::bail!("this is being built")
}
