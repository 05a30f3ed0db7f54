//! Contacts as files (CSV): read in, with a preview of what that will do, and written out.
//!
//! A file adds and fills in; it never overwrites what stands here. Reading it again changes nothing. Whom it says is suppressed is
//! suppressed here, and nobody is taken off that list by it.

mod columns;
mod export;
mod plan;
mod shape;

pub use export::export;

use crate::cx::Cx;
use crate::demo;
use crate::store::ledger;
use anyhow::Context as _;
use api::{Actor, ApiError, Code, CsvColumn, CsvMeaning, CsvProblem, CsvReport, text};
use plan::{Plan, Row};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// The largest file, in bytes: a hundred thousand contacts are a tenth of it.
const FILE_AT_MOST: u64 = 100 << 20;
/// A field that is longer than this is no field: somewhere a quotation mark was not closed.
const FIELD_AT_MOST: usize = 20_000;
/// How many problems are named, and how many rows are shown.
const PROBLEMS_NAMED: usize = 100;
const SAMPLE: usize = 5;
/// How many rows are looked up, and stored, at once.
const ROWS_AT_ONCE: usize = 500;

/// Whether a path is that of such a file, by its ending.
pub fn is_csv(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv") || ending.eq_ignore_ascii_case("tsv"))
}

/// What reading a file in would do. Changes nothing. Errors: `not_found`, `invalid` for a file of another shape.
pub async fn preview(cx: &Cx, path: &str) -> anyhow::Result<CsvReport> {
    let (mut report, rows) = read(path).await?;
    let settings = cx.settings().await?;
    let mut plan = Plan::new(&settings);
    for rows in rows.chunks(ROWS_AT_ONCE) {
        plan.add(&mut *cx.read().await?, rows, &mut report).await?;
    }
    finish(&mut report);
    Ok(report)
}

/// Reads a file in. Errors: as for [`preview`]; `conflict` in a demo.
pub async fn import(cx: &Cx, path: &str) -> anyhow::Result<CsvReport> {
    if demo::is_demo(&mut *cx.read().await?).await? {
        return Err(ApiError::new(Code::Conflict, text::demo_reads_no_mail()).into());
    }
    let (mut report, rows) = read(path).await?;
    let settings = cx.settings().await?;
    let now = cx.now();
    let mut plan = Plan::new(&settings);
    for rows in rows.chunks(ROWS_AT_ONCE) {
        let mut write = cx.write().await?;
        let steps = plan.add(write.conn(), rows, &mut report).await?;
        plan.carry_out(&mut write, &steps, &report.file, now).await?;
        write.commit().await?;
    }
    finish(&mut report);
    let mut write = cx.write().await?;
    let entry = ledger::Entry {
        actor: Actor::Operator,
        event: "contacts_imported",
        subject: "",
        detail: &format!("new:{} filled:{} known:{} bad:{}", report.n_new, report.n_filled, report.n_known, report.n_bad),
        content_hash: "",
    };
    ledger::append(&mut write, entry, now).await?;
    write.commit().await?;
    crate::signals::judge::judge_changed(cx).await?;
    Ok(report)
}

fn finish(report: &mut CsvReport) {
    report.problems.sort_by_key(|problem| problem.line);
    report.n_problems = report.problems.len() as u64;
    report.problems.truncate(PROBLEMS_NAMED);
}

/// The rows of a file, and what is known of it before they are looked at.
async fn read(path: &str) -> anyhow::Result<(CsvReport, Vec<Row>)> {
    let given = path.to_owned();
    tokio::task::spawn_blocking(move || read_now(&given)).await.context("Read a file of contacts")?
}

fn read_now(path: &str) -> anyhow::Result<(CsvReport, Vec<Row>)> {
    let bytes = bytes_of(path)?;
    let (decoded, encoding) = shape::decode(&bytes);
    let (separator, text, n_skipped) = shape::separator(&decoded);
    let mut report = CsvReport {
        file: Path::new(path).file_name().map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned()),
        encoding: encoding.to_owned(),
        separator: char::from(separator).to_string(),
        ..CsvReport::default()
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headers: Vec<String> =
        reader.headers().map_err(|fault| unreadable(path, &fault.to_string()))?.iter().map(str::to_owned).collect();
    let meanings = columns::meanings(&headers);
    if !meanings.contains(&Some(CsvMeaning::Address)) {
        return Err(other_shape(&report.file, &headers).into());
    }
    report.columns =
        headers.iter().zip(&meanings).map(|(header, means)| CsvColumn { header: header.clone(), means: *means }).collect();
    let (mut rows, mut lines) = (Vec::new(), Lines { text: text.as_bytes(), at: 0, line: n_skipped + 1 });
    for record in reader.into_records() {
        let record = record.map_err(|fault| unreadable(path, &fault.to_string()))?;
        let line = lines.of(record.position().map_or(0, csv::Position::byte));
        if record.iter().all(str::is_empty) {
            continue;
        }
        report.n_rows += 1;
        if record.iter().any(|field| field.len() > FIELD_AT_MOST) {
            report.n_bad += 1;
            report.problems.push(CsvProblem { line, words: text::quote_not_closed() });
            continue;
        }
        rows.push(Row::of(line, &record, &meanings));
    }
    Ok((report, rows))
}

/// Counts the lines of a text, whatever ends them. The reader's own count is one behind where two bytes do.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first thing behind this byte; asked in the order of the text.
    fn of(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(letter) = self.text.get(self.at) {
            let is_end = matches!(letter, b'\r' | b'\n');
            if self.at >= byte && !is_end {
                break;
            }
            self.at += 1;
            let is_half = *letter == b'\r' && self.text.get(self.at) == Some(&b'\n');
            self.line += u64::from(is_end && !is_half);
        }
        self.line
    }
}

fn bytes_of(path: &str) -> anyhow::Result<Vec<u8>> {
    let fault = |fault: std::io::Error| {
        let words = match fault.kind() {
            std::io::ErrorKind::NotFound => return ApiError::new(Code::NotFound, text::no_such_file(path)).on("path"),
            std::io::ErrorKind::PermissionDenied => text::not_allowed_to_read(path),
            _ => text::unreadable_file(path, &fault.to_string()),
        };
        ApiError::new(Code::Invalid, words).on("path")
    };
    if std::fs::metadata(path).map_err(fault)?.len() > FILE_AT_MOST {
        return Err(ApiError::new(Code::Invalid, text::csv_too_large(path, FILE_AT_MOST >> 20)).on("path").into());
    }
    if !Path::new(path).is_file() {
        // Opening a pipe or a device could wait for ever.
        return Err(ApiError::new(Code::Invalid, text::not_a_file(path)).on("path").into());
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(FILE_AT_MOST).read_to_end(&mut bytes)).map_err(fault)?;
    Ok(bytes)
}

fn unreadable(path: &str, fault: &str) -> ApiError {
    ApiError::new(Code::Invalid, text::unreadable_file(path, fault)).on("path")
}

fn other_shape(file: &str, headers: &[String]) -> ApiError {
    let seen: Vec<&str> = headers.iter().map(String::as_str).filter(|header| !header.is_empty()).collect();
    let words = if seen.is_empty() {
        text::csv_is_empty(file)
    } else if seen.iter().any(|header| header.contains('@')) {
        text::csv_without_headers(file)
    } else {
        text::csv_without_addresses(file, &seen)
    };
    ApiError::new(Code::Invalid, words).on("path")
}
