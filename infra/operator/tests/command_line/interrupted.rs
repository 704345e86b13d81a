//! Imports that end before their file does.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tandem_tests::wire::{Fault, Kind, Wire};
use tandem_tests::{World, people};

use crate::{Folder, OLGA, in_world};

const HEADER: &str = "mpnId,name,accountType,country,status";

/// So many lines of partner IDs that nobody knows yet.
fn new_lines(count: u32) -> String {
    let lines: Vec<_> =
        (0..count).map(|at| format!("{},Company,location,DE,active\n", 6_000_000 + at)).collect();
    lines.concat()
}

/// What the last record of an import says.
async fn last_record(world: &World) -> Value {
    let own = world.tenant_of(people::OPERATOR).await;
    let operator = world.sign_in(people::OPERATOR).await;
    let trail = operator.get(&format!("/v1/auditrecords?tenantId={own}")).await.expect(200);
    let said = trail["items"][0]["resourceNewValue"].as_str().expect("what is");
    serde_json::from_str(said).expect("JSON")
}

#[tokio::test]
async fn an_import_whose_report_fails_says_what_it_has_done_n3() {
    let (world, folder) = (World::start().await, Folder::make());
    world.without_stream();
    let refused = "x,Company,location,DE,active\n".repeat(1000);
    let file = folder.file("ids.csv", format!("{HEADER}\n{}{refused}", new_lines(396)));
    // A disk without room: the report fails while lines before it are on their way.
    let done = in_world(&world, &["import-partner-ids", &file, "--report", "/dev/full"]);
    assert_eq!(done.code, 1, "the rest is done: {} {}", done.out, done.err);
    assert!(done.err.contains("/dev/full") && done.out.contains("396 new"), "{} {}", done.out, done.err);
    let said = last_record(&world).await;
    assert_eq!((&said["State"], &said["New"]), (&json!("stopped"), &json!(396)), "{said}");
    let provider = world.sign_in(people::OPERATOR).await;
    provider.get("/v1/partnerids/6000395").await.expect(200);
}

#[tokio::test]
async fn a_report_that_cannot_be_ended_is_told_with_what_was_done() {
    let (world, folder) = (World::start().await, Folder::make());
    let file = folder.file("ids.csv", format!("{HEADER}\n{}x,P,global,CH,active\n", new_lines(1)));
    let done = in_world(&world, &["import-partner-ids", &file, "--report", "/dev/full"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.out.contains("1 new, 0 changed, 0 unchanged, 1 refused"), "{}", done.out);
}

#[tokio::test]
async fn a_report_never_overwrites_the_file_that_is_imported() {
    let (world, folder) = (World::start().await, Folder::make());
    let content = format!("{HEADER}\n{}", new_lines(1));
    let file = folder.file("ids.csv", &content);
    let other_way = folder.at("../")
        + &format!("{}/ids.csv", folder.path().file_name().expect("a name").to_string_lossy());
    for report in [&file, &other_way] {
        let refused = world
            .unchanged(async { in_world(&world, &["import-partner-ids", &file, "--report", report]) })
            .await;
        assert_eq!(refused.code, 2, "{}", refused.err);
        assert_eq!(std::fs::read_to_string(&file).expect("the file"), content);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_waits_for_a_busy_table_can_be_stopped() {
    let wire = Wire::start().await;
    let (world, folder) = (World::over(&wire).await, Folder::make());
    let file = folder.file("ids.csv", format!("{HEADER}\n{}", new_lines(50)));
    // The record of its start passes; then the table takes nothing.
    let mut faults = vec![Fault::Throttled; 1000];
    faults[0] = Fault::None;
    wire.plan("operator", Kind::Write, &faults);
    let mut import = Command::new(env!("CARGO_BIN_EXE_operator"))
        .args(["--endpoint", &wire.way_of("operator"), "--as", OLGA, "import-partner-ids", &file])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let writes = || {
        let calls = wire.calls();
        calls.iter().filter(|call| call.function == "operator" && call.kind() == Kind::Write).count()
    };
    // Until what it sends waits for longer than a single call is ever tried again: its third time, 4 seconds.
    let (mut seen, mut since) = (0, Instant::now());
    while seen == 0 || since.elapsed() < Duration::from_millis(2500) {
        tokio::time::sleep(Duration::from_millis(20)).await;
        if writes() > seen {
            (seen, since) = (writes(), Instant::now());
        }
    }
    let pid = import.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill runs").success());
    tokio::time::sleep(Duration::from_millis(100)).await;
    wire.mend();
    let ended = tokio::task::spawn_blocking(move || import.wait().expect("it ends")).await.expect("a thread");
    assert_eq!(ended.code(), Some(1));
    let said = last_record(&world).await;
    assert_eq!((&said["State"], &said["New"]), (&json!("stopped"), &json!(0)), "nothing waited on: {said}");
}
