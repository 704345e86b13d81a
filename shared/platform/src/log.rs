//! Logs: one JSON object a line, without names, addresses, tokens or bodies at info level.
//!
//! Written by hand instead of with the runtime's own start-up, which links regular expressions.

use tracing::level_filters::LevelFilter;

use crate::Environment;

/// Starts logging at `LOG_LEVEL` (default `info`). A second start in one process does nothing.
pub fn start(env: &Environment) {
    let level = env.parsed("LOG_LEVEL", LevelFilter::INFO, "must be off, error, warn, info, debug or trace");
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_max_level(level)
        .with_target(false)
        .without_time()
        .try_init();
}
