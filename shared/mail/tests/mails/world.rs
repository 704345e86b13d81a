//! The mails that the tests render, built once.

use tandem_domain::organisation::Partner;
use tandem_domain::outbox::{MailContent, OwedMail};
use tandem_domain::relationship_request::Wording;
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
