//! Customers of every sort, added, changed and given up.

use std::error::Error;

use serde_json::{Value, json};

use super::{ONE_READ, ONE_WRITE, PARTNER_IDS, PROVIDER, RESELLER, TWO_READS, step, text};
use crate::calls::{Bench, Step};

/// Customers that are there when lists are read: more than a page of this size holds.
const CUSTOMERS: usize = 30;

/// Adds customers of every sort, and enough for lists; answers the path of a subscription.
pub(super) async fn added(bench: &mut Bench) -> Result<String, Box<dyn Error>> {
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id.to_string();
    let add = |body| step("add-customer", PROVIDER, "POST /v1/customers", body);
    let planned = Step { route: "POST /v1/customers?validateOnly=true", ..add(customer("planned")) };
    bench.measure("add a customer, validate only", ONE_READ, planned).await?;
    bench.measure("add a customer, one's own", ONE_WRITE, add(customer("own"))).await?;
    let mut body = customer("shared");
    body["associatedPartnerId"] = json!(reseller);
    bench.measure("add a customer for a reseller", ONE_WRITE, add(body)).await?;
    let order = |domain: &str, lines: Value| {
        let mut body = customer(domain);
        body["associatedPartnerId"] = json!(reseller);
        body["agreement"] = agreement();
        body["order"] = json!({"lineItems": lines});
        add(body)
    };
    let line = |offer: &str| json!({"offerId": offer, "quantity": 5});
    let of_record =
        |offer: &str, mpn_id: &str| json!({"offerId": offer, "quantity": 5, "partnerIdOnRecord": mpn_id});
    let ordered = order("one", json!([line("office-basic")]));
    let ordered = bench.measure("… with an order of 1 line", ONE_WRITE, ordered).await?;
    let three = json!([line("office-basic"), line("office-standard"), line("mail-plan-1")]);
    bench.measure("… with an order of 3 lines", ONE_WRITE, order("three", three)).await?;
    let three = json!([
        of_record("office-basic", PARTNER_IDS[0]),
        of_record("office-standard", PARTNER_IDS[1]),
        of_record("mail-plan-1", PARTNER_IDS[0]),
    ]);
    let what = "… of 3 lines with 2 resellers of record";
    bench.measure(what, ONE_WRITE, order("record", three)).await?;
    for number in 0..CUSTOMERS {
        bench.take(order(&format!("more{number}"), json!([line("office-basic")]))).await?;
    }
    let subscription = text(&ordered, "/order/lineItems/0/subscriptionId")?;
    Ok(format!("/v1/customers/{}/subscriptions/{subscription}", text(&ordered, "/id")?))
}

/// A customer with two partners, changed and given up; another one that its provider has for itself.
pub(super) async fn changes(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let mut body = customer("changing");
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id.to_string();
    body["associatedPartnerId"] = json!(reseller);
    let add = |body| step("add-customer", PROVIDER, "POST /v1/customers", body);
    let [shared, own] = [bench.take(add(body)).await?, bench.take(add(customer("ending"))).await?];
    let [shared, own] = [text(&shared, "/id")?, text(&own, "/id")?].map(|id| format!("/v1/customers/{id}"));
    for (what, which) in [("a profile of a customer", "billing"), ("its other profile", "company")] {
        let profile = format!("GET {shared}/profiles/{which}");
        let read = step("read-customers", RESELLER, &profile, Value::Null);
        bench.measure(what, ONE_READ, read).await?;
    }
    let domain = "HEAD /v1/domains/woodgrove.onmicrosoft.com";
    let taken = step("read-customers", PROVIDER, domain, Value::Null);
    bench.measure("whether a domain is taken", ONE_READ, taken).await?;
    let profile = format!("PUT {shared}/profiles/company");
    let name = "Wide World Importers";
    for (what, body) in [
        ("change a profile, with two partners", json!({"companyName": name, "email": "eva@traders.example"})),
        ("… giving it another name", json!({"companyName": "Wide World Traders"})),
    ] {
        bench.measure(what, ONE_WRITE, step("change-customer", PROVIDER, &profile, body)).await?;
    }
    let end = json!({"relationshipToPartner": "none"});
    for (what, by, path, body) in [
        ("give up one's privileges", RESELLER, &shared, json!({"allowDelegatedAccess": false})),
        ("end a relationship, shared with one reseller", PROVIDER, &shared, end.clone()),
        ("… with privileges, shared with nobody", PROVIDER, &own, end),
    ] {
        let route = format!("PATCH {path}");
        bench.measure(what, ONE_WRITE, step("change-customer", by, &route, body)).await?;
    }
    Ok(())
}

/// The users of a customer whose privileges the provider holds.
pub(super) async fn users(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let add = step("add-customer", PROVIDER, "POST /v1/customers", customer("users"));
    let own = bench.take(add).await?;
    let id = text(&own, "/id")?;
    let users = format!("/v1/customers/{id}/users");
    let user = json!({"userPrincipalName": "mia@users.onmicrosoft.com", "displayName": "Mia Egger"});
    for (what, cost, route, body) in [
        ("add a user", ONE_WRITE, format!("POST {users}"), user),
        ("… give it another password", ONE_WRITE, format!("POST {users}/{id}/resetpassword"), json!({})),
        ("a user", ONE_READ, format!("GET {users}/{id}"), Value::Null),
        ("a customer's users", TWO_READS, format!("GET {users}"), Value::Null),
    ] {
        bench.measure(what, cost, step("administer-users", PROVIDER, &route, body)).await?;
    }
    Ok(())
}

pub(super) fn customer(domain: &str) -> Value {
    json!({
        "companyProfile": {"domain": format!("{domain}.onmicrosoft.com"), "companyName": "Wide World Importers"},
        "billingProfile": {
            "companyName": "Wide World Importers", "email": "eva@wideworld.example", "culture": "de-DE",
            "language": "de",
            "defaultAddress": {
                "country": "DE", "city": "Hamburg", "addressLine1": "Speicherstadt 1", "postalCode": "20457",
                "firstName": "Eva", "lastName": "Huber",
            },
        },
    })
}

pub(super) fn agreement() -> Value {
    json!({
        "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9", "type": "MicrosoftCustomerAgreement",
        "dateAgreed": "2026-11-01T00:00:00Z",
        "primaryContact": {"firstName": "Eva", "lastName": "Huber", "email": "eva@wideworld.example"},
    })
}
