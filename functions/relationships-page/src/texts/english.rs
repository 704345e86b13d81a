//! The page in English.

use tandem_page::{OwnTexts, Panel, Sentence};

use super::Texts;

pub const TEXTS: Texts = Texts {
    every_page: OwnTexts {
        footer: "Opening this page changes nothing. Privileges are taken back only when someone who is signed in \
                 presses the button and confirms it.",
        no_script: "To sign in and see your partners, switch on JavaScript for this page and load it again.",
        sign_in_failed: Panel {
            heading: "Signing in didn’t work",
            paragraphs: &[
                "Nothing has been changed. Go back to your partner relationships and sign in again.",
            ],
        },
        back: "Back to the partner relationships",
        not_found: Panel {
            heading: "There is nothing at this address",
            paragraphs: &["Your partner relationships are at the address that ends in /relationships."],
        },
    },
    title: "Partner relationships",
    lead: "See who your company’s partners are, which admin privileges each of them holds and who granted them. \
           You can take privileges back at any time.",

    sign_in: Panel {
        heading: "Sign in to see your partners",
        paragraphs: &[
            "Use an account of your company. Everybody in it may look; a global admin can take privileges back.",
        ],
    },
    session_ended: Panel {
        heading: "Your sign-in has ended",
        paragraphs: &["Sign in again to go on. Nothing has been changed."],
    },
    wrong_role: Panel {
        heading: "Your role doesn’t allow this",
        paragraphs: &["Ask a global admin of your company to look at its partners, or use another account."],
    },
    unknown: Panel {
        heading: "This company isn’t known here",
        paragraphs: &[
            "It is no customer of a partner, and nobody holds privileges in it. Try another account.",
        ],
    },

    lead_at_customer: "See what your company is to this customer, and which admin privileges it holds there.",
    sign_in_as_partner: Panel {
        heading: "Sign in to see your part",
        paragraphs: &["Use an account of your company, the partner."],
    },
    unknown_customer: Panel {
        heading: "Your company isn’t a partner of this customer",
        paragraphs: &["It has no relationship with this customer, or none any more. Try another account."],
    },
    dealings: Panel {
        heading: "Your part at this customer",
        paragraphs: &[
            "Your company comes first, then the partners that it works with there. The customer grants privileges and takes them back.",
        ],
    },
    without_own_privileges: "None. You can still ask the operator for support on the customer’s behalf.",

    partners: Panel { heading: "Your partners", paragraphs: &[] },
    no_partners: "Your company has no partners yet.",
    holders: Panel {
        heading: "Who holds admin privileges in your tenant",
        paragraphs: &["Providers that your company works with can hold admin access to its own tenant."],
    },
    no_holders: "Nobody holds admin privileges in your company’s tenant.",

    partner_id: "Partner ID",
    role: "Role",
    provider: "Indirect provider",
    reseller: "Indirect reseller",
    no_relationship: "No reseller relationship",
    partner_since: "Partner since",
    reseller_of_record: "Reseller of record for",
    support_contact: "Support contact for",
    privileges: "Admin privileges",
    without_privileges: "None. It can still ask the operator for support on your company’s behalf.",
    since: "Since",
    granted_by: "Granted by",
    take_back: "Take back",
    take_back_all_button: "Take back all privileges",

    take_back_one: Sentence("Take the privileges for {service} back from {partner}?"),
    take_back_all: Sentence("Take all admin privileges back from {partner}?"),
    loses_one: Sentence("{partner} loses its admin access to {service} at once."),
    loses_all: Sentence("{partner} loses all of its admin access to your tenant at once."),
    relationship_stays: Sentence(
        "The commercial relationship stays: orders, subscriptions and bills go on as they are, and so does the \
         partner’s duty to support you.",
    ),
    partnership_stays: Sentence(
        "Your business with the partner stays: your customers, their subscriptions and your orders aren’t touched.",
    ),
    support_by_the_operator: Sentence(
        "Without privileges, the partner can still ask the operator for support on your company’s behalf.",
    ),
    given_again: Sentence("To hold privileges again, the partner has to ask you for them again."),
    may_not_take_back: "Your role doesn’t allow this: only a global admin of your company can take privileges back. \
                        Nothing has been changed.",
    confirm: "Take back",
    keep: "Leave as it is",
    taken_back_one: Sentence("{partner} no longer holds privileges for {service}."),
    taken_back_all: Sentence("{partner} no longer holds any privileges."),
};
