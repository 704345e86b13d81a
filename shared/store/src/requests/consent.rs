//! A customer's acceptance: relationships, agreement, privileges and the request in one change.

use tandem_domain::relationship_request::{Consented, OverReason};
use tandem_domain::{Fault, Rejection, SavedAnswer, Write};

use super::AcceptRefusal;
use crate::Store;
use crate::customers::{domain_lock, partner_item, shared_item};
use crate::expression::expression;
use crate::item::{item, number};
use crate::keys;
use crate::transaction::{NotCommitted, Transaction, same};

/// Why an acceptance was not committed.
#[derive(Clone, Debug)]
pub enum ConsentRefusal {
    Rejected(Rejection),
    /// What it was decided on is no longer so.
    Moved,
}

impl From<AcceptRefusal> for ConsentRefusal {
    fn from(refusal: AcceptRefusal) -> Self {
        match refusal {
            // Whoever was faster may be of the same organisation (L6), and may have granted other services,
            // or of another with the same address: what that means is decided anew.
            AcceptRefusal::AlreadyAccepted(_) => Self::Moved,
            AcceptRefusal::Rejected(rejection) => Self::Rejected(rejection),
        }
    }
}

impl Store {
    /// Commits an acceptance: all of it or none.
    pub async fn consent(
        &self,
        write: &Write,
        consented: &Consented,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<ConsentRefusal>> {
        let mut change: Transaction<'_, ConsentRefusal> = self.transaction(write);
        let (request, digest) = (&consented.request, &consented.expected_digest);
        match &consented.passage {
            None => change.answer_request(request, digest, write.now)?,
            Some(passage) => change.pass(request, passage, digest, write.now)?,
        }
        change.meet_customer(consented)?;
        for partner in &consented.partners {
            let new = expression("attribute_not_exists(PK)");
            change.put(partner_item(partner)?, new, |_| Ok(ConsentRefusal::Moved))?;
        }
        // Whoever ends its relationship at the same time would be left with privileges, or in a pair.
        for partner in &consented.kept {
            let there = expression("attribute_exists(PK)");
            change.require(&keys::customer_partner(consented.customer.id, *partner), there, |_| {
                Ok(ConsentRefusal::Moved)
            })?;
        }
        change.share(consented)?;
        if let Some((provider, reseller)) = consented.relies_on {
            let over = Rejection::InvitationOver(OverReason::NoLongerPartners);
            change.require_partnership(provider, reseller, ConsentRefusal::Rejected(over))?;
        }
        if let Some(agreement) = &consented.agreement {
            let kept = item(keys::agreement(consented.customer.id), "agreement", agreement)?;
            change.put(kept, expression("attribute_not_exists(PK)"), |_| Ok(ConsentRefusal::Moved))?;
        }
        change
            .change_privileges(consented.customer.id, &consented.privileges, || Ok(ConsentRefusal::Moved))?;
        for mail in &consented.mails {
            change.owe(mail, write.now)?;
        }
        change.record(write, &consented.audit)?;
        change.commit(answer).await
    }
}

impl Transaction<'_, ConsentRefusal> {
    /// The customer as it was read, or a new one.
    ///
    /// Whoever renames a customer, or ends a relationship with it, reads its partners first; raising the
    /// version makes such a change, decided on the partners that there were, start anew. A renaming raises
    /// it as well, so that what is written here has the customer's name. Of two invitations at once that
    /// meet a new tenant the first introduces it.
    fn meet_customer(&mut self, consented: &Consented) -> Result<(), Fault> {
        let customer = &consented.customer;
        let key = keys::customer(customer.id);
        if let Some(version) = consented.customer_version {
            let set = expression("SET #version = :new").with(":new", number(version + 1));
            let as_read = expression("#version = :old").with(":old", number(version));
            return self.update(&key, set, as_read, |_| Ok(ConsentRefusal::Moved));
        }
        let new = expression("attribute_not_exists(PK)");
        self.put(item(key, "customer", customer)?, new, |_| Ok(ConsentRefusal::Moved))?;
        let taken = Rejection::DomainTaken { field: "organisation.domain" };
        // A partner that becomes a customer has its domain already (E7).
        let free =
            expression("attribute_not_exists(PK) OR #customerId = :own").with(":own", same(&customer.id));
        self.put(domain_lock(customer.cloud, &customer.domain, customer.id)?, free, move |_| {
            Ok(ConsentRefusal::Rejected(taken.clone()))
        })
    }

    /// Puts the customer into the list of those that the two share.
    fn share(&mut self, consented: &Consented) -> Result<(), Fault> {
        let Some((provider, relation)) = &consented.shared else { return Ok(()) };
        let item = shared_item(relation, *provider, relation.partner.tenant_id)?;
        self.put(item, expression("attribute_not_exists(PK)"), |_| Ok(ConsentRefusal::Moved))
    }
}
