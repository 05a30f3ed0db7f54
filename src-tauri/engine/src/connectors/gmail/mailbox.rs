//! A mailbox to be asked, within its quota.

use crate::connectors::halt::Halt;
use crate::connectors::options::chosen;
use crate::connectors::web::{Ask, Fault, Service};
use crate::cx::Cx;
use crate::store::connections::Row;
use crate::store::{Write, sign_ins};
use api::SignInId;
use reqwest::Method;
use serde::de::DeserializeOwned;

const GOOGLE: &str = "https://gmail.googleapis.com";
const PATH: &str = "/gmail/v1";
/// What a process that died may have spent since it last noted what was left: a batch of mails.
const UNNOTED: u32 = 100 * super::quota::GET_MESSAGE;

#[derive(Clone, Debug)]
pub struct Mailbox {
    pub cx: Cx,
    service: Service,
    sign_in: SignInId,
    per_minute: u32,
}

impl Mailbox {
    /// Errors: in words, where the connection has no sign-in.
    pub async fn of(cx: &Cx, connection: &Row) -> anyhow::Result<Self> {
        let service = Service::of(cx, connection, GOOGLE, PATH).await?;
        let mailbox =
            Self { cx: cx.clone(), sign_in: service.sign_in(), service, per_minute: chosen(connection).quota_per_minute };
        if !cx.quotas.knows(mailbox.sign_in)
            && let Some(noted) = sign_ins::quota(&mut *cx.read().await?, mailbox.sign_in).await?
        {
            cx.quotas.go_on(mailbox.sign_in, mailbox.per_minute, noted, UNNOTED);
        }
        Ok(mailbox)
    }

    /// Notes what is left, so that a restart gives nothing back.
    pub async fn note_quota(&self, write: &mut Write) -> anyhow::Result<()> {
        let now = self.cx.now();
        sign_ins::set_quota(write, self.sign_in, self.cx.quotas.left(self.sign_in, self.per_minute, now), now).await
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
