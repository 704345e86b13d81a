//! Requests in any spelling that Tandem reads: keys and enums in any letter case, enums with or without
//! underscores, nulls and empty strings for what is left out.
//!
//! The contract describes requests in one spelling. So that those in another can be held against it, keys
//! are put in lower case on both sides, and enums become patterns.

use serde_json::{Map, Value, json};

/// The document for bodies of [`even`].
pub(super) fn lenient(document: &Value) -> Value {
    match document {
        Value::Object(members) => {
            let mut lenient: Map<_, _> = members
                .iter()
                .filter(|(key, _)| *key != "enum")
                .map(|(key, value)| member(key, value))
                .collect();
            if let Some(values) = members.get("enum").and_then(Value::as_array) {
                lenient.insert("anyOf".to_owned(), values.iter().map(any_spelling).collect());
            }
            Value::Object(lenient)
        }
        Value::Array(members) => Value::Array(members.iter().map(lenient).collect()),
        other => other.clone(),
    }
}

fn member(key: &str, value: &Value) -> (String, Value) {
    let lenient = match (key, value) {
        ("properties", Value::Object(properties)) => Value::Object(
            properties.iter().map(|(name, schema)| (name.to_ascii_lowercase(), lenient(schema))).collect(),
        ),
        ("required", Value::Array(names)) => {
            names.iter().map(|name| json!(name.as_str().unwrap_or_default().to_ascii_lowercase())).collect()
        }
        _ => lenient(value),
    };
    (key.to_owned(), lenient)
}

/// A schema for one value of an enum.
fn any_spelling(value: &Value) -> Value {
    let Some(text) = value.as_str() else { return json!({"const": value}) };
    let either = |c: char| match c {
        '_' => "_?".to_owned(),
        c if c.is_ascii_alphabetic() => {
            format!("[{}{}]_?", c.to_ascii_lowercase(), c.to_ascii_uppercase())
        }
        c if c.is_ascii_digit() => c.to_string(),
        c => format!("[{c}]"),
    };
    json!({"type": "string", "pattern": format!("^{}$", text.chars().map(either).collect::<String>())})
}

/// A body with keys in lower case, without what means absent.
pub fn even(value: &Value) -> Value {
    let absent = |value: &Value| value.is_null() || value == "";
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(_, value)| !absent(value))
            .map(|(key, value)| (key.to_ascii_lowercase(), even(value)))
            .collect(),
        Value::Array(members) => members.iter().filter(|value| !value.is_null()).map(even).collect(),
        other => other.clone(),
    }
}

/// A parameter's text as the value that its schema is about.
pub(super) fn parameter(text: &str, schema: &Value) -> Value {
    match schema["type"].as_str() {
        Some("integer") => text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number)),
        Some("boolean") => {
            text.to_ascii_lowercase().parse::<bool>().map_or_else(|_| json!(text), |yes| json!(yes))
        }
        _ => json!(text),
    }
}
