//! What customers are asked and what they answer, in English.

use crate::texts::Answer;
use crate::texts::customer::{AcceptedIn, Asking, AskingBoth, Customer, Invitation, Outcome, Privileges};

const OFFICE_PORTAL: &str = "A global admin of your organisation accepts this in the Office portal.";

pub(super) const TEXTS: Customer = Customer {
    invitation: Invitation {
        by_reseller: Asking {
            subject: |reseller| format!("{reseller} asks to be your reseller"),
            asks: |reseller| {
                format!(
                    "{reseller} would like to be your reseller and asks your organisation to authorize it."
                )
            },
        },
        by_provider: Asking {
            subject: |provider| format!("{provider} asks to be your provider"),
            asks: |provider| {
                format!(
                    "{provider} would like to be your provider and asks your organisation to authorize it."
                )
            },
        },
        by_both: AskingBoth {
            subject: |reseller, provider| {
                format!("{reseller} asks to be your reseller, together with {provider}")
            },
            asks: |reseller, provider| {
                format!(
                    "{reseller} would like to be your reseller, together with its provider {provider}, and \
                     asks your organisation to authorize both."
                )
            },
        },
        accepted_in: AcceptedIn {
            global: "A global admin of your organisation accepts this in the 365 admin centre.",
            china: "A global admin of your organisation accepts this in the Office 365 admin centre operated by \
                    21Vianet.",
            usgov: OFFICE_PORTAL,
            germany: OFFICE_PORTAL,
        },
        reseller: "Reseller",
        provider: "Provider",
        consents: "Accepting does all of this:",
        authorize_reseller: |reseller| format!("it authorizes {reseller} as your reseller"),
        place_orders: |provider| {
            format!("it authorizes {provider} as your provider, to place orders on your behalf")
        },
        add_subscriptions: |provider| {
            format!("it authorizes {provider} as your provider, to add subscriptions on your behalf")
        },
        agreement: "it accepts the customer agreement for your organisation, if that hasn't happened yet",
        admin_access: |partner| format!("it gives {partner} admin access to your tenant"),
        privileges: |partner, service| format!("it gives {partner} delegated admin privileges for {service}"),
        no_privileges: "No delegated admin privileges are asked for.",
        taken_back: "Privileges are granted one by one as you accept, and you can take them back at any time. The \
                     commercial relationship then stays: orders, subscriptions and bills go on as they are.",
        button: "Read the invitation and answer it",
        nothing_yet: |until| {
            format!(
                "Opening the link changes nothing. Nothing happens until a global admin of your organisation \
                 signs in with the address that this mail was sent to, reads everything that is asked for and \
                 confirms it. The invitation is open until {until}; after that nobody can accept it."
            )
        },
        unexpected: "You didn't expect this mail, or don't know who asks? Then don't accept. You can decline \
                     the invitation on the page behind the link, or leave it alone: it closes by itself. If in \
                     doubt, ask the company in a way that you knew before this mail.",
    },
    outcome: Outcome {
        accepted: Answer {
            subject: |customer| format!("{customer} accepted your invitation"),
            what_now: "The customer is in your list of customers. From now on you can provision and manage for it.",
        },
        declined: Answer {
            subject: |customer| format!("{customer} declined your invitation"),
            what_now: "Nothing was granted, and no relationship came of it. You can invite the customer again.",
        },
        unnamed: "A customer",
        customer: "Customer",
        privileges: "Admin privileges",
        none: "None",
        without_privileges: "No admin privileges were granted: commercial actions are possible, admin actions \
                             aren't.",
        button: "See the invitation",
        why: "Tandem sent this mail automatically, because the invitation comes from your account. The link only \
              shows the invitation; nothing has to be confirmed. If you don't know of it, tell an admin of your \
              organisation.",
    },
    privileges: Privileges {
        granted: |tenant| format!("{tenant} granted you admin privileges"),
        taken: |tenant| format!("{tenant} took admin privileges back from you"),
        changed: |tenant| format!("{tenant} changed your admin privileges"),
        unnamed: "An organisation that you work with",
        granted_now: "Admin actions are possible from now on in the services that were granted.",
        taken_now: "Admin actions are refused from now on in the services that were taken back. The commercial \
                    relationship stays, and so does your duty to support the organisation.",
        heading: "What has changed",
        organisation: "Organisation",
        services_granted: "Granted",
        services_taken: "Taken back",
        when: "When",
        button: "See the privileges",
        why: "Tandem sent this mail automatically to the contact of your organisation. The link only shows who \
              holds privileges; nothing has to be confirmed.",
    },
};
