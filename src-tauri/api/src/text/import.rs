//! What stands on the screen while mail is imported, and what a new workspace is offered.

use super::count;
use crate::ImportReport;

pub fn import_title() -> String {
    "Import mail".to_owned()
}

pub fn import_kinds() -> String {
    "A Maildir, mbox files, single mails (.eml), or contacts (.csv). A Maildir is watched from then on. The files stay as they are.".to_owned()
}

pub fn choose_folder() -> String {
    "Choose a folder".to_owned()
}

pub fn choose_files() -> String {
    "Choose files".to_owned()
}

/// Below the ways to choose.
pub fn drop_hint() -> String {
    "Or drop them anywhere on this window.".to_owned()
}

pub fn drop_to_import() -> String {
    "Drop to import".to_owned()
}

pub fn offer_folder() -> String {
    "Import a mail folder".to_owned()
}

pub fn offer_folder_words() -> String {
    "A Maildir, or a folder of mails. Or drop it here.".to_owned()
}

pub fn offer_files() -> String {
    "Import mail files".to_owned()
}

pub fn offer_files_words() -> String {
    "mbox or .eml files. Or drop them here.".to_owned()
}

pub fn offer_later() -> String {
    "Connect an account".to_owned()
}

pub fn offer_later_words() -> String {
    "Gmail with its calendar, a server that sends, or HubSpot. Each can wait: the window is yours before.".to_owned()
}

pub fn import_more() -> String {
    "Import more".to_owned()
}

/// An import is under way; `n` mails are stored so far.
pub fn importing(n: u64) -> String {
    match n {
        0 => "Importing: looking at what is there.".to_owned(),
        n => format!("Importing: {} so far. You can go on working.", count(n, "mail", "mails")),
    }
}

/// A second one was asked for meanwhile.
pub fn import_under_way() -> String {
    "An import is under way. Wait until it has ended, then import the next.".to_owned()
}

/// What an import came to, in a line.
pub fn import_ended(report: &ImportReport) -> String {
    let (n_new, n_known, n_skipped) = (report.n_new, report.n_known, report.unreadable.len() as u64);
    if n_new + n_known == 0 && !report.contacts.is_empty() {
        return report.contacts.iter().map(super::contacts_read).collect::<Vec<_>>().join(" ");
    }
    if n_new + n_known == 0 {
        return "No mail was found there. Choose a Maildir, an mbox file, or a folder of .eml files.".to_owned();
    }
    let mut parts = vec![count(n_new, "new mail", "new mails")];
    if n_known > 0 {
        parts.push(format!("{n_known} here already"));
    }
    if n_skipped > 0 {
        parts.push(format!("{n_skipped} skipped"));
    }
    let opened = match (report.n_items, report.n_senders) {
        // A note says why nothing is proposed yet.
        (0, 0) if !report.notes.is_empty() => String::new(),
        (0, 0) => "Nothing waits for you in them.".to_owned(),
        (items, 0) => format!("{} in the queue.", count(items, "item", "items")),
        (items, senders) => {
            format!("{} in the queue, {}.", count(items, "item", "items"), count(senders, "new sender", "new senders"))
        }
    };
    format!("Imported: {}. {opened}", parts.join(", ")).trim_end().to_owned()
}

/// Above the files that were left out.
pub fn skipped_title(n: u64) -> String {
    format!("Why {} skipped", count(n, "file was", "files were"))
}

pub fn and_more(n: u64) -> String {
    format!("And {n} more.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::UnreadableFile;

    #[test]
    fn an_import_ends_in_a_line_that_says_all() {
        let mut report = ImportReport { n_new: 312, n_items: 12, n_senders: 1, ..ImportReport::default() };
        assert_eq!(import_ended(&report), "Imported: 312 new mails. 12 items in the queue, 1 new sender.");
        report.n_known = 4;
        report.unreadable.push(UnreadableFile { path: "/a".to_owned(), reason: "no".to_owned() });
        report.n_items = 0;
        report.n_senders = 0;
        assert_eq!(import_ended(&report), "Imported: 312 new mails, 4 here already, 1 skipped. Nothing waits for you in them.");
        assert!(import_ended(&ImportReport::default()).starts_with("No mail was found"));
    }
}
