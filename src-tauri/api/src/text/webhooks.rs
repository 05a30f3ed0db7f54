//! What is said of sources that post by themselves: their settings, what was turned away, what a post becomes.

use super::{count, quoted};
use crate::{Language, Refused};

pub fn demo_takes_no_posts() -> String {
    "This is the demo workspace, and nothing real posts to it. Start your own workspace to take forms.".to_owned()
}

pub fn no_such_webhook(name: &str) -> String {
    format!("There is no source called {}.", quoted(name))
}

pub fn bad_webhook_name(at_most: usize) -> String {
    format!("A name is the end of an address: small letters, digits and hyphens, {at_most} characters at most.")
}

pub fn webhook_name_taken(name: &str) -> String {
    format!("There is a source called {} already. Change that one, or take another name.", quoted(name))
}

pub fn webhook_name_stays() -> String {
    "The name stands in the address that others post to, so it stays. Make another source for another name.".to_owned()
}

pub fn bad_webhook_secret(at_least: usize, at_most: usize) -> String {
    format!("A secret has {at_least} to {at_most} characters, on one line.")
}

pub fn secret_from_stdin() -> String {
    "Give the secret on standard input, with --secret-stdin, so that it stands in no list of processes and no history.".to_owned()
}

pub fn bad_public_url() -> String {
    "The public address begins with https:// or http:// and is the whole address that the service posts to.".to_owned()
}

pub fn hubspot_needs_public_url() -> String {
    "HubSpot signs the address that it posts to, so that address has to be known here. Enter it whole, as in HubSpot.".to_owned()
}

pub fn mapping_is_no_object(why: &str) -> String {
    format!("A mapping is a JSON object of texts, like {{\"email\": \"/email\"}}. {why}").trim().to_owned()
}

pub fn mapping_has_no_email() -> String {
    "The mapping says nowhere where the mail address stands. Add \"email\" with a pointer like \"/email\".".to_owned()
}

pub fn mapping_is_too_large(at_most: usize) -> String {
    format!("A mapping has {at_most} entries at most.")
}

pub fn not_a_pointer(field: &str, pointer: &str) -> String {
    format!("{} of {} is no JSON pointer. One begins with a slash, like /fields/email.", quoted(pointer), quoted(field))
}

pub fn empty_sample() -> String {
    "Paste a sample of what is posted: JSON, or a form as a browser sends it.".to_owned()
}

pub fn unreadable_sample(why: &str) -> String {
    format!("This is neither JSON nor a form: {why}.")
}

pub fn nothing_at(pointer: &str) -> String {
    format!("Nothing stands at {pointer}, where the mail address should be.")
}

pub fn no_address_at(pointer: &str, found: &str) -> String {
    format!("At {pointer} stands {}, which is no mail address.", quoted(found))
}

/// What a sample becomes.
pub fn becomes_item(who: &str) -> String {
    format!("This becomes an item: answer the form of {who}.")
}

/// What a form is called where its mapping does not say.
pub fn form_of(source: &str) -> String {
    format!("from {source}")
}

/// As a line of time says it.
pub fn filled_in_form(about: &str) -> String {
    format!("Filled in a form: {about}")
}

pub fn refused(reason: Refused) -> String {
    match reason {
        Refused::NoSignature => "no signature",
        Refused::BadSignature => "wrong signature: the secret here and there differ, or the body was changed on its way",
        Refused::OldSignature => "signature older than five minutes, or a clock that is wrong",
        Refused::SwitchedOff => "came while the source was switched off",
        Refused::UnknownName => "no source has the name that was posted to",
        Refused::OtherHost => "for a host that is not listed in the settings",
        Refused::TooLarge => "larger than 1 MiB",
        Refused::TooSlow => "sent too slowly",
        Refused::OtherMedia => "neither JSON nor a form",
        Refused::Unreadable => "JSON or form that cannot be read",
        Refused::Locked => "the secret could not be opened: the vault is locked",
        Refused::Busy => "more at once than could be kept",
        Refused::Replay => "posted again, and kept already",
        Refused::SameId => {
            "other content under an id that is known, so not kept: “id” has to point to what each submission has of its own"
        }
    }
    .to_owned()
}

pub fn listening_off() -> String {
    "Off. Nothing listens for forms and other posts.".to_owned()
}

pub fn listening_on(port: u16) -> String {
    format!("Listening on this machine, port {port}.")
}

pub fn listening_not_here(port: u16) -> String {
    format!("Switched on, port {port}. It listens while the window is open, or with: casey run")
}

pub fn listening_port_taken(port: u16) -> String {
    format!("Another program uses port {port}. It is tried again each few seconds; choose another port, or end that program.")
}

pub fn listening_failed(port: u16, why: &str) -> String {
    format!("Port {port} cannot be opened ({why}). It is tried again each few seconds.")
}

pub fn not_a_host(value: &str) -> String {
    format!("{} is no list of host names, like forms.example.com, hooks.example.org.", quoted(value))
}

/// One line about a source in the terminal.
pub fn webhook_line(n_posts: u64, n_today: u64, n_unmapped: u64) -> String {
    let unmapped = if n_unmapped == 0 { String::new() } else { format!(", {n_unmapped} without an address") };
    format!("{}, {n_today} today{unmapped}", count(n_posts, "post", "posts"))
}

pub fn refusal_line(words: &str, n: u64, n_today: u64) -> String {
    format!("turned away: {words}, {} ({n_today} today)", count(n, "time", "times"))
}

pub fn no_webhooks_yet() -> String {
    "No source may post yet. Add one with: casey webhook add NAME --secret-stdin --map FILE".to_owned()
}

/// Shown once, because it is never shown again.
pub fn made_secret(secret: &str) -> String {
    format!("Its secret, shown this once: {secret}")
}

/// The subject of the answer to a form.
pub fn form_subject(language: Language, kind: &str) -> String {
    let about = if kind.is_empty() { String::new() } else { format!(": {kind}") };
    match language {
        Language::English => format!("Your message{about}"),
        Language::German => format!("Ihre Nachricht{about}"),
        Language::French if kind.is_empty() => "Votre message".to_owned(),
        Language::French => format!("Votre message : {kind}"),
        Language::Spanish => format!("Su mensaje{about}"),
    }
}
