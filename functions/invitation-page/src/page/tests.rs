//! What a reader of the pages sees, in every language; snapshots hold the whole of it.

use askama::Error;
use tandem_domain::organisation::Partner;
use tandem_domain::relationship_request::{
    Delivery, Recipient, RelationshipRequest, RequestKind, RequestState, Wording,
};
use tandem_domain::terms::{Grant, TermsDigest};
use tandem_domain::write::Person;
use tandem_domain::{Cloud, Language, LinkKey, TenantId, Timestamp};
use tandem_platform::Environment;

use super::{invitation, not_found, signed_in, unavailable};
use crate::settings::Settings;

const OF_THE_RECIPIENT: [&str; 8] = [
    "Adatum Reseller",
    "7654321",
    "ana@adatum.example",
    "22222222-2222-4222-8222-222222222222",
    "bo@fabrikam.example",
    "subject-of-bo",
    "Dear Ana",
    "TICKET-7",
];

fn settings() -> Settings {
    Settings::read(&Environment::from_pairs([
        ("PAGE_ORIGIN", "https://pages.example/stage"),
        ("API_ORIGIN", "https://api.example"),
        ("ISSUER", "https://login.example/tandem"),
        ("CLIENT_ID", "tandem-pages"),
    ]))
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn request(language: Language) -> RelationshipRequest {
    let sender = Partner {
        tenant_id: "11111111-1111-4111-8111-111111111111".parse().expect("a tenant"),
        name: "Fabrikam Distribution".parse().expect("a name"),
        mpn_id: "1234567".parse().expect("a partner ID"),
        domain: "fabrikam.example".to_owned(),
        country: "DE".parse().expect("a country"),
        cloud: Cloud::Global,
    };
    let grants = Grant::OF_A_PARTNERSHIP.to_vec();
    let key = LinkKey::from_random([7; LinkKey::BYTES]);
    let recipient: TenantId = "22222222-2222-4222-8222-222222222222".parse().expect("a tenant");
    let created = time("2026-11-20T09:30:00Z");
    RelationshipRequest {
        id: key.request_id(),
        key,
        kind: RequestKind::IndirectPartnership,
        state: RequestState::Pending,
        terms_digest: TermsDigest::of("indirect_partnership", &sender, &grants),
        asked_by: Person {
            issuer: "https://login.example/tandem".to_owned(),
            tenant_id: sender.tenant_id,
            subject: "subject-of-bo".to_owned(),
            email: "bo@fabrikam.example".parse().ok(),
            email_verified: true,
            roles: Vec::new(),
        },
        sender,
        recipient: Recipient {
            tenant_id: recipient,
            name: "Adatum Reseller".parse().expect("a name"),
            mpn_id: "7654321".parse().expect("a partner ID"),
            email: "ana@adatum.example".parse().expect("an address"),
        },
        grants,
        wording: Some(Wording::Message("Dear Ana, let us work together".parse().expect("a message"))),
        language,
        reference: "TICKET-7".parse().ok(),
        open_hours: 168,
        created,
        expires: created.plus_days(7),
        changed: created,
        decline_reason: None,
        delivery: Delivery::queued("mail-1".to_owned(), created),
        version: 1,
    }
}

/// Every page in a language, by the name of its snapshot.
fn pages(language: Language) -> [(&'static str, Result<String, Error>); 5] {
    let (request, settings) = (request(language), settings());
    [
        ("open", invitation(&request, time("2026-11-21T00:00:00Z"), &settings)),
        ("over", invitation(&request, time("2026-12-21T00:00:00Z"), &settings)),
        ("unknown", not_found(language, &settings)),
        ("unavailable", unavailable(language, &settings)),
        ("signed_in", signed_in(language, &settings)),
    ]
}

fn open_page() -> String {
    let [(_, page), ..] = pages(Language::English);
    page.expect("a page")
}

#[test]
fn every_page_reads_as_its_snapshot_in_every_language() {
    for language in Language::ALL {
        for (name, page) in pages(language) {
            insta::assert_snapshot!(format!("{name}_{}", language.tag()), page.expect("a page"));
        }
    }
}

#[test]
fn whoever_holds_the_link_learns_nothing_of_the_recipient() {
    for (name, page) in Language::ALL.into_iter().flat_map(pages) {
        let page = page.expect("a page");
        for secret in OF_THE_RECIPIENT {
            assert!(!page.contains(secret), "{name} tells {secret}");
        }
    }
}

#[test]
fn signed_out_it_is_only_told_that_a_request_is_over_and_not_why() {
    let now = time("2026-11-21T00:00:00Z");
    let over = |state| {
        let request = RelationshipRequest { state, ..request(Language::English) };
        invitation(&request, now, &settings()).expect("a page")
    };
    let expired = invitation(&request(Language::English), time("2026-12-21T00:00:00Z"), &settings());
    let expired = expired.expect("a page");
    for state in [RequestState::Accepted, RequestState::Declined, RequestState::Cancelled] {
        assert_eq!(over(state), expired);
    }
    assert!(expired.contains("No longer open"));
}

#[test]
fn the_page_shows_who_asks_and_every_grant_with_the_digest_of_just_that() {
    let page = open_page();
    for shown in ["Fabrikam Distribution", "fabrikam.example", "DE", "1234567", "27 November 2026, 09:30 UTC"]
    {
        assert!(page.contains(shown), "{shown}");
    }
    for grant in Grant::OF_A_PARTNERSHIP {
        assert!(page.contains(&format!("data-grant=\"{}\"", grant.as_str())));
    }
    let digest = request(Language::English).terms_today();
    assert!(page.contains(&format!("data-terms-digest=\"{digest}\"")));
}

#[test]
fn a_hostile_name_stays_text() {
    let mut request = request(Language::English);
    request.sender.name = r#"<script>alert("1")</script>' {name}"#.parse().expect("a name");
    request.sender.domain = r#""><img src=x onerror=alert(1)>"#.to_owned();
    let page = invitation(&request, time("2026-11-21T00:00:00Z"), &settings()).expect("a page");
    for raw in ["<script>alert", "<img", "alert(\"1\")"] {
        assert!(!page.contains(raw), "{raw}");
    }
    assert!(page.contains("&#60;script&#62;alert(&#34;1&#34;)"));
}

#[test]
fn no_page_holds_script_style_or_handlers_of_its_own() {
    for (name, page) in Language::ALL.into_iter().flat_map(pages) {
        let page = page.expect("a page");
        for tag in page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
            assert!(!tag.starts_with("style"), "{name}: <{tag}>");
            assert!(!tag.contains(" style="), "{name}: <{tag}>");
            assert!(!tag.contains(" on"), "{name}: <{tag}>");
            assert!(!tag.contains("javascript:"), "{name}: <{tag}>");
            assert!(!tag.starts_with("script") || tag.contains(" src=\"/stage/assets/"), "{name}: <{tag}>");
        }
    }
}

#[test]
fn every_page_has_its_landmarks_one_heading_and_its_language() {
    for language in Language::ALL {
        for (name, page) in pages(language) {
            let page = page.expect("a page");
            for once in ["<header>", "<main", "<footer>", "<h1", "<title>"] {
                assert_eq!(page.matches(once).count(), 1, "{name}: {once}");
            }
            assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())));
        }
    }
}

#[test]
fn everything_that_a_person_decides_on_is_labelled() {
    let page = open_page();
    for label in ["for=\"confirmed\"", "for=\"reason\""] {
        assert!(page.contains(label), "{label}");
    }
    for section in page.split("<section").skip(1) {
        let label = section.split("aria-labelledby=\"").nth(1).and_then(|rest| rest.split('"').next());
        let label = label.expect("a section without a label");
        assert_eq!(page.matches(&format!("id=\"{label}\"")).count(), 1, "{label}");
    }
}
