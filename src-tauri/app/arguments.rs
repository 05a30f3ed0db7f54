//! What the application can be told when it is started.
//!
//! Must never grow into a second command line: everything else is `casey`'s.

use crate::link::{self, Link};
use api::text;
use std::{ffi::OsString, path::PathBuf};

/// Starts in the tray; log-in passes it.
pub(crate) const HIDDEN: &str = "--hidden";

/// What somebody who starts the application wants.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Start(Arguments),
    Help,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The folder of the workspace, where it is not the usual one.
    pub(crate) data: Option<PathBuf>,
    /// Start in the tray, where there is one.
    pub(crate) is_hidden: bool,
    /// A link that was followed.
    pub(crate) link: Option<Link>,
}

/// Reads the arguments after the program's name. Errors: what is wrong with them, in words.
pub(crate) fn read(given: impl Iterator<Item = OsString>) -> Result<Wish, String> {
    let mut given = given;
    let mut arguments = Arguments::default();
    while let Some(argument) = given.next() {
        // A folder may have any name, so only the names of options need to be readable.
        let readable = argument.to_string_lossy().into_owned();
        match readable.split_once('=') {
            _ if readable == "--help" || readable == "-h" => return Ok(Wish::Help),
            _ if readable == "--data" => arguments.data = Some(folder(given.next())?),
            Some(("--data", value)) => arguments.data = Some(folder(Some(value.into()))?),
            _ if readable == HIDDEN => arguments.is_hidden = true,
            // It comes from elsewhere, a browser or a mail: a bad one is told in the window, where whoever followed it looks.
            _ if link::is_ours(&readable) => arguments.link = Some(link::read(&readable)),
            _ => return Err(text::unknown_argument(&readable)),
        }
    }
    Ok(Wish::Start(arguments))
}

fn folder(value: Option<OsString>) -> Result<PathBuf, String> {
    match value {
        Some(value) if !value.is_empty() => Ok(PathBuf::from(value)),
        _ => Err(text::data_needs_folder()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::ItemId;

    fn wish(given: &[&str]) -> Result<Wish, String> {
        read(given.iter().map(OsString::from))
    }

    #[test]
    fn the_folder_may_follow_or_be_joined() {
        let named = Arguments { data: Some(PathBuf::from("/tmp/a b")), ..Arguments::default() };
        assert_eq!(wish(&["--data", "/tmp/a b"]), Ok(Wish::Start(named)));
        let joined = Arguments { data: Some(PathBuf::from("there")), ..Arguments::default() };
        assert_eq!(wish(&["--data=there"]), Ok(Wish::Start(joined)));
        assert_eq!(wish(&[]), Ok(Wish::Start(Arguments::default())));
    }

    #[test]
    fn a_link_is_taken_as_it_is_handed_over_and_a_bad_one_does_not_keep_the_window_away() {
        let linked = |link| Ok(Wish::Start(Arguments { link: Some(link), ..Arguments::default() }));
        assert_eq!(wish(&["caseyos://item/12"]), linked(Link::Item(ItemId(12))));
        assert_eq!(wish(&["caseyos://item/twelve"]), linked(Link::Bad));
        assert_eq!(wish(&["--hidden"]), Ok(Wish::Start(Arguments { is_hidden: true, ..Arguments::default() })));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(wish(&["--dta", "there"]).is_err());
        assert!(wish(&["--data"]).is_err());
        assert!(wish(&["--data="]).is_err());
        assert_eq!(wish(&["--help"]), Ok(Wish::Help));
    }
}
