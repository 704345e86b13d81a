//! Pages of a list.
//!
//! A page goes on where the last one ended: after a *position*, which only that list understands.
//! It travels through the caller, so it is bounded and holds nothing but the position (T5).

/// Where a page ended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position(String);

impl Position {
    /// The longest position, in bytes.
    pub const MOST_BYTES: usize = 512;

    #[must_use]
    pub fn new(position: impl Into<String>) -> Self {
        Self(position.into())
    }

    /// Reads a position that came back from a caller: 1 to 512 bytes, one line.
    #[must_use]
    pub fn parse(text: String) -> Option<Self> {
        let fits = (1..=Self::MOST_BYTES).contains(&text.len()) && !text.chars().any(char::is_control);
        fits.then_some(Self(text))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which page is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// How many items at most, 1 to [`PageRequest::MOST`].
    pub size: usize,
    /// Where the last page ended; the first page if there was none.
    pub after: Option<Position>,
}

impl PageRequest {
    /// The largest page.
    pub const MOST: usize = 500;
    /// The size of a page if nothing is said.
    pub const USUAL: usize = 100;

    /// As much of a list as one page holds.
    #[must_use]
    pub fn largest() -> Self {
        Self { size: Self::MOST, after: None }
    }
}

/// A page, and where the next one begins; nowhere if it is the last.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<Position>,
}

impl<T> Page<T> {
    /// The same page of other things.
    ///
    /// # Errors
    /// The first that `f` gives.
    pub fn try_map<U, E>(self, f: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        Ok(Page { items: self.items.into_iter().map(f).collect::<Result<_, _>>()?, next: self.next })
    }
}
