//! Pipelines with their stages, and who owns deals.

use crate::store::{Conn, Write};
use anyhow::Context as _;
use api::{ConnectionId, OwnerId, PipelineId, StageId, Time};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// How a deal ends that reaches a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ends {
    Won,
    Lost,
}

impl Ends {
    fn from_column(name: &str) -> Option<Self> {
        match name {
            "won" => Some(Self::Won),
            "lost" => Some(Self::Lost),
            _ => None,
        }
    }
}

/// A stage as its CRM tells of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ToldStage {
    pub source_id: String,
    pub name: String,
    /// How likely a deal in it is won, 0 to 1.
    pub probability: f64,
    pub ends: Option<Ends>,
}

/// A pipeline as its CRM tells of it, with its stages in their order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ToldPipeline {
    pub source_id: String,
    pub name: String,
    pub stages: Vec<ToldStage>,
}

/// A stored stage with its pipeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    pub id: StageId,
    pub source_id: String,
    pub name: String,
    /// Its place in its pipeline, from 0.
    pub position: i64,
    pub probability: f64,
    pub ends: Option<Ends>,
    pub pipeline: PipelineId,
    pub pipeline_source_id: String,
    pub pipeline_name: String,
    pub connection: ConnectionId,
    /// The CRM has it no more; deals may still stand in it.
    pub is_archived: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    stage_id: i64,
    source_id: String,
    name: String,
    position: i64,
    probability: f64,
    ends: String,
    pipeline_id: i64,
    pipeline_source_id: String,
    pipeline_name: String,
    connection_id: i64,
    is_archived: bool,
}

impl From<Row> for Stage {
    fn from(row: Row) -> Self {
        Self {
            id: StageId(row.stage_id),
            source_id: row.source_id,
            name: row.name,
            position: row.position,
            probability: row.probability,
            ends: Ends::from_column(&row.ends),
            pipeline: PipelineId(row.pipeline_id),
            pipeline_source_id: row.pipeline_source_id,
            pipeline_name: row.pipeline_name,
            connection: ConnectionId(row.connection_id),
            is_archived: row.is_archived,
        }
    }
}

/// The columns of [`Row`], in one place.
macro_rules! select_stages {
    ($rest:literal) => {
        concat!(
            "select stages.stage_id, stages.source_id, stages.name, stages.position, stages.probability, stages.ends,
                    pipelines.pipeline_id, pipelines.source_id as pipeline_source_id, pipelines.name as pipeline_name,
                    pipelines.connection_id,
                    stages.archived_at is not null or pipelines.archived_at is not null as is_archived
             from pipelines join stages on stages.pipeline_id = pipelines.pipeline_id ",
            $rest,
            " order by pipelines.connection_id, pipelines.position, pipelines.pipeline_id, stages.position, stages.stage_id"
        )
    };
}

/// All stages of all pipelines, those of one pipeline together and in order; those that are gone, too.
pub async fn all(conn: &mut Conn) -> anyhow::Result<Vec<Stage>> {
    let rows: Vec<Row> = sqlx::query_as(select_stages!("")).fetch_all(conn).await.context("Read the pipelines")?;
    Ok(rows.into_iter().map(Stage::from).collect())
}

/// The stages of a connection's pipelines, as [`all`].
pub async fn of_connection(conn: &mut Conn, connection: ConnectionId) -> anyhow::Result<Vec<Stage>> {
    let rows: Vec<Row> = sqlx::query_as(select_stages!("where pipelines.connection_id = ?"))
        .bind(connection.0)
        .fetch_all(conn)
        .await
        .context("Read the pipelines of a connection")?;
    Ok(rows.into_iter().map(Stage::from).collect())
}

pub async fn stage(conn: &mut Conn, id: StageId) -> anyhow::Result<Option<Stage>> {
    let row: Option<Row> = sqlx::query_as(select_stages!("where stages.stage_id = ?"))
        .bind(id.0)
        .fetch_optional(conn)
        .await
        .context("Read a stage")?;
    Ok(row.map(Stage::from))
}

/// Has a connection have exactly these pipelines, in this order. What is gone is kept as archived, because deals may stand in it.
/// Writes nothing where nothing changed; answers whether something did.
pub async fn put(write: &mut Write, connection: ConnectionId, told: &[ToldPipeline], now: Time) -> anyhow::Result<bool> {
    let list = serde_json::to_string(told).context("List the pipelines")?;
    let mut n_changed = 0;
    for statement in [PUT_PIPELINES, PUT_STAGES, ARCHIVE_PIPELINES, ARCHIVE_STAGES] {
        let done = sqlx::query(statement)
            .bind(connection.0)
            .bind(&list)
            .bind(now.0)
            .execute(write.conn())
            .await
            .context("Store the pipelines")?;
        n_changed += done.rows_affected();
    }
    Ok(n_changed > 0)
}

const PUT_PIPELINES: &str = "insert into pipelines (connection_id, source_id, name, position)
     select ?1, value ->> 'source_id', value ->> 'name', key from json_each(?2) where true or ?3
     on conflict (connection_id, source_id) do update
         set name = excluded.name, position = excluded.position, archived_at = null
         where (name, position, archived_at) is not (excluded.name, excluded.position, null)";

const PUT_STAGES: &str = "insert into stages (pipeline_id, source_id, name, position, probability, ends)
     select pipelines.pipeline_id, stage.value ->> 'source_id', stage.value ->> 'name', stage.key, stage.value ->> 'probability',
            coalesce(stage.value ->> 'ends', '')
     from json_each(?2) as told
     join pipelines on pipelines.connection_id = ?1 and pipelines.source_id = told.value ->> 'source_id'
     join json_each(told.value, '$.stages') as stage
     where true or ?3
     on conflict (pipeline_id, source_id) do update
         set name = excluded.name, position = excluded.position, probability = excluded.probability, ends = excluded.ends,
             archived_at = null
         where (name, position, probability, ends, archived_at)
             is not (excluded.name, excluded.position, excluded.probability, excluded.ends, null)";

const ARCHIVE_PIPELINES: &str = "update pipelines set archived_at = ?3
     where connection_id = ?1 and archived_at is null and source_id not in (select value ->> 'source_id' from json_each(?2))";

const ARCHIVE_STAGES: &str = "update stages set archived_at = ?3
     where archived_at is null
       and pipeline_id in (select pipeline_id from pipelines where connection_id = ?1 and archived_at is null)
       and not exists (
           select 1 from json_each(?2) as told join json_each(told.value, '$.stages') as stage
           join pipelines on pipelines.connection_id = ?1 and pipelines.source_id = told.value ->> 'source_id'
           where pipelines.pipeline_id = stages.pipeline_id and stage.value ->> 'source_id' = stages.source_id)";

/// Somebody who owns records of a CRM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldOwner {
    pub source_id: String,
    pub name: String,
    /// Lower case; may be empty.
    pub address: String,
}

/// Has a connection have exactly these owners. What is gone is kept as archived. Answers whether something changed.
pub async fn put_owners(write: &mut Write, connection: ConnectionId, told: &[ToldOwner], now: Time) -> anyhow::Result<bool> {
    let list = serde_json::to_string(told).context("List the owners")?;
    let mut n_changed = 0;
    for statement in [PUT_OWNERS, ARCHIVE_OWNERS] {
        let done = sqlx::query(statement)
            .bind(connection.0)
            .bind(&list)
            .bind(now.0)
            .execute(write.conn())
            .await
            .context("Store the owners")?;
        n_changed += done.rows_affected();
    }
    Ok(n_changed > 0)
}

const PUT_OWNERS: &str = "insert into owners (connection_id, source_id, name, address)
     select ?1, value ->> 'source_id', value ->> 'name', value ->> 'address' from json_each(?2) where true or ?3
     on conflict (connection_id, source_id) do update set name = excluded.name, address = excluded.address, archived_at = null
         where (name, address, archived_at) is not (excluded.name, excluded.address, null)";

const ARCHIVE_OWNERS: &str = "update owners set archived_at = ?3
     where connection_id = ?1 and archived_at is null and source_id not in (select value ->> 'source_id' from json_each(?2))";

/// An owner who is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub id: OwnerId,
    pub connection: ConnectionId,
    pub name: String,
    /// Lower case; may be empty.
    pub address: String,
}

/// The owners of all CRMs.
pub async fn all_owners(conn: &mut Conn) -> anyhow::Result<Vec<Owner>> {
    let rows: Vec<(i64, i64, String, String)> =
        sqlx::query_as("select owner_id, connection_id, name, address from owners order by owner_id")
            .fetch_all(conn)
            .await
            .context("Read all owners")?;
    let owner = |(id, connection, name, address)| Owner { id: OwnerId(id), connection: ConnectionId(connection), name, address };
    Ok(rows.into_iter().map(owner).collect())
}

/// The owners of a connection, by what the CRM calls them.
pub async fn owners(conn: &mut Conn, connection: ConnectionId) -> anyhow::Result<HashMap<String, OwnerId>> {
    let rows: Vec<(String, i64)> = sqlx::query_as("select source_id, owner_id from owners where connection_id = ?")
        .bind(connection.0)
        .fetch_all(conn)
        .await
        .context("Read the owners")?;
    Ok(rows.into_iter().map(|(source, id)| (source, OwnerId(id))).collect())
}

/// The pipelines that are put away.
pub async fn put_away(conn: &mut Conn) -> anyhow::Result<HashSet<PipelineId>> {
    let ids: Vec<i64> = sqlx::query_scalar("select pipeline_id from pipelines where archived_at is not null")
        .fetch_all(conn)
        .await
        .context("List the pipelines that are put away")?;
    Ok(ids.into_iter().map(PipelineId).collect())
}

/// The first stage of a connection in which a deal is open.
pub fn first_open(stages: &[Stage]) -> Option<StageId> {
    stages.iter().find(|stage| !stage.is_archived && stage.ends.is_none()).map(|stage| stage.id)
}
