//! How other programs are started: what is inherited, what is read, and how long they may take.
//!
//! Must never go through a shell: arguments are passed as they are, so that a path with a space stays one argument.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};

/// How a program ended that had a limited time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Well,
    Badly,
    OutOfTime,
}

/// Runs a program that talks to the person directly. Fails when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if status.success() {
        return Ok(());
    }
    bail!("`{}` failed: {status}", shown(command))
}

/// Runs a program and hands on its exit code: what a person sees is then what the program itself would have shown.
pub(crate) fn hand_over(command: &mut Command) -> Result<ExitCode> {
    let status = status(command)?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Runs a program in silence and tells whether it succeeded. One that does not exist did not succeed.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// Runs a program in silence and gives what it wrote to standard output, whatever its exit code.
pub(crate) fn said(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| could_not_start(command))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program in silence and gives its standard output. Fails, with what it complained about, when it fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| could_not_start(command))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(anyhow!("{}", complaint.trim()).context(format!("`{}` failed: {}", shown(command), output.status)))
}

/// Runs a program in silence for at most `limit`, then ends it: a closed network lets some programs wait for ever.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<Ended> {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = quiet.spawn().with_context(|| could_not_start(command))?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { Ended::Well } else { Ended::Badly });
        }
        if started.elapsed() >= limit {
            stop(&mut child)?;
            return Ok(Ended::OutOfTime);
        }
        sleep(Duration::from_millis(50));
    }
}

/// Runs a program, passes its standard output on line by line as it comes, and shows each line to `reader` as well.
pub(crate) fn run_reading(command: &mut Command, mut reader: impl FnMut(&str)) -> Result<ExitStatus> {
    run_silently_reading(command, |line| {
        println!("{line}");
        reader(line);
    })
}

/// Runs a program and shows each line of its standard output to `reader` as it comes.
pub(crate) fn run_silently_reading(command: &mut Command, mut reader: impl FnMut(&str)) -> Result<ExitStatus> {
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = piped.spawn().with_context(|| could_not_start(command))?;
    let output = child.stdout.take().context("Read a program's output")?;
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    // Bytes rather than strings: a test may print what is not UTF-8, and that must not end the run.
    while lines.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        reader(text.trim_end_matches(['\r', '\n']));
        line.clear();
    }
    Ok(child.wait()?)
}

/// Ends a program and waits until it is gone.
pub(crate) fn stop(child: &mut Child) -> Result<()> {
    // An error here means that it had ended by itself, which is what we want; `wait` below reports anything else.
    drop(child.kill());
    child.wait().context("Wait for a program to end")?;
    Ok(())
}

/// The command as a person would type it, for messages.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args()).map(|word| {
        let word = word.to_string_lossy();
        if word.contains(' ') { format!("'{word}'") } else { word.into_owned() }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The program under the name that this system gives it: on Windows the tools of Node are batch files.
pub(crate) fn node_tool(name: &str) -> Command {
    if cfg!(windows) { Command::new(format!("{name}.cmd")) } else { Command::new(name) }
}

fn status(command: &mut Command) -> Result<ExitStatus> {
    // What was printed before must stand above what the program prints.
    std::io::stdout().flush()?;
    command.status().with_context(|| could_not_start(command))
}

fn could_not_start(command: &Command) -> String {
    format!("Start `{}`", shown(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_would_be_typed() {
        let mut command = Command::new("/usr/bin/xvfb-run");
        command.args(["-s", "-screen 0", "true"]);
        assert_eq!(shown(&command), "xvfb-run -s '-screen 0' true");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_does_not_end_is_ended() {
        let mut command = Command::new("sleep");
        let ended = run_within(command.arg("60"), Duration::from_millis(100)).unwrap();
        assert_eq!(ended, Ended::OutOfTime);
    }

    #[cfg(unix)]
    #[test]
    fn each_line_is_read_even_where_it_is_not_text() {
        let mut lines = Vec::new();
        let mut command = Command::new("printf");
        let status = run_reading(command.arg("one\\n\\377\\nthree"), |line| lines.push(line.to_owned())).unwrap();
        assert!(status.success());
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[2], "three");
    }
}
