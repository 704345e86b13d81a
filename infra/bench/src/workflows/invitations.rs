//! Inviting a customer, open links, and who holds privileges.

use std::error::Error;

use serde_json::{Value, json};

use super::{ONE_READ, ONE_WRITE, PROVIDER, READ_BEHIND_ANOTHER, TWO_READS, step, text};
use crate::calls::Bench;

/// A partner of the provider, and the admin of a tenant that nobody has met.
const RESELLER: &str = "felix@fabrikam.example";
const CUSTOMER: &str = "alma@alpineskihouse.example";

const INVITATIONS: &str = "/v1/customers/relationshiprequests";

pub(super) async fn of_customers(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let provider = bench.person(PROVIDER).ok_or("the provider is gone")?.tenant_id;
    let ask = json!({"email": CUSTOMER, "indirectCloudSolutionProviderId": provider});
    let post = format!("POST {INVITATIONS}");
    let first = step("invite-customer", RESELLER, &post, ask.clone());
    let request = bench.measure("invite a customer", ONE_WRITE, first).await?;
    for what in ["resend", "cancel"] {
        let route = format!("{post}/{}/{what}", text(&request, "/id")?);
        let label = format!("{what} an invitation");
        bench.measure(&label, ONE_WRITE, step("invite-customer", RESELLER, &route, json!({}))).await?;
    }
    let request = bench.take(step("invite-customer", RESELLER, &post, ask)).await?;
    let (id, url) = (text(&request, "/id")?.to_owned(), text(&request, "/url")?.to_owned());
    let page = format!("GET /invitations/{}", url.rsplit('/').next().unwrap_or_default());
    let open = step("invitation-page", "", &page, Value::Null);
    bench.measure("open the page of an invitation", ONE_READ, open).await?;
    let list = format!("GET {INVITATIONS}?direction=sent");
    let sent = step("draft-invitation", RESELLER, &list, Value::Null);
    bench.measure("invitations sent", TWO_READS, sent).await?;
    let one = format!("GET {INVITATIONS}/{id}");
    let asked = step("accept-customer-invitation", CUSTOMER, &one, Value::Null);
    bench.measure("read an invitation, as the customer", TWO_READS, asked).await?;
    let accept = format!("POST {INVITATIONS}/{id}/accept");
    let body = json!({
        "termsDigest": request["termsDigest"], "confirmed": true,
        "agreement": {"accepted": true, "primaryContact": contact()}, "organisation": profile(),
    });
    let accept = step("accept-customer-invitation", CUSTOMER, &accept, body);
    bench.measure("accept an invitation, as a new tenant", READ_BEHIND_ANOTHER, accept).await?;
    let sender = step("accept-customer-invitation", RESELLER, &one, Value::Null);
    bench.measure("read an accepted invitation, as its sender", TWO_READS, sender).await?;
    privileges(bench).await
}

fn contact() -> Value {
    json!({"firstName": "Alma", "lastName": "Pichler", "email": CUSTOMER})
}

fn profile() -> Value {
    json!({
        "companyName": "Alpine Ski House", "domain": "alpineskihouse.onmicrosoft.com", "email": CUSTOMER,
        "culture": "de-AT", "language": "de",
        "defaultAddress": {
            "firstName": "Alma", "lastName": "Pichler", "addressLine1": "Seestrasse 4",
            "city": "Zell am See", "postalCode": "5700", "country": "AT",
        },
    })
}

async fn privileges(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let function = "change-delegated-admin";
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id;
    let provider = bench.person(PROVIDER).ok_or("the provider is gone")?.tenant_id;
    let list = step(function, CUSTOMER, "GET /v1/delegatedaccess", Value::Null);
    bench.measure("who holds privileges in one's tenant", TWO_READS, list).await?;
    let take = format!("DELETE /v1/delegatedaccess/{reseller}?service=teams");
    let take = step(function, CUSTOMER, &take, Value::Null);
    bench.measure("take a service's privileges back", READ_BEHIND_ANOTHER, take).await?;
    let body = json!({"tenantId": provider});
    let give = step(function, CUSTOMER, "PUT /v1/delegatedaccess/exchange", body);
    bench.measure("give a service to another partner", READ_BEHIND_ANOTHER, give).await?;
    Ok(())
}

pub(super) async fn open_links(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let function = "draft-invitation";
    for (by, path) in [(PROVIDER, "/v1/relationships/requests"), (RESELLER, INVITATIONS)] {
        let draft = format!("GET {path}/draft");
        // The first call makes the link.
        bench.take(step(function, by, &draft, Value::Null)).await?;
        let of = path.trim_start_matches("/v1/");
        let read = step(function, by, &draft, Value::Null);
        bench.measure(&format!("a draft of {of}"), TWO_READS, read).await?;
        let uses = format!("{draft}/uses");
        let uses = step(function, by, &uses, Value::Null);
        bench.measure(&format!("uses of a link of {of}"), TWO_READS, uses).await?;
        let change = format!("PATCH {path}/draft");
        let change = step(function, by, &change, json!({"maxUses": 5}));
        bench.measure(&format!("cap a link of {of}"), READ_BEHIND_ANOTHER, change).await?;
        let rotate = format!("POST {path}/draft/rotate");
        let rotate = step(function, by, &rotate, json!({}));
        bench.measure(&format!("rotate a link of {of}"), READ_BEHIND_ANOTHER, rotate).await?;
    }
    let link = format!("GET {INVITATIONS}");
    let link = step(function, RESELLER, &link, Value::Null);
    bench.measure("Partner Center's link", TWO_READS, link).await?;
    Ok(())
}
