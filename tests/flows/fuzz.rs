//! Whatever the bytes are, mail is read without loss, and importing it leaves a sound workspace: over the mails of
//! `tests/fixtures/mail` and thousands of mutations of them, the same in each run. `tests/fuzz` looks further.

use engine::mail::Mbox;
use engine::testkit::fuzz;
use std::path::Path;

/// How many mutations are read.
const N_READ: usize = 6_000;
/// How many are imported: each needs a workspace of its own.
const N_IMPORTED: usize = 40;
/// The longest mail that is mutated, so that many are.
const SEED_LIMIT: usize = 16 << 10;

/// What structure is made of, put where it does not belong.
const PIECES: &[&str] = &[
    "\n",
    "\r\n\r\n",
    "\0",
    "\n\nFrom a@example.com Fri Nov 20 14:00:00 2026\n",
    "\n>From here\n",
    "\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
    "\n--b\n",
    "\n--b--\n",
    "\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"\"\n",
    "\nContent-Type: message/rfc822\n\n",
    "\nContent-Type: text/html; charset=utf-16\n\n<p>x</p><blockquote>&#13;&#0;&#x202e;&lt;b&gt;",
    "\nContent-Type: text/plain; charset=iso-2022-jp; format=flowed; delsp=yes\n\n",
    "\nContent-Transfer-Encoding: base64\n\n",
    "\nContent-Transfer-Encoding: quoted-printable\n\n=0D=0A=00=E2=80=A8",
    "\nContent-Disposition: attachment; filename*=utf-8''%0D%0Ax%00.txt\n",
    "\nSubject: =?utf-8?B?DQpCY2M6IHhAeC50ZXN0?= =?utf-8?Q?=0D=0A=1B?=\n",
    "\nFrom: \"a\r\n b\" <A@Example.com>, x@y.test\n",
    "\nFrom: MAILER-DAEMON\n",
    "\nTo: undisclosed:;, \"a\\\" <b@c>, d:;(((\n",
    "\nDate: Fri, 31 Feb 0000 25:61:61 -9999\n",
    "\nDate: Fri, 31 Dec 9999 23:59:60 +2359\n",
    "\nMessage-ID: <a b>\n",
    "\nReferences: <<a>> <b\n <c@d> <c@d>\n",
    "\nAuto-Submitted: auto-replied\n",
    "\nList-Unsubscribe: <mailto:u@x.test>\n",
    "\n-----Original Message-----\nFrom: x\n",
    "\nOn Tue, 3 May 2024 at 10:00, B <b@x.test> wrote:\n> ",
    "\n-- \n",
    "\u{2028}\u{85}\u{feff}\u{a0}\u{3000}",
];

/// SplitMix64: numbers that look random and are the same in each run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `limit`; 0 where that is 0.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap()
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let (a, b) = (self.below(length + 1), self.below(length + 1));
        a.min(b)..a.max(b)
    }
}

/// Every file of the fixtures, in order.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().flat_map(|path| if path.is_dir() { files(path) } else { vec![std::fs::read(path).unwrap()] }).collect()
}

fn fixtures() -> Vec<Vec<u8>> {
    let found = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/mail"));
    assert!(found.len() > 20, "{}", found.len());
    found
}

/// The mails in the fixtures, one by one.
fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for file in fixtures() {
        seeds.extend(Mbox::new(file.as_slice()).flatten().map(|entry| entry.raw));
        seeds.push(file);
    }
    seeds.retain(|seed| seed.len() <= SEED_LIMIT);
    assert!(seeds.len() > 200, "{}", seeds.len());
    seeds
}

/// One of the seeds after some accidents.
fn mutation(seeds: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = seeds[numbers.below(seeds.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        match numbers.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            1 => bytes.truncate(at),
            2 => {
                let chunk = bytes[numbers.range(bytes.len())].to_vec();
                bytes.splice(at..at, chunk);
            }
            3 => drop(bytes.drain(numbers.range(bytes.len()))),
            4 => {
                let other = &seeds[numbers.below(seeds.len())];
                let chunk = other[numbers.range(other.len())].to_vec();
                bytes.splice(at..at, chunk);
            }
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())];
                // Half of them where lines begin, as headers do.
                let begins = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n'));
                let at = at + begins.filter(|_| numbers.below(2) == 0).unwrap_or(0);
                bytes.splice(at..at, piece.bytes());
            }
        }
        bytes.truncate(4 * SEED_LIMIT);
    }
    bytes
}

/// Runs a check, and where it fails says of which bytes.
fn check(name: &str, bytes: &[u8], of: fn(&[u8])) {
    if let Err(fault) = std::panic::catch_unwind(|| of(bytes)) {
        eprintln!("{name}: {:?}", String::from_utf8_lossy(bytes));
        std::panic::resume_unwind(fault);
    }
}

#[test]
fn mail_that_accidents_befell_is_read_without_loss() {
    for (number, file) in fixtures().iter().enumerate() {
        check(&format!("fixture {number}"), file, fuzz::parse);
    }
    let (seeds, mut numbers) = (seeds(), Numbers(1));
    for number in 0..N_READ {
        check(&format!("mutation {number}"), &mutation(&seeds, &mut numbers), fuzz::parse);
    }
}

#[test]
fn mail_that_accidents_befell_is_imported_once_and_leaves_a_sound_workspace() {
    for (number, file) in fixtures().iter().enumerate() {
        check(&format!("fixture {number}"), file, fuzz::import);
    }
    let (seeds, mut numbers) = (seeds(), Numbers(2));
    for number in 0..N_IMPORTED {
        check(&format!("mutation {number}"), &mutation(&seeds, &mut numbers), fuzz::import);
    }
}
