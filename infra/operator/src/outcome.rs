//! What a command comes to, and the exit code that says so.

use std::process::ExitCode;

use tandem_domain::{Fault, Halt, Rejection};
use tandem_store::NotCommitted;

pub const REFUSED: u8 = 1;
const UNUSABLE: u8 = 2;
const UNREACHABLE: u8 = 3;

/// A command that was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// Some of it wasn't done, and it was said which.
    Refused,
}

/// A command that wasn't.
#[derive(Debug)]
pub enum Failure {
    /// A rule refuses it.
    Refused(String),
    /// The command line, or a file that it names.
    Unusable(String),
    /// The table.
    Unreachable(String),
}

impl Failure {
    /// Says it, and gives the exit code.
    pub fn tell(&self) -> ExitCode {
        let (sentence, code) = match self {
            Self::Refused(sentence) => (sentence, REFUSED),
            Self::Unusable(sentence) => (sentence, UNUSABLE),
            Self::Unreachable(sentence) => (sentence, UNREACHABLE),
        };
        eprintln!("operator: {sentence}");
        ExitCode::from(code)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        let why = match fault {
            Fault::Busy(why) | Fault::Unavailable(why) | Fault::Corrupt(why) => why,
        };
        Self::Unreachable(format!("the table can't be used: {why}"))
    }
}

impl From<Rejection> for Failure {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(reason(&rejection))
    }
}

impl From<Halt> for Failure {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Rejected(rejection) => rejection.into(),
            Halt::Fault(fault) => fault.into(),
            // Each call has an id of its own.
            Halt::Replay(_) => Self::Refused("it was done before".to_owned()),
        }
    }
}

impl From<NotCommitted<Rejection>> for Failure {
    fn from(reason: NotCommitted<Rejection>) -> Self {
        Halt::from(reason).into()
    }
}

/// Why a rule refuses something, for whoever sits at the command line.
pub fn reason(rejection: &Rejection) -> String {
    match rejection {
        Rejection::Invalid(fields) => {
            let sentences: Vec<_> =
                fields.iter().map(|error| format!("{} {}", error.field, error.rule)).collect();
            sentences.join("; ")
        }
        Rejection::PartnerId { mpn_id, problem } => format!("partner ID {mpn_id} {}", problem.rule()),
        Rejection::AlreadyEnrolled => "this tenant is an organisation of the program already".to_owned(),
        Rejection::DomainTaken { .. } => "this domain belongs to another tenant".to_owned(),
        Rejection::StaleEtag => "it was changed by somebody else at the same time; run it again".to_owned(),
        other => format!("{other:?}"),
    }
}
