//! Deals that are moved, tasks and notes that are added. What a CRM keeps becomes an item, which is shown as it stands; what is kept
//! here is done at once.

use crate::records;
use crate::show::{self, Output};
use api::*;
use clap::Subcommand;
use engine::Engine;

/// To what a task or a note belongs.
#[derive(Debug, clap::Args)]
pub struct About {
    /// The address of somebody who is known.
    #[arg(long, value_name = "ADDRESS")]
    contact: Option<String>,
    #[arg(long, value_name = "DEAL")]
    deal: Option<i64>,
}

#[derive(Debug, Subcommand)]
pub enum TaskCommand {
    /// Add something to do: "Call Ines" --due "mon 9:00".
    Add {
        #[arg(value_name = "TITLE")]
        title: String,
        /// What is to be done.
        #[arg(long, default_value = "")]
        body: String,
        /// Until when: "tomorrow 9:00", "mon 9", "3d".
        #[arg(long, value_name = "WHEN")]
        due: Option<String>,
        #[command(flatten)]
        about: About,
    },
}

#[derive(Debug, Subcommand)]
pub enum NoteCommand {
    /// Note something.
    Add {
        #[arg(value_name = "TEXT")]
        body: String,
        #[command(flatten)]
        about: About,
    },
}

/// Opens an item that moves a deal.
pub async fn move_deal(engine: &Engine, deal: i64, stage: String, out: Output) -> Result<()> {
    let item = engine.move_deal(MoveDeal { deal: DealId(deal), stage }).await?;
    shown(engine, item.id, out).await
}

pub async fn task(engine: &Engine, what: TaskCommand, out: Output) -> Result<()> {
    let TaskCommand::Add { title, body, due, about } = what;
    let (contact, deal) = about.ids(engine).await?;
    match engine.add_task(AddTask { title, body, due, contact, company: None, deal }).await? {
        Added::ToApprove(item) => shown(engine, item.id, out).await,
        kept => out.give(&kept, |kept| kept.as_kept().map(show::task).into_iter().collect()),
    }
}

pub async fn note(engine: &Engine, what: NoteCommand, out: Output) -> Result<()> {
    let NoteCommand::Add { body, about } = what;
    let (contact, deal) = about.ids(engine).await?;
    match engine.add_note(AddNote { body, contact, company: None, deal }).await? {
        Added::ToApprove(item) => shown(engine, item.id, out).await,
        kept => out.give(&kept, |kept| kept.as_kept().map(show::note).into_iter().collect()),
    }
}

async fn shown(engine: &Engine, item: ItemId, out: Output) -> Result<()> {
    out.give(&engine.show_item(ShowItem { item }).await?, show::item)
}

impl About {
    async fn ids(self, engine: &Engine) -> Result<(Option<ContactId>, Option<DealId>)> {
        let contact = match self.contact {
            Some(address) => Some(records::contact_at(engine, &address).await?),
            None => None,
        };
        Ok((contact, self.deal.map(DealId)))
    }
}
