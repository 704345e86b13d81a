//! A function's variables: read once at start, every bad one reported at once.
//!
//! Readers take what they need and go on with a stand-in where a variable is bad, so that one start
//! tells everything that is wrong; [`Environment::check`] then refuses to go on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Display;
use std::str::FromStr;

/// The variables, and what was found wrong with them so far.
#[derive(Debug, Default)]
pub struct Environment {
    variables: HashMap<String, String>,
    problems: RefCell<Vec<String>>,
}

/// Every variable that is missing or bad, a sentence each.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("; "))]
pub struct BadEnvironment(pub Vec<String>);

impl Environment {
    #[must_use]
    pub fn from_process() -> Self {
        Self::from_pairs(std::env::vars())
    }

    pub fn from_pairs<K: Into<String>, V: Into<String>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let variables = pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { variables, problems: RefCell::default() }
    }

    /// A variable that may be left out; empty counts as left out.
    pub fn optional(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// A variable that must be there. A missing one is noted and read as empty.
    pub fn required(&self, name: &str) -> String {
        self.optional(name).map_or_else(
            || {
                self.note(format!("{name} is missing"));
                String::new()
            },
            ToOwned::to_owned,
        )
    }

    /// A variable with a default, parsed. A bad one is noted and read as the default.
    pub fn parsed<T: FromStr>(&self, name: &str, default: T, rule: &str) -> T {
        match self.optional(name).map(T::from_str) {
            None => default,
            Some(Ok(value)) => value,
            Some(Err(_)) => {
                self.note(format!("{name} {rule}"));
                default
            }
        }
    }

    /// An absolute http or https address without a trailing slash.
    pub fn address(&self, name: &str) -> String {
        let address = self.required(name);
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let fits = rest.is_some_and(|rest| {
            !rest.is_empty()
                && !rest.ends_with('/')
                && rest.bytes().all(|b| b.is_ascii_graphic() && b != b'"')
        });
        if !fits && !address.is_empty() {
            self.note(format!("{name} must be an http or https address without a trailing slash"));
        }
        address
    }

    /// The addresses of those that have one of their own, in `PAGE_ORIGIN_CHINA` beside `PAGE_ORIGIN`.
    pub fn own_addresses<T: Display>(&self, name: &str, of: impl IntoIterator<Item = T>) -> Vec<(T, String)> {
        let given = of.into_iter().filter_map(|of| {
            let own = Self::own_name(name, &of);
            self.optional(&own).map(|_| (of, self.address(&own)))
        });
        given.collect()
    }

    /// The variable that stands for `name` where something has one of its own.
    #[must_use]
    pub fn own_name(name: &str, of: &impl Display) -> String {
        format!("{name}_{}", of.to_string().to_ascii_uppercase())
    }

    /// Notes a problem that the caller found.
    pub fn note(&self, problem: String) {
        self.problems.borrow_mut().push(problem);
    }

    /// # Errors
    /// Everything that was noted.
    pub fn check(&self) -> Result<(), BadEnvironment> {
        let problems = self.problems.borrow();
        if problems.is_empty() { Ok(()) } else { Err(BadEnvironment(problems.clone())) }
    }
}

#[cfg(test)]
mod tests {
    use super::Environment;

    #[test]
    fn every_bad_variable_is_reported_at_once() {
        let env = Environment::from_pairs([("PAGE_ORIGIN", "pages.example"), ("SIZE", "x"), ("EMPTY", "")]);
        assert_eq!(env.required("TABLE_NAME"), "");
        assert_eq!(env.parsed("SIZE", 3, "must be a number"), 3);
        assert_eq!(env.optional("EMPTY"), None);
        env.address("PAGE_ORIGIN");
        let problems = env.check().expect_err("bad variables").to_string();
        assert_eq!(
            problems,
            "TABLE_NAME is missing; SIZE must be a number; \
             PAGE_ORIGIN must be an http or https address without a trailing slash"
        );
    }
}
