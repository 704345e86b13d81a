//! The workflows, one after the other, in one demo world: each as a client goes through it.

use std::error::Error;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::calls::{Bench, Step};

const PROVIDER: &str = "ana@contoso.example";
const RESELLER: &str = "lea@litware.example";
/// The reseller's partner ID, and another reseller's.
const PARTNER_IDS: [&str; 2] = ["2000002", "2000001"];
/// Customers that are there when lists are read: more than a page of this size holds.
const CUSTOMERS: usize = 30;

/// A write reads once and writes once.
const ONE_WRITE: [u32; 2] = [1, 1];
const ONE_READ: [u32; 2] = [1, 0];
/// Whose lists they are is read before the list.
const TWO_READS: [u32; 2] = [2, 0];

/// Walks through all of them.
pub async fn walk(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    partnership(bench).await?;
    let subscription = customers(bench).await?;
    reseller_of_record(bench, &subscription).await?;
    orders(bench, &subscription).await?;
    carts(bench, &subscription).await?;
    customer_lists(bench, &subscription).await?;
    reseller_of_many(bench, &subscription).await?;
    changes_of_a_subscription(bench, &subscription).await?;
    changes_of_a_customer(bench).await?;
    partner_lists(bench).await?;
    verification(bench).await?;
    removal(bench).await
}

fn step<'a>(function: &'a str, by: &'a str, route: &'a str, body: Value) -> Step<'a> {
    Step { function, by, route, body }
}

fn ask() -> Step<'static> {
    let body = json!({"email": RESELLER});
    step("request-partnership", PROVIDER, "POST /v1/relationships/requests", body)
}

fn text<'a>(answer: &'a Value, pointer: &str) -> Result<&'a str, String> {
    let found = answer.pointer(pointer).and_then(Value::as_str);
    found.ok_or_else(|| format!("no {pointer} in {answer}"))
}

async fn partnership(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let request = bench.measure("ask for a partnership", ONE_WRITE, ask()).await?;
    mail(bench, text(&request, "/id")?).await?;
    let act = |request: &Value, act: &str| -> Result<String, String> {
        Ok(format!("POST /v1/relationships/requests/{}/{act}", text(request, "/id")?))
    };
    let url = text(&request, "/url")?.to_owned();
    let page = format!("GET /invitations/{}", url.rsplit('/').next().unwrap_or_default());
    bench
        .measure("open the page of a link", ONE_READ, step("invitation-page", "", &page, Value::Null))
        .await?;
    for what in ["resend", "cancel"] {
        let route = act(&request, what)?;
        bench.measure(what, ONE_WRITE, step("request-partnership", PROVIDER, &route, json!({}))).await?;
    }
    let second = bench.take(ask()).await?;
    let route = act(&second, "decline")?;
    bench.measure("decline", ONE_WRITE, step("accept-partnership", RESELLER, &route, json!({}))).await?;
    let third = bench.take(ask()).await?;
    let route = act(&third, "accept")?;
    let body = json!({"termsDigest": third["termsDigest"], "confirmed": true});
    bench.measure("accept", ONE_WRITE, step("accept-partnership", RESELLER, &route, body)).await?;
    Ok(())
}

async fn mail(bench: &mut Bench, request: &str) -> Result<(), Box<dyn Error>> {
    let owed = bench.keys_of("outbox").await?;
    let [pk, sk] = owed.iter().find(|[pk, _]| pk.ends_with(request)).ok_or("no mail is owed")?;
    bench.forget();
    bench.functions.deliver(pk, sk).await?;
    bench.note("send a mail", [0, 2]);
    bench.functions.sweep().await?;
    bench.forget();
    bench.functions.sweep().await?;
    bench.note("sweep without a mail that is due", ONE_READ);
    Ok(())
}

/// Adds customers of every sort, and enough for lists; answers the path of a subscription.
async fn customers(bench: &mut Bench) -> Result<String, Box<dyn Error>> {
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id.to_string();
    let add = |body| step("add-customer", PROVIDER, "POST /v1/customers", body);
    let planned = Step { route: "POST /v1/customers?validateOnly=true", ..add(customer("planned")) };
    bench.measure("add a customer, validate only", ONE_READ, planned).await?;
    bench.measure("add a customer, one's own", ONE_WRITE, add(customer("own"))).await?;
    let mut body = customer("shared");
    body["associatedPartnerId"] = json!(reseller);
    bench.measure("add a customer for a reseller", ONE_WRITE, add(body)).await?;
    let order = |domain: &str, lines: Value| {
        let mut body = customer(domain);
        body["associatedPartnerId"] = json!(reseller);
        body["agreement"] = agreement();
        body["order"] = json!({"lineItems": lines});
        add(body)
    };
    let line = |offer: &str| json!({"offerId": offer, "quantity": 5});
    let of_record =
        |offer: &str, mpn_id: &str| json!({"offerId": offer, "quantity": 5, "partnerIdOnRecord": mpn_id});
    let ordered = order("one", json!([line("office-basic")]));
    let ordered = bench.measure("… with an order of 1 line", ONE_WRITE, ordered).await?;
    let three = json!([line("office-basic"), line("office-standard"), line("mail-plan-1")]);
    bench.measure("… with an order of 3 lines", ONE_WRITE, order("three", three)).await?;
    let three = json!([
        of_record("office-basic", PARTNER_IDS[0]),
        of_record("office-standard", PARTNER_IDS[1]),
        of_record("mail-plan-1", PARTNER_IDS[0]),
    ]);
    let what = "… of 3 lines with 2 resellers of record";
    bench.measure(what, ONE_WRITE, order("record", three)).await?;
    for number in 0..CUSTOMERS {
        bench.take(order(&format!("more{number}"), json!([line("office-basic")]))).await?;
    }
    let subscription = text(&ordered, "/order/lineItems/0/subscriptionId")?;
    Ok(format!("/v1/customers/{}/subscriptions/{subscription}", text(&ordered, "/id")?))
}

async fn reseller_of_record(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let put = format!("PUT {subscription}/resellerofrecord");
    let whats = ["set the reseller of record", "change it"];
    for (what, mpn_id) in whats.into_iter().zip(PARTNER_IDS) {
        let body = json!({"mpnId": mpn_id});
        bench.measure(what, ONE_WRITE, step("associate-subscription", PROVIDER, &put, body)).await?;
    }
    let patch = format!("PATCH {subscription}");
    let body = json!({"partnerId": PARTNER_IDS[0]});
    bench.measure("… by PATCH", ONE_WRITE, step("change-subscription", PROVIDER, &patch, body)).await?;
    Ok(())
}

/// A customer with two partners, changed and given up; another one that its provider has for itself.
async fn changes_of_a_customer(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let mut body = customer("changing");
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id.to_string();
    body["associatedPartnerId"] = json!(reseller);
    let add = |body| step("add-customer", PROVIDER, "POST /v1/customers", body);
    let [shared, own] = [bench.take(add(body)).await?, bench.take(add(customer("ending"))).await?];
    let [shared, own] = [text(&shared, "/id")?, text(&own, "/id")?].map(|id| format!("/v1/customers/{id}"));
    let profile = format!("GET {shared}/profiles/billing");
    let read = step("read-customers", RESELLER, &profile, Value::Null);
    bench.measure("a profile of a customer", ONE_READ, read).await?;
    let domain = "HEAD /v1/domains/woodgrove.onmicrosoft.com";
    let taken = step("read-customers", PROVIDER, domain, Value::Null);
    bench.measure("whether a domain is taken", ONE_READ, taken).await?;
    let profile = format!("PUT {shared}/profiles/company");
    let name = "Wide World Importers";
    for (what, body) in [
        ("change a profile, with two partners", json!({"companyName": name, "email": "eva@traders.example"})),
        ("… giving it another name", json!({"companyName": "Wide World Traders"})),
    ] {
        bench.measure(what, ONE_WRITE, step("change-customer", PROVIDER, &profile, body)).await?;
    }
    let end = json!({"relationshipToPartner": "none"});
    for (what, by, path, body) in [
        ("give up one's privileges", RESELLER, &shared, json!({"allowDelegatedAccess": false})),
        ("end a relationship, shared with one reseller", PROVIDER, &shared, end.clone()),
        ("… with privileges, shared with nobody", PROVIDER, &own, end),
    ] {
        let route = format!("PATCH {path}");
        bench.measure(what, ONE_WRITE, step("change-customer", by, &route, body)).await?;
    }
    Ok(())
}

/// One customer's: the call, its claim, the filter, what each is decided on, and each.
async fn reseller_of_many(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let customer = customer_of(subscription).rsplit('/').next().unwrap_or_default();
    let body = json!({"mpnId": PARTNER_IDS[1], "filter": {"customerId": customer}});
    let all = |route| step("associate-subscription", PROVIDER, route, body.clone());
    let route = "POST /v1/subscriptions/resellerofrecord?validateOnly=true";
    let planned = bench.measure("validate the reseller of record of many", [3, 0], all(route)).await?;
    let many = planned["wouldChange"].as_u64().and_then(|many| u32::try_from(many).ok()).unwrap_or_default();
    let what = format!("change it, of {many} of one customer");
    bench.measure(&what, [3, 1 + many], all("POST /v1/subscriptions/resellerofrecord")).await?;
    Ok(())
}

/// What is changed on a subscription in the end is another offer, which takes its place.
async fn changes_of_a_subscription(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let patch = format!("PATCH {subscription}");
    let seats = |offer: Option<&str>, quantity: u32| json!({"offerId": offer, "quantity": quantity});
    let changes = [
        ("rename a subscription", ONE_WRITE, json!({"friendlyName": "Head office"})),
        ("change its seats, sent back in full", ONE_WRITE, seats(Some("office-basic"), 6)),
        ("… without the offer's id", [2, 1], seats(None, 7)),
        ("suspend it", ONE_WRITE, json!({"status": "suspended"})),
        ("activate it", ONE_WRITE, json!({"status": "active"})),
    ];
    for (what, may, body) in changes {
        bench.measure(what, may, step("change-subscription", PROVIDER, &patch, body)).await?;
    }
    let contact = format!("PUT {subscription}/supportcontact");
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id.to_string();
    let body = json!({"supportTenantId": reseller});
    let assign = step("assign-support-contact", PROVIDER, &contact, body);
    bench.measure("choose its support contact", ONE_WRITE, assign).await?;
    for (what, may, part) in [
        ("what it can be upgraded to", TWO_READS, "/upgrades"),
        ("its resellers of record", TWO_READS, "/resellersofrecord"),
        ("its support contact", TWO_READS, "/supportcontact"),
        ("who may be that", TWO_READS, "/supportcontacts"),
    ] {
        let route = format!("GET {subscription}{part}");
        bench.measure(what, may, step("read-subscriptions", RESELLER, &route, Value::Null)).await?;
    }
    let upgrade = format!("POST {subscription}/upgrades");
    let body = json!({"targetOffer": {"id": "office-standard"}});
    bench.measure("upgrade it", [2, 1], step("change-subscription", PROVIDER, &upgrade, body)).await?;
    Ok(())
}

fn customer_of(subscription: &str) -> &str {
    subscription.split("/subscriptions").next().unwrap_or_default()
}

async fn orders(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let own = bench.take(step("add-customer", PROVIDER, "POST /v1/customers", customer("agrees"))).await?;
    let attest = format!("POST /v1/customers/{}/agreements", text(&own, "/id")?);
    bench
        .measure("attest an agreement", ONE_WRITE, step("attest-agreement", PROVIDER, &attest, agreement()))
        .await?;
    let [orders, agreements] =
        ["orders", "agreements"].map(|what| format!("{}/{what}", customer_of(subscription)));
    let place = format!("POST {orders}");
    let line = |offer: &str| json!({"offerId": offer, "quantity": 5});
    let of_record =
        |offer: &str, mpn_id: &str| json!({"offerId": offer, "quantity": 5, "partnerIdOnRecord": mpn_id});
    let three = [
        of_record("office-basic", PARTNER_IDS[0]),
        of_record("office-standard", PARTNER_IDS[1]),
        of_record("mail-plan-1", PARTNER_IDS[0]),
    ];
    let whats = [
        ("place an order of 1 line", json!([line("office-basic")])),
        ("… of 3 lines with 2 resellers of record", json!(three)),
    ];
    for (what, lines) in whats {
        let order = step("place-order", PROVIDER, &place, json!({"lineItems": lines}));
        bench.measure(what, ONE_WRITE, order).await?;
    }
    let reads = [
        ("orders of a customer", "place-order", format!("GET {orders}")),
        ("agreements of a customer", "attest-agreement", format!("GET {agreements}")),
        ("offers of a country", "read-catalogue", "GET /v1/offers?country=DE".to_owned()),
    ];
    for (what, function, route) in reads {
        bench.measure(what, ONE_READ, step(function, RESELLER, &route, Value::Null)).await?;
    }
    let trail = step("read-audit", PROVIDER, "GET /v1/auditrecords", Value::Null);
    bench.measure("what was done on one's side", TWO_READS, trail).await?;
    Ok(())
}

/// What a cart names is known only when it was read, so looking at one reads twice.
async fn carts(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let make = format!("POST {}/carts", customer_of(subscription));
    let line = |offer: &str| json!({"catalogItemId": offer, "quantity": 5, "billingCycle": "monthly"});
    let body = json!({"lineItems": [line("office-basic"), line("mail-plan-1"), line("office-standard")]});
    let filled = step("submit-cart", PROVIDER, &make, body.clone());
    let cart = bench.measure("make a cart of 3 lines", ONE_WRITE, filled).await?;
    let path = format!("{}/{}", make.trim_start_matches("POST "), text(&cart, "/id")?);
    let acts = [
        ("change it", ONE_WRITE, format!("PUT {path}"), body.clone()),
        ("review it", TWO_READS, format!("GET {path}"), Value::Null),
        ("submit it", [2, 1], format!("POST {path}/checkout"), json!({})),
    ];
    for (what, may, route, body) in acts {
        bench.measure(what, may, step("submit-cart", PROVIDER, &route, body)).await?;
    }
    let other = bench.take(step("submit-cart", PROVIDER, &make, body)).await?;
    let cancel = format!("DELETE {}/{}", make.trim_start_matches("POST "), text(&other, "/id")?);
    bench.measure("cancel a cart", ONE_WRITE, step("submit-cart", PROVIDER, &cancel, json!({}))).await?;
    Ok(())
}

async fn customer_lists(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id;
    let filter = |field: &str, value: &str| {
        json!({"Field": field, "Value": value, "Operator": "starts_with"}).to_string()
    };
    let lists = [
        ("25 customers by name", filter("CompanyName", "wide")),
        ("25 customers by domain", filter("Domain", "more")),
        ("25 customers shared with a reseller", filter("IndirectReseller", &reseller.to_string())),
    ];
    for (what, filter) in lists {
        let filter = utf8_percent_encode(&filter, NON_ALPHANUMERIC);
        let route = format!("GET /v1/customers?size=25&filter={filter}");
        bench.measure(what, TWO_READS, step("read-customers", PROVIDER, &route, Value::Null)).await?;
    }
    let customer = customer_of(subscription);
    let reads = [
        ("read a customer", "read-customers", customer.to_owned(), ONE_READ),
        ("a customer's partners", "read-customers", format!("{customer}/relationships"), ONE_READ),
        ("subscriptions of a customer", "read-subscriptions", format!("{customer}/subscriptions"), ONE_READ),
        ("read a subscription", "read-subscriptions", subscription.to_owned(), ONE_READ),
    ];
    for (what, function, path, may) in reads {
        bench.measure(what, may, step(function, PROVIDER, &format!("GET {path}"), Value::Null)).await?;
    }
    Ok(())
}

async fn partner_lists(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let reads = [
        ("a provider's partners", PROVIDER, "GET /v1/relationships"),
        ("a reseller's partners", RESELLER, "GET /v1/relationships"),
        ("requests sent", PROVIDER, "GET /v1/relationships/requests"),
        ("requests received", RESELLER, "GET /v1/relationships/requests"),
    ];
    for (what, by, route) in reads {
        bench.measure(what, TWO_READS, step("list-partnerships", by, route, Value::Null)).await?;
    }
    let request = bench.take(step("list-partnerships", PROVIDER, reads[2].2, Value::Null)).await?;
    let route = format!("{}/{}", reads[2].2, text(&request, "/items/0/id")?);
    let read = step("list-partnerships", PROVIDER, &route, Value::Null);
    bench.measure("read a request", ONE_READ, read).await?;
    Ok(())
}

async fn verification(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id;
    let agreement = "GET /v1/compliance/csp/agreementstatus";
    let [by_partner_id, by_tenant] =
        [format!("{agreement}?mpnId={}", PARTNER_IDS[0]), format!("{agreement}?tenantId={reseller}")];
    let reads = [
        ("whose a partner ID is", "GET /v1/profiles/mpn?mpnId=2000002", ONE_READ),
        ("whether an agreement is signed, by partner ID", &by_partner_id, ONE_READ),
        ("… by tenant", &by_tenant, TWO_READS),
    ];
    for (what, route, may) in reads {
        bench.measure(what, may, step("verify-reseller", PROVIDER, route, Value::Null)).await?;
    }
    let partner_ids: Vec<_> = (2_000_001..=2_000_500).map(|number: u32| number.to_string()).collect();
    let validate = "POST /v1/partners/validateresellers";
    let body = json!({"partnerIds": partner_ids});
    bench
        .measure("verify 500 partner IDs", ONE_READ, step("verify-reseller", PROVIDER, validate, body))
        .await?;
    Ok(())
}

async fn removal(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id;
    let path = format!("/v1/relationships/{reseller}/removal");
    let preview = format!("GET {path}");
    let what = "what a removal leaves in place";
    bench.measure(what, [3, 0], step("remove-partnership", PROVIDER, &preview, Value::Null)).await?;
    let remove = format!("POST {path}");
    let body = json!({"attestationAccepted": true});
    bench.measure("remove", ONE_WRITE, step("remove-partnership", PROVIDER, &remove, body)).await?;
    Ok(())
}

fn customer(domain: &str) -> Value {
    json!({
        "companyProfile": {"domain": format!("{domain}.onmicrosoft.com"), "companyName": "Wide World Importers"},
        "billingProfile": {
            "companyName": "Wide World Importers", "email": "eva@wideworld.example", "culture": "de-DE",
            "language": "de",
            "defaultAddress": {
                "country": "DE", "city": "Hamburg", "addressLine1": "Speicherstadt 1", "postalCode": "20457",
                "firstName": "Eva", "lastName": "Huber",
            },
        },
    })
}

fn agreement() -> Value {
    json!({
        "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9", "type": "MicrosoftCustomerAgreement",
        "dateAgreed": "2026-11-01T00:00:00Z",
        "primaryContact": {"firstName": "Eva", "lastName": "Huber", "email": "eva@wideworld.example"},
    })
}
