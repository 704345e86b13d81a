//! The query parameter `filter`: JSON in the spelling of .NET (`Field`, `Value`, `Operator`) or of
//! Java (`field`, `value`, `operator`, `fieldType`).

use serde_json::Value;
use tandem_domain::Rejection;

use crate::{Call, body};

/// How a field is compared with the value, always without regard to letter case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    StartsWith,
    Substring,
    Equals,
}

impl Operator {
    fn name(self) -> &'static str {
        match self {
            Self::StartsWith => "starts_with",
            Self::Substring => "substring",
            Self::Equals => "equals",
        }
    }
}

/// A filter on one field, by the operator that the field has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The field, spelled as in `allowed`.
    pub field: &'static str,
    pub value: String,
}

impl Call {
    /// The filter, if there is one, on one of the fields in `allowed`, by `starts_with`.
    ///
    /// # Errors
    /// What isn't JSON, names another field or another operator.
    pub fn filter(&self, allowed: &[&'static str]) -> Result<Option<Filter>, Rejection> {
        let allowed: Vec<_> = allowed.iter().map(|field| (*field, Operator::StartsWith)).collect();
        self.filter_by(&allowed)
    }

    /// The filter, if there is one, on one of the fields in `allowed`, by that field's operator.
    ///
    /// # Errors
    /// What isn't JSON, names another field or another operator, or has a value that isn't a string.
    pub fn filter_by(&self, allowed: &[(&'static str, Operator)]) -> Result<Option<Filter>, Rejection> {
        let Some(text) = self.query("filter") else { return Ok(None) };
        let bad = |rule: String| Rejection::field("filter", rule);
        let filter = body::parse(text.as_bytes())
            .map_err(|_| bad("must be JSON with Field, Value and Operator".to_owned()))?;
        let member = |name: &str| filter.get(name).and_then(Value::as_str).unwrap_or_default();
        let named = allowed.iter().find(|(field, _)| field.eq_ignore_ascii_case(member("field")));
        let Some((field, operator)) = named else {
            let fields: Vec<_> = allowed.iter().map(|(field, _)| *field).collect();
            return Err(bad(format!("must have a Field of: {}", fields.join(", "))));
        };
        let plain = |name: &str| name.replace('_', "").to_ascii_lowercase();
        if plain(member("operator")) != plain(operator.name()) {
            return Err(bad(format!("must have the Operator {}", operator.name())));
        }
        // A value that can't be read must not be one that every item has.
        match filter.get("value") {
            Some(Value::String(value)) => {
                Ok(Some(Filter { field, value: value.chars().take(256).collect() }))
            }
            _ => Err(bad("must have a Value that is a string".to_owned())),
        }
    }
}
