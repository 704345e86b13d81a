//! The recorded events, which `sam local invoke` gives to the functions in containers, given to the
//! same functions here: what is expected of a container stays true of the code.
//!
//! tests/events/FUNCTION/CASE.json is an event as the gateway, a function URL, the table's stream or
//! a schedule makes it; CASE.expect.json beside it says what must come back. In containers all
//! events meet one table, and somebody may try one of them again, so none may depend on another:
//! here they go in order, all over again, and backwards.

use std::collections::BTreeSet;
use std::fs::read_dir;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tandem_tests::World;
use tandem_tests::contract::check_event;

/// The one function of the API whose every caller is somebody who holds a link (E9).
const OPEN: &str = "verify-email";

/// An event and what must come of it.
struct Recorded {
    function: String,
    case: String,
    event: Value,
    expected: Value,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("events")
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every recorded event, by function and case.
fn recorded() -> Vec<Recorded> {
    let functions = names(&folder()).into_iter();
    let of = |function: String| {
        let folder = folder().join(&function);
        let cases = names(&folder).into_iter().filter(|name| !name.ends_with(".expect.json"));
        cases.map(move |name| {
            let case = name.strip_suffix(".json").expect("an event is JSON").to_owned();
            Recorded {
                event: json(&folder.join(&name)),
                expected: json(&folder.join(format!("{case}.expect.json"))),
                function: function.clone(),
                case,
            }
        })
    };
    functions.flat_map(of).collect()
}

/// What is wrong with an answer; empty if nothing is.
fn differences(answer: &Result<Value, String>, expected: &Value) -> String {
    let Ok(answer) = answer else { return format!("{answer:?}") };
    let body = answer["body"].as_str().unwrap_or_default();
    let mut found = Vec::new();
    if answer["statusCode"] != expected["statusCode"] {
        found.push(format!("{} instead of {}", answer["statusCode"], expected["statusCode"]));
    }
    if let Some(failed) = expected["batchItemFailures"].as_u64() {
        let failures = answer["batchItemFailures"].as_array().map(Vec::len);
        if failures.and_then(|failures| u64::try_from(failures).ok()) != Some(failed) {
            found.push(format!("{failures:?} failures instead of {failed}"));
        }
    }
    let texts = expected["contains"].as_array().into_iter().flatten().filter_map(Value::as_str);
    found.extend(texts.filter(|text| !body.contains(text)).map(|text| format!("no {text:?}")));
    if found.is_empty() { String::new() } else { format!("{} in {body}", found.join(", ")) }
}

async fn check<'a>(world: &World, events: impl Iterator<Item = &'a Recorded>) {
    let mut wrong = Vec::new();
    for Recorded { function, case, event, expected } in events {
        let answer = world.stack.invoke(function, event.clone()).await;
        let mut found = differences(&answer, expected);
        if event["routeKey"].as_str().is_some_and(|route| route != "$default")
            && let Ok(answer) = &answer
            && let Err(problem) = check_event(event, answer)
        {
            found.push_str(&problem);
        }
        if !found.is_empty() {
            wrong.push(format!("{function}/{case}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_recorded_event_is_answered_as_expected_first_and_again() {
    let (world, events) = (World::start().await, recorded());
    check(&world, events.iter()).await;
    check(&world, events.iter()).await;
}

#[tokio::test]
async fn every_recorded_event_is_answered_as_expected_in_the_opposite_order() {
    check(&World::start().await, recorded().iter().rev()).await;
}

#[tokio::test]
async fn every_function_of_the_template_has_recorded_events_and_no_other_has() {
    let world = World::start().await;
    let functions: BTreeSet<_> = world.stack.functions().map(ToOwned::to_owned).collect();
    assert_eq!(recorded().into_iter().map(|event| event.function).collect::<BTreeSet<_>>(), functions);
}

#[test]
fn every_function_of_the_api_has_events_of_success_without_claims_and_with_bad_input() {
    let events = recorded();
    let pages = ["directory-page", "enrollment-page", "invitation-page", "relationships-page"];
    let others = [&["deliver-mail", OPEN][..], &pages[..]].concat();
    let functions: BTreeSet<_> = events.iter().map(|event| event.function.as_str()).collect();
    for function in functions.into_iter().filter(|function| !others.contains(function)) {
        let of = || events.iter().filter(|event| event.function == function);
        let claims = |event: &Recorded| event.event["requestContext"].get("authorizer").is_some();
        let expects = |event: &Recorded, status: u16| event.expected["statusCode"] == status;
        assert!(
            of().any(|event| claims(event) && (expects(event, 200) || expects(event, 201))),
            "{function}"
        );
        assert!(of().any(|event| !claims(event) && expects(event, 401)), "{function}");
        assert!(of().any(|event| claims(event) && expects(event, 400)), "{function}");
    }
    let open: Vec<_> = events.iter().filter(|event| event.function == OPEN).collect();
    for status in [200, 400, 404] {
        let expects = |event: &&Recorded| event.expected["statusCode"] == status;
        assert!(
            open.iter()
                .any(|event| expects(event) && event.event["requestContext"].get("authorizer").is_none())
        );
    }
}

#[test]
fn every_expectation_belongs_to_an_event() {
    for function in names(&folder()) {
        let files = names(&folder().join(function));
        for expectation in files.iter().filter_map(|name| name.strip_suffix(".expect.json")) {
            assert!(files.contains(&format!("{expectation}.json")), "{expectation}");
        }
    }
}
