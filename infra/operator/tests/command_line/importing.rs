//! Importing partner IDs.

use serde_json::{Value, json};
use tandem_tests::{World, people};

use crate::{Folder, OLGA, in_world};

const HEADER: &str = "mpnId,name,accountType,country,status";
const LITWARE: &str = "/v1/partnerids/2000002";

/// What the operator sees there.
async fn seen(world: &World, path: &str) -> Value {
    world.sign_in(people::OPERATOR).await.get(path).await.expect(200)
}

#[tokio::test]
async fn what_is_new_is_registered_what_differs_is_changed_and_a_holder_stays() {
    let (world, folder) = (World::start().await, Folder::make());
    let before = seen(&world, LITWARE).await;
    // As spreadsheets write it: a mark in front, their line ends, quotes, columns in another order.
    let file = folder.file(
        "ids.csv",
        "\u{feff}Status,MPNID,name,country,accountType,remark\r\n\
         inactive,2000002,Litware Conseil,FR,location,gone\r\n\
         active,5000001,\"Proseware, \"\"Inc\"\"\",ch,Global,\"two\r\nlines\"\r\n\
         active,2000001,Fabrikam IT,DE,location,\r\n",
    );
    let done = in_world(&world, &["import-partner-ids", &file]);
    assert_eq!(done.code, 0, "{} {}", done.out, done.err);
    assert!(done.out.contains("3 lines in "), "{}", done.out);
    assert!(done.out.contains("1 new, 1 changed, 1 unchanged, 0 refused"), "{}", done.out);
    assert!(done.err.contains("remark"), "it says what it passes over: {}", done.err);
    let after = seen(&world, LITWARE).await;
    assert_eq!((&after["status"], &after["holder"]), (&json!("inactive"), &before["holder"]));
    let new = seen(&world, "/v1/partnerids/5000001").await;
    assert_eq!((&new["name"], &new["country"]), (&json!("Proseware, \"Inc\""), &json!("CH")));
    let list = seen(&world, "/v1/partnerids?status=inactive").await;
    assert_eq!(list["items"][0]["mpnId"], "2000002");
    let again = in_world(&world, &["import-partner-ids", &file]);
    assert_eq!(again.code, 0);
    assert!(again.out.contains("0 new, 0 changed, 3 unchanged, 0 refused"), "{}", again.out);
}

#[tokio::test]
async fn an_import_and_what_it_changes_of_others_is_in_the_trail_n3() {
    let (world, folder) = (World::start().await, Folder::make());
    let file = folder.file(
        "ids.csv",
        format!("{HEADER}\n2000002,Litware,location,FR,active\n5000001,P,global,CH,active\n"),
    );
    assert_eq!(in_world(&world, &["import-partner-ids", &file]).code, 0);
    let operator = world.sign_in(people::OPERATOR).await;
    let own = world.tenant_of(people::OPERATOR).await;
    let trail = operator.get(&format!("/v1/auditrecords?tenantId={own}")).await.expect(200);
    let of = |operation: &str| -> Vec<Value> {
        let items = trail["items"].as_array().expect("records").iter();
        items.filter(|record| record["operationType"] == operation).cloned().collect()
    };
    let [ended, began] = &of("import_partner_ids")[..] else { panic!("its start and its end: {trail}") };
    assert_eq!(ended["userPrincipalName"], OLGA);
    let said = |record: &Value| -> Value {
        serde_json::from_str(record["resourceNewValue"].as_str().expect("what is")).expect("JSON")
    };
    assert_eq!(said(began)["State"], "started");
    assert_eq!(
        (&said(ended)["State"], &said(ended)["New"], &said(ended)["Changed"]),
        (&json!("finished"), &json!(1), &json!(1))
    );
    let digest = ended["customizedData"][0]["value"].as_str().expect("the file's digest");
    assert_eq!(digest.len(), 64);
    assert_eq!(of("update_partner_id").len(), 1);
    let reseller = world.sign_in("lea@litware.example").await;
    let own = reseller.get("/v1/auditrecords").await.expect(200);
    assert_eq!(own["items"][0]["operationType"], "update_partner_id");
    assert!(!own.to_string().contains(OLGA), "others' people aren't named: {own}");
}

#[tokio::test]
async fn refused_lines_are_reported_with_number_field_and_reason_and_all_others_are_done() {
    let (world, folder) = (World::start().await, Folder::make());
    let lines = [
        "5000001,Proseware,location,CH,active",
        "007,Proseware,location,CH,active",
        "5000002,=cmd|' /C calc'!A0\u{202e},branch,XX,active",
        "5000003,too,few",
        "5000001,Proseware,location,CH,inactive",
        "5000001,Proseware,location,CH,active",
        "5000004,Last,location,CH,active",
    ];
    let mut content = format!("{HEADER}\n{}\n", lines.join("\n")).into_bytes();
    content.extend(b"5000005,\xff\xfe,location,CH,active\n");
    let file = folder.file("ids.csv", content);
    let report = folder.at("refused.csv");
    let done = in_world(&world, &["import-partner-ids", &file, "--report", &report]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.out.contains("8 lines"), "{}", done.out);
    assert!(done.out.contains("2 new, 0 changed, 1 unchanged, 5 refused"), "{}", done.out);
    let mut reader = csv::Reader::from_path(&report).expect("a report");
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.expect("a row").iter().map(ToOwned::to_owned).collect()).collect();
    let said: Vec<_> = rows.iter().map(|row| (row[0].as_str(), row[1].as_str())).collect();
    let expected = [
        ("3", "mpnId"),
        ("4", "name"),
        ("4", "accountType"),
        ("4", "country"),
        ("5", ""),
        ("6", "mpnId"),
        ("9", ""),
    ];
    assert_eq!(said, expected);
    assert!(rows[1][3].starts_with("'=cmd"), "a spreadsheet doesn't run it: {:?}", rows[1]);
    assert!(rows[5][2].contains("stands in line 2 already"), "{:?}", rows[5]);
    let last = seen(&world, "/v1/partnerids/5000004").await;
    assert_eq!(last["name"], "Last");
    let without_report = in_world(&world, &["import-partner-ids", &file]);
    assert_eq!(without_report.code, 1);
    assert!(without_report.err.contains("line 3: mpnId must be a partner ID"), "{}", without_report.err);
    assert!(!without_report.err.contains("cmd"), "what stands in the file stays out of the terminal");
}

#[tokio::test]
async fn the_error_stream_gets_a_hundred_refusals_and_the_number_of_the_others() {
    let (world, folder) = (World::start().await, Folder::make());
    let lines: String = (0..250).map(|_| "x,Proseware,location,CH,active\n").collect();
    let done =
        in_world(&world, &["import-partner-ids", &folder.file("ids.csv", format!("{HEADER}\n{lines}"))]);
    assert_eq!(done.code, 1);
    assert_eq!(done.err.lines().filter(|line| line.starts_with("line ")).count(), 100);
    assert!(done.err.contains("150 refusals more"), "{}", done.err);
}

#[tokio::test]
async fn a_dry_run_says_what_would_be_done_and_writes_nothing() {
    let (world, folder) = (World::start().await, Folder::make());
    let file = folder.file("ids.csv", format!("{HEADER}\n2000002,Litware,location,FR,inactive\n5000001,P,global,CH,active\nx,P,global,CH,active\n"));
    let before = world.items().await.len();
    let done = world.unchanged(async { in_world(&world, &["import-partner-ids", &file, "--dry-run"]) }).await;
    assert_eq!(world.items().await.len(), before);
    assert_eq!(done.code, 1, "a line is refused");
    assert!(done.out.contains("would be: 1 new, 1 changed, 0 unchanged, 1 refused"), "{}", done.out);
}

#[tokio::test]
async fn many_lines_in_many_parts_are_all_there_once() {
    let (world, folder) = (World::start().await, Folder::make());
    world.without_stream();
    let lines: String = (0..2500)
        .map(|at| [&(6_000_000 + at).to_string(), ",Company,location,DE,active\n"].concat())
        .collect();
    let file = folder.file("ids.csv", format!("{HEADER}\n{lines}"));
    let done = in_world(&world, &["import-partner-ids", &file]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("2500 new"), "{}", done.out);
    let again = in_world(&world, &["import-partner-ids", &file]);
    assert!(again.out.contains("2500 unchanged"), "{}", again.out);
    assert_eq!(seen(&world, "/v1/partnerids/6002499").await["name"], "Company");
}

#[tokio::test]
async fn a_quote_that_is_never_closed_ends_the_import_where_it_stands() {
    let (world, folder) = (World::start().await, Folder::make());
    let rest = "5000003,P,global,CH,active\n".repeat(20_000);
    let file = folder.file(
        "ids.csv",
        format!("{HEADER}\n5000001,P,global,CH,active\n5000002,\"P,global,CH,active\n{rest}"),
    );
    let done = in_world(&world, &["import-partner-ids", &file]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("from line 3 on") && done.err.contains("quote"), "{}", done.err);
    assert_eq!(seen(&world, "/v1/partnerids/5000001").await["name"], "P", "what stands before is done");
}
