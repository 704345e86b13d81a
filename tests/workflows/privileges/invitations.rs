//! Everything that can be done with invitations of customers and with open links.

use serde_json::json;
use tandem_tests::{World, people};

use crate::invitations::{
    CHINA, GLOBAL, INVITATIONS, act_on, consent, consent_of_known, invited_by_both, invited_by_provider,
    invited_by_reseller, opened, place_of,
};
use crate::steps::accept;

const REQUESTS: &str = "/v1/relationships/requests";
const EVERY_SERVICE: [&str; 5] = ["directory", "exchange", "sharepoint", "teams", "azure"];

pub async fn invitations(world: &World) {
    addressed(world).await;
    reassigned(world).await;
    drafts(world).await;
    by_open_links(world).await;
}

/// Invited, sent again, cancelled, declined, accepted, listed.
async fn addressed(world: &World) {
    let [reseller, customer] = [world.sign_in(GLOBAL.reseller).await, world.sign_in(GLOBAL.customer).await];
    let [first, second, third] = [
        invited_by_both(world, GLOBAL, json!(["azure"])).await,
        invited_by_both(world, GLOBAL, json!(["azure"])).await,
        invited_by_both(world, GLOBAL, json!(["azure"])).await,
    ];
    act_on(&reseller, &first, "resend", json!({})).await.expect(200);
    act_on(&reseller, &first, "cancel", json!({})).await.expect(200);
    customer.get(&place_of(&second)).await.expect(200);
    act_on(&customer, &second, "decline", json!({})).await.expect(200);
    act_on(&customer, &third, "accept", consent(&third, GLOBAL, "introduced")).await.expect(200);
    reseller.get(&place_of(&third)).await.expect(200);
    let more = invited_by_both(world, GLOBAL, json!(["exchange"])).await;
    act_on(&customer, &more, "accept", consent_of_known(&more)).await.expect(200);
    for direction in ["sent", "received"] {
        customer.get(&format!("{INVITATIONS}?direction={direction}")).await.expect(200);
    }
}

/// Everything passes from one holder to another, where a service has one (A2).
async fn reassigned(world: &World) {
    let customer = world.sign_in(CHINA.customer).await;
    let first = invited_by_provider(world, CHINA, json!(EVERY_SERVICE)).await;
    act_on(&customer, &first, "accept", consent(&first, CHINA, "reassigned")).await.expect(200);
    let second = invited_by_reseller(world, CHINA, json!(EVERY_SERVICE)).await;
    let mut body = consent_of_known(&second);
    body["reassign"] = json!(EVERY_SERVICE);
    act_on(&customer, &second, "accept", body).await.expect(200);
}

/// Made, changed, replaced, read.
async fn drafts(world: &World) {
    let provider = world.sign_in(people::PROVIDER).await;
    for base in [REQUESTS, INVITATIONS] {
        let draft = format!("{base}/draft");
        for path in [&draft, &format!("{draft}/uses")] {
            provider.get(path).await.expect(200);
        }
        provider.patch(&draft, json!({"maxUses": 10})).await.expect(200);
        provider.post(&format!("{draft}/rotate"), json!({})).await.expect(200);
    }
}

/// By a reseller, and by a customer.
async fn by_open_links(world: &World) {
    let other = world.sign_in(people::OTHER_PROVIDER).await;
    let draft = other.get(&format!("{REQUESTS}/draft")).await.expect(200);
    let reseller = world.sign_in(people::RESELLER).await;
    accept(&reseller, &opened(&reseller, REQUESTS, &draft).await).await.expect(200);
    let draft = other.get(&format!("{INVITATIONS}/draft?delegatedAdmin=none")).await.expect(200);
    let customer = world.sign_in(GLOBAL.customer).await;
    let link = opened(&customer, INVITATIONS, &draft).await;
    act_on(&customer, &link, "accept", consent_of_known(&link)).await.expect(200);
}
