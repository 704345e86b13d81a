//! The demo world is made once in a process and copied from then on.
//!
//! Making it takes a hundred calls through the SDK, which is nothing for one stack and most of the
//! time of a test that wants its own. What a stack gets is the same either way, item by item.

use dynoxide::actions::scan::ScanRequest;
use dynoxide::{AttributeValue, Database, ImportOptions, Item};
use tandem_store::Store;
use tokio::sync::OnceCell;

use super::{World, seed};
use crate::template::Deployment;

static MADE: OnceCell<Vec<Item>> = OnceCell::const_new();

/// Puts the world into the empty table of `store`, which `database` holds.
pub(crate) async fn settle(
    world: &World,
    store: &Store,
    database: &Database,
    deployment: &Deployment,
) -> Result<(), String> {
    let (table, issuer) = (&deployment.table_name, &deployment.authorizer.issuer);
    let mut here = false;
    let making = async || {
        seed::seed(store, world, issuer).await?;
        here = true;
        all_of(database, table)
    };
    let items = MADE.get_or_try_init(making).await?;
    if !here {
        let items = items.iter().cloned().map(|item| signed_in_at(issuer, item)).collect();
        let copied = database.import_items(table, items, ImportOptions::default());
        copied.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// The people on the lists are those who sign in where this stack has them sign in.
fn signed_in_at(issuer: &str, mut item: Item) -> Item {
    let is_member = matches!(item.get("kind"), Some(AttributeValue::S(kind)) if kind == "member");
    if is_member {
        item.insert("issuer".to_owned(), AttributeValue::S(issuer.to_owned()));
    }
    item
}

fn all_of(database: &Database, table: &str) -> Result<Vec<Item>, String> {
    let everything = ScanRequest { table_name: table.to_owned(), ..ScanRequest::default() };
    let found = database.scan(everything).map_err(|error| error.to_string())?;
    match found.last_evaluated_key {
        None => Ok(found.items.unwrap_or_default()),
        Some(_) => Err("the demo world is larger than a page of a scan".to_owned()),
    }
}
