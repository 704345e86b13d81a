//! The single table.
//!
//! One concrete store over the AWS SDK: DynamoDB on AWS, the embedded engine on a laptop and in
//! tests. It loads what a rule needs in one round trip, and commits what a rule decided in one
//! transaction. It knows nothing of HTTP.
//!
//! # Access patterns
//!
//! Sized for a provider with 1,000,000 customers and 100,000 resellers. *RT* is round trips; units
//! are what the benchmark in infra/bench measures in the demo world (R: read units of 4 KB, W: write
//! units of 1 KB). Requests have a little over 1 KB there, the item of a request id, which holds the
//! saved answer, 1 to 3 KB, everything else less than 1 KB. Every write adds that item (2 W per KB)
//! and one audit record per party (2 W each), which the figures include.
//!
//! | pattern | key or index | RT | units |
//! |---|---|---|---|
//! | ask for a partnership | batch: `WRITE#`, `ORG#` own, `EMAIL#`, `MPN#` if given; then one transaction | 1 + 1 | 3–4 R, 25 W |
//! | resend, cancel | batch: `WRITE#`, `REQUEST#`, `ORG#` own | 1 + 1 | 3 R, 25 W or 18 W |
//! | accept, decline | batch: `WRITE#`, `REQUEST#`, `ORG#` own | 1 + 1 | 3 R, 37 W or 21 W |
//! | open the page of a link, read a request | `REQUEST#` of the key's fingerprint, consistent | 1 | 1 R |
//! | one's own organisation, before a list | `ORG#` own, consistent | 1 | 1 R |
//! | one's partners | `ORG#` own, prefix `RESELLER#` or `PROVIDER#`, consistent, in order of name | 1 | 1 R per 8 |
//! | requests sent, received | GSI1 `SENT#`, GSI2 `RECEIVED#`, newest first | 1 | 0.5 R per 3 |
//! | what a removal leaves in place | batch of 3 and four counts on GSI1 and GSI2, at once | 1 | 5 R + 0.5 R per 6 counted |
//! | remove | the same and `WRITE#`; then one transaction | 1 + 1 | 1 R more, 10 W |
//! | add a customer of one's own | batch: `WRITE#`, `ORG#` own, `DOMAIN#` in each cloud; then one transaction | 1 + 1 | 6 R, 18 W |
//! | … for a reseller | also the partnership | 1 + 1 | 7 R, 30 W |
//! | … with an order of n lines and m resellers of record | also offers, `MPN#`s | 1 + 1 | 7 + n + m R, about 48 + 2 n + 7 m W |
//! | list customers, by name or domain prefix | GSI1 `CUSTOMERS#`, GSI2 `DOMAINS#`: 4 shards at once, merged in order | 1 | 0.5 R per 6, of each shard |
//! | customers shared with a partner | GSI1 `SHARED#` | 1 | 0.5 R per 7 |
//! | read a customer | batch: `CUSTOMER#`, own `PARTNER#`, own `ADMIN#` | 1 | 3 R |
//! | a customer's partners, after that | `CUSTOMER#`, prefix `PARTNER#`, consistent | 1 | 1 R per 6 |
//! | subscriptions of a customer | `CUSTOMER#`, prefix `SUBSCRIPTION#`, with the customer and own `PARTNER#`, at once, consistent | 1 | 2 R + 1 R per 8 |
//! | set the reseller of record | batch: `WRITE#`, subscription, own `PARTNER#`, `ORG#` own, `MPN#`; then one transaction | 1 + 1 | 5 R, 19 W; 22 W if there was one |
//! | any of these writes, refused | the same read, then `WRITE#` once more | 2 | 1 R more |
//! | send a mail | claim, an update; mark, a transaction with its request's delivery | 2 | 14 W |
//! | mails that are overdue | GSI1 `DUE#`: 4 shards at once | 1 | 0.5 R per 6, of each shard |
//!
//! # What keeps a large partner from becoming a hot key
//!
//! A command of a provider writes at most one item under the provider's own key (its list of
//! resellers, at an acceptance); the partnership that decides lies with the reseller, the customer's
//! items with the customer, requests under their own keys. No command checks a condition on the
//! provider's own item, since two transactions on one item conflict even if neither changes it. The
//! lists of customers and the audit trail are cut into four shards.

mod action;
mod audit;
mod customers;
mod expression;
mod fetch;
mod item;
mod keys;
mod list;
mod organisations;
pub mod outbox;
mod partnerships;
mod replay;
mod requests;
mod subscriptions;
mod transact;
mod transaction;

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{Builder, Config};
use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use tandem_domain::Fault;
use tandem_platform::Environment;
use tandem_platform::aws::{Roots, config};
use tokio::sync::{OwnedRwLockWriteGuard, RwLock};

pub use customers::{CustomerFilter, CustomerView, ForAdding};
pub use partnerships::ForRemoval;
pub use requests::{AcceptRefusal, ForAsk, ForChange, RequestFilter};
pub use subscriptions::ForAssociation;
pub use transaction::NotCommitted;

/// How long the opening of the connection gives way to the first request for an event.
const GIVE_WAY: Duration = Duration::from_millis(1);

/// The table, and the way to it.
#[derive(Clone, Debug)]
pub struct Store {
    /// Held back while the connection is being opened.
    client: Arc<RwLock<Client>>,
    table: String,
}

impl Store {
    /// A store over a client that is there already.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self { client: Arc::new(RwLock::new(client)), table: table.into() }
    }

    /// The store that the variables name.
    ///
    /// The connection is opened at once, yet the start doesn't wait for it: the handshake and the
    /// function's first request for an event go on side by side. The first call to the table waits
    /// for what is left of it, rather than opening another; after a second it no longer waits, so
    /// that a sandbox which was frozen half-way just connects anew. If no connection comes about
    /// with Amazon's root certificates, the system's are taken.
    pub async fn start(env: &Environment) -> Self {
        let [amazon, system] = [Roots::Amazon, Roots::System]
            .map(|roots| Builder::from(&config(env, "AWS_ENDPOINT_URL_DYNAMODB", roots)).build());
        let store = Self::new(Client::from_conf(amazon), env.required("TABLE_NAME"));
        let client = Arc::clone(&store.client).write_owned().await;
        tokio::spawn(open(client, store.table.clone(), system));
        store
    }

    async fn client(&self) -> Client {
        self.client.read().await.clone()
    }
}

/// Asks for an item that isn't there. Whatever else is wrong shows when the store is used.
async fn open(mut client: OwnedRwLockWriteGuard<Client>, table: String, system: Config) {
    tokio::time::sleep(GIVE_WAY).await;
    let nothing = item::key_attributes(&keys::nothing());
    let asked = client.get_item().table_name(table).set_key(Some(nothing)).send();
    match tokio::time::timeout(Duration::from_secs(1), asked).await {
        Ok(Err(SdkError::DispatchFailure(failure))) if !failure.is_timeout() => {
            tracing::warn!("no connection with Amazon's root certificates; taking the system's");
            *client = Client::from_conf(system);
        }
        _ => {}
    }
}

/// What a failed call means: something passing, or not.
fn fault<E>(error: &SdkError<E>) -> Fault
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let text = format!("{}", DisplayErrorContext(error));
    match error.code() {
        Some(
            "ThrottlingException"
            | "ProvisionedThroughputExceededException"
            | "RequestLimitExceeded"
            | "TransactionCanceledException"
            | "TransactionConflictException"
            | "TransactionInProgressException",
        ) => Fault::Busy(text),
        Some("ValidationException") => Fault::Corrupt(text),
        _ => Fault::Unavailable(text),
    }
}
