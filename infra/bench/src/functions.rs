//! The functions' own code, called as Lambda calls it: with the event that a gateway hands on.

use std::collections::HashMap;
use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;

use lambda_http::{Body, Request, Response};
use serde_json::{Value, json};
use tandem_local::{AUDIENCE, Deployment, Person};
use tandem_platform::Environment;

use crate::deployment::{self, ISSUER};

/// Functions that have nothing to do with the table.
const WITHOUT_TABLE: [&str; 1] = ["relationships-page"];

type Handler = Box<dyn Fn(Request) -> Pin<Box<dyn Future<Output = Response<Body>>>>>;

/// All functions, started.
pub struct Functions {
    http: HashMap<&'static str, Handler>,
    deliver_mail: deliver_mail::App,
}

/// A request for a function.
pub struct Ask<'a> {
    pub function: &'a str,
    /// Whoever signed in, if anybody.
    pub by: Option<&'a Person>,
    pub method: &'a str,
    pub path: &'a str,
    pub query: &'a str,
    /// From the page before, if it is a page's call.
    pub token: Option<&'a str>,
    pub body: &'a Value,
}

impl Functions {
    /// Starts each with the variables that the template declares for it.
    pub async fn start(deployment: &Deployment) -> Result<Self, Box<dyn Error>> {
        let env = |name: &str| {
            let own = deployment.functions.iter().find(|function| function.name == name);
            Environment::from_pairs(own.map(deployment::variables).unwrap_or_default())
        };
        let mut http: HashMap<&'static str, Handler> = HashMap::new();
        macro_rules! behind_the_gateway {
            ($($name:literal: $function:ident,)*) => {$(
                let app = Arc::new($function::App::start(&env($name)).await?);
                let handler: Handler = Box::new(move |request| {
                    let app = Arc::clone(&app);
                    Box::pin(async move { $function::handle(&app, request).await })
                });
                http.insert($name, handler);
            )*};
        }
        behind_the_gateway! {
            "accept-customer-invitation": accept_customer_invitation,
            "accept-partnership": accept_partnership,
            "add-customer": add_customer,
            "administer-roles": administer_roles,
            "administer-users": administer_users,
            "assign-support-contact": assign_support_contact,
            "associate-subscription": associate_subscription,
            "attest-agreement": attest_agreement,
            "change-customer": change_customer,
            "change-delegated-admin": change_delegated_admin,
            "change-subscription": change_subscription,
            "directory-page": directory_page,
            "draft-invitation": draft_invitation,
            "enroll-reseller": enroll_reseller,
            "enrollment-page": enrollment_page,
            "invitation-page": invitation_page,
            "invite-customer": invite_customer,
            "list-partnerships": list_partnerships,
            "partner-ids": partner_ids,
            "partner-profiles": partner_profiles,
            "place-order": place_order,
            "provider-directory": provider_directory,
            "read-catalogue": read_catalogue,
            "read-audit": read_audit,
            "read-customers": read_customers,
            "read-subscriptions": read_subscriptions,
            "relationships-page": relationships_page,
            "remove-partnership": remove_partnership,
            "request-partnership": request_partnership,
            "review-enrollment": review_enrollment,
            "submit-cart": submit_cart,
            "verify-email": verify_email,
            "verify-reseller": verify_reseller,
        }
        let unknown = |name: &&str| *name != "deliver-mail" && !http.contains_key(name);
        let names = deployment.functions.iter().map(|function| function.name.as_str());
        if let Some(name) = names.into_iter().find(unknown) {
            return Err(format!("{name} is in the template, and not here").into());
        }
        Ok(Self { http, deliver_mail: deliver_mail::App::start(&env("deliver-mail")).await? })
    }

    /// How many open a connection to the table.
    pub fn connecting(&self) -> usize {
        self.http.keys().filter(|name| !WITHOUT_TABLE.contains(name)).count() + 1
    }

    /// Asks a function; an answer that isn't JSON is null.
    pub async fn ask(&self, ask: &Ask<'_>) -> Result<Value, Box<dyn Error>> {
        let handler = self.http.get(ask.function).ok_or("no such function")?;
        let answer = handler(lambda_http::request::from_str(&event(ask).to_string())?).await;
        let (status, body) = (answer.status(), answer.into_body());
        if !status.is_success() {
            let text = String::from_utf8_lossy(&body).into_owned();
            return Err(format!("{} {} answers {status}: {text}", ask.method, ask.path).into());
        }
        Ok(serde_json::from_slice(&body).unwrap_or_default())
    }

    /// Has the mails sent that are due: the sweep.
    pub async fn sweep(&self) -> Result<(), Box<dyn Error>> {
        let swept = deliver_mail::handle(&self.deliver_mail, json!({"source": "aws.events"})).await;
        swept.map(drop).map_err(|error| error.to_string().into())
    }

    /// Has the mail sent that the table's stream tells of.
    pub async fn deliver(&self, pk: &str, sk: &str) -> Result<(), Box<dyn Error>> {
        let key = json!({"PK": {"S": pk}, "SK": {"S": sk}});
        let item = json!({"Keys": key, "NewImage": {"kind": {"S": "outbox"}}, "SequenceNumber": "1"});
        let event = json!({"Records": [{"eventName": "INSERT", "dynamodb": item}]});
        let delivered = deliver_mail::handle(&self.deliver_mail, event).await;
        delivered.map(drop).map_err(|error| error.to_string().into())
    }
}

/// API Gateway's payload 2.0, which function URLs share.
fn event(ask: &Ask<'_>) -> Value {
    let mut event = json!({
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": ask.path,
        "rawQueryString": ask.query,
        "headers": {"content-type": "application/json", "accept-language": "en"},
        "requestContext": {
            "accountId": "000000000000", "apiId": "bench", "domainName": "tandem.example", "domainPrefix": "tandem",
            "http": {
                "method": ask.method, "path": ask.path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1",
                "userAgent": "bench",
            },
            "requestId": "bench", "routeKey": "$default", "stage": "$default",
            "time": "21/Nov/2026:00:00:00 +0000", "timeEpoch": 0,
        },
        "isBase64Encoded": false,
    });
    if let Some(token) = ask.token {
        event["headers"]["ms-continuationtoken"] = json!(token);
    }
    if !ask.body.is_null() {
        event["body"] = json!(ask.body.to_string());
    }
    if let Some(person) = ask.by {
        let roles: Vec<_> = person.roles.iter().map(|role| role.as_str()).collect();
        event["requestContext"]["authorizer"] = json!({"jwt": {"scopes": null, "claims": {
            "iss": ISSUER, "aud": AUDIENCE, "sub": person.subject(), "tid": person.tenant_id, "email": person.email,
            "email_verified": "true", "roles": format!("[{}]", roles.join(" ")),
        }}});
    }
    event
}
