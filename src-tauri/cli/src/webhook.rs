//! `casey webhook`: sources that post by themselves, as forms do.

use crate::commands::asked_to_end;
use crate::connect::secret_from_stdin;
use crate::show::{Output, webhook_lines, webhooks};
use api::*;
use clap::Subcommand;
use engine::Engine;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub enum WebhookCommand {
    /// Make a source that may post, or change the one of this name.
    Add {
        /// The end of its address: small letters, digits, hyphens.
        #[arg(value_name = "NAME")]
        name: String,
        /// Read its secret from standard input. A new source without one gets one, which is shown once.
        #[arg(long)]
        secret_stdin: bool,
        /// A JSON object: "kind", and JSON pointers for "id", "email", "name", "company", "text" and any other field.
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
        /// How posts are signed: sha256, bearer, hubspot or slack.
        #[arg(long, value_name = "KIND", value_parser = proof)]
        signature: Option<Proof>,
        /// The whole address that the service posts to, which HubSpot signs.
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// Listen for posts on this machine.
    Serve {
        /// 0 for one that is free; else the one of the settings.
        #[arg(long, value_name = "P")]
        port: Option<u16>,
    },
    /// Every source: what it posted, and what was turned away.
    List,
    /// Show what a sample would become. Stores nothing.
    Try {
        #[arg(value_name = "NAME")]
        name: String,
        /// A file with what is posted; - for standard input.
        #[arg(value_name = "SAMPLE")]
        sample: PathBuf,
        /// Another mapping than that of the source.
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
    },
    /// Try the mapping again on posts in which it found nobody.
    Retry { name: String },
    /// Let go of the posts in which it found nobody: they are not tried again.
    Drop { name: String },
    /// Make a new secret, which is shown this once; the one before it no longer holds.
    NewSecret { name: String },
    /// Take posts of a source.
    On { name: String },
    /// Turn posts of a source away.
    Off { name: String },
}

fn proof(name: &str) -> std::result::Result<Proof, String> {
    Proof::from_wire(name).ok_or_else(|| {
        let all: Vec<&str> = Proof::ALL.iter().map(|proof| proof.as_str()).collect();
        format!("one of {}", all.join(", "))
    })
}

pub async fn run(engine: &Engine, what: WebhookCommand, out: Output) -> Result<()> {
    let one = |source: &WebhookView| webhook_lines(source);
    match what {
        WebhookCommand::Add { name, secret_stdin, map, signature, public_url } => {
            let webhook = known(engine, &name).await?.map(|source| source.id);
            let secret = if secret_stdin { Some(secret_from_stdin("secret")?) } else { None };
            let mapping = map.map(|path| read_mapping(&path)).transpose()?;
            let request =
                SaveWebhook { webhook, name: Some(name), secret, proof: signature, public_url, mapping, position: None };
            out.give(&engine.save_webhook(request).await?, one)
        }
        WebhookCommand::Serve { port } => serve(engine, port, out).await,
        WebhookCommand::List => out.give(&engine.list_webhooks(ListWebhooks {}).await?, webhooks),
        WebhookCommand::Try { name, sample, map } => {
            let mapping = map.map(|path| read_mapping(&path)).transpose()?;
            let webhook = match known(engine, &name).await? {
                None if mapping.is_none() => return Err(missing(&name)),
                found => found.map(|source| source.id),
            };
            let tried = engine.try_webhook(TryWebhook { webhook, mapping, sample: read(&sample, "sample")? }).await?;
            out.give(&tried, crate::show::tried)
        }
        WebhookCommand::Retry { name } => {
            let webhook = of(engine, &name).await?;
            out.give(&engine.retry_posts(RetryPosts { webhook }).await?, one)
        }
        WebhookCommand::Drop { name } => {
            let webhook = of(engine, &name).await?;
            out.give(&engine.drop_posts(DropPosts { webhook }).await?, one)
        }
        WebhookCommand::NewSecret { name } => {
            let webhook = of(engine, &name).await?;
            out.give(&engine.renew_webhook_secret(RenewWebhookSecret { webhook }).await?, one)
        }
        WebhookCommand::On { name } => out.give(&switch(engine, &name, Position::On).await?, one),
        WebhookCommand::Off { name } => out.give(&switch(engine, &name, Position::Off).await?, one),
    }
}

/// Listens until it is asked to end. What is stored is worked off by whoever runs in the background.
async fn serve(engine: &Engine, port: Option<u16>, out: Output) -> Result<()> {
    let port = port.unwrap_or(engine.list_webhooks(ListWebhooks {}).await?.port);
    engine.listen_for_posts(port).await?;
    let listening = engine.list_webhooks(ListWebhooks {}).await?;
    out.give(&listening, |listening| vec![listening.words.clone()])?;
    asked_to_end().await.map_err(|error| ApiError::new(Code::Internal, text::internal(&error.to_string())))
}

async fn switch(engine: &Engine, name: &str, position: Position) -> Result<WebhookView> {
    let webhook = Some(of(engine, name).await?);
    let request =
        SaveWebhook { webhook, name: None, secret: None, proof: None, public_url: None, mapping: None, position: Some(position) };
    engine.save_webhook(request).await
}

async fn known(engine: &Engine, name: &str) -> Result<Option<WebhookView>> {
    let name = name.trim().to_lowercase();
    Ok(engine.list_webhooks(ListWebhooks {}).await?.sources.into_iter().find(|source| source.name == name))
}

async fn of(engine: &Engine, name: &str) -> Result<ConnectionId> {
    known(engine, name).await?.map(|source| source.id).ok_or_else(|| missing(name))
}

fn missing(name: &str) -> ApiError {
    ApiError::new(Code::NotFound, text::no_such_webhook(name)).on("name")
}

fn read_mapping(path: &Path) -> Result<Mapping> {
    let invalid = |why: String| ApiError::new(Code::Invalid, text::mapping_is_no_object(&why)).on("mapping");
    serde_json::from_str(&read(path, "mapping")?).map_err(|error| invalid(error.to_string()))
}

fn read(path: &Path, field: &str) -> Result<String> {
    let read = if path.as_os_str() == "-" { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) };
    let told = |error: std::io::Error| text::unreadable_file(&path.display().to_string(), &error.to_string());
    read.map_err(|error| ApiError::new(Code::Invalid, told(error)).on(field))
}
