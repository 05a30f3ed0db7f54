//! Maildirs as other programs leave them, and deliveries that are cut off.

use tempfile::TempDir;

use super::*;

/// File systems of Windows take no colon in a name, so programs write a semicolon there.
fn local(file: &str) -> String {
    if cfg!(windows) { file.replace(":2,", ";2,") } else { file.to_owned() }
}

fn put(root: &Path, file: &str) {
    let path = root.join(local(file));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "Subject: x\n\n").unwrap();
}

fn maildir(folders: &[&str]) -> TempDir {
    let root = TempDir::new().unwrap();
    for folder in folders {
        for place in ["cur", "new", "tmp"] {
            fs::create_dir_all(root.path().join(folder).join(place)).unwrap();
        }
    }
    root
}

fn files(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for place in ["cur", "new", "tmp"] {
        found.extend(
            fs::read_dir(root.join(place)).unwrap().map(|entry| format!("{place}/{}", entry.unwrap().file_name().display())),
        );
    }
    found
}

#[test]
fn folders_are_the_maildir_and_those_below() {
    let root = maildir(&["", ".Sent", ".INBOX.Entw&APw-rfe", "Archive"]);
    fs::create_dir_all(root.path().join("no-maildir/cur")).unwrap();
    put(root.path(), "dovecot.index");
    let found: Vec<_> = folders(root.path()).unwrap().into_iter().map(|f| (f.name, f.is_sent, f.is_draft_or_trash)).collect();
    let expected = [("INBOX", false, false), ("Archive", false, false), ("INBOX.Entwürfe", false, true), ("Sent", true, false)];
    assert_eq!(found, expected.map(|(name, sent, draft)| (name.to_owned(), sent, draft)));
    assert!(is_maildir(root.path()) && !is_maildir(&root.path().join("no-maildir")));
    assert!(folders(&root.path().join("Archive")).unwrap().iter().all(|folder| folder.name == "INBOX"));
    assert!(folders(&root.path().join(".Sent")).unwrap().iter().all(|folder| folder.is_sent));
    assert!(folders(&root.path().join("gone")).is_err());
}

#[test]
fn only_mails_are_listed_each_once() {
    let root = maildir(&["", ".Sent"]);
    for file in
        ["new/1.a", "cur/1.a:2,S", "cur/2.b;2,RS", "cur/3.c:2,DS", "cur/.hidden", "cur/sub/4.d", ".Sent/cur/5.e:2,S", "tmp/6.f"]
    {
        put(root.path(), file);
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.path().join("cur/2.b;2,RS"), root.path().join("cur/7.link")).unwrap();
    let found: Vec<_> = list(root.path()).unwrap().into_iter().map(|e| (e.name_base, e.is_sent, e.is_draft_or_trash)).collect();
    let expected = [("1.a", false, false), ("2.b", false, false), ("3.c", false, true), ("5.e", true, false)];
    assert_eq!(found, expected.map(|(name, sent, draft)| (name.to_owned(), sent, draft)));
    let first = list(root.path()).unwrap().remove(0);
    assert!(first.path.ends_with(local("cur/1.a:2,S")));
}

#[test]
fn a_folder_that_vanishes_has_no_mails() {
    let root = maildir(&[""]);
    let folder = folders(root.path()).unwrap().remove(0);
    fs::remove_dir_all(root.path().join("cur")).unwrap();
    put(root.path(), "new/1.a");
    assert_eq!(list_folder(&folder).unwrap().len(), 1);
}

#[test]
fn a_mail_is_delivered_once() {
    let root = TempDir::new().unwrap();
    let practice = root.path().join("a/practice");
    let Delivered::Now(path) = deliver(&practice, "casey.01", b"one").unwrap() else { panic!("not delivered") };
    assert_eq!(fs::read(&path).unwrap(), b"one");
    assert_eq!(deliver(&practice, "casey.01", b"two").unwrap(), Delivered::Already(path.clone()));
    assert_eq!(fs::read(&path).unwrap(), b"one");

    // A reader has seen and flagged it meanwhile.
    let moved = practice.join(local("cur/casey.01:2,S"));
    fs::rename(&path, &moved).unwrap();
    assert_eq!(deliver(&practice, "casey.01", b"three").unwrap(), Delivered::Already(moved.clone()));
    assert_eq!(find(&practice, "casey.01").unwrap(), Some(moved));
    assert_eq!(find(&practice, "casey.0").unwrap(), None);
    assert_eq!(files(&practice), [local("cur/casey.01:2,S")]);
}

#[test]
fn what_a_crash_left_is_written_anew() {
    let root = maildir(&[""]);
    fs::write(root.path().join("tmp/casey.02"), "half of a much longer mail").unwrap();
    assert!(matches!(deliver(root.path(), "casey.02", b"whole").unwrap(), Delivered::Now(_)));
    assert_eq!(files(root.path()), ["new/casey.02"]);
    assert_eq!(fs::read(root.path().join("new/casey.02")).unwrap(), b"whole");
}

#[test]
fn many_at_once_deliver_one() {
    let root = maildir(&[""]);
    let bodies: Vec<String> = (0..8).map(|n| format!("{n}").repeat(50_000)).collect();
    let new = std::thread::scope(|scope| {
        let threads: Vec<_> =
            bodies.iter().map(|body| scope.spawn(|| deliver(root.path(), "casey.03", body.as_bytes()).unwrap())).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .filter(|delivered| matches!(delivered, Delivered::Now(_)))
            .count()
    });
    assert_eq!(new, 1);
    assert_eq!(files(root.path()), ["new/casey.03"]);
    assert!(bodies.contains(&fs::read_to_string(root.path().join("new/casey.03")).unwrap()));
}

#[test]
fn a_name_cannot_leave_the_folder() {
    let root = maildir(&[""]);
    for name in ["", "../x", "a/b", "a\\b", ".hidden", "a:2,S", "a;2,S", "a\0b", &"n".repeat(300)] {
        assert_eq!(deliver(root.path(), name, b"x").unwrap_err().kind(), io::ErrorKind::InvalidInput, "{name}");
    }
    assert!(files(root.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn only_the_operator_can_read_what_is_delivered() {
    use std::os::unix::fs::PermissionsExt;
    let root = TempDir::new().unwrap();
    let practice = root.path().join("practice");
    let Delivered::Now(path) = deliver(&practice, "casey.04", b"x").unwrap() else { panic!("not delivered") };
    assert_eq!(fs::metadata(&practice).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
}
