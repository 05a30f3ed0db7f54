//! Words about files of contacts.

use super::{count, quoted};
use crate::{CsvMeaning, CsvReport};

/// How many columns of a file a sentence names.
const COLUMNS_NAMED: usize = 12;

pub fn csv_is_empty(file: &str) -> String {
    format!("{file} is empty. Its first line must name the columns; one of them must hold addresses and be called Email.")
}

pub fn csv_without_headers(file: &str) -> String {
    format!("The first line of {file} holds an address. It must name the columns instead, as in: Name, Email, Company.")
}

/// `seen` are the names of its columns.
pub fn csv_without_addresses(file: &str, seen: &[&str]) -> String {
    let mut named: Vec<String> = seen.iter().take(COLUMNS_NAMED).map(|column| quoted(column)).collect();
    if seen.len() > COLUMNS_NAMED {
        named.push(format!("{} more", seen.len() - COLUMNS_NAMED));
    }
    format!(
        "{file} has no column with addresses. Its columns are {}. Needed is one called Email (or E-Mail, Courriel, Correo); Name, First \
         name, Last name, Title, Phone, Company and Domain are taken where they are there. Nothing was changed.",
        named.join(", ")
    )
}

pub fn csv_too_large(path: &str, limit_mb: u64) -> String {
    format!("{path} is larger than {limit_mb} MB. Divide it, and read in one part after the other.")
}

pub fn not_a_file(path: &str) -> String {
    format!("{path} is no file.")
}

pub fn quote_not_closed() -> String {
    "A quotation mark begins here and is not closed, so that what follows cannot be told apart. Left out.".to_owned()
}

/// `name` may be empty.
pub fn csv_without_address(name: &str) -> String {
    if name.is_empty() { "No address. Left out.".to_owned() } else { format!("{} has no address. Left out.", quoted(name)) }
}

pub fn csv_bad_address(written: &str) -> String {
    format!("{} is no address.", quoted(written))
}

pub fn csv_own_address(address: &str) -> String {
    format!("{} is your own address. Left out.", quoted(address))
}

pub fn csv_double(address: &str) -> String {
    format!("{} stood in a line before.", quoted(address))
}

/// `who` may be empty.
pub fn csv_address_of_another(address: &str, who: &str) -> String {
    let who = if who.is_empty() { "somebody else".to_owned() } else { quoted(who) };
    format!("{} is an address of {who} and stays theirs.", quoted(address))
}

/// Why somebody is suppressed whom a file says so of.
pub fn suppressed_by_file(file: &str) -> String {
    format!("said in {file}")
}

/// What a file of contacts came to, in a line.
pub fn contacts_read(report: &CsvReport) -> String {
    let CsvReport { file, n_new, n_filled, n_known, n_double, n_without_address, n_bad, n_suppressed, .. } = report;
    let mut parts = vec![count(*n_new, "new contact", "new contacts")];
    let further = [
        (*n_filled, "filled in"),
        (*n_known, "here already"),
        (*n_double, "twice in the file"),
        (*n_without_address, "without an address"),
        (*n_bad, "with an address that cannot be used"),
        (*n_suppressed, "suppressed from now on"),
    ];
    parts.extend(further.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
    format!("{file}: {}.", parts.join(", "))
}

/// What stands beside a column that nobody knows.
pub fn column_left_out() -> String {
    "left out".to_owned()
}

/// A row of a file that was left out, or part of one.
pub fn csv_problem(line: u64, words: &str) -> String {
    format!("Line {line}: {words}")
}

pub fn csv_more_problems(n: u64) -> String {
    format!("And {n} more lines.")
}

pub fn file_is_there(path: &str) -> String {
    format!("{path} is there already. Choose another name; nothing was written.")
}

pub fn cannot_write_file(path: &str, fault: &str) -> String {
    format!("{path} cannot be written: {fault}. Nothing was written.")
}

pub fn people_exported(n: u64, path: &str) -> String {
    format!("{} in {path}.", count(n, "contact is", "contacts are"))
}

/// Over what a file would do.
pub fn csv_title(file: &str) -> String {
    format!("What {file} would do")
}

/// What becomes of the rows of a file: how many, and what; only what there is.
pub fn csv_counts(report: &CsvReport) -> Vec<(u64, String)> {
    let all = [
        (report.n_new, if report.n_new == 1 { "new contact" } else { "new contacts" }),
        (report.n_filled, "filled in with what is missing"),
        (report.n_known, "here already"),
        (report.n_double, "twice in the file"),
        (report.n_without_address, "without an address"),
        (report.n_bad, "with an address that cannot be used"),
        (report.n_suppressed, "to whom nothing may go from then on"),
    ];
    let said = all.into_iter().enumerate().filter(|(place, (n, _))| *place == 0 || *n > 0);
    said.map(|(_, (n, words))| (n, words.to_owned())).collect()
}

/// What a column of a file is taken for.
pub fn csv_meaning(meaning: CsvMeaning) -> String {
    match meaning {
        CsvMeaning::Name => "name",
        CsvMeaning::FirstName => "first name",
        CsvMeaning::LastName => "last name",
        CsvMeaning::Address => "address",
        CsvMeaning::Title => "title",
        CsvMeaning::Phone => "phone",
        CsvMeaning::Company => "company",
        CsvMeaning::Domain => "domain",
        CsvMeaning::Suppressed => "suppressed",
        CsvMeaning::SuppressedBecause => "why suppressed",
    }
    .to_owned()
}

pub fn csv_n_problems(n: u64) -> String {
    count(n, "line is left out, or part of it", "lines are left out, or part of them")
}

pub fn csv_sample() -> String {
    "The first of them".to_owned()
}

pub fn csv_import(n_new: u64) -> String {
    format!("Import {}", count(n_new, "contact", "contacts"))
}

pub fn csv_nothing_new() -> String {
    "Nothing to import".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_shape_says_what_is_seen_and_what_is_needed() {
        let words = csv_without_addresses("deals.csv", &["Deal", "Amount"]);
        for part in ["deals.csv", "“Deal”", "“Amount”", "Email", "Correo", "Nothing was changed."] {
            assert!(words.contains(part), "{part}: {words}");
        }
    }

    #[test]
    fn what_a_file_came_to_names_only_what_there_is() {
        let report = CsvReport { file: "a.csv".to_owned(), n_new: 1, n_bad: 2, ..CsvReport::default() };
        assert_eq!(contacts_read(&report), "a.csv: 1 new contact, 2 with an address that cannot be used.");
    }
}
