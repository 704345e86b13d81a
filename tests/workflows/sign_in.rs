//! Tokens: missing, expired, foreign, altered (T4). The gateway refuses them in its own shape.

use serde_json::json;
use tandem_tests::{World, people};

const PATHS: [&str; 3] = ["/v1/relationships", "/v1/customers", "/v1/relationships/requests/x"];

#[tokio::test]
async fn without_a_usable_token_every_route_answers_401() {
    let world = World::start().await;
    let token = world.stack.token(people::PROVIDER).expect("a token");
    let mut altered: Vec<char> = token.chars().collect();
    let middle = altered.len() / 2;
    altered[middle] = if altered[middle] == 'A' { 'B' } else { 'A' };
    let unsigned = format!("{}.", token.rsplit_once('.').expect("a signature").0);
    for path in PATHS {
        for caller in [
            world.nobody(),
            world.with_token("not-a-token"),
            world.with_token(&altered.iter().collect::<String>()),
            world.with_token(&unsigned),
        ] {
            let reply = caller.get(path).await;
            assert_eq!(reply.status, 401, "{path}");
            assert_eq!(reply.json(), json!({"message": "Unauthorized"}));
        }
    }
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
