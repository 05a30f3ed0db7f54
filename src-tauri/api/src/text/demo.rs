//! What is said about the demo: offering it, starting it over, leaving it, and why one or the other is refused.

pub fn try_the_demo() -> String {
    "Try it with a made-up company".to_owned()
}

pub fn demo_offer() -> String {
    "Two months of mail and a pipeline. Three dozen things to decide.".to_owned()
}

pub fn demo_is_made() -> String {
    "Two months of mail and a pipeline are being read.".to_owned()
}

/// Stands in a demo, with what its clock shows.
pub fn demo_line(is_old: bool) -> String {
    if is_old { "Demo, more than a day old: start it over in the settings" } else { "Demo: made-up mail" }.to_owned()
}

pub fn demo_worked_through() -> String {
    "All of the demo is worked through. Go through it once more, or begin with mail of your own.".to_owned()
}

pub fn section_demo() -> String {
    "The demo".to_owned()
}

pub fn demo_lead() -> String {
    "This workspace holds the mail and the pipeline of a made-up company, and its clock shows another day. It reads nothing but its own."
        .to_owned()
}

pub fn restart_demo() -> String {
    "Start over with the demo".to_owned()
}

/// On a button beside the sentence above.
pub fn start_over() -> String {
    "Start over".to_owned()
}

pub fn restart_demo_words() -> String {
    "The mail is as on the first day, and what you decided is forgotten.".to_owned()
}

pub fn leave_demo() -> String {
    "Leave the demo".to_owned()
}

/// On a button beside the sentence above.
pub fn leave() -> String {
    "Leave".to_owned()
}

pub fn leave_demo_words() -> String {
    "The workspace is empty again and shows the real time. You choose anew what to begin with.".to_owned()
}

pub fn restart_demo_question() -> String {
    "Start over with the demo?".to_owned()
}

pub fn leave_demo_question() -> String {
    "Leave the demo?".to_owned()
}

/// What is removed, before it is.
pub fn demo_is_removed() -> String {
    "The made-up people, their mail and their deals are removed, with all that you decided, wrote and set here for them. This cannot be taken back."
        .to_owned()
}

/// What is not removed.
pub fn demo_keeps() -> String {
    "Mail of your own was never in the demo. Your templates, your keys and how the window looks stay.".to_owned()
}

pub fn demo_is_left() -> String {
    "The demo is gone. The workspace is empty.".to_owned()
}

pub fn demo_is_being_left() -> String {
    "The made-up mail is being removed.".to_owned()
}

pub fn demo_is_made_anew() -> String {
    "The demo begins anew.".to_owned()
}

/// On the command line.
pub fn demo_is_old() -> String {
    "This demo is more than a day old. `casey demo --reset` starts it over.".to_owned()
}

pub fn demo_in_use(folder: &str) -> String {
    format!(
        "{folder} is in use and stays as it is. Choose another folder for the demo, or start a demo over: in the settings of its \
         window, or with --reset."
    )
}

/// A demo whose making was cut off.
pub fn demo_unfinished(folder: &str) -> String {
    format!("The demo in {folder} was not finished. Start it over: in the settings, or with casey --data {folder} demo --reset")
}

pub fn folder_in_use(folder: &str) -> String {
    format!("{folder} is in use and stays as it is. Choose another folder for the demo.")
}

pub fn not_a_demo(folder: &str) -> String {
    format!("{folder} is a workspace of your own: it is neither started over nor emptied. Choose another folder for the demo.")
}

pub fn demo_is_open(folder: &str) -> String {
    format!("Another process has {folder} open. Close it, and try again.")
}

/// Mail was read into a demo that is not the demo's.
pub fn demo_holds_other_mail(folder: &str) -> String {
    format!(
        "Mail of your own was read into the demo in {folder}, so it stays as it is. Choose another folder for your workspace."
    )
}

pub fn demo_reads_no_mail() -> String {
    "This is the demo, which reads no mail but its own. Leave it first: in the settings, or with casey demo --leave.".to_owned()
}
