//! `casey connect smtp`: what the operator enters about a server that takes their mail.

use crate::connect::secret_from_stdin;
use crate::show::{self, Output};
use api::{Api as _, ConnectSmtp, Result, Secret, Security, SmtpServer};
use clap::{Args, ValueEnum};
use engine::Engine;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The mailbox that the mails come from: ines@example.com.
    #[arg(long)]
    address: String,
    /// The name of its provider's server: smtp.example.com.
    #[arg(long)]
    host: String,
    /// Else the usual one: 465 for tls, 587 for starttls, 25 for none.
    #[arg(long)]
    port: Option<u16>,
    /// How others are kept from listening.
    #[arg(long, value_enum, default_value_t = SecurityArgument::Tls)]
    security: SecurityArgument,
    /// Whom the server knows; often the address. Left out where it asks for nobody.
    #[arg(long, default_value = "")]
    user: String,
    /// Read the password from standard input; where the provider signs in twice, an app password.
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SecurityArgument {
    /// Encrypted from the first byte.
    Tls,
    /// Encrypted after a greeting.
    Starttls,
    /// In the open; only to this machine.
    None,
}

impl SecurityArgument {
    fn security(self) -> Security {
        match self {
            Self::Tls => Security::Tls,
            Self::Starttls => Security::StartTls,
            Self::None => Security::None,
        }
    }

    fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::Starttls => 587,
            Self::None => 25,
        }
    }
}

pub async fn run(engine: &Engine, arguments: Arguments, out: Output) -> Result<()> {
    let Arguments { address, host, port, security, user, password_stdin } = arguments;
    let password = if password_stdin { secret_from_stdin("password")? } else { Secret::default() };
    let port = port.unwrap_or(security.usual_port());
    let server = SmtpServer { host, port, security: security.security(), user };
    let connected = engine.connect_smtp(ConnectSmtp { address, server, password }).await?;
    out.give(&connected, |connected| show::connections(std::slice::from_ref(connected)))
}
