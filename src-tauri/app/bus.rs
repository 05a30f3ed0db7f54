//! The desktop's message bus on Linux: tray and notifications live there.
//!
//! Must never be waited for on the thread that draws the window.

use std::time::Duration;
use tokio::sync::OnceCell;
use zbus::{Connection, names::BusName, zvariant};

/// A desktop that does not answer by then does not answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// The session's bus. Errors: there is none, or it does not answer.
pub(crate) async fn session() -> zbus::Result<&'static Connection> {
    static SESSION: OnceCell<Connection> = OnceCell::const_new();
    SESSION
        .get_or_try_init(|| async {
            tokio::time::timeout(PATIENCE, Connection::session()).await.unwrap_or_else(|_late| Err(late()))
        })
        .await
}

/// Whether somebody answers to this name now.
pub(crate) async fn has_owner(name: &'static str) -> bool {
    let ask = async {
        let bus = zbus::fdo::DBusProxy::new(session().await?).await?;
        Ok::<_, zbus::Error>(bus.name_has_owner(BusName::try_from(name)?).await?)
    };
    matches!(tokio::time::timeout(PATIENCE, ask).await, Ok(Ok(true)))
}

/// Returns once somebody answers to this name.
pub(crate) async fn wait_for_owner(name: &'static str) -> zbus::Result<()> {
    wait(name, true).await
}

/// Returns once nobody answers to this name any more.
pub(crate) async fn wait_until_gone(name: &'static str) -> zbus::Result<()> {
    wait(name, false).await
}

/// Returns once it is as asked whether somebody answers to this name.
async fn wait(name: &'static str, is_there: bool) -> zbus::Result<()> {
    use zbus::export::ordered_stream::OrderedStreamExt as _;
    let bus = zbus::fdo::DBusProxy::new(session().await?).await?;
    // First listen, then look: a change in between is not missed.
    let mut changes = bus.receive_name_owner_changed_with_args(&[(0, name)]).await?;
    while has_owner(name).await != is_there {
        if changes.next().await.is_none() {
            return Err(late());
        }
    }
    Ok(())
}

pub(crate) fn late() -> zbus::Error {
    zbus::Error::Variant(zvariant::Error::Message("the desktop does not answer".to_owned()))
}
