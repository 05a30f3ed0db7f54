//! What is said of servers that mail is handed in to: what does not fit, what they refuse, and what is not known.
//!
//! Words for a connection are sentences; words for a delivery are pieces that stand behind "it could not be delivered:".

pub fn no_host(given: &str) -> String {
    format!("{} is no name of a server. It looks like smtp.example.com.", super::quoted(given))
}

pub fn no_port() -> String {
    "The port is a number from 1 to 65535; usually 465 for TLS and 587 for STARTTLS.".to_owned()
}

pub fn only_here_unprotected() -> String {
    "Without encryption only a server on this machine is used, because others could read the password and the mail. Choose tls or \
     starttls."
        .to_owned()
}

pub fn user_missing() -> String {
    "Enter the user name that goes with the password; it is often the address.".to_owned()
}

pub fn password_missing() -> String {
    "Enter the password. Where the provider signs in twice, it is an app password from its settings.".to_owned()
}

pub fn no_user_or_password(field: &str, limit: usize) -> String {
    format!("The {field} has a control character in it, or more than {limit} characters.")
}

pub fn demo_connects_nothing() -> String {
    "This is the demo workspace, which is connected to nothing. Start your own workspace: casey --data FOLDER import PATH."
        .to_owned()
}

pub fn smtp_name_not_found(host: &str) -> String {
    format!("there is no server called {host}, or this machine is offline")
}

pub fn smtp_refused(host: &str, port: u16) -> String {
    format!("{host} takes no connections on port {port}")
}

pub fn smtp_timed_out(host: &str, port: u16) -> String {
    format!("{host} did not answer in time on port {port}; tls and starttls have different ports")
}

pub fn smtp_unreachable(host: &str, why: &str) -> String {
    format!("{host} cannot be reached ({})", why.trim_end_matches('.'))
}

pub fn smtp_closed(host: &str) -> String {
    format!("{host} ended the conversation")
}

pub fn smtp_untrusted(host: &str, why: &str) -> String {
    format!("the certificate of {host} is not trusted ({})", why.trim_end_matches('.'))
}

pub fn smtp_no_tls(host: &str, port: u16) -> String {
    format!("{host} does not speak TLS on port {port}; choose starttls, or the port for tls")
}

pub fn smtp_no_starttls(host: &str, port: u16) -> String {
    format!("{host} offers no encryption on port {port}; choose tls, usually port 465")
}

pub fn smtp_needs_tls(host: &str, said: &str) -> String {
    format!("{host} wants an encrypted connection: choose tls or starttls{}", in_their_words(said))
}

pub fn smtp_needs_user(host: &str, said: &str) -> String {
    format!("{host} wants a user name and a password{}", in_their_words(said))
}

pub fn smtp_no_password_taken(host: &str) -> String {
    format!("{host} offers no sign-in by password")
}

pub fn smtp_wrong_password(host: &str, said: &str) -> String {
    format!("{host} does not accept the user name and password{}", in_their_words(said))
}

pub fn smtp_not_now(host: &str, said: &str) -> String {
    format!("{host} takes it later{}", in_their_words(said))
}

pub fn smtp_never(host: &str, said: &str) -> String {
    format!("{host} refused{}", in_their_words(said))
}

pub fn smtp_unreadable(host: &str) -> String {
    format!("what {host} answers is not SMTP")
}

/// Whom a server refused, each with its words.
pub fn smtp_recipients_refused(refused: &[(String, String)]) -> String {
    let each: Vec<String> = refused.iter().map(|(address, said)| format!("{address}{}", in_their_words(said))).collect();
    format!("the server does not take mail for {}. Nobody got it", each.join("; "))
}

pub fn smtp_recipients_later(put_off: &[(String, String)]) -> String {
    let each: Vec<String> = put_off.iter().map(|(address, said)| format!("{address}{}", in_their_words(said))).collect();
    format!("the server takes mail later for {}", each.join("; "))
}

pub fn smtp_no_script(host: &str) -> String {
    format!("{host} takes no addresses in this script (SMTPUTF8)")
}

pub fn smtp_no_recipient(address: &str) -> String {
    format!("{} is no address for a server", super::quoted(address))
}

pub fn smtp_bad_lines() -> String {
    "a line of it is too long or ends as no line of a mail does".to_owned()
}

pub fn smtp_not_connected(name: &str) -> String {
    format!("{name} is disconnected; connect it again")
}

pub fn smtp_no_password(name: &str) -> String {
    format!("the password of {name} is not stored any more; connect it again")
}

pub fn smtp_no_answer(why: &str) -> String {
    format!("it was handed in whole, and the answer was lost: {}", why.trim_end_matches('.'))
}

pub fn smtp_was_cut_off() -> String {
    "the program ended while it was handed in".to_owned()
}

pub fn smtp_somebody_else() -> String {
    "another process was handing it in".to_owned()
}

/// Words for a delivery as a sentence of their own.
pub fn smtp_sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", chars.as_str().trim_end_matches('.'))
}

fn in_their_words(said: &str) -> String {
    if said.is_empty() { String::new() } else { format!(" ({})", said.trim_end_matches('.')) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_recipients_are_named_with_what_the_server_says() {
        let refused = [("ines@brightloom.example".to_owned(), "550 no such user.".to_owned())];
        let words = smtp_recipients_refused(&refused);
        assert_eq!(words, "the server does not take mail for ines@brightloom.example (550 no such user). Nobody got it");
    }

    #[test]
    fn a_sentence_begins_with_a_capital_only_where_it_has_one() {
        assert_eq!(smtp_sentence("there is no server"), "There is no server.");
        assert_eq!(smtp_sentence(""), ".");
    }
}
