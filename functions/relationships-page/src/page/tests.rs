//! What the page says before it knows anybody, in every language; snapshots hold the whole of it.

use askama::Template as _;
use tandem_domain::{Language, TenantId};
use tandem_page::{OwnTexts, Site};
use tandem_platform::Environment;

use super::RelationshipsPage;
use crate::texts::Texts;

const CUSTOMER: &str = "30000000-0000-4000-8000-000000000001";

fn page(language: Language, chosen: Option<Language>) -> String {
    of(language, chosen, None)
}

/// The page of a partner.
fn part(language: Language) -> String {
    of(language, None, CUSTOMER.parse().ok())
}

fn of(language: Language, chosen: Option<Language>, customer: Option<TenantId>) -> String {
    let env = Environment::from_pairs([
        ("PAGE_ORIGIN", "https://pages.example/stage"),
        ("API_ORIGIN", "https://api.example"),
        ("ISSUER", "https://login.example/tandem"),
        ("CLIENT_ID", "tandem-pages"),
    ]);
    let own = |language| -> &'static OwnTexts { &Texts::of(language).every_page };
    let site = Site::from_env(&env, own, &[]);
    RelationshipsPage::new(site.frame(language), chosen, customer).render().expect("a page")
}

#[test]
fn the_page_reads_as_its_snapshot_in_every_language() {
    for language in Language::ALL {
        insta::assert_snapshot!(format!("relationships_{language}"), page(language, None));
        insta::assert_snapshot!(format!("part_{language}"), part(language));
    }
}

#[test]
fn the_sign_in_comes_back_to_the_page_in_the_language_that_was_chosen_l10() {
    let chosen = Some(Language::SimplifiedChinese);
    assert!(page(Language::English, None).contains("data-place=\"/relationships\""));
    let page = page(Language::SimplifiedChinese, chosen);
    assert!(page.contains("data-place=\"/relationships?language=zh-CN\""));
}

#[test]
fn a_partner_sees_its_part_and_has_nothing_to_take_back_a1_z9() {
    let page = part(Language::English);
    let place = format!("data-place=\"/relationships/{CUSTOMER}\" data-customer=\"{CUSTOMER}\"");
    assert!(page.contains(&place) && page.contains("Your part at this customer"));
    for of_customers in ["take-back", "<dialog", "Take back", "data-panel=\"holders\""] {
        assert!(!page.contains(of_customers), "{of_customers}");
    }
}

#[test]
fn what_a_partner_is_has_a_word_for_every_name_of_the_api_a1() {
    for page in [page(Language::English, None), part(Language::English)] {
        for role in ["indirect_provider", "indirect_reseller", "none"] {
            assert_eq!(page.matches(&format!("data-role=\"{role}\"")).count(), 1, "{role}");
        }
    }
}

#[test]
fn what_stays_and_who_can_help_is_said_before_anything_is_taken_back_a3_a5() {
    let page = page(Language::English, None);
    let (_, question) = page.split_once("<dialog").expect("a question");
    for said in ["commercial relationship stays", "can still ask the operator for support"] {
        assert!(question.contains(said), "{said}");
    }
    assert!(page.contains("None. It can still ask the operator for support"));
}

#[test]
fn the_page_holds_no_script_style_or_handlers_of_its_own_l9() {
    for page in Language::ALL.into_iter().flat_map(|language| [page(language, None), part(language)]) {
        for tag in page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
            assert!(!tag.starts_with("style") && !tag.contains(" style="), "<{tag}>");
            assert!(!tag.contains(" on") && !tag.contains("javascript:"), "<{tag}>");
            assert!(!tag.starts_with("script") || tag.contains(" src=\"/stage/assets/"), "<{tag}>");
        }
    }
}

#[test]
fn everything_is_under_a_heading_that_exists_once() {
    for language in Language::ALL {
        let page = page(language, None);
        for once in ["<header>", "<main", "<footer>", "<h1", "<title>"] {
            assert_eq!(page.matches(once).count(), 1, "{once}");
        }
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        for label in page.split("aria-labelledby=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(page.matches(&format!("id=\"{label}\"")).count(), 1, "{label}");
        }
    }
}
