//! A tenant's global admin takes privileges back, or gives a service's to another partner (Z9, A3).

use std::collections::BTreeMap;

use serde_json::json;

use super::privileges::Granting;
use super::{Basis, Privileges, PrivilegesChange, PrivilegesChanged, Service};
use crate::audit::{AuditRecord, Operation, Resource};
use crate::customer::Customer;
use crate::organisation::Partner;
use crate::outbox::{MailContent, OwedMail};
use crate::policy::{Action, Standing, permit};
use crate::write::{Person, Write};
use crate::{EmailAddress, Language, Rejection, RequestId, TenantId};

/// The tenant whose privileges these are, as those concerned know it.
#[derive(Clone, Copy, Debug)]
pub struct Tenancy<'a> {
    pub tenant_id: TenantId,
    /// Its record as a customer; a reseller that is nobody's customer has none (P4).
    pub customer: Option<&'a Customer>,
    pub name: Option<&'a str>,
}

/// Where a partner hears of what happens to its privileges, and where it can look (P9).
#[derive(Clone, Debug, Default)]
pub struct Notices {
    /// The contacts of the partners concerned, as far as they are known; none if such mail is switched
    /// off.
    pub contacts: BTreeMap<TenantId, EmailAddress>,
    /// The page that shows the tenant's partners.
    pub url: String,
}

/// Privileges that changed, with the records and mails about it.
#[derive(Clone, Debug)]
pub struct Managed {
    pub changed: PrivilegesChanged,
    pub mails: Vec<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// Z12, T6: anyone of the tenant reads who holds privileges in it.
///
/// # Errors
/// A person without any role.
pub fn may_read(person: &Person) -> Result<(), Rejection> {
    permit(Action::ReadDelegatedAdmin, Standing::Tenant, &person.roles)
}

/// Takes a partner's privileges back: for one service, or all (A3). `Ok(None)`: it holds none of them.
///
/// # Errors
/// Z9: anyone but a global admin of the tenant.
pub fn take_back(
    write: &Write,
    tenancy: Tenancy<'_>,
    present: &Privileges,
    partner: TenantId,
    service: Option<Service>,
    notices: &Notices,
) -> Result<Option<Managed>, Rejection> {
    permit(Action::ChangeDelegatedAdmin, Standing::Tenant, &write.person.roles)?;
    let mut after = present.clone();
    match service {
        Some(service) => after.take(partner, service),
        None => after.take_all(partner),
    }
    Ok(managed(write, tenancy, after.since(present, &write.operation), notices))
}

/// Makes a partner the one that holds a service; whoever else held it no longer does (A2). `basis` is
/// what makes it a partner. `Ok(None)`: it is so already.
///
/// # Errors
/// Z9: anyone but a global admin of the tenant. `partner` is none of its partners.
pub fn hand_over(
    write: &Write,
    tenancy: Tenancy<'_>,
    present: &Privileges,
    partner: Option<(&Partner, Basis)>,
    service: Service,
    notices: &Notices,
) -> Result<Option<Managed>, Rejection> {
    permit(Action::ChangeDelegatedAdmin, Standing::Tenant, &write.person.roles)?;
    let (partner, basis) =
        partner.ok_or_else(|| Rejection::field("tenantId", "must be the tenant of one of your partners"))?;
    let mut after = present.clone();
    for (other, _) in present.of.keys().filter(|(other, _)| *other != partner.tenant_id) {
        after.take(*other, service);
    }
    let granting = Granting { partner, via: None, basis, granted_by: tenancy.tenant_id, now: write.now };
    after.give(granting, service);
    Ok(managed(write, tenancy, after.since(present, &write.operation), notices))
}

fn managed(
    write: &Write,
    tenancy: Tenancy<'_>,
    changed: PrivilegesChanged,
    notices: &Notices,
) -> Option<Managed> {
    if changed.is_nothing() {
        return None;
    }
    let audit = changed.partners.iter().flat_map(|change| tenancy.records(change)).collect();
    Some(Managed { mails: notices.mails(write, tenancy, &changed, None), audit, changed })
}

impl<'a> Tenancy<'a> {
    #[must_use]
    pub fn of_customer(customer: &'a Customer) -> Self {
        Self { tenant_id: customer.id, customer: Some(customer), name: Some(customer.company_name.as_str()) }
    }

    /// The records of a change of one partner's privileges, on its side and the tenant's.
    pub(crate) fn records(&self, change: &PrivilegesChange) -> Vec<AuditRecord> {
        let Some((partner, tenant)) = change.parties() else { return Vec::new() };
        let services = |admin: &Option<super::DelegatedAdmin>| -> Vec<Service> {
            admin.iter().flat_map(|admin| admin.services.keys().copied()).collect()
        };
        let (old, new) = (services(&change.before), services(&change.after));
        let customer = self.customer.filter(|_| change.basis() == Basis::Customer);
        let record = |operation| AuditRecord {
            organisation: partner,
            customer_id: customer.map(|customer| customer.id),
            customer_name: customer.map(|customer| customer.company_name.clone()),
            operation,
            resource: match change.basis() {
                Basis::Customer => Resource::PartnerCustomerDap,
                Basis::Partnership => Resource::IndirectProviderIndirectResellerDap,
            },
            resource_id: format!("{partner}_{tenant}"),
            old: Some(json!({"partner": partner, "allowDelegatedAccess": !old.is_empty(), "services": old})),
            new: Some(json!({"partner": partner, "allowDelegatedAccess": !new.is_empty(), "services": new})),
        };
        let granted = (!change.granted().is_empty()).then(|| record(Operation::DapAdminRelationshipApproved));
        let taken = (!change.taken().is_empty()).then(|| record(Operation::DapAdminRelationshipTerminated));
        granted.into_iter().chain(taken).flat_map(|record| record.for_each([partner, tenant])).collect()
    }
}

impl Notices {
    /// The mails about a change to the partners that it is about, less the one that `knows`.
    pub(crate) fn mails(
        &self,
        write: &Write,
        tenancy: Tenancy<'_>,
        changed: &PrivilegesChanged,
        knows: Option<TenantId>,
    ) -> Vec<OwedMail> {
        let told = changed
            .partners
            .iter()
            .filter(|change| knows.is_none() || change.parties().map(|(p, _)| p) != knows);
        // The first number is that of the mail about the whole act.
        told.enumerate()
            .filter_map(|(number, change)| self.mail(write, tenancy, change, number + 1))
            .collect()
    }

    /// The mail that tells a partner what changed, if its contact is known. It is in English: what
    /// language the contact reads isn't known.
    fn mail(
        &self,
        write: &Write,
        tenancy: Tenancy<'_>,
        change: &PrivilegesChange,
        number: usize,
    ) -> Option<OwedMail> {
        let (partner, _) = change.parties()?;
        let id = numbered(&write.operation, number)?;
        Some(OwedMail {
            id: id.to_string(),
            request_id: RequestId::new(id),
            to: self.contacts.get(&partner)?.clone(),
            language: Language::default(),
            content: MailContent::PrivilegesChanged {
                // Names that look like links stay out of mails (M3).
                tenant_name: tenancy.name.and_then(|name| name.parse().ok()),
                granted: change.granted(),
                taken: change.taken(),
                url: self.url.clone(),
                changed: write.now,
            },
        })
    }
}

/// The id of the `number`th mail of a write; its own id is that of the first.
fn numbered(operation: &str, number: usize) -> Option<uuid::Uuid> {
    let operation = uuid::Uuid::try_parse(operation).ok()?;
    Some(uuid::Uuid::from_u128(operation.as_u128() ^ (number as u128)))
}
