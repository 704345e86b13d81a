//! Reading several items by their keys in one round trip, consistently.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::KeysAndAttributes;
use serde::de::DeserializeOwned;
use tandem_domain::Fault;

use crate::item::{Item, key_attributes, record, text_of};
use crate::keys::Key;
use crate::{Store, fault};

/// The most keys of one batch.
pub(crate) const MOST_KEYS: usize = 100;
/// How often keys that the table left unprocessed are asked for again.
const MOST_ROUNDS: u32 = 5;

/// Items by their keys.
pub(crate) struct Fetched(HashMap<Key, Item>);

impl Fetched {
    /// Takes the record under `key`; a second taking finds nothing.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, key: &Key) -> Result<Option<T>, Fault> {
        self.0.remove(key).map(record).transpose()
    }

    /// Takes the item under `key` as it is.
    pub(crate) fn take_item(&mut self, key: &Key) -> Option<Item> {
        self.0.remove(key)
    }

    /// Whether there is an item under `key`.
    pub(crate) fn has(&self, key: &Key) -> bool {
        self.0.contains_key(key)
    }
}

impl Store {
    /// Reads up to [`MOST_KEYS`] items at once. Keys may repeat.
    pub(crate) async fn fetch(&self, keys: impl IntoIterator<Item = Key>) -> Result<Fetched, Fault> {
        let mut wanted: Vec<Key> = Vec::new();
        for key in keys {
            if !wanted.contains(&key) {
                wanted.push(key);
            }
        }
        let mut pending = keys_and_attributes(&wanted)?;
        let mut found = HashMap::with_capacity(wanted.len());
        for round in 0..MOST_ROUNDS {
            if round > 0 {
                crate::transact::pause(round).await;
            }
            let request = self.client().await.batch_get_item().request_items(&self.table, pending);
            let answer = request.send().await.map_err(|error| fault(&error))?;
            for item in answer
                .responses
                .into_iter()
                .flat_map(|mut tables| tables.remove(&self.table).unwrap_or_default())
            {
                let key = Key { pk: text_of(&item, "PK").to_owned(), sk: text_of(&item, "SK").to_owned() };
                found.insert(key, item);
            }
            match answer.unprocessed_keys.and_then(|mut tables| tables.remove(&self.table)) {
                Some(rest) if !rest.keys.is_empty() => pending = rest,
                _ => return Ok(Fetched(found)),
            }
        }
        Err(Fault::Busy("the table left keys unprocessed".to_owned()))
    }
}

fn keys_and_attributes(keys: &[Key]) -> Result<KeysAndAttributes, Fault> {
    KeysAndAttributes::builder()
        .set_keys(Some(keys.iter().map(key_attributes).collect()))
        .consistent_read(true)
        .build()
        .map_err(|error| Fault::Corrupt(error.to_string()))
}
