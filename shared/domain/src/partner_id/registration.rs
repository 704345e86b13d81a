//! What the registry says of a partner ID, as the program operator gives it: by a form, or as a line of a
//! file with very many of them.

use std::str::FromStr;

use super::{AccountType, PartnerId};
use crate::text::Name;
use crate::{Country, FieldError};

/// The columns of a file of partner IDs, in the order that they are written in.
pub const COLUMNS: [&str; 5] = ["mpnId", "name", "accountType", "country", "status"];

/// What an account can be, and be called.
pub const ACCOUNT_TYPES: [(&str, AccountType); 2] =
    [("location", AccountType::Location), ("global", AccountType::Global)];

/// Whether a partner ID is active, and what that is called.
pub const STATUSES: [(&str, bool); 2] = [("active", true), ("inactive", false)];

/// What the operator says of a partner ID. Who holds it is no part of that: only enrolling decides it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    pub mpn_id: PartnerId,
    pub name: Name,
    pub account_type: AccountType,
    pub country: Country,
    pub active: bool,
}

impl Registration {
    /// Reads a line by its columns; what stands around a value in white space isn't part of it.
    ///
    /// # Errors
    /// N6: every column that breaks a rule.
    pub fn from_columns<'a>(column: impl Fn(&str) -> &'a str) -> Result<Self, Vec<FieldError>> {
        let mut problems = Vec::new();
        let [mpn_id, name, account_type, country, status] = COLUMNS.map(|name| column(name).trim());
        let mpn_id = parsed(&mut problems, COLUMNS[0], mpn_id);
        let name = parsed(&mut problems, COLUMNS[1], name);
        let account_type = named(&mut problems, COLUMNS[2], account_type, &ACCOUNT_TYPES);
        let country = parsed(&mut problems, COLUMNS[3], country);
        let active = named(&mut problems, COLUMNS[4], status, &STATUSES);
        match (mpn_id, name, account_type, country, active) {
            (Some(mpn_id), Some(name), Some(account_type), Some(country), Some(active)) => {
                Ok(Self { mpn_id, name, account_type, country, active })
            }
            _ => Err(problems),
        }
    }
}

fn parsed<T: FromStr<Err = String>>(problems: &mut Vec<FieldError>, column: &str, text: &str) -> Option<T> {
    let value = if text.is_empty() { Err("is required".to_owned()) } else { text.parse() };
    value.map_err(|rule| problems.push(FieldError::new(column, rule))).ok()
}

/// One of a few names, in any letter case.
fn named<T: Copy>(
    problems: &mut Vec<FieldError>,
    column: &str,
    text: &str,
    names: &[(&str, T)],
) -> Option<T> {
    let found = names.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    if found.is_none() {
        let names: Vec<_> = names.iter().map(|(name, _)| *name).collect();
        let rule = if text.is_empty() {
            "is required".to_owned()
        } else {
            format!("must be one of: {}", names.join(", "))
        };
        problems.push(FieldError::new(column, rule));
    }
    found.map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::{AccountType, COLUMNS, Registration};

    fn read(values: [&str; 5]) -> Result<Registration, Vec<String>> {
        let read = Registration::from_columns(|name| {
            COLUMNS.iter().position(|column| *column == name).map_or("", |at| values[at])
        });
        read.map_err(|problems| problems.into_iter().map(|p| format!("{} {}", p.field, p.rule)).collect())
    }

    #[test]
    fn a_line_is_read_in_any_letter_case_and_without_the_white_space_around_its_values() {
        let read = read([" 4847383", "Fabrikam GmbH ", "LOCATION", "de", "Inactive"]).expect("a line");
        assert_eq!((read.mpn_id.to_string().as_str(), read.name.as_str()), ("4847383", "Fabrikam GmbH"));
        assert_eq!((read.account_type, read.country.as_str()), (AccountType::Location, "DE"));
        assert!(!read.active);
    }

    #[test]
    fn every_column_that_breaks_a_rule_is_told_n6() {
        let all = read(["007", "", "branch", "XX", "yes"]).expect_err("nothing fits");
        assert_eq!(
            all,
            [
                "mpnId must be a partner ID: 1 to 10 digits without leading zeros",
                "name is required",
                "accountType must be one of: location, global",
                "country must be a country code of ISO 3166-1 such as DE",
                "status must be one of: active, inactive",
            ]
        );
        let one =
            read(["7", "Fabrikam\u{202e}", "global", "DE", "active"]).expect_err("a name that turns text");
        assert_eq!(one.len(), 1);
        assert!(one[0].starts_with("name must be one line"), "{one:?}");
    }
}
