//! Who may accept an invitation, and what accepting takes (Z8, I4, I5, L4, L5, N6).

mod tenant;

use serde_json::{Value, json};
use tandem_tests::wire::Wire;
use tandem_tests::{Caller, World, people, text};

use crate::invitations::{
    GLOBAL, USGOV, act_on, consent, invited, invited_by_both, invited_by_provider, invited_by_reseller,
    key_of, mailbox, place_of,
};
use crate::policy::call;

const ALPINE: &str = "30000000-0000-4000-8000-000000000005";
const UNKNOWN: [&str; 2] = ["77777777-7777-4777-8777-777777777777", "AAAAAAAAAAAAAAAAAAAAAAAAAAA"];

#[tokio::test]
async fn only_the_addressed_mailbox_may_accept_and_others_learn_nothing_i4_l5_t2() {
    let wire = Wire::start().await;
    let world = World::over(&wire).await;
    let invitation = invited_by_both(&world, GLOBAL, json!(["azure"])).await;
    let mut unverified = world.claims(ALPINE, &["global_admin"]);
    unverified["email"] = json!(GLOBAL.customer);
    unverified["email_verified"] = json!(false);
    let unverified = tandem_tests::tokens::signed(&tandem_tests::tokens::header(), &unverified);
    let strangers = [
        ("a colleague", mailbox(&world, ALPINE, "another@alpineskihouse.example", &["global_admin"])),
        ("nobody verified", world.with_token(&unverified)),
        ("another customer", world.sign_in(people::CUSTOMER).await),
        ("the provider that is named", world.sign_in(GLOBAL.provider).await),
        ("another reseller", world.sign_in(people::RESELLER).await),
    ];
    let known = [invitation["id"].as_str().expect("an id").to_owned(), key_of(&invitation)];
    for (who, stranger) in &strangers {
        for (act, body) in acts(&invitation) {
            for (known, unknown) in known.iter().zip(UNKNOWN) {
                let found =
                    world.unchanged(seen_of(&wire, stranger, &act.replace("{id}", known), &body)).await;
                let missed = seen_of(&wire, stranger, &act.replace("{id}", unknown), &body).await;
                assert_eq!(found, missed, "{act} by {who}");
                assert_eq!(found.0, 404, "{act} by {who}");
            }
        }
    }
    // Whoever has the mailbox may, whichever tenant it is in: that one becomes the customer.
    let elsewhere = mailbox(&world, UNKNOWN[0], GLOBAL.customer, &["global_admin"]);
    let body = consent(&invitation, GLOBAL, "elsewhere");
    let accepted = act_on(&elsewhere, &invitation, "accept", body.clone()).await.expect(200);
    assert_eq!(accepted["recipient"]["tenantId"], UNKNOWN[0]);
    // From then on the tenant counts and no address.
    let colleague = mailbox(&world, UNKNOWN[0], "someone@else.example", &["global_admin"]);
    assert_eq!(act_on(&colleague, &invitation, "accept", body.clone()).await.expect(200), accepted);
    let late = world.sign_in(GLOBAL.customer).await;
    act_on(&late, &invitation, "accept", body).await.refused(404, "not_found");
}

/// Everything that can be tried on an invitation.
fn acts(invitation: &Value) -> [(&'static str, Value); 6] {
    [
        ("GET /v1/customers/relationshiprequests/{id}", json!({})),
        ("POST /v1/customers/relationshiprequests/{id}/accept", consent(invitation, GLOBAL, "met")),
        (
            "POST /v1/customers/relationshiprequests/{id}/accept",
            json!({"termsDigest": invitation["termsDigest"]}),
        ),
        ("POST /v1/customers/relationshiprequests/{id}/decline", json!({"reason": "No"})),
        ("POST /v1/customers/relationshiprequests/{id}/resend", json!({})),
        ("POST /v1/customers/relationshiprequests/{id}/cancel", json!({})),
    ]
}

/// Status and bytes of an answer, and what the table was asked for them: actions and kinds of keys.
async fn seen_of(wire: &Wire, by: &Caller, route: &str, body: &Value) -> (u16, String, Vec<Vec<String>>) {
    let before = wire.calls().len();
    let (method, path) = route.split_once(' ').expect("a method and a path");
    let reply = call(by, method, path, body.clone()).await;
    let opens = |key: &str| key == "WRITE#0";
    let calls = wire.calls().split_off(before).into_iter();
    let calls = calls.filter(|call| !call.touches.iter().any(|touch| opens(&touch.key)));
    let asked = calls.map(|call| {
        let kind = |key: &str| key.split('#').next().unwrap_or_default().to_owned();
        let touched = call.touches.iter().map(|touch| format!("{} {}", touch.action, kind(&touch.key)));
        let mut touched: Vec<_> = touched.collect();
        touched.sort();
        touched
    });
    (reply.status, reply.text(), asked.collect())
}

#[tokio::test]
async fn the_role_and_the_part_decide_who_of_the_parties_accepts_z8() {
    let world = World::start().await;
    let invitation = invited_by_provider(&world, GLOBAL, json!(["azure"])).await;
    let body = consent(&invitation, GLOBAL, "met");
    for roles in [&[][..], &["admin_agent"], &["sales_agent"], &["helpdesk_agent"], &["operator"]] {
        let customer = mailbox(&world, ALPINE, GLOBAL.customer, roles);
        for act in ["accept", "decline"] {
            let body = if act == "accept" { body.clone() } else { json!({}) };
            let refused = world.unchanged(act_on(&customer, &invitation, act, body)).await;
            refused.refused(403, "role_insufficient");
        }
    }
    let sender = world.sign_in(GLOBAL.provider).await;
    let refused = world.unchanged(act_on(&sender, &invitation, "accept", body)).await;
    refused.refused(403, "authorization_failed");
    let customer = world.sign_in(GLOBAL.customer).await;
    let refused = world.unchanged(act_on(&customer, &invitation, "resend", json!({}))).await;
    refused.refused(403, "authorization_failed");
}

#[tokio::test]
async fn whom_it_asks_sees_what_accepting_takes_i4_i5() {
    let world = World::start().await;
    let invitation = invited_by_reseller(&world, GLOBAL, json!(["exchange", "azure"])).await;
    let customer = world.sign_in(GLOBAL.customer).await;
    let seen = world.unchanged(customer.get(&place_of(&invitation))).await.expect(200);
    let service = |service, name| json!({"service": service, "serviceName": name, "held": false});
    assert_eq!(
        seen["acceptance"],
        json!({
            "organisationNeeded": true, "agreementNeeded": true, "servicesCanBeLeftOut": true,
            "services": [service("exchange", "Exchange"), service("azure", "Azure")],
        })
    );
    let sender = world.sign_in(GLOBAL.reseller).await.get(&place_of(&invitation)).await.expect(200);
    assert!(sender.get("acceptance").is_none() && sender.get("held").is_none(), "{sender}");
    // Woodgrove is known, and has accepted the agreement; elsewhere nothing may be left out.
    let known = invited(&world.sign_in(people::PROVIDER).await, people::CUSTOMER, json!([]), json!({})).await;
    let seen = world.sign_in(people::CUSTOMER).await.get(&place_of(&known)).await.expect(200);
    assert_eq!(seen["acceptance"]["organisationNeeded"], false);
    let fixed = invited_by_reseller(&world, USGOV, json!(["azure"])).await;
    let seen = world.sign_in(USGOV.customer).await.get(&place_of(&fixed)).await.expect(200);
    assert_eq!(seen["acceptance"]["servicesCanBeLeftOut"], false);
}

#[tokio::test]
async fn without_the_tick_under_other_terms_or_without_what_is_missing_nothing_is_accepted_p3_l4_i5() {
    let world = World::start().await;
    let invitation = invited_by_both(&world, GLOBAL, json!(["azure"])).await;
    let customer = world.sign_in(GLOBAL.customer).await;
    let full = consent(&invitation, GLOBAL, "met");
    let without = |name: &str| {
        let mut body = full.clone();
        body.as_object_mut().expect("an object").remove(name);
        body
    };
    let with = |name: &str, value: Value| {
        let mut body = full.clone();
        body[name] = value;
        body
    };
    let mut unsigned = full.clone();
    unsigned["agreement"]["accepted"] = json!(false);
    for (body, status, name) in [
        (without("confirmed"), 400, "not_confirmed"),
        (with("confirmed", json!(false)), 400, "not_confirmed"),
        (with("termsDigest", json!("x".repeat(43))), 409, "terms_changed"),
        (without("organisation"), 400, "organisation_missing"),
        (without("agreement"), 400, "agreement_not_accepted"),
        (unsigned, 400, "agreement_not_accepted"),
        (with("services", json!(["teams"])), 400, "invalid_input"),
        (with("tenantId", json!(ALPINE)), 400, "invalid_input"),
    ] {
        let refused = world.unchanged(act_on(&customer, &invitation, "accept", body)).await;
        let error = refused.refused(status, name);
        if name == "terms_changed" {
            assert_eq!(error["parameters"]["termsDigest"], invitation["termsDigest"]);
        }
    }
    let accepted = act_on(&customer, &invitation, "accept", full).await.expect(200);
    assert_eq!((&accepted["state"], &accepted["granted"]), (&json!("accepted"), &json!(["azure"])));
}

#[tokio::test]
async fn a_sender_that_has_another_name_since_is_shown_first_l4() {
    let world = World::start().await;
    let invitation = invited_by_reseller(&world, GLOBAL, json!([])).await;
    rename(&world, &invitation, "Fabrikam Worldwide").await;
    let customer = world.sign_in(GLOBAL.customer).await;
    let body = consent(&invitation, GLOBAL, "met");
    let refused = world.unchanged(act_on(&customer, &invitation, "accept", body)).await;
    let today = refused.refused(409, "terms_changed")["parameters"]["termsDigest"].clone();
    assert_eq!(customer.get(&place_of(&invitation)).await.expect(200)["termsDigest"], today);
}

/// As if the sender's name was another one now.
async fn rename(world: &World, invitation: &Value, name: &str) {
    use aws_sdk_dynamodb::types::AttributeValue as V;
    let key = format!("REQUEST#{}", invitation["id"].as_str().expect("an id"));
    let items = world.items().await;
    let item = items.iter().find(|item| text(item, "PK") == key && text(item, "SK") == "REQUEST");
    let item = item.expect("the invitation");
    let update = world.stack.client().update_item().table_name(world.table());
    let update = update.key("PK", item["PK"].clone()).key("SK", item["SK"].clone());
    update
        .update_expression("SET sender.#name = :name")
        .expression_attribute_names("#name", "name")
        .expression_attribute_values(":name", V::S(name.to_owned()))
        .send()
        .await
        .expect("the item is changed");
}

#[tokio::test]
async fn an_address_is_the_same_in_any_letter_case_i4() {
    let world = World::start().await;
    let invitation = invited_by_reseller(&world, GLOBAL, json!([])).await;
    let customer = mailbox(&world, ALPINE, "Alma@AlpineSkiHouse.example", &["global_admin"]);
    act_on(&customer, &invitation, "accept", consent(&invitation, GLOBAL, "met")).await.expect(200);
}

#[tokio::test]
async fn invitations_and_requests_for_partnerships_are_not_found_as_each_other_t2() {
    let world = World::start().await;
    let request = crate::steps::asked(&world).await;
    let invitation = invited_by_provider(&world, GLOBAL, json!([])).await;
    let requests = format!("/v1/relationships/requests/{}", invitation["id"].as_str().expect("an id"));
    let provider = world.sign_in(people::PROVIDER).await;
    for (path, asked) in [(place_of(&request), people::RESELLER), (requests, GLOBAL.customer)] {
        let asked = world.sign_in(asked).await;
        for caller in [&provider, &asked] {
            caller.get(&path).await.refused(404, "not_found");
            for act in ["resend", "cancel", "decline"] {
                let path = format!("{path}/{act}");
                world.unchanged(caller.post(&path, json!({}))).await.refused(404, "not_found");
            }
            let body = json!({"termsDigest": request["termsDigest"], "confirmed": true});
            let path = format!("{path}/accept");
            world.unchanged(caller.post(&path, body)).await.refused(404, "not_found");
        }
    }
}
