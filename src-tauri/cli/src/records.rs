//! People and deals on the command line.

use crate::show::{self, Output};
use crate::write_back;
use api::*;
use clap::Subcommand;
use engine::Engine;
use serde::Serialize;
use std::path::PathBuf;

/// How many lines a page has when all of a list is read.
const PAGE: u32 = 1000;

#[derive(Debug, Subcommand)]
pub enum PeopleCommand {
    /// Find people by words of their name, address or company, those with the newest mail first.
    Search {
        /// All words have to be found, each whole or in part.
        #[arg(value_name = "TEXT")]
        text: String,
        /// How many lines, 1 to 1000; else 50.
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
    },
}

#[derive(Debug, clap::Args)]
pub struct DealsArguments {
    /// Only deals that are neither won nor lost.
    #[arg(long, conflicts_with = "closed")]
    open: bool,
    /// Only deals that are won or lost.
    #[arg(long)]
    closed: bool,
    /// Only deals whose name, company or people have these words.
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// How many lines, 1 to 1000; else all.
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub enum DealCommand {
    /// One deal with its history, tasks, notes and people.
    Show {
        #[arg(value_name = "DEAL")]
        deal: i64,
    },
    /// Make a deal in your own pipeline.
    Add {
        #[arg(value_name = "NAME")]
        name: String,
        /// A stage of your own pipeline, by its name or number; else the first.
        #[arg(long, value_name = "STAGE")]
        stage: Option<String>,
        /// What it is worth, as in 48000 or 48000.50.
        #[arg(long, value_name = "N", value_parser = cents)]
        amount: Option<i64>,
        /// Its currency, as in EUR.
        #[arg(long, value_name = "CODE")]
        currency: Option<String>,
        /// Somebody who has a part in it, by address; may be given several times, the main one first.
        #[arg(long, value_name = "ADDRESS")]
        contact: Vec<String>,
        /// When it is expected to be decided, as in 2026-12-18.
        #[arg(long, value_name = "DATE", value_parser = date)]
        closes: Option<Time>,
    },
    /// Move a deal to another stage, by the name of the stage or its number. It is an item, to be approved.
    Move {
        #[arg(value_name = "DEAL")]
        deal: i64,
        #[arg(value_name = "STAGE")]
        stage: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// All contacts, as a file (CSV) that other programs read and that can be imported here.
    People {
        /// The new file; one that is there is not written over.
        #[arg(value_name = "OUT.CSV")]
        path: PathBuf,
    },
}

/// Hundredths of what was typed.
fn cents(typed: &str) -> std::result::Result<i64, String> {
    let (whole, part) = typed.split_once('.').unwrap_or((typed, ""));
    let hundredths = match part.len() {
        0 => Some(0),
        1 => part.parse::<u32>().ok().map(|tenths| tenths * 10),
        2 => part.parse::<u32>().ok(),
        _ => None,
    };
    let whole = whole.parse::<u32>().ok().map(i64::from);
    whole.zip(hundredths).map(|(whole, part)| whole * 100 + i64::from(part)).ok_or_else(text::not_an_amount_of_money)
}

/// The middle of a day, so that it is the same day in nearly every zone.
fn date(typed: &str) -> std::result::Result<Time, String> {
    engine::clock::parse_time(&format!("{typed}T12:00:00Z")).ok_or_else(|| text::not_a_date(typed))
}

/// A line of the list as scripts read it.
#[derive(Debug, Serialize)]
struct Listed {
    #[serde(flatten)]
    line: DealLine,
    /// In whole units of the currency.
    amount: Option<f64>,
    closed: bool,
}

impl From<DealLine> for Listed {
    fn from(line: DealLine) -> Self {
        Self { amount: line.amount_cents.map(|cents| cents as f64 / 100.0), closed: line.is_closed(), line }
    }
}

pub async fn people(engine: &Engine, what: PeopleCommand, out: Output) -> Result<()> {
    let PeopleCommand::Search { text, limit } = what;
    let page = engine.list_people(ListPeople { text: Some(text), after: None, limit }).await?;
    out.give(&page.people, |all| show::people(all))
}

/// What files of contacts would do.
pub async fn preview(engine: &Engine, paths: &[PathBuf], out: Output) -> Result<()> {
    let mut all = Vec::new();
    for path in paths {
        all.push(engine.preview_csv(PreviewCsv { path: path.to_string_lossy().into_owned() }).await?);
    }
    out.give(&all, |all| show::previews(all))?;
    all.iter().for_each(show::csv_problems);
    Ok(())
}

pub async fn export(engine: &Engine, what: ExportCommand, out: Output) -> Result<()> {
    let ExportCommand::People { path } = what;
    let exported = engine.export_people(ExportPeople { path: path.to_string_lossy().into_owned() }).await?;
    out.give(&exported, |exported| vec![text::people_exported(exported.n_people, &exported.path)])
}

pub async fn deals(engine: &Engine, wanted: DealsArguments, out: Output) -> Result<()> {
    let standing = match (wanted.open, wanted.closed) {
        (true, _) => Some(DealStanding::Open),
        (_, true) => Some(DealStanding::Closed),
        _ => None,
    };
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let limit = Some(wanted.limit.unwrap_or(PAGE));
        let request = ListDeals { pipeline: None, stage: None, standing, text: wanted.text.clone(), after, limit };
        let page = engine.list_deals(request).await?;
        all.extend(page.deals.into_iter().map(Listed::from));
        after = page.next;
        if after.is_none() || wanted.limit.is_some() {
            break;
        }
    }
    out.give(&all, |all| show::deals(all.iter().map(|listed| &listed.line)))
}

pub async fn deal(engine: &Engine, what: DealCommand, out: Output) -> Result<()> {
    let view = match what {
        DealCommand::Move { deal, stage } => return write_back::move_deal(engine, deal, stage, out).await,
        DealCommand::Show { deal } => engine.show_deal(ShowDeal { deal: DealId(deal) }).await?,
        DealCommand::Add { name, stage, amount, currency, contact, closes } => {
            let stage = match stage {
                Some(stage) => Some(stage_called(engine, &stage).await?),
                None => None,
            };
            let mut contacts = Vec::new();
            for address in contact {
                contacts.push(contact_at(engine, &address).await?);
            }
            let request = SaveDeal {
                deal: None,
                name: Some(name),
                stage,
                amount_cents: Some(amount),
                currency,
                company: None,
                contacts: Some(contacts),
                closes_at: Some(closes),
            };
            engine.save_deal(request).await?
        }
    };
    out.give(&view, show::deal)
}

/// A stage of the operator's own pipelines, by its name or number.
async fn stage_called(engine: &Engine, wanted: &str) -> Result<StageId> {
    let pipelines = engine.list_pipelines(ListPipelines {}).await?;
    let own = pipelines.iter().filter(|pipeline| pipeline.kept.is_local).flat_map(|pipeline| &pipeline.stages);
    let is_it = |stage: &&StageView| stage.name.eq_ignore_ascii_case(wanted) || stage.id.to_string() == wanted;
    match own.clone().find(is_it) {
        Some(stage) => Ok(stage.id),
        None => {
            let names: Vec<&str> = own.map(|stage| stage.name.as_str()).collect();
            Err(ApiError::new(Code::NotFound, text::no_stage_called(wanted, &names)).on("stage"))
        }
    }
}

pub async fn contact_at(engine: &Engine, address: &str) -> Result<ContactId> {
    let request = ListPeople { text: Some(address.to_owned()), after: None, limit: None };
    let page = engine.list_people(request).await?;
    let found = page.people.iter().find(|line| line.contact.address.eq_ignore_ascii_case(address));
    found.map(|line| line.contact.id).ok_or_else(|| ApiError::new(Code::NotFound, text::nobody_at(address)).on("contacts"))
}
