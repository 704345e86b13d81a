//! Lines of a form. `templates/field.html` prints them, and `assets/fields.js` reads, fills and refuses
//! them by the members of the body that each becomes.

use tandem_domain::Country;

/// A line to be filled in.
#[derive(Clone, Debug)]
pub struct Field {
    pub id: &'static str,
    /// The members of the body that it becomes, as the API's errors name them.
    pub paths: &'static str,
    pub label: &'static str,
    pub hint: String,
    /// The type of an input.
    pub kind: &'static str,
    pub autocomplete: &'static str,
    pub is_required: bool,
    /// What there is to choose from, if it isn't written: values of the API, each with its label.
    pub choices: Vec<(String, String)>,
    /// Whether nothing is chosen at first.
    pub begins_empty: bool,
}

impl Field {
    /// A line that must be filled in with text.
    #[must_use]
    pub fn new(
        id: &'static str,
        paths: &'static str,
        label: &'static str,
        autocomplete: &'static str,
    ) -> Self {
        Self {
            id,
            paths,
            label,
            hint: String::new(),
            kind: "text",
            autocomplete,
            is_required: true,
            choices: Vec::new(),
            begins_empty: false,
        }
    }

    #[must_use]
    pub fn optional(self) -> Self {
        Self { is_required: false, ..self }
    }

    #[must_use]
    pub fn of(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// One of these, the first of them at first.
    #[must_use]
    pub fn one_of(self, choices: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { choices: choices.into_iter().collect(), ..self }
    }

    /// A country. The script writes their names; nobody's is guessed.
    #[must_use]
    pub fn of_countries(self) -> Self {
        let countries = Country::all().map(|country| (country.to_string(), country.to_string()));
        Self { begins_empty: true, ..self.one_of(countries) }
    }

    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}
