//! The contract, openapi.yaml, held against what the tests send and get.
//!
//! Every call of a [`Caller`](crate::Caller) and every recorded event goes through [`Exchange::check`]. An answer
//! must be one that the route documents: status, name of the error, content type, body, headers. A request
//! that succeeded must fit too, in the spelling that its caller chose ([`spelling`]); one that was refused
//! may be as bad as its test wants.
//!
//! Everything is compiled once in a process, each schema when it is first needed.

mod exchange;
mod operation;
mod spelling;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

pub use exchange::{Exchange, check_event};
pub use operation::Operation;
pub use spelling::even;

/// Where schemas find each other.
const NAME: &str = "tandem:contract";

/// A document to validate by.
pub struct Contract {
    document: Value,
    registry: Registry<'static>,
    compiled: Mutex<HashMap<String, Arc<Validator>>>,
    pub operations: Vec<Operation>,
    /// Status and number of every error, by name.
    pub errors: HashMap<String, (u16, u64)>,
}

/// For answers: as it is written.
pub fn contract() -> &'static Contract {
    static AS_WRITTEN: LazyLock<Contract> = LazyLock::new(|| Contract::of(tandem_local::contract()));
    &AS_WRITTEN
}

/// For requests: what is written in any spelling.
pub fn in_any_spelling() -> &'static Contract {
    static LENIENT: LazyLock<Contract> =
        LazyLock::new(|| Contract::of(&spelling::lenient(tandem_local::contract())));
    &LENIENT
}

impl Contract {
    fn of(document: &Value) -> Self {
        let document = anchored(document);
        let registry = Registry::new().draft(Draft::Draft202012).add(NAME, document.clone());
        let registry =
            registry.and_then(jsonschema::RegistryBuilder::prepare).expect("references that resolve");
        let errors = document["components"]["schemas"]["ErrorName"]["oneOf"].as_array().expect("errors");
        let errors = errors.iter().map(|row| {
            let status =
                row["x-status"].as_u64().and_then(|status| status.try_into().ok()).expect("x-status");
            let name = row["const"].as_str().expect("a name").to_owned();
            (name, (status, row["x-code"].as_u64().expect("x-code")))
        });
        let errors = errors.collect();
        let mut contract =
            Self { registry, compiled: Mutex::default(), operations: Vec::new(), errors, document };
        contract.operations = operation::all(&contract);
        contract
    }

    /// What a reference leads to, or the value itself.
    pub fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        let Some(reference) = value["$ref"].as_str() else { return value };
        let place = reference.split_once('#').map_or("", |(_, place)| place);
        self.document.pointer(place).unwrap_or_else(|| panic!("openapi.yaml: nothing at {reference}"))
    }

    pub fn paths(&self) -> &Map<String, Value> {
        self.document["paths"].as_object().expect("paths")
    }

    /// What is wrong with a value, in one line for each problem.
    ///
    /// # Errors
    /// Everything that doesn't fit.
    pub fn fits(&self, schema: &Value, value: &Value) -> Result<(), String> {
        let validator = self.validator(schema);
        // Quicker than to look for problems, of which there are none nearly always.
        if validator.is_valid(value) {
            return Ok(());
        }
        let problems = validator.iter_errors(value);
        let problems: Vec<_> =
            problems.map(|problem| format!("{}: {problem}", problem.instance_path())).collect();
        if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
    }

    fn validator(&self, schema: &Value) -> Arc<Validator> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        let compile = || {
            let options = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .with_registry(&self.registry)
                .should_validate_formats(true);
            Arc::new(
                options.build(schema).unwrap_or_else(|problem| panic!("openapi.yaml: {problem}: {schema}")),
            )
        };
        Arc::clone(compiled.entry(schema.to_string()).or_insert_with(compile))
    }
}

/// The document with references that can be followed from anywhere.
fn anchored(document: &Value) -> Value {
    match document {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|(key, value)| match value.as_str().filter(|_| key == "$ref") {
                    Some(place) => (key.clone(), json!(format!("{NAME}{place}"))),
                    None => (key.clone(), anchored(value)),
                })
                .collect(),
        ),
        Value::Array(members) => Value::Array(members.iter().map(anchored).collect()),
        other => other.clone(),
    }
}
