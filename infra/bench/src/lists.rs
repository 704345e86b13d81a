//! Lists of a large provider beside those of a small one: a page must cost the same wherever it lies
//! and however much lies beside it.
//!
//! The two live in tables of their own. Every page is asked of each in turns, many times; the
//! medians are set in relation, so that only what differs between the two shows.

mod crowd;

use std::error::Error;
use std::time::{Duration, Instant};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::functions::Ask;
use crate::print::Table;
use crowd::{Crowd, Size};

/// Customers and resellers of the large provider…
const MANY: Size = Size { customers: 100_000, of_the_busy_reseller: 50_000, resellers: 10_000 };
/// …and of the small one: one page of each.
const FEW: Size = Size { customers: PAGE, of_the_busy_reseller: PAGE, resellers: PAGE };
/// A page as it comes if nothing is said of its size.
const PAGE: usize = 100;
/// How far into the list the deep page lies.
const DEEP: usize = 100;
/// How often each page is asked for.
const ROUNDS: usize = 101;

/// One page of a list: of the large provider, and what it is compared with at the small one.
struct Asked {
    what: &'static str,
    function: &'static str,
    path: &'static str,
    /// At the large and at the small provider.
    queries: [String; 2],
    /// How many pages go before, at the large provider.
    before: usize,
}

/// Fills two tables and measures.
pub async fn measure() -> Result<Table, Box<dyn Error>> {
    let crowds = [Crowd::of(MANY).await?, Crowd::of(FEW).await?];
    let mut pages = Vec::new();
    for asked in pages_of_a_provider(&crowds[0].busy_reseller()) {
        let mut token = None;
        for _ in 0..asked.before {
            token = token_of(&page(&crowds[0], &asked, 0, token.as_deref()).await?);
        }
        pages.push((asked, token));
    }
    let mut times = vec![[const { Vec::new() }; 2]; pages.len()];
    for _ in 0..ROUNDS {
        for ((asked, token), times) in pages.iter().zip(&mut times) {
            for (which, crowd) in crowds.iter().enumerate() {
                let token = token.as_deref().filter(|_| which == 0);
                let began = Instant::now();
                let answer = page(crowd, asked, which, token).await?;
                times[which].push(began.elapsed());
                full(&answer, asked)?;
            }
        }
    }
    Ok(table(&pages.into_iter().map(|(asked, _)| asked).collect::<Vec<_>>(), &mut times))
}

fn pages_of_a_provider(reseller: &str) -> Vec<Asked> {
    let filter = |field: &str, value: &str| {
        let filter = json!({"Field": field, "Value": value, "Operator": "starts_with"}).to_string();
        format!("size={PAGE}&filter={}", utf8_percent_encode(&filter, NON_ALPHANUMERIC))
    };
    let plain = || [format!("size={PAGE}"), format!("size={PAGE}")];
    let by_reseller = || [filter("IndirectReseller", reseller), filter("IndirectReseller", reseller)];
    // Of the large provider's names a tenth begin so, of the small one's all.
    let by_name = [filter("CompanyName", "customer 005"), filter("CompanyName", "customer 00")];
    let by_domain = [filter("Domain", "customer005"), filter("Domain", "customer00")];
    let customers = |what, queries, before| Asked {
        what,
        function: "read-customers",
        path: "/v1/customers",
        queries,
        before,
    };
    vec![
        customers("customers, first page", plain(), 0),
        customers("customers, 100th page", plain(), DEEP - 1),
        customers("customers by name", by_name, 0),
        customers("customers by domain", by_domain, 0),
        customers("customers of a reseller, first page", by_reseller(), 0),
        customers("customers of a reseller, 100th page", by_reseller(), DEEP - 1),
        Asked {
            what: "resellers, first page",
            function: "list-partnerships",
            path: "/v1/relationships",
            queries: plain(),
            before: 0,
        },
    ]
}

async fn page(
    crowd: &Crowd,
    asked: &Asked,
    which: usize,
    token: Option<&str>,
) -> Result<Value, Box<dyn Error>> {
    let query = match token {
        None => asked.queries[which].clone(),
        Some(_) => format!("{}&seekOperation=Next", asked.queries[which]),
    };
    let (function, path) = (asked.function, asked.path);
    let ask = Ask {
        function,
        by: Some(&crowd.provider),
        method: "GET",
        path,
        query: &query,
        token,
        body: &Value::Null,
    };
    crowd.functions.ask(&ask).await
}

/// What a page's link to the next one carries.
fn token_of(page: &Value) -> Option<String> {
    page.pointer("/links/next/headers/0/value").and_then(Value::as_str).map(ToOwned::to_owned)
}

/// Pages are compared, so they must be alike. Where the shards of a list are uneven, one may end an
/// item or two short.
fn full(page: &Value, asked: &Asked) -> Result<(), String> {
    let items = page["items"].as_array().map_or(0, Vec::len);
    if items + 2 < PAGE { Err(format!("{}: a page of {items}", asked.what)) } else { Ok(()) }
}

fn table(pages: &[Asked], times: &mut [[Vec<Duration>; 2]]) -> Table {
    let medians: Vec<_> = times.iter_mut().map(|both| [0, 1].map(|which| median(&mut both[which]))).collect();
    let first = medians.first().map_or(Duration::ZERO, |[large, _]| *large);
    let ratio = |a: Duration, b: Duration| format!("{:.2}", a.as_secs_f64() / b.as_secs_f64());
    let rows = pages.iter().zip(&medians).map(|(asked, [large, small])| {
        vec![asked.what.to_owned(), ratio(*large, *small), ratio(*large, first)]
    });
    Table {
        title: format!(
            "Pages of {PAGE}: {} customers and {} resellers beside {} and {}, medians of {ROUNDS}",
            MANY.customers, MANY.resellers, FEW.customers, FEW.resellers
        ),
        headings: vec!["page", "of the small provider's", "of the first page"],
        rows: rows.collect(),
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
