//! What holds of customers, their partners and their privileges (A2, I7, D1).

use std::collections::{BTreeMap, BTreeSet};

use tandem_tests::{Item, World, text};

/// Where a service has one holder (A2).
const ONE_HOLDER: &str = "china";

/// Both partners of every pair that shares a customer are the customer's (I7, C8).
pub fn pairs_are_partners(items: &[Item]) {
    let keys: BTreeSet<_> = items.iter().map(|item| (text(item, "PK"), text(item, "SK"))).collect();
    for (customer, pair) in keys.iter().filter(|(_, sk)| sk.starts_with("PAIR#")) {
        for partner in pair.trim_start_matches("PAIR#").split('#') {
            let relation = format!("PARTNER#{partner}");
            assert!(
                keys.contains(&(*customer, &*relation)),
                "{partner} of {pair} is no partner of {customer}"
            );
        }
    }
}

/// Whoever holds privileges is the tenant's partner, or was the provider of this reseller (A3, C9, X2).
pub fn privileges_are_of_partners(items: &[Item]) {
    let keys: BTreeSet<_> = items.iter().map(|item| (text(item, "PK"), text(item, "SK"))).collect();
    for admin in items.iter().filter(|item| text(item, "kind") == "delegated_admin") {
        let (tenant, partner) = (text(admin, "PK").trim_start_matches("ADMIN#"), text(admin, "partner"));
        let of_customer = (&*format!("CUSTOMER#{tenant}"), &*format!("PARTNER#{partner}"));
        let of_reseller = (&*format!("ORG#{tenant}"), &*format!("PROVIDER#{partner}"));
        let is_partner = keys.contains(&of_customer) || keys.contains(&of_reseller);
        assert!(is_partner, "{partner} has privileges in {tenant} and is no partner");
    }
}

/// An open link counts its uses, each of which is there (P2), the last of every organisation among them.
pub fn links_count_their_uses(items: &[Item]) {
    let of = |kind: &'static str| items.iter().filter(move |item| text(item, "kind") == kind);
    for link in of("open_link") {
        let uses = of("link_use").filter(|item| text(item, "PK") == text(link, "PK")).count();
        assert_eq!(link["uses"].as_n().map(String::as_str), Ok(&*uses.to_string()), "{link:?}");
    }
    let who = |item: &Item| ["PK", "tenantId"].map(|name| text(item, name).to_owned());
    let uses: BTreeSet<_> = of("link_use").map(who).collect();
    assert_eq!(uses.len(), of("link_use").count(), "an organisation counts once");
    assert_eq!(uses, of("used").map(who).collect());
}

/// Where a service has one holder, it is in the list of holders who has the privileges (A2). That counts
/// transacting partners (A6): a provider's access to its reseller's tenant (P4) is beside it.
pub async fn holders_hold(world: &World, outlines: &[Item]) {
    let is_of_one = |item: &Item| text(item, "kind") == "customer" && text(item, "cloud") == ONE_HOLDER;
    let customers = outlines.iter().filter(|item| is_of_one(item));
    let customers: Vec<_> =
        customers.map(|item| text(item, "PK").trim_start_matches("CUSTOMER#").to_owned()).collect();
    let anybody = outlines.iter().any(|item| text(item, "SK") == "HOLDERS");
    if customers.is_empty() {
        assert!(!anybody, "a list of holders where a service may have several");
        return;
    }
    let items = world.items().await;
    for customer in customers {
        let mut privileges = BTreeMap::new();
        let transacts = |partner: &str| {
            let key = (format!("CUSTOMER#{customer}"), format!("PARTNER#{partner}"));
            items.iter().any(|item| (text(item, "PK"), text(item, "SK")) == (&*key.0, &*key.1))
        };
        let of_customer = items.iter().filter(|item| text(item, "PK") == format!("ADMIN#{customer}"));
        for admin in of_customer.filter(|admin| transacts(text(admin, "partner"))) {
            for service in admin["services"].as_m().expect("services by name").keys() {
                let other = privileges.insert(service.as_str(), text(admin, "partner"));
                assert_eq!(other, None, "two hold {service} of {customer}");
            }
        }
        let list = items
            .iter()
            .find(|item| text(item, "PK") == format!("CUSTOMER#{customer}") && text(item, "SK") == "HOLDERS");
        let holders = list.into_iter().flatten().filter_map(|(service, holder)| {
            let tenant = holder.as_m().ok()?.get("tenantId")?.as_s().ok()?;
            Some((service.as_str(), tenant.as_str()))
        });
        assert_eq!(holders.collect::<BTreeMap<_, _>>(), privileges, "holders of {customer}");
    }
}
