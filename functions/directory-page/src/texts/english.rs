//! The page in English.

use tandem_page::{OwnTexts, Panel};

use super::Texts;

pub const TEXTS: Texts = Texts {
    every_page: OwnTexts::without_sign_in(
        "The program operator keeps this list. A provider that wants its entry changed contacts its \
         representative there.",
        Panel {
            heading: "There is nothing at this address",
            paragraphs: &["The provider directory is at the address that ends in /providers."],
        },
    ),
    title: "Find an indirect provider",
    lead: "The official list of indirect providers: who they are, what they help resellers with, and how to \
           reach them.",

    country: "Country or region",
    every_country: "All countries and regions",
    country_wrong: "There is no such country or region. Choose one from the list.",
    name: "Name of the provider",
    name_hint: "The beginning is enough.",
    name_wrong: "A name has at most 64 characters, on one line. Its beginning is enough.",
    search: "Search",
    show_all: "Show all providers",

    providers: "Providers",
    nobody: Panel {
        heading: "No provider found",
        paragraphs: &[
            "No provider in the list fits this search. Try the beginning of its name only, or all countries and \
             regions.",
        ],
    },
    nobody_yet: Panel { heading: "The list is empty", paragraphs: &["No provider has been listed yet."] },
    no_more: Panel { heading: "No more providers", paragraphs: &["The list ends here."] },
    first_page: "Back to the beginning",
    next_page: "Next providers",
    pages: "Pages of the list",

    country_of: "Country or region",
    partner_id: "Partner ID",
    cloud: "Cloud",
    clouds: ["Global", "China (operated by 21Vianet)", "US government", "Germany"],
    languages: "Languages",
    between: ", ",
    services: "Services",
    service_names: ["Support", "Technical help", "Marketing", "Billing and credit"],
    email: "E-mail",
    telephone: "Telephone",
    website: "Website",
};
