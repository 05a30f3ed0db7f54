//! `casey connect hubspot`: a portal by the token that the operator made in HubSpot.

use crate::connect::secret_from_stdin;
use crate::show::{self, Output};
use api::{Api as _, ApiError, Code, ConnectHubspot, Result, text};
use clap::Args;
use engine::Engine;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Read the service key, or the token of a private app, from standard input.
    #[arg(long)]
    token_stdin: bool,
    /// Where the service is, where that is not HubSpot's own place.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

pub async fn run(engine: &Engine, arguments: Arguments, out: Output) -> Result<()> {
    let Arguments { token_stdin, base_url } = arguments;
    if !token_stdin {
        return Err(ApiError::new(Code::Invalid, text::token_from_stdin()).on("token"));
    }
    let token = secret_from_stdin("token")?;
    let connected = engine.connect_hubspot(ConnectHubspot { token, base_url }).await?;
    out.give(&connected, |connected| show::connections(std::slice::from_ref(connected)))
}
