//! The desktop application's process. Everything is in the library, where tests reach it.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    caseyos::run(std::env::args_os().skip(1))
}
