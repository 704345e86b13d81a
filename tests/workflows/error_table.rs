//! Partner Center's error numbers, one by one: provoked with its status, with nothing changed, or with
//! the reason why it can't come about here.

mod program;

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, json};
use tandem_tests::contract::contract;
use tandem_tests::{World, people, text};

use crate::policy::call;
use crate::steps::{agreement, cart, customer, customer_of_litware, idle_customer_of_litware, partners};

/// Numbers that no answer has, and why.
const NEVER: [(u64, &str); 19] = [
    (900_420, "the issuer is the operator's own: a token for another audience is refused by the gateway"),
    (2032, "denied access is 900150, 1002 or, to who is no party, 1000"),
    (2071, "there are no advisors: a partner ID is an indirect reseller's or it is refused by what it is"),
    (20_002, "who has no relationship with a customer isn't told that there is one: 404 and 1000"),
    (600_006, "who may not add customers gets 1002 or 900150"),
    (600_050, "the form of a registration number is the country's affair: any line of text is taken"),
    (800_039, "a reseller whose enrollment isn't active is not enrolled: 900154"),
    (900_124, "the provider's own agreement with the operator is no part of the service"),
    (900_149, "an organisation that isn't active yet may not what an active one may: 1002"),
    (900_278, "every change is done when it is answered: nothing is pending"),
    (900_308, "privileges in a customer's tenant don't decide about orders"),
    (900_309, "conditional access is the issuer's"),
    (900_323, "there are no Azure plans"),
    (900_329, "every token is a person's"),
    (900_400, "a verification answers the number that an order would be refused with"),
    (6002, "there is no sandbox"),
    (6003, "there is no sandbox"),
    (6004, "there is no sandbox"),
    (1003, "there is no sandbox"),
];

/// Numbers that answers have, but not with this status, and why.
const NEVER_SO: [(u16, u64, &str); 1] =
    [(400, 3000, "who has no relationship with a customer is told 404 and 1000, whatever it asks for")];

/// A call that is refused.
struct Refused {
    code: u64,
    status: u16,
    name: &'static str,
    by: &'static str,
    /// Method and path.
    call: String,
    body: Value,
}

/// What the calls are about.
struct Story {
    /// Of Contoso and Litware, with the agreement and a subscription.
    customer: String,
    subscription: String,
    /// One that was upgraded, so that it is over.
    over: String,
    /// Without the agreement.
    idle: String,
}

async fn story(world: &World) -> Story {
    partners(world).await;
    let (customer, subscription) = customer_of_litware(world, "errors").await;
    let idle = idle_customer_of_litware(world, "idle").await;
    let provider = world.sign_in(people::PROVIDER).await;
    let order = json!({"lineItems": [{"lineItemNumber": 0, "offerId": "office-basic", "quantity": 1}]});
    let placed = provider.post(&format!("/v1/customers/{customer}/orders"), order).await.expect(201);
    let over = placed["lineItems"][0]["subscriptionId"].as_str().expect("a subscription").to_owned();
    let upgrade = json!({"targetOffer": {"id": "office-standard"}});
    let path = format!("/v1/customers/{customer}/subscriptions/{over}/upgrades");
    provider.post(&path, upgrade).await.expect(200);
    a_customers_partner_id(world).await;
    Story { customer, subscription, over, idle }
}

/// The demo world has no customer with a partner ID: this registers one for a customer.
async fn a_customers_partner_id(world: &World) {
    let items = world.items().await;
    let mut item =
        items.into_iter().find(|item| text(item, "PK") == "MPN#2000001").expect("Fabrikam's partner ID");
    let of_a_customer = [("PK", "MPN#3000009"), ("mpnId", "3000009")];
    item.extend(of_a_customer.map(|(name, value)| (name.to_owned(), AttributeValue::S(value.to_owned()))));
    let Some(AttributeValue::M(holder)) = item.get_mut("holder") else { panic!("it has a holder") };
    holder.insert("kind".to_owned(), AttributeValue::S("customer".to_owned()));
    let client = world.stack.client();
    client.put_item().table_name(world.table()).set_item(Some(item)).send().await.expect("it is put");
}

fn refused(status: u16, code: u64, name: &'static str, call: String, body: Value) -> Refused {
    Refused { code, status, name, by: people::PROVIDER, call, body }
}

fn calls(story: &Story) -> Vec<Refused> {
    let nothing = Value::Null;
    let customers = || "POST /v1/customers".to_owned();
    let of = |customer: &str, what: &str| what.replace("{id}", customer);
    let status = |query: &str| format!("GET /v1/compliance/csp/agreementstatus{query}");
    let set = |subscription: &str| {
        format!("PUT /v1/customers/{}/subscriptions/{subscription}/resellerofrecord", story.customer)
    };
    let reseller = |number: u32| format!("?tenantId=20000000-0000-4000-8000-00000000000{number}");
    let with = |name: &str, value: Value| {
        let mut body = customer("table");
        *body.pointer_mut(name).unwrap_or(&mut Value::Null) = value;
        body
    };
    let mut numbered = customer("table");
    numbered["companyProfile"]["organizationRegistrationNumber"] = json!("13-09-123456");
    let mut phone = customer("table");
    phone["billingProfile"]["defaultAddress"]["phoneNumber"] = json!("call me");
    let mut hungary = customer("table");
    hungary["billingProfile"]["defaultAddress"]["country"] = json!("HU");
    hungary["billingProfile"]["defaultAddress"]["postalCode"] = json!("1037");
    let order = || json!({"lineItems": [{"lineItemNumber": 0, "offerId": "office-basic", "quantity": 1}]});
    let line_of = |mpn_id: &str| json!({"lineItems": [{"lineItemNumber": 0, "offerId": "office-basic", "quantity": 1, "partnerIdOnRecord": mpn_id}]});
    let stranger = "/v1/customers/30000000-0000-4000-8000-000000000009";
    let orders = of(&story.customer, "POST /v1/customers/{id}/orders");
    let mut all = vec![
        refused(404, 1000, "not_found", format!("GET {stranger}"), nothing.clone()),
        refused(400, 2000, "invalid_input", customers(), with("/companyProfile/domain", json!("x"))),
        refused(400, 2000, "invalid_input", status("?mpnId=12a"), nothing.clone()),
        refused(400, 2001, "agreement_of_whom", status(""), nothing.clone()),
        refused(400, 2200, "partner_id_invalid", status("?mpnId=9999999"), nothing.clone()),
        refused(400, 2200, "partner_id_not_location", orders.clone(), line_of("3000001")),
        refused(400, 2201, "different_cloud_or_region", status("?mpnId=2000004"), nothing.clone()),
        refused(400, 2201, "partner_id_other_cloud_or_region", orders.clone(), line_of("2000004")),
        refused(400, 2203, "agreement_not_signed", status("?mpnId=2000007"), nothing.clone()),
        refused(400, 2204, "not_indirect_reseller", status("?mpnId=1000002"), nothing.clone()),
        refused(400, 2205, "tenant_unknown", status(&reseller(3)), nothing.clone()),
        refused(400, 2206, "tenant_not_signed", status(&reseller(7)), nothing.clone()),
        refused(404, 2072, "partner_id_indirect_provider", orders.clone(), line_of("1000002")),
        refused(404, 3000, "partner_not_found", "GET /v1/profiles/mpn?mpnId=9999999".to_owned(), nothing),
        refused(403, 13_605, "agreement_missing", of(&story.idle, "POST /v1/customers/{id}/orders"), order()),
        refused(400, 600_002, "registration_number_not_supported", customers(), numbered),
        refused(400, 600_049, "registration_number_missing", customers(), hungary),
        refused(400, 600_051, "phone_number_invalid", customers(), phone),
        refused(
            409,
            600_061,
            "agreement_exists",
            of(&story.customer, "POST /v1/customers/{id}/agreements"),
            agreement(),
        ),
        refused(404, 800_015, "partner_id_not_found", orders.clone(), line_of("9999999")),
        refused(400, 800_016, "partner_id_not_indirect_reseller", orders.clone(), line_of("3000009")),
        refused(400, 800_098, "partner_on_record_fixed", set(&story.over), json!({"mpnId": "2000001"})),
        refused(403, 900_123, "partner_agreement_missing", orders.clone(), line_of("2000007")),
        refused(400, 900_154, "partner_id_not_enrolled", orders.clone(), line_of("2000003")),
        refused(
            400,
            2055,
            "etag_stale",
            set(&story.subscription),
            json!({"mpnId": "2000001", "attributes": {"etag": "c3RhbGU="}}),
        ),
        refused(
            404,
            20_003,
            "subscription_not_found",
            format!("GET /v1/customers/{}/subscriptions/{}", story.customer, story.customer),
            Value::Null,
        ),
    ];
    let by = |by: &'static str, mut refused: Refused| {
        refused.by = by;
        refused
    };
    all.push(by(people::RESELLER, refused(403, 1002, "authorization_failed", orders, order())));
    let carts = of(&story.customer, "POST /v1/customers/{id}/carts");
    all.push(by(
        "carla@contoso.example",
        refused(403, 900_150, "role_insufficient", carts, cart(&["office-basic"])),
    ));
    all
}

#[tokio::test]
async fn every_number_that_can_come_about_comes_with_its_status_and_changes_nothing_n6() {
    let world = World::start().await;
    let story = story(&world).await;
    for Refused { code, status, name, by, call: asked, body } in calls(&story) {
        let caller = world.sign_in(by).await;
        let (method, path) = asked.split_once(' ').expect("a method and a path");
        let reply = world.unchanged(call(&caller, method, path, body)).await;
        assert_eq!(reply.refused(status, name)["code"], code, "{asked}");
    }
    let nobody = world.member("contoso", &["admin_agent"]);
    let error = world.unchanged(nobody.get("/v1/customers")).await.refused(401, "unauthenticated");
    assert_eq!(error["code"], 400);
}

#[tokio::test]
async fn every_number_is_provoked_or_has_a_reason_why_not() {
    let world = World::start().await;
    let calls = calls(&story(&world).await);
    let provoked: BTreeSet<_> =
        calls.iter().map(|refused| (refused.status, refused.code)).chain([(401, 400)]).collect();
    assert!(NEVER.iter().all(|(code, _)| provoked.iter().all(|(_, provoked)| provoked != code)));
    assert!(NEVER_SO.iter().all(|(status, code, _)| !provoked.contains(&(*status, *code))));
    let theirs = contract().errors.values().copied().filter(|(_, code)| *code < 910_000);
    assert_eq!(theirs.collect::<BTreeSet<_>>(), provoked, "left: openapi.yaml, right: provoked here");
    assert!(NEVER.iter().all(|(_, why)| !why.is_empty()));
    assert!(NEVER_SO.iter().all(|(_, _, why)| !why.is_empty()));
}
