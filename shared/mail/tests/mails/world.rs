//! The mails that the tests render, built once.

use tandem_domain::delegated_admin::Service;
use tandem_domain::enrollment::{EnrollmentState, Purpose};
use tandem_domain::organisation::Partner;
use tandem_domain::outbox::{MailContent, OwedMail};
use tandem_domain::relationship_request::{CustomerTerms, Wording};
use tandem_domain::terms::Grant;
use tandem_domain::{Cloud, Language, RequestId, TenantId};

pub const LINK: &str = "https://partners.tandem.example/invitations/AAECAwQFBgcICQoLDA0ODxAREhM";

pub fn sender() -> Partner {
    Partner {
        tenant_id: "1b4e28ba-2fa1-11d2-883f-0016d3cca427".parse::<TenantId>().expect("a tenant"),
        name: "Contoso Distribution".parse().expect("a name"),
        mpn_id: "4847383".parse().expect("a partner ID"),
        domain: "contoso.example".to_owned(),
        country: "DE".parse().expect("a country"),
        cloud: Cloud::Global,
    }
}

/// The provider beside a reseller.
pub fn provider() -> Partner {
    Partner {
        tenant_id: "6fa459ea-ee8a-3ca4-894e-db77e160355e".parse::<TenantId>().expect("a tenant"),
        name: "Northwind Wholesale".parse().expect("a name"),
        mpn_id: "1122334".parse().expect("a partner ID"),
        domain: "northwind.example".to_owned(),
        country: "AT".parse().expect("a country"),
        cloud: Cloud::Global,
    }
}

/// What is asked of a customer.
#[derive(Clone)]
pub struct Asked {
    pub sender: Partner,
    pub grants: Vec<Grant>,
    pub terms: CustomerTerms,
}

impl Asked {
    fn new(grants: &[Grant], provider: Option<Partner>) -> Self {
        let delegated_admin = Service::all().collect();
        let terms = CustomerTerms { cloud: Cloud::Global, provider, delegated_admin };
        Self { sender: sender(), grants: grants.to_vec(), terms }
    }

    /// The three shapes (I1), by name.
    pub fn shapes() -> [(&'static str, Self); 3] {
        let both = [&[Grant::ResellerRelationship][..], &Grant::OF_A_CUSTOMERS_PROVIDER].concat();
        [
            ("reseller", Self::new(&[Grant::ResellerRelationship], None)),
            ("both", Self::new(&both, Some(provider()))),
            ("provider", Self::new(&Grant::OF_A_CUSTOMERS_PROVIDER, None)),
        ]
    }

    pub fn without_privileges(mut self) -> Self {
        self.terms.delegated_admin.clear();
        self
    }
}

pub fn invitation(language: Language, asked: Asked, wording: impl Into<Option<Wording>>) -> OwedMail {
    let Asked { sender, grants, terms } = asked;
    mail(
        language,
        MailContent::CustomerInvitation {
            sender,
            wording: wording.into(),
            grants,
            terms,
            url: LINK.to_owned(),
            expires: "2026-11-27T09:30:00Z".parse().expect("a time"),
        },
    )
}

pub fn answer_of_customer(language: Language, accepted: bool, granted: &[&str]) -> OwedMail {
    mail(
        language,
        MailContent::CustomerOutcome {
            accepted,
            customer_name: Some("Woodgrove Bank".parse().expect("a name")),
            granted: services(granted),
            reason: (!accepted).then(|| "We have a partner already.".to_owned()),
            reference: Some("T-2026/17".to_owned()),
            url: LINK.to_owned(),
            answered: "2026-11-21T18:05:00Z".parse().expect("a time"),
        },
    )
}

pub fn privileges_changed(language: Language, granted: &[&str], taken: &[&str]) -> OwedMail {
    mail(
        language,
        MailContent::PrivilegesChanged {
            tenant_name: Some("Woodgrove Bank".parse().expect("a name")),
            granted: services(granted),
            taken: services(taken),
            url: LINK.to_owned(),
            changed: "2026-11-21T18:05:00Z".parse().expect("a time"),
        },
    )
}

pub fn email_confirmation(language: Language, purpose: Purpose) -> OwedMail {
    mail(
        language,
        MailContent::EmailConfirmation {
            purpose,
            company_name: "Fabrikam Cloud".parse().expect("a name"),
            url: LINK.to_owned(),
            expires: "2026-11-27T09:30:00Z".parse().expect("a time"),
        },
    )
}

/// The states of which a mail of their own tells, with the reason of those that have one.
pub const TOLD: [(EnrollmentState, Option<&str>); 4] = [
    (EnrollmentState::Draft, None),
    (EnrollmentState::UnderReview, None),
    (EnrollmentState::Active, None),
    (EnrollmentState::Rejected, Some("The name isn't the one in the commercial register.")),
];

pub fn enrollment_changed(language: Language, state: EnrollmentState, reason: Option<&str>) -> OwedMail {
    mail(
        language,
        MailContent::EnrollmentChanged {
            company_name: "Fabrikam Cloud".parse().expect("a name"),
            state,
            reason: reason.map(|text| text.parse().expect("a reason")),
            url: LINK.to_owned(),
            changed: "2026-11-21T18:05:00Z".parse().expect("a time"),
        },
    )
}

fn services(names: &[&str]) -> Vec<Service> {
    names.iter().map(|name| name.parse().expect("a service")).collect()
}

pub fn request(language: Language, wording: impl Into<Option<Wording>>) -> OwedMail {
    mail(
        language,
        MailContent::PartnershipRequest {
            sender: sender(),
            recipient_name: "Fabrikam Cloud".to_owned(),
            wording: wording.into(),
            grants: Grant::OF_A_PARTNERSHIP.to_vec(),
            url: LINK.to_owned(),
            expires: "2026-11-27T09:30:00Z".parse().expect("a time"),
        },
    )
}

pub fn outcome(
    language: Language,
    accepted: bool,
    reason: Option<&str>,
    reference: Option<&str>,
) -> OwedMail {
    mail(
        language,
        MailContent::PartnershipOutcome {
            accepted,
            recipient_name: "Fabrikam Cloud".to_owned(),
            reason: reason.map(ToOwned::to_owned),
            reference: reference.map(ToOwned::to_owned),
            url: LINK.to_owned(),
            answered: "2026-11-21T18:05:00Z".parse().expect("a time"),
        },
    )
}

fn mail(language: Language, content: MailContent) -> OwedMail {
    OwedMail {
        id: "6f3a52c0-6a9e-4a3c-9d0e-2f6d0a7b1c11".to_owned(),
        request_id: "0c9a4cf0-91a4-4a5e-8a54-70e8f7d2b6aa".parse::<RequestId>().expect("a request"),
        to: "ana.lima@fabrikam.example".parse().expect("an address"),
        language,
        content,
    }
}

pub fn message(text: &str) -> Wording {
    Wording::Message(text.parse().expect("a message"))
}

pub fn edited(text: &str) -> Wording {
    Wording::Text(text.parse().expect("an edited text"))
}
