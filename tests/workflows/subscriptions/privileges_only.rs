//! S6: a reseller with a relationship and every privilege, which didn't order the subscription, changes
//! nothing of it: what it may is what a reseller of record may (Z16), and what privileges are for (A4).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use super::{contoso, subscription};
use crate::policy::call;
use crate::steps::{cart, user};

/// Everything that is the ordering provider's alone, with what it would be called with.
fn the_providers_alone(customer: &str, path: &str) -> Vec<(&'static str, String, Value)> {
    let id = |path: &str| path.rsplit('/').next().expect("an id").to_owned();
    let line = json!({"customerId": id(customer), "subscriptionId": id(path)});
    let order = json!({"lineItems": [{"lineItemNumber": 0, "offerId": "mail-plan-1", "quantity": 1}]});
    vec![
        ("PATCH", path.to_owned(), json!({"quantity": 1})),
        ("PATCH", path.to_owned(), json!({"quantity": 9})),
        ("PATCH", path.to_owned(), json!({"status": "suspended"})),
        ("PATCH", path.to_owned(), json!({"autoRenewEnabled": false})),
        ("PATCH", path.to_owned(), json!({"partnerId": "2000001"})),
        ("PUT", format!("{path}/resellerofrecord"), json!({"mpnId": "2000001"})),
        (
            "POST",
            "/v1/subscriptions/resellerofrecord".to_owned(),
            json!({"mpnId": "2000001", "subscriptions": [line]}),
        ),
        ("POST", format!("{path}/upgrades"), json!({"targetOffer": {"id": "office-standard"}})),
        ("PUT", format!("{path}/supportcontact"), json!({})),
        ("POST", format!("{customer}/orders"), order),
        ("POST", format!("{customer}/carts"), cart(&["office-standard"])),
    ]
}

#[tokio::test]
async fn a_reseller_with_privileges_that_did_not_order_changes_nothing_but_a_name_of_record_s6_a4_z16() {
    let world = World::start().await;
    let (customer, path) = subscription(&world).await;
    let [provider, reseller] = [contoso(&world).await, world.sign_in(people::RESELLER).await];
    assert_eq!(reseller.get(&customer).await.expect(200)["allowDelegatedAccess"], true, "all privileges");
    let rename = json!({"friendlyName": "Ours"});
    for of_record in [false, true] {
        if of_record {
            let body = json!({"partnerId": "2000002", "autoRenewEnabled": true});
            provider.patch(&path, body).await.expect(200);
        }
        for (method, path, body) in the_providers_alone(&customer, &path) {
            let refused = world.unchanged(call(&reseller, method, &path, body.clone())).await;
            let error = refused.refused(403, "authorization_failed");
            assert_eq!(error["code"], 1002, "{method} {path} {body}, of record: {of_record}");
        }
        let renamed = reseller.patch(&path, rename.clone()).await;
        assert_eq!(renamed.status, if of_record { 200 } else { 403 }, "{}", renamed.text());
        let name = format!("mia{of_record}@wideworld.onmicrosoft.com");
        reseller.post(&format!("{customer}/users"), user(&name)).await.expect(201);
    }
    let seats = json!({"quantity": 1, "autoRenewEnabled": true});
    assert_eq!(provider.patch(&path, seats).await.expect(200)["quantity"], 1, "its provider may");
}
