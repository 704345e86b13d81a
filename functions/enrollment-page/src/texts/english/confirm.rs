//! Confirming an e-mail address, in English.

use tandem_page::Panel;

use crate::texts::{Confirm, Words};

pub const CONFIRM: Confirm = Confirm {
    enrollment: Words {
        title: "Confirm the enrollment of {company}",
        lead: "{company} applied to be an indirect reseller, and named you as its primary contact. The review begins \
               once you confirm.",
        company_did: "{company} applied to be an indirect reseller",
        confirmed: Panel {
            heading: "Thank you, that is confirmed",
            paragraphs: &[
                "The operator of the program reviews the application now. That can take days; each step is told by e-mail.",
            ],
        },
        before: Panel {
            heading: "This is confirmed already",
            paragraphs: &["There is nothing left to do here. Each step from here on is told by e-mail."],
        },
        over: Panel {
            heading: "This link is over",
            paragraphs: &[
                "It has expired, a newer one was sent, or the application was changed since. Open the link in the \
                 newest e-mail.",
                "If there is none, an admin of the company can have another sent, on the page of its enrollment.",
            ],
        },
    },
    primary_contact: Words {
        title: "Confirm your e-mail address for {company}",
        lead: "{company} named you as its new primary contact. The change takes effect once you confirm.",
        company_did: "{company} changed its primary contact to me",
        confirmed: Panel {
            heading: "Thank you, that is confirmed",
            paragraphs: &["You are the primary contact from now on, and get the requests of providers."],
        },
        before: Panel {
            heading: "This is confirmed already",
            paragraphs: &["There is nothing left to do here."],
        },
        over: Panel {
            heading: "This link is over",
            paragraphs: &[
                "It has expired, or a newer one was sent. Open the link in the newest e-mail.",
                "If there is none, an admin of the company can change its primary contact again.",
            ],
        },
    },
    open_until: "Open until",
    confirmed_on: "Confirmed on",
    decide: Panel {
        heading: "Your confirmation",
        paragraphs: &[
            "If you don’t know of this, or the address isn’t the company’s, close the page. Unconfirmed, nothing happens.",
        ],
    },
    address_is_its: "The e-mail address at which I got this link belongs to {company}",
    button: "Confirm",
    to_enrollment: "To the enrollment",
};
