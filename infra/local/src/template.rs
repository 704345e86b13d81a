//! The SAM template, read as the list of what to run.
//!
//! Routes, variables, keys and the stream's mapping are written in template.yaml and nowhere else.
//! The local stack therefore doesn't repeat them: it reads the file and plays the deployment, with
//! values for the template's parameters that fit a laptop. What would fail or be forgotten in a
//! deployment (a variable that isn't declared, a route that nobody serves) fails here first.

mod deployment;
mod values;

#[cfg(test)]
mod tests;

pub use deployment::{Authorizer, Cors, Deployment, Function, Route, StreamMapping};

use std::sync::LazyLock;

use serde_json::Value;

use crate::yaml;

/// The project's template.
pub const TEMPLATE: &str = include_str!("../../../template.yaml");

/// Why a template can't be played on a laptop.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("template.yaml: {0}")]
pub struct TemplateError(pub String);

/// A template as it is written: CloudFormation's functions in their long form, unresolved.
#[derive(Debug)]
pub struct Template {
    document: Value,
}

impl Template {
    /// The project's template, read once in a process.
    ///
    /// # Errors
    /// As [`Template::parse`].
    pub fn of_the_repository() -> Result<&'static Self, TemplateError> {
        static READ: LazyLock<Result<Template, TemplateError>> = LazyLock::new(|| Template::parse(TEMPLATE));
        READ.as_ref().map_err(Clone::clone)
    }

    /// Reads the YAML.
    ///
    /// # Errors
    /// What isn't YAML, with the place.
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        Ok(Self { document: yaml::read(text).map_err(TemplateError)? })
    }

    /// The resources by their logical ids, as they are written.
    #[must_use]
    pub fn resources(&self) -> &Value {
        &self.document["Resources"]
    }

    /// The deployment that the template describes, with `parameters` in place of what an operator
    /// would give. Parameters that are left out take the template's defaults.
    ///
    /// # Errors
    /// A parameter without a value, a function of CloudFormation that isn't played here, or a
    /// resource that isn't written as expected.
    pub fn deploy(&self, parameters: &[(&str, &str)]) -> Result<Deployment, TemplateError> {
        let values = values::Values::new(&self.document, parameters)?;
        deployment::read(&self.document, &values)
    }
}

pub(crate) fn bad<T>(problem: impl Into<String>) -> Result<T, TemplateError> {
    Err(TemplateError(problem.into()))
}
