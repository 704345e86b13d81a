//! Names of those who ask, in sentences.

use tandem_domain::text::Name;

/// Whose names stand for `{name}` and `{provider}`.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The one who asks.
    pub name: &'a Name,
    /// The provider that is authorized.
    pub provider: &'a Name,
}

impl Names<'_> {
    /// The text with the names in their places. What a name itself holds is never a place: nobody can
    /// pass for another.
    #[must_use]
    pub fn within(self, text: &str) -> String {
        let mut pieces = text.split('{');
        let mut said = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, rest) = if let Some(rest) = piece.strip_prefix("name}") {
                (self.name.as_str(), rest)
            } else if let Some(rest) = piece.strip_prefix("provider}") {
                (self.provider.as_str(), rest)
            } else {
                ("{", piece)
            };
            said += name;
            said += rest;
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn a_name_cannot_stand_for_another() {
        let [name, provider] =
            ["{provider} & Co", "Contoso {name}"].map(|name| name.parse().expect("a name"));
        let names = Names { name: &name, provider: &provider };
        assert_eq!(names.within("{name}, {provider}, {x}"), "{provider} & Co, Contoso {name}, {x}");
    }
}
