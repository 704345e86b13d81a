//! Values of a template: parameters, names of resources, and the few of CloudFormation's functions
//! that the parts played on a laptop use.

use std::collections::HashMap;

use serde_json::Value;

use super::{TemplateError, bad};

/// What the references of a template stand for.
pub(super) struct Values {
    known: HashMap<String, String>,
    /// Parameters that got no value; only an error where something refers to them.
    missing: Vec<String>,
    conditions: HashMap<String, Value>,
}

impl Values {
    pub(super) fn new(document: &Value, given: &[(&str, &str)]) -> Result<Self, TemplateError> {
        let mut known = HashMap::new();
        let mut missing = Vec::new();
        for (name, parameter) in entries(&document["Parameters"]) {
            let given = given.iter().find(|(given, _)| given == name).map(|(_, value)| (*value).to_owned());
            match given.or_else(|| text(&parameter["Default"])) {
                Some(value) => _ = known.insert(name.clone(), value),
                None => missing.push(name.clone()),
            }
        }
        if let Some((unknown, _)) = given.iter().find(|(name, _)| document["Parameters"].get(*name).is_none())
        {
            return bad(format!("has no parameter {unknown}"));
        }
        // A resource's name is made from its logical one, as CloudFormation does.
        for (name, _) in entries(&document["Resources"]) {
            known.insert(name.clone(), format!("tandem-{}", name.to_lowercase()));
        }
        let conditions = entries(&document["Conditions"]).map(|(name, rule)| (name.clone(), rule.clone()));
        Ok(Self { known, missing, conditions: conditions.collect() })
    }

    /// The text that a value comes to.
    pub(super) fn text(&self, value: &Value) -> Result<String, TemplateError> {
        if let Some(text) = text(value) {
            return Ok(text);
        }
        let function = value.as_object().filter(|object| object.len() == 1).and_then(|o| o.iter().next());
        let Some((name, argument)) = function else {
            return bad(format!("{value} isn't a text"));
        };
        match (name.as_str(), argument) {
            ("Ref", Value::String(name)) => self.reference(name),
            ("Fn::If", Value::Array(choice)) if choice.len() == 3 => self.text(self.chosen(choice)?),
            ("Fn::Sub", Value::String(pattern)) => self.substitute(pattern),
            ("Fn::Join", Value::Array(join)) if join.len() == 2 => {
                Ok(self.list(&join[1])?.join(&self.text(&join[0])?))
            }
            ("Fn::Select", Value::Array(select)) if select.len() == 2 => {
                let position = self.text(&select[0])?.parse::<usize>().ok();
                let list = self.list(&select[1])?;
                match position.and_then(|position| list.get(position)) {
                    Some(item) => Ok(item.clone()),
                    None => bad(format!("{value} selects nothing")),
                }
            }
            _ => bad(format!("{name} isn't played on a laptop: {value}")),
        }
    }

    /// The texts that a list comes to; nothing is the empty list.
    pub(super) fn list(&self, value: &Value) -> Result<Vec<String>, TemplateError> {
        match value {
            Value::Null => Ok(Vec::new()),
            Value::Array(items) => {
                let there = items.iter().filter_map(|item| self.there(item).transpose());
                there.map(|item| self.text(item?)).collect()
            }
            Value::Object(object) => match object.get("Fn::Split").and_then(Value::as_array) {
                Some(split) if split.len() == 2 => {
                    let (separator, text) = (self.text(&split[0])?, self.text(&split[1])?);
                    Ok(text.split(&separator).map(ToOwned::to_owned).collect())
                }
                _ => bad(format!("{value} isn't a list")),
            },
            _ => bad(format!("{value} isn't a list")),
        }
    }

    /// A member of a list, unless a condition leaves it out.
    fn there<'v>(&self, item: &'v Value) -> Result<Option<&'v Value>, TemplateError> {
        let item = match item.get("Fn::If").and_then(Value::as_array) {
            Some(choice) if choice.len() == 3 => self.chosen(choice)?,
            _ => item,
        };
        Ok(Some(item).filter(|item| item["Ref"] != "AWS::NoValue"))
    }

    /// What a condition chooses of two.
    fn chosen<'v>(&self, choice: &'v [Value]) -> Result<&'v Value, TemplateError> {
        let name = self.text(&choice[0])?;
        match self.conditions.get(&name) {
            Some(condition) => Ok(if self.holds(condition)? { &choice[1] } else { &choice[2] }),
            None => bad(format!("has no condition {name}")),
        }
    }

    fn holds(&self, condition: &Value) -> Result<bool, TemplateError> {
        let rule = |name: &str| condition.get(name).and_then(Value::as_array);
        match (rule("Fn::Not"), rule("Fn::Equals")) {
            (Some(inner), _) if inner.len() == 1 => Ok(!self.holds(&inner[0])?),
            (_, Some(two)) if two.len() == 2 => Ok(self.text(&two[0])? == self.text(&two[1])?),
            _ => bad(format!("the condition {condition} isn't played on a laptop")),
        }
    }

    fn reference(&self, name: &str) -> Result<String, TemplateError> {
        match self.known.get(name) {
            Some(value) => Ok(value.clone()),
            None if self.missing.iter().any(|missing| missing == name) => {
                bad(format!("the parameter {name} has no value on a laptop"))
            }
            None => bad(format!("refers to {name}, which isn't there")),
        }
    }

    fn substitute(&self, pattern: &str) -> Result<String, TemplateError> {
        let mut parts = pattern.split("${");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let Some((name, rest)) = part.split_once('}') else {
                return bad(format!("{pattern:?} has an open bracket"));
            };
            text += &self.reference(name)?;
            text += rest;
        }
        Ok(text)
    }
}

/// The entries of an object; nothing has none.
pub(super) fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}
