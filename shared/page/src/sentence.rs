//! Sentences with gaps, for names that only the page's script learns.
//!
//! The script puts each name into its gap as text. The order of the words stays with the language.

/// A sentence with gaps such as `{partner}` in it. A template prints it with the macro of `sentence.html`.
#[derive(Clone, Copy, Debug)]
pub struct Sentence(pub &'static str);

/// A part of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Words(&'static str),
    /// A gap, by the name that the script knows it under.
    Gap(&'static str),
}

impl Sentence {
    /// The parts in their order.
    #[must_use]
    pub fn parts(self) -> Vec<Part> {
        let mut pieces = self.0.split('{');
        let mut parts = vec![Part::Words(pieces.next().unwrap_or_default())];
        for piece in pieces {
            match piece.split_once('}') {
                Some((gap, rest)) => parts.extend([Part::Gap(gap), Part::Words(rest)]),
                None => parts.push(Part::Words(piece)),
            }
        }
        parts.retain(|part| *part != Part::Words(""));
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Sentence};

    #[test]
    fn gaps_keep_their_place_among_the_words() {
        let parts = Sentence("{partner} lost {service}.").parts();
        let expected = [Part::Gap("partner"), Part::Words(" lost "), Part::Gap("service"), Part::Words(".")];
        assert_eq!(parts, expected);
        assert_eq!(Sentence("Nothing").parts(), [Part::Words("Nothing")]);
    }
}
