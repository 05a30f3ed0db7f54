//! What is said of services that are signed in to: what they refuse, and how signing in goes.

use crate::Action;

pub fn sign_in_again_because(why: &str) -> String {
    let again = "Sign in again to go on; nothing that was read is lost.";
    if why.is_empty() { format!("The service wants you to sign in again. {again}") } else { format!("{} {again}", sentence(why)) }
}

pub fn service_forbids(words: &str) -> String {
    format!("The sign-in does not allow this{}. Sign in again and allow it.", in_their_words(words))
}

pub fn service_is_busy() -> String {
    "The service asks to be left alone for a while; it is asked again by itself.".to_owned()
}

pub fn service_has_it_not() -> String {
    "The service no longer has it.".to_owned()
}

pub fn service_refuses(status: u16, words: &str) -> String {
    if status >= 500 {
        return format!("The service has a fault of its own (answer {status}); it is asked again by itself.");
    }
    if status < 400 {
        return format!("The service refused{}.", in_their_words(words));
    }
    format!("The service refused (answer {status}){}.", in_their_words(words))
}

pub fn service_unreachable(why: &str) -> String {
    format!("The service cannot be reached: {}. It is asked again by itself.", why.trim_end_matches('.'))
}

pub fn service_answer_unreadable(why: &str) -> String {
    format!("its answer cannot be read ({why})")
}

pub fn service_answer_too_long() -> String {
    "the answer is too long".to_owned()
}

/// Why nobody answered, within [`service_unreachable`].
pub fn name_not_found() -> String {
    "its name is not found; look whether this machine is online".to_owned()
}

pub fn not_trusted(why: &str) -> String {
    format!("its certificate is not trusted ({why})")
}

pub fn nobody_answers() -> String {
    "nothing answers at its address".to_owned()
}

pub fn no_way_there() -> String {
    "no network leads there; look whether this machine is online".to_owned()
}

pub fn answer_broke_off() -> String {
    "its answer broke off".to_owned()
}

pub fn line_broke() -> String {
    "the connection broke off".to_owned()
}

pub fn took_too_long() -> String {
    "it took too long".to_owned()
}

pub fn no_refresh_token() -> String {
    "The service gave no token that lasts. Remove CaseyOS from the apps of your account there, then sign in again.".to_owned()
}

pub fn grant_is_over() -> String {
    "The service no longer honours the sign-in: access was taken back, the password changed, or, while the app stands on \"Testing\" at \
     Google, its seven days are over."
        .to_owned()
}

pub fn client_refused(words: &str) -> String {
    format!("The service does not know this client id and secret any more ({words}). Check them.")
}

pub fn code_refused(words: &str) -> String {
    format!("The service did not accept the answer of the browser: {words}. Try again.")
}

pub fn token_answer_unreadable() -> String {
    "its answer cannot be read".to_owned()
}

pub fn no_id_token() -> String {
    "The service did not say who signed in, so nothing was connected.".to_owned()
}

pub fn id_token_unreadable() -> String {
    "What the service said about who signed in cannot be read, so nothing was connected.".to_owned()
}

pub fn id_token_is_not_ours(claim: &str) -> String {
    format!("What the service said about who signed in is not about this sign-in ({claim}), so nothing was connected.")
}

pub fn no_mailbox_in_id_token() -> String {
    "The service named no verified mailbox, so nothing was connected.".to_owned()
}

pub fn no_discovery(base: &str) -> String {
    format!("{base} does not say where to sign in")
}

pub fn other_issuer(base: &str, issuer: &str) -> String {
    format!("{base} says that it is {issuer}; nothing is sent there.")
}

pub fn not_a_place(given: &str) -> String {
    format!("\"{given}\" is no address. It looks like https://accounts.example.com.")
}

pub fn not_a_safe_address(given: &str) -> String {
    format!("{given} is not protected. Only https is used, and http on this machine.")
}

pub fn port_is_taken(port: u16) -> String {
    format!("Port {port} of this machine is in use or not allowed. Choose another one.")
}

pub fn page_go_back() -> String {
    "This is all that the browser has to do. Close this page and go back to CaseyOS, which says how it went.".to_owned()
}

pub fn page_refused() -> String {
    "Access was not given. Close this page and go back to CaseyOS.".to_owned()
}

pub fn page_of_another_sign_in() -> String {
    "This answer belongs to another sign-in. Close this page, and sign in from CaseyOS once more.".to_owned()
}

pub fn page_was_used() -> String {
    "This sign-in is over. Close this page.".to_owned()
}

pub fn page_not_for_you() -> String {
    "There is nothing here.".to_owned()
}

pub fn no_such_sign_in() -> String {
    "This sign-in is over. Begin a new one.".to_owned()
}

pub fn needs_no_sign_in(name: &str) -> String {
    format!("{name} needs no sign-in.")
}

pub fn client_id_missing() -> String {
    "Enter the client id that Google gave you; the steps are beside the field.".to_owned()
}

pub fn no_client(field: &str) -> String {
    let what = if field == "client_secret" { "client secret" } else { "client id" };
    format!("This is no {what}: it has no spaces and at most 300 characters.")
}

pub fn nobody_came_back() -> String {
    "The browser did not come back within five minutes. Begin again.".to_owned()
}

/// Codes of RFC 6749, 4.1.2.1.
pub fn sign_in_refused(code: &str) -> String {
    match code {
        "access_denied" => "Access was not given, so nothing was connected.".to_owned(),
        "admin_policy_enforced" => {
            "Your organisation's administrator does not allow this app. Ask them to trust its client id.".to_owned()
        }
        "invalid_scope" => {
            "The service does not know what was asked for. Enable the Gmail and Calendar APIs for your client.".to_owned()
        }
        other => {
            let code: String = other.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(60).collect();
            format!("The service refused the sign-in ({code}), so nothing was connected.")
        }
    }
}

pub fn another_mailbox(before: &str, now: &str) -> String {
    format!(
        "You signed in to {now}; this connection is {before}. Nothing was changed. Sign in to {before}, or connect {now} beside it."
    )
}

pub fn calendar_of(address: &str) -> String {
    format!("Calendar of {address}")
}

pub fn nothing_to_disconnect(name: &str) -> String {
    format!("{name} was read once and is not connected to anything.")
}

/// Somebody signed in and allowed nothing that could be read.
pub fn reading_not_allowed(address: &str) -> String {
    format!(
        "{address} allowed neither mail nor calendar to be read, so nothing is connected. Sign in again and leave the boxes ticked."
    )
}

pub fn not_revoked(address: &str, why: &str) -> String {
    format!(
        "The sign-in of {address} is forgotten here, but the service could not be told ({}). Take the access back in your account there.",
        why.trim_end_matches('.')
    )
}

pub fn not_a_list_of_names(at_most: usize) -> String {
    format!("At most {at_most} names, none of them empty or longer than 255 characters.")
}

pub fn destination_connection(action: Action, name: &str) -> String {
    match action {
        Action::SendEmail => format!("{name} sends this"),
        Action::BookMeeting => format!("{name} takes it and invites them"),
        Action::PostMessage => format!("{name} posts this"),
        Action::CompleteTask | Action::UpdateDealStage => format!("{name} changes this"),
        Action::CreateTask | Action::LogNote => format!("{name} keeps this"),
    }
}

pub fn no_mailbox() -> String {
    "no mailbox".to_owned()
}

pub fn not_allowed_to_do(action: Action, name: &str) -> String {
    match action {
        Action::SendEmail => format!("{name} is signed in for reading only; allow sending in Connections"),
        Action::BookMeeting => format!("{name} is signed in for reading only; allow booking in Connections"),
        Action::PostMessage => {
            format!("the token of {name} does not allow posting (chat:write); allow it in Slack and paste the token again")
        }
        Action::CreateTask | Action::CompleteTask | Action::LogNote | Action::UpdateDealStage => {
            format!("{name} is signed in for reading only; allow writing in Connections")
        }
    }
}

pub fn open_this_address() -> String {
    "Open this address in your browser and sign in; it brings you back here:".to_owned()
}

pub fn no_browser() -> String {
    "No browser could be opened; open the address yourself.".to_owned()
}

pub fn read_by_another() -> String {
    "The mailbox is being read already.".to_owned()
}

pub fn no_such_label(name: &str) -> String {
    format!("The mailbox has no label called \"{name}\". Check what this connection reads.")
}

pub fn mail_at(mailbox: &str, id: &str) -> String {
    format!("{mailbox}, mail {id}")
}

pub fn draft_changed_at_mailbox() -> String {
    "the draft was changed in the mailbox before it went; it stands there among your drafts".to_owned()
}

pub fn not_among_sent() -> String {
    "the draft left the mailbox, and the mail is not found among what was sent".to_owned()
}

pub fn disconnect_question(name: &str) -> String {
    format!("Disconnect {name}?")
}

/// `is_pasted` says that it was connected with a token, not by signing in; `also` is what the same sign-in reads beside it.
pub fn disconnect_consequence(is_pasted: bool, also: Option<&str>) -> String {
    let what = if is_pasted {
        "Its token is forgotten here and stays good at the service."
    } else {
        "It is signed out at the service, and its tokens are forgotten."
    };
    let with = also.map_or_else(String::new, |also| format!(" {}", super::goes_with_it(also)));
    format!("{what}{with} What was read stays, and connecting it again goes on where it stopped.")
}

fn in_their_words(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(": {}", words.trim_end_matches('.')) }
}

fn sentence(words: &str) -> String {
    if words.ends_with('.') { words.to_owned() } else { format!("{words}.") }
}
