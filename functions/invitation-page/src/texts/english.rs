//! The pages in English.

use super::{Panel, Texts};

pub const TEXTS: Texts = Texts {
    time_format: "%-d %B %Y, %H:%M UTC",
    footer: "Opening this page changes nothing. A request is accepted only when someone who is signed in ticks \
             the box and authorizes it.",
    no_script: "To sign in and answer, switch on JavaScript for this page and load it again.",

    title: "{name} asks to become your indirect provider",
    who_asks: "Who is asking",
    name: "Name",
    domain: "Domain",
    country: "Country or region",
    partner_id: "Partner ID",
    what_is_granted: "What you would grant",
    grants_lead: "Authorizing {name} as your indirect provider allows it:",
    place_orders: "to place orders on behalf of your customers;",
    add_subscriptions: "to add subscriptions on behalf of your customers;",
    admin_access: "to use admin access to your company’s own tenant.",
    open_until: "Open until",
    over: "No longer open",

    sign_in: "Sign in",
    signed_in_as: "Signed in as",
    use_another_account: "Use another account",
    sign_in_to_answer: Panel {
        heading: "Sign in to answer",
        paragraphs: &[
            "Use an account of the company that received this request, with the role of admin agent or \
             global admin. Signing in doesn’t accept anything.",
        ],
    },
    sign_in_to_see: Panel {
        heading: "This request is no longer open",
        paragraphs: &[
            "To see what became of it, sign in with an account of the company that received it.",
            "If you still want to work together, ask {name} for a new request.",
        ],
    },
    session_ended: Panel {
        heading: "Your sign-in has ended",
        paragraphs: &["Sign in again to go on. Your answer has not been carried out."],
    },
    sign_in_failed: Panel {
        heading: "Signing in didn’t work",
        paragraphs: &[
            "Nothing has been accepted. Go back to the request and sign in again. If that doesn’t help, \
             open the link in your e-mail once more.",
        ],
    },
    signing_in: "Signing you in…",
    back_to_request: "Back to the request",

    working: "One moment…",
    terms_changed: Panel {
        heading: "The terms have changed",
        paragraphs: &[
            "Nothing has been accepted. The page now shows the new terms: please read again who is asking \
             and what you would grant, and then decide.",
        ],
    },
    decide: Panel {
        heading: "Your decision",
        paragraphs: &[
            "Your company can have several indirect providers. Authorizing this one ends none of the \
             others.",
        ],
    },
    confirm: "I have read what {name} would be allowed to do, I may decide this for my company, and I agree.",
    authorize: "Authorize indirect provider",
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

    authorized_now: Panel {
        heading: "You have authorized {name}",
        paragraphs: &[
            "{name} is now an indirect provider of your company, with the permissions listed on this page.",
            "You find {name} in your list of indirect providers, and {name} finds your company in its list of \
             indirect resellers.",
        ],
    },
    declined_now: Panel {
        heading: "You have declined the request",
        paragraphs: &[
            "No partnership was made and nothing was granted. {name} sees the outcome in its list of requests.",
            "Should you change your mind, ask {name} for a new request.",
        ],
    },
    accepted: Panel {
        heading: "Your company has accepted this request",
        paragraphs: &[
            "There is nothing left to do. While the partnership lasts, {name} is in your list of indirect \
             providers, and your company is in its list of indirect resellers.",
        ],
    },
    declined: Panel {
        heading: "Your company has declined this request",
        paragraphs: &[
            "Nothing was granted. If you want the partnership after all, ask {name} for a new request.",
        ],
    },
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
    own_accepted: "It was accepted. The reseller joined your list of indirect resellers.",
    own_declined: "It was declined. Your list of requests shows the reason, if one was given.",
    own_cancelled: "Your company cancelled it.",
    own_expired: "It has expired. In your list of requests you can send it again.",

    other_account: Panel {
        heading: "This request isn’t for this account",
        paragraphs: &["Sign in with another account, or ask {name} for a request of your own."],
    },
    wrong_role: Panel {
        heading: "Your role doesn’t allow this",
        paragraphs: &[
            "An admin agent or a global admin of your company can answer the request. Please pass the link on to one \
             of them.",
            "Nothing has been accepted or declined.",
        ],
    },
    not_enrolled: Panel {
        heading: "Your company isn’t enrolled as an indirect reseller",
        paragraphs: &[
            "Only an enrolled indirect reseller can authorize a provider. Enroll, or finish your enrollment, \
             and then open the link in your e-mail again.",
        ],
    },
    enroll: "To the enrollment",
    other_region: Panel {
        heading: "{name} can’t become your provider",
        paragraphs: &[
            "A partnership needs two companies of the same cloud and of the same country or region group. \
             Ask {name} whether another of its companies serves yours.",
        ],
    },
    not_done: Panel {
        heading: "That didn’t work",
        paragraphs: &[
            "The service didn’t answer as it should. You can safely try again: whatever you chose is carried \
             out once at most.",
        ],
    },
    try_again: "Try again",
    request_number: "Number for questions to support:",

    not_found: Panel {
        heading: "There is nothing at this address",
        paragraphs: &[
            "If you followed a link in an e-mail, check that it is complete, to its last character.",
            "If it is, ask the company that sent it for a new one.",
        ],
    },
    unavailable: Panel {
        heading: "The page can’t be shown right now",
        paragraphs: &["This passes. Please load the page again in a minute; nothing has been changed."],
    },
};
