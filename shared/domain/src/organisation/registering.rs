//! Organisations that nobody enrolls: the program operator, with which a program begins, and the indirect
//! providers, which the operator registers (Z11).

use serde_json::json;

use super::{Organisation, OrganisationKind};
use crate::audit::{AuditRecord, Operation, Resource, standing};
use crate::customer::DomainName;
use crate::partner_id::{Holder, RegisteredPartnerId, may_enroll};
use crate::policy::{Action, permit};
use crate::rejection::PartnerIdProblem;
use crate::text::Name;
use crate::write::Write;
use crate::{Cloud, Country, EmailAddress, PartnerId, Rejection, TenantId};

/// An organisation to register.
#[derive(Clone, Debug)]
pub struct RegisterOrganisation {
    pub tenant_id: TenantId,
    pub name: Name,
    pub domain: DomainName,
    pub country: Country,
    pub cloud: Cloud,
}

/// A provider to register.
#[derive(Clone, Debug)]
pub struct RegisterProvider {
    pub organisation: RegisterOrganisation,
    pub mpn_id: PartnerId,
    /// Where it hears of what its customers grant and take back.
    pub contact_email: Option<EmailAddress>,
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
    let audit = registered(&organisation, Operation::RegisterOperator, write.person.tenant_id);
    Ok(Some(OperatorRegistered { organisation, domain: command.domain.clone(), audit }))
}

/// Registers an indirect provider (Z11). `own` is the operator's organisation, `existing` what the tenant is
/// already, `entry` what the registry says of the partner ID. `Ok(None)`: it is registered like that already.
///
/// # Errors
/// Anybody but the operator's people; the tenant is a partner; the partner ID can't be used by an account in
/// that country, or is another's.
pub fn register_provider(
    write: &Write,
    own: Option<&Organisation>,
    existing: Option<&Organisation>,
    entry: Option<&RegisteredPartnerId>,
    command: &RegisterProvider,
) -> Result<Option<ProviderRegistered>, Rejection> {
    permit(Action::RegisterProvider, standing(own), &write.person.roles)?;
    let RegisterProvider { organisation, mpn_id, contact_email } = command;
    let organisation = Organisation {
        mpn_id: Some(*mpn_id),
        contact_email: contact_email.clone(),
        ..organisation.organisation(OrganisationKind::IndirectProvider)
    };
    let holder = entry.and_then(|entry| entry.holder.as_ref()).map(|holder| holder.tenant_id);
    if existing == Some(&organisation) && holder == Some(organisation.tenant_id) {
        return Ok(None);
    }
    no_other(existing, OrganisationKind::Customer)?;
    may_enroll(*mpn_id, entry, organisation.country)?;
    if holder.is_some() {
        return Err(Rejection::PartnerId { mpn_id: *mpn_id, problem: PartnerIdProblem::Taken });
    }
    let holder = Holder {
        tenant_id: organisation.tenant_id,
        kind: organisation.kind,
        name: organisation.name.clone(),
        cloud: organisation.cloud,
        country: organisation.country,
        agreement_active: true,
        support: None,
    };
    let audit = registered(&organisation, Operation::RegisterProvider, write.person.tenant_id);
    Ok(Some(ProviderRegistered { organisation, domain: command.organisation.domain.clone(), holder, audit }))
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
fn registered(organisation: &Organisation, operation: Operation, operator: TenantId) -> Vec<AuditRecord> {
    let record = AuditRecord {
        organisation: operator,
        customer_id: None,
        customer_name: None,
        operation,
        resource: Resource::Organisation,
        resource_id: organisation.tenant_id.to_string(),
        old: None,
        new: Some(json!({
            "name": organisation.name, "domain": organisation.domain, "country": organisation.country,
            "cloud": organisation.cloud, "mpnId": organisation.mpn_id,
        })),
    };
    let own = Some(organisation.tenant_id).filter(|own| *own != operator);
    record.for_each([operator].into_iter().chain(own))
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
            contact_email: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{RegisterOrganisation, RegisterProvider, register_operator, register_provider};
    use crate::examples::{organisation, parsed, registered, reseller, tenant, write_by};
    use crate::organisation::{Organisation, OrganisationKind};
    use crate::partner_id::{AccountType, RegisteredPartnerId};
    use crate::policy::Role;
    use crate::rejection::PartnerIdProblem;
    use crate::{Cloud, Rejection};

    fn operator() -> Organisation {
        organisation(9, OrganisationKind::Operator, "US")
    }

    fn contoso() -> RegisterOrganisation {
        RegisterOrganisation {
            tenant_id: tenant(40),
            name: parsed("Contoso Distribution"),
            domain: parsed("contoso.example"),
            country: parsed("DE"),
            cloud: Cloud::Global,
        }
    }

    fn command() -> RegisterProvider {
        RegisterProvider { organisation: contoso(), mpn_id: parsed("1002"), contact_email: None }
    }

    /// The entry of the partner ID that nobody holds yet.
    fn entry() -> RegisteredPartnerId {
        RegisteredPartnerId { holder: None, ..registered(&reseller()) }
    }

    #[test]
    fn a_program_begins_with_its_operator_and_has_one_only() {
        let write = write_by(&operator(), &[Role::Operator]);
        let done = register_operator(&write, None, None, &contoso()).expect("fine").expect("new");
        assert_eq!(done.organisation.kind, OrganisationKind::Operator);
        let again = register_operator(&write, Some(&done.organisation), Some(&done.organisation), &contoso());
        assert_eq!(again, Ok(None), "it can be repeated");
        let other = register_operator(&write, Some(&operator()), None, &contoso());
        assert!(matches!(other, Err(Rejection::Invalid(_))), "{other:?}");
        let partner = register_operator(&write, None, Some(&reseller()), &contoso());
        assert_eq!(partner, Err(Rejection::AlreadyEnrolled));
    }

    #[test]
    fn a_provider_gets_its_partner_id_and_both_sides_a_record_z11_n3() {
        let write = write_by(&operator(), &[Role::Operator]);
        let done = register_provider(&write, Some(&operator()), None, Some(&entry()), &command());
        let done = done.expect("fine").expect("new");
        assert_eq!(done.organisation.mpn_id, Some(parsed("1002")));
        assert_eq!(
            (done.holder.tenant_id, done.holder.kind),
            (tenant(40), OrganisationKind::IndirectProvider)
        );
        let sides: Vec<_> = done.audit.iter().map(|record| record.organisation).collect();
        assert_eq!(sides, [operator().tenant_id, tenant(40)]);
        let held = RegisteredPartnerId { holder: Some(done.holder.clone()), ..entry() };
        let again =
            register_provider(&write, Some(&operator()), Some(&done.organisation), Some(&held), &command());
        assert_eq!(again, Ok(None), "it can be repeated");
        let customer = organisation(40, OrganisationKind::Customer, "DE");
        let at_once =
            register_provider(&write, Some(&operator()), Some(&customer), Some(&entry()), &command());
        assert!(matches!(at_once, Ok(Some(_))), "a customer may become one");
    }

    #[test]
    fn a_partner_id_of_a_provider_is_an_active_free_location_account_in_its_country_e2_e7() {
        let write = write_by(&operator(), &[Role::Operator]);
        let refused = |change: &dyn Fn(&mut RegisteredPartnerId)| {
            let mut entry = entry();
            change(&mut entry);
            match register_provider(&write, Some(&operator()), None, Some(&entry), &command()) {
                Err(Rejection::PartnerId { problem, .. }) => problem,
                other => panic!("expected a problem, got {other:?}"),
            }
        };
        assert_eq!(refused(&|entry| entry.active = false), PartnerIdProblem::Inactive);
        assert_eq!(refused(&|entry| entry.account_type = AccountType::Global), PartnerIdProblem::NotLocation);
        assert_eq!(refused(&|entry| entry.country = parsed("FR")), PartnerIdProblem::OtherCountry);
        let holder = registered(&reseller()).holder;
        assert_eq!(refused(&|entry| entry.holder.clone_from(&holder)), PartnerIdProblem::Taken);
    }

    #[test]
    fn a_partner_is_no_provider_besides_and_only_the_operators_people_register_one_e7_z11() {
        let write = write_by(&operator(), &[Role::Operator]);
        let taken =
            register_provider(&write, Some(&operator()), Some(&reseller()), Some(&entry()), &command());
        assert_eq!(taken, Err(Rejection::AlreadyEnrolled));
        let by_reseller = write_by(&reseller(), &[Role::Operator]);
        let refused = register_provider(&by_reseller, Some(&reseller()), None, Some(&entry()), &command());
        assert_eq!(refused, Err(Rejection::WrongPartnerKind));
        let by_agent = write_by(&operator(), &[Role::AdminAgent]);
        let refused = register_provider(&by_agent, Some(&operator()), None, Some(&entry()), &command());
        assert_eq!(refused, Err(Rejection::RoleInsufficient));
    }
}
