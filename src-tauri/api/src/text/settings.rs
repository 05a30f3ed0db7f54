//! What settings are for, and what is wrong with a value.

use super::quoted;

pub fn unknown_setting(key: &str) -> String {
    format!("There is no setting called {}. `casey settings list` names them all.", quoted(key))
}

pub fn not_a_switch(value: &str) -> String {
    format!("{} is neither true nor false.", quoted(value))
}

pub fn not_a_number_between(value: &str, lowest: i64, highest: i64) -> String {
    format!("{} is not a whole number from {lowest} to {highest}.", quoted(value))
}

pub fn not_a_zone(value: &str) -> String {
    format!("{} is not a time zone. Write one like Europe/Lisbon.", quoted(value))
}

pub fn not_hours(value: &str) -> String {
    format!("{} are not working hours. Write them like mon-fri 08:00-18:00.", quoted(value))
}

pub fn not_addresses(value: &str) -> String {
    format!("{} is not a list of mail addresses. Write them with commas between.", quoted(value))
}

pub fn not_weights(value: &str) -> String {
    format!(
        "{} are not weights. Write four numbers like 0.4 0.3 0.2 0.1, for revenue, urgency, strategic and effort.",
        quoted(value)
    )
}

pub fn not_an_amount(value: &str) -> String {
    format!("{} is not an amount above zero.", quoted(value))
}

pub fn not_rates(value: &str) -> String {
    format!("{} is not a table of rates. Write it like USD 0.92, GBP 1.17.", quoted(value))
}

pub fn not_one_of(value: &str, choices: &[&str]) -> String {
    format!("{} is none of these: {}.", quoted(value), choices.join(", "))
}

pub fn not_bindings(value: &str) -> String {
    format!("{} are not keys. Write them as JSON, like {{\"approve\": \"a\"}}.", quoted(value))
}

pub fn neither_address_nor_domain(value: &str) -> String {
    format!("{} is neither a mail address nor a domain.", quoted(value))
}

pub fn no_data_folder() -> String {
    "The system names no folder for data. Say one with --data.".to_owned()
}

pub fn not_suppressed(what: &str) -> String {
    format!("{what} is not suppressed.")
}

pub fn problem(words: &str, n_times: i64) -> String {
    if n_times > 1 { format!("{words} ({n_times} times)") } else { words.to_owned() }
}

pub fn file_sound(path: &str) -> String {
    format!("{path} is sound.")
}

pub fn file_damaged(fault: &str) -> String {
    format!("The file is damaged: {fault}. Restore the newest copy beside it.")
}

pub fn ledger_whole() -> String {
    "The ledger is whole.".to_owned()
}

pub fn ledger_broken(row: i64) -> String {
    format!("The ledger is broken at row {row}: it was changed from outside.")
}

pub fn no_operator_name() -> String {
    "Your name is not known; mails end without one. Set operator.name.".to_owned()
}

pub fn kill_switch_is_on() -> String {
    "The kill switch is on; nothing leaves. `casey kill-switch off` lifts it.".to_owned()
}

pub fn practice_on() -> String {
    "Practice mode: nothing leaves.".to_owned()
}

pub fn practice_off() -> String {
    "Practice mode is off: approved work leaves.".to_owned()
}

pub fn connection_read(kind: &str, n: u64) -> String {
    format!("{}, read.", super::n_read(kind, n))
}

pub fn job_failing(error: &str) -> String {
    format!("It failed and is tried again: {error}.")
}
