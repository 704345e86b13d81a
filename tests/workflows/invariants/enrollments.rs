//! What holds of enrolled companies and of partner IDs, whatever happened (E5, E6, E7, P1).

use std::collections::{BTreeMap, BTreeSet};

use tandem_tests::{Item, text};

fn of<'a>(items: &'a [Item], kind: &'static str) -> impl Iterator<Item = &'a Item> {
    items.iter().filter(move |item| text(item, "kind") == kind)
}

/// The tenants whose enrollment is approved.
fn enrolled(items: &[Item]) -> BTreeSet<&str> {
    let active = of(items, "enrollment").filter(|item| text(item, "state") == "active");
    active.map(|item| text(item, "PK").trim_start_matches("ENROLLMENT#")).collect()
}

/// The approval makes the organisation with all that belongs to it, and nothing else makes any of it.
pub fn make_whole_resellers(items: &[Item]) {
    let organisations: BTreeMap<_, _> =
        of(items, "organisation").map(|item| (text(item, "PK"), item)).collect();
    let at = |pk: &str, sk: &str| items.iter().find(|item| text(item, "PK") == pk && text(item, "SK") == sk);
    let enrolled = enrolled(items);
    for tenant in &enrolled {
        let partition = format!("ORG#{tenant}");
        let organisation = organisations.get(partition.as_str()).expect("the organisation of an enrollment");
        assert_eq!(text(organisation, "organisationKind"), "indirect_reseller");
        assert!(at(&partition, "PROFILE").is_some(), "{tenant} has no profiles");
        let registered = at(&format!("MPN#{}", text(organisation, "mpnId")), "MPN").expect("its partner ID");
        assert_eq!(holder(registered), Some(*tenant), "who holds its partner ID");
        assert!(
            at(&format!("PEOPLE#{tenant}"), "ADMIN_AGENTS").is_some(),
            "{tenant} has no admin agent (E6)"
        );
        let contact = format!("EMAIL#{}", text(organisation, "contactEmail"));
        assert!(at(&contact, &format!("{tenant}#CONTACT")).is_some(), "{contact} doesn't find {tenant} (P1)");
        let domain = format!("DOMAIN#{}#{}", text(organisation, "cloud"), text(organisation, "domain"));
        assert_eq!(at(&domain, "DOMAIN").map(|lock| text(lock, "customerId")), Some(*tenant), "{domain}");
    }
    // Who hasn't been approved is no partner, and found by nothing.
    for waiting in of(items, "enrollment").filter(|item| text(item, "state") != "active") {
        let tenant = text(waiting, "PK").trim_start_matches("ENROLLMENT#");
        let organisation = organisations.get(format!("ORG#{tenant}").as_str());
        assert!(organisation.is_none_or(|own| text(own, "organisationKind") == "customer"), "{tenant}");
        assert!(of(items, "email").all(|found| !text(found, "SK").starts_with(tenant)), "{tenant}");
    }
}

/// The number of admin agents is that of those on the list, and never none (E6); whom an address finds by
/// one of its people has that person on its list (P1).
pub fn keep_an_admin_agent(items: &[Item]) {
    let mut admins: BTreeMap<&str, usize> = BTreeMap::new();
    let mut people = BTreeSet::new();
    for member in of(items, "member") {
        let (partition, place) = (text(member, "PK"), text(member, "SK"));
        people.insert((partition.trim_start_matches("PEOPLE#"), place.trim_start_matches("MEMBER#")));
        let roles = member["roles"].as_l().expect("roles");
        if roles.iter().any(|role| role.as_s().is_ok_and(|role| role == "admin_agent")) {
            *admins.entry(partition).or_default() += 1;
        }
    }
    let counted = of(items, "admin_agents")
        .map(|item| (text(item, "PK"), item["count"].as_n().expect("a number").parse().expect("a count")));
    assert_eq!(counted.collect::<BTreeMap<&str, usize>>(), admins);
    for found in of(items, "email") {
        let (tenant, whose) = text(found, "SK").split_once('#').expect("whose address it is");
        if let Some(person) = whose.strip_prefix("PERSON#") {
            assert!(people.contains(&(tenant, person)), "{found:?} is of nobody on the list");
        }
    }
}

/// A partner ID belongs to one account, and an account has one (E7).
pub fn hold_one_partner_id(items: &[Item]) {
    let held: Vec<_> =
        of(items, "partner_id").filter_map(|item| Some((holder(item)?, text(item, "mpnId")))).collect();
    let holders: BTreeMap<_, _> = held.iter().copied().collect();
    assert_eq!(holders.len(), held.len(), "somebody holds two: {held:?}");
    for (tenant, mpn_id) in holders {
        let partition = format!("ORG#{tenant}");
        let own = of(items, "organisation").find(|item| text(item, "PK") == partition);
        assert_eq!(own.map(|own| text(own, "mpnId")), Some(mpn_id), "{tenant}");
    }
}

/// Every domain belongs to a customer, a partner or the operator, and each of them has one.
pub fn and_customers_have_a_domain(items: &[Item]) {
    let domains: Vec<_> = of(items, "domain").map(|lock| text(lock, "customerId")).collect();
    let owners: BTreeSet<_> = domains.iter().copied().collect();
    let customers = of(items, "customer").map(|item| text(item, "PK").trim_start_matches("CUSTOMER#"));
    let others = of(items, "organisation").filter(|own| text(own, "organisationKind") != "customer");
    let others = others.map(|own| text(own, "PK").trim_start_matches("ORG#"));
    assert_eq!(owners, customers.chain(others).collect());
    assert!(domains.len() >= owners.len());
}

fn holder(registered: &Item) -> Option<&str> {
    registered.get("holder")?.as_m().ok().map(|holder| text(holder, "tenantId"))
}
