//! Named points between the steps of a promise, at which a test can kill the process.
//!
//! In a program that is given to people, [`point`] is empty: only the `testkit` feature arms it, by the variable `CASEY_FAULT`.

/// Every point, in the order in which an action passes them.
pub const POINTS: &[&str] = &[
    "approve_before_commit",
    "approve_after_commit",
    "send_before_claim",
    "send_before_sending_commit",
    "send_after_sending_commit",
    "deliver_before_write",
    "deliver_after_write",
    "deliver_after_rename",
    "send_before_sent_commit",
    "send_after_sent_commit",
    "job_before_finish",
];

/// Ends the process here, as kill -9 would, if a test has armed this point.
#[cfg(feature = "testkit")]
pub fn point(name: &str) {
    debug_assert!(POINTS.contains(&name), "{name} is not listed");
    if std::env::var("CASEY_FAULT").is_ok_and(|armed| armed == name) {
        eprintln!("killed at {name}");
        std::process::abort();
    }
}

/// Nothing, outside of tests.
#[cfg(not(feature = "testkit"))]
pub fn point(_name: &str) {}
