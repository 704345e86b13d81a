//! Reading the trail (Z21): one's own side; the program operator reads everybody's, one at a time.

use serde::Deserialize;

use super::AuditRecord;
use crate::organisation::{Organisation, OrganisationKind};
use crate::policy::Standing;
use crate::write::Person;
use crate::{Rejection, TenantId, Timestamp};

/// Years that records are kept unless the deployment says otherwise.
pub const RETENTION_YEARS: u8 = 7;
/// Days that are read if no start is given.
pub const USUAL_DAYS: u32 = 30;

const DAY: i64 = 86_400_000;

/// A record with who, when, and what it is called.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditEntry {
    /// Unique among the records of its organisation and moment.
    #[serde(skip)]
    pub id: String,
    #[serde(flatten)]
    pub record: AuditRecord,
    pub who: Person,
    pub at: Timestamp,
    pub correlation_id: String,
}

/// Where one record lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditPlace {
    pub organisation: TenantId,
    pub at: Timestamp,
    /// As [`AuditEntry::id`].
    pub id: String,
}

/// What an organisation is where the trail is concerned.
#[must_use]
pub fn standing(own: Option<&Organisation>) -> Standing {
    match own.map(|own| own.kind) {
        Some(OrganisationKind::Operator) => Standing::Operator,
        _ => Organisation::standing(own),
    }
}

/// Whose side is read: one's own; the operator's people say whose.
///
/// # Errors
/// An operator who doesn't say, anybody else who does.
pub fn side(standing: Standing, own: TenantId, named: Option<TenantId>) -> Result<TenantId, Rejection> {
    match (standing, named) {
        (Standing::Operator, Some(named)) => Ok(named),
        (Standing::Operator, None) => Err(Rejection::field("tenantId", "is required: say whose side")),
        (_, Some(named)) if named != own => {
            Err(Rejection::field("tenantId", "can be given by the program operator only"))
        }
        _ => Ok(own),
    }
}

/// From when to when, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: Timestamp,
    pub to: Timestamp,
}

impl Period {
    /// From `start`, else [`USUAL_DAYS`] before the end, to the end of the day of `end`, else of today;
    /// days are those of UTC. Nothing is read beyond today, where there can't be anything.
    ///
    /// # Errors
    /// A start from which nothing is kept any more or that is yet to come, an end before the start.
    pub fn new(
        start: Option<Timestamp>,
        end: Option<Timestamp>,
        now: Timestamp,
        years_kept: u8,
    ) -> Result<Self, Rejection> {
        let day_of = |time: Timestamp| time.millis() - time.millis().rem_euclid(DAY);
        let end = end.unwrap_or(now).min(now);
        let to = Timestamp::from_millis(day_of(end) + DAY - 1);
        let usual = Timestamp::from_millis(day_of(end) - i64::from(USUAL_DAYS) * DAY);
        let kept = Timestamp::from_millis(day_of(now) - i64::from(years_kept) * 366 * DAY);
        if start.is_some_and(|start| start < kept) {
            let rule = format!("must be within the last {years_kept} years, for which records are kept");
            return Err(Rejection::field("startDate", rule));
        }
        if start.is_some_and(|start| day_of(start) > day_of(now)) {
            return Err(Rejection::field("startDate", "must not be in the future"));
        }
        let from = start.unwrap_or(usual).max(kept);
        if to < from {
            return Err(Rejection::field("endDate", "must not be before startDate"));
        }
        Ok(Self { from, to })
    }

    /// The years that it touches, the latest first.
    pub fn years(self) -> impl Iterator<Item = i16> {
        (self.from.year()..=self.to.year()).rev()
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, side};
    use crate::policy::Standing;
    use crate::{Rejection, TenantId, Timestamp};

    fn time(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn period(start: Option<&str>, end: Option<&str>) -> Result<String, String> {
        let now = time("2026-11-20T09:30:00Z");
        match Period::new(start.map(time), end.map(time), now, 7) {
            Ok(period) => Ok(format!("{} {}", period.from, period.to)),
            Err(Rejection::Invalid(fields)) => Err(fields[0].field.clone()),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn thirty_days_are_read_unless_said_otherwise_and_the_last_day_to_its_end() {
        let today = "2026-11-20T23:59:59.999Z";
        assert_eq!(period(None, None), Ok(format!("2026-10-21T00:00:00.000Z {today}")));
        assert_eq!(
            period(Some("2026-11-01T08:00:00Z"), Some("2026-11-03T00:00:00Z")).as_deref(),
            Ok("2026-11-01T08:00:00.000Z 2026-11-03T23:59:59.999Z")
        );
        assert_eq!(
            period(None, Some("2026-03-31T12:00:00Z")).as_deref(),
            Ok("2026-03-01T00:00:00.000Z 2026-03-31T23:59:59.999Z")
        );
    }

    #[test]
    fn any_start_within_the_retention_will_do() {
        assert!(period(Some("2019-11-21T00:00:00Z"), None).is_ok());
        assert_eq!(period(Some("2017-06-01T00:00:00Z"), None), Err("startDate".to_owned()));
        assert_eq!(period(Some("2026-11-21T00:00:00Z"), None), Err("startDate".to_owned()));
        let forever = period(Some("2026-11-01T00:00:00Z"), Some("9999-12-29T00:00:00Z"));
        assert_eq!(forever.as_deref(), Ok("2026-11-01T00:00:00.000Z 2026-11-20T23:59:59.999Z"));
        assert_eq!(period(None, Some("0001-01-01T00:00:00Z")), Err("endDate".to_owned()));
        let backwards = period(Some("2026-11-20T00:00:00Z"), Some("2026-11-19T00:00:00Z"));
        assert_eq!(backwards, Err("endDate".to_owned()));
    }

    #[test]
    fn the_operator_says_whose_side_and_nobody_else_does_z21() {
        let [own, other] = [1, 2].map(|id| TenantId::new(uuid::Uuid::from_u128(id)));
        assert_eq!(side(Standing::Provider, own, None), Ok(own));
        assert_eq!(side(Standing::Other, own, Some(own)), Ok(own));
        assert_eq!(side(Standing::Operator, own, Some(other)), Ok(other));
        assert!(side(Standing::Provider, own, Some(other)).is_err());
        assert!(side(Standing::Operator, own, None).is_err());
    }
}
