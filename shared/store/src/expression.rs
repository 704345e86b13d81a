//! Expressions: conditions, filters, and what an update sets.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;

use crate::item::Item;

/// A condition, or what an update sets. `#name` in the expression stands for the attribute `name`.
pub(crate) struct Expression {
    pub(crate) text: String,
    values: Vec<(Cow<'static, str>, AttributeValue)>,
}

/// An expression without values so far.
pub(crate) fn expression(text: impl Into<String>) -> Expression {
    Expression { text: text.into(), values: Vec::new() }
}

/// What every item fulfils, and none as well.
pub(crate) fn always() -> Expression {
    expression("attribute_exists(PK) OR attribute_not_exists(PK)")
}

impl Expression {
    pub(crate) fn with(mut self, name: impl Into<Cow<'static, str>>, value: AttributeValue) -> Self {
        self.values.push((name.into(), value));
        self
    }

    /// As the filter of a query.
    pub(crate) fn apply_to(&self, query: QueryFluentBuilder) -> QueryFluentBuilder {
        let query = Self::names([self.text.as_str()])
            .unwrap_or_default()
            .into_iter()
            .fold(query, |query, (name, attribute)| query.expression_attribute_names(name, attribute));
        self.values
            .iter()
            .fold(query, |query, (name, value)| {
                query.expression_attribute_values(name.as_ref(), value.clone())
            })
            .filter_expression(&self.text)
    }

    pub(crate) fn names<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<HashMap<String, String>> {
        let names: HashMap<_, _> = texts
            .into_iter()
            .flat_map(|text| text.split(|c: char| !(c.is_alphanumeric() || c == '#')))
            .filter_map(|word| word.strip_prefix('#').map(|name| (word.to_owned(), name.to_owned())))
            .collect();
        (!names.is_empty()).then_some(names)
    }

    pub(crate) fn all_values(expressions: impl IntoIterator<Item = Self>) -> Option<Item> {
        let values: Item = expressions
            .into_iter()
            .flat_map(|e| e.values)
            .map(|(name, value)| (name.into_owned(), value))
            .collect();
        (!values.is_empty()).then_some(values)
    }
}
