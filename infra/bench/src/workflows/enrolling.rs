//! A company becomes a reseller, and what it says of itself from then on.

use std::error::Error;

use serde_json::{Value, json};

use super::{ONE_READ, ONE_WRITE, OPERATOR, READ_BEHIND_ANOTHER, RESELLER, TWO_READS, step};
use crate::calls::Bench;

/// Whoever enrolls a company that has only a partner ID, and the company's address.
const APPLICANT: &str = "gabi@adatum.example";
const CONTACT: &str = "partners@adatum.example";
/// Of a company that waits for its review from the start.
const WAITING: &str = "paula@proseware.example";
const NO_READ: [u32; 2] = [0, 0];

const ENROLLMENTS: &str = "/v1/enrollments";

/// From the first draft to the approval; another company is rejected.
pub(super) async fn a_reseller(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let tenant = bench.person(APPLICANT).ok_or("the applicant is gone")?.tenant_id;
    let waiting = bench.person(WAITING).ok_or("whoever waits is gone")?.tenant_id;
    let function = "enroll-reseller";
    let enroll = step("enrollment-page", "", "GET /enroll", Value::Null);
    bench.measure("open the page of enrolling", NO_READ, enroll).await?;
    let begin = format!("POST {ENROLLMENTS}");
    let begin = step(function, APPLICANT, &begin, application());
    bench.measure("begin an enrollment", ONE_WRITE, begin).await?;
    let one = format!("{ENROLLMENTS}/{tenant}");
    let [put, submit, get] = [format!("PUT {one}"), format!("POST {one}/submit"), format!("GET {one}")];
    let change = step(function, APPLICANT, &put, application());
    bench.measure("change the application", ONE_WRITE, change).await?;
    let submit = step(function, APPLICANT, &submit, json!({}));
    bench.measure("submit the application", READ_BEHIND_ANOTHER, submit).await?;
    bench.measure("read an enrollment", ONE_READ, step(function, APPLICANT, &get, Value::Null)).await?;
    confirm(bench, CONTACT, "the company's e-mail address").await?;
    let function = "review-enrollment";
    let list = format!("GET {ENROLLMENTS}");
    let own = step(function, APPLICANT, &list, Value::Null);
    bench.measure("one's own enrollment", ONE_READ, own).await?;
    let under_review = step(function, OPERATOR, &list, Value::Null);
    bench.measure("enrollments that wait for their review", TWO_READS, under_review).await?;
    let approve = format!("POST {one}/approve");
    let approve = step(function, OPERATOR, &approve, json!({}));
    bench.measure("approve an enrollment", READ_BEHIND_ANOTHER, approve).await?;
    let reject = format!("POST {ENROLLMENTS}/{waiting}/reject");
    let reject = step(function, OPERATOR, &reject, json!({"reason": "The company is another one's."}));
    bench.measure("reject one", READ_BEHIND_ANOTHER, reject).await?;
    Ok(())
}

/// The page behind the link that an address was sent, and its button.
async fn confirm(bench: &mut Bench, email: &str, whose: &str) -> Result<(), Box<dyn Error>> {
    let key = bench.key_sent_to(email).await?;
    let page = format!("GET /enrollments/{key}");
    let page = step("enrollment-page", "", &page, Value::Null);
    bench.measure(&format!("open the page that confirms {whose}"), ONE_READ, page).await?;
    let verify = format!("POST {ENROLLMENTS}/{key}/verify");
    let verify = step("verify-email", "", &verify, json!({"confirmed": true}));
    bench.measure(&format!("confirm {whose}"), READ_BEHIND_ANOTHER, verify).await?;
    Ok(())
}

fn application() -> Value {
    json!({
        "mpnId": "2000011", "cloud": "global", "domain": "adatum.example",
        "legalBusiness": {
            "companyName": "Adatum Consulting",
            "address": {
                "country": "DE", "city": "Hamburg", "addressLine1": "Am Sandtorkai 30", "postalCode": "20457",
            },
            "primaryContact": {
                "firstName": "Gabi", "lastName": "Sommer", "email": CONTACT, "phoneNumber": "+49 40 5550111",
            },
        },
        "support": {"email": "help@adatum.example", "telephone": "+49 40 5550112", "website": "www.adatum.example"},
        "language": "en",
    })
}

pub(super) async fn profiles(bench: &mut Bench) -> Result<(), Box<dyn Error>> {
    let function = "partner-profiles";
    let mut read = Vec::new();
    for profile in ["legalbusiness", "organization", "support"] {
        let get = format!("GET /v1/profiles/{profile}");
        let what = format!("one's own profile: {profile}");
        read.push(bench.measure(&what, ONE_READ, step(function, RESELLER, &get, Value::Null)).await?);
    }
    let [mut legal, mut organization, mut support] =
        <[Value; 3]>::try_from(read).map_err(|_| "three profiles were read")?;
    for profile in [&mut legal, &mut organization, &mut support] {
        profile["attributes"] = Value::Null;
    }
    organization["culture"] = json!("fr-FR");
    support["telephone"] = json!("+33 4 5550177");
    legal["primaryContact"]["email"] = json!("channel@litware.example");
    for (what, profile, body) in [
        ("change a profile", "organization", organization),
        ("… with another support contact", "support", support),
        ("… with another address of the primary contact", "legalbusiness", legal),
    ] {
        let put = format!("PUT /v1/profiles/{profile}");
        bench.measure(what, ONE_WRITE, step(function, RESELLER, &put, body)).await?;
    }
    confirm(bench, "channel@litware.example", "that address").await
}
