//! What Partner Center's clients send in their own ways means the same: on every route, in every
//! shape. The routes, and what each has to work on, are those of the policy's tests; the shapes are
//! made from openapi.yaml. So a route that is new is here already.

mod attempt;
mod bounds;
mod lists;
mod shape;

use axum::http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;
use tandem_tests::{World, people};

use crate::policy::oracle::Who;
use crate::steps::{agreement, customer};
use attempt::{done, has, on_every_route, without_secret};
use shape::Shape;

const ID: &str = "9d1f0c52-3f5e-4c0b-8a53-6a3c1a2b4d5e";

/// What is done to something that has an etag, below its own path.
const ACTS: [&str; 9] = [
    "/resend",
    "/cancel",
    "/checkout",
    "/upgrades",
    "/resellerofrecord",
    "/supportcontact",
    "/submit",
    "/approve",
    "/reject",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_route_takes_dotnets_spelling_with_nulls_and_keys_that_are_not_known() {
    on_every_route(
        |_| true,
        async |tried| {
            let mut body = Shape::DotNet.body(tried.route, &tried.body);
            if !tried.route.is_ours {
                body["SomethingElse"] = json!({"Here": [1, null]});
            }
            let reply = tried.send(&tried.caller, &Shape::DotNet.path(&tried.path), &body).await;
            done(&reply, &format!("{}: {body}", tried.name()));
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_takes_any_other_spelling() {
    on_every_route(
        |_| true,
        async |tried| {
            let body = Shape::Shouting.body(tried.route, &tried.body);
            let reply = tried.send(&tried.caller, &Shape::Shouting.path(&tried.path), &body).await;
            done(&reply, &format!("{}: {body}", tried.name()));
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_takes_javas_spelling_and_five_repeats_have_one_effect_n2() {
    on_every_route(
        |_| true,
        async |tried| {
            let caller = tried.caller.with("ms-requestid", ID).with("ms-contract-version", "v1");
            let (path, body) = (Shape::Java.path(&tried.path), Shape::Java.body(tried.route, &tried.body));
            let first = tried.send(&caller, &path, &body).await;
            done(&first, &format!("{}: {body}", tried.name()));
            let repeats = async {
                for _ in 0..4 {
                    let again = tried.send(&caller, &path, &body).await;
                    assert_eq!(again.status, first.status, "{}: {}", tried.name(), again.text());
                    assert_eq!(without_secret(&again), without_secret(&first), "{}", tried.name());
                    assert_eq!(again.headers["ms-requestid"], ID, "{}", tried.name());
                }
            };
            tried.story.world.unchanged(repeats).await;
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_not_known_are_refused_where_the_route_is_ours() {
    on_every_route(
        |route| route.is_ours && route.body.is_some(),
        async |tried| {
            let mut body = tried.body.clone();
            body["somethingElse"] = json!({"Here": 1});
            let attempt = tried.send(&tried.caller, &tried.path, &body);
            let error = tried.story.world.unchanged(attempt).await.refused(400, "invalid_input");
            let named = error["parameters"]["field"].as_str().unwrap_or_default().to_ascii_lowercase();
            assert_eq!(named, "somethingelse", "{}: {error}", tried.name());
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_echo_the_ids_of_their_request() {
    on_every_route(
        |route| !route.is_open,
        async |tried| {
            let nobody = tried.story.member(Who::Nobody, &[]);
            let nobody = nobody.with("ms-requestid", ID).with("ms-correlationid", ID);
            let reply = tried.send(&nobody, &tried.path, &tried.body).await;
            assert!([403, 404].contains(&reply.status), "{} {}", tried.name(), reply.status);
            for name in ["ms-requestid", "ms-correlationid"] {
                assert_eq!(reply.headers[name], ID, "{}", tried.name());
            }
        },
    )
    .await;
}

/// Where nobody has to be signed in, what is wrong is the request.
#[tokio::test(flavor = "multi_thread")]
async fn errors_of_open_routes_echo_the_ids_of_their_request() {
    on_every_route(
        |route| route.is_open,
        async |tried| {
            let caller = tried.caller.with("ms-requestid", ID).with("ms-correlationid", ID);
            let (path, status) = match tried.method {
                Method::GET => (tried.with_query("country", "Germany"), 400),
                _ => (tried.path.replace("/verify", "x/verify"), 404),
            };
            let reply = tried.story.world.unchanged(tried.send(&caller, &path, &tried.body)).await;
            for name in ["ms-requestid", "ms-correlationid"] {
                assert_eq!(reply.headers[name], ID, "{}", tried.name());
            }
            let error = reply.json();
            assert_eq!((reply.status, &error["source"]), (status, &json!("tandem")), "{}", tried.name());
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_etag_is_looked_for_in_the_body_and_then_in_if_match() {
    on_every_route(
        |route| has(route, "header", "If-Match"),
        async |tried| {
            let (world, caller) = (&tried.story.world, &tried.caller);
            let mut body = tried.body.clone();
            if tried.route.body.is_some() {
                body["attributes"] = json!({"etag": "c3RhbGU="});
                let stale = world.unchanged(tried.send(caller, &tried.path, &body)).await;
                assert_eq!(stale.refused(400, "etag_stale")["code"], 2055, "{}", tried.name());
            }
            for etag in ["c3RhbGU=", "\"c3RhbGU=\"", "W/\"c3RhbGU=\""] {
                let caller = caller.with("if-match", etag);
                let stale = world.unchanged(tried.send(&caller, &tried.path, &tried.body)).await;
                assert_eq!(stale.refused(400, "etag_stale")["code"], 2055, "{} {etag}", tried.name());
            }
            let resource = tried.path.trim_end_matches(['/']);
            let resource = ACTS.into_iter().find_map(|act| resource.strip_suffix(act)).unwrap_or(resource);
            // The other name of the same profile is for writing only.
            let resource = resource
                .strip_suffix("supportprofile")
                .map_or_else(|| resource.to_owned(), |profiles| format!("{profiles}support"));
            let read = caller.get(&resource).await.expect(200);
            let etag =
                read["attributes"]["etag"].as_str().unwrap_or_else(|| panic!("{}: {read}", tried.name()));
            if tried.route.body.is_some() {
                body["attributes"] = json!({"etag": etag});
                let caller = caller.with("if-match", "\"c3RhbGU=\"");
                done(
                    &tried.send(&caller, &tried.path, &body).await,
                    &format!("{} by its body", tried.name()),
                );
            } else {
                let caller = caller.with("if-match", &format!("\"{etag}\""));
                done(&tried.send(&caller, &tried.path, &body).await, &tried.name());
            }
        },
    )
    .await;
}

#[tokio::test]
async fn dates_are_read_as_every_client_writes_them() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (number, date) in [
        "2026-11-01",
        "2026-11-01T00:00:00",
        "2026-11-01T00:00:00Z",
        "2026-11-01T00:00:00.0000000Z",
        "2026-11-01T00:00:00.000+00:00",
        "2026-11-305",
        "11/1/2026 12:00:00 AM",
    ]
    .into_iter()
    .enumerate()
    {
        let mut body = customer(&format!("dates{number}"));
        body["agreement"] = agreement();
        body["agreement"]["dateAgreed"] = json!(date);
        provider.post("/v1/customers", body).await.expect(201);
        let since = utf8_percent_encode(date, NON_ALPHANUMERIC);
        let records = provider.get(&format!("/v1/auditrecords?startDate={since}")).await.expect(200);
        assert!(records["totalCount"].as_u64() > Some(0), "{date}: {records}");
    }
}
