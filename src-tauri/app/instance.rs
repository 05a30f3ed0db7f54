//! One window for one workspace: who starts the application a second time sees the first window, with what they asked for.
//!
//! Must never decide by the program alone: another folder is another workspace, and has a window of its own.
//!
//! On Linux the first one owns a name on the session's bus, made from the folder. Elsewhere the plugin knows only the program's
//! identifier, so there it watches over the usual workspace alone; two windows on another folder do no harm, for each follows
//! what the other writes.

use crate::arguments::{self, Wish};
use crate::{Workspace, window};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Builder, Runtime};

/// Has the second one end before it opens anything.
pub(crate) fn only_one<R: Runtime>(builder: Builder<R>, identifier: &str, workspace: &Workspace) -> Builder<R> {
    // Where there is no folder, the page says so; each of two windows may.
    let Ok(folder) = workspace.folder() else { return builder };
    if !cfg!(target_os = "linux") && !workspace.is_usual() {
        return builder;
    }
    let plugin = tauri_plugin_single_instance::Builder::new()
        .callback(|app, arguments, _folder| hear(app, arguments))
        .dbus_id(name(identifier, &folder));
    builder.plugin(plugin.build())
}

/// The second one's arguments, its program first. Its folder is this one's, or it would not speak to us.
fn hear<R: Runtime>(app: &AppHandle<R>, arguments: Vec<String>) {
    match arguments::read(arguments.into_iter().skip(1).map(Into::into)) {
        Ok(Wish::Start(asked)) if asked.is_hidden => {}
        Ok(Wish::Start(asked)) => {
            if let Some(link) = asked.link {
                window::tell(app, link.event());
            }
            window::raise(app);
        }
        // It has said so itself, and ended.
        Ok(Wish::Help) | Err(_) => {}
    }
}

/// The name of a folder on the bus.
fn name(identifier: &str, folder: &Path) -> String {
    format!("{identifier}.W{}", digest(folder))
}

/// What stands for a folder in names: 32 digits made from its whole path, whichever way it was named.
pub(crate) fn digest(folder: &Path) -> String {
    let hash = Sha256::digest(whole(folder).as_os_str().as_encoded_bytes());
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// One that is not there yet has no whole path but that of the folder in which it will be.
fn whole(folder: &Path) -> PathBuf {
    let there = |path: &Path| std::fs::canonicalize(path).ok();
    let parent = || {
        let absolute = std::path::absolute(folder).ok()?;
        Some(there(absolute.parent()?)?.join(absolute.file_name()?))
    };
    there(folder).or_else(parent).unwrap_or_else(|| folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_name_however_it_is_written() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("there");
        let before = name("dev.example", &folder);
        std::fs::create_dir(&folder).unwrap();
        assert_eq!(name("dev.example", &folder), before);
        assert_eq!(name("dev.example", &place.path().join("there/../there/")), before);
        assert_ne!(name("dev.example", &place.path().join("elsewhere")), before);
        assert!(before.starts_with("dev.example.W") && before.len() == "dev.example.W".len() + 32);
    }
}
