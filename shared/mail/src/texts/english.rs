//! English.

mod customer;
mod draft;
mod enrollment;

use tandem_domain::Timestamp;

use super::{Answer, Outcome, Request, Texts, WhoAsks, parts};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) const TEXTS: Texts = Texts {
    lang: "en",
    time,
    greeting: |recipient| format!("To {recipient}"),
    stop: ".",
    space: " ",
    comma: ", ",
    address: "Or copy this address into your browser:",
    message: |sender| format!("A message from {sender}:"),
    written_for: |sender| format!("Tandem sent this mail automatically, for {sender}."),
    who_asks: WhoAsks {
        heading: "Who asks",
        name: "Name",
        domain: "Domain",
        country: "Country or region",
        partner_id: "Partner ID",
        open_until: "Open until",
    },
    request: Request {
        subject: |sender| format!("{sender} asks you for a partnership"),
        asks: |sender| {
            format!(
                "{sender} would like to work with you as your indirect provider and asks you for a partnership."
            )
        },
        grants: |sender| format!("Accepting grants {sender}:"),
        place_orders: "place orders on behalf of your customers",
        add_subscriptions: "add subscriptions on behalf of your customers",
        admin_access: "admin access to your tenant",
        reseller_relationship: "a relationship as your reseller",
        button: "Read the request and answer it",
        nothing_yet: |until| {
            format!(
                "Opening the link changes nothing. Nothing happens until an admin of your organisation \
                 signs in, reads what is granted and confirms it. The request is open until {until}; \
                 after that nobody can accept it."
            )
        },
        unexpected: "You didn't expect this mail, or don't know who asks? Then don't accept. You can decline \
                     the request on the page behind the link, or leave it alone: it closes by itself. If in \
                     doubt, ask the company in a way that you knew before this mail.",
    },
    outcome: Outcome {
        accepted: Answer {
            subject: |reseller| format!("{reseller} accepted your request for a partnership"),
            what_now: "You are partners now: the reseller is in your list of indirect resellers. You can add \
                       customers for it, place orders on behalf of its customers and make it the reseller of \
                       record of subscriptions.",
        },
        declined: Answer {
            subject: |reseller| format!("{reseller} declined your request for a partnership"),
            what_now: "There is no partnership, and nothing was granted. You can ask again.",
        },
        heading: "The answer",
        reseller: "Reseller",
        answered: "Answered",
        reason: "Reason",
        reference: "Your reference",
        button: "See the request",
        why: "Tandem sent this mail automatically, because the request was made from your account. The link \
              only shows the request; nothing has to be confirmed. If you don't know of it, tell an admin of \
              your organisation.",
    },
    customer: customer::TEXTS,
    enrollment: enrollment::TEXTS,
    draft: draft::TEXTS,
};

fn time(time: Timestamp) -> String {
    let (year, month, day, clock) = parts(time);
    let month = MONTHS.get(month - 1).copied().unwrap_or_default();
    format!("{day} {month} {year}, {clock} UTC")
}
