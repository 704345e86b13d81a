//! Text of tenants that tries to be more than text (M3, M4).

use tandem_domain::outbox::{MailContent, OwedMail};
use tandem_domain::{EmailAddress, Language};
use tandem_mail::{Unfit, render};

use crate::world::{LINK, edited, message, outcome, request};

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
            *sender = serde_json::from_value({
                let mut value = serde_json::to_value(&*sender).expect("JSON");
                value["name"] = name.into();
                value
            })
            .expect("a partner");
        }
    })
}

fn changed(mut mail: OwedMail, change: impl Fn(&mut MailContent)) -> OwedMail {
    change(&mut mail.content);
    mail
}

#[test]
fn a_mail_holds_one_link() {
    for language in Language::ALL {
        assert_one_link(&request(language, None));
        assert_one_link(&request(language, message("Hello Ana,\nlet us work together.")));
        assert_one_link(&request(language, edited("Open {link} please.")));
        assert_one_link(&request(language, edited("请打开{link}。谢谢！")));
        assert_one_link(&outcome(language, true, None, Some("T-17")));
        assert_one_link(&outcome(language, false, Some("No, thanks."), None));
    }
}

#[test]
fn a_reference_that_looks_like_a_link_is_left_out() {
    let mail = outcome(Language::English, true, None, Some("https://evil.example/x"));
    assert_one_link(&mail);
    assert!(!render(&mail).expect("a mail").text.contains("evil"));
}

#[test]
fn markup_in_names_and_messages_is_shown_as_text() {
    let hostile = "<script>alert(1)</script>\"'&<b>";
    for mail in [
        from_sender(hostile),
        request(Language::English, message(hostile)),
        request(Language::English, edited("<script>alert(1)</script>\"'&<b> {link}")),
        outcome(Language::English, false, Some(hostile), Some(hostile)),
    ] {
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
        let reason = outcome(Language::English, false, Some(bad), None);
        assert_eq!(render(&reason), Err(Unfit::Line("reason")), "{bad:?}");
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
        ] {
            assert!(!render(&mail).expect("a mail").subject.contains(['\r', '\n']));
        }
    }
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
        let mail = changed(request(Language::English, None), |content| {
            if let MailContent::PartnershipRequest { url, .. } = content {
                bad.clone_into(url);
            }
        });
        assert_eq!(render(&mail), Err(Unfit::Link), "{bad:?}");
    }
}
