//! Both parties of a change read about it, each on its own side, and nobody else does (Z21, N3).

mod period;
mod sides;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tandem_tests::{Caller, Reply, World, people};

use crate::steps::{asked, customer, customer_of_litware, partners};

const TRAIL: &str = "/v1/auditrecords";

async fn trail(by: &Caller, query: &str) -> Vec<Value> {
    let list = by.get(&format!("{TRAIL}?{query}")).await.expect(200);
    list["items"].as_array().expect("items").clone()
}

fn operations(records: &[Value]) -> Vec<&str> {
    records.iter().filter_map(|record| record["operationType"].as_str()).collect()
}

fn filter(field: &str, operator: &str, value: &str) -> String {
    let filter = json!({"Field": field, "Value": value, "Operator": operator}).to_string();
    format!("filter={}", utf8_percent_encode(&filter, NON_ALPHANUMERIC))
}

#[tokio::test]
async fn both_parties_of_a_change_see_it_on_their_own_side_and_nobody_else_does_z21() {
    let world = World::start().await;
    partners(&world).await;
    let [provider, reseller] = [people::PROVIDER, people::RESELLER].map(|email| world.sign_in(email));
    let (provider, reseller) = (provider.await, reseller.await);
    let (theirs, ours) = (trail(&provider, "").await, trail(&reseller, "").await);
    for side in [&theirs, &ours] {
        assert!(operations(side).contains(&"create_partner_relationship"), "{side:#?}");
    }
    assert!(operations(&theirs).contains(&"request_partner_relationship"));
    let contoso = world.tenant_of(people::PROVIDER).await;
    let litware = world.tenant_of(people::RESELLER).await;
    assert!(theirs.iter().all(|record| record["partnerId"] == contoso.as_str()));
    assert!(ours.iter().all(|record| record["partnerId"] == litware.as_str()));
    let created = theirs.iter().find(|record| record["operationType"] == "create_partner_relationship");
    let created = created.expect("the partnership");
    assert_ne!(created["userPrincipalName"], people::RESELLER, "of others' people no address");
    let on_its_own = ours.iter().find(|record| record["operationType"] == "create_partner_relationship");
    assert_eq!(on_its_own.expect("the same")["userPrincipalName"], people::RESELLER, "of one's own");
    assert_eq!(created["operationStatus"], "succeeded");
    let new: Value =
        serde_json::from_str(created["resourceNewValue"].as_str().expect("a text")).expect("JSON");
    assert!(
        new.as_object().expect("an object").keys().all(|key| key.starts_with(char::is_uppercase)),
        "{new}"
    );
    let dates: Vec<_> = theirs.iter().map(|record| record["operationDate"].as_str()).collect();
    assert!(dates.is_sorted_by(|one, next| one >= next), "newest first: {dates:?}");
    for stranger in [people::OTHER_PROVIDER, people::OTHER_RESELLER, people::CUSTOMER] {
        let side = trail(&world.sign_in(stranger).await, "").await;
        assert!(!operations(&side).contains(&"create_partner_relationship"), "{stranger}: {side:#?}");
    }
}

#[tokio::test]
async fn the_operator_names_whose_side_it_reads_and_nobody_else_may_z21() {
    let world = World::start().await;
    asked(&world).await;
    let contoso = world.tenant_of(people::PROVIDER).await;
    let operator = world.sign_in(people::OPERATOR).await;
    let side = trail(&operator, &format!("tenantId={contoso}")).await;
    assert_eq!(operations(&side)[0], "request_partner_relationship");
    assert!(trail(&operator, "tenantId=70000000-0000-4000-8000-000000000001").await.is_empty());
    operator.get(TRAIL).await.refused(400, "invalid_input");
    let other = world.sign_in(people::OTHER_PROVIDER).await;
    let refused = other.get(&format!("{TRAIL}?tenantId={contoso}")).await.refused(400, "invalid_input");
    assert_eq!(refused["parameters"]["field"], "tenantId");
    let agent = world.member(&contoso, &["sales_agent", "helpdesk_agent", "operator"]);
    agent.get(TRAIL).await.refused(403, "role_insufficient");
}

#[tokio::test]
async fn one_record_is_read_by_its_id_and_a_strangers_looks_like_none_z12() {
    let world = World::start().await;
    asked(&world).await;
    let provider = world.sign_in(people::PROVIDER).await;
    let record = trail(&provider, "").await.remove(0);
    let path = |id: &str| format!("/auditactivity/v1/auditrecords/{id}");
    let id = record["id"].as_str().expect("an id");
    assert_eq!(provider.get(&path(id)).await.expect(200), record);
    assert_eq!(world.sign_in(people::OPERATOR).await.get(&path(id)).await.expect(200), record);
    let unknown = id.replace("_00-", "_07-");
    for (by, id) in [(people::OTHER_PROVIDER, id), (people::PROVIDER, &unknown), (people::PROVIDER, "x")] {
        world.sign_in(by).await.get(&path(id)).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn records_are_found_by_customer_and_by_what_was_changed() {
    let world = World::start().await;
    partners(&world).await;
    let (id, _) = customer_of_litware(&world, "audited").await;
    let provider = world.sign_in(people::PROVIDER).await;
    let by_name = trail(&provider, &filter("CompanyName", "substring", "WORLD imp")).await;
    assert!(operations(&by_name).contains(&"add_customer"), "{by_name:#?}");
    assert!(by_name.iter().all(|record| record["customerName"] == "Wide World Importers"));
    let by_id = trail(&provider, &filter("CustomerId", "equals", &id.to_uppercase())).await;
    assert_eq!(by_id, by_name);
    for spelling in ["Order", "order"] {
        let orders = trail(&provider, &filter("ResourceType", "equals", spelling)).await;
        assert_eq!(operations(&orders), ["create_order"]);
    }
    let java =
        r#"{"value":"PartnerRelationship","field":"ResourceType","fieldType":"String","operator":"Equals"}"#;
    let java = utf8_percent_encode(java, NON_ALPHANUMERIC);
    assert_eq!(
        operations(&trail(&provider, &format!("filter={java}")).await),
        ["create_partner_relationship"]
    );
    for (field, operator, value) in [
        ("CompanyName", "equals", "x"),
        ("CustomerId", "substring", &id[..8]),
        ("CustomerId", "equals", "woodgrove"),
        ("ResourceType", "equals", "shoe"),
        ("Domain", "starts_with", "x"),
    ] {
        let refused = provider.get(&format!("{TRAIL}?{}", filter(field, operator, value))).await;
        assert_eq!(refused.refused(400, "invalid_input")["parameters"]["field"], "filter");
    }
}

fn csv(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(reply.headers["content-type"], "text/csv; charset=utf-8; header=present");
    reply.text()
}

#[tokio::test]
async fn a_table_holds_the_whole_period_and_nothing_that_a_spreadsheet_runs() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut body = customer("formula");
    for profile in ["companyProfile", "billingProfile"] {
        body[profile]["companyName"] = json!("=HYPERLINK(\"x\"), Ltd");
    }
    provider.post("/v1/customers", body).await.expect(201);
    let table = csv(&provider.with("accept", "text/csv").get(TRAIL).await);
    let (header, rows) = table.split_once("\r\n").expect("a header row");
    assert!(header.starts_with("operationDate,operationType,"), "{header}");
    assert!(rows.contains(",\"'=HYPERLINK(\"\"x\"\"), Ltd\","), "{rows}");
    assert!(rows.ends_with("\r\n") && !rows.contains(",=") && !rows.contains(",\"="), "{rows}");
    assert_eq!(csv(&provider.get(&format!("{TRAIL}?format=CSV&size=1")).await), table, "size is for pages");
    provider.get(&format!("{TRAIL}?format=json")).await.expect(200);
    let accepts = provider.with("accept", "application/json, text/csv;q=0.1");
    assert!(accepts.get(TRAIL).await.expect(200)["items"].is_array(), "a table only to whom it comes first");
}
