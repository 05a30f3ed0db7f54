//! A desktop's tray, for as long as a test wants one: it takes icons, and their menus can be chosen from.
//!
//! By the StatusNotifierItem specification (freedesktop.org) and the interface com.canonical.dbusmenu, as all Linux trays speak.
//! Must never stay after its test: the next one is to find a desktop without a tray.

use crate::driver::eventually;
use anyhow::{Context as _, Result};
use std::sync::{Arc, Mutex, PoisonError};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, Proxy, connection, message::Header};

/// The lines that a menu may have are numbered from 1; ours has fewer than this.
const LINES_AT_MOST: i32 = 40;

/// The icons that were shown to the tray, by who shows them and where.
type Icons = Arc<Mutex<Vec<(String, String)>>>;

struct Watcher(Icons);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, path: String, #[zbus(header)] header: Header<'_>) {
        let who = header.sender().map(ToString::to_string).unwrap_or_default();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((who, path));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

const NAME: &str = "org.kde.StatusNotifierWatcher";

pub struct Tray {
    bus: Connection,
    icons: Icons,
}

impl Tray {
    pub async fn start() -> Result<Self> {
        let icons = Icons::default();
        let bus = connection::Builder::session()?
            .name(NAME)?
            .serve_at("/StatusNotifierWatcher", Watcher(Arc::clone(&icons)))?
            .build()
            .await
            .context("Be the desktop's tray")?;
        Ok(Self { bus, icons })
    }

    /// The desktop has no tray any more.
    pub async fn end(self) -> Result<()> {
        self.bus.release_name(NAME).await.context("Be no tray any more")?;
        Ok(())
    }

    /// Waits until there is an icon with a menu. Answers that menu.
    pub async fn menu(&self) -> Result<Proxy<'static>> {
        eventually("an icon in the tray", async || {
            let newest = self.icons.lock().unwrap_or_else(PoisonError::into_inner).last().cloned();
            let (who, path) = newest.context("there is none")?;
            let icon = Proxy::new(&self.bus, who.clone(), path, "org.kde.StatusNotifierItem").await?;
            let menu: OwnedObjectPath = icon.get_property("Menu").await?;
            Ok(Proxy::new(&self.bus, who, menu, "com.canonical.dbusmenu").await?)
        })
        .await
    }

    /// Chooses a line of the icon's menu by its words.
    pub async fn choose(&self, words: &str) -> Result<()> {
        let menu = self.menu().await?;
        eventually(&format!("{words:?} in the tray"), async || {
            for line in 1..LINES_AT_MOST {
                let label: Option<OwnedValue> = menu.call("GetProperty", &(line, "label")).await.ok();
                if label.and_then(|label| String::try_from(label).ok()).as_deref() == Some(words) {
                    return menu.call::<_, _, ()>("Event", &(line, "clicked", Value::from(0), 0_u32)).await.context("Choose it");
                }
            }
            anyhow::bail!("its menu has no such line")
        })
        .await
    }
}
