//! The way to the table: AWS, a running local stack, or the data that one keeps.

use tandem_local::{KeptTable, Missing};
use tandem_platform::Environment;
use tandem_store::Store;

use crate::arguments::{Arguments, Command};
use crate::outcome::Failure;

const TABLE_NAME: &str = "TABLE_NAME";
const ENDPOINT: &str = "AWS_ENDPOINT_URL_DYNAMODB";
/// The local stack's own table.
const LOCAL_TABLE: &str = "tandem-table";
/// What AWS asks for and the local stack doesn't look at.
const LOCALLY: [(&str, &str); 3] =
    [("AWS_REGION", "eu-central-1"), ("AWS_ACCESS_KEY_ID", "local"), ("AWS_SECRET_ACCESS_KEY", "local")];

/// The table, and what keeps it open.
pub struct Table {
    pub store: Store,
    kept: Option<KeptTable>,
}

impl Table {
    /// Finds the table. Whether it answers shows at the first call.
    pub async fn reach(arguments: &Arguments) -> Result<Self, Failure> {
        let kept = arguments.data.as_deref().map(|folder| {
            // A new program begins with its operator; everything else works on what is there.
            let founding = matches!(arguments.command, Command::CreateOperator { .. }) && !arguments.dry_run;
            KeptTable::open(folder, if founding { Missing::Create } else { Missing::Refuse })
        });
        let kept = kept.transpose().map_err(|error| Failure::Unreachable(error.to_string()))?;
        let endpoint = kept.as_ref().map(KeptTable::endpoint).or_else(|| arguments.endpoint.clone());
        let mut variables: Vec<(String, String)> = std::env::vars().collect();
        let mut set = |name: &str, value: &str| {
            variables.retain(|(known, _)| known != name);
            variables.push((name.to_owned(), value.to_owned()));
        };
        if let Some(endpoint) = &endpoint {
            for (name, value) in LOCALLY {
                set(name, value);
            }
            set(ENDPOINT, endpoint);
            set(TABLE_NAME, kept.as_ref().map_or(LOCAL_TABLE, KeptTable::name));
        }
        if let Some(table) = &arguments.table {
            set(TABLE_NAME, table);
        }
        let env = Environment::from_pairs(variables);
        if endpoint.is_some() {
            env.address(ENDPOINT);
        }
        let store = Store::start(&env).await;
        env.check().map_err(|problems| {
            Failure::Unusable(format!("{problems}. Say where the table is: see operator --help."))
        })?;
        Ok(Self { store, kept })
    }

    /// Lets many writes to a kept table be quick.
    pub fn without_stream(&self, dry_run: bool) -> Result<(), Failure> {
        match &self.kept {
            Some(kept) if !dry_run => {
                kept.without_stream().map_err(|error| Failure::Unreachable(error.to_string()))
            }
            _ => Ok(()),
        }
    }
}
