//! What a reader of the pages sees, by shape and language; snapshots hold the whole of it.

mod examples;

use askama::Template as _;
use lambda_http::http::Request;
use lambda_http::{Body, Response};
use tandem_domain::delegated_admin::Service;
use tandem_domain::relationship_request::{Invitation, OpenLinkState, RelationshipRequest, RequestState};
use tandem_domain::terms::Grant;
use tandem_domain::{Cloud, Fault, Language};
use tandem_page::{Site, Visit};
use tandem_platform::Environment;

use self::examples::{OF_THE_RECIPIENT, Shape, link, request, time};
use super::{InvitationPage, Setting};

const WHILE_OPEN: &str = "2026-11-21T00:00:00Z";
const TOO_LATE: &str = "2027-12-21T00:00:00Z";

fn site() -> Site {
    crate::site(&Environment::from_pairs([
        ("PAGE_ORIGIN", "https://pages.example/stage"),
        ("PAGE_ORIGIN_CHINA", "https://pages.example.cn/stage"),
        ("API_ORIGIN", "https://api.example"),
        ("ISSUER", "https://login.example/tandem"),
        ("CLIENT_ID", "tandem-pages"),
    ]))
}

fn addressed(request: RelationshipRequest) -> Invitation {
    Invitation::Addressed(Box::new(request))
}

/// The page of a visit in English that may name another language.
fn page(invitation: &Invitation, now: &str, chosen: Option<Language>) -> String {
    let site = site();
    let query = chosen.map(|language| format!("?language={language}")).unwrap_or_default();
    let request = Request::get(format!("/invitations/x{query}")).body(Body::Empty).expect("a request");
    let setting = crate::setting(&site, invitation, &Visit::of(&request), "https://partners.example");
    InvitationPage::new(invitation, time(now), setting).render().expect("a page")
}

fn open_page(shape: Shape) -> String {
    page(&addressed(request(shape, Language::English)), WHILE_OPEN, None)
}

/// Every page in a language, by the name of its snapshot.
fn pages(language: Language) -> Vec<(String, String)> {
    let site = site();
    let back = Request::get(format!("/signed-in?language={language}")).body(Body::Empty).expect("a request");
    let fault = Fault::Unavailable("the table is away".to_owned());
    let mut pages = vec![
        ("unknown".to_owned(), html(site.not_found(language))),
        ("unavailable".to_owned(), html(site.unavailable(language, &fault))),
        ("signed_in".to_owned(), html(site.answer(&Visit::of(&back)))),
    ];
    for shape in Shape::ALL {
        let name = format!("{shape:?}").to_lowercase();
        let request = addressed(request(shape, language));
        pages.push((format!("{name}_open"), page(&request, WHILE_OPEN, None)));
        pages.push((format!("{name}_over"), page(&request, TOO_LATE, None)));
        let link = Invitation::Open(Box::new(link(shape)));
        pages.push((format!("{name}_link"), page(&link, WHILE_OPEN, Some(language))));
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
        // The two shapes of a customer that a joint one is made of differ from it by what it leaves out.
        let pieces = ["reseller_over", "reseller_link", "provider_over", "provider_link"];
        for (name, page) in pages(language).into_iter().filter(|(name, _)| !pieces.contains(&name.as_str())) {
            insta::assert_snapshot!(format!("{name}_{}", language.tag()), page);
        }
    }
}

#[test]
fn whoever_holds_the_link_learns_nothing_of_the_recipient_l5() {
    for (name, page) in Language::ALL.into_iter().flat_map(pages) {
        for secret in OF_THE_RECIPIENT {
            assert!(!page.contains(secret), "{name} tells {secret}");
        }
    }
}

#[test]
fn signed_out_it_is_only_told_that_a_request_is_over_and_not_why_l5() {
    for shape in Shape::ALL {
        let of = |state| addressed(RelationshipRequest { state, ..request(shape, Language::English) });
        let expired = page(&of(RequestState::Pending), TOO_LATE, None);
        for state in [RequestState::Accepted, RequestState::Declined, RequestState::Cancelled] {
            assert_eq!(page(&of(state), WHILE_OPEN, None), expired);
        }
        assert!(expired.contains("No longer open"));
        let mut rotated = link(shape);
        rotated.state = OpenLinkState::Rotated;
        let mut used_up = link(shape);
        (used_up.max_uses, used_up.uses) = (Some(2), 2);
        let over = [rotated, used_up].map(|link| page(&Invitation::Open(Box::new(link)), WHILE_OPEN, None));
        let expired = page(&Invitation::Open(Box::new(link(shape))), TOO_LATE, None);
        assert!(over.iter().all(|page| *page == expired) && expired.contains("No longer open"));
    }
}

#[test]
fn the_page_shows_who_asks_and_everything_asked_with_the_digest_of_just_that_p3_l4() {
    for shape in Shape::ALL {
        let (page, request) = (open_page(shape), request(shape, Language::English));
        let mut shown =
            vec!["Fabrikam IT", "fabrikam.example", "DE", "1234567", "27 November 2026, 09:30 UTC"];
        if shape == Shape::Joint {
            shown.extend([
                "Contoso Distribution",
                "contoso.example",
                "7000001",
                "Together with its provider",
            ]);
        }
        for text in shown {
            assert!(page.contains(text), "{shape:?}: {text}");
        }
        assert!(page.contains(&format!("data-terms-digest=\"{}\"", request.terms_today())));
    }
}

#[test]
fn a_partnership_shows_each_grant_p4() {
    let page = open_page(Shape::Partnership);
    for grant in Grant::OF_A_PARTNERSHIP {
        assert!(page.contains(&format!("data-grant=\"{}\"", grant.as_str())));
    }
    assert!(!page.contains("data-consent") && !page.contains("data-service"));
}

#[test]
fn each_consent_of_a_customer_has_a_box_of_its_own_that_nobody_has_ticked_i1_i5() {
    for (shape, asked, not_asked) in [
        (Shape::Reseller, &["reseller"][..], &["provider"][..]),
        (Shape::Joint, &["reseller", "provider"], &[]),
        (Shape::Provider, &["provider"], &["reseller"]),
    ] {
        let page = open_page(shape);
        for name in asked.iter().chain(&["agreement"]) {
            assert!(
                page.contains(&format!("<input type=\"checkbox\" id=\"consent-{name}\"")),
                "{shape:?}: {name}"
            );
        }
        for name in not_asked {
            assert!(!page.contains(&format!("consent-{name}")), "{shape:?}: {name}");
        }
        for service in Service::all() {
            assert!(
                page.contains(&format!("<input type=\"checkbox\" id=\"service-{service}\"")),
                "{service}"
            );
        }
        assert!(!page.contains(" checked"), "nothing is ticked beforehand");
        assert!(page.contains("place orders;") == (shape != Shape::Reseller));
    }
}

#[test]
fn the_agreement_is_shown_with_its_version_and_a_link_to_the_document_i5() {
    for cloud in Cloud::ALL {
        let page = page(&addressed(examples::in_cloud(cloud, Language::English)), WHILE_OPEN, None);
        let template = cloud.rules().agreement;
        assert!(page.contains(&format!("href=\"{}\"", template.link)), "{cloud}");
        assert!(page.contains(&format!("Version {}", template.version_rank)), "{cloud}");
    }
}

#[test]
fn privileges_can_be_taken_back_and_a_partner_helps_without_them_a3_a5() {
    for privileges in [Service::all().collect(), Vec::new()] {
        let mut request = request(Shape::Joint, Language::English);
        request.customer.as_mut().expect("terms").delegated_admin = privileges;
        let page = page(&addressed(request), WHILE_OPEN, None);
        assert!(page.contains("take privileges back at any time; the commercial relationship stays"));
        assert!(page.contains("can still ask the operator for support on your behalf"));
    }
}

#[test]
fn no_privileges_are_offered_that_nobody_asks_for_i3() {
    let mut request = request(Shape::Joint, Language::English);
    request.customer.as_mut().expect("terms").delegated_admin.clear();
    let page = page(&addressed(request), WHILE_OPEN, None);
    assert!(!page.contains("data-service") && page.contains("No admin privileges are asked for."));
}

#[test]
fn where_it_is_accepted_depends_on_the_cloud_i6() {
    let clouds = [
        (Cloud::Global, "the 365 admin centre: here", "https://pages.example/stage", true),
        (Cloud::China, "operated by 21Vianet", "https://pages.example.cn/stage", true),
        (Cloud::UsGov, "the Office portal", "https://pages.example/stage", false),
        (Cloud::Germany, "the Office portal", "https://pages.example/stage", false),
    ];
    for (cloud, place, origin, can_be_left_out) in clouds {
        let page = page(&addressed(examples::in_cloud(cloud, Language::English)), WHILE_OPEN, None);
        assert!(page.contains(place), "{cloud}");
        assert!(
            page.contains(&format!("data-pages=\"{origin}\"")),
            "the sign-in of {cloud} comes back there"
        );
        assert!(page.contains(cloud.rules().domain_suffix), "{cloud}");
        assert_eq!(page.contains("Leave unticked what you don’t want"), can_be_left_out, "{cloud}");
        assert_eq!(page.contains("none of them can be left out"), !can_be_left_out, "{cloud}");
    }
}

#[test]
fn an_open_link_is_read_in_the_readers_language_and_has_nothing_to_decline_p2() {
    for shape in Shape::ALL {
        let link = Invitation::Open(Box::new(link(shape)));
        let chosen = page(&link, WHILE_OPEN, Some(Language::TraditionalChinese));
        assert!(
            chosen.contains("<html lang=\"zh-TW\">")
                && chosen.contains("?language=zh-TW\" data-terms-digest")
        );
        let page = page(&link, WHILE_OPEN, None);
        assert!(page.contains("<html lang=\"en\">") && !page.contains("?language=en\" data-terms-digest"));
        assert!(!page.contains("id=\"decline\"") && !page.contains("open-decline"), "{shape:?}");
        for over in ["rotated", "used_up", "expired"] {
            assert!(page.contains(&format!("data-panel=\"{over}\"")), "{shape:?}: {over}");
        }
    }
}

#[test]
fn an_addressed_request_is_read_in_its_own_language() {
    let invitation = addressed(request(Shape::Joint, Language::SimplifiedChinese));
    assert!(page(&invitation, WHILE_OPEN, Some(Language::English)).contains("<html lang=\"zh-CN\">"));
}

#[test]
fn every_state_that_the_api_tells_has_its_panel() {
    for shape in Shape::ALL {
        let page = open_page(shape);
        for state in ["pending", "accepted", "declined", "cancelled", "expired", "own", "other-account"] {
            assert!(page.contains(&format!("data-panel=\"{state}\"")), "{shape:?}: {state}");
        }
        let of_kind = if shape == Shape::Partnership { "not-enrolled" } else { "no_longer_partners" };
        assert!(page.contains(&format!("data-panel=\"{of_kind}\"")), "{shape:?}");
    }
}

#[test]
fn after_accepting_it_says_what_was_granted_and_where_to_see_it_a1() {
    let page = open_page(Shape::Joint);
    for result in ["reseller", "provider", "agreement", "directory", "azure"] {
        assert_eq!(page.matches(&format!("data-result=\"{result}\"")).count(), 2, "{result}: now, and later");
    }
    assert!(page.contains("href=\"https://partners.example/relationships?language=en\""));
}

#[test]
fn a_hostile_name_stays_text() {
    for shape in Shape::ALL {
        let mut request = request(shape, Language::English);
        request.sender.name = r#"<script>alert("1")</script>' {name}{provider}"#.parse().expect("a name");
        request.sender.domain = r#""><img src=x onerror=alert(1)>"#.to_owned();
        let page = page(&addressed(request), WHILE_OPEN, None);
        for raw in ["<script>alert", "<img", "alert(\"1\")"] {
            assert!(!page.contains(raw), "{raw}");
        }
        assert!(page.contains("&#60;script&#62;alert(&#34;1&#34;)"));
        assert!(page.contains("&#39; {name}{provider}"), "a name in a name's place stays as it is");
    }
}

#[test]
fn no_page_holds_script_style_or_handlers_of_its_own_l9() {
    for (name, page) in Language::ALL.into_iter().flat_map(pages) {
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
            for once in ["<header>", "<main", "<footer>", "<h1", "<title>"] {
                assert_eq!(page.matches(once).count(), 1, "{name}: {once}");
            }
            assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())), "{name}");
        }
    }
}

#[test]
fn everything_that_a_person_decides_on_is_labelled() {
    for (name, page) in pages(Language::English) {
        for input in
            page.split("<input").chain(page.split("<select")).skip(1).filter(|part| part.contains(" id=\""))
        {
            let tag = input.split('>').next().unwrap_or_default();
            let Some(id) = tag.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()) else {
                continue;
            };
            if tag.starts_with(" type") || tag.starts_with(" id") {
                assert!(page.contains(&format!(" for=\"{id}\"")), "{name}: {id}");
            }
        }
        for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{name}: {id}");
        }
        for section in page.split("<section").skip(1) {
            let label = section.split("aria-labelledby=\"").nth(1).and_then(|rest| rest.split('"').next());
            let label = label.expect("a section without a label");
            assert_eq!(page.matches(&format!("id=\"{label}\"")).count(), 1, "{name}: {label}");
        }
    }
}

#[test]
fn a_language_that_the_address_names_is_one_that_is_known_l10() {
    let site = site();
    let invitation = Invitation::Open(Box::new(link(Shape::Provider)));
    let frame = site.frame(Language::English);
    let chosen = Some(Language::English);
    let setting = Setting { frame, chosen, relationships_origin: "https://partners.example" };
    let page = InvitationPage::new(&invitation, time(WHILE_OPEN), setting).render().expect("a page");
    assert!(page.contains("?language=en\" data-terms-digest"));
}
