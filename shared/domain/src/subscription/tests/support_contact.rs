use super::{present, subscription};
use crate::customer::CustomerPartner;
use crate::examples::{organisation, partner, provider, relation, reseller, tenant, write_by};
use crate::organisation::OrganisationKind;
use crate::policy::Role;
use crate::subscription::{AssignSupportContact, Changed, assign_support_contact};
use crate::{PartnerId, Rejection, TenantId};

fn assign(
    chosen: Option<&CustomerPartner>,
    tenant_id: TenantId,
    mpn_id: Option<PartnerId>,
) -> Result<Option<Changed>, Rejection> {
    let (who, before) = (provider(), subscription());
    let ours = relation(&who, tenant(60));
    let command = AssignSupportContact { tenant_id: Some(tenant_id), mpn_id };
    let write = write_by(&who, &[Role::AdminAgent]);
    assign_support_contact(&write, present(&before, Some(&ours), &who), chosen, command)
}

#[test]
fn a_reseller_of_the_customer_answers_or_the_provider_s5() {
    let theirs = relation(&reseller(), tenant(60));
    let id = reseller().tenant_id;
    let changed = assign(Some(&theirs), id, reseller().mpn_id).expect("permitted").expect("a change");
    assert_eq!(changed.subscription.support_contact, Some(id));
    assert!(assign(None, provider().tenant_id, None).expect("permitted").is_none(), "the provider already");
    assert_eq!(assign(None, id, None).err(), Some(Rejection::SupportContactNotEligible));
    let other = organisation(4, OrganisationKind::IndirectProvider, "DE");
    let refused = assign(Some(&relation(&other, tenant(60))), other.tenant_id, None).err();
    assert_eq!(refused, Some(Rejection::SupportContactNotEligible), "another provider");
    let wrong = assign(Some(&theirs), id, partner(&provider()).mpn_id.into());
    assert!(matches!(wrong, Err(Rejection::Invalid(_))));
    assert_eq!(changed.subscription.supported_by(std::slice::from_ref(&theirs)), Some(&theirs));
    let ours = relation(&provider(), tenant(60));
    let left = changed.subscription.supported_by(std::slice::from_ref(&ours)).cloned();
    assert_eq!(left, Some(ours), "when the reseller is gone the provider answers again");
}
