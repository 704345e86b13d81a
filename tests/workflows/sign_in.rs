//! Tokens: missing, expired, foreign, altered (T4). The gateway refuses them in its own shape.

use serde_json::{Value, json};
use tandem_tests::contract::contract;
use tandem_tests::tokens::{header, now, signed, signed_with_the_public_key, unsigned};
use tandem_tests::{Caller, Reply, World, people};

use crate::invitations::invited;
use crate::policy::call;
use crate::steps::asked;

const CONTOSO: &str = "10000000-0000-4000-8000-000000000001";
const FABRIKAM: &str = "20000000-0000-4000-8000-000000000001";
const WOODGROVE: &str = "30000000-0000-4000-8000-000000000001";
const OF_WOODGROVE: &str = "40000000-0000-4000-8000-000000000101";

/// What there is for every route: the ids in its path, by their names.
async fn something_for_every_route(world: &World) -> Vec<(&'static str, String)> {
    let request = asked(world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let invitation = invited(&provider, "gina@woodgrove.example", json!([]), json!({})).await;
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    let orders = provider.get(&format!("/v1/customers/{WOODGROVE}/orders")).await.expect(200);
    let carts = format!("/v1/customers/{WOODGROVE}/carts");
    let cart = provider.post(&carts, crate::steps::cart(&["office-basic"])).await.expect(201);
    let trail = provider.get("/v1/auditrecords").await.expect(200);
    vec![
        ("/relationships/requests/{id}", format!("/relationships/requests/{}", text(&request["id"]))),
        (
            "/customers/relationshiprequests/{id}",
            format!("/customers/relationshiprequests/{}", text(&invitation["id"])),
        ),
        ("/offers/{id}", "/offers/office-basic".to_owned()),
        ("/providers/{tenantId}", format!("/providers/{CONTOSO}")),
        ("/auditrecords/{id}", format!("/auditrecords/{}", text(&trail["items"][0]["id"]))),
        ("{id}", WOODGROVE.to_owned()),
        ("{sid}", OF_WOODGROVE.to_owned()),
        ("{oid}", text(&orders["items"][0]["id"])),
        ("{cartId}", text(&cart["id"])),
        ("{userId}", WOODGROVE.to_owned()),
        ("{tenantId}", FABRIKAM.to_owned()),
        ("{roleId}", "2b7c4e90-58d1-4f3e-9a66-0c5d8e1f7b32".to_owned()),
        ("{mpnId}", "2000001".to_owned()),
        ("{domain}", "woodgrove.onmicrosoft.com".to_owned()),
    ]
}

/// Calls every route of the template that asks for a token, each with ids that exist and the body of its
/// example.
async fn on_every_route(world: &World, ids: &[(&str, String)], caller: &Caller) -> Vec<(String, Reply)> {
    let mut replies = Vec::new();
    let routes = world.stack.deployment().functions.iter().flat_map(|function| &function.routes);
    for route in routes.filter(|route| route.needs_token) {
        // What is given to a partner is a service; all other routes name things by their ids.
        let known = if route.method == "PUT" {
            route.path.replace("access/{id}", "access/exchange")
        } else {
            route.path.clone()
        };
        let path = ids.iter().fold(known, |path, (name, id)| path.replace(name, id));
        let query = match route.path.as_str() {
            "/v1/offers" => "?country=DE",
            "/v1/partnerids" => "?status=inactive",
            "/v1/compliance/csp/agreementstatus" => "?mpnId=2000002",
            _ => "",
        };
        let entry = &contract().paths()[&route.path][route.method.to_lowercase()];
        let content = &entry["requestBody"]["content"]["application/json"];
        let several = content["examples"].as_object().and_then(|examples| examples.values().next());
        let example = content.get("example").or(several.map(|example| &example["value"]));
        let body = example.cloned().unwrap_or_else(|| json!({}));
        let reply = call(caller, &route.method, &format!("{path}{query}"), body).await;
        replies.push((format!("{} {}", route.method, route.path), reply));
    }
    replies
}

/// Tokens that nobody is let in with, by what is wrong with each.
async fn unusable_tokens(world: &World) -> Vec<(&'static str, String)> {
    let good = world.claims(CONTOSO, &["admin_agent"]);
    let with = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims[name] = value;
        signed(&header(), &claims)
    };
    let without = |name: &str| {
        let mut claims = good.clone();
        claims.as_object_mut().expect("an object").remove(name);
        signed(&header(), &claims)
    };
    let with_key_id = |id: Value| {
        let mut header = header();
        header["kid"] = id;
        signed(&header, &good)
    };
    let tokens = world.tokens_of(people::PROVIDER).await;
    let [access, identity] =
        ["access_token", "id_token"].map(|name| tokens[name].as_str().expect("a token").to_owned());
    let mut unusable = vec![
        ("malformed", "not-a-token".to_owned()),
        ("two parts", access.rsplit_once('.').expect("a signature").0.to_owned()),
        ("altered", altered(&access)),
        ("unsigned", unsigned(&good)),
        ("unknown key", with_key_id(json!("other"))),
        ("no key", with_key_id(Value::Null)),
        ("expired", with("exp", json!(now() - 61))),
        ("not yet good", with("nbf", json!(now() + 3600))),
        ("another issuer", with("iss", json!("https://idp.evil.example"))),
        ("almost the issuer", with("iss", json!(format!("{}/", good["iss"].as_str().unwrap_or(""))))),
        ("for another API", with("aud", json!("other"))),
        ("for the client", identity),
    ];
    unusable.extend(["exp", "nbf", "iss", "aud", "sub", "tid"].map(|name| (name, without(name))));
    unusable.extend(signed_with_the_public_key(&good).into_iter().map(|token| ("HS256", token)));
    unusable
}

/// The same token for somebody else: the signature isn't theirs.
fn altered(token: &str) -> String {
    let mut altered: Vec<char> = token.chars().collect();
    let middle = altered.len() / 2;
    altered[middle] = if altered[middle] == 'A' { 'B' } else { 'A' };
    altered.into_iter().collect()
}

#[tokio::test]
async fn without_a_usable_token_every_route_answers_401_and_does_nothing_t4() {
    let world = World::start().await;
    let ids = something_for_every_route(&world).await;
    let mut callers = vec![("none", world.nobody())];
    let unusable = unusable_tokens(&world).await;
    callers.extend(unusable.iter().map(|(what, token)| (*what, world.with_token(token))));
    world
        .unchanged(async {
            for (what, caller) in &callers {
                for (route, reply) in on_every_route(&world, &ids, caller).await {
                    assert_eq!(reply.status, 401, "{route} with token: {what}");
                    if !route.starts_with("HEAD ") {
                        let message = json!({"message": "Unauthorized"});
                        assert_eq!(reply.json(), message, "{route} with token: {what}");
                    }
                    assert!(reply.headers.contains_key("www-authenticate"));
                }
            }
        })
        .await;
}

#[tokio::test]
async fn a_token_that_is_right_in_everything_is_let_in_everywhere_t4() {
    let world = World::start().await;
    let ids = something_for_every_route(&world).await;
    // Without a role nothing is done, so that one world serves; a minute between clocks is allowed.
    let mut claims = world.claims(CONTOSO, &[]);
    claims["nbf"] = json!(now() + 30);
    let caller = world.with_token(&signed(&header(), &claims));
    let replies = world.unchanged(on_every_route(&world, &ids, &caller)).await;
    for (route, reply) in &replies {
        // A provider has no application of its own, and others' aren't there for it.
        let expected = if route.contains("/v1/enrollments/{id}") { 404 } else { 403 };
        assert_eq!(reply.status, expected, "{route}: {}", reply.text());
    }
    assert!(replies.len() >= 18);
}

#[tokio::test]
async fn unknown_routes_answer_404_in_the_gateways_shape() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let reply = provider.get("/v1/nothing/here").await;
    assert_eq!((reply.status, reply.json()), (404, json!({"message": "Not Found"})));
    let wrong_method = provider.patch("/v1/relationships", json!({})).await;
    assert_eq!(wrong_method.status, 404, "never 405");
}

#[tokio::test]
async fn doubled_and_trailing_slashes_mean_the_same_path() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let plain = provider.get("/v1/relationships").await.expect(200);
    for path in ["/v1//relationships", "/v1/relationships/", "//v1///relationships//"] {
        assert_eq!(provider.get(path).await.expect(200)["items"], plain["items"], "{path}");
    }
}
