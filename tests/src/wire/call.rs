//! A call to the table, as IAM sees it: the action that is asked for and the partition keys it is
//! about. A transaction is no action of its own; its parts are.

use serde_json::Value;

use super::message::Message;

/// What a call is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Read,
    Write,
}

/// A call of a function.
#[derive(Clone, Debug)]
pub struct Call {
    pub function: String,
    /// Such as `TransactWriteItems`.
    pub operation: String,
    pub touches: Vec<Touch>,
}

/// An action on one partition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touch {
    /// Such as `PutItem`, also as a part of a transaction.
    pub action: &'static str,
    pub table: String,
    pub index: Option<String>,
    /// The partition key, of the index if there is one.
    pub key: String,
    /// On which condition, for a write that has one.
    pub condition: Option<String>,
}

impl Call {
    pub(super) fn of(function: &str, request: &Message) -> Self {
        let target = request.header("x-amz-target").unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let input: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let touches = touches(&operation, &input);
        assert!(!touches.is_empty(), "the wire doesn't know {operation}: {input}");
        Self { function: function.to_owned(), operation, touches }
    }

    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.operation.as_str() {
            "GetItem" | "BatchGetItem" | "Query" => Kind::Read,
            _ => Kind::Write,
        }
    }
}

fn touches(operation: &str, input: &Value) -> Vec<Touch> {
    match operation {
        "GetItem" => vec![touch("GetItem", input, &input["Key"])],
        "PutItem" => vec![touch("PutItem", input, &input["Item"])],
        "UpdateItem" => vec![touch("UpdateItem", input, &input["Key"])],
        "DeleteItem" => vec![touch("DeleteItem", input, &input["Key"])],
        "Query" => vec![query(input)],
        "BatchGetItem" => {
            let tables = input["RequestItems"].as_object().into_iter().flatten();
            tables.flat_map(|(table, wanted)| batch(table, wanted)).collect()
        }
        "TransactWriteItems" => input["TransactItems"].as_array().into_iter().flatten().map(part).collect(),
        _ => Vec::new(),
    }
}

fn touch(action: &'static str, at: &Value, key: &Value) -> Touch {
    Touch {
        action,
        table: text(&at["TableName"]),
        index: None,
        key: text(&key["PK"]["S"]),
        condition: at["ConditionExpression"].as_str().map(ToOwned::to_owned),
    }
}

fn batch(table: &str, wanted: &Value) -> Vec<Touch> {
    let keys = wanted["Keys"].as_array().into_iter().flatten();
    let touch = |key: &Value| Touch {
        action: "BatchGetItem",
        table: table.to_owned(),
        index: None,
        key: text(&key["PK"]["S"]),
        condition: None,
    };
    keys.map(touch).collect()
}

fn part(part: &Value) -> Touch {
    let put = &part["Put"];
    if put.is_object() {
        return touch("PutItem", put, &put["Item"]);
    }
    let others =
        [("Update", "UpdateItem"), ("Delete", "DeleteItem"), ("ConditionCheck", "ConditionCheckItem")];
    let found = others.into_iter().find(|(name, _)| part[name].is_object());
    let (name, action) = found.unwrap_or_else(|| panic!("the wire doesn't know this part: {part}"));
    touch(action, &part[name], &part[name]["Key"])
}

/// The partition is the first thing that a query compares: `#partition = :partition AND …`.
fn query(input: &Value) -> Touch {
    let condition = input["KeyConditionExpression"].as_str().unwrap_or_default();
    let value = condition.split(' ').nth(2).unwrap_or_default();
    Touch {
        action: "Query",
        table: text(&input["TableName"]),
        index: input["IndexName"].as_str().map(ToOwned::to_owned),
        key: text(&input["ExpressionAttributeValues"][value]["S"]),
        condition: None,
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
