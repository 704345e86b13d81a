//! The pages in English.

mod customer;
mod partnership;

use tandem_page::{OwnTexts, Panel};

use super::Texts;

pub const TEXTS: Texts = Texts {
    time_format: "%-d %B %Y, %H:%M UTC",
    every_page: OwnTexts {
        footer: "Opening this page changes nothing. A request is accepted only when someone who is signed in ticks \
                 the box and authorizes it.",
        no_script: "To sign in and answer, switch on JavaScript for this page and load it again.",
        sign_in_failed: Panel {
            heading: "Signing in didn’t work",
            paragraphs: &[
                "Nothing has been accepted. Go back to the request and sign in again. If that doesn’t help, \
                 open the link in your e-mail once more.",
            ],
        },
        back: "Back to the request",
        not_found: Panel {
            heading: "There is nothing at this address",
            paragraphs: &[
                "If you followed a link in an e-mail, check that it is complete, to its last character.",
                "If it is, ask the company that sent it for a new one.",
            ],
        },
    },
    partnership: partnership::PARTNERSHIP,
    customer: customer::CUSTOMER,

    who_asks: "Who is asking",
    name: "Name",
    domain: "Domain",
    country: "Country or region",
    partner_id: "Partner ID",
    open_until: "Open until",
    over: "No longer open",
    session_ended: Panel {
        heading: "Your sign-in has ended",
        paragraphs: &["Sign in again to go on. Your answer has not been carried out."],
    },
    terms_changed: Panel {
        heading: "The terms have changed",
        paragraphs: &[
            "Nothing has been accepted. The page now shows the new terms: please read again who is asking \
             and what you would grant, and then decide.",
        ],
    },
    decline: "Decline",
    declining: Panel {
        heading: "Decline this request?",
        paragraphs: &[
            "Nothing is granted then. {name} sees that you declined, and your reason if you give one.",
        ],
    },
    reason: "Reason (optional)",
    reason_hint: "Up to 256 characters, without links or e-mail addresses.",
    reason_refused: "This reason can’t be sent. Please write it as one line without links or e-mail addresses.",
    decline_finally: "Decline the request",
    back: "Back",
    cancelled: Panel {
        heading: "{name} has withdrawn this request",
        paragraphs: &[
            "It can’t be answered any more, and nothing was granted. If you expected it, ask {name} for a \
             new request.",
        ],
    },
    expired: Panel {
        heading: "This request has expired",
        paragraphs: &[
            "Nothing was granted. Ask {name} to send it again: the link in your e-mail then works again.",
        ],
    },
    own: Panel {
        heading: "This is your company’s own request",
        paragraphs: &["Only an admin of the company that received it can answer."],
    },
    own_pending: "It is waiting for an answer. In your list of requests you can send it again or cancel it.",
    own_declined: "It was declined. Your list of requests shows the reason, if one was given.",
    own_cancelled: "Your company cancelled it.",
    own_expired: "It has expired. In your list of requests you can send it again.",
    sign_in_to_see_link: Panel {
        heading: "This link is no longer open",
        paragraphs: &[
            "To see why, sign in. If you still want to work together, ask {name} for another link.",
        ],
    },
    changed: Panel {
        heading: "Something has changed",
        paragraphs: &[
            "Nothing has been accepted. The page now shows how things stand: please look at the lines again, and then decide.",
        ],
    },
    link_expired: Panel {
        heading: "This link has expired",
        paragraphs: &["Nothing was granted. Ask {name} for another link."],
    },
    rotated: Panel {
        heading: "This link has been replaced",
        paragraphs: &["Nothing was granted. Ask {name} for the present link."],
    },
    used_up: Panel {
        heading: "This link has been used up",
        paragraphs: &[
            "It was used as often as {name} allows. Nothing was granted; ask {name} for another link.",
        ],
    },
    link_gone: Panel {
        heading: "This link can’t be used with this account",
        paragraphs: &["Sign in with another account, or ask {name} for another link."],
    },
    own_link: Panel {
        heading: "This is your company’s own link",
        paragraphs: &["Only an admin of another company can accept what it asks."],
    },
    own_link_open: "It is open. Your draft shows who has used it; there you can change or rotate it.",
    own_link_rotated: "It was replaced by another. Your draft holds the present one.",
    own_link_used_up: "It was used as often as you allow. Raise the number, or rotate the link.",
    own_link_expired: "It has expired. Your draft holds a new one.",
};
