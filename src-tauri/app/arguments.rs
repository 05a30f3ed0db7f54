//! What the application can be told when it is started.
//!
//! Must never grow into a second command line: everything else is `casey`'s.

use api::text;
use std::{ffi::OsString, path::PathBuf};

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

    fn wish(given: &[&str]) -> Result<Wish, String> {
        read(given.iter().map(OsString::from))
    }

    #[test]
    fn the_folder_may_follow_or_be_joined() {
        let named = Arguments { data: Some(PathBuf::from("/tmp/a b")) };
        assert_eq!(wish(&["--data", "/tmp/a b"]), Ok(Wish::Start(named)));
        assert_eq!(wish(&["--data=there"]), Ok(Wish::Start(Arguments { data: Some(PathBuf::from("there")) })));
        assert_eq!(wish(&[]), Ok(Wish::Start(Arguments::default())));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(wish(&["--dta", "there"]).is_err());
        assert!(wish(&["--data"]).is_err());
        assert!(wish(&["--data="]).is_err());
        assert_eq!(wish(&["--help"]), Ok(Wish::Help));
    }
}
