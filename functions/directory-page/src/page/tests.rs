//! What the page says to everybody, in every language; snapshots hold the whole of it.

use askama::Template as _;
use tandem_domain::paging::{Page, Position};
use tandem_domain::partner_id::SupportDetails;
use tandem_domain::provider_listing::{ListingDetails, ProviderListing, ProviderService};
use tandem_domain::{Cloud, Language, TenantId};
use tandem_page::{OwnTexts, Site};
use tandem_platform::Environment;

use super::{DirectoryPage, Found};
use crate::query::{Query, Wrong};
use crate::texts::Texts;

fn site() -> Site {
    let env = Environment::from_pairs([("PAGE_ORIGIN", "https://pages.example/stage")]);
    let own = |language| -> &'static OwnTexts { &Texts::of(language).every_page };
    Site::without_sign_in(&env, own, &[])
}

fn page(language: Language, chosen: Option<Language>, query: &Query, found: &Found) -> String {
    DirectoryPage::new(site().frame(language), chosen, query, found).render().expect("a page")
}

fn provider(number: u128, name: &str, telephone: &str, website: &str) -> ProviderListing {
    ProviderListing {
        tenant_id: TenantId::new(uuid(number)),
        name: name.parse().expect("a name"),
        mpn_id: "1000001".parse().expect("a partner ID"),
        country: "DE".parse().expect("a country"),
        cloud: Cloud::Global,
        details: ListingDetails {
            languages: ["de", "zh", "qaa"].map(|code| code.parse().expect("a language")).to_vec(),
            services: ProviderService::ALL.to_vec(),
            contact: SupportDetails {
                email: "sales+new@contoso.example".parse().expect("an address"),
                telephone: telephone.parse().ok(),
                website: website.parse().ok(),
            },
            listed: true,
        },
        version: 3,
    }
}

fn uuid(number: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(number)
}

/// Two providers, and more behind them.
fn two() -> Found {
    let items = vec![
        provider(1, "Contoso Distribution", "+49 30 5550100", "https://contoso.example/resellers"),
        provider(2, "Fourth & <Sons> \"Cloud\"", "ask for Ana", "www.fourth.example"),
    ];
    Found::Providers(Page { items, next: Some(Position::new("fourth#2")) })
}

fn nobody() -> Found {
    Found::Providers(Page { items: Vec::new(), next: None })
}

fn query(country: &str, name: &str, after: &str) -> Query {
    Query { country: country.to_owned(), name: name.to_owned(), after: after.to_owned() }
}

/// The page without the long list of countries, which has a test of its own.
fn in_short(page: &str) -> String {
    let (above, options) = page.split_once("<option value=\"").expect("countries");
    let (_, below) = options.split_once("</select>").expect("the end of the countries");
    format!("{above}…</select>{below}")
}

#[test]
fn the_page_reads_as_its_snapshot_in_every_language() {
    let wrong = Found::Wrong(Wrong { country: true, name: true });
    for language in Language::ALL {
        let found = page(language, None, &query("de", "", ""), &two());
        insta::assert_snapshot!(format!("found_{language}"), in_short(&found));
        let wrong = page(language, Some(language), &query("XX", "a", ""), &wrong);
        insta::assert_snapshot!(format!("wrong_{language}"), in_short(&wrong));
    }
}

#[test]
fn the_page_is_of_use_without_any_script_l9() {
    for found in [two(), nobody(), Found::Wrong(Wrong { country: true, name: true })] {
        let page = page(Language::English, None, &query("DE", "\"><script>", "x"), &found);
        for tag in page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
            assert!(!tag.starts_with("script") && !tag.starts_with("noscript"), "<{tag}>");
            assert!(!tag.starts_with("style") && !tag.contains(" style="), "<{tag}>");
            assert!(!tag.contains(" on") && !tag.contains("javascript:"), "<{tag}>");
        }
        assert!(page.contains("<form class=\"card\" method=\"get\" action=\"/stage/providers\""));
        assert!(!page.contains("data-issuer"), "nobody signs in here");
    }
}

#[test]
fn what_was_searched_for_stays_in_the_form_and_in_every_link() {
    let chosen = Some(Language::SimplifiedChinese);
    let page = page(Language::SimplifiedChinese, chosen, &query("de", "con & co", "a#b"), &two());
    assert!(page.contains("<option value=\"DE\" selected>德国</option>"));
    assert_eq!(page.matches(" selected").count(), 1);
    assert!(page.contains("value=\"con &#38; co\""));
    assert!(page.contains("<input type=\"hidden\" name=\"language\" value=\"zh-CN\">"));
    let search = "/stage/providers?country=de&#38;name=con%20%26%20co&#38;language=zh-CN";
    assert!(page.contains(&format!("rel=\"next\" href=\"{search}&#38;after=fourth%232\"")), "{page}");
    assert!(page.contains(&format!("href=\"{search}\">返回开头")), "{page}");
    assert!(page.contains("href=\"/stage/providers?language=zh-CN\">显示所有提供商"), "{page}");
}

#[test]
fn contact_is_a_link_only_where_that_is_safe_and_text_elsewhere() {
    let page = page(Language::English, None, &Query::default(), &two());
    for link in
        ["mailto:sales%2Bnew@contoso.example", "tel:+49305550100", "https://contoso.example/resellers"]
    {
        assert!(page.contains(&format!("<a href=\"{link}\" rel=\"noopener noreferrer\">")), "{link}");
    }
    for text in ["ask for Ana", "www.fourth.example"] {
        assert!(page.contains(&format!("<dd translate=\"no\">{text}</dd>")), "{text}");
    }
    assert!(page.contains("Fourth &#38; &#60;Sons&#62; &#34;Cloud&#34;"), "names are text");
}

#[test]
fn languages_and_services_have_names_d1() {
    let page = page(Language::English, None, &Query::default(), &two());
    assert!(page.contains("German, Chinese, qaa"), "a code without a name stays a code");
    for service in ["Support", "Technical help", "Marketing", "Billing and credit"] {
        assert!(page.contains(&format!("<li>{service}</li>")), "{service}");
    }
}

#[test]
fn that_nobody_was_found_is_said_and_why() {
    for (query, said) in [
        (query("DE", "", ""), "No provider found"),
        (query("", "", ""), "The list is empty"),
        (query("", "", "x"), "No more providers"),
    ] {
        let page = page(Language::English, None, &query, &nobody());
        assert!(page.contains(&format!("<h2 id=\"nobody\">{said}</h2>")), "{said}");
        assert!(!page.contains("rel=\"next\""));
        assert_eq!(page.contains("Back to the beginning"), !query.after.is_empty(), "{said}");
    }
}

#[test]
fn what_is_wrong_is_said_at_the_field_and_nothing_is_listed() {
    for (country, name) in [(true, false), (false, true)] {
        let found = Found::Wrong(Wrong { country, name });
        let page = page(Language::English, None, &query("XX", "a", ""), &found);
        assert_eq!(page.matches("aria-invalid=\"true\"").count(), 1);
        for (id, is_wrong) in [("country-wrong", country), ("name-wrong", name)] {
            let said = page.contains(&format!("class=\"refused\" id=\"{id}\""));
            let pointed_at = page.contains(&format!("aria-describedby=\"{id}\""));
            assert_eq!([said, pointed_at], [is_wrong; 2], "{id}");
        }
        assert!(!page.contains("id=\"nobody\"") && !page.contains("<article"));
    }
}

#[test]
fn every_language_is_a_link_away() {
    let page = page(Language::English, None, &query("DE", "c", ""), &two());
    for (language, current) in [("en", " aria-current=\"true\""), ("zh-CN", ""), ("zh-TW", "")] {
        let address = format!("/stage/providers?country=DE&#38;name=c&#38;language={language}");
        let link = format!("<a href=\"{address}\" lang=\"{language}\" hreflang=\"{language}\"{current}>");
        assert!(page.contains(&link), "{link}");
    }
}

#[test]
fn everything_is_under_a_heading_that_exists_once() {
    for language in Language::ALL {
        let page = page(language, None, &Query::default(), &two());
        for once in ["<header>", "<main", "<footer>", "<h1", "<title>"] {
            assert_eq!(page.matches(once).count(), 1, "{once}");
        }
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        for label in page.split("aria-labelledby=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(page.matches(&format!("id=\"{label}\"")).count(), 1, "{label}");
        }
    }
}
