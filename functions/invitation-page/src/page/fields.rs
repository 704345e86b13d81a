//! The fields of the person who accepts, and of a company that isn't known yet (I4).

use tandem_page::{Field, Panel};

use super::InvitationPage;

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
            Field::new(
                "first-name",
                "agreement.primaryContact.firstName organisation.defaultAddress.firstName",
                texts.first_name,
                "given-name",
            ),
            Field::new(
                "last-name",
                "agreement.primaryContact.lastName organisation.defaultAddress.lastName",
                texts.last_name,
                "family-name",
            ),
            Field::new("email", "agreement.primaryContact.email organisation.email", texts.email, "email")
                .of("email"),
            Field::new(
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
            Field::new("company-name", "organisation.companyName", texts.name, "organization"),
            Field::new("domain", "organisation.domain", texts.domain, "off")
                .hint(texts.domain_hint.replace("{suffix}", suffix)),
            Field::new("country", "organisation.defaultAddress.country", texts.country, "country")
                .of_countries(),
            Field::new(
                "registration-number",
                "organisation.organizationRegistrationNumber",
                texts.registration_number,
                "off",
            )
            .optional()
            .hint(texts.needed_in_some),
            Field::new(
                "address-line1",
                "organisation.defaultAddress.addressLine1",
                texts.line1,
                "address-line1",
            ),
            Field::new(
                "address-line2",
                "organisation.defaultAddress.addressLine2",
                texts.line2,
                "address-line2",
            )
            .optional(),
            Field::new(
                "postal-code",
                "organisation.defaultAddress.postalCode",
                texts.postal_code,
                "postal-code",
            )
            .optional()
            .hint(texts.needed_in_some),
            Field::new("city", "organisation.defaultAddress.city", texts.city, "address-level2"),
            Field::new("state", "organisation.defaultAddress.state", texts.state, "address-level1")
                .optional()
                .hint(texts.needed_in_some),
            Field::new("language", "organisation.language", texts.language, "off").hint(texts.language_hint),
            Field::new("culture", "organisation.culture", texts.culture, "off").hint(texts.culture_hint),
        ]
    }
}
