//! Chance, as the engine is told it: markers of mails, names of processes, jitter.

use anyhow::Context as _;
use std::fmt::Debug;

/// Where random bytes come from.
pub trait Random: Send + Sync + Debug {
    fn fill(&self, bytes: &mut [u8]) -> anyhow::Result<()>;
}

/// The operating system's generator.
#[derive(Clone, Copy, Debug)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) -> anyhow::Result<()> {
        getrandom::fill(bytes).map_err(|fault| anyhow::anyhow!("{fault}")).context("Ask the system for random bytes")
    }
}

/// 128 random bits in hexadecimal.
pub fn marker(random: &dyn Random) -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes)?;
    Ok(crate::hex(&bytes))
}
