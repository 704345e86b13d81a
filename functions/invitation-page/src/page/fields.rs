//! The fields of the person who accepts, and of a company that isn't known yet (I4).

use tandem_domain::Country;
use tandem_page::Panel;

use super::InvitationPage;

/// A line to be filled in.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) id: &'static str,
    /// The members of the body that it becomes, as the API's errors name them.
    pub(super) paths: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: String,
    pub(super) kind: &'static str,
    pub(super) autocomplete: &'static str,
    pub(super) is_required: bool,
    /// The countries to choose from, if it is one; the script writes their names.
    pub(super) choices: Vec<Country>,
}

fn field(id: &'static str, paths: &'static str, label: &'static str, autocomplete: &'static str) -> Field {
    Field {
        id,
        paths,
        label,
        hint: String::new(),
        kind: "text",
        autocomplete,
        is_required: true,
        choices: Vec::new(),
    }
}

impl Field {
    fn optional(self) -> Self {
        Self { is_required: false, ..self }
    }

    fn of(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    fn of_countries(self) -> Self {
        Self { choices: Country::all().collect(), ..self }
    }

    fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}

impl InvitationPage<'_> {
    /// What is asked of the person, and of a company that isn't known yet.
    pub(super) fn details(&self) -> [(&'static str, &'static Panel, Vec<Field>); 2] {
        let texts = &self.texts.customer;
        [
            ("person", &texts.person.panel, self.person_fields()),
            ("company", &texts.company.panel, self.company_fields()),
        ]
    }

    /// Whoever accepts the agreement is also the contact of a new company.
    fn person_fields(&self) -> Vec<Field> {
        let texts = &self.texts.customer.person;
        vec![
            field(
                "first-name",
                "agreement.primaryContact.firstName organisation.defaultAddress.firstName",
                texts.first_name,
                "given-name",
            ),
            field(
                "last-name",
                "agreement.primaryContact.lastName organisation.defaultAddress.lastName",
                texts.last_name,
                "family-name",
            ),
            field("email", "agreement.primaryContact.email organisation.email", texts.email, "email")
                .of("email"),
            field(
                "phone",
                "agreement.primaryContact.phoneNumber organisation.defaultAddress.phoneNumber",
                texts.phone,
                "tel",
            )
            .of("tel")
            .optional(),
        ]
    }

    fn company_fields(&self) -> Vec<Field> {
        let texts = &self.texts.customer.company;
        let suffix = self.terms.customer.map_or("", |terms| terms.cloud.rules().domain_suffix);
        vec![
            field("company-name", "organisation.companyName", texts.name, "organization"),
            field("domain", "organisation.domain", texts.domain, "off")
                .hint(texts.domain_hint.replace("{suffix}", suffix)),
            field("country", "organisation.defaultAddress.country", texts.country, "country").of_countries(),
            field(
                "registration-number",
                "organisation.organizationRegistrationNumber",
                texts.registration_number,
                "off",
            )
            .optional()
            .hint(texts.needed_in_some),
            field("address-line1", "organisation.defaultAddress.addressLine1", texts.line1, "address-line1"),
            field("address-line2", "organisation.defaultAddress.addressLine2", texts.line2, "address-line2")
                .optional(),
            field("postal-code", "organisation.defaultAddress.postalCode", texts.postal_code, "postal-code")
                .optional()
                .hint(texts.needed_in_some),
            field("city", "organisation.defaultAddress.city", texts.city, "address-level2"),
            field("state", "organisation.defaultAddress.state", texts.state, "address-level1")
                .optional()
                .hint(texts.needed_in_some),
            field("language", "organisation.language", texts.language, "off").hint(texts.language_hint),
            field("culture", "organisation.culture", texts.culture, "off").hint(texts.culture_hint),
        ]
    }
}
