//! What companies that enroll are asked, and what they hear of it.

use tandem_domain::Language;
use tandem_domain::enrollment::{EnrollmentState, Purpose};
use tandem_mail::{Unfit, render};

use crate::in_every_language;
use crate::world::{TOLD, email_confirmation, enrollment_changed};

#[test]
fn a_confirmation_says_what_is_confirmed_for_whom_and_until_when_e3() {
    for (name, purpose) in [("enrollment", Purpose::Enrollment), ("primary-contact", Purpose::PrimaryContact)]
    {
        in_every_language(&format!("confirmation-{name}"), |language| email_confirmation(language, purpose));
    }
}

#[test]
fn the_primary_contact_learns_of_every_state_e4() {
    for (state, reason) in TOLD {
        in_every_language(&format!("enrollment-{}", state.as_str().replace('_', "-")), |language| {
            enrollment_changed(language, state, reason)
        });
    }
}

#[test]
fn both_things_that_are_confirmed_have_a_line_of_their_own_e3() {
    for language in Language::ALL {
        for purpose in [Purpose::Enrollment, Purpose::PrimaryContact] {
            let mail = render(&email_confirmation(language, purpose)).expect("a mail");
            let items: Vec<_> = mail.text.lines().filter(|line| line.starts_with("  - ")).collect();
            assert_eq!(items.len(), 2, "{items:?}");
            assert!(items.iter().all(|item| item.contains("Fabrikam Cloud")), "{items:?}");
            assert_eq!(mail.html.matches("<li ").count(), 2);
        }
    }
}

#[test]
fn a_confirmation_says_that_its_link_proves_the_mailbox_and_nothing_else_e9() {
    for (language, promises) in [
        (
            Language::English,
            [
                "Opening the link changes nothing. Nothing is confirmed until",
                "The link proves that you read this mailbox, and nothing else",
                "You can leave this mail alone; unconfirmed,",
            ],
        ),
        (
            Language::SimplifiedChinese,
            [
                "打开链接不会更改任何内容。",
                "此链接仅证明你能够阅读此邮箱，别无其他用途",
                "你可以不予理会；未经确认",
            ],
        ),
        (
            Language::TraditionalChinese,
            [
                "開啟連結不會變更任何內容。",
                "此連結僅證明您能夠閱讀此信箱，別無其他用途",
                "您可以不予理會；未經確認",
            ],
        ),
    ] {
        for purpose in [Purpose::Enrollment, Purpose::PrimaryContact] {
            let mail = render(&email_confirmation(language, purpose)).expect("a mail");
            for promise in promises {
                assert!(mail.text.contains(promise), "{promise}: {}", mail.text);
            }
        }
    }
}

#[test]
fn only_a_rejection_gives_a_reason_and_says_what_to_do_e4() {
    let of =
        |state, reason| render(&enrollment_changed(Language::English, state, reason)).expect("a mail").text;
    let text = of(EnrollmentState::Rejected, Some("The partner ID is another company's."));
    assert!(text.contains("  Reason: The partner ID is another company's.\n"), "{text}");
    assert!(text.contains("correct the application and submit it again"), "{text}");
    for (state, _) in TOLD {
        assert!(!of(state, None).contains("Reason"), "{state:?}");
    }
    let draft = of(EnrollmentState::Draft, None);
    assert!(draft.contains("sent before to confirm an e-mail address is over"), "{draft}");
    let active = of(EnrollmentState::Active, None);
    assert!(active.contains("first admin agent"), "E6: {active}");
    assert!(of(EnrollmentState::UnderReview, None).contains("can take days"));
}

#[test]
fn the_mails_of_enrolling_name_the_company_and_nobody_else() {
    // Of the primary contact, to whom they go.
    let private = ["ana.lima", "Lima", "fabrikam.example", "@"];
    for language in Language::ALL {
        let asked = [Purpose::Enrollment, Purpose::PrimaryContact].map(|of| email_confirmation(language, of));
        let news = TOLD.map(|(state, reason)| enrollment_changed(language, state, reason));
        for owed in asked.into_iter().chain(news) {
            let mail = render(&owed).expect("a mail");
            assert!(mail.subject.contains("Fabrikam Cloud"), "{}", mail.subject);
            for part in [&mail.subject, &mail.text, &mail.html] {
                assert!(!private.iter().any(|name| part.contains(name)), "{part}");
            }
        }
    }
}

#[test]
fn a_state_whose_mail_is_the_confirmation_has_no_second_one() {
    let mail = enrollment_changed(Language::English, EnrollmentState::EmailUnverified, None);
    assert_eq!(render(&mail), Err(Unfit::State));
    assert_eq!(Unfit::State.to_string(), "unfit_state");
}
