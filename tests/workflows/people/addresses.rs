//! A reseller is found by its people's addresses, those of its own domain only (P1).

use serde_json::json;
use tandem_tests::{World, people};

use super::{HELPDESK, SALES, members, mia, take};
use crate::steps::ask;

#[tokio::test]
async fn an_address_finds_the_reseller_as_long_as_its_list_has_it_p1() {
    let world = World::start().await;
    let [provider, admin] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    ask(&provider, "mia@litware.example").await.refused(409, "reseller_not_enrolled");
    for role in [SALES, HELPDESK] {
        admin.post(&members(role), mia()).await.expect(200);
    }
    take(&admin, SALES, "auth0|mia").await;
    let moved = json!({"id": "auth0|mia", "userPrincipalName": "mia.egger@litware.example"});
    let request = ask(&provider, "mia@litware.example").await.expect(201);
    assert_eq!(request["recipient"]["name"], "Litware Conseil");
    admin.post(&members(HELPDESK), moved).await.expect(200);
    let other = world.sign_in(people::OTHER_PROVIDER).await;
    ask(&other, "mia@litware.example").await.refused(409, "reseller_not_enrolled");
    let request = ask(&other, "mia.egger@litware.example").await.expect(201);
    assert_eq!(request["recipient"]["name"], "Litware Conseil");
    take(&admin, HELPDESK, "auth0|mia").await;
    let third = world.sign_in("lin@blueyonder.example").await;
    ask(&third, "mia.egger@litware.example").await.refused(409, "reseller_not_enrolled");
}

#[tokio::test]
async fn who_lists_somebody_elses_address_gets_nothing_that_is_meant_for_them_p1() {
    let world = World::start().await;
    let [provider, admin] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    for (id, address) in [("sara", people::OTHER_RESELLER), ("nobody", "nobody@nowhere.example")] {
        let body = json!({"id": id, "userPrincipalName": address});
        admin.post(&members(SALES), body).await.expect(200);
    }
    let request = ask(&provider, people::OTHER_RESELLER).await.expect(201);
    assert_eq!(request["recipient"]["name"], "Southridge", "found as if nobody else had listed it");
    ask(&provider, "nobody@nowhere.example").await.refused(409, "reseller_not_enrolled");
}

#[tokio::test]
async fn the_primary_contacts_address_finds_the_reseller_whoever_is_on_its_list_p1() {
    let world = World::start().await;
    let [provider, admin] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let contact = json!({"id": "desk", "userPrincipalName": "partners@litware.example"});
    admin.post(&members(SALES), contact).await.expect(200);
    assert_eq!(take(&admin, SALES, "desk").await.status, 204);
    let request = ask(&provider, "partners@litware.example").await.expect(201);
    assert_eq!(request["recipient"]["name"], "Litware Conseil");
}
