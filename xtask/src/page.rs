//! The window's page: from the crate `ui` to the files in `ui/dist` that the shell embeds.
//!
//! A file that did not change is never written again: the shell is built anew when its page is younger than itself.
//! Must never put a script into the HTML: the window's content security policy allows scripts from files only.

mod smaller;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::process;
use crate::project::Project;
use crate::wasm::{self, Compiler};

const PROFILE: &str = "wasm-release";

/// Starts the WebAssembly. index.html refers to it as `<script type="module" src="/start.js"></script>`.
///
/// The module is the largest of all files by far, so it is fetched and compiled from the first moment on, not when the script that
/// uses it is there. A preload in index.html would not help: it keeps that script waiting.
const START: &str = "const module = WebAssembly.compileStreaming(fetch('./ui_bg.wasm'));\n\
    const { default: init } = await import('./ui.js');\n\
    init({ module_or_path: module });\n";

/// How much time a build may spend on the page's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// As the compiler makes it: for development and for the tests, which run the same code.
    Quick,
    /// As people get it: gone over by wasm-opt, which takes a quarter of a minute.
    Small,
}

/// Builds the page, or finds that nothing changed.
pub(crate) fn build(project: &Project, size: Size) -> Result<()> {
    let compiler = Compiler::ready(project)?;
    let mut command = compiler.cargo_build(project);
    process::run(command.args(["--package", "ui", "--profile", PROFILE])).context("Compile the page")?;

    let module = wasm::folder(project).join(wasm::TARGET).join(PROFILE).join("ui.wasm");
    // A folder for each, so that who changes between the two waits for nothing twice.
    let prepared = project.notes().join(if size == Size::Small { "page-small" } else { "page" });
    bind(project, &module, &prepared, size).context("Make the page's JavaScript")?;
    lay_out(&project.root.join("ui"), &prepared)?;
    if bring_up_to_date(&prepared, &project.page())? {
        let size = if size == Size::Quick { ", as it was compiled: `cargo xtask ui --release` makes it smaller" } else { "" };
        println!("The page is in ui/dist{size}");
    }
    Ok(())
}

/// Builds the page only where there is none: enough for a check, which compiles the shell but does not start it.
pub(crate) fn build_if_missing(project: &Project) -> Result<()> {
    if project.page().join("index.html").exists() { Ok(()) } else { build(project, Size::Quick) }
}

/// Writes `ui.js` and `ui_bg.wasm` for a module, unless they were made from this very module.
fn bind(project: &Project, module: &Path, prepared: &Path, size: Size) -> Result<()> {
    let note = prepared.with_extension("made-from");
    let made_from = identity(module)?;
    if prepared.join("ui_bg.wasm").exists() && fs::read_to_string(&note).is_ok_and(|noted| noted == made_from) {
        return Ok(());
    }
    if prepared.exists() {
        fs::remove_dir_all(prepared)?;
    }
    fs::create_dir_all(prepared)?;
    // The names of functions are two fifths of the file, and only a debugger reads them.
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).web(true)?.typescript(false).remove_name_section(true).remove_producers_section(true);
    bindgen.generate(prepared)?;
    if size == Size::Small && !smaller::make(project, &prepared.join("ui_bg.wasm"))? {
        // Without the note the next build tries again.
        return Ok(());
    }
    fs::write(note, made_from)?;
    Ok(())
}

/// What tells one build of a module from another: Cargo writes the file only when it linked anew.
fn identity(module: &Path) -> Result<String> {
    let data = fs::metadata(module).with_context(|| format!("Find {}", module.display()))?;
    Ok(format!("{} {:?} {}", module.display(), data.modified()?, data.len()))
}

/// Adds what needs no compiler: index.html, the starting script, the styles. The style sheets that index.html names are one file
/// there, in the same order: the window asks for each file by itself, and shows nothing before it has them all.
fn lay_out(sources: &Path, prepared: &Path) -> Result<()> {
    fs::write(prepared.join("start.js"), START)?;
    let html = sources.join("index.html");
    let html = fs::read_to_string(&html).with_context(|| format!("Read {}", html.display()))?;
    let (html, sheets) = in_one_sheet(&html);
    fs::write(prepared.join("index.html"), html)?;
    let styles = prepared.join("style");
    if styles.exists() {
        fs::remove_dir_all(&styles)?;
    }
    fs::create_dir_all(&styles)?;
    let mut all = String::new();
    for sheet in &sheets {
        let path = sources.join(sheet.trim_start_matches('/'));
        all.push_str(&fs::read_to_string(&path).with_context(|| format!("Read {}", path.display()))?);
        all.push('\n');
    }
    fs::write(styles.join("all.css"), all)?;
    for file in files(&sources.join("style"))? {
        if file.extension().is_some_and(|extension| extension == "css") {
            continue;
        }
        let copy = prepared.join(file.strip_prefix(sources)?);
        fs::create_dir_all(copy.parent().unwrap_or(prepared))?;
        fs::copy(&file, copy).with_context(|| format!("Copy {}", file.display()))?;
    }
    Ok(())
}

/// The page with one link in place of the many to style sheets, and what these were.
fn in_one_sheet(html: &str) -> (String, Vec<String>) {
    const BEFORE: &str = "<link rel=\"stylesheet\" href=\"";
    let (mut page, mut sheets) = (String::with_capacity(html.len()), Vec::new());
    for line in html.lines() {
        if let Some((address, _)) = line.trim_start().strip_prefix(BEFORE).and_then(|rest| rest.split_once('"')) {
            if sheets.is_empty() {
                page.push_str("    <link rel=\"stylesheet\" href=\"/style/all.css\">\n");
            }
            sheets.push(address.to_owned());
        } else {
            page.push_str(line);
            page.push('\n');
        }
    }
    (page, sheets)
}

/// Makes `page` equal to `prepared`, touching only files that differ. Tells whether there were any.
fn bring_up_to_date(prepared: &Path, page: &Path) -> Result<bool> {
    let mut changed = false;
    let mut wanted = BTreeSet::new();
    for file in files(prepared)? {
        let name = file.strip_prefix(prepared)?.to_path_buf();
        let content = fs::read(&file)?;
        let shown = page.join(&name);
        if fs::read(&shown).ok().as_ref() != Some(&content) {
            fs::create_dir_all(shown.parent().unwrap_or(page))?;
            fs::write(&shown, content).with_context(|| format!("Write {}", shown.display()))?;
            changed = true;
        }
        wanted.insert(name);
    }
    for file in files(page)? {
        if !wanted.contains(file.strip_prefix(page)?) {
            fs::remove_file(&file).with_context(|| format!("Remove {}", file.display()))?;
            changed = true;
        }
    }
    Ok(changed)
}

/// All files below a folder. A folder that is not there has none.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("Read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn an_unchanged_page_is_not_written_again() {
        let folder = Scratch::new("page-unchanged");
        let (prepared, page) = (folder.path().join("prepared"), folder.path().join("page"));
        fs::create_dir_all(prepared.join("style")).unwrap();
        fs::write(prepared.join("style/base.css"), "a {}").unwrap();
        assert!(bring_up_to_date(&prepared, &page).unwrap());
        let written = fs::metadata(page.join("style/base.css")).unwrap().modified().unwrap();

        assert!(!bring_up_to_date(&prepared, &page).unwrap());
        assert_eq!(fs::metadata(page.join("style/base.css")).unwrap().modified().unwrap(), written);
    }

    #[test]
    fn style_sheets_become_one_in_their_order() {
        let html = "<head>\n  <link rel=\"stylesheet\" href=\"/style/a.css\">\n  <link rel=\"stylesheet\" href=\"/style/b.css\">\n</head>\n";
        let (page, sheets) = in_one_sheet(html);
        assert_eq!(sheets, ["/style/a.css", "/style/b.css"]);
        assert_eq!(page.matches("stylesheet").count(), 1);
    }

    #[test]
    fn a_page_loses_what_its_sources_lost() {
        let folder = Scratch::new("page-lost");
        let (prepared, page) = (folder.path().join("prepared"), folder.path().join("page"));
        fs::create_dir_all(&prepared).unwrap();
        fs::create_dir_all(&page).unwrap();
        fs::write(page.join("old.css"), "").unwrap();
        assert!(bring_up_to_date(&prepared, &page).unwrap());
        assert!(!page.join("old.css").exists());
    }
}
