//! What the table holds, in a form that two moments can be compared in.

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Map, Value, json};

use crate::World;

/// An item of the table.
pub type Item = std::collections::HashMap<String, AttributeValue>;

impl World {
    /// The name of the table.
    pub fn table(&self) -> String {
        self.stack.stand_ins().table_name().to_owned()
    }

    /// Every item of the table.
    pub async fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut pages = self.stack.client().scan().table_name(self.table()).into_paginator().send();
        while let Some(page) = pages.next().await {
            items.extend(page.expect("a page of the table").items.unwrap_or_default());
        }
        items
    }

    /// Of every item its texts, numbers, maps and lists of these names, straight from the engine: less work
    /// than [`World::items`] for who looks often.
    pub fn outlines(&self, attributes: &[&str]) -> Vec<Item> {
        let names = attributes.iter().map(|name| (format!("#{name}"), json!(name)));
        let names: Map<_, _> = names.collect();
        let wanted = names.keys().cloned().collect::<Vec<_>>().join(", ");
        let mut scan = json!({
            "TableName": self.table(), "ProjectionExpression": wanted, "ExpressionAttributeNames": names,
        });
        let mut items = Vec::new();
        loop {
            let request = serde_json::from_value(scan.clone()).expect("a scan");
            let page = self.stack.database().scan(request).expect("a page of the table");
            let mut page = serde_json::to_value(page).expect("a page as JSON");
            items.extend(page["Items"].as_array().into_iter().flatten().map(outline));
            scan["ExclusiveStartKey"] = page["LastEvaluatedKey"].take();
            if scan["ExclusiveStartKey"].is_null() {
                return items;
            }
        }
    }

    /// Turns the table's stream off, for a story that writes much: each write reads what the stream has
    /// seen. No mail goes out from now on.
    pub fn without_stream(&self) {
        let off = json!({"TableName": self.table(), "StreamSpecification": {"StreamEnabled": false}});
        let off = serde_json::from_value(off).expect("an update");
        self.stack.database().update_table(off).expect("a table without a stream");
    }

    /// What comes of something that must change nothing. Mails that are owed are items too, so a mail
    /// to come would show as well. What request ids did may go, since the engine forgets it in time.
    pub async fn unchanged<T>(&self, refused: impl Future<Output = T>) -> T {
        let before = self.items().await;
        let outcome = refused.await;
        let after = self.items().await;
        let gone = before.iter().filter(|item| !after.contains(item) && text(item, "kind") != "write");
        let gone = comparable(gone.cloned());
        let new = comparable(after.iter().filter(|item| !before.contains(item)).cloned());
        assert!(gone.is_empty() && new.is_empty(), "gone or changed: {gone:#?}; new: {new:#?}");
        outcome
    }
}

fn outline(item: &Value) -> Item {
    let attributes = item.as_object().into_iter().flatten();
    attributes.filter_map(|(name, value)| Some((name.clone(), read(value)?))).collect()
}

fn read(value: &Value) -> Option<AttributeValue> {
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
    let number = || text(&value["N"]).map(AttributeValue::N);
    let map = || value["M"].is_object().then(|| AttributeValue::M(outline(&value["M"])));
    let list = || Some(AttributeValue::L(value["L"].as_array()?.iter().filter_map(read).collect()));
    text(&value["S"]).map(AttributeValue::S).or_else(number).or_else(map).or_else(list)
}

/// Items in a form that is the same for the same content: attributes and items in order.
pub fn comparable(items: impl IntoIterator<Item = Item>) -> Vec<String> {
    let mut items: Vec<_> = items.into_iter().map(|item| map_text(&item)).collect();
    items.sort();
    items
}

fn map_text(map: &Item) -> String {
    let mut members: Vec<_> =
        map.iter().map(|(name, value)| format!("{name}: {}", value_text(value))).collect();
    members.sort();
    members.join(", ")
}

fn value_text(value: &AttributeValue) -> String {
    match value {
        AttributeValue::M(inner) => format!("{{{}}}", map_text(inner)),
        AttributeValue::L(members) => format!("{:?}", members.iter().map(value_text).collect::<Vec<_>>()),
        other => format!("{other:?}"),
    }
}

/// A text attribute of an item.
pub fn text<'a>(item: &'a Item, name: &str) -> &'a str {
    item.get(name).and_then(|value| value.as_s().ok()).map_or("", String::as_str)
}
