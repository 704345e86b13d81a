//! Everything that can be done with a list of people.

use axum::body::Body;
use axum::http::Method;
use serde_json::json;
use tandem_tests::{World, people};

/// Listed; given roles, and with one of them another address; taken off the list.
pub async fn people_and_roles(world: &World) {
    let admin = world.sign_in(people::RESELLER).await;
    let roles = admin.get("/v1/roles").await.expect(200);
    let roles: Vec<_> = roles["items"].as_array().expect("roles").iter().collect();
    let of =
        |role: &serde_json::Value| format!("/v1/roles/{}/usermembers", role["id"].as_str().expect("an id"));
    for (number, role) in roles.iter().enumerate() {
        let body = json!({"id": "auth0|mia", "userPrincipalName": format!("mia{number}@litware.example")});
        admin.post(&of(role), body).await.expect(200);
        admin.get(&of(role)).await.expect(200);
    }
    admin.get("/v1/people").await.expect(200);
    for role in roles {
        let path = format!("{}/auth0%7Cmia", of(role));
        assert_eq!(admin.send(Method::DELETE, &path, Body::empty()).await.status, 204);
    }
}
