//! Organisations that nobody enrolls: the program operator, with which a program begins, and the indirect
//! providers, which the operator registers (Z11).

#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use super::{Organisation, OrganisationKind};
use crate::audit::{AuditRecord, Operation, Resource, standing};
use crate::customer::DomainName;
use crate::enrollment::Application;
use crate::partner_id::{Holder, RegisteredPartnerId, may_enroll};
use crate::policy::{Action, permit};
use crate::profile::Profile;
use crate::rejection::PartnerIdProblem;
use crate::text::Name;
use crate::write::Write;
use crate::{Cloud, Country, Rejection, TenantId};

/// An organisation to register.
#[derive(Clone, Debug)]
pub struct RegisterOrganisation {
    pub tenant_id: TenantId,
    pub name: Name,
    pub domain: DomainName,
    pub country: Country,
    pub cloud: Cloud,
}

/// A provider to register. What is known of it is what a company that applies says of itself (E1).
#[derive(Clone, Debug)]
pub struct RegisterProvider {
    pub tenant_id: TenantId,
    pub application: Application,
}

/// What registering a provider is decided on.
#[derive(Clone, Copy, Debug, Default)]
pub struct ForRegistering<'a> {
    /// The organisation of whoever registers it.
    pub caller: Option<&'a Organisation>,
    /// What the tenant is already.
    pub organisation: Option<&'a Organisation>,
    pub profile: Option<&'a Profile>,
    /// What the registry says of the partner ID.
    pub registered: Option<&'a RegisteredPartnerId>,
}

/// A registered operator. Commit it under the condition that the program has none, and that the tenant is
/// no other organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct OperatorRegistered {
    pub organisation: Organisation,
    pub domain: DomainName,
    pub audit: Vec<AuditRecord>,
}

/// A registered provider. Commit all of it or nothing, under the conditions that the tenant is no partner
/// yet, that the partner ID is still what an account needs and nobody's, and the domain nobody else's.
#[derive(Clone, Debug, PartialEq)]
pub struct ProviderRegistered {
    pub organisation: Organisation,
    pub domain: DomainName,
    pub holder: Holder,
    pub profile: Profile,
    pub audit: Vec<AuditRecord>,
}

/// Registers who runs the program. Whoever can reach the table of a program without an operator may: there
/// is nobody yet who could be asked. `Ok(None)`: it is that organisation already.
///
/// # Errors
/// The program has another operator, or the tenant is a partner.
pub fn register_operator(
    write: &Write,
    operator: Option<&Organisation>,
    existing: Option<&Organisation>,
    command: &RegisterOrganisation,
) -> Result<Option<OperatorRegistered>, Rejection> {
    let organisation = command.organisation(OrganisationKind::Operator);
    match operator {
        Some(operator) if *operator == organisation => return Ok(None),
        Some(operator) => {
            let rule =
                format!("can't be the operator: {} is, of tenant {}", operator.name, operator.tenant_id);
            return Err(Rejection::field("tenant", rule));
        }
        None => no_other(existing, OrganisationKind::Operator)?,
    }
    let audit = record(write, &organisation, Operation::RegisterOperator, seen_of(&organisation));
    Ok(Some(OperatorRegistered { organisation, domain: command.domain.clone(), audit }))
}

/// Registers an indirect provider with its profile (Z11, Z18). Nobody confirms the primary contact's address:
/// the operator vouches for it. `Ok(None)`: it is registered like that already.
///
/// # Errors
/// Anybody but the operator's people; the tenant is a partner, or a provider of which something else is
/// known; what addresses and contacts must be; the partner ID can't be used by an account in that country,
/// or is another's.
pub fn register_provider(
    write: &Write,
    seen: ForRegistering<'_>,
    command: &RegisterProvider,
) -> Result<Option<ProviderRegistered>, Rejection> {
    permit(Action::RegisterProvider, standing(seen.caller), &write.person.roles)?;
    let application = &command.application;
    let (organisation, profile) = (command.organisation(), Profile::of(command.tenant_id, application));
    let holder = seen.registered.and_then(|entry| entry.holder.as_ref()).map(|holder| holder.tenant_id);
    let is_known =
        seen.organisation == Some(&organisation) && seen.profile.is_some_and(|old| says(old, application));
    if is_known && holder == Some(organisation.tenant_id) {
        return Ok(None);
    }
    no_other(seen.organisation, OrganisationKind::Customer)?;
    let mut problems = application.legal_business.problems("legalBusiness");
    problems.extend(application.support.problems("support"));
    if !problems.is_empty() {
        return Err(Rejection::Invalid(problems));
    }
    may_enroll(application.mpn_id, seen.registered, organisation.country)?;
    if holder.is_some() {
        return Err(Rejection::PartnerId { mpn_id: application.mpn_id, problem: PartnerIdProblem::Taken });
    }
    let new = seen_of_provider(&organisation, application);
    Ok(Some(ProviderRegistered {
        domain: application.domain.clone(),
        holder: Holder::of(&organisation, Some(application.support.clone())),
        audit: record(write, &organisation, Operation::RegisterProvider, new),
        organisation,
        profile,
    }))
}

/// Whether a profile says what an application does, however often it was changed in between.
fn says(profile: &Profile, application: &Application) -> bool {
    profile.legal_business == application.legal_business
        && profile.support == application.support
        && profile.language == application.language
}

/// A tenant may be a customer at once, and no other kind of organisation (E7).
fn no_other(existing: Option<&Organisation>, kind: OrganisationKind) -> Result<(), Rejection> {
    match existing {
        Some(existing) if existing.kind != kind && existing.kind != OrganisationKind::Customer => {
            Err(Rejection::AlreadyEnrolled)
        }
        _ => Ok(()),
    }
}

/// A record on the operator's side and on the organisation's own, which may be the same (N3).
fn record(write: &Write, organisation: &Organisation, operation: Operation, new: Value) -> Vec<AuditRecord> {
    let operator = write.person.tenant_id;
    let record = AuditRecord {
        organisation: operator,
        customer_id: None,
        customer_name: None,
        operation,
        resource: Resource::Organisation,
        resource_id: organisation.tenant_id.to_string(),
        old: None,
        new: Some(new),
    };
    let own = Some(organisation.tenant_id).filter(|own| *own != operator);
    record.for_each([operator].into_iter().chain(own))
}

fn seen_of(organisation: &Organisation) -> Value {
    json!({
        "name": organisation.name, "domain": organisation.domain, "country": organisation.country,
        "cloud": organisation.cloud, "mpnId": organisation.mpn_id,
    })
}

fn seen_of_provider(organisation: &Organisation, application: &Application) -> Value {
    let mut seen = seen_of(organisation);
    seen["address"] = json!(application.legal_business.address);
    seen["primaryContact"] = json!(application.legal_business.primary_contact);
    seen["support"] = json!(application.support);
    seen["language"] = json!(application.language);
    seen
}

impl RegisterOrganisation {
    fn organisation(&self, kind: OrganisationKind) -> Organisation {
        Organisation {
            tenant_id: self.tenant_id,
            kind,
            name: self.name.clone(),
            mpn_id: None,
            domain: self.domain.to_string(),
            country: self.country,
            cloud: self.cloud,
            domain_confirmed: false,
            contact_email: None,
        }
    }
}

impl RegisterProvider {
    fn organisation(&self) -> Organisation {
        let application = &self.application;
        Organisation {
            tenant_id: self.tenant_id,
            kind: OrganisationKind::IndirectProvider,
            name: application.legal_business.company_name.clone(),
            mpn_id: Some(application.mpn_id),
            domain: application.domain.to_string(),
            country: application.country(),
            cloud: application.cloud,
            domain_confirmed: false,
            contact_email: Some(application.contact_email().clone()),
        }
    }
}
