//! `casey connect slack`: a workspace by the token that the operator made in Slack.

use crate::connect::secret_from_stdin;
use crate::show::{self, Output};
use api::{Api as _, ApiError, Code, ConnectSlack, Result, Secret, text};
use clap::Args;
use engine::Engine;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Read the token (xoxp-… or xoxb-…) from the first line of standard input.
    #[arg(long)]
    token_stdin: bool,
    /// Read the app-level token (xapp-…) from the line after it; messages then come in at once.
    #[arg(long, requires = "token_stdin")]
    app_token_stdin: bool,
    /// Where the service is, where that is not Slack's own place.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

pub async fn run(engine: &Engine, arguments: Arguments, out: Output) -> Result<()> {
    let Arguments { token_stdin, app_token_stdin, base_url } = arguments;
    if !token_stdin {
        return Err(ApiError::new(Code::Invalid, text::token_from_stdin()).on("token"));
    }
    let Secret(given) = secret_from_stdin("token")?;
    let (token, app_token) = match given.split_once('\n').filter(|_| app_token_stdin) {
        Some((token, app)) => (token.to_owned(), Some(Secret(app.to_owned()))),
        None if app_token_stdin => return Err(ApiError::new(Code::Invalid, text::no_slack_app_token()).on("app_token")),
        None => (given, None),
    };
    let connected = engine.connect_slack(ConnectSlack { token: Secret(token), app_token, base_url }).await?;
    out.give(&connected, |connected| show::connections(std::slice::from_ref(connected)))
}
