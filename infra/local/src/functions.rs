//! The functions behind the gateway and the stream: the very code that is deployed, each started with
//! the variables that the template declares for it and no others.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};
use tandem_platform::Environment;

use crate::gateway::Handler;
use crate::options::Detour;
use crate::start_error::StartError;
use crate::stream::EventHandler;
use crate::template::Deployment;

/// Everything that the template runs.
#[derive(Clone)]
pub(crate) struct Functions {
    pub(crate) http: HashMap<String, Handler>,
    pub(crate) deliver_mail: EventHandler,
}

impl Functions {
    /// Hands an event to a function, as Lambda does; gives what the function answered.
    pub(crate) async fn invoke(&self, function: &str, event: Value) -> Result<Value, String> {
        if function == DELIVER_MAIL {
            return (self.deliver_mail)(event).await;
        }
        let handler = self.http.get(function).ok_or_else(|| format!("there is no function {function}"))?;
        let request =
            lambda_http::request::from_str(&event.to_string()).map_err(|error| error.to_string())?;
        let (parts, body) = handler(request).await.into_parts();
        let body = String::from_utf8_lossy(&body).into_owned();
        let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = parts.headers.iter().map(|(name, value)| (name.to_string(), json!(text(value))));
        let headers: Map<_, _> = headers.collect();
        Ok(json!({"statusCode": parts.status.as_u16(), "headers": headers, "body": body}))
    }
}

/// The one function that takes other events than HTTP requests.
const DELIVER_MAIL: &str = "deliver-mail";

/// What Lambda gives a function besides its own variables. The stand-ins check no signature.
const FROM_LAMBDA: [(&str, &str); 3] =
    [("AWS_REGION", "eu-central-1"), ("AWS_ACCESS_KEY_ID", "local"), ("AWS_SECRET_ACCESS_KEY", "local")];

/// The variable that holds the endpoint of the table.
const TABLE_ENDPOINT: &str = "AWS_ENDPOINT_URL_DYNAMODB";

pub(crate) async fn start(
    deployment: &Deployment,
    detour: Option<&Detour>,
    variables: &[(&str, &str)],
) -> Result<Functions, StartError> {
    macro_rules! function {
        ($name:expr, $function:ident) => {{
            let env = environment(deployment, $name, detour, variables);
            let started = $function::App::start(&env).await;
            Arc::new(started.map_err(|error| StartError::Function($name, error))?)
        }};
    }
    let mut http: HashMap<String, Handler> = HashMap::new();
    macro_rules! behind_the_gateway {
        ($($name:literal: $function:ident,)*) => {$(
            let app = function!($name, $function);
            let handler: Handler = Arc::new(move |request| {
                let app = Arc::clone(&app);
                Box::pin(async move { $function::handle(&app, request).await })
            });
            http.insert($name.to_owned(), handler);
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
    let app = function!(DELIVER_MAIL, deliver_mail);
    let deliver_mail: EventHandler = Arc::new(move |event| {
        let app = Arc::clone(&app);
        Box::pin(async move { deliver_mail::handle(&app, event).await.map_err(|error| error.to_string()) })
    });
    Ok(Functions { http, deliver_mail })
}

/// A function's variables: its own and Lambda's. Of a function that the template doesn't have, the
/// gateway tells.
fn environment(
    deployment: &Deployment,
    name: &str,
    detour: Option<&Detour>,
    variables: &[(&str, &str)],
) -> Environment {
    let own = deployment.functions.iter().find(|function| function.name == name);
    let own = own.into_iter().flat_map(|function| function.variables.clone());
    let own = own.map(|(variable, value)| match detour {
        Some(detour) if variable == TABLE_ENDPOINT => (variable, detour.endpoint(name, &value)),
        _ => match variables.iter().find(|(name, _)| *name == variable) {
            Some((_, other)) => (variable, (*other).to_owned()),
            None => (variable, value),
        },
    });
    Environment::from_pairs(
        FROM_LAMBDA.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().chain(own),
    )
}

/// The environment of whoever looks at the table from outside the functions.
pub(crate) fn of_a_visitor(table_endpoint: &str) -> Environment {
    let endpoint = [(TABLE_ENDPOINT, table_endpoint)];
    Environment::from_pairs(FROM_LAMBDA.into_iter().chain(endpoint))
}
