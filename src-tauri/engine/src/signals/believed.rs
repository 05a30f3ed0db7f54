//! Whether a report that an address does not exist is believed. It would suppress the address, and anybody can write one.

use crate::mail::{self, Severity};
use crate::settings::Settings;
use crate::store::bounces::Bounced;

const DAY_MS: i64 = 24 * 3_600_000;
/// How long servers go on trying, with some days to spare.
const WITHIN_MS: i64 = 10 * DAY_MS;
/// By whom servers let their reports be signed.
const MACHINES: &[&str] = &["mailer-daemon", "postmaster"];

/// Whether the address is gone for good, by a report that proves it: it names the operator's mail that went there, or it comes from
/// a machine of either side soon after such a mail.
pub fn is_gone(settings: &Settings, bounced: &Bounced) -> bool {
    bounced.severity == Severity::Hard && (bounced.proof.names_own_mail || is_from_machine_of_either_side(settings, bounced))
}

fn is_from_machine_of_either_side(settings: &Settings, bounced: &Bounced) -> bool {
    let proof = &bounced.proof;
    let is_soon = proof.written_at.is_some_and(|at| bounced.sent_at.ms_since(at) <= WITHIN_MS);
    let Some((name, host)) = proof.from_address.split_once('@') else { return false };
    let is_of_side = settings.own.iter().chain([&bounced.address]).any(|address| is_host_at(host, address));
    is_soon && MACHINES.contains(&name) && is_of_side && mail::is_sent_by_machine(&proof.raw_headers)
}

/// Whether a host is that of an address, or lies within it: `mx.brightloom.example` for `ines@brightloom.example`.
fn is_host_at(host: &str, address: &str) -> bool {
    let within = address.rsplit_once('@').and_then(|(_, domain)| host.strip_suffix(domain));
    within.is_some_and(|within| within.is_empty() || within.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_that_of_an_address_by_whole_labels() {
        for (host, expected) in [
            ("brightloom.example", true),
            ("mx.brightloom.example", true),
            ("darkbrightloom.example", false),
            ("brightloom.example.test", false),
        ] {
            assert_eq!(is_host_at(host, "ines@brightloom.example"), expected, "{host}");
        }
        assert!(!is_host_at("brightloom.example", "nobody"));
    }
}
