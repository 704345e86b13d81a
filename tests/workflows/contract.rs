//! openapi.yaml says what there is: no route, error or example beside it, and none in it that isn't true.
//!
//! That requests and answers are as it says is checked wherever a test sends one.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::HeaderMap;
use serde_json::{Value, json};
use tandem_domain::audit::{Operation, Resource};
use tandem_tests::contract::{Exchange, contract, in_any_spelling};
use tandem_tests::{Reply, World, people};

/// The errors as the edge makes them: `status, code, "name"`.
const FAILURES: &str = concat!(
    include_str!("../../shared/edge/src/failure.rs"),
    include_str!("../../shared/edge/src/failure/rejections.rs"),
    include_str!("../../shared/edge/src/failure/described.rs"),
);
const README: &str = include_str!("../../README.md");

#[tokio::test]
async fn every_route_has_an_entry_and_every_entry_a_route() {
    let world = World::start().await;
    let functions = &world.stack.deployment().functions;
    let routes = functions.iter().flat_map(|function| &function.routes);
    let routes: BTreeSet<_> = routes.map(|route| (route.method.clone(), route.path.clone())).collect();
    let entries = contract().operations.iter().map(|route| (route.method.clone(), route.path.clone()));
    assert_eq!(entries.collect::<BTreeSet<_>>(), routes);
}

#[test]
fn every_entry_is_complete() {
    let tags = tandem_local::contract()["tags"].as_array().expect("tags");
    let tags: BTreeSet<_> = tags.iter().filter_map(|tag| tag["name"].as_str()).collect();
    let mut ids = BTreeSet::new();
    for route in &contract().operations {
        let entry = &contract().paths()[&route.path][route.method.to_lowercase()];
        let name = format!("{} {}", route.method, route.path);
        assert!(ids.insert(&route.id), "{name}: {} is the id of another route", route.id);
        assert!(
            entry["tags"][0].as_str().is_some_and(|tag| tags.contains(tag)),
            "{name}: no tag of the list"
        );
        assert!(entry["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{name}: no summary");
        let content = &entry["requestBody"]["content"]["application/json"];
        let has_example = content.get("example").or(content.get("examples")).is_some();
        assert!(route.body.is_none() || has_example, "{name}: its request has no example");
        for header in ["MS-RequestId", "MS-CorrelationId"] {
            let found = route.parameters.iter().find(|given| given.place == "header" && given.name == header);
            assert!(found.is_some(), "{name}: no parameter {header}");
        }
    }
}

#[test]
fn the_statuses_of_every_route_are_those_of_its_errors() {
    for route in &contract().operations {
        let name = format!("{} {}", route.method, route.path);
        for error in &route.errors {
            assert!(contract().errors.contains_key(error), "{name}: there is no error {error}");
        }
        let documented = route.answers.keys().copied().filter(|status| *status >= 400);
        assert_eq!(documented.collect::<BTreeSet<_>>(), route.failing(contract()), "{name}");
    }
}

/// Every error in a text that has `status, code, "name"`, as Rust writes them.
fn errors_in(source: &str) -> BTreeMap<String, (u16, u64)> {
    let pieces: Vec<_> = source.split('"').collect();
    let number = |text: &str| text.trim().replace('_', "").parse().ok();
    let found = pieces.iter().skip(1).step_by(2).zip(pieces.iter().step_by(2));
    let found = found.filter_map(|(name, before)| {
        let mut numbers = before.trim_end().strip_suffix(',')?.rsplit([',', '(']);
        let (code, status) = (number(numbers.next()?)?, number(numbers.next()?)?);
        Some(((*name).to_owned(), (u16::try_from(status).ok()?, code)))
    });
    found.collect()
}

#[test]
fn every_error_is_listed_with_its_status_and_number() {
    let listed: BTreeMap<_, _> =
        contract().errors.iter().map(|(name, numbers)| (name.clone(), *numbers)).collect();
    assert_eq!(listed, errors_in(FAILURES), "left: openapi.yaml, right: shared/edge/src/failure");
}

#[test]
fn the_readme_says_the_same_of_our_own_errors() {
    let rows = README.lines().filter(|line| line.starts_with("| 910"));
    let mut told = BTreeMap::new();
    for row in rows {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let names = cells[2].split(',').map(|name| name.trim().trim_matches('`').to_owned());
        let codes = cells[1].split(',').map(|code| code.trim().parse().expect("a number"));
        let status: u16 = cells[3].parse().expect("a status");
        told.extend(names.zip(codes.map(|code: u64| (status, code))));
    }
    let own = contract().errors.iter().filter(|(_, (_, code))| *code >= 910_000);
    let own: BTreeMap<_, _> = own.map(|(name, numbers)| (name.clone(), *numbers)).collect();
    assert_eq!(told, own, "left: the README's table, right: openapi.yaml");
}

#[test]
fn every_word_of_the_audit_trail_is_listed() {
    let record = &tandem_local::contract()["components"]["schemas"]["AuditRecord"]["properties"];
    assert_eq!(record["operationType"]["enum"], json!(Operation::ALL));
    assert_eq!(record["resourceType"]["enum"], json!(Resource::ALL));
}

/// Every `example` and `examples` of a media type or parameter.
fn examples(of: &Value) -> impl Iterator<Item = &Value> {
    let several = of["examples"].as_object().into_iter().flatten().map(|(_, example)| &example["value"]);
    of.get("example").into_iter().chain(several)
}

#[test]
fn every_example_fits_its_schema() {
    let fits = |place: &str, of: &Value| {
        for example in examples(of) {
            let fit = contract().fits(&of["schema"], example);
            fit.unwrap_or_else(|problem| panic!("{place}: {problem}: {example}"));
        }
    };
    for (path, item) in contract().paths() {
        for (method, entry) in
            item.as_object().into_iter().flatten().filter(|(name, _)| *name != "parameters")
        {
            let shared = item["parameters"].as_array().into_iter().flatten();
            for given in shared.chain(entry["parameters"].as_array().into_iter().flatten()) {
                fits(&format!("{method} {path}"), contract().resolved(given));
            }
            for (kind, content) in entry["requestBody"]["content"].as_object().into_iter().flatten() {
                fits(&format!("{method} {path} {kind}"), content);
            }
            for (status, answer) in entry["responses"].as_object().into_iter().flatten() {
                let answer = contract().resolved(answer);
                for (kind, content) in answer["content"].as_object().into_iter().flatten() {
                    fits(&format!("{method} {path} {status} {kind}"), content);
                }
            }
        }
    }
}

fn reply(status: u16, headers: &HeaderMap, body: &Value) -> Reply {
    Reply { status, headers: headers.clone(), bytes: body.to_string().into_bytes() }
}

#[tokio::test]
async fn what_does_not_fit_is_noticed() {
    let world = World::start().await;
    let good = world.sign_in(people::PROVIDER).await.get("/v1/customers").await;
    let (headers, body) = (good.headers.clone(), good.json());
    let mut bare = headers.clone();
    bare.remove("ms-requestid");
    let mut more = body.clone();
    more["items"][0]["shoeSize"] = json!(43);
    let refusal = |code, name| {
        json!({"code": code, "description": "No.", "data": [], "source": "tandem", "errorName": name,
               "isRetryable": false, "parameters": {}})
    };
    for (problem, path, reply) in [
        ("status", "/v1/customers", reply(202, &headers, &body)),
        ("MS-RequestId", "/v1/customers", reply(200, &bare, &body)),
        ("shoeSize", "/v1/customers", reply(200, &headers, &more)),
        ("x-errors", "/v1/customers", reply(400, &headers, &refusal(2055, "etag_stale"))),
        ("number 2000", "/v1/customers", reply(400, &headers, &refusal(2001, "invalid_input"))),
        ("anyOf", "/v1/customers", reply(404, &headers, &json!({"error": "lost"}))),
        ("not in openapi.yaml", "/v1/customers/x/shoes", reply(200, &headers, &body)),
        ("seekoperation", "/v1/customers?seekoperation=previous", reply(200, &headers, &body)),
        ("shoes", "/v1/customers?shoes=2", reply(200, &headers, &body)),
    ] {
        let exchange = Exchange { method: "GET", path, headers: &HeaderMap::new(), body: b"", reply: &reply };
        let found = exchange.check().expect_err(problem);
        assert!(found.contains(problem), "{problem}: {found}");
    }
    let sent = HeaderMap::from_iter([(
        "ms-requestid".parse().expect("a name"),
        "00000000-0000-4000-8000-000000000009".parse().expect("a value"),
    )]);
    let exchange = Exchange { method: "GET", path: "/v1/customers", headers: &sent, body: b"", reply: &good };
    assert!(exchange.check().expect_err("another id").contains("ms-requestid"));
    let exchange = Exchange { headers: &HeaderMap::new(), ..exchange };
    assert_eq!(exchange.check(), Ok(()), "and what fits isn't");
}

#[test]
fn requests_fit_in_any_spelling_and_no_other() {
    let route = |id: &str| in_any_spelling().operations.iter().find(|route| route.id == id).expect("a route");
    let fits = |id, body: Value| {
        let schema = route(id).body.as_ref().expect("a body");
        in_any_spelling().fits(schema, &tandem_tests::contract::even(&body))
    };
    let net = json!({"Email": "lea@litware.example", "MpnId": null, "Language": "zh-cn", "Attributes": {"Etag": null}});
    assert_eq!(fits("askForPartnership", net), Ok(()));
    assert!(fits("askForPartnership", json!({"email": "lea@litware.example", "shoes": 2})).is_err());
    assert!(fits("askForPartnership", json!({"EMAIL": null})).is_err());
}

#[tokio::test]
async fn the_contract_and_its_page_come_from_the_stack_alone() {
    let world = World::start().await;
    let file = world.nobody().get("/openapi.yaml").await;
    assert_eq!(file.text(), tandem_local::OPENAPI);
    assert!(world.nobody().get("/").await.text().contains("href=\"/docs\""), "linked from the start");
    let page = world.nobody().get("/docs").await;
    let policy = page.headers["content-security-policy"].to_str().expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("http"), "{policy}");
    let page = page.text();
    let mut loaded = Vec::new();
    for mark in ["src=\"", "href=\""] {
        loaded.extend(page.split(mark).skip(1).filter_map(|rest| rest.split('"').next()));
    }
    assert!(loaded.iter().filter(|path| path.contains("swagger-ui")).count() == 2, "{loaded:?}");
    for path in loaded {
        assert!(path.starts_with('/') && !path.starts_with("//"), "{path} is elsewhere");
        let asset = world.nobody().get(path).await;
        assert_eq!(asset.status, 200, "{path}");
        assert!(!asset.bytes.is_empty(), "{path}");
    }
}
