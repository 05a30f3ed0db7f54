//! Named points between the steps of a promise, at which a test can kill the process.
//!
//! In a program that is given to people, [`point`] is empty: only the `testkit` feature arms it, by the variable `CASEY_FAULT`.

/// The points that an action passes, in their order.
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

/// The points that a mail passes on its way to a server, between `send_after_sending_commit` and `send_before_sent_commit`.
pub const SMTP_POINTS: &[&str] =
    &["smtp_before_data", "smtp_before_begun_commit", "smtp_after_begun_commit", "smtp_after_answer"];

/// The points that the making of a demo passes.
pub const DEMO_POINTS: &[&str] =
    &["demo_before_start_commit", "demo_after_start_commit", "demo_between_readings", "demo_before_end_commit"];

/// The points that leaving a demo passes.
pub const LEAVE_POINTS: &[&str] = &["demo_before_leave_commit", "demo_after_leave_commit"];

/// The points that a mail passes on its way through Gmail.
pub const GMAIL_POINTS: &[&str] = &["gmail_before_draft_noted", "gmail_after_draft_noted", "gmail_after_send"];

/// The points that each batch of a mailbox passes, and each of a CRM.
pub const READ_POINTS: &[&str] = &["read_before_commit", "read_after_commit"];

/// The points that each page of a calendar passes.
pub const CALENDAR_POINTS: &[&str] = &["calendar_before_commit", "calendar_after_commit"];

/// The points that a meeting passes on its way into a calendar.
pub const BOOKING_POINTS: &[&str] = &["booking_before_insert", "booking_after_insert"];

/// The points that what is written to a CRM passes.
pub const CRM_POINTS: &[&str] = &["crm_after_begun_commit", "crm_after_write"];

/// The points that a message passes on its way into a chat.
pub const CHAT_POINTS: &[&str] = &["chat_after_begun_commit", "chat_after_post"];

/// The points that each batch of a chat passes.
pub const CHAT_READ_POINTS: &[&str] = &["chat_before_commit", "chat_after_commit"];

/// Ends the process here, as kill -9 would, if a test has armed this point.
#[cfg(feature = "testkit")]
pub fn point(name: &str) {
    debug_assert!(
        [
            POINTS,
            DEMO_POINTS,
            LEAVE_POINTS,
            GMAIL_POINTS,
            READ_POINTS,
            SMTP_POINTS,
            CALENDAR_POINTS,
            BOOKING_POINTS,
            CRM_POINTS,
            CHAT_POINTS,
            CHAT_READ_POINTS
        ]
        .iter()
        .any(|list| list.contains(&name)),
        "{name} is not listed"
    );
    if std::env::var("CASEY_FAULT").is_ok_and(|armed| armed == name) {
        eprintln!("killed at {name}");
        std::process::abort();
    }
    if ARMED.get() == Some(name) {
        ARMED.set(None);
        panic!("fault at {name}");
    }
}

#[cfg(feature = "testkit")]
thread_local! {
    static ARMED: std::cell::Cell<Option<&'static str>> = const { std::cell::Cell::new(None) };
}

/// Has the next step that passes this point on this thread panic, once. For tests that run their engine on one thread: what is
/// under way ends in the middle, as in a crash, and the test goes on to look at what is left.
#[cfg(feature = "testkit")]
pub fn panic_at(name: &'static str) {
    ARMED.set(Some(name));
}

/// Nothing, outside of tests.
#[cfg(not(feature = "testkit"))]
pub fn point(_name: &str) {}
