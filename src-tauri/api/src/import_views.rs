//! What reading in files comes to: mails, and contacts (CSV) before and after.

use crate::signal::wire;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Mails that are new here.
    pub n_new: u64,
    /// Mails that were here already.
    pub n_known: u64,
    pub unreadable: Vec<UnreadableFile>,
    /// Items that were opened in the queue.
    pub n_items: u64,
    /// People who wrote for the first time; they stand beside the queue.
    #[serde(default)]
    pub n_senders: u64,
    /// Files of contacts.
    #[serde(default)]
    pub contacts: Vec<CsvReport>,
    /// What the operator should know or do next.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadableFile {
    pub path: String,
    pub reason: String,
}

wire! {
    /// What a column of the file is taken for.
    CsvMeaning {
        Name = "name",
        FirstName = "first_name",
        LastName = "last_name",
        Address = "address",
        Title = "title",
        Phone = "phone",
        Company = "company",
        Domain = "domain",
        /// Whether nothing may go to them.
        Suppressed = "suppressed",
        SuppressedBecause = "suppressed_because",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvColumn {
    /// As it stands in the file.
    pub header: String,
    /// None for a column that is left out.
    pub means: Option<CsvMeaning>,
}

/// A row that was left out, or part of one, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvProblem {
    /// The line of the file, from 1.
    pub line: u64,
    pub words: String,
}

/// A row as it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvContact {
    /// The line of the file, from 1.
    pub line: u64,
    pub name: String,
    pub address: String,
    pub title: String,
    pub phone: String,
    pub company: String,
}

/// What a file comes to. Every row is one of new, filled, known, double, without an address, or bad.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CsvReport {
    /// The name of the file.
    pub file: String,
    /// As in `UTF-8`.
    pub encoding: String,
    /// What stands between two fields: `,`, `;` or a tab.
    pub separator: String,
    pub columns: Vec<CsvColumn>,
    pub n_rows: u64,
    /// Contacts that are not here yet.
    pub n_new: u64,
    /// Contacts that are here, of whom the file knows more.
    pub n_filled: u64,
    /// Contacts that are here, of whom the file knows nothing more.
    pub n_known: u64,
    /// Rows with an address that stood in a row before.
    pub n_double: u64,
    pub n_without_address: u64,
    /// Rows whose address cannot be used.
    pub n_bad: u64,
    /// Addresses to which nothing may go from now on.
    pub n_suppressed: u64,
    /// The first hundred, by line.
    pub problems: Vec<CsvProblem>,
    /// How many there are in all.
    pub n_problems: u64,
    /// The first rows that are taken.
    pub sample: Vec<CsvContact>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exported {
    pub path: String,
    pub n_people: u64,
}
