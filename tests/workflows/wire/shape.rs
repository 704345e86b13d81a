//! The shapes in which clients send the same request.
//!
//! A request is written once, in camelCase and without nulls. What a shape adds to it (the names that
//! are left out, as nulls; the words of enums, in another spelling) it finds in openapi.yaml.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tandem_tests::contract::{Operation, contract};

/// How a client spells words, and how it makes paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `PascalCase`, what is left out as nulls, a slash at the end.
    DotNet,
    /// `camelCase`, no nulls, a doubled slash.
    Java,
    /// UPPER CASE: whatever else there may be.
    Shouting,
}

impl Shape {
    pub fn path(self, path: &str) -> String {
        let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let path = match self {
            Self::DotNet => format!("{path}/"),
            Self::Java => path.replacen("/v1/", "/v1//", 1),
            Self::Shouting => path.to_owned(),
        };
        let named = |pair: &str| match pair.split_once('=') {
            Some((name, value)) if self == Self::Shouting => format!("{}={value}", name.to_uppercase()),
            _ => pair.to_owned(),
        };
        let query = query.map(|query| query.split('&').map(named).collect::<Vec<_>>().join("&"));
        query.map_or(path.clone(), |query| format!("{path}?{query}"))
    }

    pub fn body(self, route: &Operation, body: &Value) -> Value {
        let mut shaped = self.value(body, route.body.as_ref().unwrap_or(&Value::Null));
        if let (Self::DotNet, Value::Object(members)) = (self, &mut shaped) {
            members.insert("Attributes".to_owned(), json!({"Etag": null, "ObjectType": "Resource"}));
        }
        shaped
    }

    fn value(self, value: &Value, schema: &Value) -> Value {
        match value {
            Value::Object(members) => {
                let known = properties(schema);
                let mut shaped: Map<_, _> = members
                    .iter()
                    .map(|(name, value)| {
                        let schema = known.get(name.as_str()).copied().unwrap_or(&Value::Null);
                        (self.name(name), self.value(value, schema))
                    })
                    .collect();
                if self == Self::DotNet {
                    let absent = known.keys().filter(|name| !members.contains_key(**name));
                    shaped.extend(absent.map(|name| (self.name(name), Value::Null)));
                }
                Value::Object(shaped)
            }
            Value::Array(values) => {
                let items = &resolved(schema)["items"];
                Value::Array(values.iter().map(|value| self.value(value, items)).collect())
            }
            Value::String(text) if is_choice(schema, text) => Value::String(self.choice(text)),
            other => other.clone(),
        }
    }

    /// A key, which is in camelCase.
    fn name(self, name: &str) -> String {
        match self {
            Self::DotNet => capital(name),
            Self::Java => name.to_owned(),
            Self::Shouting => name.to_uppercase(),
        }
    }

    /// A word of an enum, which is in `snake_case` (or a name of its own).
    pub fn choice(self, word: &str) -> String {
        let pascal: String = word.split('_').map(capital).collect();
        match self {
            Self::DotNet => pascal,
            Self::Java => {
                let mut letters = pascal.chars();
                letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
            }
            Self::Shouting => word.to_uppercase(),
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a reference leads to in the end.
fn resolved(schema: &Value) -> &Value {
    let next = contract().resolved(schema);
    if std::ptr::eq(next, schema) { schema } else { resolved(next) }
}

fn is_choice(schema: &Value, word: &str) -> bool {
    let schema = resolved(schema);
    let choices = schema["enum"].as_array().into_iter().flatten().chain(schema.get("const"));
    choices.into_iter().any(|choice| choice == word)
}

/// The properties of an object, those of its parts among them.
fn properties(schema: &Value) -> BTreeMap<&str, &Value> {
    let schema = resolved(schema);
    let parts = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|of| schema[of].as_array()).flatten();
    let own = schema["properties"].as_object().into_iter().flatten();
    let own = own.map(|(name, schema)| (name.as_str(), schema));
    parts.flat_map(properties).chain(own).collect()
}
