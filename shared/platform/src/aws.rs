//! The way to AWS: region and credentials from the environment, one TLS stack, few root certificates.
//!
//! Cold start decides the shape. The configuration chain is left out, since Lambda hands region and
//! credentials over as variables. TLS is rustls on *ring*: AWS-LC gathers entropy once per process,
//! which costs more than the whole rest of the start. And the clients trust Amazon's own five root
//! certificates, which sign every AWS endpoint, because reading a system's hundred and more is most
//! of what is left. The system's stay the fallback, for proxies and for endpoints of one's own:
//! whoever finds that no connection comes about asks again with [`Roots::System`].

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use aws_smithy_types::retry::RetryConfig;
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::region::Region;

use crate::Environment;

/// The certificates of Amazon Trust Services: Amazon Root CA 1 to 4 and Starfield Services G2.
const AMAZON_ROOTS: &[u8] = include_bytes!("amazon-roots.pem");

/// Which root certificates a client trusts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roots {
    Amazon,
    System,
}

/// What the clients of AWS have in common.
///
/// `endpoint` names the variable that holds an endpoint of one's own, such as
/// `AWS_ENDPOINT_URL_DYNAMODB`; it is left out on AWS.
#[must_use]
pub fn config(env: &Environment, endpoint: &str, roots: Roots) -> SdkConfig {
    let endpoint = env.optional(endpoint);
    let credentials = Credentials::new(
        env.required("AWS_ACCESS_KEY_ID"),
        env.required("AWS_SECRET_ACCESS_KEY"),
        env.optional("AWS_SESSION_TOKEN").map(ToOwned::to_owned),
        None,
        "environment",
    );
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(Duration::from_secs(4))
        .build();
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(env.required("AWS_REGION")))
        .credentials_provider(SharedCredentialsProvider::new(credentials))
        .sleep_impl(aws_smithy_async::rt::sleep::SharedAsyncSleep::new(
            aws_smithy_async::rt::sleep::TokioSleep::new(),
        ))
        .time_source(aws_smithy_async::time::SystemTimeSource::new())
        .retry_config(RetryConfig::standard().with_max_attempts(3))
        .timeout_config(timeouts)
        .http_client(http_client(endpoint, roots));
    if let Some(endpoint) = endpoint {
        config = config.endpoint_url(endpoint);
    }
    config.build()
}

fn http_client(endpoint: Option<&str>, roots: Roots) -> SharedHttpClient {
    let plain = endpoint.is_some_and(|endpoint| endpoint.starts_with("http://"));
    let trusted = match roots {
        // A plain endpoint is one's own, on this machine: no certificate is read for it. Its client is
        // of the same make nevertheless; one without TLS would be linked as well, in full.
        _ if plain => TrustStore::empty(),
        Roots::Amazon => TrustStore::empty().with_pem_certificate(AMAZON_ROOTS),
        Roots::System => TrustStore::empty().with_native_roots(true),
    };
    let https = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring));
    match TlsContext::builder().with_trust_store(trusted).build() {
        Ok(tls) => https.tls_context(tls).build_https(),
        // Unreachable with certificates that are compiled in; the default trusts the system's.
        Err(_) => https.build_https(),
    }
}
