//! Points in time, to the millisecond.
//!
//! The table compares times in its conditions, so they are numbers there; the wire wants RFC 3339
//! in UTC. One type serves both: it serialises as milliseconds since 1970 and displays as RFC 3339.

mod loose;

pub use loose::LooseTime;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z. Displays as RFC 3339, always with three decimals, so
/// that the texts sort like the times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The largest time that RFC 3339 can write: the end of the year 9999.
    const LAST: i64 = 253_402_300_799_999;

    /// A time from milliseconds since 1970, held within the years 1970 to 9999.
    #[must_use]
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(0, Self::LAST))
    }

    #[must_use]
    pub fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970, rounded up: what the table's time-to-live wants.
    #[must_use]
    pub fn seconds_up(self) -> i64 {
        self.0.div_euclid(1000) + i64::from(self.0.rem_euclid(1000) != 0)
    }

    #[must_use]
    pub fn plus_hours(self, hours: u32) -> Self {
        self.plus_millis(i64::from(hours) * 3_600_000)
    }

    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        self.plus_hours(days * 24)
    }

    #[must_use]
    pub fn plus_seconds(self, seconds: u32) -> Self {
        self.plus_millis(i64::from(seconds) * 1000)
    }

    /// The year in UTC, which partitions the audit trail.
    #[must_use]
    pub fn year(self) -> i16 {
        let text = self.to_string();
        text[..4].parse().unwrap_or(1970)
    }

    fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.0.saturating_add(millis))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(time) => write!(f, "{time:.3}"),
            Err(_) => f.write_str("1970-01-01T00:00:00.000Z"),
        }
    }
}

impl FromStr for Timestamp {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>()
            .map(|time| Self::from_millis(time.as_millisecond()))
            .map_err(|_| "must be a time as in 2026-11-20T09:30:00Z".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn a_time_is_written_as_rfc_3339_and_read_back() {
        let time: Timestamp = "2026-11-20T09:30:00.25Z".parse().expect("a time");
        assert_eq!(time.to_string(), "2026-11-20T09:30:00.250Z");
        assert_eq!(time.year(), 2026);
        assert_eq!(time.seconds_up(), time.plus_millis(700).seconds_up());
        assert_eq!(time.plus_days(1).to_string(), "2026-11-21T09:30:00.250Z");
        assert!("yesterday".parse::<Timestamp>().is_err());
    }
}
