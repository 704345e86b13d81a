//! What must be true of a customer's record wherever it comes in: when it is added, and when a profile
//! of it is changed.

use crate::address::{Address, Contact};
use crate::rejection::{FieldError, RegistrationNumberProblem};
use crate::relationship_request::NewTenant;
use crate::text::RegistrationNumber;
use crate::{Country, Rejection};

/// The countries whose organisations give the number that they are registered under; those of other
/// countries must not.
const WITH_REGISTRATION_NUMBER: [&str; 24] = [
    "AE", "AM", "AZ", "BR", "BY", "HU", "IN", "IQ", "KG", "KZ", "MD", "MM", "PL", "RU", "SA", "SS", "TH",
    "TJ", "TR", "UA", "UZ", "VE", "VN", "ZA",
];

/// What the fields are called in the request that the record comes in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldNames {
    /// The object that holds the address and the contact's names.
    pub address: &'static str,
    pub country: &'static str,
    pub phone_number: &'static str,
    pub registration_number: &'static str,
}

/// Whether organisations of a country give a registration number.
#[must_use]
pub fn has_registration_number(country: Country) -> bool {
    WITH_REGISTRATION_NUMBER.contains(&country.as_str())
}

/// What a tenant's fields are called where it introduces itself.
const OF_NEW_TENANT: FieldNames = FieldNames {
    address: "organisation.defaultAddress",
    country: "organisation.defaultAddress.country",
    phone_number: "organisation.defaultAddress.phoneNumber",
    registration_number: "organisation.organizationRegistrationNumber",
};

/// Everything that is wrong with the profile by which a tenant introduces itself.
pub(crate) fn profile_problems(new: &NewTenant) -> Vec<Rejection> {
    problems(&new.address, &new.contact, new.registration_number.as_ref(), OF_NEW_TENANT)
}

/// Everything that is wrong with a record's address, contact and registration number.
pub(super) fn problems(
    address: &Address,
    contact: &Contact,
    registration_number: Option<&RegistrationNumber>,
    names: FieldNames,
) -> Vec<Rejection> {
    let mut problems = Vec::new();
    let fields: Vec<_> = address
        .problems()
        .into_iter()
        .chain(contact.problems())
        .map(|error| FieldError { field: format!("{}.{}", names.address, error.field), ..error })
        .collect();
    if !fields.is_empty() {
        problems.push(Rejection::Invalid(fields));
    }
    if !contact.has_usable_phone_number() {
        problems.push(Rejection::PhoneNumberInvalid { field: names.phone_number });
    }
    let country = address.country;
    let problem = match (has_registration_number(country), registration_number) {
        (true, None) => Some(RegistrationNumberProblem::Missing),
        (false, Some(_)) => Some(RegistrationNumberProblem::NotSupported),
        _ => None,
    };
    let field = names.registration_number;
    problems.extend(problem.map(|problem| Rejection::RegistrationNumber { field, country, problem }));
    problems
}

#[cfg(test)]
mod tests {
    use super::{FieldNames, problems};
    use crate::Rejection;
    use crate::examples::{add_customer, parsed};
    use crate::rejection::RegistrationNumberProblem;

    const NAMES: FieldNames = FieldNames {
        address: "address",
        country: "address.country",
        phone_number: "address.phoneNumber",
        registration_number: "organizationRegistrationNumber",
    };

    #[test]
    fn a_registration_number_is_asked_for_in_some_countries_and_refused_in_the_others_c1() {
        let command = add_customer();
        let number = parsed("13-09-123456");
        let mut address = command.address;
        for (country, code, given, expected) in [
            ("AT", "1010", false, None),
            ("AT", "1010", true, Some(RegistrationNumberProblem::NotSupported)),
            ("HU", "1037", false, Some(RegistrationNumberProblem::Missing)),
            ("HU", "1037", true, None),
        ] {
            address.country = parsed(country);
            address.postal_code = Some(parsed(code));
            let found = problems(&address, &command.contact, given.then_some(&number), NAMES);
            let expected: Vec<_> = expected
                .map(|problem| Rejection::RegistrationNumber {
                    field: NAMES.registration_number,
                    country: address.country,
                    problem,
                })
                .into_iter()
                .collect();
            assert_eq!(found, expected, "{country}");
        }
    }

    #[test]
    fn every_problem_of_a_record_is_named_below_its_own_object_n6() {
        let mut command = add_customer();
        command.address.postal_code = None;
        command.contact.first_name = parsed(&"x".repeat(51));
        command.contact.phone_number = Some(parsed("call me"));
        let found = problems(&command.address, &command.contact, None, NAMES);
        let [Rejection::Invalid(fields), Rejection::PhoneNumberInvalid { field }] = &found[..] else {
            panic!("{found:?}")
        };
        let fields: Vec<_> = fields.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["address.postalCode", "address.firstName"]);
        assert_eq!(*field, "address.phoneNumber");
    }
}
