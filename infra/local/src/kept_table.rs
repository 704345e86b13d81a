//! The data that a stack keeps in a folder, for whoever works on it while the stack isn't running: the
//! operator's command line.

use std::fs::File;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::{self, Engine};
use crate::outbox::Outbox;
use crate::ses::Ses;
use crate::stand_ins::{Place, deployment, take_folder};
use crate::start_error::StartError;
use crate::table;

/// A kept table, served on a loopback port until this is dropped.
pub struct KeptTable {
    engine: Engine,
    name: String,
    _lock: File,
}

/// What to do where a folder keeps no table yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Refuse,
    /// Make an empty one, as a first deployment does: without the demo world.
    Create,
}

impl KeptTable {
    /// Opens a folder that no stack is using.
    ///
    /// # Errors
    /// A folder in use, or without a table of Tandem's where one is wanted.
    pub fn open(folder: &Path, missing: Missing) -> Result<Self, StartError> {
        let unusable = |problem: String| StartError::folder(folder, problem);
        if missing == Missing::Refuse && !folder.join(engine::FILE).is_file() {
            return Err(unusable("there is none in it yet".to_owned()));
        }
        let lock = take_folder(folder)?;
        let database = engine::open(Some(folder)).map_err(unusable)?;
        let place = Place {
            host: Ipv4Addr::LOCALHOST.into(),
            ports: [0, 0],
            data: Some(PathBuf::from(folder)),
            offers: None,
            gateway: "http://127.0.0.1:3000".to_owned(),
        };
        let ses = Arc::new(Ses::new(Arc::new(Outbox::in_memory())));
        let engine = Engine::start(database, &ses, place.host, place.ports)
            .map_err(|error| StartError::listening(place.host, place.ports[0], error))?;
        let deployment = deployment(&place, &engine)?;
        let exists = table::exists(&engine.database, &deployment).map_err(unusable)?;
        match missing {
            _ if exists => {}
            Missing::Refuse => return Err(unusable("there is none in it yet".to_owned())),
            Missing::Create => table::create(&engine.database, &deployment).map_err(unusable)?,
        }
        Ok(Self { engine, name: deployment.table_name, _lock: lock })
    }

    /// Turns the stream off until a stack is started again, which begins behind everything written by then: a
    /// stream makes every write slower by what it has seen, and nobody reads it meanwhile.
    ///
    /// # Errors
    /// The engine fails.
    pub fn without_stream(&self) -> Result<(), StartError> {
        table::stop_stream(&self.engine.database, &self.name).map_err(StartError::Engine)
    }

    /// The endpoint for clients of DynamoDB.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.engine.table_address)
    }

    /// The table's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}
