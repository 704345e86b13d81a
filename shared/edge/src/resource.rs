//! The shape of each thing on the wire: camelCase, enums in lower snake_case, times in RFC 3339.

mod customer;
mod order;
mod partnership;
mod relationship_request;
mod subscription;

pub use customer::{created_customer, customer, customer_in_list, customer_relationship, planned_customer};
pub use order::order;
pub use partnership::{relationship, removal};
pub use relationship_request::relationship_request;
pub use subscription::subscription;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// An opaque etag: the id and the version in base64, as Partner Center's look.
fn etag(id: &str, version: u32) -> String {
    STANDARD.encode(json!({"id": id, "version": version}).to_string())
}

/// The version in an etag of the thing with this id.
pub(crate) fn version_of(etag: &str, id: &str) -> Option<u32> {
    let value: Value = serde_json::from_slice(&STANDARD.decode(etag).ok()?).ok()?;
    let same = value.get("id")?.as_str()?.eq_ignore_ascii_case(id);
    same.then(|| value.get("version")?.as_u64()?.try_into().ok()).flatten()
}

fn link(uri: String) -> Value {
    json!({"uri": uri, "method": "GET", "headers": []})
}
