//! Importing the catalogue.

use serde_json::{Value, json};
use tandem_tests::wire::{Fault, Kind, Wire};
use tandem_tests::{World, people};

use crate::{Folder, OLGA, in_world, operator};

/// A catalogue of one offer.
fn catalogue(minimum: u32) -> String {
    json!([{"id": "archive", "name": "Archive", "unitType": "Licenses", "minimumQuantity": minimum, "maximumQuantity": 10}])
        .to_string()
}

/// What the operator's trail says of imports of offers, newest first.
async fn told(world: &World) -> Vec<Value> {
    let own = world.tenant_of(people::OPERATOR).await;
    let trail = world.sign_in(people::OPERATOR).await.get(&format!("/v1/auditrecords?tenantId={own}")).await;
    let trail = trail.expect(200);
    let items = trail["items"].as_array().expect("records").iter();
    let of_offers = items.filter(|record| record["operationType"] == "import_offers");
    let said = of_offers.map(|record| record["resourceNewValue"].as_str().expect("what is"));
    said.map(|said| serde_json::from_str(said).expect("JSON")).collect()
}

#[tokio::test]
async fn offers_are_replaced_and_a_file_that_is_no_catalogue_changes_nothing() {
    let (world, folder) = (World::start().await, Folder::make());
    let bad = folder.file("bad.json", catalogue(0));
    let refused = world.unchanged(async { in_world(&world, &["import-offers", &bad]) }).await;
    assert_eq!(refused.code, 2, "a file that can't be used; nothing is done");
    assert!(refused.err.contains("offer archive: minimumQuantity"), "{}", refused.err);
    let file = folder.file("offers.json", catalogue(1));
    let dry = world.unchanged(async { in_world(&world, &["--dry-run", "import-offers", &file]) }).await;
    assert_eq!(dry.code, 0);
    assert_eq!(in_world(&world, &["import-offers", &file]).code, 0);
    let provider = world.sign_in(people::PROVIDER).await;
    let list = provider.get("/v1/offers?country=DE").await.expect(200);
    assert_eq!((&list["totalCount"], &list["items"][0]["id"]), (&json!(1), &json!("archive")));
    let [ended, began] = &told(&world).await[..] else { panic!("its start and its end") };
    assert_eq!((&began["State"], &ended["State"]), (&json!("started"), &json!("finished")));
    assert_eq!(ended["Offers"], json!(["archive"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_catalogue_that_is_replaced_by_half_is_not_said_to_be_whole_n3() {
    let wire = Wire::start().await;
    let (world, folder) = (World::over(&wire).await, Folder::make());
    let file = folder.file("offers.json", catalogue(1));
    // Its record passes; whatever it writes of the catalogue then fails, however often it is tried.
    let mut faults = vec![Fault::FailsBefore; 40];
    faults[0] = Fault::None;
    wire.plan("operator", Kind::Write, &faults);
    let way = wire.way_of("operator");
    let import = || operator(&["--endpoint", &way, "--as", OLGA, "import-offers", &file]);
    let failed = import();
    assert_eq!(failed.code, 3, "{} {}", failed.out, failed.err);
    wire.mend();
    let states = async || told(&world).await.iter().map(|said| said["State"].clone()).collect::<Vec<_>>();
    assert_eq!(states().await, ["started"], "nothing says that it was done");
    assert_eq!(import().code, 0);
    assert_eq!(states().await, ["finished", "started", "started"]);
}
