//! Text of tenants that tries to be more than text (M3, M4).

mod links;

use tandem_domain::enrollment::{EnrollmentState, Purpose};
use tandem_domain::outbox::{MailContent, OwedMail};
use tandem_domain::text::{Name, Reason};
use tandem_domain::{EmailAddress, Language};
use tandem_mail::{Unfit, render};

use crate::world::{
    Asked, LINK, TOLD, answer_of_customer, edited, email_confirmation, enrollment_changed, invitation,
    message, outcome, privileges_changed, request,
};

/// Every address that a reader could follow in the text, in order.
fn addresses(text: &str) -> Vec<&str> {
    text.match_indices("http")
        .map(|(at, _)| {
            let rest = &text[at..];
            &rest[..rest.find(|c: char| c.is_whitespace() || "\"<>".contains(c)).unwrap_or(rest.len())]
        })
        .collect()
}

fn assert_one_link(mail: &OwedMail) {
    let mail = render(mail).expect("a mail");
    assert_eq!(addresses(&mail.text), [LINK], "{}", mail.text);
    assert!(addresses(&mail.html).iter().all(|address| *address == LINK), "{}", mail.html);
    assert_eq!(mail.html.matches("href").count(), 1, "{}", mail.html);
    assert!(mail.html.contains(&format!("<a href=\"{LINK}\"")), "{}", mail.html);
    for part in ["<img", "src=", "url(", "<link", "<script", "<form", "mailto:", "www."] {
        assert!(!mail.html.contains(part), "{part} in {}", mail.html);
    }
}

/// The same mail with another name of its sender, as the table could hold it.
fn from_sender(name: &str) -> OwedMail {
    changed(request(Language::English, message("Hello")), |content| {
        if let MailContent::PartnershipRequest { sender, .. } = content {
            sender.name = stored(name);
        }
    })
}

/// A customer's invitation in the joint shape, of these two.
fn from_both(reseller: &str, provider: &str) -> OwedMail {
    let [_, (_, both), _] = Asked::shapes();
    changed(invitation(Language::English, both, None), |content| {
        if let MailContent::CustomerInvitation { sender, terms, .. } = content {
            sender.name = stored(reseller);
            terms.provider.as_mut().expect("a provider").name = stored(provider);
        }
    })
}

/// The mails about a customer of this name.
fn about_customer(name: &str) -> [OwedMail; 3] {
    let named = |mail| {
        changed(mail, |content| match content {
            MailContent::CustomerOutcome { customer_name: shown, .. }
            | MailContent::PrivilegesChanged { tenant_name: shown, .. } => *shown = Some(stored(name)),
            _ => {}
        })
    };
    let language = Language::English;
    [
        answer_of_customer(language, true, &[]),
        answer_of_customer(language, false, &[]),
        privileges_changed(language, &["azure"], &["teams"]),
    ]
    .map(named)
}

/// The mails about a company of this name that enrolls.
fn about_applicant(name: &str) -> Vec<OwedMail> {
    let language = Language::English;
    let asked = [Purpose::Enrollment, Purpose::PrimaryContact].map(|of| email_confirmation(language, of));
    let news = TOLD.map(|(state, reason)| enrollment_changed(language, state, reason));
    let named = |mail| {
        changed(mail, |content| match content {
            MailContent::EmailConfirmation { company_name, .. }
            | MailContent::EnrollmentChanged { company_name, .. } => *company_name = stored(name),
            _ => {}
        })
    };
    asked.into_iter().chain(news).map(named).collect()
}

/// A rejection with a reason as the table could hold it.
fn rejected_for(text: &str) -> OwedMail {
    let mail = enrollment_changed(Language::English, EnrollmentState::Rejected, None);
    changed(mail, |content| {
        if let MailContent::EnrollmentChanged { reason, .. } = content {
            *reason = Some(serde_json::from_value::<Reason>(text.into()).expect("a reason"));
        }
    })
}

/// A name as the table could hold it, which doesn't parse it again.
fn stored(name: &str) -> Name {
    serde_json::from_value(name.into()).expect("a name")
}

fn changed(mut mail: OwedMail, change: impl Fn(&mut MailContent)) -> OwedMail {
    change(&mut mail.content);
    mail
}

#[test]
fn markup_in_names_and_messages_is_shown_as_text() {
    let hostile = "<script>alert(1)</script>\"'&<b>";
    for mail in [
        from_sender(hostile),
        request(Language::English, message(hostile)),
        request(Language::English, edited("<script>alert(1)</script>\"'&<b> {link}")),
        outcome(Language::English, false, Some(hostile), Some(hostile)),
        from_both(hostile, "Northwind"),
        from_both("Contoso", hostile),
        rejected_for(hostile),
    ]
    .into_iter()
    .chain(about_customer(hostile))
    .chain(about_applicant(hostile))
    {
        let mail = render(&mail).expect("a mail");
        for tag in ["<script", "<b>"] {
            assert!(!mail.html.contains(tag), "{}", mail.html);
        }
        assert!(mail.html.contains("&#60;script&#62;"), "{}", mail.html);
        assert!(mail.text.contains("<script>alert(1)</script>"), "plain text stays plain: {}", mail.text);
    }
}

#[test]
fn a_template_in_a_message_is_not_run() {
    let mail = request(Language::English, message("{{ link }} {% for x in y %} {link} ${x} #{x}"));
    assert_one_link(&mail);
    assert!(render(&mail).expect("a mail").text.contains("{{ link }} {% for x in y %} {link}"));
}

#[test]
fn the_place_of_the_link_in_a_name_stays_as_it_is() {
    let mail = render(&from_sender("{link} & Söhne")).expect("a mail");
    assert_eq!(mail.subject, "{link} & Söhne asks you for a partnership");
    assert_eq!(addresses(&mail.text), [LINK]);
}

#[test]
fn very_long_chinese_text_comes_through_whole() {
    let long = "漢".repeat(2000);
    let mail = render(&request(Language::TraditionalChinese, message(&long))).expect("a mail");
    assert!(mail.text.contains(&long) && mail.html.contains(&long));
    let mail = render(&from_sender(&"汉".repeat(64))).expect("a mail");
    assert!(mail.subject.starts_with(&"汉".repeat(64)));
}

#[test]
fn a_line_break_that_would_reach_a_header_is_refused() {
    for bad in ["A\r\nBcc: x", "A\nB", "A\rB", "A\0B", "A\u{2028}B", "A\u{85}B", ""] {
        assert_eq!(render(&from_sender(bad)), Err(Unfit::Line("sender_name")), "{bad:?}");
        for accepted in [true, false] {
            let mail = changed(outcome(Language::English, accepted, None, None), |content| {
                if let MailContent::PartnershipOutcome { recipient_name, .. } = content {
                    bad.clone_into(recipient_name);
                }
            });
            assert_eq!(render(&mail), Err(Unfit::Line("recipient_name")), "{bad:?}");
        }
        assert_eq!(render(&from_both(bad, "Northwind")), Err(Unfit::Line("sender_name")), "{bad:?}");
        assert_eq!(render(&from_both("Contoso", bad)), Err(Unfit::Line("provider_name")), "{bad:?}");
        for mail in about_customer(bad) {
            assert!(matches!(render(&mail), Err(Unfit::Line("customer_name" | "tenant_name"))), "{bad:?}");
        }
        for mail in about_applicant(bad) {
            assert_eq!(render(&mail), Err(Unfit::Line("company_name")), "{bad:?}");
        }
        for reason in [outcome(Language::English, false, Some(bad), None), rejected_for(bad)] {
            assert_eq!(render(&reason), Err(Unfit::Line("reason")), "{bad:?}");
        }
    }
    let mut mail = request(Language::English, None);
    mail.id = "x\r\ny".to_owned();
    assert_eq!(render(&mail), Err(Unfit::Line("mail_id")));
    mail = request(Language::English, None);
    mail.to = serde_json::from_str::<EmailAddress>("\"ana@x.example\\r\\nBcc: y@z.example\"").expect("JSON");
    assert_eq!(render(&mail), Err(Unfit::Line("address")));
}

#[test]
fn no_subject_has_a_line_break() {
    for language in Language::ALL {
        for mail in [
            request(language, message("two\nlines")),
            outcome(language, true, None, None),
            outcome(language, false, None, None),
            email_confirmation(language, Purpose::Enrollment),
            email_confirmation(language, Purpose::PrimaryContact),
        ]
        .into_iter()
        .chain(TOLD.map(|(state, reason)| enrollment_changed(language, state, reason)))
        {
            assert!(!render(&mail).expect("a mail").subject.contains(['\r', '\n']));
        }
    }
}
