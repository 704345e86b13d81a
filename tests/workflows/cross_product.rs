//! Every shape of an invitation × cloud × agreement accepted before or not × privileges asked or not ×
//! tenant known or new, through the API (I1–I8, I10, A2, C2).
//!
//! What the rules say of a row is in `oracle`, in words of its own. A tenant is made known as a
//! provider does it: by adding it, which gives that provider every privilege there.

mod oracle;

use futures_util::future::join_all;
use serde_json::{Value, json};
use tandem_tests::{Caller, Item, World, text};

use crate::invitations::{
    CLOUDS, INVITATIONS, Place, act_on, agreed, held_in, mailbox, organisation, place_of,
};
use crate::steps::listed;
use oracle::{Came, Outcome, expected};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Reseller,
    Joint,
    Provider,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    shape: Shape,
    place: Place,
    /// Whether the customer accepted the agreement before.
    agreed: bool,
    /// Whether privileges are asked for.
    asked: bool,
    /// Whether the tenant is a customer already, added by the provider.
    known: bool,
    number: u32,
}

/// What is asked for where privileges are: not everything, so that too much would show.
const ASKED: [&str; 2] = ["exchange", "azure"];

fn rows(place: Place) -> impl Iterator<Item = Row> {
    (0..24).map(move |number: u32| {
        let shape = [Shape::Reseller, Shape::Joint, Shape::Provider][number as usize % 3];
        let flag = |bit: u32| (number / 3) & bit != 0;
        Row { shape, place, agreed: flag(1), asked: flag(2), known: flag(4), number }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_comes_to_what_the_rules_say_through_the_api() {
    // Those of different clouds never meet, so each has a world of its own and they go side by side.
    let counts = join_all(CLOUDS.map(|place| Box::pin(of_cloud(place)))).await;
    assert_eq!(counts.into_iter().sum::<usize>(), 96);
}

async fn of_cloud(place: Place) -> usize {
    let world = World::start().await;
    let items = world.items().await;
    let agreement = items.into_iter().find(|item| text(item, "kind") == "agreement");
    let agreement = agreement.expect("one of the demo world");
    let mut tried = 0;
    for row in rows(place) {
        assert_eq!(outcome(&world, &agreement, row).await, expected(row), "{row:?}");
        tried += 1;
    }
    crate::invariants::agrees_with_itself(&world).await;
    tried
}

/// Takes the row's invitation to the row's tenant.
async fn outcome(world: &World, agreement: &Item, row: Row) -> Outcome {
    let place = row.place;
    let [provider, reseller] = [world.sign_in(place.provider).await, world.sign_in(place.reseller).await];
    let (tenant, email) = tenant_of(row, &provider).await;
    if row.agreed {
        accepted_before(world, row, &tenant, agreement.clone()).await;
    }
    let admin = mailbox(world, &tenant, &email, &["global_admin"]);
    let sender = if row.shape == Shape::Provider { &provider } else { &reseller };
    let mut invite = json!({"email": email, "delegatedAdmin": if row.asked { &ASKED[..] } else { &[] }});
    if row.shape == Shape::Joint {
        invite["indirectCloudSolutionProviderId"] = json!(place.provider_tenant);
    }
    let invitation = sender.post(INVITATIONS, invite).await;
    if invitation.status != 201 {
        let field = invitation.refused(400, "invalid_input")["parameters"]["field"].clone();
        return Outcome::RefusedToInvite(field.as_str().unwrap_or_default().to_owned());
    }
    let invitation = invitation.json();
    let needs = admin.get(&place_of(&invitation)).await.expect(200)["acceptance"].clone();
    assert_eq!(needs["organisationNeeded"], !row.known, "{row:?}");
    assert_eq!(needs["agreementNeeded"], !row.agreed, "{row:?}");
    let in_the_way = accepted(row, &admin, &invitation).await;
    Outcome::Accepted(Box::new(came(&admin, &tenant, row, [&provider, &reseller], in_the_way).await))
}

/// The tenant's id and its admin's address.
async fn tenant_of(row: Row, provider: &Caller) -> (String, String) {
    let number = row.number;
    let email = format!("admin@tenant{number}.example");
    let tenant = if row.known {
        let profile = organisation(row.place, &domain(row));
        let company = json!({"domain": profile["domain"], "companyName": profile["companyName"]});
        let body = json!({"companyProfile": company, "billingProfile": profile});
        let added = provider.post("/v1/customers", body).await.expect(201);
        added["id"].as_str().expect("an id").to_owned()
    } else {
        format!("7e4a4700-0000-4000-8000-{number:012}")
    };
    (tenant, email)
}

fn domain(row: Row) -> String {
    format!("row{}", row.number)
}

/// Puts the tenant's acceptance of the agreement into the table. That of a tenant that is no customer
/// comes about by no call: one that was forgotten, say.
async fn accepted_before(world: &World, row: Row, tenant: &str, mut item: Item) {
    use aws_sdk_dynamodb::types::AttributeValue as V;
    item.insert("PK".to_owned(), V::S(format!("CUSTOMER#{tenant}")));
    item.insert("templateId".to_owned(), V::S(row.place.agreement.to_owned()));
    let put = world.stack.client().put_item().table_name(world.table());
    put.set_item(Some(item)).send().await.expect("it is put");
}

/// Accepts, first without what the row needs; gives who was in the way (A2).
async fn accepted(row: Row, admin: &Caller, invitation: &Value) -> Option<String> {
    let mut body = json!({"termsDigest": invitation["termsDigest"], "confirmed": true});
    let refused = async |body: &Value, name: &str| {
        act_on(admin, invitation, "accept", body.clone()).await.refused(400, name);
    };
    if !row.known {
        refused(&body, "organisation_missing").await;
        body["organisation"] = organisation(row.place, &domain(row));
    }
    if !row.agreed {
        refused(&body, "agreement_not_accepted").await;
        body["agreement"] = agreed();
    }
    let mut first = act_on(admin, invitation, "accept", body.clone()).await;
    let mut in_the_way = None;
    if first.status == 409 {
        let error = first.refused(409, "service_held");
        in_the_way = error["parameters"]["holder"]["tenantId"].as_str().map(ToOwned::to_owned);
        body["reassign"] = json!(ASKED);
        first = act_on(admin, invitation, "accept", body).await;
    }
    let accepted = first.expect(200);
    assert_eq!(
        (&accepted["state"], &accepted["granted"]),
        (&json!("accepted"), &invitation["delegatedAdmin"])
    );
    in_the_way
}

/// What everybody sees of it.
async fn came(
    admin: &Caller,
    tenant: &str,
    row: Row,
    [provider, reseller]: [&Caller; 2],
    in_the_way: Option<String>,
) -> Came {
    let named = |partner: &str| match partner {
        partner if partner == row.place.provider_tenant => "the provider",
        partner if partner == row.place.reseller_tenant => "the reseller",
        _ => "somebody else",
    };
    let path = format!("/v1/customers/{tenant}");
    let mut related = Vec::new();
    for partner in listed(admin, &format!("{path}/relationships"), "/tenantId").await {
        related.push(named(&partner));
    }
    related.sort_unstable();
    for (who, caller) in [("the provider", provider), ("the reseller", reseller)] {
        let seen = caller.get(&path).await.status == 200;
        assert_eq!(seen, related.contains(&who), "in its list or in neither: {row:?}");
    }
    let agreements = listed(admin, &format!("{path}/agreements"), "/templateId").await;
    let filter = format!(
        "%7B%22Field%22:%22IndirectReseller%22,%22Value%22:%22{}%22,%22Operator%22:%22starts_with%22%7D",
        row.place.reseller_tenant
    );
    let shared = listed(provider, &format!("/v1/customers?size=500&filter={filter}"), "/id").await;
    let held = held_in(admin).await;
    Came {
        related,
        is_shared: shared.iter().any(|id| id == tenant),
        agreements,
        held: held.iter().map(|(partner, service)| (named(partner), service.clone())).collect(),
        in_the_way: in_the_way.as_deref().map(named),
    }
}
