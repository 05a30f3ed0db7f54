//! Files that cannot be imported: each is named with its reason, and the rest goes in.

use crate::harness::{Desk, path};
use crate::mails::HELLO;
use engine::testkit::{OFFER, QUESTION};
use serde_json::json;
use std::path::Path;

/// Bytes that are the same in each run and mean nothing.
fn noise(n: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..n).map(|_| next()).collect()
}

/// Imports `file`, which has to be refused with its name and without a trace in the queue.
fn assert_refused(desk: &Desk, file: &Path, why: &str) {
    let before = desk.queue();
    let outcome = desk.casey(&["import", path(file)]);
    assert!(outcome.refused().contains(why), "{outcome:#?}");
    assert!(outcome.stderr.contains(path(file)), "{outcome:#?}");
    assert_eq!(desk.queue(), before);
}

#[test]
fn what_is_no_mail_is_named_with_its_reason() {
    let desk = Desk::with_work();
    let no_sender = "Subject: Hello\r\nDate: Fri, 20 Nov 2026 14:00:00 +0000\r\n\r\nWho am I?\r\n";

    assert_refused(&desk, &desk.file("noise.eml", noise(4096)), "not a mail");
    assert_refused(&desk, &desk.file("zeros.eml", vec![0; 4096]), "not a mail");
    assert_refused(&desk, &desk.file("empty.eml", ""), "empty");
    assert_refused(&desk, &desk.file("anonymous.eml", no_sender), "who sent it");
    assert_refused(&desk, &desk.beside("nowhere.eml"), "nothing at");
    std::fs::create_dir(desk.beside("empty")).unwrap();
    assert_refused(&desk, &desk.beside("empty"), "neither a mail");
    assert_refused(&desk, &desk.data(), "folder of this workspace");

    desk.assert_sound();
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named_with_its_reason() {
    let desk = Desk::with_work();
    let link = desk.beside("link.eml");
    std::os::unix::fs::symlink("/no/such/file", &link).unwrap();
    assert_refused(&desk, &link, "nothing at");
}

#[test]
fn a_broken_file_does_not_keep_the_others_out() {
    let desk = Desk::of_dana();
    let folder = desk.mails("mails", &[OFFER, QUESTION, HELLO]);
    desk.file("mails/a-first.eml", noise(4096));
    desk.file("mails/p-cut.eml", QUESTION.text().get(..40).unwrap());
    desk.file("mails/z-last.eml", "");

    let outcome = desk.casey(&["import", path(&folder)]);
    outcome.refused();

    let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((&report["n_new"], &report["n_items"]), (&json!(3), &json!(1)), "{report:#}");
    assert_eq!(report["unreadable"].as_array().unwrap().len(), 3, "{report:#}");
    for file in ["a-first.eml", "p-cut.eml", "z-last.eml"] {
        assert!(outcome.stderr.contains(file), "{outcome:#?}");
    }
    desk.casey(&["run", "--until-idle"]).ok();
    assert_eq!(desk.the_item()["state"], "review");
}

#[test]
fn a_damaged_mbox_gives_what_can_be_read() {
    let desk = Desk::of_dana();
    let mut bytes = std::fs::read(crate::mails::mbox(&desk, 20)).unwrap();
    bytes.extend_from_slice(b"From nobody Fri Nov 20 09:30:00 2026\n");
    bytes.extend(noise(4096));
    let damaged = desk.file("damaged.mbox", bytes);

    let outcome = desk.casey(&["import", path(&damaged)]);
    outcome.refused();

    let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["n_new"], 20, "{report:#}");
}

/// A command that may not read what its permissions forbid: root may, unless that is taken from it.
#[cfg(unix)]
pub fn bound_by_permissions(desk: &Desk, command: std::process::Command) -> Option<std::process::Command> {
    use std::os::unix::fs::PermissionsExt as _;
    let probe = desk.file("probe", "x");
    std::fs::set_permissions(&probe, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&probe).is_err() {
        return Some(command);
    }
    let mut bound = std::process::Command::new("setpriv");
    bound.arg("--bounding-set=-dac_override,-dac_read_search").arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => bound.env(name, value),
            None => bound.env_remove(name),
        };
    }
    let mut check = std::process::Command::new("setpriv");
    let answer = check.arg("--bounding-set=-dac_override,-dac_read_search").arg("cat").arg(&probe).output();
    match answer {
        Ok(answer) if String::from_utf8_lossy(&answer.stderr).starts_with("cat:") => Some(bound),
        _ => {
            eprintln!("NOT TESTED: this user may read everything, and setpriv cannot take that away");
            None
        }
    }
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_named_with_what_to_do() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with_work();
    let before = desk.picture();
    let folder = desk.mails("closed", &[HELLO]);
    let file = desk.file("closed.eml", HELLO.text());
    for closed in [&folder, &file] {
        std::fs::set_permissions(closed, std::fs::Permissions::from_mode(0o000)).unwrap();
        let Some(command) = bound_by_permissions(&desk, desk.command(0, &["import", path(closed)])) else { return };
        let outcome = crate::harness::Running::start(command).finish();
        assert!(outcome.refused().contains("permission"), "{outcome:#?}");
        // The folder of the desk must be removable again.
        std::fs::set_permissions(closed, std::fs::Permissions::from_mode(0o700)).unwrap();
    }
    assert_eq!(desk.picture(), before);
}
