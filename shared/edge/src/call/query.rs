//! What a call asks for by the parameters of its query.

use tandem_domain::Rejection;

use super::Call;
use crate::form::chosen;

impl Call {
    pub fn query(&self, name: &str) -> Option<&str> {
        let given = self.query.get(&name.to_ascii_lowercase()).map(|(_, value)| value.as_str());
        given.filter(|value| !value.is_empty())
    }

    /// Refuses a query that holds anything but these names, or one of them without a value: for calls
    /// that do more the less is said.
    ///
    /// # Errors
    /// Another name, or nothing behind one of these.
    pub fn nothing_but(&self, names: &[&str]) -> Result<(), Rejection> {
        for (name, (spelled, value)) in &self.query {
            if !names.contains(&name.as_str()) {
                return Err(Rejection::field(spelled, "is not a parameter of this request"));
            }
            if value.is_empty() {
                return Err(Rejection::field(spelled, "must have a value, or be left out"));
            }
        }
        Ok(())
    }

    /// The query, less the empty ones: names in lower case, as they were spelled, and values.
    pub(crate) fn queries(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let given = self
            .query
            .iter()
            .map(|(name, (spelled, value))| (name.as_str(), spelled.as_str(), value.as_str()));
        given.filter(|(_, _, value)| !value.is_empty())
    }

    /// A query parameter that is one of a few names, in any letter case, with or without underscores.
    ///
    /// # Errors
    /// Another name.
    pub fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<Option<T>, Rejection> {
        let given = self.query(name).map(|given| chosen(given, choices));
        given.transpose().map_err(|rule| Rejection::field(name, rule))
    }

    /// A query parameter, parsed.
    ///
    /// # Errors
    /// What can't be parsed.
    pub fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, Rejection> {
        let parsed = self.query(name).map(str::parse).transpose();
        parsed.map_err(|rule: T::Err| Rejection::field(name, rule.to_string()))
    }

    /// Whether the answer is wanted as a table: `format=csv`, or `Accept` that names `text/csv` first.
    ///
    /// # Errors
    /// Another `format` than `csv` or `json`.
    pub fn wants_csv(&self) -> Result<bool, Rejection> {
        let first = |accept: &str| {
            accept.split([',', ';']).next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/csv"))
        };
        let accepted = || self.header("accept").is_some_and(first);
        Ok(self.choice("format", &[("csv", true), ("json", false)])?.unwrap_or_else(accepted))
    }
}
