//! What a reader of the pages sees, by language and state; snapshots hold the whole of it.

use askama::Template as _;
use lambda_http::{Body, Response};
use tandem_domain::enrollment::{EmailConfirmation, EnrollmentState, Purpose};
use tandem_domain::{Language, LinkKey, Timestamp};
use tandem_page::Site;
use tandem_platform::Environment;

use super::{ConfirmPage, EnrollPage};

/// What of the application is nobody's who only has the link.
const OF_THE_APPLICATION: [&str; 2] = ["adatum.example", "10000000-0000"];

fn site() -> Site {
    crate::site(&Environment::from_pairs([
        ("PAGE_ORIGIN", "https://pages.example/stage"),
        ("API_ORIGIN", "https://api.example"),
        ("ISSUER", "https://login.example/tandem"),
        ("CLIENT_ID", "tandem-pages"),
    ]))
}

fn enroll(language: Language, chosen: Option<Language>) -> String {
    EnrollPage::new(site().frame(language), chosen, "roles").render().expect("a page")
}

fn time(text: &str) -> Timestamp {
    let time: jiff::Timestamp = text.parse().expect("a time");
    Timestamp::from_millis(time.as_millisecond())
}

fn key() -> LinkKey {
    LinkKey::from_random([7; LinkKey::BYTES])
}

fn confirmation(purpose: Purpose, language: Language) -> EmailConfirmation {
    EmailConfirmation {
        id: key().request_id(),
        purpose,
        tenant_id: "10000000-0000-4000-8000-000000000001".parse().expect("a tenant"),
        company_name: "Adatum Consulting".parse().expect("a name"),
        email: "gabi@adatum.example".parse().expect("an address"),
        language,
        expires: time("2026-11-27T09:30:00Z"),
        confirmed: None,
    }
}

fn confirm(confirmation: &EmailConfirmation, is_open: bool) -> String {
    let (site, key) = (site(), key());
    let page = ConfirmPage::new(site.frame(confirmation.language), &key, confirmation, is_open);
    page.render().expect("a page")
}

/// Every page in a language, by the name of its snapshot.
fn pages(language: Language) -> Vec<(String, String)> {
    let mut pages = vec![
        ("enroll".to_owned(), enroll(language, None)),
        ("unknown".to_owned(), html(site().not_found(language))),
    ];
    for (name, purpose) in [("enrollment", Purpose::Enrollment), ("contact", Purpose::PrimaryContact)] {
        let open = confirmation(purpose, language);
        let done = EmailConfirmation { confirmed: Some(time("2026-11-22T10:00:00Z")), ..open.clone() };
        pages.push((format!("{name}_open"), confirm(&open, true)));
        pages.push((format!("{name}_over"), confirm(&open, false)));
        pages.push((format!("{name}_before"), confirm(&done, false)));
    }
    pages
}

fn html(answer: Response<Body>) -> String {
    match answer.into_body() {
        Body::Text(html) => html,
        _ => panic!("a page is text"),
    }
}

#[test]
fn every_page_reads_as_its_snapshot_in_every_language() {
    for language in Language::ALL {
        for (name, page) in pages(language) {
            insta::assert_snapshot!(format!("{name}_{language}"), page);
        }
    }
}

#[test]
fn the_sign_in_comes_back_to_the_page_in_the_language_that_was_chosen_l10() {
    assert!(enroll(Language::English, None).contains("data-place=\"/enroll\""));
    let page = enroll(Language::SimplifiedChinese, Some(Language::SimplifiedChinese));
    assert!(page.contains("data-place=\"/enroll?language=zh-CN\""));
}

#[test]
fn the_form_asks_for_everything_that_an_application_carries_e1() {
    let page = enroll(Language::English, None);
    for path in [
        "mpnId",
        "cloud",
        "domain",
        "legalBusiness.companyName",
        "legalBusiness.address.country",
        "legalBusiness.address.addressLine1",
        "legalBusiness.address.postalCode",
        "legalBusiness.address.city",
        "legalBusiness.address.state",
        "legalBusiness.primaryContact.firstName",
        "legalBusiness.primaryContact.lastName",
        "legalBusiness.primaryContact.email",
        "legalBusiness.primaryContact.phoneNumber",
        "support.email",
        "support.telephone",
        "support.website",
        "language",
    ] {
        assert_eq!(page.matches(&format!("data-paths=\"{path}\"")).count(), 1, "{path}");
    }
}

#[test]
fn every_state_has_a_panel_and_a_draft_has_the_form_e4() {
    let page = enroll(Language::English, None);
    for state in EnrollmentState::ALL {
        let panel = if state == EnrollmentState::Draft { "application" } else { state.as_str() };
        assert_eq!(page.matches(&format!("data-panel=\"{panel}\"")).count(), 1, "{panel}");
    }
}

#[test]
fn every_failure_of_a_partner_id_is_told_in_the_readers_words_e2() {
    for language in Language::ALL {
        let page = enroll(language, None);
        for name in ["not_found", "not_location", "inactive", "other_country"] {
            assert!(page.contains(&format!("data-problem=\"partner_id_{name}\"")), "{name}");
        }
    }
}

#[test]
fn mails_are_in_the_readers_language_unless_another_is_chosen() {
    for language in Language::ALL {
        let page = enroll(language, None);
        let (_, list) = page.split_once("data-paths=\"language\"").expect("a list");
        let (_, first) = list.split_once("<option value=\"").expect("a choice");
        assert!(first.starts_with(&format!("{language}\"")), "{language}");
    }
}

#[test]
fn whoever_holds_the_link_learns_which_company_it_is_and_nothing_else_e9() {
    for language in Language::ALL {
        for (name, page) in pages(language) {
            if name != "enroll" && name != "unknown" {
                assert!(page.contains("Adatum Consulting"), "{name}");
            }
            for secret in OF_THE_APPLICATION {
                assert!(!page.contains(secret), "{name} tells {secret}");
            }
        }
    }
}

#[test]
fn there_are_two_boxes_that_nobody_has_ticked_and_a_button_that_waits_for_them_e3() {
    for purpose in [Purpose::Enrollment, Purpose::PrimaryContact] {
        let page = confirm(&confirmation(purpose, Language::English), true);
        assert_eq!(page.matches("type=\"checkbox\"").count(), 2);
        assert!(!page.contains(" checked"));
        assert!(page.contains("<button type=\"submit\" class=\"primary\" disabled>"));
    }
}

#[test]
fn a_link_that_is_over_or_was_used_has_nothing_to_press() {
    let open = confirmation(Purpose::Enrollment, Language::English);
    let done = EmailConfirmation { confirmed: Some(time("2026-11-21T00:00:00Z")), ..open.clone() };
    for page in [confirm(&open, false), confirm(&done, true)] {
        assert!(!page.contains("<form") && !page.contains("type=\"checkbox\""));
    }
    let shown = |page: &str| {
        let sections = page
            .split("<section")
            .skip(1)
            .filter(|section| !section.split('>').next().unwrap_or_default().contains(" hidden"));
        sections.map(|section| section.split('"').nth(3).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown(&confirm(&open, true)), ["open"]);
    assert_eq!(shown(&confirm(&open, false)), ["over"]);
    assert_eq!(shown(&confirm(&done, false)), ["before"]);
}

#[test]
fn a_hostile_name_stays_text() {
    let mut hostile = confirmation(Purpose::Enrollment, Language::English);
    hostile.company_name = r#"<script>alert("1")</script>' {company}"#.parse().expect("a name");
    let page = confirm(&hostile, true);
    assert!(!page.contains("<script>alert") && page.contains("&#60;script&#62;alert(&#34;1&#34;)"));
    assert!(page.contains("&#39; {company}"), "a name in a name's place stays as it is");
}

#[test]
fn no_page_holds_script_style_or_handlers_of_its_own_l9() {
    for (name, page) in Language::ALL.into_iter().flat_map(pages) {
        for tag in page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
            assert!(!tag.starts_with("style") && !tag.contains(" style="), "{name}: <{tag}>");
            assert!(!tag.contains(" on") && !tag.contains("javascript:"), "{name}: <{tag}>");
            assert!(!tag.starts_with("script") || tag.contains(" src=\"/stage/assets/"), "{name}: <{tag}>");
        }
    }
}

#[test]
fn every_page_has_its_landmarks_one_heading_its_language_and_labels() {
    for language in Language::ALL {
        for (name, page) in pages(language) {
            for once in ["<header>", "<main", "<footer>", "<h1", "<title>"] {
                assert_eq!(page.matches(once).count(), 1, "{name}: {once}");
            }
            assert!(page.contains(&format!("<html lang=\"{language}\">")), "{name}");
            for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{name}: {id}");
            }
            for label in page.split("aria-labelledby=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert_eq!(page.matches(&format!(" id=\"{label}\"")).count(), 1, "{name}: {label}");
            }
            for tag in page.split("<input").chain(page.split("<select")).skip(1) {
                let tag = tag.split('>').next().unwrap_or_default();
                let id = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next());
                let is_labelled = |id: &str| page.contains(&format!(" for=\"{id}\""));
                assert!(id.is_none_or(is_labelled), "{name}: {tag}");
            }
        }
    }
}
