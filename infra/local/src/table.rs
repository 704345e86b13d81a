//! The table, as the template defines it, and its stream.

use dynoxide::Database;
use dynoxide::actions::get_shard_iterator::GetShardIteratorRequest;
use serde_json::{Value, json};

use crate::template::Deployment;

/// Whether the table is there already, from an earlier run.
pub(crate) fn exists(database: &Database, deployment: &Deployment) -> Result<bool, String> {
    let found = database.get_table_metadata(&deployment.table_name).map_err(|error| error.to_string())?;
    Ok(found.is_some())
}

/// Creates the table, without its stream: a stream makes every write slower by what it has seen, so
/// it is turned on after whatever is loaded first.
pub(crate) fn create(database: &Database, deployment: &Deployment) -> Result<(), String> {
    database.create_table(input(&deployment.table)?).map_err(|error| error.to_string())?;
    let time_to_live = json!({
        "TableName": deployment.table_name,
        "TimeToLiveSpecification": {"AttributeName": deployment.time_to_live, "Enabled": true},
    });
    database.update_time_to_live(input(&time_to_live)?).map_err(|error| error.to_string())?;
    Ok(())
}

/// Turns the stream on and answers where it stands: an iterator behind everything so far.
pub(crate) fn start_stream(database: &Database, deployment: &Deployment) -> Result<String, String> {
    let table = &deployment.table_name;
    let described = database.get_table_metadata(table).map_err(|error| error.to_string())?;
    let enabled = described.is_some_and(|table| table.stream_enabled);
    if !enabled {
        let stream = json!({
            "TableName": table,
            "StreamSpecification": {"StreamEnabled": true, "StreamViewType": deployment.stream_view},
        });
        database.update_table(input(&stream)?).map_err(|error| error.to_string())?;
    }
    let iterator = GetShardIteratorRequest {
        stream_arn: dynoxide::streams::stream_arn(table, "latest"),
        shard_id: dynoxide::streams::shard_id(table),
        shard_iterator_type: "LATEST".to_owned(),
        sequence_number: None,
    };
    let found = database.get_shard_iterator(iterator).map_err(|error| error.to_string())?;
    found.shard_iterator.ok_or_else(|| "the stream has no place to begin".to_owned())
}

/// Turns the stream off, if it is on.
pub(crate) fn stop_stream(database: &Database, table: &str) -> Result<(), String> {
    let described = database.get_table_metadata(table).map_err(|error| error.to_string())?;
    if described.is_some_and(|table| table.stream_enabled) {
        let none = json!({"TableName": table, "StreamSpecification": {"StreamEnabled": false}});
        database.update_table(input(&none)?).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn input<T: serde::de::DeserializeOwned>(input: &Value) -> Result<T, String> {
    serde_json::from_value(input.clone()).map_err(|error| error.to_string())
}
