//! One link a mail, and it is Tandem's own (M4).

use tandem_domain::Language;
use tandem_domain::enrollment::{EnrollmentState, Purpose};
use tandem_domain::outbox::MailContent;
use tandem_mail::{Unfit, render};

use super::{
    about_applicant, about_customer, assert_one_link, changed, from_both, from_sender, rejected_for,
};
use crate::world::{
    Asked, TOLD, answer_of_customer, edited, email_confirmation, enrollment_changed, invitation, message,
    outcome, privileges_changed, request,
};

#[test]
fn a_mail_holds_one_link() {
    for language in Language::ALL {
        assert_one_link(&request(language, None));
        assert_one_link(&request(language, message("Hello Ana,\nlet us work together.")));
        assert_one_link(&request(language, edited("Open {link} please.")));
        assert_one_link(&request(language, edited("请打开{link}。谢谢！")));
        assert_one_link(&outcome(language, true, None, Some("T-17")));
        assert_one_link(&outcome(language, false, Some("No, thanks."), None));
        for (_, asked) in Asked::shapes() {
            assert_one_link(&invitation(language, asked.clone(), None));
            assert_one_link(&invitation(language, asked.clone(), message("Let us work together.")));
            assert_one_link(&invitation(language, asked, edited("请打开{link}。谢谢！")));
        }
        assert_one_link(&answer_of_customer(language, true, &["azure"]));
        assert_one_link(&answer_of_customer(language, false, &[]));
        assert_one_link(&privileges_changed(language, &["azure"], &["teams"]));
        assert_one_link(&email_confirmation(language, Purpose::Enrollment));
        assert_one_link(&email_confirmation(language, Purpose::PrimaryContact));
        for (state, reason) in TOLD {
            assert_one_link(&enrollment_changed(language, state, reason));
        }
    }
}

#[test]
fn a_reference_that_looks_like_a_link_is_left_out() {
    let mail = outcome(Language::English, true, None, Some("https://evil.example/x"));
    assert_one_link(&mail);
    assert!(!render(&mail).expect("a mail").text.contains("evil"));
}

#[test]
fn a_customers_name_that_looks_like_a_link_is_left_out() {
    for mail in about_customer("www.evil.example") {
        assert_one_link(&mail);
        let rendered = render(&mail).expect("a mail");
        assert!(!rendered.text.contains("evil") && !rendered.subject.contains("evil"), "{}", rendered.text);
        assert!(rendered.subject.starts_with('A'), "{}", rendered.subject);
    }
}

#[test]
fn a_partner_whose_name_looks_like_a_link_sends_nothing() {
    let evil = "www.evil.example";
    assert_eq!(render(&from_sender(evil)), Err(Unfit::Line("sender_name")));
    assert_eq!(render(&from_both(evil, "Northwind")), Err(Unfit::Line("sender_name")));
    assert_eq!(render(&from_both("Contoso", evil)), Err(Unfit::Line("provider_name")));
}

#[test]
fn a_company_whose_name_looks_like_a_link_is_not_enrolled_by_mail_m3() {
    for evil in ["www.evil.example", "Contoso https://evil.example", "contact@evil.example"] {
        for mail in about_applicant(evil) {
            assert_eq!(render(&mail), Err(Unfit::Line("company_name")), "{evil}");
        }
    }
}

#[test]
fn a_reason_for_a_rejection_that_looks_like_a_link_is_refused_m4() {
    for evil in ["See www.evil.example", "https://evil.example/x", "Ask ana@evil.example"] {
        assert_eq!(render(&rejected_for(evil)), Err(Unfit::Line("reason")), "{evil}");
    }
    assert_one_link(&rejected_for("The name differs. Please correct it."));
}

#[test]
fn only_a_plain_short_web_address_is_a_link() {
    for bad in [
        "javascript:alert(1)",
        "//evil.example",
        "ftp://x.example",
        "https://x.example/\"><b>",
        "https://x.example/a b",
        "https://x.example/\r\n",
        &format!("https://x.example/{}", "a".repeat(200)),
    ] {
        let language = Language::English;
        for mail in [
            request(language, None),
            email_confirmation(language, Purpose::Enrollment),
            enrollment_changed(language, EnrollmentState::Active, None),
        ] {
            let mail = changed(mail, |content| match content {
                MailContent::PartnershipRequest { url, .. }
                | MailContent::EmailConfirmation { url, .. }
                | MailContent::EnrollmentChanged { url, .. } => bad.clone_into(url),
                _ => {}
            });
            assert_eq!(render(&mail), Err(Unfit::Link), "{bad:?}");
        }
    }
}
