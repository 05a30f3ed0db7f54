//! A mailbox to be asked, within its quota, and why a reading stops before its end.

use crate::connectors::options::chosen;
use crate::connectors::web::{Ask, Fault, Service};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::sign_ins;
use anyhow::Context as _;
use api::{SignInId, Time, text};
use reqwest::Method;
use serde::de::DeserializeOwned;

const GOOGLE: &str = "https://gmail.googleapis.com";
const PATH: &str = "/gmail/v1";

#[derive(Clone, Debug)]
pub struct Mailbox {
    pub cx: Cx,
    service: Service,
    sign_in: SignInId,
    per_minute: u32,
}

/// Why a reading stops before its end.
#[derive(Debug)]
pub enum Halt {
    /// Others have their turn until then.
    Until(Time),
    /// The service asks to be left alone until then.
    Busy(Time),
    /// Somebody else reads the same mailbox, or it was disconnected.
    Overtaken,
    Fault(Fault),
    Failed(anyhow::Error),
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Busy(until) => Self::Busy(until),
            fault => Self::Fault(fault),
        }
    }
}

impl From<anyhow::Error> for Halt {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<Halt> for anyhow::Error {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Until(at) | Halt::Busy(at) => Fault::Busy(at).into(),
            Halt::Overtaken => anyhow::anyhow!(text::read_by_another()),
            Halt::Fault(fault) => fault.into(),
            Halt::Failed(error) => error,
        }
    }
}

impl Mailbox {
    /// Errors: in words, where the connection has no sign-in.
    pub async fn of(cx: &Cx, connection: &Row) -> anyhow::Result<Self> {
        let id = connection.sign_in().with_context(|| text::sign_in_again_because(""))?;
        let sign_in = sign_ins::one(&mut *cx.read().await?, id).await?.with_context(|| text::sign_in_again_because(""))?;
        let place = if sign_in.base_url.is_empty() { GOOGLE } else { &sign_in.base_url };
        let service = Service::new(cx, id, &format!("{place}{PATH}"))?;
        Ok(Self { cx: cx.clone(), service, sign_in: id, per_minute: chosen(connection).quota_per_minute })
    }

    /// Asks for something, once there are units for it.
    pub async fn get<T: DeserializeOwned>(&self, cost: u32, path: &[&str], query: Vec<(&str, String)>) -> Result<T, Halt> {
        self.cx.quotas.take(self.sign_in, self.per_minute, cost, self.cx.now()).map_err(Halt::Until)?;
        self.service.get(&of_mine(path), query).await.map_err(|fault| {
            if let Fault::Busy(until) = fault {
                self.cx.quotas.rest(self.sign_in, self.per_minute, until, self.cx.now());
            }
            fault.into()
        })
    }

    /// Asks for something that sending needs, whatever is left of the units.
    pub async fn get_now<T: DeserializeOwned>(&self, cost: u32, path: &[&str], query: Vec<(&str, String)>) -> Result<T, Fault> {
        self.cx.quotas.spend(self.sign_in, self.per_minute, cost, self.cx.now());
        self.service.get(&of_mine(path), query).await
    }

    /// Does something once.
    pub async fn once<T: DeserializeOwned>(&self, cost: u32, method: Method, path: &[&str], ask: &Ask<'_>) -> Result<T, Fault> {
        self.cx.quotas.spend(self.sign_in, self.per_minute, cost, self.cx.now());
        self.service.once(method, &of_mine(path), ask).await
    }
}

fn of_mine<'a>(path: &[&'a str]) -> Vec<&'a str> {
    ["users", "me"].iter().chain(path).copied().collect()
}
