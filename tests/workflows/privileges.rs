//! Every function's role against what the function does (T7), in both directions.
//!
//! The workflows run over a wire that notes what each function asks of the table. All of it must be
//! in the function's role, and all that is in the role about the table must have been asked for: a
//! grant that nothing uses is one too many, or a workflow is missing below.

mod invitations;
mod people_and_roles;
mod program;
mod role;

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::http::Method;
use serde_json::json;
use tandem_tests::wire::{Call, Touch, Wire};
use tandem_tests::{World, people};

use invitations::invitations;
use people_and_roles::people_and_roles;
use program::program;
use role::{Statement, fits, roles};

use crate::lists::filter;
use crate::steps::{
    accept, act, agreement, ask, asked, cart, customer, customer_in_china, customer_of_litware,
    customer_with_order, idle_customer_of_litware, key, partners, user,
};

/// Grants that no call to the table can show, and why they are there.
const ELSEWHERE: [(&str, &[&str], &str); 5] = [
    (
        "kms:",
        &[
            "Decrypt",
            "DescribeKey",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyWithoutPlaintext",
            "ReEncryptFrom",
            "ReEncryptTo",
        ],
        "DynamoDB uses the table's key in the name of whoever calls",
    ),
    ("logs:", &["CreateLogStream", "PutLogEvents"], "Lambda writes a function's log in its name"),
    (
        "dynamodb:",
        &["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"],
        "Lambda reads the stream in the name of the function that it feeds",
    ),
    ("sqs:", &["SendMessage"], "Lambda puts records aside in the function's name"),
    ("ses:", &["SendEmail"], "the one thing that isn't the table"),
];

#[tokio::test]
async fn every_function_may_do_what_it_does_and_nothing_else_t7() {
    let wire = Wire::start().await;
    // So they read the caller's roles as well; where the token has them, they ask for nothing else.
    let world = World::over_with(&wire, &[("ROLES_FROM", "list")]).await;
    people_and_roles(&world).await;
    requests(&world).await;
    customers(&world).await;
    subscriptions(&world).await;
    changes_of_customers(&world).await;
    orders(&world).await;
    readings(&world).await;
    users(&world).await;
    delegated_access(&world).await;
    invitations(&world).await;
    program(&world).await;
    world.mails().await;
    world.stack.sweep().await;
    let (roles, calls) = (roles(), wire.calls());
    let mut wrong = denied(&roles, &calls, &world.table());
    wrong.extend(unused(&roles, &calls));
    assert!(wrong.is_empty(), "roles and functions disagree: {wrong:#?}");
    let seen: BTreeSet<_> = calls.iter().map(|call| call.function.clone()).collect();
    let at_the_table =
        roles.iter().filter(|(_, statements)| statements.iter().any(Statement::is_about_tables));
    assert!(at_the_table.map(|(function, _)| function).eq(&seen), "every function was called: {seen:?}");
    let trail = calls.iter().flat_map(|call| &call.touches).filter(|touch| touch.key.starts_with("AUDIT#"));
    for touch in trail.filter(|touch| !READING.contains(&touch.action)) {
        assert_eq!((touch.action, touch.condition.as_deref()), ("PutItem", Some("attribute_not_exists(PK)")));
    }
}

#[test]
fn no_role_holds_a_wildcard_a_scan_or_a_way_to_rewrite_the_audit_trail_t7() {
    for (function, statements) in roles() {
        for statement in &statements {
            let place = format!("{function}, {}: {statement:?}", statement.sid);
            let unbounded = |name: &String| name.starts_with('*') || name.ends_with(":*");
            assert!(!statement.actions.iter().chain(&statement.resources).any(unbounded), "{place}");
            assert!(!statement.actions.iter().any(|action| action == "dynamodb:Scan"), "{place}");
            let rewrites = |action: &String| REWRITING.contains(&action.as_str());
            if statement.actions.iter().any(rewrites) {
                let keys = statement.keys.as_deref().unwrap_or_default();
                assert!(!keys.is_empty(), "it may rewrite anything: {place}");
                assert!(!keys.iter().any(|key| overlap(key, "AUDIT#*")), "{place}");
            }
        }
    }
}

const READING: [&str; 2] = ["Query", "BatchGetItem"];

/// Actions that change what is there, or take it away.
const REWRITING: [&str; 4] =
    ["dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem", "dynamodb:PartiQLUpdate"];

/// Whether there is a key that fits both patterns.
fn overlap(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|pattern| pattern.trim_end_matches('*'));
    one.starts_with(other) || other.starts_with(one)
}

/// The trail, all of it and one record.
async fn what_was_done(world: &World) {
    let provider = world.sign_in(people::PROVIDER).await;
    let trail = provider.get("/v1/auditrecords").await.expect(200);
    let id = trail["items"][0]["id"].as_str().expect("a record");
    provider.get(&format!("/auditactivity/v1/auditrecords/{id}")).await.expect(200);
}

/// Whose a partner ID is, and what it is good for.
async fn verification(world: &World) {
    let provider = world.sign_in(people::PROVIDER).await;
    let litware = world.tenant_of(people::RESELLER).await;
    for path in ["/v1/profiles/mpn", &format!("/v1/compliance/csp/agreementstatus?tenantId={litware}")] {
        provider.get(path).await.expect(200);
    }
    let body = json!({"partnerIds": ["2000001", "2000002"]});
    provider.post("/v1/partners/validateresellers", body).await.expect(200);
}

/// Asked, sent again, declined, cancelled, accepted, ended.
async fn requests(world: &World) {
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let body = json!({"email": people::RESELLER, "mpnId": "2000002"});
    let request = provider.post("/v1/relationships/requests", body).await.expect(201);
    world.nobody().get(&format!("/lambda-url/invitation-page/invitations/{}", key(&request))).await;
    act(&provider, &request, "resend").await.expect(200);
    act(&reseller, &request, "decline").await.expect(200);
    act(&provider, &asked(world).await, "cancel").await.expect(200);
    partners(world).await;
    let path = format!("/v1/relationships/{}/removal", world.tenant_of(people::RESELLER).await);
    provider.get(&path).await.expect(200);
    provider.post(&path, json!({"attestationAccepted": true})).await.expect(200);
    let again = ask(&provider, people::RESELLER).await.expect(201);
    accept(&reseller, &again).await.expect(200);
}

/// One's own, and one for a reseller with all that can come with it.
async fn customers(world: &World) {
    let provider = world.sign_in(people::PROVIDER).await;
    provider.post("/v1/customers", customer("alone")).await.expect(201);
    let mut body = customer_with_order("with-record", &world.tenant_of(people::RESELLER).await);
    body["order"]["lineItems"][0]["partnerIdOnRecord"] = json!("2000002");
    provider.post("/v1/customers", body).await.expect(201);
    let (customer, subscription) = customer_of_litware(world, "wideworld").await;
    let path = format!("/v1/customers/{customer}/subscriptions/{subscription}");
    provider.put(&format!("{path}/resellerofrecord"), json!({"mpnId": "2000002"})).await.expect(200);
    provider.patch(&path, json!({"partnerId": "2000001"})).await.expect(200);
    for path in [&path, &format!("/v1/customers/{customer}/subscriptions")] {
        provider.get(path).await.expect(200);
    }
    for path in ["", "/relationships"] {
        provider.get(&format!("/v1/customers/{customer}{path}")).await.expect(200);
    }
}

/// Changed in every way, given to others, upgraded, read.
async fn subscriptions(world: &World) {
    let provider = world.sign_in(people::PROVIDER).await;
    let (customer, subscription) = customer_of_litware(world, "changed").await;
    let list = format!("/v1/customers/{customer}/subscriptions");
    let path = format!("{list}/{subscription}");
    let many = "/v1/subscriptions/resellerofrecord";
    for body in [
        json!({"mpnId": "2000002", "filter": {"customerId": customer}}),
        json!({"mpnId": "2000001", "filter": {"mpnId": "2000002"}}),
    ] {
        provider.post(many, body).await.expect(200);
    }
    provider.patch(&path, json!({"quantity": 6, "status": "suspended"})).await.expect(200);
    provider.patch(&path, json!({"status": "active"})).await.expect(200);
    let contact = json!({"supportTenantId": world.tenant_of(people::RESELLER).await});
    provider.put(&format!("{path}/supportcontact"), contact).await.expect(200);
    let target = json!({"targetOffer": {"id": "office-standard"}});
    for part in ["addons", "upgrades", "resellersofrecord", "supportcontact", "supportcontacts"] {
        provider.get(&format!("{path}/{part}")).await.expect(200);
    }
    provider.post(&format!("{path}/upgrades"), target).await.expect(200);
    provider.get(&format!("{list}?mpn_id=2000001")).await.expect(200);
}

/// Named anew, changed otherwise, given up, ended.
async fn changes_of_customers(world: &World) {
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let customer = format!("/v1/customers/{}", idle_customer_of_litware(world, "changing").await);
    let company = format!("{customer}/profiles/company");
    provider.put(&company, json!({"companyName": "Wide World Traders"})).await.expect(200);
    let email = json!({"companyName": "Wide World Traders", "email": "eva@traders.example"});
    provider.put(&company, email).await.expect(200);
    provider.get(&company).await.expect(200);
    reseller.patch(&customer, json!({"allowDelegatedAccess": false})).await.expect(200);
    provider.patch(&customer, json!({"relationshipToPartner": "none"})).await.expect(200);
    let woodgrove = world.sign_in(people::CUSTOMER).await;
    let own = world.tenant_of(people::CUSTOMER).await;
    woodgrove.get(&format!("/v1/customers/{own}/relationships")).await.expect(200);
    let domain = "/v1/domains/woodgrove.onmicrosoft.com";
    assert_eq!(provider.send(Method::HEAD, domain, Body::empty()).await.status, 200);
}

/// Listed, read, added, given another password.
async fn users(world: &World) {
    let reseller = world.sign_in(people::RESELLER).await;
    let customer = idle_customer_of_litware(world, "users").await;
    let users = format!("/v1/customers/{customer}/users");
    for path in [&users, &format!("{users}/{customer}")] {
        reseller.get(path).await.expect(200);
    }
    reseller.post(&users, user("mia@users.onmicrosoft.com")).await.expect(201);
    reseller.post(&format!("{users}/{customer}/resetpassword"), json!({})).await.expect(200);
}

/// Seen, passed on, taken back: by a customer where a service has one holder, and by a reseller.
async fn delegated_access(world: &World) {
    let (customer, [provider, reseller]) = customer_in_china(world).await;
    let (customer, litware) = (world.member(&customer, &["global_admin"]), "louis@litware.example");
    let contoso = world.tenant_of(people::PROVIDER).await;
    for (admin, holder, partner) in
        [(customer, &reseller, &provider), (world.sign_in(litware).await, &contoso, &contoso)]
    {
        admin.get("/v1/delegatedaccess").await.expect(200);
        let taken = format!("/v1/delegatedaccess/{holder}");
        admin.send(Method::DELETE, &taken, Body::empty()).await.expect(200);
        admin.put("/v1/delegatedaccess/teams", json!({"tenantId": partner})).await.expect(200);
    }
}

/// Agreed, ordered, put into a cart, submitted, cancelled, read.
async fn orders(world: &World) {
    let provider = world.sign_in(people::PROVIDER).await;
    let customer = format!("/v1/customers/{}", idle_customer_of_litware(world, "ordering").await);
    let lines = json!([{"offerId": "office-basic", "quantity": 5, "partnerIdOnRecord": "2000002"}]);
    let order = json!({"agreement": agreement(), "lineItems": lines});
    let order = provider.post(&format!("{customer}/orders"), order).await.expect(201);
    provider.post(&format!("{customer}/orders"), json!({"lineItems": lines})).await.expect(201);
    let one = format!("/orders/{}", order["id"].as_str().expect("an id"));
    let mut of_record = cart(&["office-basic"]);
    of_record["lineItems"][0]["participants"] = json!([{"key": "transaction_reseller", "value": "2000002"}]);
    for last in ["checkout", ""] {
        let made = provider.post(&format!("{customer}/carts"), of_record.clone()).await.expect(201);
        let path = format!("{customer}/carts/{}", made["id"].as_str().expect("an id"));
        provider.get(&path).await.expect(200);
        provider.put(&path, of_record.clone()).await.expect(200);
        let (method, path) = match last {
            "" => (Method::DELETE, path),
            act => (Method::POST, format!("{path}/{act}")),
        };
        assert!(provider.send(method, &path, Body::empty()).await.status < 300);
    }
    let idle = format!("/v1/customers/{}", idle_customer_of_litware(world, "attested").await);
    provider.post(&format!("{idle}/agreements"), agreement()).await.expect(201);
    for path in ["/orders", &one, "/agreements", "/directSignedMicrosoftCustomerAgreementStatus"] {
        provider.get(&format!("{customer}{path}")).await.expect(200);
    }
    for path in ["/v1/agreements", "/v1/offers?country=DE", "/v1/offers/office-basic"] {
        provider.get(path).await.expect(200);
    }
}

/// Every list, every filter.
async fn readings(world: &World) {
    what_was_done(world).await;
    verification(world).await;
    world.sign_in(people::PROVIDER).await.get("/v1/profiles/mpn?mpnId=2000002").await.expect(200);
    let [provider, reseller] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
    let (contoso, litware) =
        (world.tenant_of(people::PROVIDER).await, world.tenant_of(people::RESELLER).await);
    let request = provider.get("/v1/relationships/requests").await.expect(200)["items"][0]["id"].clone();
    let path = format!("/v1/relationships/requests/{}", request.as_str().expect("an id"));
    let by = |field, value: &str| format!("/v1/customers?filter={}", filter(field, value));
    for path in ["/v1/relationships", "/v1/relationships/requests?direction=received", "/v1/customers", &path]
    {
        reseller.get(path).await.expect(200);
    }
    reseller.get(&by("IndirectCloudSolutionProvider", &contoso)).await.expect(200);
    for path in [by("Domain", "w"), by("CompanyName", "w"), by("IndirectReseller", &litware)] {
        provider.get(&path).await.expect(200);
    }
    provider.get("/v1/relationships").await.expect(200);
}

/// What was done and isn't allowed. Whether IAM is asked for each part of a transaction or for all
/// parts of one kind at once isn't written anywhere; a role has to be right either way. So the keys
/// of one call and action must lie within one statement, as those of a batch must in any case.
fn denied(roles: &BTreeMap<String, Vec<Statement>>, calls: &[Call], table: &str) -> BTreeSet<String> {
    let mut denied = BTreeSet::new();
    for call in calls {
        let mut asked: BTreeMap<(&str, String), Vec<&Touch>> = BTreeMap::new();
        for touch in &call.touches {
            assert_eq!(touch.table, table);
            asked.entry((touch.action, resource(touch))).or_default().push(touch);
        }
        for ((action, resource), touches) in asked {
            let allowed = roles.get(&call.function).into_iter().flatten().any(|statement| {
                statement.grants(action, &resource)
                    && touches
                        .iter()
                        .all(|touch| statement.keys.iter().flatten().any(|pattern| fits(pattern, &touch.key)))
            });
            if !allowed {
                let keys: BTreeSet<_> = touches.iter().map(|touch| beginning(&touch.key)).collect();
                denied.insert(format!("{} may not {action} {keys:?} of {resource}", call.function));
            }
        }
    }
    denied
}

/// What is allowed and was never done.
fn unused(roles: &BTreeMap<String, Vec<Statement>>, calls: &[Call]) -> BTreeSet<String> {
    let mut unused = BTreeSet::new();
    for (function, statements) in roles {
        let touches: Vec<_> =
            calls.iter().filter(|call| call.function == *function).flat_map(|call| &call.touches).collect();
        for statement in statements {
            for (action, resource) in statement.grants_one_by_one() {
                if is_elsewhere(action) {
                    continue;
                }
                let Some(keys) = &statement.keys else {
                    unused.insert(format!("{function} needs no unlimited {action} of {resource}"));
                    continue;
                };
                for pattern in keys {
                    let used = touches.iter().any(|touch| {
                        format!("dynamodb:{}", touch.action) == *action
                            && self::resource(touch) == *resource
                            && fits(pattern, &touch.key)
                    });
                    if !used {
                        unused.insert(format!("{function} never needs {action} {pattern} of {resource}"));
                    }
                }
            }
        }
    }
    unused
}

fn is_elsewhere(action: &str) -> bool {
    let named = |(service, names, _): &(&str, &[&str], &str)| {
        action.strip_prefix(service).is_some_and(|name| names.contains(&name))
    };
    ELSEWHERE.iter().any(named)
}

fn resource(touch: &Touch) -> String {
    touch.index.as_ref().map_or("Table.Arn".to_owned(), |index| format!("Table.Arn/index/{index}"))
}

fn beginning(key: &str) -> String {
    key.split_once('#').map_or(key, |(kind, _)| kind).to_owned()
}
