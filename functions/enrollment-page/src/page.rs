//! The pages, rendered. The server writes every sentence that a script may show, in the reader's
//! language; scripts reveal them and hold no words.

mod confirm;
mod enroll;

pub use confirm::ConfirmPage;
pub use enroll::EnrollPage;

#[cfg(test)]
mod tests;
