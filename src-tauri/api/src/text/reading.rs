//! What stands around a mail while it is read in the window.

use super::count;

pub fn no_mail_at_address() -> String {
    "No mail can be shown here: the address names none.".to_owned()
}

pub fn read_thread() -> String {
    "Read the thread".to_owned()
}

pub fn show_quoted() -> String {
    "Show quoted text".to_owned()
}

pub fn hide_quoted() -> String {
    "Hide quoted text".to_owned()
}

pub fn show_as_sent() -> String {
    "Show as sent".to_owned()
}

pub fn show_as_text() -> String {
    "Show as text".to_owned()
}

/// The name of the frame in which a mail is shown as it was sent, for those who do not see it.
pub fn mail_as_sent(who: &str) -> String {
    format!("Mail from {who} as it was sent")
}

/// Which pictures of a mail are not shown: those that can be loaded, and those of one dot, which never are.
pub fn pictures_left_out(n_loadable: u64, n_dots: u64) -> String {
    let loadable = match n_loadable {
        0 => String::new(),
        1 => "1 picture from elsewhere is not shown.".to_owned(),
        n => format!("{n} pictures from elsewhere are not shown."),
    };
    let dots = match n_dots {
        0 => String::new(),
        1 => "1 invisible picture that would tell the sender you read this is never loaded.".to_owned(),
        n => format!("{n} invisible pictures that would tell the sender you read this are never loaded."),
    };
    [loadable, dots].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

pub fn load_pictures() -> String {
    "Load pictures".to_owned()
}

/// Beside the button that loads them.
pub fn loading_pictures_tells() -> String {
    "The sender may learn that you read this mail.".to_owned()
}

pub fn pictures_are_loaded() -> String {
    "Pictures are loaded for this mail. One that could not be had keeps its text.".to_owned()
}

/// A file that came with a mail: `offer.pdf, 184 KB`.
pub fn attachment(name: &str, bytes: u64) -> String {
    let name = if name.trim().is_empty() { "file without a name" } else { name };
    format!("{name}, {}", size(bytes))
}

pub fn attachments(n: u64) -> String {
    count(n, "attachment", "attachments")
}

fn size(bytes: u64) -> String {
    const KB: u64 = 1000;
    const MB: u64 = 1000 * KB;
    match bytes {
        0..KB => count(bytes, "byte", "bytes"),
        KB..MB => format!("{} KB", (bytes + KB / 2) / KB),
        _ => format!("{}.{} MB", bytes / MB, bytes % MB / (MB / 10)),
    }
}

/// To whom a mail went: `To Dana Reed, jonas@hollertal.example`.
pub fn went_to(names: &str) -> String {
    format!("To {names}")
}

pub fn copied_to(names: &str) -> String {
    format!("Cc {names}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_counted_in_words() {
        assert_eq!(pictures_left_out(4, 0), "4 pictures from elsewhere are not shown.");
        assert_eq!(
            pictures_left_out(1, 1),
            "1 picture from elsewhere is not shown. 1 invisible picture that would tell the sender you read this is never loaded."
        );
        assert_eq!(pictures_left_out(0, 0), "");
    }

    #[test]
    fn a_file_is_listed_by_name_and_size() {
        assert_eq!(attachment("offer.pdf", 8), "offer.pdf, 8 bytes");
        assert_eq!(attachment("offer.pdf", 183_600), "offer.pdf, 184 KB");
        assert_eq!(attachment(" ", 12_340_000), "file without a name, 12.3 MB");
    }
}
