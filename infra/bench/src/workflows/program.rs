//! Who has which role, the registry of partner IDs, and the directory of providers.

use std::error::Error;

use serde_json::{Value, json};

use super::{ONE_READ, ONE_WRITE, OPERATOR, PROVIDER, TWO_READS, step, text};
use crate::calls::Bench;

pub(super) async fn people(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let function = "administer-roles";
    let roles = step(function, PROVIDER, "GET /v1/roles", Value::Null);
    let roles = bench.measure("the roles that there are", ONE_READ, roles).await?;
    let members = format!("/v1/roles/{}/usermembers", text(&roles, "/items/0/id")?);
    let somebody = json!({
        "id": "somebody-new", "displayName": "Mia Egger", "userPrincipalName": "mia@contoso.example",
    });
    for (what, may, route, body) in [
        ("who has a role", TWO_READS, format!("GET {members}"), Value::Null),
        ("everybody with all roles", TWO_READS, "GET /v1/people".to_owned(), Value::Null),
        ("give a role to somebody new", ONE_WRITE, format!("POST {members}"), somebody),
        ("take it back", ONE_WRITE, format!("DELETE {members}/somebody-new"), Value::Null),
    ] {
        bench.measure(what, may, step(function, PROVIDER, &route, body)).await?;
    }
    Ok(())
}

/// A partner ID that nobody has heard of, and one that is held.
pub(super) async fn registry(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let function = "partner-ids";
    let entry = |name: &str, status: &str| json!({"name": name, "accountType": "location", "country": "DE", "status": status});
    for (what, by, may, route, body) in [
        (
            "register a partner ID",
            OPERATOR,
            ONE_WRITE,
            "PUT /v1/partnerids/5000001",
            entry("Proseware", "active"),
        ),
        (
            "change one that is held",
            OPERATOR,
            ONE_WRITE,
            "PUT /v1/partnerids/2000001",
            entry("Fabrikam IT", "inactive"),
        ),
        ("a partner ID in the registry", OPERATOR, ONE_READ, "GET /v1/partnerids/2000001", Value::Null),
        (
            "inactive ones, of everybody",
            OPERATOR,
            ONE_READ,
            "GET /v1/partnerids?status=inactive",
            Value::Null,
        ),
        (
            "… of a provider's partners",
            PROVIDER,
            TWO_READS,
            "GET /v1/partnerids?status=inactive",
            Value::Null,
        ),
    ] {
        bench.measure(what, may, step(function, by, route, body)).await?;
    }
    Ok(())
}

pub(super) async fn directory(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let provider = bench.person(PROVIDER).ok_or("the provider is gone")?.tenant_id;
    let [get, put] = ["GET", "PUT"].map(|method| format!("{method} /v1/providers/{provider}"));
    let listing = json!({
        "languages": ["de", "en"], "services": ["support", "marketing"],
        "contact": {"email": "new@contoso.example"}, "listed": true,
    });
    let function = "provider-directory";
    for (what, function, by, route) in [
        ("search the provider directory", function, "", "GET /v1/providers"),
        ("… by country and name", function, "", "GET /v1/providers?country=DE&name=con"),
        ("its page", "directory-page", "", "GET /providers?country=DE"),
        ("a provider's listing", function, PROVIDER, &get),
    ] {
        bench.measure(what, ONE_READ, step(function, by, route, Value::Null)).await?;
    }
    let change = step(function, OPERATOR, &put, listing);
    bench.measure("change a provider's listing", ONE_WRITE, change).await?;
    Ok(())
}
