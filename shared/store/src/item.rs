//! Records to items and back.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tandem_domain::Fault;

use crate::keys::{IndexKey, Key};

/// An item as the SDK has it.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// A record's attributes under its key. An attribute that an index is made of is left out rather
/// than null: null is refused there, and an item without it is not in the index.
pub(crate) fn item(key: Key, kind: &str, record: &impl Serialize) -> Result<Item, Fault> {
    let mut item: Item =
        serde_dynamo::to_item(record).map_err(|error| Fault::Corrupt(format!("{kind}: {error}")))?;
    for (name, value) in [("PK", key.pk.as_str()), ("SK", &key.sk), ("kind", kind)] {
        if item.insert(name.to_owned(), text(value)).is_some() {
            return Err(Fault::Corrupt(format!("{kind}: the record has an attribute {name} of its own")));
        }
    }
    Ok(item)
}

/// Puts an item into the first or the second index.
pub(crate) fn indexed(mut item: Item, number: u8, at: IndexKey) -> Item {
    item.insert(format!("GSI{number}PK"), text(at.pk));
    item.insert(format!("GSI{number}SK"), text(at.sk));
    item
}

/// Reads a record; keys and other attributes that it doesn't know are passed over.
pub(crate) fn record<T: DeserializeOwned>(item: Item) -> Result<T, Fault> {
    let kind = item.get("kind").and_then(|kind| kind.as_s().ok()).cloned().unwrap_or_default();
    serde_dynamo::from_item(item).map_err(|error| Fault::Corrupt(format!("{kind}: {error}")))
}

pub(crate) fn value(of: &impl Serialize) -> Result<AttributeValue, Fault> {
    serde_dynamo::to_attribute_value(of).map_err(|error| Fault::Corrupt(error.to_string()))
}

pub(crate) fn text(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

pub(crate) fn number(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

pub(crate) fn key_attributes(key: &Key) -> Item {
    HashMap::from([("PK".to_owned(), text(&key.pk)), ("SK".to_owned(), text(&key.sk))])
}

/// A text attribute of an item, such as one of its keys; empty if there is none.
pub(crate) fn text_of<'a>(item: &'a Item, attribute: &str) -> &'a str {
    item.get(attribute).and_then(|value| value.as_s().ok()).map_or("", String::as_str)
}
