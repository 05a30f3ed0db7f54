//! The command line as a process: the program itself, its exit codes, its two streams, and the files that it leaves.
//!
//! Nothing here calls the engine: what a script can see is all that these tests look at. The engine below is built with its
//! fault points, so that a test can have the program die at one of them (`CASEY_FAULT`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "what is not as a test expects ends it")]

mod at_once;
mod bad_files;
mod bad_words;
mod bad_workspace;
mod connect_hubspot;
mod connect_slack;
mod connect_smtp;
mod connections;
mod crash;
mod deal_moves;
mod demo;
mod harness;
mod help;
mod killed;
mod killed_at_google;
mod mails;
mod output;
#[path = "../flows/peers.rs"]
#[expect(dead_code, reason = "it is shared with the tests of the engine, which use all of it")]
mod peers;
mod records;
mod settings;
mod the_path;
mod webhook;
