//! How fast a large mbox is imported: read, told apart, stored in threads with its people, and judged.
//!
//! The yardstick is mail-parser alone, with what it reads by itself, over the same mails in memory. Memory is the most that the
//! process held, after a tenth of the mails and at the end.

use crate::figure::Figure;
use crate::memory::{forget_peak, most_held};
use crate::stopwatch::time;
use crate::world::{Dice, World};
use anyhow::{Context as _, ensure};
use api::{Api as _, Import};
use engine::mail::Mbox;
use jiff::civil::{Date, date};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::Path;
use std::time::Duration;

pub const ID: &str = "import";
const MAILS: usize = 250_000;
const MAILS_PER_FILE: usize = 12_500;
/// Of a conversation; their numbers follow each other.
pub const MAILS_EACH: usize = 4;
const TARGET: f64 = 0.3;
/// A flat memory may still grow by its caches.
const GROWTH_AT_MOST: f64 = 1.5;

pub async fn measure(scale: usize) -> anyhow::Result<Figure> {
    let n_files = (MAILS * scale / 100).div_ceil(MAILS_PER_FILE).max(2);
    let world = World::new().await?;
    let mut dice = Dice::new();
    let (mut alone, mut importing, mut bytes) = (Duration::ZERO, Duration::ZERO, 0);
    let mut held_first = 0.0;
    forget_peak();
    for number in 0..n_files {
        let file = world.folder().join(format!("{number}.mbox"));
        write_mbox(&file, number * MAILS_PER_FILE..(number + 1) * MAILS_PER_FILE, &mut dice)?;
        bytes += std::fs::metadata(&file).context("Weigh an mbox")?.len();
        alone += parse_alone(&file)?;
        let (took, n_new) = time(import(&world, &file)).await?;
        ensure!(n_new == MAILS_PER_FILE as u64, "{n_new} mails were new");
        importing += took;
        std::fs::remove_file(&file).context("Remove an mbox")?;
        if number == n_files / 10 {
            held_first = most_held()?;
        }
    }
    let held = most_held()?;
    world.engine.stop().await;
    let n_mails = n_files * MAILS_PER_FILE;
    let rate = |took: Duration| n_mails as f64 / took.as_secs_f64();
    let (measured, yardstick) = (rate(importing), rate(alone));
    let (ratio, growth) = (measured / yardstick, held / held_first);
    Ok(Figure {
        id: ID,
        at: format!(
            "{n_mails} mails of {:.0} KB on average; held {held_first:.0} MB after a tenth, {held:.0} MB at the end",
            bytes as f64 / n_mails as f64 / 1024.0
        ),
        measured,
        yardstick,
        unit: "mails/s",
        ratio,
        target: format!("ratio at least {TARGET:.2}, memory flat"),
        passes: ratio >= TARGET && growth <= GROWTH_AT_MOST,
    })
}

async fn import(world: &World, path: &Path) -> anyhow::Result<u64> {
    Ok(world.engine.import(Import { paths: vec![path.display().to_string()] }).await?.n_new)
}

fn parse_alone(path: &Path) -> anyhow::Result<Duration> {
    let parser = mail_parser::MessageParser::default();
    let mut took = Duration::ZERO;
    for entry in Mbox::new(BufReader::new(File::open(path).context("Open the mails")?)) {
        let raw = entry.context("Read the mails")?.raw;
        let (one, parsed) = crate::stopwatch::time_now(|| parser.parse(&raw).is_some());
        ensure!(parsed, "mail-parser reads no mail");
        took += one;
    }
    Ok(took)
}

const SENTENCES: &[&str] = &[
    "We looked at the proposal together and our people in the warehouse have two remarks about the evening shift.",
    "Could you send pricing for 40 seats and tell me whether single sign-on is included?",
    "The pilot went well, people like the new reports very much, and the paper plan on the wall is gone.",
    "Our legal department has no further remarks on the second draft of the contract.",
    "I will be in the office until Thursday and then again from the middle of next week.",
    "Please find the list of users attached, it is the one that we talked about on the phone.",
];

/// Mail as it lies in mailboxes, over three years: letters with quotes, half of them with HTML beside the text, a fifth with a
/// document of 40 to 240 KB, and a fifth newsletters of 30 KB of HTML.
fn write_mbox(path: &Path, numbers: std::ops::Range<usize>, dice: &mut Dice) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path).context("Make an mbox")?);
    for number in numbers {
        file.write_all(mail(number, Days { first: date(2023, 11, 1), n: 1100 }, dice)?.as_bytes()).context("Write an mbox")?;
    }
    file.flush().context("Write an mbox")
}

/// The days over which conversations are spread.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    pub first: Date,
    pub n: usize,
}

/// One mail of a mailbox, as it stands in an mbox.
pub fn mail(number: usize, days: Days, dice: &mut Dice) -> anyhow::Result<String> {
    let (conversation, position) = (number / MAILS_EACH, number % MAILS_EACH);
    let contact = format!("Person {} <person{}@company{}.example>", conversation % 5000, conversation % 5000, conversation % 800);
    let is_own = position % 2 == 1;
    let (from, to) = if is_own {
        ("Dana Reed <dana@northwind.example>", contact.as_str())
    } else {
        (contact.as_str(), "Dana Reed <dana@northwind.example>")
    };
    let day = days.first.saturating_add(jiff::Span::new().days(i64::try_from(conversation % days.n)?));
    let mut text = "Hi,\n\n".to_owned();
    for _ in 0..6 {
        writeln!(text, "{}", dice.one_of(SENTENCES))?;
    }
    text.push_str("\nBest regards\nPerson\nHead of Operations\n\nOn Tue, 10 Nov 2026 at 09:00, Dana Reed wrote:\n");
    for _ in 0..12 {
        writeln!(text, "> {}", dice.one_of(SENTENCES))?;
    }
    let mut mail = format!(
        "From nobody {} 09:00:00 {}\nMessage-ID: <{number}.{:016x}@company.example>\nFrom: {from}\nTo: {to}\nSubject: {}Matter {conversation}\n\
         Date: {}, {} 1{position}:0{}:00 +0000\nMIME-Version: 1.0\nX-Mailer: Made up 1.0\nReceived: from mx.company.example by mx.northwind.example; x\n",
        day.strftime("%a %b %d"),
        day.year(),
        number,
        if position > 0 { "Re: " } else { "" },
        day.strftime("%a"),
        day.strftime("%d %b %Y"),
        dice.below(10),
    );
    if position > 0 {
        let before = number - 1;
        writeln!(
            mail,
            "In-Reply-To: <{before}.{before:016x}@company.example>\nReferences: <{before}.{before:016x}@company.example>"
        )?;
    }
    if conversation % 5 == 0 {
        mail.push_str("List-Unsubscribe: <mailto:off@news.example>\nList-Id: <news.example>\n");
    }
    if conversation % 5 == 0 {
        let cell = "<tr><td class=\"cell\" style=\"padding: 8px 16px; color: #333333\"><a href=\"https://news.example/a?b=c\">";
        let html: String = (0..150).map(|_| format!("{cell}{}</a></td></tr>\n", dice.one_of(SENTENCES))).collect();
        write!(
            mail,
            "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<html><body><table>{html}</table></body></html>\n\n"
        )?;
    } else if conversation % 5 == 1 {
        let n_lines = 550 + dice.below(2_700);
        let document: String = (0..n_lines).map(|line| format!("{:016x}{:060x}\n", line * 7_919, line)).collect();
        write!(
            mail,
            "Content-Type: multipart/mixed; boundary=\"b{number}\"\n\n--b{number}\nContent-Type: text/plain; charset=utf-8\n\
             Content-Transfer-Encoding: 8bit\n\n{text}\n--b{number}\nContent-Type: application/pdf; name=\"plan.pdf\"\n\
             Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"plan.pdf\"\n\n{document}--b{number}--\n\n"
        )?;
    } else if conversation % 2 == 0 {
        let html = text.replace('\n', "<br>\n");
        write!(
            mail,
            "Content-Type: multipart/alternative; boundary=\"b{number}\"\n\n--b{number}\nContent-Type: text/plain; charset=utf-8\n\
             Content-Transfer-Encoding: 8bit\n\n{text}\n--b{number}\nContent-Type: text/html; charset=utf-8\n\
             Content-Transfer-Encoding: 8bit\n\n<html><head><style>p {{ margin: 0 }}</style></head><body><div dir=\"ltr\">{html}</div></body></html>\n--b{number}--\n\n"
        )?;
    } else {
        write!(mail, "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n")?;
    }
    Ok(mail)
}
