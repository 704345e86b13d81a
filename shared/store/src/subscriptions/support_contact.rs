//! Who answers a subscription's support requests.

use tandem_domain::customer::CustomerPartner;
use tandem_domain::subscription::Changed;
use tandem_domain::{CustomerId, Halt, Rejection, SavedAnswer, SubscriptionId, TenantId, Write};

use super::SeenSubscription;
use crate::expression::expression;
use crate::{NotCommitted, Store, keys};

/// What a choice of the support contact is decided on.
#[derive(Debug)]
pub struct ForSupportContact {
    pub seen: SeenSubscription,
    /// The relationship with the customer of whoever is chosen.
    pub chosen: Option<CustomerPartner>,
}

impl Store {
    /// One read for [`tandem_domain::subscription::assign_support_contact`].
    pub async fn for_support_contact(
        &self,
        write: &Write,
        customer: CustomerId,
        id: SubscriptionId,
        chosen: Option<TenantId>,
    ) -> Result<ForSupportContact, Halt> {
        let caller = write.person.tenant_id;
        let key = chosen.filter(|chosen| *chosen != caller).map(|id| keys::customer_partner(customer, id));
        let (seen, mut found) = self.seen(write, customer, id, None, key.clone()).await?;
        let chosen = key.map_or(Ok(None), |key| found.take(&key))?;
        Ok(ForSupportContact { seen, chosen })
    }

    /// Commits another support contact.
    pub async fn assign_support_contact(
        &self,
        write: &Write,
        changed: &Changed,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.changing(write, changed)?;
        if let Some(partner) = changed.subscription.support_contact {
            // Against an end of that partner's relationship at the same time one of the two wins.
            let key = keys::customer_partner(changed.before.customer_id, partner);
            change.require(&key, expression("attribute_exists(PK)"), |_| {
                Ok(Rejection::SupportContactNotEligible)
            })?;
        }
        change.commit(answer).await
    }
}
