//! Words of the part of the connections screen for sources that post by themselves, and of the form that an item is about.

use super::count;
use crate::Proof;

pub fn webhooks_title() -> String {
    "Forms and webhooks".to_owned()
}

pub fn listen_on() -> String {
    "Listen".to_owned()
}

pub fn listen_off() -> String {
    "Stop listening".to_owned()
}

pub fn webhook_offer_title() -> String {
    "A form or webhook".to_owned()
}

pub fn webhook_offer_lead() -> String {
    "What somebody fills in on your web page becomes an item within a second. A tunnel or relay of yours hands it to this machine.".to_owned()
}

pub fn webhook_open() -> String {
    "Add a source…".to_owned()
}

pub fn webhook_add() -> String {
    "Add".to_owned()
}

pub fn webhook_adding() -> String {
    "Adding…".to_owned()
}

pub fn webhook_name_label() -> String {
    "Name, the end of its address".to_owned()
}

pub fn webhook_proof_label() -> String {
    "How posts are signed".to_owned()
}

pub fn proof_words(proof: Proof) -> String {
    match proof {
        Proof::Sha256 => "HMAC-SHA256 over the body (X-Signature-256)",
        Proof::Bearer => "Secret in the header (Bearer)",
        Proof::Hubspot => "HubSpot, version 3",
        Proof::Slack => "Slack, version 0",
    }
    .to_owned()
}

pub fn webhook_secret_label() -> String {
    "Secret (leave empty to have one made)".to_owned()
}

pub fn webhook_public_url_label() -> String {
    "Whole public address (HubSpot signs it)".to_owned()
}

pub fn mapping_legend() -> String {
    "Where things stand in a post".to_owned()
}

pub fn mapping_hint() -> String {
    "A path like /email or /fields/0/value. Only the mail address is needed.".to_owned()
}

pub fn mapping_label(name: &str) -> String {
    match name {
        "kind" => "What it is called",
        "id" => "Its id",
        "email" => "Mail address",
        "name" => "Name",
        "company" => "Company",
        "text" => "Message",
        other => other,
    }
    .to_owned()
}

pub fn mapping_others_label() -> String {
    "Other fields to show, one a line: Seats /seats".to_owned()
}

pub fn bad_other_field(line: &str) -> String {
    format!("{} is no field. Write its name and its path: Seats /seats", super::quoted(line))
}

pub fn sample_label() -> String {
    "Try it: paste a sample of what is posted".to_owned()
}

pub fn made_secret_title(name: &str) -> String {
    format!("{name} is added")
}

pub fn made_secret_lead() -> String {
    "This is its secret. Enter it where the posts come from; it is not shown again.".to_owned()
}

pub fn secret_label() -> String {
    "Secret".to_owned()
}

pub fn copy_label() -> String {
    "Copy".to_owned()
}

pub fn copy_address_of(name: &str) -> String {
    format!("Copy the address of {name}")
}

pub fn copied() -> String {
    "Copied.".to_owned()
}

pub fn not_copied() -> String {
    "The system did not take the copy. Select the text and copy it by hand.".to_owned()
}

pub fn close_label() -> String {
    "Close".to_owned()
}

pub fn said_source_added(name: &str) -> String {
    format!("{name} may post now")
}

pub fn source_takes_posts(is_on: bool) -> String {
    if is_on { "Takes posts" } else { "Switched off: posts are turned away" }.to_owned()
}

pub fn address_label() -> String {
    "Address".to_owned()
}

pub fn signed_label() -> String {
    "Signed".to_owned()
}

pub fn posts_words(n: u64) -> String {
    count(n, "post", "posts")
}

pub fn last_post_label() -> String {
    "Last post".to_owned()
}

pub fn no_post_yet() -> String {
    "none yet".to_owned()
}

pub fn unmapped_label() -> String {
    "Nobody found".to_owned()
}

pub fn unmapped_words(n: u64, why: &str) -> String {
    format!("in {}, kept for another try. {why}", count(n, "post", "posts"))
}

pub fn refusals_label() -> String {
    "Turned away".to_owned()
}

pub fn refusal_words(words: &str, n: u64, n_today: u64, last: &str) -> String {
    format!("{n} × {words} ({n_today} today, last {last})")
}

pub fn try_again_label() -> String {
    "Try again".to_owned()
}

pub fn drop_posts_label() -> String {
    "Let go of these".to_owned()
}

pub fn new_secret_label() -> String {
    "New secret…".to_owned()
}

pub fn new_secret_question(name: &str) -> String {
    format!("A new secret for {name}")
}

pub fn new_secret_consequence() -> String {
    "The secret that holds now no longer does: what is signed with it is turned away until the new one is entered there."
        .to_owned()
}

pub fn new_secret_confirm() -> String {
    "Make a new secret".to_owned()
}

pub fn renewed_secret_title(name: &str) -> String {
    format!("{name} has a new secret")
}

pub fn mapping_open() -> String {
    "Fields…".to_owned()
}

pub fn mapping_of(name: &str) -> String {
    format!("Fields of {name}")
}

pub fn switch_on_label() -> String {
    "Switch on".to_owned()
}

pub fn switch_off_label() -> String {
    "Switch off".to_owned()
}

pub fn form_title() -> String {
    "Form".to_owned()
}

pub fn form_source_label() -> String {
    "Came through".to_owned()
}

pub fn form_when_label() -> String {
    "When".to_owned()
}

pub fn form_kind_label() -> String {
    "About".to_owned()
}

pub fn monitor_title() -> String {
    "To look at".to_owned()
}
