//! An invitation of a customer in English.

use tandem_page::{Panel, Sentence};

use crate::texts::{Company, Customer, Person, Words};

pub const CUSTOMER: Customer = Customer {
    words: WORDS,
    title_of_reseller: "{name} asks to become your reseller",
    title_of_both: "{name} and {provider} ask to work with your company",
    title_of_provider: "{name} asks to become your provider",
    with_provider: "Together with its provider",
    what_is_asked: "What you are asked for",
    asked_lead: "Each line is a decision of its own. Nothing is granted before you tick it and accept.",
    in_365: "In your cloud, this is accepted in the 365 admin centre: here.",
    in_office: "In your cloud, this is accepted in the Office portal: here.",
    in_office_365_21vianet: "In your cloud, this is accepted in the Office 365 admin centre operated by 21Vianet: here.",
    authorize_reseller: "Authorize {name} as your reseller",
    reseller_means: "{name} becomes one of your partners. It sees your company profile and your subscriptions, and sells and supports them.",
    authorize_provider: "Authorize {provider} as your provider",
    provider_means: "{provider} becomes one of your partners, and may on your behalf:",
    place_orders: "place orders;",
    add_subscriptions: "add subscriptions.",
    accept_agreement: "Accept the customer agreement",
    agreement_means: "It holds the terms on which your company uses what it orders. Without it the request can’t be accepted, and nothing can be ordered.",
    agreement_version: "Version {version}",
    agreement_link: "Read the agreement",
    privileges: "Admin privileges",
    no_privileges: "No admin privileges are asked for.",
    privileges_mean: "With the privileges for a service, {name} has admin access to it in your tenant.",
    may_leave_out: "Leave unticked what you don’t want to grant.",
    all_are_needed: "In your cloud, none of them can be left out.",
    grant_service: "Grant {name} the privileges for {service}",
    held: "{name} holds these privileges already.",
    held_by: Sentence("{holder} holds these privileges, and in your cloud only one partner can."),
    reassign: Sentence("Take them from {holder} and grant them to the partner that asks"),
    taken_back_any_time: "You can take privileges back at any time; the commercial relationship stays.",
    support_by_the_operator: "Without privileges, {name} can still ask the operator for support on your behalf.",
    check_field: "Please check this:",
    is_reseller: "{name} is your reseller.",
    is_provider: "{provider} is your provider.",
    agreement_accepted: "The customer agreement is accepted.",
    holds: "{name} holds the admin privileges for {service}.",
    to_relationships: "To your partner relationships",
    no_longer_partners: Panel {
        heading: "This request can’t be accepted any more",
        paragraphs: &[
            "{name} no longer takes part in the program, or no longer works with the provider that it named. Nothing was granted; ask {name} for a new request.",
        ],
    },
    person: PERSON,
    company: COMPANY,
};

const WORDS: Words = Words {
    sign_in_to_answer: Panel {
        heading: "Sign in to answer",
        paragraphs: &[
            "Use the account of the e-mail address that received this request, with the role of global admin. Signing in doesn’t accept anything.",
        ],
    },
    sign_in_by_link: Panel {
        heading: "Sign in to answer",
        paragraphs: &[
            "Use an account of your company with the role of global admin. Signing in doesn’t accept anything.",
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
            "Your company can have several partners. Accepting ends your work with none of the others.",
        ],
    },
    authorize: "Accept",
    authorized_now: Panel {
        heading: "You have accepted the request of {name}",
        paragraphs: &["From now on this is so:"],
    },
    declined_now: Panel {
        heading: "You have declined the request",
        paragraphs: &[
            "No relationship was made and nothing was granted. {name} sees the outcome in its list of requests.",
            "Should you change your mind, ask {name} for a new request.",
        ],
    },
    accepted: Panel {
        heading: "Your company has accepted this request",
        paragraphs: &["There is nothing left to do. This was granted:"],
    },
    declined: Panel {
        heading: "Your company has declined this request",
        paragraphs: &[
            "Nothing was granted. If you want the relationship after all, ask {name} for a new request.",
        ],
    },
    own_accepted: "It was accepted. The customer joined your list of customers.",
    other_account: Panel {
        heading: "This request isn’t for this account",
        paragraphs: &[
            "A request is for the e-mail address that received it. Sign in with that account, or ask {name} for a request of your own.",
        ],
    },
    wrong_role: Panel {
        heading: "Your role doesn’t allow this",
        paragraphs: &[
            "A global admin of your company can answer the request. Please pass the link on to one.",
            "Nothing has been accepted or declined.",
        ],
    },
    other_region: Panel {
        heading: "{name} can’t work with your company",
        paragraphs: &[
            "Partners and their customers are in the same cloud, and in the same country or region group. Ask {name} whether another of its companies serves yours.",
        ],
    },
};

const PERSON: Person = Person {
    panel: Panel {
        heading: "Who accepts",
        paragraphs: &["You accept for your company. Its partners turn to you with questions."],
    },
    first_name: "First name",
    last_name: "Last name",
    email: "E-mail address",
    phone: "Phone (optional)",
};

const COMPANY: Company = Company {
    panel: Panel {
        heading: "Your company",
        paragraphs: &["Your company isn’t known here yet. Its partners see what you give here."],
    },
    name: "Company name",
    domain: "Default domain",
    domain_hint: "The one of your tenant that ends in {suffix}",
    country: "Country or region",
    registration_number: "Registration number (optional)",
    needed_in_some: "Some countries ask for it",
    line1: "Street and number",
    line2: "Addition to the address (optional)",
    postal_code: "Postal code",
    city: "City",
    state: "State or province",
    language: "Language",
    language_hint: "A code such as en",
    culture: "Way to write dates and numbers",
    culture_hint: "A code such as en-GB",
};
