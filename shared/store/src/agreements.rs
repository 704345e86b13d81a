//! What customers have accepted.

use tandem_domain::agreement::{Agreement, Attested};
use tandem_domain::customer::{Customer, CustomerPartner};
use tandem_domain::paging::PageRequest;
use tandem_domain::{CustomerId, Fault, Halt, Rejection, SavedAnswer, TenantId, Write};

use crate::Store;
use crate::expression::expression;
use crate::item::item;
use crate::keys::{self, prefix};
use crate::of_customer::OfCustomer;
use crate::replay::not_done;
use crate::transaction::{NotCommitted, Transaction};

/// A customer and its acceptance of the agreement, as one of its parties sees them.
#[derive(Debug)]
pub struct ForAgreement {
    pub customer: Option<Customer>,
    /// The caller's relationship with the customer.
    pub relation: Option<CustomerPartner>,
    pub agreement: Option<Agreement>,
}

impl Store {
    /// One read for [`tandem_domain::agreement::attest`].
    pub async fn for_attestation(&self, write: &Write, customer: CustomerId) -> Result<ForAgreement, Halt> {
        self.agreement_seen(customer, write.person.tenant_id, Some(write)).await
    }

    /// Whether a customer accepted the agreement, in one read.
    pub async fn agreement(&self, customer: CustomerId, caller: TenantId) -> Result<ForAgreement, Halt> {
        self.agreement_seen(customer, caller, None).await
    }

    async fn agreement_seen(
        &self,
        customer: CustomerId,
        caller: TenantId,
        write: Option<&Write>,
    ) -> Result<ForAgreement, Halt> {
        let keys @ [known, relation, agreement] =
            &[keys::customer(customer), keys::customer_partner(customer, caller), keys::agreement(customer)];
        let done = write.map(|write| (write, keys::write(&write.replay_key)));
        let wanted = keys.iter().chain(done.as_ref().map(|(_, key)| key)).cloned();
        let mut found = self.fetch(wanted).await?;
        if let Some((write, key)) = &done {
            not_done(found.take(key)?, write)?;
        }
        Ok(ForAgreement {
            customer: found.take(known)?,
            relation: found.take(relation)?,
            agreement: found.take(agreement)?,
        })
    }

    /// Commits an attested acceptance.
    pub async fn attest(
        &self,
        write: &Write,
        attested: &Attested,
        answer: &SavedAnswer,
    ) -> Result<(), NotCommitted<Rejection>> {
        let mut change = self.transaction(write);
        // Of two that attest at once the first wins.
        change.attest(attested.customer_id, &attested.agreement)?;
        change.require_partner(attested.customer_id, write.person.tenant_id)?;
        change.record(write, &attested.audit)?;
        change.commit(answer).await
    }

    /// What a customer has accepted.
    pub async fn agreements(
        &self,
        customer: CustomerId,
        caller: TenantId,
        page: &PageRequest,
    ) -> Result<OfCustomer<Agreement>, Fault> {
        self.of_customer((customer, caller), prefix::AGREEMENT, None, page).await
    }
}

impl Transaction<'_, Rejection> {
    /// Keeps an acceptance that isn't there yet.
    pub(crate) fn attest(&mut self, customer: CustomerId, agreement: &Agreement) -> Result<(), Fault> {
        let kept = item(keys::agreement(customer), "agreement", agreement)?;
        self.put(kept, expression("attribute_not_exists(PK)"), |_| Ok(Rejection::AgreementExists))
    }
}
