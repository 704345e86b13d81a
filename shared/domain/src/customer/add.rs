//! Adding a customer (Z4, C1–C3), with or without a reseller, an agreement and a first order.

use serde_json::json;

use super::check::{self, FieldNames};
use super::{Customer, CustomerPartner, DomainName, PartnerRole};
use crate::address::{Address, Contact};
use crate::agreement::{Agreement, AgreementGiven};
use crate::audit::{AuditRecord, Operation, Resource};
use crate::delegated_admin::{Basis, Granting, PrivilegesChanged};
use crate::language::{Culture, LanguageCode};
use crate::order::{Catalogue, PlaceOrder, Placed, Placement, place};
use crate::organisation::{Organisation, Partner};
use crate::partnership::Partnership;
use crate::policy::{Action, Standing, permit};
use crate::text::{CompanyName, RegistrationNumber};
use crate::user::User;
use crate::write::Write;
use crate::{CustomerId, Rejection, TenantId};

const NAMES: FieldNames = FieldNames {
    address: "billingProfile.defaultAddress",
    country: "billingProfile.defaultAddress.country",
    phone_number: "billingProfile.defaultAddress.phoneNumber",
    registration_number: "companyProfile.organizationRegistrationNumber",
};

/// The customer to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCustomer {
    pub company_name: CompanyName,
    pub domain: DomainName,
    pub registration_number: Option<RegistrationNumber>,
    pub address: Address,
    pub contact: Contact,
    pub culture: Culture,
    pub language: LanguageCode,
    /// The reseller it is added for.
    pub associated_partner_id: Option<TenantId>,
    pub agreement: Option<AgreementGiven>,
    pub order: Option<PlaceOrder>,
}

/// What the rule looks at.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    pub caller: Option<&'a Organisation>,
    /// The caller's partnership with the reseller it adds for.
    pub partnership: Option<&'a Partnership>,
    /// Whether the domain is taken, as far as known before the write.
    pub domain_taken: bool,
    pub catalogue: Catalogue<'a>,
}

/// Everything that adding a customer writes. Commit it together, under the conditions that the
/// domain is free, the partnership is active and the partner IDs are usable.
#[derive(Clone, Debug)]
pub struct Added {
    pub customer: Customer,
    /// The provider first, then the reseller if there is one.
    pub partners: Vec<CustomerPartner>,
    pub privileges: PrivilegesChanged,
    /// The customer's first user, its admin (C4).
    pub admin: User,
    pub agreement: Option<Agreement>,
    pub order: Option<Placed>,
    pub audit: Vec<AuditRecord>,
}

impl Added {
    #[must_use]
    pub fn provider(&self) -> TenantId {
        self.customer.added_by
    }

    #[must_use]
    pub fn reseller(&self) -> Option<TenantId> {
        self.customer.added_for
    }
}

/// Adds the customer. `new_id` makes random GUIDs.
///
/// # Errors
/// Z4: anyone but a provider's admin or sales agent. Otherwise every problem at once: a single one
/// keeps its own code, several become one [`Rejection::Invalid`] that lists them.
pub fn add(
    write: &Write,
    situation: Situation<'_>,
    command: &AddCustomer,
    mut new_id: impl FnMut() -> uuid::Uuid,
) -> Result<Added, Vec<Rejection>> {
    let provider = permitted(write, situation.caller).map_err(|rejection| vec![rejection])?;
    let mut problems = Vec::new();
    if !command.domain.is_default_in(provider.cloud) {
        let rule = format!("must end in {}", provider.cloud.rules().domain_suffix);
        problems.push(Rejection::field("companyProfile.domain", rule));
    } else if situation.domain_taken {
        problems.push(Rejection::DomainTaken { field: "companyProfile.domain" });
    }
    if provider.cloud.joins(provider.country, command.address.country) {
        let number = command.registration_number.as_ref();
        problems.extend(check::problems(&command.address, &command.contact, number, NAMES));
    } else {
        // What the rules of that country are is of no use to whoever can't work there.
        problems.push(Rejection::DifferentCloudOrRegion { field: NAMES.country });
    }
    let reseller = match reseller_of(situation, command, &provider) {
        Ok(reseller) => reseller,
        Err(rejection) => {
            problems.push(rejection);
            None
        }
    };
    match &command.agreement {
        Some(given) => problems.extend(given.problem(provider.cloud, "agreement.")),
        None if command.order.is_some() => problems.push(Rejection::AgreementMissing),
        None => {}
    }
    let id = CustomerId::new(new_id());
    let order = command.order.as_ref().and_then(|order| {
        let placement = Placement {
            customer_id: id,
            ordered_by: provider.tenant_id,
            cloud: provider.cloud,
            provider_country: provider.country,
            customer_country: command.address.country,
            now: write.now,
        };
        place(order, situation.catalogue, placement, "order.", &mut new_id)
            .map_err(|more| problems.extend(more.into_iter().map(Rejection::from)))
            .ok()
    });
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(added(write, command, id, provider, reseller, order))
}

fn permitted(write: &Write, caller: Option<&Organisation>) -> Result<Partner, Rejection> {
    let provider = caller.filter(|caller| caller.is_provider()).and_then(Organisation::as_partner);
    let standing = if provider.is_some() { Standing::Provider } else { Standing::Other };
    permit(Action::AddCustomer, standing, &write.person.roles)?;
    provider.ok_or(Rejection::WrongPartnerKind)
}

/// The reseller to add for: an active partner of the provider that may work in the customer's country.
fn reseller_of(
    situation: Situation<'_>,
    command: &AddCustomer,
    provider: &Partner,
) -> Result<Option<Partner>, Rejection> {
    if command.associated_partner_id.is_none() {
        return Ok(None);
    }
    let partnership = situation.partnership.filter(|p| p.is_active()).ok_or(Rejection::NotPartners)?;
    // A country that is the provider's problem already isn't told as the reseller's as well.
    let country = command.address.country;
    let country = if provider.cloud.joins(provider.country, country) { country } else { provider.country };
    if partnership.reseller.may_work_with(provider.cloud, country) {
        Ok(Some(partnership.reseller.clone()))
    } else {
        Err(Rejection::DifferentCloudOrRegion { field: "associatedPartnerId" })
    }
}

fn added(
    write: &Write,
    command: &AddCustomer,
    id: CustomerId,
    provider: Partner,
    reseller: Option<Partner>,
    order: Option<Placed>,
) -> Added {
    let provider_id = provider.tenant_id;
    let reseller_id = reseller.as_ref().map(|reseller| reseller.tenant_id);
    let customer = Customer {
        id,
        company_name: command.company_name.clone(),
        domain: command.domain.clone(),
        registration_number: command.registration_number.clone(),
        cloud: provider.cloud,
        country: command.address.country,
        address: command.address.clone(),
        contact: command.contact.clone(),
        culture: command.culture.clone(),
        language: command.language.clone(),
        added_by: provider_id,
        added_for: reseller_id,
        created: write.now,
        version: 1,
    };
    let partner = |partner, role| CustomerPartner {
        customer_id: id,
        partner,
        role,
        since: write.now,
        company_name: customer.company_name.clone(),
        domain: customer.domain.clone(),
        active_subscriptions: 0,
        request_id: None,
    };
    let ordered = order.as_ref().map_or(0, |placed| placed.subscriptions.len());
    // C2: the reseller holds the privileges if there is one, else the provider.
    let holder = reseller.as_ref().unwrap_or(&provider).clone();
    let granting = Granting {
        partner: &holder,
        via: reseller_id.map(|_| provider_id),
        basis: Basis::Customer,
        granted_by: provider_id,
        now: write.now,
    };
    let one_holder = customer.cloud.rules().one_holder_per_service;
    let privileges = PrivilegesChanged::every_service(id, one_holder, granting, &write.operation);
    let mut partners = vec![CustomerPartner {
        active_subscriptions: u32::try_from(ordered).unwrap_or(u32::MAX),
        ..partner(provider, PartnerRole::Provider)
    }];
    partners.extend(reseller.map(|reseller| partner(reseller, PartnerRole::Reseller)));
    let agreement = command.agreement.as_ref().map(|given| Agreement::attested(given, &write.person));
    let audit = records(&customer, holder.tenant_id, agreement.as_ref(), order.as_ref());
    let admin = User::first_admin(&customer, write.now);
    Added { customer, partners, privileges, admin, agreement, order, audit }
}

fn records(
    customer: &Customer,
    privileges_of: TenantId,
    agreement: Option<&Agreement>,
    order: Option<&Placed>,
) -> Vec<AuditRecord> {
    let record = |operation, resource, resource_id: String, new| AuditRecord {
        organisation: customer.added_by,
        customer_id: Some(customer.id),
        customer_name: Some(customer.company_name.clone()),
        operation,
        resource,
        resource_id,
        old: None,
        new: Some(new),
    };
    let mut records = vec![record(
        Operation::AddCustomer,
        Resource::Customer,
        customer.id.to_string(),
        json!({
            "domain": customer.domain.as_str(), "indirectProvider": customer.added_by,
            "indirectReseller": customer.added_for, "delegatedAdmin": privileges_of,
        }),
    )];
    records.extend(agreement.map(|agreement| agreement.record(customer)));
    let parties: Vec<_> =
        [Some(customer.added_by), customer.added_for, Some(customer.id)].into_iter().flatten().collect();
    let of_all = records.into_iter().flat_map(|record| record.for_each(parties.iter().copied()));
    of_all.chain(order.into_iter().flat_map(|placed| placed.records(customer))).collect()
}
