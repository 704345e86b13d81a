//! Why a stack doesn't start: what is in the way, and what to do about it.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;

use tandem_platform::BadEnvironment;

use crate::gateway::Mismatch;
use crate::template::TemplateError;

/// Why a stack doesn't start, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "{0} is taken by another program, or by another Tandem.\n\
         Stop that one, choose another port with --port N, or let --port 0 find a free one."
    )]
    PortTaken(SocketAddr),
    #[error("can't listen on {0}: {1}")]
    Listen(SocketAddr, io::Error),
    #[error("can't keep the data in {folder}: {problem}\nChoose another folder with --data DIR.")]
    Folder { folder: String, problem: String },
    #[error("the offers in {file}:\n  {}\nCorrect the file that --offers names.", .problems.join("\n  "))]
    Offers { file: String, problems: Vec<String> },
    #[error("the embedded engine: {0}")]
    Engine(String),
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error(transparent)]
    Mismatch(#[from] Mismatch),
    #[error("the function {0} doesn't start: {1}\ntemplate.yaml declares its variables.")]
    Function(&'static str, BadEnvironment),
}

impl StartError {
    pub(crate) fn folder(folder: &Path, problem: String) -> Self {
        Self::Folder { folder: folder.display().to_string(), problem }
    }

    pub(crate) fn listening(host: IpAddr, port: u16, error: io::Error) -> Self {
        let address = SocketAddr::new(host, port);
        if error.kind() == io::ErrorKind::AddrInUse {
            Self::PortTaken(address)
        } else {
            Self::Listen(address, error)
        }
    }
}
