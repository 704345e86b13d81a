//! Points in time as Partner Center's clients write them, which is not always RFC 3339.

use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::Timestamp;

/// A time read leniently: RFC 3339; the same without a zone, which is then UTC; a day alone; a day of
/// the year where the day of the month belongs (`2026-11-324`, a slip of the Java library); the American
/// order with a clock of twelve or of 24 hours (`6/1/2017 12:00:00 AM`, `11/20/2026 00:00:00`), or without;
/// a `+` before the offset that a query string made a blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LooseTime(Timestamp);

impl LooseTime {
    #[must_use]
    pub fn time(self) -> Timestamp {
        self.0
    }
}

impl FromStr for LooseTime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let local = || {
            let readings: [fn(&str) -> Option<DateTime>; 5] =
                [without_zone, day_of_year, american, invariant, american_day];
            readings.iter().find_map(|read| read(text))
        };
        let read = text.parse().ok().or_else(|| local().and_then(in_utc)).or_else(|| without_plus(text));
        read.map(Self).ok_or_else(|| "must be a time as in 2026-11-20T09:30:00Z".to_owned())
    }
}

fn in_utc(time: DateTime) -> Option<Timestamp> {
    let time = TimeZone::UTC.to_timestamp(time).ok()?;
    Some(Timestamp::from_millis(time.as_millisecond()))
}

fn without_zone(text: &str) -> Option<DateTime> {
    text.parse().ok()
}

fn day_of_year(text: &str) -> Option<DateTime> {
    let (date, clock) = text.split_once('T').unwrap_or((text, "00:00:00"));
    let (year, rest) = date.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    if (year.len(), month.len(), day.len()) != (4, 2, 3) {
        return None;
    }
    let new_year = Date::new(year.parse().ok()?, 1, 1).ok()?;
    let date = new_year.with().day_of_year(day.parse().ok()?).build().ok()?;
    format!("{date}T{}", clock.trim_end_matches('Z')).parse().ok()
}

fn american(text: &str) -> Option<DateTime> {
    DateTime::strptime("%m/%d/%Y %I:%M:%S %p", text).ok()
}

/// The invariant culture of .NET.
fn invariant(text: &str) -> Option<DateTime> {
    DateTime::strptime("%m/%d/%Y %H:%M:%S", text).ok()
}

fn american_day(text: &str) -> Option<DateTime> {
    Date::strptime("%m/%d/%Y", text).ok().map(DateTime::from)
}

fn without_plus(text: &str) -> Option<Timestamp> {
    let (time, offset) = text.rsplit_once(' ')?;
    format!("{time}+{offset}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::LooseTime;

    #[test]
    fn what_partner_centers_clients_write_is_read() {
        for (written, read) in [
            ("2026-11-20T09:30:00Z", "2026-11-20T09:30:00.000Z"),
            ("2026-11-20T09:30:00.1234567+01:00", "2026-11-20T08:30:00.123Z"),
            ("2026-11-20T09:30:00", "2026-11-20T09:30:00.000Z"),
            ("2026-11-20T09:30:00.5", "2026-11-20T09:30:00.500Z"),
            ("2026-11-20", "2026-11-20T00:00:00.000Z"),
            ("2026-11-324", "2026-11-20T00:00:00.000Z"),
            ("2026-11-324T09:30:00Z", "2026-11-20T09:30:00.000Z"),
            ("6/1/2017 12:00:00 AM", "2017-06-01T00:00:00.000Z"),
            ("06/01/2017 1:05:09 PM", "2017-06-01T13:05:09.000Z"),
            ("11/20/2026 00:00:00", "2026-11-20T00:00:00.000Z"),
            ("11/20/2026 13:05:09", "2026-11-20T13:05:09.000Z"),
            ("6/1/2017", "2017-06-01T00:00:00.000Z"),
            ("2026-11-20T09:30:00.0000000 01:00", "2026-11-20T08:30:00.000Z"),
        ] {
            let time = written.parse().map(LooseTime::time).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Ok(read), "{written}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for wrong in [
            "",
            "yesterday",
            "2026-13-01",
            "2026-11-400",
            "13/1/2017",
            "11/20/2026 24:00:00",
            "2026-11-20T25:00:00",
            "9",
        ] {
            assert!(wrong.parse::<LooseTime>().is_err(), "{wrong:?}");
        }
    }
}
