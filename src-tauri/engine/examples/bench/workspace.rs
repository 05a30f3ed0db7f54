//! A workspace on disk as an operator would have it after a long while: every conversation read from mail, judged and drafted.
//!
//! Made through the contract, as any host would, and on the machine's clock: it is opened by the real window.

use crate::world::Dice;
use anyhow::{Context as _, ensure};
use api::{Api as _, GetStatus, Import, SetSetting};
use engine::testkit::Mail;
use engine::{Engine, Options};
use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

const ITEMS: usize = 100_000;
const OWN: &str = "Dana Reed <dana@northwind.example>";
const CONTACTS_PER_COMPANY: usize = 10;
/// The oldest question is old, but not too old for work.
const WITHIN_MINUTES: u64 = 9 * 24 * 60;
const FIRST_NAMES: &[&str] = &["Ines", "Omar", "Li", "Sofia", "Jonas", "Amara", "Kofi", "Yuki", "Elif", "Mateo", "Freya"];
const LAST_NAMES: &[&str] = &["Duarte", "Haddad", "Wen", "Lindqvist", "Weber", "Okafor", "Mensah", "Tanaka", "Demir"];
const COMPANIES: &[&str] = &["brightloom", "harborview", "tallgrass", "quietmill", "redlantern", "oakandiron", "bluefinch"];
const SUBJECTS: &[&str] = &["Seats for the pilot", "Pricing for next year", "Security review", "Contract, second draft"];
const ASKED: &[&str] = &[
    "could you send pricing for 40 seats and tell me whether single sign-on is included? We decide on Friday.",
    "when can your team join a call with our security people? They have two questions about backups.",
    "please send the signed order form, we want to start on Monday. Who is our contact for the first week?",
    "our legal team has no further remarks on the second draft. Can you send us the final version?",
];

/// Makes a workspace with that many percent of a hundred thousand open items in a folder that is not there yet.
pub async fn make(folder: &Path, scale: usize) -> anyhow::Result<()> {
    let n_items = ITEMS * scale / 100;
    let engine = Engine::open(Options::at(folder)).await?;
    for (key, value) in [("operator.email", "dana@northwind.example"), ("operator.name", "Dana Reed")] {
        engine.set_setting(SetSetting { key: key.to_owned(), value: value.to_owned() }).await?;
    }
    let mails = folder.with_extension("mbox");
    write_mails(&mails, n_items)?;
    engine.import(Import { paths: vec![mails.display().to_string()] }).await?;
    std::fs::remove_file(&mails).context("Remove the mails")?;
    engine.run_until_idle().await?;
    let n_open = engine.status(GetStatus {}).await?.n_open;
    ensure!(n_open == n_items as u64, "{n_open} items came of {n_items} conversations");
    engine.stop().await;
    Ok(())
}

/// In each conversation the operator offers something and the contact asks something back.
fn write_mails(path: &Path, n: usize) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path).context("Make an mbox")?);
    let mut dice = Dice::new();
    for number in 0..n {
        let (first, last) = (dice.one_of(FIRST_NAMES), dice.one_of(LAST_NAMES));
        let domain = format!("{}{}.example", dice.one_of(COMPANIES), number / CONTACTS_PER_COMPANY);
        let contact = format!("{first} {last} <{}{number}@{domain}>", first.to_lowercase());
        // The number tells the subjects apart, by which a bench sees which item is shown.
        let subject = format!("{} {number}", dice.one_of(SUBJECTS));
        let asked_at = minutes_ago(60 + dice.below(WITHIN_MINUTES))?;
        let offer = Mail {
            id: &format!("offer{number}@northwind.example"),
            from: OWN,
            to: &contact,
            subject: &subject,
            date: &rfc2822::to_string(&asked_at.checked_sub(SignedDuration::from_hours(20))?.to_zoned(jiff::tz::TimeZone::UTC))?,
            answers: "",
            headers: "",
            body: &format!("Hi {first},\n\nhappy to set this up for you. Which week suits you?\n\nDana"),
        };
        let question = Mail {
            id: &format!("question{number}@{domain}"),
            from: &contact,
            to: OWN,
            subject: &format!("Re: {subject}"),
            date: &rfc2822::to_string(&asked_at.to_zoned(jiff::tz::TimeZone::UTC))?,
            answers: offer.id,
            headers: "",
            body: &format!("Hi Dana,\n\n{}\n\n{first}", dice.one_of(ASKED)),
        };
        for mail in [offer, question] {
            let text = mail.text().replace("\r\n", "\n");
            write!(file, "From nobody Fri Nov 20 15:00:00 2026\n{text}\n").context("Write an mbox")?;
        }
    }
    file.flush().context("Write an mbox")
}

#[expect(clippy::disallowed_methods, reason = "the window that opens this reads the real clock, so its mail must be recent")]
fn minutes_ago(minutes: u64) -> anyhow::Result<Timestamp> {
    Ok(Timestamp::now().checked_sub(SignedDuration::from_mins(i64::try_from(minutes)?))?)
}
