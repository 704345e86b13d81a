//! Reading fields from a body, collecting everything that is wrong with them.
//!
//! A handler asks for each field by its name and type; what is missing or bad is noted with its path
//! and rule. [`Form::finish`] then gives the command, or all the notes at once (N6).

use std::fmt::Display;
use std::str::FromStr;

use serde_json::{Map, Value};
use tandem_domain::{FieldError, Rejection};

/// What to do about keys that nobody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownKeys {
    /// Partner Center's clients send many.
    Ignored,
    Refused,
}

/// An object of the body.
#[derive(Debug)]
pub struct Form {
    members: Map<String, Value>,
    path: String,
    unknown: UnknownKeys,
    /// Handed down to the form of an inner object and taken back from it.
    errors: Vec<FieldError>,
}

impl Form {
    pub(crate) fn new(body: Value, unknown: UnknownKeys) -> Result<Self, Rejection> {
        match body {
            Value::Object(members) => Ok(Self { members, path: String::new(), unknown, errors: Vec::new() }),
            _ => Err(Rejection::MalformedBody("it is not a JSON object".to_owned())),
        }
    }

    /// Notes that a field breaks a rule.
    pub fn refuse(&mut self, name: &str, rule: impl Into<String>) {
        let field = if name.is_empty() { self.path.trim_end_matches('.').to_owned() } else { self.at(name) };
        self.errors.push(FieldError::new(field, rule));
    }

    fn at(&self, name: &str) -> String {
        format!("{}{name}", self.path)
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.members.remove(&name.to_ascii_lowercase())
    }

    fn demanded<T>(&mut self, name: &str, value: Option<T>, given: bool) -> Option<T> {
        if value.is_none() && !given {
            self.refuse(name, "is required");
        }
        value
    }

    /// Whether a field is there, whatever it holds.
    pub fn given(&self, name: &str) -> bool {
        self.members.contains_key(&name.to_ascii_lowercase())
    }

    /// A string that may be left out, parsed. Empty counts as left out.
    pub fn optional<T: FromStr<Err: Display>>(&mut self, name: &str) -> Option<T> {
        match self.take(name)? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => match text.parse() {
                Ok(value) => Some(value),
                Err(rule) => {
                    self.refuse(name, rule.to_string());
                    None
                }
            },
            _ => {
                self.refuse(name, "must be a string");
                None
            }
        }
    }

    /// A string that must be there, parsed.
    pub fn required<T: FromStr<Err: Display>>(&mut self, name: &str) -> Option<T> {
        let before = self.errors.len();
        let value = self.optional(name);
        let noted = self.errors.len() > before;
        self.demanded(name, value, noted)
    }

    /// A whole number that may be left out. `1.0` is one.
    pub fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.take(name)?;
        let with_point = || value.as_f64().filter(|number| number.fract() == 0.0);
        let whole = value.as_i64().or_else(|| format!("{:.0}", with_point()?).parse().ok());
        if whole.is_none() {
            self.refuse(name, "must be a whole number");
        }
        whole
    }

    /// A whole number that must be there and is made into a value.
    pub fn required_integer<T>(
        &mut self,
        name: &str,
        parse: impl FnOnce(i64) -> Result<T, String>,
    ) -> Option<T> {
        let given = self.given(name);
        let number = self.integer(name);
        let number = self.demanded(name, number, given)?;
        match parse(number) {
            Ok(value) => Some(value),
            Err(rule) => {
                self.refuse(name, rule);
                None
            }
        }
    }

    pub fn boolean(&mut self, name: &str) -> Option<bool> {
        let value = self.take(name)?.as_bool();
        if value.is_none() {
            self.refuse(name, "must be true or false");
        }
        value
    }

    /// One of a few names, in any letter case, with or without underscores.
    pub fn choice<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let given: String = self.optional(name)?;
        match chosen(&given, choices) {
            Ok(value) => Some(value),
            Err(rule) => {
                self.refuse(name, rule);
                None
            }
        }
    }

    /// An inner object that may be left out.
    pub fn object<T>(&mut self, name: &str, read: impl FnOnce(&mut Form) -> Option<T>) -> Option<T> {
        let value = self.take(name)?;
        let path = self.at(name);
        self.inner(&path, value, read)
    }

    /// An inner object that must be there.
    pub fn required_object<T>(&mut self, name: &str, read: impl FnOnce(&mut Form) -> Option<T>) -> Option<T> {
        if !self.given(name) {
            self.refuse(name, "is required");
        }
        self.object(name, read)
    }

    /// The members of an array that must be there.
    fn members_of(&mut self, name: &str, least: usize, most: usize) -> Option<Vec<Value>> {
        let rule = match self.take(name) {
            Some(Value::Array(values)) if (least..=most).contains(&values.len()) => return Some(values),
            Some(Value::Array(_)) => format!("must have {least} to {most} members"),
            Some(_) => "must be a list".to_owned(),
            None => "is required".to_owned(),
        };
        self.refuse(name, rule);
        None
    }

    /// An array of objects with `least` to `most` members, which must be there.
    pub fn list<T>(
        &mut self,
        name: &str,
        least: usize,
        most: usize,
        mut read: impl FnMut(&mut Form) -> Option<T>,
    ) -> Option<Vec<T>> {
        let values = self.members_of(name, least, most)?;
        let mut members = Vec::with_capacity(values.len());
        for (number, value) in values.into_iter().enumerate() {
            let path = format!("{}[{number}]", self.at(name));
            members.push(self.inner(&path, value, &mut read));
        }
        // Every member is read before one stops it, so that every bad field is noted.
        members.into_iter().collect()
    }

    /// An array of objects with at most `most` members, which may be left out.
    pub fn optional_list<T>(
        &mut self,
        name: &str,
        most: usize,
        read: impl FnMut(&mut Form) -> Option<T>,
    ) -> Vec<T> {
        if self.given(name) { self.list(name, 0, most, read).unwrap_or_default() } else { Vec::new() }
    }

    /// Refuses what can't be done here, rather than dropping it: fields that are there and say something.
    pub fn unsupported(&mut self, names: &[&str], rule: &str) {
        for name in names {
            let says_something = |value: Value| match value {
                Value::String(text) => !text.is_empty(),
                Value::Array(members) => !members.is_empty(),
                Value::Object(members) => !members.is_empty(),
                _ => true,
            };
            if self.take(name).is_some_and(says_something) {
                self.refuse(name, rule);
            }
        }
    }

    /// An array of strings with `least` to `most` members, which must be there, each parsed.
    pub fn strings<T: FromStr<Err: Display>>(
        &mut self,
        name: &str,
        least: usize,
        most: usize,
    ) -> Option<Vec<T>> {
        let values = self.members_of(name, least, most)?;
        let parsed = values.iter().map(|value| match value.as_str() {
            Some(text) => text.parse().map_err(|rule: T::Err| rule.to_string()),
            None => Err("must be a string".to_owned()),
        });
        let mut members = Vec::with_capacity(values.len());
        for (number, member) in parsed.enumerate() {
            let noted = member.map_err(|rule| self.refuse(&format!("{name}[{number}]"), rule));
            members.push(noted.ok());
        }
        members.into_iter().collect()
    }

    fn inner<T>(&mut self, path: &str, value: Value, read: impl FnOnce(&mut Form) -> Option<T>) -> Option<T> {
        let Value::Object(members) = value else {
            self.errors.push(FieldError::new(path, "must be an object"));
            return None;
        };
        let errors = std::mem::take(&mut self.errors);
        let mut form = Form { members, path: format!("{path}."), unknown: self.unknown, errors };
        let value = read(&mut form);
        form.refuse_unknown();
        self.errors = form.errors;
        value
    }

    fn refuse_unknown(&mut self) {
        if self.unknown == UnknownKeys::Refused {
            for (name, _) in std::mem::take(&mut self.members) {
                if name != "attributes" && name != "links" {
                    self.refuse(&name, "is not a field of this request");
                }
            }
        }
    }

    /// What the body says in `attributes.etag`.
    pub(crate) fn etag(&mut self) -> Option<String> {
        let attributes = self.members.remove("attributes")?;
        attributes.get("etag").and_then(Value::as_str).map(ToOwned::to_owned)
    }

    /// Whether nothing was noted so far.
    pub fn is_fine(&self) -> bool {
        self.errors.is_empty()
    }

    /// Everything that was noted.
    #[must_use]
    pub fn errors(mut self) -> Vec<FieldError> {
        self.refuse_unknown();
        self.errors
    }

    /// The value, unless something was noted.
    ///
    /// # Errors
    /// [`Rejection::Invalid`] with everything that was noted.
    pub fn finish<T>(mut self, value: Option<T>) -> Result<T, Rejection> {
        self.refuse_unknown();
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(Rejection::Invalid(self.errors)),
        }
    }
}

/// The choice of that name, in any letter case, with or without underscores.
///
/// # Errors
/// The rule, with the names that there are.
pub(crate) fn chosen<T: Copy>(given: &str, choices: &[(&str, T)]) -> Result<T, String> {
    let plain = |text: &str| text.replace('_', "").to_ascii_lowercase();
    let found = choices.iter().find(|(choice, _)| plain(choice) == plain(given));
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        format!("must be one of: {}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tandem_domain::{EmailAddress, PartnerId, Quantity, Rejection};

    use super::{Form, UnknownKeys};

    #[test]
    fn every_bad_field_is_noted_with_its_path_n6() {
        let body = json!({"email": "x", "lines": [{"quantity": 0}, {"quantity": 2}, {}], "extra": 1});
        let mut form = Form::new(body, UnknownKeys::Refused).expect("an object");
        let email = form.required::<EmailAddress>("email");
        let name = form.required::<String>("companyName");
        let lines = form.list("lines", 1, 3, |line| line.required_integer("quantity", Quantity::new));
        let value = email.zip(name).zip(lines);
        let Err(Rejection::Invalid(errors)) = form.finish(value) else { panic!("expected bad fields") };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["email", "companyName", "lines[0].quantity", "lines[2].quantity", "extra"]);
    }

    #[test]
    fn a_number_with_a_point_and_nothing_behind_it_is_whole() {
        let body = json!({"a": 25.0, "b": 1e2, "c": 1.5, "d": 1e300, "e": "1"});
        let mut form = Form::new(body, UnknownKeys::Ignored).expect("an object");
        let whole = ["a", "b", "c", "d", "e"].map(|name| form.integer(name));
        assert_eq!(whole, [Some(25), Some(100), None, None, None]);
        assert_eq!(form.errors().len(), 3);
    }

    #[test]
    fn every_bad_member_of_a_list_of_strings_is_noted_n6() {
        let body = json!({"ids": ["1", "x", 3], "none": [], "text": "1"});
        let mut form = Form::new(body, UnknownKeys::Ignored).expect("an object");
        for name in ["ids", "none", "text", "absent"] {
            assert_eq!(form.strings::<PartnerId>(name, 1, 3), None);
        }
        let errors = form.errors();
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["ids[1]", "ids[2]", "none", "text", "absent"]);
        assert_eq!([errors[3].rule.as_str(), &errors[4].rule], ["must be a list", "is required"]);
        let mut form = Form::new(json!({"ids": ["1", "2"]}), UnknownKeys::Ignored).expect("an object");
        assert_eq!(form.strings::<PartnerId>("ids", 1, 3).map(|ids| ids.len()), Some(2));
    }

    #[test]
    fn names_of_choices_are_read_in_any_spelling() {
        for spelling in ["one_time", "OneTime", "onetime", "ONE_TIME"] {
            let mut form = Form::new(json!({"cycle": spelling}), UnknownKeys::Ignored).expect("an object");
            assert_eq!(form.choice("cycle", &[("monthly", 1), ("one_time", 2)]), Some(2), "{spelling}");
        }
    }
}
