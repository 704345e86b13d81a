//! Contacts and postal addresses, and what must be true of them where they come in.
//!
//! What an address needs differs from country to country: that is data, in `rules`. A country that
//! isn't there asks for nothing beyond street and city.

mod rules;

use serde::{Deserialize, Serialize};

use crate::text::Line;
use crate::{Country, EmailAddress, FieldError};
use rules::Rules;

/// The longest first or last name of a contact.
pub const MOST_NAME_LETTERS: usize = 50;

/// A postal address. Which fields a country needs is checked where an address comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    pub country: Country,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Line>,
    pub city: Line,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<Line>,
    pub address_line1: Line,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_line3: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<Line>,
}

/// The person to turn to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    pub first_name: Line,
    pub last_name: Line,
    pub email: EmailAddress,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<Line>,
}

impl Address {
    /// What the country's rules say against it, by the fields' own names.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let rules = Rules::of(self.country);
        let mut problems = Vec::new();
        if rules.needs_state && self.state.is_none() {
            problems.push(FieldError::new("state", format!("is required in {}", self.country)));
        }
        match &self.postal_code {
            None if rules.needs_postal_code => {
                problems.push(FieldError::new("postalCode", format!("is required in {}", self.country)));
            }
            Some(code) if !rules.has_postal_code(self.country, code.as_str()) => {
                let rule = format!("must be a postal code of {}, such as {}", self.country, rules.example());
                problems.push(FieldError::new("postalCode", rule));
            }
            _ => {}
        }
        problems
    }
}

impl Contact {
    /// What is wrong with the names, by the fields' own names.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldError> {
        let names = [("firstName", &self.first_name), ("lastName", &self.last_name)];
        let long = names.into_iter().filter(|(_, name)| name.as_str().chars().count() > MOST_NAME_LETTERS);
        long.map(|(field, _)| {
            FieldError::new(field, format!("must have 1 to {MOST_NAME_LETTERS} characters"))
        })
        .collect()
    }

    /// Whether the phone number, if there is one, can be dialled: 5 to 15 digits, as E.164 has at
    /// most, with the marks that people write between them.
    #[must_use]
    pub fn has_usable_phone_number(&self) -> bool {
        self.phone_number.as_ref().is_none_or(is_phone_number)
    }
}

/// Whether a number can be dialled.
pub(crate) fn is_phone_number(number: &Line) -> bool {
    let number = number.as_str().strip_prefix('+').unwrap_or(number.as_str());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    (5..=15).contains(&digits) && number.chars().all(|c| c.is_ascii_digit() || " -./()".contains(c))
}

#[cfg(test)]
mod tests {
    use super::Contact;
    use crate::examples::{add_customer, parsed};

    #[test]
    fn an_address_is_held_against_its_countrys_rules_c1() {
        let mut address = add_customer().address;
        assert_eq!(address.problems(), []);
        for (country, state, code, wrong) in [
            ("DE", None, None, &["postalCode"][..]),
            ("DE", None, Some("1010"), &["postalCode"]),
            ("NL", None, Some("3512JC"), &[]),
            ("IE", None, None, &[]),
            ("US", None, Some("98052-6399"), &["state"]),
            ("US", Some("WA"), Some("98052"), &[]),
            ("CA", None, None, &["state", "postalCode"]),
            ("HK", None, Some("anything"), &[]),
        ] {
            address.country = parsed(country);
            address.state = state.map(parsed);
            address.postal_code = code.map(parsed);
            let problems = address.problems();
            let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(fields, wrong, "{country} {code:?}: {problems:?}");
        }
    }

    #[test]
    fn names_are_short_and_phone_numbers_can_be_dialled() {
        let contact = add_customer().contact;
        let long = Contact { last_name: parsed(&"x".repeat(51)), ..contact.clone() };
        assert_eq!(long.problems()[0].field, "lastName");
        let with = |number| Contact { phone_number: Some(parsed(number)), ..contact.clone() };
        for usable in ["+43 1 533-0000", "(0171) 123.45", "12345", "+1/425/555 0100"] {
            assert!(with(usable).has_usable_phone_number(), "{usable}");
        }
        for unusable in ["1234", "call me", "+49 171 x", "1234567890123456", "++43 15330000", "٠١٢٣٤٥٦"]
        {
            assert!(!with(unusable).has_usable_phone_number(), "{unusable}");
        }
        assert!(contact.has_usable_phone_number(), "none is none that is wrong");
    }
}
