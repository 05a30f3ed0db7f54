//! What this process holds of the machine's memory. Zero where the system does not tell.

use anyhow::Context as _;

/// The most memory that this process held since [`forget_peak`], in MB.
pub fn most_held() -> anyhow::Result<f64> {
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return Ok(0.0) };
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("Find the memory in use")?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").trim().parse().context("Read the memory in use")?;
    Ok(kilobytes / 1024.0)
}

/// From now on the peak is of what comes. Where a system does not do that, the peak of an earlier bench hides a growth.
pub fn forget_peak() {
    // 5 is the peak alone (proc_pid_clear_refs(5)).
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}
