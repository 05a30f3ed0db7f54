//! How long a portal takes to be read for the first time, against what HubSpot's own limits make of it.
//!
//! The yardstick is a hundred requests in ten seconds for the pages that there are, and nothing else. The portal of the test
//! refuses whoever asks more often, and what it refuses fails the bench.

use crate::figure::Figure;
use crate::stopwatch::time;
use anyhow::{Context as _, ensure};
use api::{Api as _, ConnectHubspot, ReadNow, Secret, SetSetting};
use engine::clock::SystemClock;
use engine::testkit::MemoryKeychain;
use engine::testkit::hubspot::{HubSpot, Kind, STAGES, TOKEN};
use engine::{Engine, Options};
use std::sync::Arc;
use tempfile::TempDir;

pub const ID: &str = "hubspot";
const CONTACTS: usize = 50_000;
const COMPANIES: usize = 20_000;
const DEALS: usize = 10_000;
const PER_PAGE: usize = 100;
const PAGES_PER_SECOND: f64 = 10.0;
const TARGET: f64 = 1.2;

pub async fn measure(scale: usize) -> anyhow::Result<Figure> {
    let [n_contacts, n_companies, n_deals] = [CONTACTS, COMPANIES, DEALS].map(|n| n * scale / 100);
    let folder = TempDir::new().context("Make a folder for a workspace")?;
    let keychain = Arc::new(MemoryKeychain::default());
    let engine = Engine::open(Options { keychain, ..Options::at(folder.path().join("data")) }).await?;
    for (key, value) in [("operator.email", "dana@northwind.example"), ("operator.time_zone", "Europe/Lisbon")] {
        engine.set_setting(SetSetting { key: key.to_owned(), value: value.to_owned() }).await?;
    }
    let hubspot = HubSpot::start(Arc::new(SystemClock));
    hubspot.be_strict();
    let companies: Vec<String> =
        (0..n_companies).map(|n| hubspot.company(&format!("Company {n}"), &format!("c{n}.example"))).collect();
    let mut contacts = Vec::with_capacity(n_contacts);
    for n in 0..n_contacts {
        let at = n % n_companies.max(1);
        contacts.push(hubspot.make(Kind::Contacts, &[("email", &format!("p{n}@c{at}.example")), ("firstname", "Pat")]));
    }
    for (contact, company) in contacts.iter().zip(companies.iter().cycle()) {
        hubspot.link((Kind::Contacts, contact), (Kind::Companies, company));
    }
    for n in 0..n_deals {
        let deal = hubspot.deal(&format!("Deal {n}"), STAGES.get(n % 5).copied().unwrap_or_default(), "1000");
        if let (Some(contact), Some(company)) = (contacts.get(n), companies.get(n % n_companies.max(1))) {
            hubspot.link((Kind::Deals, &deal), (Kind::Contacts, contact));
            hubspot.link((Kind::Deals, &deal), (Kind::Companies, company));
        }
    }
    // As in a portal that was there before: what is read is not also what just changed.
    hubspot.grow_old(86_400);
    hubspot.contact("newest@c0.example", "Pat", "Newest");
    engine.connect_hubspot(ConnectHubspot { token: Secret(TOKEN.to_owned()), base_url: Some(hubspot.base.clone()) }).await?;
    let (took, read) = time(async { Ok(engine.sync(ReadNow { connection: None }).await?) }).await?;
    let state = read.first().map(|connection| (connection.state, connection.error.clone()));
    ensure!(read.iter().all(|connection| connection.last_success_at.is_some()), "the portal was not read to its end: {state:?}");
    ensure!(hubspot.refused().is_empty(), "requests were refused: {:?}", hubspot.refused());
    engine.stop().await;
    let n_pages: usize = [n_contacts, n_companies, n_deals].iter().map(|n| n.div_ceil(PER_PAGE)).sum();
    let (measured, yardstick) = (took.as_secs_f64(), n_pages as f64 / PAGES_PER_SECOND);
    let ratio = measured / yardstick;
    Ok(Figure {
        id: ID,
        at: format!(
            "{n_contacts} contacts, {n_companies} companies, {n_deals} deals; at most {} requests in 10 s",
            hubspot.busiest()
        ),
        measured,
        yardstick,
        unit: "s",
        ratio,
        target: format!("ratio at most {TARGET:.2}"),
        passes: ratio <= TARGET,
    })
}
