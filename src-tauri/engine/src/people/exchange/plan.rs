//! What each row of a file of contacts comes to, decided from what is stored, and carried out.

use super::{SAMPLE, shape};
use crate::people::{checked_domain, company_domain, new_contact};
use crate::settings::Settings;
use crate::signals::effects;
use crate::store::exchange::{self, Filling, Known};
use crate::store::{Conn, Write, contact_edits, people, suppressions};
use api::{Actor, CsvContact, CsvMeaning, CsvProblem, CsvReport, Time, text};
use std::collections::{HashMap, HashSet};

/// The longest name, title or company, and the longest phone number, in characters; what is longer is cut.
const WORDS_AT_MOST: usize = 200;
const PHONE_AT_MOST: usize = 60;

/// A row as it stands in the file.
#[derive(Clone, Debug, Default)]
pub struct Row {
    line: u64,
    name: String,
    /// As they stand there, in order.
    addresses: Vec<String>,
    title: String,
    phone: String,
    company: String,
    domain: String,
    is_suppressed: bool,
    because: String,
}

impl Row {
    pub fn of(line: u64, record: &csv::StringRecord, meanings: &[Option<CsvMeaning>]) -> Self {
        let mut row = Self { line, ..Self::default() };
        let (mut first, mut last) = (String::new(), String::new());
        for (field, meaning) in record.iter().zip(meanings) {
            let Some(meaning) = meaning else { continue };
            let field = shape::unguarded(field);
            let tidy =
                |limit: usize| field.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(limit).collect::<String>();
            let to = match meaning {
                CsvMeaning::Address => {
                    row.addresses.extend(addresses_in(field));
                    continue;
                }
                CsvMeaning::Suppressed => {
                    row.is_suppressed |= shape::says_yes(field);
                    continue;
                }
                CsvMeaning::Name => &mut row.name,
                CsvMeaning::FirstName => &mut first,
                CsvMeaning::LastName => &mut last,
                CsvMeaning::Title => &mut row.title,
                CsvMeaning::Phone => &mut row.phone,
                CsvMeaning::Company => &mut row.company,
                CsvMeaning::Domain => &mut row.domain,
                CsvMeaning::SuppressedBecause => &mut row.because,
            };
            // Of several columns with the same meaning the first that says something counts.
            if to.is_empty() {
                *to = tidy(if *meaning == CsvMeaning::Phone { PHONE_AT_MOST } else { WORDS_AT_MOST });
            }
        }
        if row.name.is_empty() {
            row.name = [first, last].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        }
        row
    }
}

/// The addresses of a field, in which several may stand; what surrounds them in angle brackets is a name.
fn addresses_in(field: &str) -> Vec<String> {
    let bare = |entry: &str| match (entry.rfind('<'), entry.rfind('>')) {
        (Some(begin), Some(end)) if begin < end => entry.get(begin + 1..end).unwrap_or(entry).trim().to_owned(),
        _ => entry.trim().trim_start_matches("mailto:").to_owned(),
    };
    // Google writes several values of one field with three colons between.
    field.split([';', ',']).flat_map(|part| part.split(":::")).map(bare).filter(|entry| !entry.is_empty()).collect()
}

/// A row that is carried out.
#[derive(Clone, Debug)]
pub struct Step {
    row: Row,
    /// In the form in which they are compared, the first one first.
    addresses: Vec<String>,
    known: Option<Known>,
    suppress: bool,
}

/// What was decided about the rows so far.
pub struct Plan<'a> {
    settings: &'a Settings,
    /// Addresses of rows so far.
    seen: HashSet<String>,
    /// Companies that a row so far gives a name.
    named: HashSet<i64>,
}

impl<'a> Plan<'a> {
    pub fn new(settings: &'a Settings) -> Self {
        Self { settings, seen: HashSet::new(), named: HashSet::new() }
    }

    /// Decides about some rows, and counts them. Answers what is to be done.
    pub async fn add(&mut self, conn: &mut Conn, rows: &[Row], report: &mut CsvReport) -> anyhow::Result<Vec<Step>> {
        let mut steps = Vec::new();
        for row in rows {
            let Some(addresses) = self.usable(row, report) else { continue };
            steps.push(Step { row: row.clone(), addresses, known: None, suppress: false });
        }
        let all: Vec<&str> = steps.iter().flat_map(|step| step.addresses.iter().map(String::as_str)).collect();
        let known = exchange::known(conn, &all).await?;
        let covered = suppressions::covering(conn, &all).await?;
        for step in &mut steps {
            step.known = step.addresses.iter().find_map(|address| known.get(address)).cloned();
            let id = step.known.as_ref().map(|known| known.contact_id);
            for address in &step.addresses {
                if let Some(other) = known.get(address).filter(|other| Some(other.contact_id) != id) {
                    let words = text::csv_address_of_another(address, &other.name);
                    report.problems.push(CsvProblem { line: step.row.line, words });
                }
            }
            step.addresses.retain(|address| known.get(address).is_none_or(|other| Some(other.contact_id) == id));
            step.suppress = step.row.is_suppressed && !step.addresses.iter().all(|address| covered.contains_key(address));
            report.n_suppressed += u64::from(step.suppress);
            let has_more = match &step.known {
                None => None,
                Some(stored) => Some(self.knows_more(step, stored) || step.addresses.iter().any(|one| !known.contains_key(one))),
            };
            match has_more {
                None => report.n_new += 1,
                Some(true) => report.n_filled += 1,
                Some(false) => report.n_known += 1,
            }
            if report.sample.len() < SAMPLE {
                report.sample.push(sample(step));
            }
        }
        Ok(steps)
    }

    /// The addresses of a row that can be used and stood in none before. None for a row that is left out, which is counted.
    fn usable(&mut self, row: &Row, report: &mut CsvReport) -> Option<Vec<String>> {
        let mut say = |words: String| report.problems.push(CsvProblem { line: row.line, words });
        if row.addresses.is_empty() {
            report.n_without_address += 1;
            say(text::csv_without_address(&row.name));
            return None;
        }
        let (mut usable, mut is_double) = (Vec::new(), false);
        for written in &row.addresses {
            match crate::mail::sendable_address(written) {
                None => say(text::csv_bad_address(written)),
                Some(address) if self.settings.is_own(&address) => say(text::csv_own_address(&address)),
                Some(address) if usable.contains(&address) => {}
                Some(address) if self.seen.contains(&address) => {
                    is_double = true;
                    say(text::csv_double(&address));
                }
                Some(address) => usable.push(address),
            }
        }
        match (usable.is_empty(), is_double) {
            (true, true) => report.n_double += 1,
            (true, false) => report.n_bad += 1,
            (false, _) => {
                self.seen.extend(usable.iter().cloned());
                return Some(usable);
            }
        }
        None
    }

    /// Whether a row tells something of somebody that is not known of them.
    fn knows_more(&mut self, step: &Step, known: &Known) -> bool {
        let row = &step.row;
        let fills = |stands: &str, told: &str| stands.is_empty() && !told.is_empty();
        let names_company = !row.company.is_empty()
            && match known.company_id {
                None => true,
                Some(company) => known.is_named_by_domain && self.named.insert(company),
            };
        fills(&known.name, &row.name) || fills(&known.title, &row.title) || fills(&known.phone, &row.phone) || names_company
    }

    /// Stores what was decided.
    pub async fn carry_out(&mut self, write: &mut Write, steps: &[Step], file: &str, now: Time) -> anyhow::Result<()> {
        let new: Vec<&Step> = steps.iter().filter(|step| step.known.is_none()).collect();
        let contacts: Vec<_> = new.iter().filter_map(|step| Some(new_contact(step.addresses.first()?, &step.row.name))).collect();
        let made = people::make_contacts(write, &contacts, now).await?;
        let mut who: HashMap<u64, i64> = new.iter().zip(made).map(|(step, id)| (step.row.line, id.0)).collect();
        who.extend(steps.iter().filter_map(|step| Some((step.row.line, step.known.as_ref()?.contact_id))));
        let addresses: Vec<&str> = steps.iter().flat_map(|step| step.addresses.iter().map(String::as_str)).collect();
        let stored = exchange::known(write.conn(), &addresses).await?;
        let mut fillings = Vec::new();
        for step in steps {
            let Some(id) = who.get(&step.row.line).copied() else { continue };
            for address in step.addresses.iter().filter(|address| !stored.contains_key(*address)) {
                contact_edits::add_address(write, api::ContactId(id), address).await?;
            }
            let stands = step.addresses.iter().find_map(|address| stored.get(address));
            let company = self.company(write, step, stands, now).await?;
            let Row { name, title, phone, .. } = &step.row;
            fillings.push(Filling { contact: id, name, title, phone, company });
            if step.suppress {
                let reason = if step.row.because.is_empty() { text::suppressed_by_file(file) } else { step.row.because.clone() };
                for address in &step.addresses {
                    if suppressions::covering(write.conn(), &[address.as_str()]).await?.is_empty() {
                        suppressions::add(write, address, &reason, now).await?;
                        effects::record(write, Actor::Operator, "suppressed", address, now).await?;
                    }
                }
            }
        }
        exchange::fill(write, &fillings).await
    }

    /// The company that is to be filled in: the one of the domain that the row tells, else one of its name, made where there is
    /// none. One that was only named after its domain gets its name.
    async fn company(&self, write: &mut Write, step: &Step, stands: Option<&Known>, now: Time) -> anyhow::Result<Option<i64>> {
        let row = &step.row;
        if row.company.is_empty() {
            return Ok(None);
        }
        if let Some((company, is_named_by_domain)) = stands.and_then(|known| Some((known.company_id?, known.is_named_by_domain)))
        {
            if is_named_by_domain {
                exchange::name_company(write, company, &row.company).await?;
            }
            return Ok(None);
        }
        let told = checked_domain(&row.domain).unwrap_or_default();
        let of_address = step.addresses.iter().find_map(|address| company_domain(address)).unwrap_or_default();
        let domain = if told.is_empty() { of_address.to_owned() } else { told };
        if let Some((id, _)) = contact_edits::company_of_domain(write.conn(), &domain).await? {
            return Ok(Some(id.0));
        }
        if let Some(id) = contact_edits::company_called(write.conn(), &row.company).await? {
            return Ok(Some(id.0));
        }
        Ok(Some(contact_edits::make_company(write, &row.company, &domain, now).await?.0))
    }
}

fn sample(step: &Step) -> CsvContact {
    let Row { line, name, title, phone, company, .. } = step.row.clone();
    CsvContact { line, name, address: step.addresses.first().cloned().unwrap_or_default(), title, phone, company }
}
