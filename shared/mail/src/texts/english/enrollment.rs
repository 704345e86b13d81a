//! Enrolling, in English.

use crate::texts::enrollment::{Confirmation, Confirming, Enrollment, News, State};

pub(super) const TEXTS: Enrollment = Enrollment {
    company: "Company",
    why: |company| {
        format!(
            "Tandem sent this mail automatically, because this address was given as that of the primary contact \
             of {company}."
        )
    },
    confirmation: Confirmation {
        enrollment: Confirming {
            subject: |company| format!("Confirm the enrollment of {company}"),
            asks: |company| {
                format!(
                    "{company} applied to be an indirect reseller, and named you as its primary contact. The \
                     review begins once you confirm."
                )
            },
            company_did: |company| format!("{company} applied to be an indirect reseller"),
            unexpected: "You didn't expect this mail, don't know the company, or the address isn't the company's? \
                         Then don't confirm: nobody has checked yet who enrolls under this name. You can leave \
                         this mail alone; unconfirmed, the application isn't reviewed, and the link ends by \
                         itself. If in doubt, ask the company in a way that you knew before this mail.",
        },
        primary_contact: Confirming {
            subject: |company| format!("Confirm your e-mail address for {company}"),
            asks: |company| {
                format!(
                    "{company} named you as its new primary contact. The change takes effect once you confirm."
                )
            },
            company_did: |company| format!("{company} changed its primary contact to you"),
            unexpected: "You didn't expect this mail, don't know the company, or the address isn't the company's? \
                         Then don't confirm. You can leave this mail alone; unconfirmed, the company keeps the \
                         contact that it has, and the link ends by itself. If in doubt, ask the company in a way \
                         that you knew before this mail.",
        },
        heading: "What this is about",
        confirms: "You are asked to confirm two things:",
        address_is_its: |company| {
            format!("the e-mail address at which you got this mail belongs to {company}")
        },
        button: "Read it and confirm",
        nothing_yet: |until| {
            format!(
                "Opening the link changes nothing. Nothing is confirmed until you do so with the button on its \
                 page, for which you needn't sign in. The link is open until {until}; after that nobody can \
                 confirm with it."
            )
        },
        proves: "The link proves that you read this mailbox, and nothing else: nobody can sign in with it, or \
                 grant anything. Don't pass it on, since whoever has it can confirm in your place.",
    },
    news: News {
        draft: State {
            name: "Draft",
            subject: |company| format!("The application of {company} is being changed"),
            what_now: "It is a draft again, which nobody reviews. A link that was sent before to confirm an \
                       e-mail address is over. Once the application is submitted again, a new one goes to the \
                       primary contact that it names then.",
        },
        under_review: State {
            name: "Under review",
            subject: |company| format!("The application of {company} is under review"),
            what_now: "The e-mail address is confirmed, and the operator of the program reviews the application. \
                       That can take days. There is nothing to do; the outcome comes by e-mail.",
        },
        active: State {
            name: "Enrolled",
            subject: |company| format!("{company} is enrolled as an indirect reseller"),
            what_now: "From now on indirect providers can ask the company for a partnership. The person who \
                       enrolled it is its first admin agent.",
        },
        rejected: State {
            name: "Rejected",
            subject: |company| format!("The application of {company} was rejected"),
            what_now: "The operator of the program reviewed it, and the company isn't enrolled. A global admin of \
                       the company can correct the application and submit it again.",
        },
        heading: "The enrollment",
        state: "State",
        since: "Since",
        button: "See the enrollment",
        nothing_to_confirm: "The link only leads to the page on which the company enrolls; an admin of the \
                             company sees the application there after signing in. Opening the link changes \
                             nothing, and nothing has to be confirmed.",
        unexpected: "You didn't expect this mail, or don't know the company? Then there is nothing to do. If in \
                     doubt, ask the company in a way that you knew before this mail.",
    },
};
