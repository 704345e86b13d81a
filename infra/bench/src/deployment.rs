//! The template, deployed to nowhere: which functions there are, and each one's variables.

use tandem_local::{AUDIENCE, Deployment, Function, TEMPLATE, Template, TemplateError};

/// What Lambda gives a function besides its own variables.
const FROM_LAMBDA: [(&str, &str); 3] =
    [("AWS_REGION", "eu-central-1"), ("AWS_ACCESS_KEY_ID", "bench"), ("AWS_SECRET_ACCESS_KEY", "bench")];

/// Whose tokens the functions are told to expect.
pub const ISSUER: &str = "https://idp.example";

/// The deployment whose functions reach the table and SES at these endpoints.
pub fn of(table_endpoint: &str, ses_endpoint: &str) -> Result<Deployment, TemplateError> {
    let origin = "https://tandem.example";
    Template::parse(TEMPLATE)?.deploy(&[
        ("Issuer", ISSUER),
        ("Audience", AUDIENCE),
        ("ClientId", "bench"),
        ("PageOrigin", origin),
        ("RelationshipsPageOrigin", origin),
        ("DirectoryPageOrigin", origin),
        ("ApiOrigin", origin),
        ("EnrollmentPageOrigin", origin),
        ("MailDomain", "tandem.example"),
        ("MailFrom", "partnerships@tandem.example"),
        ("DynamodbEndpoint", table_endpoint),
        ("SesEndpoint", ses_endpoint),
    ])
}

/// A function's variables: its own and Lambda's.
pub fn variables(function: &Function) -> Vec<(String, String)> {
    let from_lambda = FROM_LAMBDA.map(|(name, value)| (name.to_owned(), value.to_owned()));
    from_lambda.into_iter().chain(function.variables.clone()).collect()
}
