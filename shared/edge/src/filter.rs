//! The query parameter `filter`: JSON in the spelling of .NET (`Field`, `Value`, `Operator`) or of
//! Java (`field`, `value`, `operator`, `fieldType`).

use serde_json::Value;
use tandem_domain::Rejection;

use crate::{Call, body};

/// A filter on one field. Every filter that Tandem supports is *starts with*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The field, spelled as in `allowed`.
    pub field: &'static str,
    pub value: String,
}

impl Call {
    /// The filter, if there is one, on one of the fields in `allowed`.
    ///
    /// # Errors
    /// What isn't JSON, names another field, or another operator than `starts_with`.
    pub fn filter(&self, allowed: &[&'static str]) -> Result<Option<Filter>, Rejection> {
        let Some(text) = self.query("filter") else { return Ok(None) };
        let bad = |rule: String| Rejection::field("filter", rule);
        let filter = body::parse(text.as_bytes())
            .map_err(|_| bad("must be JSON with Field, Value and Operator".to_owned()))?;
        let member = |name: &str| filter.get(name).and_then(Value::as_str).unwrap_or_default();
        let field = allowed
            .iter()
            .find(|field| field.eq_ignore_ascii_case(member("field")))
            .ok_or_else(|| bad(format!("must have a Field of: {}", allowed.join(", "))))?;
        if member("operator").replace('_', "").eq_ignore_ascii_case("startswith") {
            let value: String = member("value").chars().take(256).collect();
            Ok(Some(Filter { field, value }))
        } else {
            Err(bad("must have the Operator starts_with".to_owned()))
        }
    }
}
