//! What the mails say, and what no text in them can bring about.

mod customers;
mod drafts;
mod enrolling;
mod hostile;
mod world;

use std::fmt::Write as _;

use insta::assert_snapshot;
use tandem_domain::Language;
use tandem_domain::enrollment::Purpose;
use tandem_domain::outbox::OwedMail;
use tandem_mail::{Message, render};
use world::{
    Asked, LINK, TOLD, answer_of_customer, edited, email_confirmation, enrollment_changed, invitation,
    message, outcome, privileges_changed, request,
};

/// The whole mail as one text, for snapshots.
fn whole(mail: &OwedMail) -> String {
    let Message { to, subject, text, html, headers, tags } = render(mail).expect("a mail");
    let mut whole = format!("To: {to}\nSubject: {subject}\n");
    for (name, value) in headers {
        writeln!(whole, "{name}: {value}").expect("a line");
    }
    for tag in tags {
        writeln!(whole, "tag {}={}", tag.name, tag.value).expect("a line");
    }
    format!("{whole}\n=== text\n{text}\n=== html\n{html}")
}

fn in_every_language(name: &str, mail: impl Fn(Language) -> OwedMail) {
    for language in Language::ALL {
        assert_snapshot!(format!("{name}-{language}"), whole(&mail(language)));
    }
}

#[test]
fn a_request_says_who_asks_what_for_and_until_when() {
    in_every_language("request", |language| request(language, None));
}

#[test]
fn a_message_stands_above_the_fixed_text() {
    let words = "Dear Ana,\n\nas we said in Porto: let us work together.\nBea";
    in_every_language("request-message", |language| request(language, message(words)));
    let mail = render(&request(Language::English, message(words))).expect("a mail");
    for (part, fixed) in [(&mail.text, "To Fabrikam Cloud"), (&mail.html, ">To Fabrikam Cloud<")] {
        let said = part.find("let us work together").expect("the message");
        assert!(said < part.find(fixed).expect("the fixed text"), "{part}");
    }
}

#[test]
fn an_edited_text_takes_the_place_of_the_fixed_text() {
    let words = "Hello Ana,\n\nplease open {link} and authorize us.\n\nBea";
    in_every_language("request-edited", |language| request(language, edited(words)));
    let mail = render(&request(Language::English, edited(words))).expect("a mail");
    assert!(mail.text.contains(&format!("please open {LINK} and authorize us.")), "{}", mail.text);
    assert!(!mail.text.contains("To Fabrikam Cloud"), "{}", mail.text);
    assert!(mail.text.contains("Nothing happens until"), "the small print stays: {}", mail.text);
}

#[test]
fn the_one_who_asked_learns_the_outcome() {
    in_every_language("accepted", |language| outcome(language, true, None, None));
    in_every_language("accepted-reference", |language| outcome(language, true, None, Some("T-2026/17")));
    in_every_language("declined", |language| outcome(language, false, None, None));
    in_every_language("declined-reason", |language| {
        outcome(language, false, Some("We have enough providers."), Some("T-2026/17"))
    });
}

#[test]
fn text_and_html_say_the_same() {
    let talk = || message("Let us talk.");
    let mails = Language::ALL.into_iter().flat_map(|language| {
        let invitations = Asked::shapes().map(|(_, asked)| invitation(language, asked, talk()));
        let others = [
            request(language, talk()),
            answer_of_customer(language, false, &[]),
            privileges_changed(language, &["teams"], &["azure"]),
            email_confirmation(language, Purpose::Enrollment),
            email_confirmation(language, Purpose::PrimaryContact),
        ];
        let news = TOLD.map(|(state, reason)| enrollment_changed(language, state, reason));
        invitations.into_iter().chain(others).chain(news)
    });
    for owed in mails {
        let language = owed.language;
        let mail = render(&owed).expect("a mail");
        let html = visible(&mail.html);
        for line in mail.text.lines().map(|line| line.trim_start_matches([' ', '-'])) {
            for part in line.split(": ").map(|part| part.trim_end_matches(':')) {
                assert!(html.contains(part), "{part:?} is missing in the HTML of {language}");
            }
        }
    }
}

#[test]
fn every_mail_is_marked_as_automatic_and_tagged_with_its_id() {
    let mail = request(Language::English, None);
    let message = render(&mail).expect("a mail");
    assert_eq!(message.headers, [("Auto-Submitted", "auto-generated")]);
    assert!(message.tags.iter().any(|tag| tag.name == "mail" && tag.value == mail.id));
}

#[test]
fn a_mail_stays_out_of_logs() {
    let debug = format!("{:?}", render(&request(Language::English, None)).expect("a mail"));
    for private in ["ana.lima", "Contoso", "invitations", "Fabrikam"] {
        assert!(!debug.contains(private), "{debug}");
    }
}

/// The HTML's text, tags taken out.
fn visible(html: &str) -> String {
    let text = html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    text.collect::<Vec<_>>().concat().replace("&#39;", "'").replace("&#34;", "\"")
}
