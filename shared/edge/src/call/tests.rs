//! What a function sees of a path.

use lambda_http::Request;
use serde_json::{Value, json};

use super::segments;

fn request(route_key: &str, raw_path: &str, variables: Value) -> Request {
    let event = json!({
        "version": "2.0", "routeKey": route_key, "rawPath": raw_path, "rawQueryString": "", "headers": {},
        "pathParameters": variables, "isBase64Encoded": false,
        "requestContext": {
            "accountId": "000000000000", "apiId": "api", "domainName": "api.example", "requestId": "1",
            "routeKey": route_key, "stage": "$default", "timeEpoch": 0,
            "http": {"method": "DELETE", "path": raw_path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"},
        },
    });
    lambda_http::request::from_str(&event.to_string()).expect("an event")
}

const TAKE: &str = "DELETE /v1/roles/{roleId}/usermembers/{id}";

#[test]
fn what_stands_for_a_variable_is_decoded() {
    for raw_path in ["/v1/roles/1/usermembers/auth0%7C123", "/v1/roles/1/usermembers/auth0|123"] {
        let request = request(TAKE, raw_path, json!({"roleId": "1", "id": "auth0|123"}));
        assert_eq!(segments(&request), ["roles", "1", "usermembers", "auth0|123"], "{raw_path}");
    }
}

#[test]
fn a_slash_that_was_escaped_stays_in_its_segment() {
    for raw_path in ["/v1/roles/1%2Fusermembers/usermembers/x", "/v1/roles/1/usermembers/usermembers/x"] {
        let request = request(TAKE, raw_path, json!({"roleId": "1/usermembers", "id": "x"}));
        assert_eq!(segments(&request), ["roles", "1/usermembers", "usermembers", "x"], "{raw_path}");
    }
    let once = request(TAKE, "/v1/roles/1/usermembers/a%252Fb", json!({"roleId": "1", "id": "a%2Fb"}));
    assert_eq!(segments(&once)[3], "a%2Fb", "decoded once");
}

#[test]
fn a_functions_own_address_has_no_routes() {
    let request = request("$default", "//invitations/abc%7C/", Value::Null);
    assert_eq!(segments(&request), ["invitations", "abc%7C"]);
}
