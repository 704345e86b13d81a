//! An invitation to a partnership in English.

use tandem_page::Panel;

use crate::texts::{Partnership, Words};

pub const PARTNERSHIP: Partnership = Partnership {
    words: Words {
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
        decide: Panel {
            heading: "Your decision",
            paragraphs: &[
                "Your company can have several indirect providers. Authorizing this one ends none of the \
             others.",
            ],
        },
        authorize: "Authorize indirect provider",
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
        own_accepted: "It was accepted. The reseller joined your list of indirect resellers.",
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
        other_region: Panel {
            heading: "{name} can’t become your provider",
            paragraphs: &[
                "A partnership needs two companies of the same cloud and of the same country or region group. \
             Ask {name} whether another of its companies serves yours.",
            ],
        },
        sign_in_by_link: Panel {
            heading: "Sign in to answer",
            paragraphs: &[
                "Use an account of your company with the role of admin agent or global admin. Signing in doesn’t accept anything.",
            ],
        },
    },
    title: "{name} asks to become your indirect provider",
    what_is_granted: "What you would grant",
    grants_lead: "Authorizing {name} as your indirect provider allows it:",
    place_orders: "to place orders on behalf of your customers;",
    add_subscriptions: "to add subscriptions on behalf of your customers;",
    admin_access: "to use admin access to your company’s own tenant.",
    confirm: "I have read what {name} would be allowed to do, I may decide this for my company, and I agree.",
    not_enrolled: Panel {
        heading: "Your company isn’t enrolled as an indirect reseller",
        paragraphs: &[
            "Only an enrolled indirect reseller can authorize a provider. Enroll, or finish your enrollment, \
             and then open the link in your e-mail again.",
        ],
    },
    enroll: "To the enrollment",
};
