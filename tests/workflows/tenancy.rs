//! Who isn't a party learns nothing, not even existence (Z12, N5, T2, T5).

use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};

use crate::policy::call;
use crate::steps::{asked, customer_of_litware, key, listed, partners};

const UNKNOWN: &str = "77777777-7777-4777-8777-777777777777";

/// The bytes of an answer without what is the request's own.
fn bytes(reply: Reply) -> (u16, String) {
    (reply.status, reply.text())
}

/// Checks that a stranger gets the same for what exists as for what doesn't, and does nothing to it.
async fn same_as_unknown(world: &World, stranger: &Caller, route: &str, real: &str, body: Value) {
    same(world, stranger, route, [real, UNKNOWN], body).await;
}

async fn same(world: &World, stranger: &Caller, route: &str, [real, unknown]: [&str; 2], body: Value) {
    let (method, path) = route.split_once(' ').expect("a method and a path");
    let send = |id| {
        let (path, body) = (path.replace("{id}", id), body.clone());
        async move { bytes(call(stranger, method, &path, body).await) }
    };
    let to_real = world.unchanged(send(real)).await;
    assert_eq!(to_real, send(unknown).await, "{route}");
    assert_eq!(to_real.0, 404, "{route}");
}

#[tokio::test]
async fn an_unrelated_caller_gets_the_same_bytes_as_for_what_does_not_exist_t2() {
    let world = World::start().await;
    let request = asked(&world).await;
    let digest = request["termsDigest"].clone();
    let id = request["id"].as_str().expect("an id").to_owned();
    let accept = json!({"termsDigest": digest, "confirmed": true});
    for stranger in [people::OTHER_PROVIDER, people::OTHER_RESELLER, people::CUSTOMER, people::OPERATOR] {
        let stranger = world.sign_in(stranger).await;
        let requests = "/v1/relationships/requests/{id}";
        same_as_unknown(&world, &stranger, &format!("GET {requests}"), &id, json!({})).await;
        same_as_unknown(&world, &stranger, &format!("POST {requests}/accept"), &id, accept.clone()).await;
        for act in ["decline", "resend", "cancel"] {
            same_as_unknown(&world, &stranger, &format!("POST {requests}/{act}"), &id, json!({})).await;
        }
    }
}

#[tokio::test]
async fn customers_and_subscriptions_of_others_do_not_exist_t2() {
    let world = World::start().await;
    partners(&world).await;
    let (customer, subscription) = customer_of_litware(&world, "wideworld").await;
    let of_customer = format!("/v1/customers/{{id}}/subscriptions/{subscription}");
    for stranger in [people::OTHER_PROVIDER, people::PARTNER, people::CUSTOMER, people::OPERATOR] {
        let stranger = world.sign_in(stranger).await;
        for path in ["", "/relationships", "/subscriptions", "/profiles/company", "/profiles/billing"] {
            let route = format!("GET /v1/customers/{{id}}{path}");
            same_as_unknown(&world, &stranger, &route, &customer, json!({})).await;
        }
        let billing = crate::steps::customer("unused")["billingProfile"].clone();
        for (route, body) in [
            ("PATCH /v1/customers/{id}".to_owned(), json!({"relationshipToPartner": "none"})),
            ("PATCH /v1/customers/{id}".to_owned(), json!({"allowDelegatedAccess": false})),
            ("PUT /v1/customers/{id}/profiles/company".to_owned(), json!({"companyName": "Mine"})),
            ("PUT /v1/customers/{id}/profiles/billing".to_owned(), billing),
            (format!("GET {of_customer}"), json!({})),
            (format!("PUT {of_customer}/resellerofrecord"), json!({"mpnId": "2000002"})),
            (format!("PATCH {of_customer}"), json!({"partnerId": "2000002"})),
        ] {
            same_as_unknown(&world, &stranger, &route, &customer, body).await;
        }
    }
}

#[tokio::test]
async fn a_removal_by_a_stranger_is_as_for_an_unknown_partner_t2() {
    let world = World::start().await;
    let partner = world.tenant_of(people::PARTNER).await;
    let path = "/v1/relationships/{id}/removal";
    for stranger in [people::OTHER_PROVIDER, people::OTHER_RESELLER, people::CUSTOMER, people::OPERATOR] {
        let stranger = world.sign_in(stranger).await;
        let body = json!({"attestationAccepted": true});
        same_as_unknown(&world, &stranger, &format!("GET {path}"), &partner, json!({})).await;
        same_as_unknown(&world, &stranger, &format!("POST {path}"), &partner, body).await;
    }
}

#[tokio::test]
async fn the_customer_reads_its_own_record_and_all_its_partners() {
    let world = World::start().await;
    let customer = world.sign_in(people::CUSTOMER).await;
    let own = world.tenant_of(people::CUSTOMER).await;
    assert_eq!(customer.get(&format!("/v1/customers/{own}")).await.expect(200)["id"], own);
    let partners = listed(&customer, &format!("/v1/customers/{own}/relationships"), "/name").await;
    assert!(partners.contains(&"Contoso Distribution".to_owned()), "{partners:?}");
    customer.get(&format!("/v1/customers/{own}/subscriptions")).await.expect(200);
}

#[tokio::test]
async fn a_cursor_of_another_list_stays_in_ones_own_t5() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let page = provider.get("/v1/customers?size=1").await.expect(200);
    let token = page["links"]["next"]["headers"][0]["value"].as_str().expect("a token").to_owned();
    let other = world.sign_in(people::OTHER_PROVIDER).await;
    let own = listed(&other, "/v1/customers", "/id").await;
    let reply = other
        .with("ms-continuationtoken", &token)
        .get("/v1/customers?size=100&seekOperation=Next")
        .await
        .expect(200);
    for item in reply["items"].as_array().expect("items") {
        assert!(own.contains(&item["id"].as_str().expect("an id").to_owned()));
    }
}

#[tokio::test]
async fn a_link_key_tells_a_stranger_no_more_than_an_unknown_one_l5() {
    let world = World::start().await;
    let request = asked(&world).await;
    let keys = [&key(&request), "AAAAAAAAAAAAAAAAAAAAAAAAAAA"];
    let accept = json!({"termsDigest": request["termsDigest"], "confirmed": true});
    for stranger in [people::OTHER_RESELLER, people::OTHER_PROVIDER, people::CUSTOMER] {
        let stranger = world.sign_in(stranger).await;
        let requests = "/v1/relationships/requests/{id}";
        for (route, body) in [
            (format!("GET {requests}"), json!({})),
            (format!("POST {requests}/accept"), accept.clone()),
            (format!("POST {requests}/accept"), json!({"termsDigest": accept["termsDigest"]})),
            (format!("POST {requests}/decline"), json!({"reason": "No"})),
            (format!("POST {requests}/resend"), json!({})),
            (format!("POST {requests}/cancel"), json!({})),
        ] {
            same(&world, &stranger, &route, keys, body).await;
        }
    }
    // The one who is asked may use the key as well as the id.
    let asked = world.sign_in(people::RESELLER).await;
    asked.get(&format!("/v1/relationships/requests/{}", keys[0])).await.expect(200);
}

/// What there is one of for each organisation has no id of another's to ask for: the same member, listing or
/// application elsewhere is as one that nobody has.
#[tokio::test]
async fn applications_listings_and_members_of_others_do_not_exist_t2() {
    let world = World::start().await;
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let role = "2b7c4e90-58d1-4f3e-9a66-0c5d8e1f7b32";
    let mia = json!({"id": "mia", "userPrincipalName": "mia@litware.example"});
    reseller.post(&format!("/v1/roles/{role}/usermembers"), mia).await.expect(200);
    let taken = format!("DELETE /v1/roles/{role}/usermembers/{{id}}");
    for stranger in [&provider, &world.sign_in(people::OTHER_RESELLER).await] {
        same(&world, stranger, &taken, ["mia", "zoe"], json!({})).await;
    }
    let (listing, application) = ("/v1/providers/{id}", "/v1/enrollments/{id}");
    let contoso = world.tenant_of(people::PROVIDER).await;
    let proseware = "20000000-0000-4000-8000-000000000003";
    let listed = json!({
        "languages": ["de"], "services": ["support"], "contact": {"email": "sales@contoso.example"}, "listed": true,
    });
    for stranger in [people::OTHER_PROVIDER, people::OTHER_RESELLER, people::CUSTOMER] {
        let stranger = world.sign_in(stranger).await;
        same_as_unknown(&world, &stranger, &format!("GET {listing}"), &contoso, json!({})).await;
        same_as_unknown(&world, &stranger, &format!("PUT {listing}"), &contoso, listed.clone()).await;
        same_as_unknown(&world, &stranger, &format!("GET {application}"), proseware, json!({})).await;
        for (act, body) in [
            ("submit", json!({})),
            ("approve", json!({})),
            ("reject", json!({"reason": "No."})),
            ("verify", json!({"confirmed": true})),
        ] {
            same_as_unknown(&world, &stranger, &format!("POST {application}/{act}"), proseware, body).await;
        }
    }
}
