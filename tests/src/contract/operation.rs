//! A route as the contract describes it.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::Contract;

const METHODS: [&str; 7] = ["get", "head", "post", "put", "patch", "delete", "options"];
/// What may go wrong anywhere.
const OF_EVERY_ROUTE: [&str; 2] = ["unexpected", "unavailable"];
/// And where somebody has to be signed in.
const OF_SIGNING_IN: &str = "unauthenticated";
const OF_BODIES: [&str; 3] = ["invalid_input", "body_too_large", "malformed_body"];
/// What the gateway says by itself, in front of every route.
const OF_THE_GATEWAY: [u16; 3] = [429, 500, 503];
/// And where a token is asked for, and where there is a body.
const WITHOUT_TOKEN: u16 = 401;
const TOO_LARGE: u16 = 413;

/// One method of one path.
pub struct Operation {
    /// In upper case.
    pub method: String,
    pub path: String,
    pub id: String,
    pub is_ours: bool,
    /// Whether it asks for no sign-in.
    pub is_open: bool,
    pub parameters: Vec<Parameter>,
    /// The schema of the body.
    pub body: Option<Value>,
    pub answers: HashMap<u16, Value>,
    /// The names of all errors that it may answer.
    pub errors: BTreeSet<String>,
}

/// A parameter of a route.
pub struct Parameter {
    pub name: String,
    /// `path`, `query` or `header`.
    pub place: String,
    pub schema: Value,
}

pub(super) fn all(contract: &Contract) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in contract.paths() {
        let shared = item["parameters"].as_array().into_iter().flatten();
        for method in METHODS {
            let described = &item[method];
            if described.is_object() {
                let own = described["parameters"].as_array().into_iter().flatten();
                let parameters = shared.clone().chain(own).map(|given| parameter(contract.resolved(given)));
                operations.push(operation(contract, method, path, described, parameters.collect()));
            }
        }
    }
    operations
}

fn operation(
    contract: &Contract,
    method: &str,
    path: &str,
    described: &Value,
    parameters: Vec<Parameter>,
) -> Operation {
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{method} {path}")).to_owned();
    let body = contract.resolved(&described["requestBody"]);
    let body = body.is_object().then(|| body["content"]["application/json"]["schema"].clone());
    let answers =
        described["responses"].as_object().unwrap_or_else(|| panic!("{method} {path}: no responses"));
    let answers = answers
        .iter()
        .map(|(status, answer)| (status.parse().expect("a status"), contract.resolved(answer).clone()));
    let named = described["x-errors"].as_array().into_iter().flatten().map(text);
    let mut errors: BTreeSet<_> = named.chain(OF_EVERY_ROUTE.map(ToOwned::to_owned)).collect();
    let is_open = described["security"].as_array().is_some_and(Vec::is_empty);
    if !is_open {
        errors.insert(OF_SIGNING_IN.to_owned());
    }
    if body.is_some() {
        errors.extend(OF_BODIES.map(ToOwned::to_owned));
    }
    if !["get", "head"].contains(&method) && described["x-reads"] != true {
        errors.insert("request_id_reused".to_owned());
    }
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        id: text(&described["operationId"]),
        is_ours: described["x-ours"] == true,
        is_open,
        parameters,
        body,
        answers: answers.collect(),
        errors,
    }
}

fn parameter(described: &Value) -> Parameter {
    let text =
        |key: &str| described[key].as_str().unwrap_or_else(|| panic!("{described}: no {key}")).to_owned();
    Parameter { name: text("name"), place: text("in"), schema: described["schema"].clone() }
}

impl Operation {
    /// The statuses of everything that may go wrong here.
    pub fn failing(&self, contract: &Contract) -> BTreeSet<u16> {
        let without_token = (!self.is_open).then_some(WITHOUT_TOKEN);
        let too_large = self.body.is_some().then_some(TOO_LARGE);
        let by_itself = OF_THE_GATEWAY.into_iter().chain(without_token).chain(too_large);
        let of = |name: &String| contract.errors.get(name).map(|(status, _)| *status);
        self.errors.iter().filter_map(of).chain(by_itself).collect()
    }

    /// Whether a path, in segments, is one of this route's; if so, how many of them are fixed.
    pub(super) fn matches(&self, method: &str, path: &[&str]) -> Option<Vec<bool>> {
        let pattern: Vec<_> = segments(&self.path);
        let same = |(expected, given): (&&str, &&str)| is_variable(expected) || expected == given;
        let fits = self.method == method && pattern.len() == path.len() && pattern.iter().zip(path).all(same);
        fits.then(|| pattern.iter().map(|segment| is_variable(segment)).collect())
    }

    /// The parts of a path that stand for parameters, by name.
    pub(super) fn in_path<'a>(&'a self, path: &[&'a str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let pairs: Vec<_> = segments(&self.path).into_iter().zip(path.iter().copied()).collect();
        let variables = pairs.into_iter().filter(|(expected, _)| is_variable(expected));
        variables.map(|(expected, given)| (expected.trim_matches(['{', '}']), given))
    }
}

/// The segments of a path; doubled and trailing slashes count for nothing.
pub(super) fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|segment| !segment.is_empty()).collect()
}

fn is_variable(segment: &str) -> bool {
    segment.starts_with('{')
}
