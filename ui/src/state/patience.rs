//! How long the page waits for an answer.
//!
//! The engine answers in milliseconds; one that has not after a long while is not answering, and the operator is told so. What
//! takes as long as there is mail to read is waited for without end.

use std::time::Duration;

/// Long enough for a machine that is busy with something else and for a writer that waits for another process.
const PATIENCE: Duration = Duration::from_secs(30);

/// They read or walk through all there is.
const WITHOUT_END: &[&str] = &["import", "sync", "start_demo", "restart_demo", "leave_demo", "doctor", "verify_ledger"];

/// How long to wait for the answer to the request of this name; none for one that takes what it takes.
pub fn of(request: &str) -> Option<Duration> {
    (!WITHOUT_END.contains(&request)).then_some(PATIENCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_all_mail_is_waited_for_and_everything_else_answers_in_time() {
        assert_eq!((of("import"), of("restart_demo")), (None, None));
        assert_eq!((of("status"), of("approve")), (Some(PATIENCE), Some(PATIENCE)));
        for request in WITHOUT_END {
            assert!(api::REQUESTS.contains(request), "{request}");
        }
    }
}
