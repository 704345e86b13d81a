//! Lists, the audit trail, and what only reads.

use std::error::Error;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{ONE_READ, PARTNER_IDS, PROVIDER, RESELLER, TWO_READS, customer_of, step, text};
use crate::calls::{Bench, Step};

/// A filter of the audit trail that no record fits.
const NOTHING_FITS: &str = "&filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22nobody%22%2C\
                            %22Operator%22%3A%22substring%22%7D";

pub(super) async fn customers(bench: &mut Bench, subscription: &str) -> Result<(), Box<dyn Error>> {
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

pub(super) async fn partners(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let reads = [
        ("a provider's partners", PROVIDER, "GET /v1/relationships"),
        ("a reseller's partners", RESELLER, "GET /v1/relationships"),
        ("requests sent", PROVIDER, "GET /v1/relationships/requests"),
        ("… that are pending", PROVIDER, "GET /v1/relationships/requests?state=pending"),
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

fn read(route: &str) -> Step<'_> {
    step("read-audit", PROVIDER, route, Value::Null)
}

/// The last thirty days lie in one year, or in two; seven years in eight or nine.
pub(super) async fn audit(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let recent = read("GET /v1/auditrecords?size=5");
    let trail = bench.measure("what was done on one's side", TWO_READS, recent).await?;
    let date = text(&trail, "/items/0/operationDate")?;
    let year = date.get(..4).unwrap_or_default().parse::<u32>()? - 6;
    for (what, more) in [("… in seven years", ""), ("… of which nothing fits", NOTHING_FITS)] {
        let route = format!("GET /v1/auditrecords?startDate={year}-01-01&size=500{more}");
        bench.measure(what, TWO_READS, read(&route)).await?;
    }
    let one = format!("GET /auditactivity/v1/auditrecords/{}", text(&trail, "/items/0/id")?);
    bench.measure("one record of it", ONE_READ, read(&one)).await?;
    Ok(())
}

pub(super) async fn verification(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id;
    let agreement = "GET /v1/compliance/csp/agreementstatus";
    let [by_partner_id, by_tenant] =
        [format!("{agreement}?mpnId={}", PARTNER_IDS[0]), format!("{agreement}?tenantId={reseller}")];
    let reads = [
        ("whose a partner ID is", "GET /v1/profiles/mpn?mpnId=2000002", ONE_READ),
        ("what one's own is called", "GET /v1/profiles/mpn", ONE_READ),
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
