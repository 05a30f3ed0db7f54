//! Deals that are moved, tasks and notes that are added: each becomes an item, which is shown as it stands.

use crate::show::{self, Output};
use api::*;
use clap::Subcommand;
use engine::Engine;

#[derive(Debug, Subcommand)]
pub enum DealCommand {
    /// Move a deal to another stage, by the name of the stage or its number. It is an item, to be approved.
    Move {
        #[arg(value_name = "DEAL")]
        deal: i64,
        #[arg(value_name = "STAGE")]
        stage: String,
    },
}

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
    /// Keep something to do: "Call Ines" --due "mon 9:00".
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
    /// Keep a note.
    Add {
        #[arg(value_name = "TEXT")]
        body: String,
        #[command(flatten)]
        about: About,
    },
}

pub async fn deal(engine: &Engine, what: DealCommand, out: Output) -> Result<()> {
    let DealCommand::Move { deal, stage } = what;
    let item = engine.move_deal(MoveDeal { deal: DealId(deal), stage }).await?;
    shown(engine, item.id, out).await
}

pub async fn task(engine: &Engine, what: TaskCommand, out: Output) -> Result<()> {
    let TaskCommand::Add { title, body, due, about } = what;
    let (contact, deal) = about.ids(engine).await?;
    let item = engine.create_task(CreateTask { title, body, due, contact, deal }).await?;
    shown(engine, item.id, out).await
}

pub async fn note(engine: &Engine, what: NoteCommand, out: Output) -> Result<()> {
    let NoteCommand::Add { body, about } = what;
    let (contact, deal) = about.ids(engine).await?;
    let item = engine.log_note(LogNote { body, contact, deal }).await?;
    shown(engine, item.id, out).await
}

async fn shown(engine: &Engine, item: ItemId, out: Output) -> Result<()> {
    out.give(&engine.show_item(ShowItem { item }).await?, show::item)
}

impl About {
    async fn ids(self, engine: &Engine) -> Result<(Option<ContactId>, Option<DealId>)> {
        let contact = match self.contact {
            Some(address) => Some(contact_at(engine, &address).await?),
            None => None,
        };
        Ok((contact, self.deal.map(DealId)))
    }
}

async fn contact_at(engine: &Engine, address: &str) -> Result<ContactId> {
    let request = ListPeople { text: Some(address.to_owned()), after: None, limit: None };
    let page = engine.list_people(request).await?;
    let found = page.people.iter().find(|line| line.contact.address.eq_ignore_ascii_case(address.trim()));
    found
        .map(|line| line.contact.id)
        .ok_or_else(|| ApiError::new(Code::NotFound, text::nobody_has_address(address)).on("contact"))
}
