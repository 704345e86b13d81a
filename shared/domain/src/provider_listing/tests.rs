//! Listing a provider, and who may (D2, Z11).

use serde_json::json;

use super::{
    ListingChanged, ListingDetails, ListingSituation, NameBeginning, ProviderListing, ProviderService,
    change_listing, may_read,
};
use crate::Rejection;
use crate::audit::Operation;
use crate::examples::{organisation, parsed, provider, reseller, tenant, write_by};
use crate::organisation::{Organisation, OrganisationKind};
use crate::partner_id::SupportDetails;
use crate::policy::Role;

fn operator() -> Organisation {
    Organisation { mpn_id: None, ..organisation(9, OrganisationKind::Operator, "US") }
}

fn details() -> ListingDetails {
    ListingDetails {
        languages: vec![parsed("de"), parsed("en")],
        services: vec![ProviderService::Support, ProviderService::Marketing],
        contact: SupportDetails { email: parsed("sales@company1.example"), telephone: None, website: None },
        listed: true,
    }
}

/// The operator lists an organisation, over what is listed already.
fn list(
    provider: Option<&Organisation>,
    listing: Option<&ProviderListing>,
    expected_version: Option<u32>,
    details: &ListingDetails,
) -> Result<Option<ListingChanged>, Rejection> {
    let caller = operator();
    let write = write_by(&caller, &[Role::Operator]);
    let situation = ListingSituation { caller: Some(&caller), provider, listing, expected_version };
    change_listing(&write, tenant(1), situation, details)
}

fn listed() -> ProviderListing {
    list(Some(&provider()), None, None, &details()).expect("listed").expect("a change").listing
}

#[test]
fn what_names_a_provider_is_its_organisations() {
    let organisation = provider();
    let listing = listed();
    assert_eq!((&listing.name, listing.country), (&organisation.name, organisation.country));
    assert_eq!((Some(listing.mpn_id), listing.cloud), (organisation.mpn_id, organisation.cloud));
    assert_eq!((listing.version, listing.details), (1, details()));
}

#[test]
fn a_change_is_recorded_on_both_sides_as_far_as_it_goes_n3() {
    let quiet = ListingDetails { listed: false, ..details() };
    let changed =
        list(Some(&provider()), Some(&listed()), Some(1), &quiet).expect("changed").expect("a change");
    assert_eq!((changed.listing.version, changed.replaces), (2, Some(1)));
    let sides: Vec<_> = changed.audit.iter().map(|record| record.organisation).collect();
    assert_eq!(sides, [tenant(1), tenant(9)]);
    for record in &changed.audit {
        assert_eq!(record.operation, Operation::UpdateProviderListing);
        assert_eq!(
            (&record.old, &record.new),
            (&Some(json!({"listed": true})), &Some(json!({"listed": false})))
        );
    }
    let first = list(Some(&provider()), None, None, &details()).expect("listed").expect("a change");
    assert_eq!((first.audit[0].operation, &first.audit[0].old), (Operation::CreateProviderListing, &None));
}

#[test]
fn a_listing_that_is_so_already_is_no_change_and_a_new_name_of_the_organisation_is_one() {
    let listing = listed();
    assert!(list(Some(&provider()), Some(&listing), None, &details()).expect("no refusal").is_none());
    let renamed = Organisation { name: parsed("Another Name"), ..provider() };
    let changed = list(Some(&renamed), Some(&listing), None, &details()).expect("changed").expect("a change");
    assert_eq!(changed.listing.name, renamed.name);
    assert_eq!(changed.audit[0].new, Some(json!({"name": "Another Name"})));
}

#[test]
fn an_etag_must_be_that_of_the_present_version() {
    let listing = listed();
    for stale in [0, 2] {
        let refused = list(Some(&provider()), Some(&listing), Some(stale), &details());
        assert_eq!(refused.err(), Some(Rejection::StaleEtag), "{stale}");
    }
    let refused = list(Some(&provider()), None, Some(0), &details());
    assert_eq!(refused.err(), Some(Rejection::StaleEtag), "an etag of nothing");
}

#[test]
fn only_indirect_providers_are_listed() {
    for other in [None, Some(organisation(1, OrganisationKind::IndirectReseller, "DE")), Some(operator())] {
        let refused = list(other.as_ref(), None, None, &details());
        assert_eq!(refused.err(), Some(Rejection::NotFound), "{other:?}");
    }
}

#[test]
fn what_is_named_twice_is_refused() {
    let languages = ListingDetails { languages: vec![parsed("de"), parsed("DE")], ..details() };
    let services = ListingDetails { services: vec![ProviderService::Support; 2], ..details() };
    for (field, twice) in [("languages", languages), ("services", services)] {
        let refused = list(Some(&provider()), None, None, &twice).expect_err("twice");
        assert_eq!(refused, Rejection::field(field, "must name each only once"));
    }
}

#[test]
fn the_provider_reads_its_own_the_operator_reads_and_changes_all_and_nobody_else_anything_d2_z11() {
    let (own, other, operator) =
        (provider(), organisation(3, OrganisationKind::IndirectProvider, "NL"), operator());
    let tenant = own.tenant_id;
    // Somebody whose tenant has the id of a listing without being a provider is nobody's.
    let same_id = organisation(1, OrganisationKind::IndirectReseller, "DE");
    for role in Role::ALL {
        let of_operator = if role == Role::Operator { Ok(()) } else { Err(Rejection::RoleInsufficient) };
        for (caller, reads, changes) in [
            (Some(&own), Ok(()), Err(Rejection::WrongPartnerKind)),
            (Some(&operator), of_operator.clone(), of_operator.clone()),
            (Some(&other), Err(Rejection::NotFound), Err(Rejection::NotFound)),
            (Some(&reseller()), Err(Rejection::NotFound), Err(Rejection::NotFound)),
            (Some(&same_id), Err(Rejection::NotFound), Err(Rejection::NotFound)),
            (None, Err(Rejection::NotFound), Err(Rejection::NotFound)),
        ] {
            let write = write_by(caller.unwrap_or(&other), &[role]);
            assert_eq!(may_read(&write.person, caller, tenant), reads, "{role:?} of {caller:?} reads");
            let situation =
                ListingSituation { caller, provider: Some(&own), listing: None, expected_version: None };
            let changed = change_listing(&write, tenant, situation, &details()).map(drop);
            assert_eq!(changed, changes, "{role:?} of {caller:?} changes");
        }
    }
}

#[test]
fn the_beginning_of_a_name_is_one_line_no_longer_than_a_name() {
    for (text, beginning) in [("con", "con"), ("  Wide ", "Wide "), ("江", "江")] {
        assert_eq!(
            text.parse::<NameBeginning>().map(|name| name.as_str().to_owned()).as_deref(),
            Ok(beginning)
        );
    }
    assert!("x".repeat(64).parse::<NameBeginning>().is_ok());
    for wrong in ["", "  ", "a\nb", &"x".repeat(65)] {
        assert!(wrong.parse::<NameBeginning>().is_err(), "{wrong:?}");
    }
}
