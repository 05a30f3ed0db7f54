//! Workspaces that cannot be opened or written: the program says why, changes nothing, and goes on once the cause is gone.

use crate::harness::{Desk, path};
use sqlx::{Connection as _, SqliteConnection};

#[test]
fn a_workspace_of_a_newer_version_is_left_alone() {
    let desk = Desk::with_work();
    let file = desk.data().join("casey.db");
    let change = |sql: &'static str| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut conn = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap();
            sqlx::query(sql).execute(&mut conn).await.unwrap();
            conn.close().await.unwrap();
        });
    };
    let before = desk.picture();
    change(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', true, x'00', 0)",
    );
    let bytes = std::fs::read(&file).unwrap();

    for args in [&["queue"][..], &["run", "--until-idle"], &["undo"]] {
        let outcome = desk.casey(args);
        assert!(outcome.refused().contains("newer version") && outcome.stdout.is_empty(), "{outcome:#?}");
    }

    assert!(std::fs::read(&file).unwrap() == bytes, "the file was changed");
    change("delete from _sqlx_migrations where version = 9999");
    assert_eq!(desk.picture(), before);
}

#[test]
fn a_file_where_the_folder_should_be_is_left_alone() {
    let desk = Desk::new();
    std::fs::write(desk.data(), "a letter").unwrap();

    let outcome = desk.casey(&["queue"]);

    assert!(outcome.refused().contains(path(&desk.data())), "{outcome:#?}");
    assert_eq!(std::fs::read_to_string(desk.data()).unwrap(), "a letter");
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let desk = Desk::new();
    let letter = "Dear Sir or Madam, ".repeat(400);
    std::fs::create_dir(desk.data()).unwrap();
    std::fs::write(desk.data().join("casey.db"), &letter).unwrap();

    let outcome = desk.casey(&["queue"]);

    assert!(outcome.refused().contains("not a workspace"), "{outcome:#?}");
    assert_eq!(std::fs::read_to_string(desk.data().join("casey.db")).unwrap(), letter);
}

#[test]
fn a_damaged_database_is_refused_in_words() {
    let desk = Desk::with_work();
    let file = desk.data().join("casey.db");
    let mut bytes = std::fs::read(&file).unwrap();
    // The header stays; every page behind it is nonsense.
    for byte in bytes.iter_mut().skip(200) {
        *byte = 0x5a;
    }
    std::fs::write(&file, &bytes).unwrap();

    desk.casey(&["queue"]).refused();
    desk.casey(&["run", "--until-idle"]).refused();
}

#[cfg(unix)]
#[test]
fn a_workspace_that_may_not_be_written_says_so() {
    use crate::bad_files::bound_by_permissions;
    use crate::harness::Running;
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with_work();
    let before = desk.picture();
    let close = |mode| std::fs::set_permissions(desk.data(), std::fs::Permissions::from_mode(mode)).unwrap();
    let Some(command) = bound_by_permissions(&desk, desk.command(0, &["run", "--until-idle"])) else { return };

    close(0o500);
    let outcome = Running::start(command).finish();
    close(0o700);

    assert!(outcome.refused().contains("permissions"), "{outcome:#?}");
    assert_eq!(desk.picture(), before);
}

#[cfg(target_os = "linux")]
/// Fills a small disk of its own, in a name space of its own, so that nothing of it is left.
const FULL_DISK: &str = r#"
mkdir "$DESK/disk" && mount -t tmpfs -o size=4m tmpfs "$DESK/disk" || exit 77
cp -r "$DESK/data" "$DESK/disk/data"
casey() { "$CASEY" --data "$DESK/disk/data" --json --now 2026-11-20T15:00:00Z "$@"; }
casey queue > "$DESK/before"
# Room for nothing, and room to open the workspace but not to store the mails.
for room in 0 160; do
    dd if=/dev/zero of="$DESK/disk/ballast" bs=4k 2> /dev/null
    truncate -s "-${room}K" "$DESK/disk/ballast"
    casey import "$DESK/many.mbox" > "$DESK/stdout-$room" 2> "$DESK/stderr-$room"
    echo $? > "$DESK/code-$room"
    rm "$DESK/disk/ballast"
done
casey queue > "$DESK/after"
casey import "$DESK/many.mbox" > "$DESK/again"
casey doctor > "$DESK/doctor"
"#;

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_and_nothing_is_lost() {
    use crate::harness::Running;
    use serde_json::Value;
    use std::process::Command;
    const CANNOT_MOUNT: i32 = 77;
    const N_MAILS: u64 = 300;
    let desk = Desk::with_work();
    crate::mails::mbox(&desk, N_MAILS as usize);
    let ways: [&[&str]; 3] = [
        &["unshare", "--mount"],
        &["unshare", "--user", "--map-root-user", "--mount"],
        &["sudo", "--non-interactive", "unshare", "--mount"],
    ];
    let has_mounted = ways.iter().any(|way| {
        let (program, flags) = way.split_first().unwrap();
        let mut command = Command::new(program);
        command.args(flags).arg("env").arg(format!("DESK={}", desk.beside("").display()));
        command.arg(concat!("CASEY=", env!("CARGO_BIN_EXE_casey"))).args(["sh", "-uc", FULL_DISK]);
        let is_there = Command::new(program).arg("--help").output().is_ok();
        let outcome = is_there.then(|| Running::start(command).finish());
        drop(std::fs::remove_dir(desk.beside("disk")));
        desk.beside("code-160").exists() && outcome.is_some_and(|outcome| outcome.status.code() != Some(CANNOT_MOUNT))
    });
    if !has_mounted {
        eprintln!("NOT TESTED: no small disk can be mounted here, so none can be filled");
        assert!(std::env::var("CI").is_err(), "a full disk has to be tested where changes are checked");
        return;
    }
    let read = |name: &str| std::fs::read_to_string(desk.beside(name)).unwrap();
    let json = |name: &str| serde_json::from_str::<Value>(&read(name)).unwrap();

    for room in ["0", "160"] {
        let (code, stdout, stderr) =
            (read(&format!("code-{room}")), read(&format!("stdout-{room}")), read(&format!("stderr-{room}")));
        assert_ne!(code.trim(), "0", "with {room} kB: {stdout} {stderr}");
        assert!(stderr.contains("The disk is full") && !stderr.contains("panicked"), "with {room} kB: {stderr}");
        assert_eq!(stdout, "", "with {room} kB");
    }
    assert_eq!(json("after"), json("before"));
    let again = json("again");
    assert_eq!(again["n_new"].as_u64().unwrap() + again["n_known"].as_u64().unwrap(), N_MAILS, "{again:#}");
    assert_eq!(json("doctor")[0]["level"], "good", "{}", read("doctor"));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_grow_is_named_and_nothing_is_lost() {
    let desk = Desk::with_work();
    let before = desk.picture();
    let mbox = crate::mails::mbox(&desk, 50);
    let whole = desk.command(0, &["import", path(&mbox)]);
    // 16 kB or 32 kB, as the shell counts; without the signal, the program sees an error as it would of a disk.
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 32; exec \"$0\" \"$@\""]).arg(whole.get_program()).args(whole.get_args());

    let outcome = crate::harness::Running::start(limited).finish();

    outcome.refused();
    assert_eq!(outcome.stdout, "");
    assert_eq!(desk.picture(), before);
    let again = desk.casey(&["import", path(&mbox)]).ok();
    assert_eq!(again["n_new"].as_u64().unwrap() + again["n_known"].as_u64().unwrap(), 50, "{again:#}");
    desk.assert_sound();
}
