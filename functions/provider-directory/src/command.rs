//! The body of `PUT /v1/providers/{tenantId}`: the whole of what the operator says of a provider. Its
//! name, partner ID and country aren't among it: they are the organisation's.

use tandem_domain::partner_id::SupportDetails;
use tandem_domain::provider_listing::{ListingDetails, MOST_LANGUAGES, ProviderService};
use tandem_edge::Form;

pub(crate) fn read(form: &mut Form) -> Option<ListingDetails> {
    let languages = form.strings("languages", 1, MOST_LANGUAGES);
    let services = form.strings("services", 1, ProviderService::ALL.len());
    let contact = form.required_object("contact", |form| {
        let email = form.required("email");
        let (telephone, website) = (form.optional("telephone"), form.optional("website"));
        Some(SupportDetails { email: email?, telephone, website })
    });
    if !form.given("listed") {
        form.refuse("listed", "is required");
    }
    let listed = form.boolean("listed");
    Some(ListingDetails { languages: languages?, services: services?, contact: contact?, listed: listed? })
}
