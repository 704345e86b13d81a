//! `AuditRecord`.
//!
//! Its id says where it lies, in the form that Partner Center's have: partner, customer, operation, time in
//! ticks of 100 nanoseconds since the year 1; and what is unique about it then.

use serde_json::{Map, Value, json};
use tandem_domain::Timestamp;
use tandem_domain::audit::{AuditEntry, AuditPlace};

/// Ticks of a millisecond, and of 1970.
const TICKS: i64 = 10_000;
const TICKS_OF_1970: i64 = 621_355_968_000_000_000;
/// In the id of a record that is about no customer.
const NO_CUSTOMER: &str = "none";

/// A record of somebody's side. One's own people are named by their address, other organisations' only by
/// their subject there.
pub fn audit_record(entry: &AuditEntry) -> Value {
    let AuditEntry { record, who, at, .. } = entry;
    let address = who.email.as_ref().filter(|_| who.tenant_id == record.organisation);
    let by = address.map_or(who.subject.as_str(), |email| email.as_str());
    json!({
        "id": id(entry),
        "partnerId": record.organisation,
        "customerId": record.customer_id,
        "customerName": record.customer_name,
        "userPrincipalName": by,
        "resourceType": record.resource,
        "resourceOldValue": record.old.as_ref().map(pascal_text),
        "resourceNewValue": record.new.as_ref().map(pascal_text),
        "operationType": record.operation,
        "originalCorrelationId": entry.correlation_id,
        "operationDate": at.to_string(),
        "operationStatus": "succeeded",
        "customizedData": [
            {"key": "ResourceId", "value": record.resource_id},
            {"key": "UserTenantId", "value": who.tenant_id},
        ],
        "attributes": {"objectType": "AuditRecord"},
    })
}

fn id(entry: &AuditEntry) -> String {
    let AuditEntry { record, at, id, .. } = entry;
    let customer = record.customer_id.map_or(NO_CUSTOMER.to_owned(), |customer| customer.to_string());
    let operation = json!(record.operation).as_str().unwrap_or_default().replace('_', "");
    let ticks = at.millis() * TICKS + TICKS_OF_1970;
    format!("{}_{customer}_{operation}_{ticks}_{id}", record.organisation)
}

/// Where the record of that id lies, if the id is one.
pub fn audit_place(id: &str) -> Option<AuditPlace> {
    let parts: Vec<_> = id.split('_').collect();
    let [organisation, _, _, ticks, id] = parts[..] else { return None };
    let since_1970 = ticks.parse::<i64>().ok()?.checked_sub(TICKS_OF_1970)?;
    let plain = id.len() == 39 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let at = Timestamp::from_millis(since_1970 / TICKS);
    plain.then(|| Some(AuditPlace { organisation: organisation.parse().ok()?, at, id: id.to_owned() }))?
}

/// The JSON text with keys in Pascal case: what Partner Center has there.
fn pascal_text(value: &Value) -> String {
    pascal(value).to_string()
}

fn pascal(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let capital = |key: &str| {
                let mut letters = key.chars();
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
            };
            let members = members.iter().map(|(key, value)| (capital(key), pascal(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(members) => members.iter().map(pascal).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{audit_place, pascal_text};

    #[test]
    fn an_id_says_where_its_record_lies() {
        let id = "10000000-0000-4000-8000-000000000001_none_removepartnerrelationship_639156978001230000_\
                  00-3b8b7a0a-6d52-4c0e-9d5e-0f3f2a1b4c5d";
        let place = audit_place(id).expect("an id");
        assert_eq!(place.at.to_string(), "2026-05-30T00:30:00.123Z");
        assert_eq!(place.id, "00-3b8b7a0a-6d52-4c0e-9d5e-0f3f2a1b4c5d");
        for wrong in ["", "x", "a_b_c_d_e", "a_b_c_9999999999999999999999_e", &id.replace('-', "#")] {
            assert_eq!(audit_place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn values_are_texts_of_json_with_keys_in_pascal_case() {
        let value = json!({"mpnId": "7", "lines": [{"offerId": "x"}]});
        assert_eq!(pascal_text(&value), r#"{"Lines":[{"OfferId":"x"}],"MpnId":"7"}"#);
    }
}
