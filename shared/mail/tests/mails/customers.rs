//! What customers are asked, and what partners hear of them.

use tandem_domain::outbox::MailContent;
use tandem_domain::{Cloud, Language};
use tandem_mail::render;

use crate::in_every_language;
use crate::world::{Asked, LINK, answer_of_customer, edited, invitation, message, privileges_changed};

const ALL: [&str; 5] = ["Directory", "Exchange", "SharePoint", "Teams", "Azure"];

#[test]
fn an_invitation_names_who_asks_and_everything_that_accepting_does_i1_i3() {
    for (shape, asked) in Asked::shapes() {
        in_every_language(&format!("invitation-{shape}"), |language| {
            invitation(language, asked.clone(), None)
        });
    }
    let [(_, reseller), ..] = Asked::shapes();
    in_every_language("invitation-without-privileges", |language| {
        invitation(language, reseller.clone().without_privileges(), None)
    });
}

#[test]
fn each_thing_that_is_asked_is_a_line_of_its_own() {
    for language in Language::ALL {
        for (shape, asked) in Asked::shapes() {
            let mail = render(&invitation(language, asked.clone(), None)).expect("a mail");
            let items: Vec<_> = mail.text.lines().filter(|line| line.starts_with("  - ")).collect();
            // The relationships, the agreement, and a line for each service.
            assert_eq!(items.len(), asked.grants.len() + 1 + ALL.len(), "{shape}: {items:?}");
            for service in ALL {
                assert_eq!(
                    items.iter().filter(|item| item.contains(service)).count(),
                    1,
                    "{service}: {items:?}"
                );
            }
            // I10: in the joint shape the reseller gets the privileges, the provider the right to order.
            let of = |name: &str| items.iter().filter(|item| item.contains(name)).count();
            let expected = match shape {
                "reseller" => (1 + ALL.len(), 0),
                "both" => (1 + ALL.len(), 2),
                _ => (2 + ALL.len(), 0),
            };
            assert_eq!((of("Contoso"), of("Northwind")), expected, "{shape}: {items:?}");
            assert_eq!(mail.html.matches("<li ").count(), items.len());
        }
    }
}

#[test]
fn without_privileges_the_invitation_says_that_none_are_asked_for_i3() {
    let [(_, asked), ..] = Asked::shapes();
    let mail = render(&invitation(Language::English, asked.clone(), None)).expect("a mail");
    assert!(mail.text.contains("you can take them back at any time. The commercial relationship then stays"));
    let mail = render(&invitation(Language::English, asked.without_privileges(), None)).expect("a mail");
    assert!(mail.text.contains("No delegated admin privileges are asked for."), "{}", mail.text);
    assert!(!ALL.iter().any(|service| mail.text.contains(service)), "{}", mail.text);
}

#[test]
fn an_invitation_says_where_the_customers_of_its_cloud_accept_i6() {
    for (language, cloud, place) in [
        (Language::English, Cloud::Global, "in the 365 admin centre."),
        (Language::English, Cloud::China, "in the Office 365 admin centre operated by 21Vianet."),
        (Language::English, Cloud::UsGov, "in the Office portal."),
        (Language::English, Cloud::Germany, "in the Office portal."),
        (Language::SimplifiedChinese, Cloud::Global, "在 365 管理中心"),
        (Language::SimplifiedChinese, Cloud::China, "在世纪互联运营的 Office 365 管理中心"),
        (Language::SimplifiedChinese, Cloud::UsGov, "在 Office 门户"),
        (Language::SimplifiedChinese, Cloud::Germany, "在 Office 门户"),
        (Language::TraditionalChinese, Cloud::Global, "在 365 系統管理中心"),
        (Language::TraditionalChinese, Cloud::China, "在世紀互聯營運的 Office 365 系統管理中心"),
        (Language::TraditionalChinese, Cloud::UsGov, "在 Office 入口網站"),
        (Language::TraditionalChinese, Cloud::Germany, "在 Office 入口網站"),
    ] {
        let [(_, mut asked), ..] = Asked::shapes();
        asked.terms.cloud = cloud;
        let mail = render(&invitation(language, asked, None)).expect("a mail");
        assert!(mail.text.contains(place) && mail.html.contains(place), "{cloud}: {}", mail.text);
    }
}

#[test]
fn a_partner_words_its_invitation_itself_i4() {
    let [_, (_, both), _] = Asked::shapes();
    let words = "Dear Ana,\n\nas we said in Porto.\nBea";
    let mail = render(&invitation(Language::English, both.clone(), message(words))).expect("a mail");
    assert!(mail.text.starts_with("A message from Contoso Distribution:\n\nDear Ana,\n"), "{}", mail.text);
    assert!(mail.text.contains("asks your organisation to authorize both"), "{}", mail.text);

    let mail = render(&invitation(Language::English, both, edited("Dear Ana, open {link} please.")))
        .expect("a mail");
    assert!(mail.text.starts_with(&format!("Dear Ana, open {LINK} please.\n")), "{}", mail.text);
    assert!(!mail.text.contains("authorize both"), "{}", mail.text);
    assert!(mail.text.contains("Opening the link changes nothing."), "the small print stays: {}", mail.text);
}

#[test]
fn the_one_who_invited_learns_what_the_customer_said_p9() {
    in_every_language("customer-accepted", |language| {
        answer_of_customer(language, true, &["exchange", "teams"])
    });
    in_every_language("customer-accepted-without-privileges", |language| {
        answer_of_customer(language, true, &[])
    });
    in_every_language("customer-declined", |language| answer_of_customer(language, false, &[]));
    let mut unnamed = answer_of_customer(Language::English, true, &[]);
    if let MailContent::CustomerOutcome { customer_name, .. } = &mut unnamed.content {
        *customer_name = None;
    }
    let mail = render(&unnamed).expect("a mail");
    assert_eq!(mail.subject, "A customer accepted your invitation");
    assert!(mail.text.contains("admin actions aren't"), "A4: {}", mail.text);
}

#[test]
fn a_partner_learns_which_privileges_were_granted_and_taken_back_a3() {
    in_every_language("privileges-granted", |language| {
        privileges_changed(language, &["exchange", "azure"], &[])
    });
    in_every_language("privileges-taken", |language| privileges_changed(language, &[], &["exchange"]));
    in_every_language("privileges-changed", |language| privileges_changed(language, &["azure"], &["teams"]));
    let mail = render(&privileges_changed(Language::English, &[], &["exchange"])).expect("a mail");
    assert!(mail.text.contains("The commercial relationship stays"), "{}", mail.text);
}
