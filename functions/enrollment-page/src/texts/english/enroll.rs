//! Enrolling, in English.

use tandem_page::{Panel, Sentence};

use crate::texts::{Company, Contact, Enroll, PartnerIdTexts, Support};

pub const ENROLL: Enroll = Enroll {
    title: "Enroll as an indirect reseller",
    lead: "An enrolled company sells cloud services through indirect providers. It applies here; the operator of the \
           program reviews the application.",
    sign_in: Panel {
        heading: "Sign in to enroll your company",
        paragraphs: &[
            "Use an account of your company with the role of global admin. Signing in doesn’t send anything. To \
             enroll, you need:",
        ],
    },
    needed: &[
        "the partner ID of your company’s location, active and in the country of your tenant;",
        "your company’s legal name and address;",
        "a primary contact, whose e-mail address is confirmed by a link that we send there;",
        "a contact for your customers’ support requests.",
    ],
    session_ended: Panel {
        heading: "Your sign-in has ended",
        paragraphs: &["Sign in again to go on. What you wrote is kept in this tab."],
    },
    wrong_role: Panel {
        heading: "Your role doesn’t allow this",
        paragraphs: &[
            "A global admin of your company can enroll it. Please pass the address of this page on to one, or use \
             another account.",
        ],
    },
    partner_already: Panel {
        heading: "Your company takes part already",
        paragraphs: &["It is a partner in the program, so there is nothing to enroll."],
    },
    later: (
        "No more links for now",
        &[
            Sentence(
                "At most three links a day go to an address, and ten for a company. The next can be sent after {until}.",
            ),
            Sentence("Check that {email} is right. If it isn’t, change it in the application."),
        ],
    ),
    later_link_out: "If it is right, look for the newest e-mail, in the junk folder too.",
    later_not_submitted: "What you wrote is saved, but not submitted.",
    back_to_enrollment: "Back to the enrollment",

    application: Panel {
        heading: "Your application",
        paragraphs: &[
            "Fill in every part, also to save it for later. Everyone who administers your company sees what is \
             saved; until it is submitted, nobody reviews it.",
        ],
    },
    partner: PartnerIdTexts {
        panel: Panel {
            heading: "Partner ID",
            paragraphs: &[
                "Your company’s number in the partner network. It is active, and registered in the country of your company.",
            ],
        },
        mpn_id: "Partner ID",
        mpn_id_hint: "That of a location account, up to 10 digits",
        not_found: "Nobody is registered under this partner ID.",
        not_location: "This is the partner ID of a global account. Give that of a location.",
        inactive: "This partner ID isn’t active.",
        other_country: "This partner ID is registered in another country than the one of your company.",
    },
    company: Company {
        panel: Panel {
            heading: "Your company",
            paragraphs: &["Its legal name and address, as in the commercial register."],
        },
        name: "Company name",
        domain: "Domain of your tenant",
        domain_hint: "Such as contoso.com. Providers find your people by e-mail addresses of this domain",
        cloud: "Cloud",
        cloud_hint: "The one in which your tenant is",
        global: "Global",
        china: "China, operated by 21Vianet",
        usgov: "US government",
        germany: "Germany",
        country: "Country or region",
        country_hint: "That of your tenant",
        line1: "Street and number",
        line2: "Addition to the address (optional)",
        postal_code: "Postal code",
        city: "City",
        state: "State or province",
        needed_in_some: "Some countries ask for it",
    },
    known: Panel {
        heading: "Your company is known here",
        paragraphs: &["It is a customer already. Its name, address and contact are taken over from there."],
    },
    give_company: "Give other details",
    contact: Contact {
        panel: Panel {
            heading: "Primary contact",
            paragraphs: &["Speaks for your company, and gets the requests of providers."],
        },
        first_name: "First name",
        last_name: "Last name",
        email: "E-mail address",
        email_hint: "We send a link there to confirm it",
        phone: "Phone",
    },
    support: Support {
        panel: Panel {
            heading: "Customer support",
            paragraphs: &["Your customers see this beside the subscriptions that you look after."],
        },
        email: "Support e-mail address",
        phone: "Support phone",
        website: "Web site (optional)",
    },
    mails: Panel { heading: "Our e-mails", paragraphs: &["They tell the primary contact of every step."] },
    mail_language: "Language",
    check_field: "Please check this:",
    next: Panel {
        heading: "Save or submit",
        paragraphs: &["When you submit, an e-mail with a link goes to the primary contact."],
    },
    problems: Sentence("Fields to check: {problems}"),
    save: "Save without submitting",
    submit: "Submit",

    saved: Panel {
        heading: "The application is saved",
        paragraphs: &[
            "It isn’t submitted yet: nobody reviews it until it is. You can change it at any time.",
        ],
    },
    sent_again: Panel { heading: "Another link was sent", paragraphs: &[] },
    sent_again_to: Sentence("It went to {email}. The links before it are over."),
    changed: Panel {
        heading: "The application has changed meanwhile",
        paragraphs: &[
            "Somebody was faster: a colleague, the primary contact or the operator. The page now shows how it stands; nothing was submitted.",
        ],
    },
    refused: Panel {
        heading: "This can’t be accepted yet",
        paragraphs: &["Nothing was submitted. Please change this and try again:"],
    },

    in_this_state_since: "Since",
    email_unverified: (
        "Confirm the e-mail address",
        &[
            Sentence(
                "We sent an e-mail to {email}. Whoever reads it opens the link in it and confirms, by {expires}.",
            ),
            Sentence(
                "If nothing arrives, look in the junk folder, or have it sent again. Only the newest link counts.",
            ),
            Sentence(
                "If the address is wrong, change the application and submit it again. The link that was sent is over then.",
            ),
        ],
    ),
    link_over: "The link in that e-mail has expired. Have it sent again.",
    send_again: "Send again",
    change: "Change the application",
    under_review: (
        "Your application is under review",
        &[
            Sentence(
                "The e-mail address is confirmed, and the operator of the program reviews the application. That can take days.",
            ),
            Sentence("There is nothing to do. The outcome goes by e-mail to {email}."),
        ],
    ),
    rejected: (
        "Your application was rejected",
        &[Sentence("The reason: {reason}"), Sentence("Correct the application and submit it again.")],
    ),
    correct: "Correct the application",
    active: (
        "Your company is enrolled",
        &[
            Sentence(
                "From now on indirect providers can ask you for a partnership, at {email} or an address of your people. Open the link in the request, read what is asked, and accept or decline it.",
            ),
            Sentence("Whoever submitted the application is your company’s first admin agent."),
        ],
    ),
};
