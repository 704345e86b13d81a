//! What a customer is asked for: a line for each consent (I1, I3, I5), and what was granted.

use tandem_domain::agreement::Template;
use tandem_domain::delegated_admin::Service;
use tandem_domain::relationship_request::CustomerTerms;
use tandem_domain::terms::Grant;

use super::InvitationPage;

/// One thing that is asked for, with a box of its own.
#[derive(Clone, Debug)]
pub(super) struct Consent {
    pub(super) name: &'static str,
    pub(super) what: String,
    pub(super) meaning: String,
    /// What it allows, a sentence each.
    pub(super) allows: Vec<&'static str>,
}

impl InvitationPage<'_> {
    /// The authorizations, in the order in which they are asked for.
    pub(super) fn authorizations(&self) -> Vec<Consent> {
        let texts = &self.texts.customer;
        let mut consents = Vec::new();
        if self.asks_for(Grant::ResellerRelationship) {
            consents.push(Consent {
                name: "reseller",
                what: self.say(texts.authorize_reseller),
                meaning: self.say(texts.reseller_means),
                allows: Vec::new(),
            });
        }
        let of_provider =
            [(Grant::PlaceOrders, texts.place_orders), (Grant::AddSubscriptions, texts.add_subscriptions)];
        let allows: Vec<_> = of_provider.into_iter().filter(|(grant, _)| self.asks_for(*grant)).collect();
        if !allows.is_empty() {
            consents.push(Consent {
                name: "provider",
                what: self.say(texts.authorize_provider),
                meaning: self.say(texts.provider_means),
                allows: allows.into_iter().map(|(_, text)| text).collect(),
            });
        }
        consents
    }

    /// The services that privileges are asked for.
    pub(super) fn services(&self) -> &[Service] {
        self.terms.customer.map_or(&[], |terms| &terms.delegated_admin)
    }

    /// The agreement that accepting needs (I5).
    pub(super) fn agreement(&self) -> Option<&'static Template> {
        self.terms.customer.map(CustomerTerms::agreement)
    }

    pub(super) fn agreement_version(&self, template: &Template) -> String {
        self.texts.customer.agreement_version.replace("{version}", &template.version_rank.to_string())
    }

    /// Where a customer of this cloud accepts (I6).
    pub(super) fn cloud_place(&self) -> &'static str {
        self.terms.customer.map_or("", |terms| self.texts.customer.place_in(terms.cloud))
    }

    /// Whether services may be left unticked (I3).
    pub(super) fn can_be_left_out(&self) -> bool {
        self.terms.customer.is_some_and(|terms| terms.cloud.rules().privileges_can_be_left_out)
    }

    /// What is so once it is accepted, by the names that the script knows.
    pub(super) fn results(&self) -> Vec<(&'static str, String)> {
        let texts = &self.texts.customer;
        let authorized = self.authorizations().into_iter().map(|consent| {
            let text = if consent.name == "reseller" { texts.is_reseller } else { texts.is_provider };
            (consent.name, self.say(text))
        });
        let granted = self.services().iter().map(|service| {
            let said = self.say(texts.holds).replace("{service}", service.name());
            (service.as_str(), said)
        });
        let agreed = [("agreement", texts.agreement_accepted.to_owned())];
        authorized.chain(agreed).chain(granted).collect()
    }
}
