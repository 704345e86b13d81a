//! The workflows, one after the other, in one demo world: each as a client goes through it.

mod customers;
mod enrolling;
mod invitations;
mod ordering;
mod program;
mod reading;
mod subscriptions;

use std::error::Error;

use serde_json::{Value, json};

use crate::calls::{Bench, Step};

const PROVIDER: &str = "ana@contoso.example";
const RESELLER: &str = "lea@litware.example";
const OPERATOR: &str = "olga@program.example";
/// The reseller's partner ID, and another reseller's.
const PARTNER_IDS: [&str; 2] = ["2000002", "2000001"];

/// A write reads once and writes once.
const ONE_WRITE: [u32; 2] = [1, 1];
const ONE_READ: [u32; 2] = [1, 0];
/// What a write needs is known once something else is.
const READ_BEHIND_ANOTHER: [u32; 2] = [2, 1];
/// Whose lists they are is read before the list.
const TWO_READS: [u32; 2] = [2, 0];

/// Walks through all of them.
pub async fn walk(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    partnership(bench).await?;
    let subscription = customers::added(bench).await?;
    subscriptions::reseller_of_record(bench, &subscription).await?;
    ordering::orders(bench, &subscription).await?;
    ordering::carts(bench, &subscription).await?;
    reading::customers(bench, &subscription).await?;
    reading::audit(bench).await?;
    subscriptions::reseller_of_many(bench, &subscription).await?;
    subscriptions::changes(bench, &subscription).await?;
    customers::users(bench).await?;
    customers::changes(bench).await?;
    invitations::of_customers(bench).await?;
    invitations::open_links(bench).await?;
    reading::partners(bench).await?;
    reading::verification(bench).await?;
    enrolling::a_reseller(bench).await?;
    enrolling::profiles(bench).await?;
    program::people(bench).await?;
    program::registry(bench).await?;
    program::directory(bench).await?;
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

fn customer_of(subscription: &str) -> &str {
    subscription.split("/subscriptions").next().unwrap_or_default()
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

async fn removal(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let reseller = bench.person(RESELLER).ok_or("the reseller is gone")?.tenant_id;
    let path = format!("/v1/relationships/{reseller}/removal");
    let preview = format!("GET {path}");
    let what = "what a removal leaves in place";
    bench.measure(what, ONE_READ, step("remove-partnership", PROVIDER, &preview, Value::Null)).await?;
    let remove = format!("POST {path}");
    let body = json!({"attestationAccepted": true});
    bench.measure("remove", ONE_WRITE, step("remove-partnership", PROVIDER, &remove, body)).await?;
    Ok(())
}
