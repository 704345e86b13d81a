//! What a customer's acceptance is decided on: the same for the page that asks for it.

use tandem_domain::agreement::Agreement;
use tandem_domain::customer::{Customer, CustomerPartner};
use tandem_domain::delegated_admin::{DelegatedAdmin, Holders, Notices, Privileges};
use tandem_domain::organisation::Organisation;
use tandem_domain::partnership::Partnership;
use tandem_domain::relationship_request::{
    Consent, ConsentSituation, CustomerTerms, Invitation, RequestKind, Used,
};
use tandem_domain::write::Person;
use tandem_domain::{EmailAddress, Fault, Halt, RequestId, TenantId, Write};

use crate::Store;
use crate::customers::DomainLock;
use crate::keys::{self, Key};
use crate::privileges::{contacts, privileges_of};
use crate::replay::not_done;

/// What a customer's acceptance is decided on.
#[derive(Debug)]
pub struct Consenting {
    pub invitation: Option<Invitation>,
    used: Option<Used>,
    /// The tenant as a partner.
    organisation: Option<Organisation>,
    pub customer: Option<Customer>,
    pub agreement: Option<Agreement>,
    domain_taken: bool,
    /// The tenant's relationships with the partners that the invitation names.
    pub relations: Vec<CustomerPartner>,
    is_shared: bool,
    sender: Option<Organisation>,
    partnership: Option<Partnership>,
    pub privileges: Privileges,
    /// The organisations that hold a service that one partner only may hold.
    holders: Vec<Organisation>,
}

impl Consenting {
    /// What the rule looks at. `notices`: where the partners concerned hear of it.
    #[must_use]
    pub fn seen<'a>(&'a self, notices: &'a Notices) -> ConsentSituation<'a> {
        ConsentSituation {
            invitation: self.invitation.as_ref(),
            used: self.used.as_ref(),
            organisation: self.organisation.as_ref(),
            customer: self.customer.as_ref(),
            agreement: self.agreement.as_ref(),
            domain_taken: self.domain_taken,
            relations: &self.relations,
            is_shared: self.is_shared,
            sender: self.sender.as_ref(),
            partnership: self.partnership.as_ref(),
            privileges: &self.privileges,
            notices,
        }
    }

    /// The contacts of those who hold services, as far as they are known.
    pub fn contacts(&self) -> impl Iterator<Item = (TenantId, EmailAddress)> + '_ {
        contacts(&self.holders)
    }
}

/// The keys that depend on nothing but the caller and what it says: the same for every invitation, and
/// for none (L5).
struct Keys {
    request: Key,
    used: Key,
    organisation: Key,
    customer: Key,
    agreement: Key,
    holders: Key,
}

impl Keys {
    fn of(id: RequestId, own: TenantId) -> Self {
        Self {
            request: keys::request(id),
            used: keys::used(id, own),
            organisation: keys::organisation(own),
            customer: keys::customer(own),
            agreement: keys::agreement(own),
            holders: keys::holders(own),
        }
    }

    fn all(&self) -> [Key; 6] {
        [&self.request, &self.used, &self.organisation, &self.customer, &self.agreement, &self.holders]
            .map(Clone::clone)
    }
}

impl Store {
    /// What the page of an invitation shows a customer's people: the same as is decided on, in two
    /// reads. Whoever is no party to it costs the first only, as an unknown key does (L5).
    pub async fn consenting(&self, person: &Person, id: RequestId) -> Result<Consenting, Halt> {
        self.consent_seen(person, id, None, None).await
    }

    /// Two reads for [`tandem_domain::relationship_request::consent`].
    pub async fn for_consent(
        &self,
        write: &Write,
        id: RequestId,
        command: &Consent,
    ) -> Result<Consenting, Halt> {
        self.consent_seen(&write.person, id, Some(write), Some(command)).await
    }

    async fn consent_seen(
        &self,
        person: &Person,
        id: RequestId,
        write: Option<&Write>,
        command: Option<&Consent>,
    ) -> Result<Consenting, Halt> {
        let own = person.tenant_id;
        let keys = Keys::of(id, own);
        let done = write.map(|write| (write, keys::write(&write.replay_key)));
        let wanted = keys.all().into_iter().chain(done.as_ref().map(|(_, key)| key.clone()));
        let mut found = self.fetch(wanted).await?;
        if let Some((write, key)) = &done {
            not_done(found.take(key)?, write)?;
        }
        let invitation = found.take_invitation(&keys.request)?;
        let holders = found.take_holders(&keys.holders)?;
        let mut seen = Consenting {
            used: found.take(&keys.used)?,
            organisation: found.take(&keys.organisation)?,
            customer: found.take(&keys.customer)?,
            agreement: found.take(&keys.agreement)?,
            domain_taken: false,
            relations: Vec::new(),
            is_shared: false,
            sender: None,
            partnership: None,
            privileges: Privileges::none(own, false),
            holders: Vec::new(),
            invitation: None,
        };
        if let Some(terms) = invitation.as_ref().and_then(|invitation| terms_for(invitation, person)) {
            self.of_partners(own, terms, holders, command, &mut seen).await?;
        }
        seen.invitation = invitation;
        Ok(seen)
    }

    /// What is known once the invitation is: the relationships with those whom it names, and what they
    /// and those in their way hold.
    async fn of_partners(
        &self,
        own: TenantId,
        (sender, terms): (TenantId, &CustomerTerms),
        holders: Holders,
        command: Option<&Consent>,
        seen: &mut Consenting,
    ) -> Result<(), Fault> {
        let provider = terms.provider.as_ref().map(|provider| provider.tenant_id);
        let others: Vec<_> =
            holders.values().map(|holder| holder.tenant_id).filter(|t| *t != sender).collect();
        let relations: Vec<_> =
            [Some(sender), provider].into_iter().flatten().map(|p| keys::customer_partner(own, p)).collect();
        let admins: Vec<_> =
            std::iter::once(&sender).chain(&others).map(|p| keys::delegated_admin(own, *p)).collect();
        let organisations: Vec<_> = others.iter().map(|other| keys::organisation(*other)).collect();
        let asking = keys::organisation(sender);
        let joint = provider.map(|p| (keys::partnership(p, sender), keys::shared_customer(own, p, sender)));
        let new = command.and_then(|command| command.organisation.as_ref());
        let domain = new.map(|new| keys::domain(terms.cloud, &new.domain));
        let wanted = relations.iter().chain(&admins).chain(&organisations).chain(&domain).cloned();
        let wanted =
            wanted.chain([asking.clone()]).chain(joint.iter().flat_map(|(p, s)| [p.clone(), s.clone()]));
        let mut found = self.fetch(wanted).await?;
        seen.relations =
            relations.iter().filter_map(|key| found.take(key).transpose()).collect::<Result<_, _>>()?;
        let admins: Vec<DelegatedAdmin> =
            admins.iter().filter_map(|key| found.take(key).transpose()).collect::<Result<_, _>>()?;
        let as_holder = organisations.iter().filter_map(|key| found.take(key).transpose());
        seen.holders = as_holder.collect::<Result<_, _>>()?;
        seen.sender = found.take(&asking)?;
        if let Some((partnership, shared)) = &joint {
            seen.partnership = found.take(partnership)?;
            seen.is_shared = found.has(shared);
        }
        let lock: Option<DomainLock> = domain.map_or(Ok(None), |domain| found.take(&domain))?;
        // The tenant's own lock is that of another acceptance, since the first read.
        seen.domain_taken = lock.is_some_and(|lock| lock.customer_id != own);
        seen.privileges = privileges_of(own, seen.customer.as_ref(), admins, holders);
        if seen.customer.is_none() && terms.cloud.rules().one_holder_per_service {
            seen.privileges.holders = Some(Holders::new());
        }
        Ok(())
    }
}

/// What a customer is asked for by this invitation, if the person is one whom it asks.
fn terms_for<'a>(invitation: &'a Invitation, person: &Person) -> Option<(TenantId, &'a CustomerTerms)> {
    let terms = invitation.terms();
    let asks = terms.kind == RequestKind::CustomerRelationship
        && invitation.standing_of(person) == tandem_domain::policy::Standing::Recipient;
    terms.customer.filter(|_| asks).map(|customer| (terms.sender.tenant_id, customer))
}
