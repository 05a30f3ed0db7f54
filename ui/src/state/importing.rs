//! An import, from the choice of files to its report. One at a time: the engine would take a second one in too, but nobody
//! could tell whose progress is shown.

use api::{ApiError, ImportReport, Status};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Importing {
    #[default]
    Not,
    /// Under way, beside this many mails that were there before.
    Reading {
        n_before: u64,
    },
    Ended(ImportReport),
    Refused(ApiError),
}

impl Importing {
    /// Begins one beside what is stored. None where one is under way, or where there is nothing to import.
    pub fn begin(&self, paths: &[String], status: Option<&Status>) -> Option<Self> {
        let is_free = !matches!(self, Self::Reading { .. });
        (is_free && !paths.is_empty()).then(|| Self::Reading { n_before: n_stored(status) })
    }

    pub fn end(answer: Result<ImportReport, ApiError>) -> Self {
        match answer {
            Ok(report) => Self::Ended(report),
            Err(error) => Self::Refused(error),
        }
    }

    /// How many mails came in since it began.
    pub fn so_far(&self, status: Option<&Status>) -> u64 {
        match self {
            Self::Reading { n_before } => n_stored(status).saturating_sub(*n_before),
            _ => 0,
        }
    }
}

fn n_stored(status: Option<&Status>) -> u64 {
    status.map_or(0, |status| status.connections.iter().map(|connection| connection.n_messages).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn status(n_messages: u64) -> Status {
        let connection = json!({ "id": 1, "name": "Mail", "kind": "maildir", "state": "fresh", "n_messages": n_messages });
        let switch = json!({ "position": "off", "since": null, "n_waiting": 0 });
        let status = json!({
            "n_open": 0, "n_hot": 0, "n_waiting": 0, "practice": "on", "kill_switch": switch, "n_new_senders": 0,
            "demo": null, "connections": [connection], "problems": [],
        });
        serde_json::from_value(status).unwrap()
    }

    #[test]
    fn progress_counts_what_came_in_since_it_began() {
        let importing = Importing::Not.begin(&["/mail".to_owned()], Some(&status(40))).unwrap();
        assert_eq!(importing.so_far(Some(&status(40))), 0);
        assert_eq!(importing.so_far(Some(&status(100))), 60);
        // A status that was read before, or none at all, is no step back.
        assert_eq!((importing.so_far(Some(&status(3))), importing.so_far(None)), (0, 0));
    }

    #[test]
    fn one_import_is_under_way_at_a_time() {
        let paths = ["/mail".to_owned()];
        let importing = Importing::Not.begin(&paths, None).unwrap();
        assert_eq!(importing.begin(&paths, None), None);
        assert!(Importing::end(Ok(ImportReport::default())).begin(&paths, None).is_some());
        assert_eq!(Importing::Not.begin(&[], None), None);
    }
}
