//! A customer accepts an invitation (Z8, I4, I5, I7, I8, I10).
//!
//! One act establishes the relationships that aren't there yet, accepts the agreement if that hasn't
//! happened, and grants the privileges that the customer leaves ticked. On a relationship that is there
//! it adds privileges only: nothing else moves (I8). A tenant seen for the first time gives its company
//! profile and becomes a customer.

use super::answer::{accepted_request, confirmed, may_answer, outcome_mail};
use super::new_tenant::the_customer;
use super::{
    Answered, Consented, CustomerTerms, Invitation, NewTenant, OverReason, Recipient, RelationshipRequest,
    RequestKind, RequestState, Used,
};
use crate::address::Contact;
use crate::agreement::Agreement;
use crate::customer::{Customer, CustomerPartner, PartnerRole};
use crate::delegated_admin::{Basis, Granting, Notices, Privileges, Service};
use crate::organisation::{Organisation, OrganisationKind, Partner};
use crate::partnership::Partnership;
use crate::policy::Action;
use crate::terms::TermsDigest;
use crate::write::Write;
use crate::{LinkKey, Rejection, RequestId};

/// What the customer's global admin confirms.
#[derive(Clone, Debug)]
pub struct Consent {
    /// The digest of the terms that were shown.
    pub terms_digest: TermsDigest,
    /// The ticked box.
    pub confirmed: bool,
    /// The person who accepts the agreement, if it is accepted with this.
    pub agreement: Option<Contact>,
    /// The profile of a tenant that isn't known yet.
    pub organisation: Option<NewTenant>,
    /// The services that privileges are granted for; all that are asked if left out.
    pub services: Option<Vec<Service>>,
    /// The services that are taken from another holder (A2).
    pub reassign: Vec<Service>,
}

/// What the rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct ConsentSituation<'a> {
    pub invitation: Option<&'a Invitation>,
    /// What the tenant used this open link for before.
    pub used: Option<&'a Used>,
    /// The tenant's organisation, if it is a partner as well.
    pub organisation: Option<&'a Organisation>,
    pub customer: Option<&'a Customer>,
    pub agreement: Option<&'a Agreement>,
    /// Whether the new tenant's domain is taken in the invitation's cloud.
    pub domain_taken: bool,
    /// The customer's relationships with the partners that the invitation names.
    pub relations: &'a [CustomerPartner],
    /// Whether the reseller and the provider share the customer already.
    pub is_shared: bool,
    /// The inviting organisation as it is today.
    pub sender: Option<&'a Organisation>,
    /// The reseller's partnership with the provider (I10).
    pub partnership: Option<&'a Partnership>,
    pub privileges: &'a Privileges,
    pub notices: &'a Notices,
}

/// Accepts an invitation for the tenant of the token. `key` is for the request that accepting an open
/// link makes; `outcome_link` makes the address in the mail to the one who invited, which is switched
/// off without it.
///
/// # Errors
/// Z8, L5: anyone but a global admin of the invited tenant. P2: over. P3: not confirmed, or other terms
/// than today's. C7, P7: another cloud or region. I5: the agreement isn't accepted. I10: the two aren't
/// partners any more. A2: another partner holds a service. A profile that is missing or not right.
pub fn consent(
    write: &Write,
    seen: ConsentSituation<'_>,
    command: &Consent,
    key: LinkKey,
    outcome_link: Option<impl FnOnce(&RelationshipRequest) -> String>,
) -> Result<Answered<Consented>, Rejection> {
    let kind = RequestKind::CustomerRelationship;
    let invitation = may_answer(write, seen.invitation, kind, Action::AnswerInvitation)?;
    let asked = invitation.terms().customer.ok_or(Rejection::NotFound)?;
    if let Some(before) = accepted_before(invitation, asked, seen, command) {
        return Ok(Answered::Before(before));
    }
    confirmed(write, invitation, seen.used, &command.terms_digest, command.confirmed)?;
    let services = granted(asked, command)?;
    let sender = still_inviting(invitation, asked, seen)?;
    if asked.provider.as_ref().is_some_and(|provider| provider.tenant_id == write.person.tenant_id) {
        return Err(Rejection::WrongPartnerKind);
    }
    let customer = the_customer(write, asked, seen, command, &sender)?;
    let agreement = agreed(write, asked, seen, command)?;
    let joint = asked.provider.as_ref().map(|provider| (provider.tenant_id, sender.tenant_id));
    let via = joint.map(|(provider, _)| provider);
    let granting =
        Granting { partner: &sender, via, basis: Basis::Customer, granted_by: customer.id, now: write.now };
    let mut privileges = seen.privileges.clone();
    privileges.grant(granting, &services, &command.reassign)?;
    let recipient = Recipient {
        tenant_id: Some(customer.id),
        name: Some(customer.company_name.clone()),
        mpn_id: None,
        email: None,
    };
    let (mut request, passage) = accepted_request(write, invitation, recipient, seen.used, key);
    request.granted = services;
    let consented = Consented {
        expected_digest: invitation.expected_digest().clone(),
        partners: new_partners(&customer, &sender, asked, seen, &request),
        kept: seen.relations.iter().map(|relation| relation.partner.tenant_id).collect(),
        shared: via
            .filter(|_| !seen.is_shared)
            .map(|provider| (provider, begun(&customer, &sender, PartnerRole::Reseller, &request))),
        relies_on: joint,
        mails: Vec::from_iter(outcome_link.and_then(|link| outcome_mail(&request, write, link(&request)))),
        audit: Vec::new(),
        customer_version: seen.customer.map(|customer| customer.version),
        customer,
        agreement,
        privileges: privileges.since(seen.privileges, &write.operation),
        passage,
        request,
    };
    Ok(Answered::Now(Box::new(consented.told(write, invitation, seen))))
}

/// The request that the tenant accepted by this invitation, if what it asks for now is so already.
fn accepted_before(
    invitation: &Invitation,
    asked: &CustomerTerms,
    seen: ConsentSituation<'_>,
    command: &Consent,
) -> Option<RequestId> {
    match invitation {
        Invitation::Addressed(request) => (request.state == RequestState::Accepted).then_some(request.id),
        Invitation::Open(link) => {
            let used = seen.used?;
            let related = |partner: &Partner| {
                seen.relations.iter().any(|relation| relation.partner.tenant_id == partner.tenant_id)
            };
            let wanted = command.services.as_ref().unwrap_or(&asked.delegated_admin);
            let holds = |service: &Service| seen.privileges.covers(link.sender.tenant_id, *service);
            let stands =
                std::iter::once(&link.sender).chain(&asked.provider).all(related) && wanted.iter().all(holds);
            stands.then_some(used.request_id)
        }
    }
}

/// The services that are granted: what was asked for, less what the customer left out (I3). What is
/// taken from another holder must be among them.
fn granted(asked: &CustomerTerms, command: &Consent) -> Result<Vec<Service>, Rejection> {
    let services = granted_services(asked, command)?;
    if command.reassign.iter().all(|service| services.contains(service)) {
        Ok(services)
    } else {
        Err(Rejection::field("reassign", "must hold services that are granted, and no other"))
    }
}

fn granted_services(asked: &CustomerTerms, command: &Consent) -> Result<Vec<Service>, Rejection> {
    let Some(services) = &command.services else { return Ok(asked.delegated_admin.clone()) };
    if !services.iter().all(|service| asked.delegated_admin.contains(service)) {
        return Err(Rejection::field("services", "must hold services that are asked for, and no other"));
    }
    let granted: Vec<_> =
        asked.delegated_admin.iter().filter(|service| services.contains(service)).copied().collect();
    if granted.len() < asked.delegated_admin.len() && !asked.cloud.rules().privileges_can_be_left_out {
        let rule = format!("must hold every service that is asked for in the cloud {}", asked.cloud);
        return Err(Rejection::field("services", rule));
    }
    Ok(granted)
}

/// The agreement that is accepted with it, if there is none yet (I5).
fn agreed(
    write: &Write,
    asked: &CustomerTerms,
    seen: ConsentSituation<'_>,
    command: &Consent,
) -> Result<Option<Agreement>, Rejection> {
    match (seen.agreement, &command.agreement) {
        (Some(_), _) => Ok(None),
        (None, Some(contact)) => Ok(Some(Agreement::accepted(asked.agreement(), contact.clone(), write))),
        (None, None) => Err(Rejection::AgreementNotAccepted),
    }
}

/// The one who invites, if it still may (E5), with the provider that it named (I10).
fn still_inviting(
    invitation: &Invitation,
    asked: &CustomerTerms,
    seen: ConsentSituation<'_>,
) -> Result<Partner, Rejection> {
    let active = seen.sender.is_some_and(|sender| sender.is_provider() || sender.is_reseller());
    if !active || (asked.provider.is_some() && !seen.partnership.is_some_and(Partnership::is_active)) {
        return Err(Rejection::InvitationOver(OverReason::NoLongerPartners));
    }
    Ok(invitation.terms().sender.clone())
}

/// The relationships that aren't there yet (I7).
fn new_partners(
    customer: &Customer,
    sender: &Partner,
    asked: &CustomerTerms,
    seen: ConsentSituation<'_>,
    request: &RelationshipRequest,
) -> Vec<CustomerPartner> {
    let is_new = |partner: &&Partner| {
        !seen.relations.iter().any(|relation| relation.partner.tenant_id == partner.tenant_id)
    };
    let of_reseller = seen.sender.is_some_and(|sender| sender.kind == OrganisationKind::IndirectReseller);
    let role_of = |partner: &Partner| {
        let is_reseller = of_reseller && partner.tenant_id == sender.tenant_id;
        if is_reseller { PartnerRole::Reseller } else { PartnerRole::Provider }
    };
    let partners = std::iter::once(sender).chain(&asked.provider).filter(is_new);
    partners.map(|partner| begun(customer, partner, role_of(partner), request)).collect()
}

/// A relationship that begins with the acceptance of a request.
fn begun(
    customer: &Customer,
    partner: &Partner,
    role: PartnerRole,
    request: &RelationshipRequest,
) -> CustomerPartner {
    CustomerPartner {
        customer_id: customer.id,
        partner: partner.clone(),
        role,
        since: request.changed,
        company_name: customer.company_name.clone(),
        domain: customer.domain.clone(),
        active_subscriptions: 0,
        request_id: Some(request.id),
    }
}
