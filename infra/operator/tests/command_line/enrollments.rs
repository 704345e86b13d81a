//! Listing what waits for review.

use serde_json::json;
use tandem_tests::World;
use tandem_tests::tokens::{header, signed};

use crate::{in_world, operator};

const TENANT: &str = "20000000-0000-4000-8000-000000000777";

#[tokio::test]
async fn enrollments_are_listed_by_state_and_since_when_and_nobody_need_say_who_it_is() {
    let world = World::start().await;
    let application = json!({
        "mpnId": "5000001", "cloud": "global", "domain": "proseware.example",
        "legalBusiness": {
            "companyName": "Proseware GmbH",
            "address": {"country": "DE", "city": "Hamburg", "addressLine1": "Speicherstadt 1", "postalCode": "20457"},
            "primaryContact": {"firstName": "Eva", "lastName": "Huber", "email": "eva@proseware.example",
                "phoneNumber": "+49 40 1234567"},
        },
        "support": {"email": "help@proseware.example", "telephone": "+49 40 1234568", "website": "www.proseware.example"},
    });
    let mut claims = world.claims(TENANT, &["global_admin"]);
    claims["sub"] = json!("eva");
    let applicant = world.with_token(&signed(&header(), &claims));
    applicant.post("/v1/enrollments", application).await.expect(201);
    let endpoint = world.stack.stand_ins().table_endpoint();
    let list = |more: &[&str]| operator(&[&["--endpoint", &endpoint, "list-enrollments"], more].concat());
    let drafts = list(&["--state", "draft"]);
    assert_eq!(drafts.code, 0, "{}", drafts.err);
    let line = drafts.out.lines().find(|line| line.contains(TENANT)).expect("the draft");
    let values: Vec<_> = line.split('\t').collect();
    assert_eq!(values[1..], [TENANT, "5000001", "DE", "Proseware GmbH"]);
    let before = list(&["--state", "draft", "--before", "2020-01-01T00:00:00Z"]);
    assert!(before.code == 0 && !before.out.contains(TENANT), "{}", before.out);
    assert!(!list(&[]).out.contains(TENANT), "it isn't under review");
    assert_eq!(list(&["--state", "gone"]).code, 2);
    assert_eq!(world.unchanged(async { in_world(&world, &["list-enrollments"]) }).await.code, 0);
}
