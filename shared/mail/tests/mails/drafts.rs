//! The text that a sender takes with it, and the link that opens it in a mail program (P1).

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use tandem_domain::Language;
use tandem_domain::delegated_admin::Service;
use tandem_domain::organisation::Partner;
use tandem_domain::relationship_request::RequestKind;
use tandem_domain::terms::{Grant, Terms};
use tandem_domain::text::{EditedText, Name};
use tandem_mail::{Draft, LONGEST_MAILTO, TooLong, draft, mailto};

use crate::world::{Asked, LINK, provider, sender};

/// Every draft there is in a language, of partners with these names: a partnership's, and of the three
/// shapes with privileges on no, one and every service.
fn drafts(language: Language, reseller: &str, with: &str) -> Vec<Draft> {
    let named = |partner: Partner, name: &str| Partner { name: name.parse().expect("a name"), ..partner };
    let one = named(sender(), reseller);
    let (kind, grants) = (RequestKind::IndirectPartnership, &Grant::OF_A_PARTNERSHIP);
    let mut drafts = vec![draft(Terms { kind, sender: &one, grants, customer: None }, LINK, language)];
    for (_, asked) in Asked::shapes() {
        for services in [0, 1, 5] {
            let mut terms = asked.terms.clone();
            terms.delegated_admin = Service::all().take(services).collect();
            terms.provider = terms.provider.map(|_| named(provider(), with));
            let kind = RequestKind::CustomerRelationship;
            let terms = Terms { kind, sender: &one, grants: &asked.grants, customer: Some(&terms) };
            drafts.push(draft(terms, LINK, language));
        }
    }
    drafts
}

/// Subject and body as RFC 6068 has a mail program read them from the link.
fn opened(link: &str) -> (String, String) {
    let fields = link.strip_prefix("mailto:?").expect("a mailto link without a recipient");
    let fields: Vec<_> = fields.split('&').map(|field| field.split_once('=').expect("a field")).collect();
    let [("subject", subject), ("body", body)] = fields[..] else { panic!("{fields:?}") };
    let read = |text| percent_decode_str(text).decode_utf8().expect("UTF-8").into_owned();
    (read(subject), read(body))
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[test]
fn a_draft_comes_out_of_the_mail_program_as_it_went_in() {
    for language in Language::ALL {
        for (reseller, with) in [
            ("Contoso Distribution", "Northwind Wholesale"),
            ("Müller & Söhne (100% + 1) #1?", "\"Zitat\" 'n' Co; a=b, c/d: <e> ~ $5 ! *"),
            ("江苏神州数码科技有限公司", "臺灣雲端服務股份有限公司"),
            ("🚀 Liftoff \\ {link} `x` |y| ^z^", "a%20b+c &amp; d"),
        ] {
            for draft in drafts(language, reseller, with) {
                let link = mailto(&draft.subject, &draft.body).expect("short enough");
                let (subject, body) = opened(&link);
                assert_eq!(subject, draft.subject);
                assert_eq!(lines(&body), draft.body);
                assert!(body.contains(reseller) && body.lines().any(|line| line == LINK), "{body}");
                assert!(!body.replace("\r\n", "").contains('\n'), "lines end in CRLF: {body:?}");
            }
        }
    }
}

#[test]
fn a_mailto_link_is_nothing_but_unreserved_characters() {
    let link = mailto("50% & more?", "1 + 1 = 2\n\"ü\" #1\r\nend\rof").expect("short");
    assert_eq!(
        link,
        "mailto:?subject=50%25%20%26%20more%3F&body=1%20%2B%201%20%3D%202%0D%0A%22%C3%BC%22%20%231%0D%0Aend%0D%0Aof"
    );
    // A subject that would bring a header of its own.
    assert_eq!(mailto("a\r\nBcc: b", "").expect("short"), "mailto:?subject=a%20Bcc%3A%20b&body=");
}

#[test]
fn the_drafts_of_partners_with_usual_names_fit_into_a_mailto_link() {
    for language in Language::ALL {
        for name in ["云".repeat(20), "Contoso & Sons ".repeat(3)[..40].to_owned()] {
            for draft in drafts(language, &name, &name) {
                // A link on a longer host than that of the examples.
                let body = draft.body.replace("partners.", "customers-and-partners.of-the-distributor.");
                assert!(mailto(&draft.subject, &body).is_ok(), "{:?}: {body}", mailto(&draft.subject, &body));
            }
        }
    }
}

#[test]
fn a_text_that_is_too_long_for_a_mailto_link_is_an_error_not_cut() {
    let room = LONGEST_MAILTO - "mailto:?subject=&body=".len();
    assert!(mailto("", &"a".repeat(room)).is_ok());
    let beyond = mailto("", &"a".repeat(room + 1));
    assert_eq!(beyond, Err(TooLong { length: LONGEST_MAILTO + 1 }));
    assert!(mailto("汉", &"汉".repeat(room / 9)).is_err());
}

#[test]
fn a_draft_says_who_asks_for_what_and_that_opening_changes_nothing() {
    for language in Language::ALL {
        let all: Vec<_> = drafts(language, "Contoso", "Northwind")
            .into_iter()
            .map(|Draft { subject, body, .. }| format!("Subject: {subject}\n\n{body}"))
            .collect();
        insta::assert_snapshot!(format!("drafts-{language}"), all.join("\n\n====\n\n"));
    }
}

#[test]
fn a_template_differs_from_its_draft_in_the_link_only() {
    for language in Language::ALL {
        for draft in drafts(language, "江苏神州", "Northwind") {
            assert_eq!(draft.template.replace("{link}", LINK), draft.body);
        }
    }
}

proptest! {
    /// M3: whatever a name is, the text that is handed out may be sent back.
    #[test]
    fn a_template_can_be_sent_back_as_it_is(
        one in "[a-z. ]{0,3}(\\{link\\}|http:|evil|@|\\.|。|/|\\P{C}{0,9}){1,4}", other in "\\P{C}{1,64}"
    ) {
        let is_name = |name: &str| name.parse::<Name>().is_ok();
        prop_assume!(is_name(&one) && is_name(&other));
        for language in Language::ALL {
            for (reseller, with) in [(&one, &other), (&other, &one)] {
                for draft in drafts(language, reseller, with) {
                    prop_assert!(draft.template.parse::<EditedText>().is_ok(), "{}", draft.template);
                }
            }
        }
    }
}
