//! The single table.
//!
//! One concrete store over the AWS SDK: DynamoDB on AWS, the embedded engine on a laptop and in
//! tests. It loads what a rule needs in one round trip, in two where a key is only known from an
//! item, and commits what a rule decided in one transaction. It knows nothing of HTTP.
//!
//! # Access patterns
//!
//! Sized for a provider with 1,000,000 customers and 100,000 resellers. *RT* is round trips; units
//! are what the benchmark in infra/bench measures in the demo world (R: read units of 4 KB, W: write
//! units of 1 KB). Requests have a little over 1 KB there, the item of a request id, which holds the
//! saved answer, 1 to 3 KB, everything else less than 1 KB. Every write adds that item (2 W per KB)
//! and one audit record per party (2 W each), which the figures include.
//!
//! A read never takes more than two round trips, one after the other, whatever the table holds: see
//! `list.rs`. Where it says *1, then 1*, the second goes on where the table ended an answer early, at
//! 1 MB; what is left by then is the next page's. Only what the table refuses for want of capacity is
//! asked for again. Where the list of people has the roles, and not the tokens, every call of somebody who
//! signed in looks up its own entry before all of this: one round trip and 1 R more.
//!
//! | pattern | key or index | RT | units |
//! |---|---|---|---|
//! | ask for a partnership | batch: `WRITE#`, `ORG#` own, `MPN#` if given, and `EMAIL#`, consistent, at once; then one transaction | 1 + 1 | 3–4 R, 25 W |
//! | resend, cancel | batch: `WRITE#`, `REQUEST#`, `ORG#` own | 1 + 1 | 3 R, 25 W or 18 W |
//! | accept, decline | batch: `WRITE#`, `REQUEST#`, `ORG#` own | 1 + 1 | 3 R, 37 W or 21 W |
//! | open the page of a link, read a request | `REQUEST#` of the key's fingerprint, consistent | 1 | 1 R |
//! | a provider's partners | `ORG#` own, with prefix `PROVIDER#`; then its prefix `RESELLER#`, consistent, in order of name | 2 | 1 R + 1 R per 8 |
//! | a reseller's partners | `ORG#` own, with prefix `PROVIDER#`, consistent | 1, then 1 | 1 R per 8 |
//! | requests sent, received | `ORG#` own; then GSI1 `SENT#`, GSI2 `RECEIVED#`, newest first | 2 | 1 R + 0.5 R per 3; in one state, per 3 looked at |
//! | invite a customer | batch: `WRITE#`, `ORG#` own, the partnership if a provider is named; then one transaction | 1 + 1 | 3 R, 17 W |
//! | resend, cancel an invitation | batch: `WRITE#`, `REQUEST#`, `ORG#` own | 1 + 1 | 3 R, 17 W or 12 W |
//! | read an invitation | batch: `REQUEST#`, and of the caller `USED#`, `ORG#`, `CUSTOMER#`, `AGREEMENT#`, `HOLDERS`; then, if it asks the caller, of those that it names `PARTNER#`, `ADMIN#`, `ORG#`, their partnership and `PAIR#`, and for its sender what it holds there now | 2 | 7–12 R |
//! | accept an invitation | the same with `WRITE#` and the new tenant's `DOMAIN#`; then one transaction | 2 + 1 | 14 R, up to 63 W (two relationships, profile, agreement, privileges) |
//! | pass through an open link | the same; the link's `REQUEST#` is the one item that all its uses change | 2 + 1 | 6 W more |
//! | invitations sent, answered | `ORG#` own; then GSI1 `INVITED#`, GSI2 `ANSWERED#`, newest first | 2 | 1 R + 0.5 R per 3 |
//! | a draft with its open link | batch: `ORG#` own, `DRAFT#`, the partnership if a provider is named; then the link's `REQUEST#`. The first call makes the link: one transaction more | 2 | 3 R |
//! | cap, rotate an open link | the same with `WRITE#`; then one transaction | 2 + 1 | 4 R, 10 W or 14 W |
//! | who used it | batch as for a draft; then its `REQUEST#`, prefix `USE#`, newest first, consistent | 2 | 2 R + 1 R per 12 |
//! | a customer's users | batch: `CUSTOMER#`, own `PARTNER#`, own `ADMIN#`; then its prefix `USER#`, consistent | 2 | 3 R + 1 R per 8 |
//! | one user | the same batch with the `USER#` | 1 | 4 R |
//! | add a user, give it another password | the same batch with `WRITE#`; then one transaction | 1 + 1 | 4–5 R, 12 W or 10 W |
//! | what a removal leaves in place | batch of 3 and seven counts on GSI1 and GSI2 (one per shard), at once | 1, then 1 | 6.5 R + 0.5 R per 6 counted |
//! | remove | the same and `WRITE#`; then one transaction | 1 + 1 | 1 R more, 10 W |
//! | add a customer of one's own | batch: `WRITE#`, `ORG#` own, `DOMAIN#` in each cloud; then one transaction | 1 + 1 | 6 R, 22 W |
//! | … for a reseller | also the partnership | 1 + 1 | 7 R, 34 W |
//! | … with an order of n lines and m resellers of record | also offers, `MPN#`s | 1 + 1 | 7 + n + m R, about 52 + 2 n + 7 m W |
//! | list customers, by name or domain prefix | `ORG#` own; then GSI1 `CUSTOMERS#`, GSI2 `DOMAINS#`: 4 shards at once, merged in order | 2 | 1 R + 0.5 R per 6; of each shard its share of the page and a few more |
//! | customers shared with a partner | the same with GSI1 `SHARED#` | 2 | the same |
//! | read a customer, a profile of it | batch: `CUSTOMER#`, own `PARTNER#`, own `ADMIN#` | 1 | 3 R |
//! | a customer's partners | the same, with prefixes `PARTNER#`, `PAIR#` and `SUBSCRIPTION#` of the customer, and `ADMIN#` for itself, at once, consistent; then `ORG#` of whom privileges name besides | 1, then 1 | 4 R + 1 R per 6 of each |
//! | whether a domain is taken | batch: `ORG#` own, `DOMAIN#` in each cloud | 1 | 5 R |
//! | who holds privileges in one's own tenant | `CUSTOMER#` own, with `ADMIN#`; then `ORG#` of whom they name | 2 | 2 R + 1 R each |
//! | take privileges back, hand them over | batch: `WRITE#`, `CUSTOMER#` own and its `HOLDERS`, `ORG#` own, own `PARTNER#` and partnership of the partner, with `ADMIN#` own; then `ORG#` of whom they name; then one transaction | 2 + 1 | 7 R + 1 R each, 12–18 W and 6 W per mail |
//! | give up one's privileges | batch: `WRITE#`, `CUSTOMER#`, own `PARTNER#`, own `ADMIN#`; then one transaction | 1 + 1 | 4 R, 11 W |
//! | end a relationship with a customer that n resellers share | also prefix `PAIR#` of the caller, at once | 1 + 1 | 5 R, 14 W + 5 W per reseller; 2 W more with privileges |
//! | change a profile of a customer with n partners | batch: `WRITE#`, `CUSTOMER#`, with prefixes `PARTNER#` and `PAIR#`, at once; then one transaction | 1 + 1 | 4 R, 8 W + 2 W per partner |
//! | … giving it another name, with m pairs | also each `PARTNER#` and `PAIR#`, and its places in the indexes | 1 + 1 | 5 W more per partner, 4 W per pair, 2 W less |
//! | subscriptions of a customer | `CUSTOMER#`, prefix `SUBSCRIPTION#`, with the customer and own `PARTNER#`, at once, consistent | 1 | 2 R + 1 R per 8 |
//! | … by reseller of record or order | the same, filtered | 1, then 1 | 1 R per 8 looked at |
//! | one subscription | batch: subscription, own `PARTNER#` | 1 | 2 R |
//! | its resellers of record | also `CUSTOMER#`, prefix `RECORD#` of its ledger, consistent | 2 | 2 R + 1 R per 8 |
//! | its support contact; who may be chosen | also `PARTNER#` of the two in question; prefix `PARTNER#` | 2 | 4 R; 2 R + 1 R per 6 |
//! | what it can be upgraded to | also `CUSTOMER#`, with it; then `UPGRADES` of its `OFFER#`, which holds the targets | 2 | 3 R + 1 R per 8 targets |
//! | set the reseller of record | batch: `WRITE#`, subscription, own `PARTNER#`, `ORG#` own, `MPN#`; then one transaction | 1 + 1 | 5 R, 19 W; 22 W if there was one |
//! | … of up to 500, n of m customers | batch: `WRITE#`, `ORG#` own, `MPN#`s; a filter on `CUSTOMER#` or GSI1 `OFRECORD#`; the claim; batches of 100 at once: subscriptions, own `PARTNER#`s, and `WRITE#` of each if it is a repeat; then one transaction each, 16 at a time | 2 to 4 + 1 each | 3 + n + m R and the filter, 2 W (a filter: 1 W more per 6) + 16 W each |
//! | change a subscription | batch: `WRITE#`, subscription, own `PARTNER#`, and `ORG#` own, `MPN#` with another reseller, `OFFER#` with another count; then one transaction | 1 + 1 | 3–6 R, 13 W; 2 W more if it begins or ceases to be active |
//! | … another count, without the offer's id | the offer after its subscription | 2 + 1 | 1 R more |
//! | upgrade it | the same batch with `CUSTOMER#` and the target's `OFFER#`; its own `OFFER#`; then one transaction | 2 + 1 | 6 R, 20 W |
//! | choose its support contact | batch: `WRITE#`, subscription, own `PARTNER#` and that of whoever is chosen; then one transaction | 1 + 1 | 4 R, 16 W |
//! | place an order of n lines, m of them with a reseller of record | batch: `WRITE#`, customer, own `PARTNER#`, `AGREEMENT#`, `ORG#` own, `OFFER#`s, `MPN#`s; then one transaction | 1 + 1 | 5 + n R + 1 R per reseller, about 16 + 2 n + 6 m W |
//! | make, change a cart of n lines | the same, and the cart to change | 1 + 1 | 5–6 + n R, about 10 W |
//! | review a cart of n lines | batch: `CART#`, customer, own `PARTNER#`; then `OFFER#`s, `MPN#`s | 2 | 3 + n R |
//! | submit a cart | batch as for an order, without the offers; then `OFFER#`s, `MPN#`s; then one transaction | 2 + 1 | as the order, and 1 R, 3 W |
//! | cancel a cart | batch: `WRITE#`, `CART#`, own `PARTNER#` | 1 + 1 | 3 R, 6 W |
//! | attest an agreement | batch: `WRITE#`, customer, own `PARTNER#`, `AGREEMENT#` | 1 + 1 | 4 R, 10 W |
//! | orders, agreements of a customer | `CUSTOMER#`, prefix `ORDER#` or `AGREEMENT#`, with the customer and own `PARTNER#`, at once, consistent | 1 | 2 R + 1 R per 8 |
//! | offers of a country, after as many as wanted | GSI1 `OFFERS`, in order of name, filtered | 1, then 1 | 0.5 R per 10 looked at, up to 2 MB |
//! | one offer | `OFFER#` | 1 | 1 R |
//! | search the provider directory | GSI1 `PROVIDERS`, or of one country GSI2 `PROVIDERS#`, in order of name | 1, then 1 | 0.5 R per 6 |
//! | a provider's listing | batch: `ORG#` own, `PROVIDER#` | 1 | 2 R |
//! | list a provider, change its listing | batch: `WRITE#`, `ORG#` own and of the provider, `PROVIDER#`; then one transaction | 1 + 1 | 4 R, 10 W |
//! | the profiles of one's own company | batch: `ORG#` own, `PROFILE` and `ENROLLMENT#` of it | 1 | 3 R |
//! | change a profile | the same with `WRITE#`; then one transaction | 1 + 1 | 4 R, 6 W |
//! | … with another address of the primary contact; another support contact | the same | 1 + 1 | 4 R, 11 W; 8 W |
//! | confirm that address | `CONFIRMATION#`; batch: `WRITE#`, `ORG#`, `PROFILE`; then one transaction | 2 + 1 | 4 R, 14 W |
//! | a partner ID in the registry | batch: `ORG#` own, `MPN#` | 1 | 2 R |
//! | register or change it | batch: `WRITE#`, `ORG#` own, `MPN#`; then one transaction | 1 + 1 | 3 R, 6 W; 3 W more if somebody holds it |
//! | import 99 partner IDs | batch: `MPN#` each; then one transaction if anything is new | 1 + 1 | 99 R, 2 W each new or changed one, 4 W more if somebody holds it |
//! | inactive partner IDs that somebody holds | GSI1 `INACTIVE`, in order of number, 500 of them, with `ORG#` own; for a provider, `ORG#` of each holder | 1; 2 for a provider | 1 R + 0.5 R per 10; 1 R per holder |
//! | the roles of an organisation | `ORG#` own | 1 | 1 R |
//! | its people, those who have a role | `ORG#` own; then `PEOPLE#` own, prefix `MEMBER#`, filtered by role, consistent | 2 | 1 R + 1 R per 10 looked at |
//! | give or take a role | batch: `WRITE#`, `ORG#` own, `PEOPLE#` of the person; then one transaction. Only who becomes an admin agent, or ceases to be one, changes the item that counts them | 1 + 1 | 3 R, 8 W; 2 W more for an admin agent, 2 W per address that finds the reseller or no longer does |
//! | any of these and of all others, where the roles come from the list | before it, `PEOPLE#` of the caller, consistent | 1 more | 1 R more |
//! | any of these writes, refused | the same read, then `WRITE#` once more | 2 | 1 R more |
//! | what a partner ID is called; whether n of them can be used | batches: `ORG#` own, `MPN#` each, at once | 1 | 1 + n R |
//! | whether the agreement is signed, by partner ID or by tenant | batch: `ORG#` own, `MPN#` or `ORG#` of the tenant; then its `MPN#` | 1 or 2 | 2 R or 3 R |
//! | begin an enrollment, change the application | batch: `WRITE#`, `ENROLLMENT#`, `ORG#` and `CUSTOMER#` of one's own; then one transaction | 1 + 1 | 4 R, 9 W or 11 W |
//! | submit it | the same; then `MPN#`; then one transaction | 2 + 1 | 5 R, 17 W |
//! | read it | batch: `ENROLLMENT#`, `ORG#` own | 1 | 2 R |
//! | confirm its e-mail address | `CONFIRMATION#`; batch: `WRITE#`, `ENROLLMENT#`; then one transaction | 2 + 1 | 3 R, 15 W |
//! | the page behind the link of an address | `CONFIRMATION#` of the key's fingerprint, consistent | 1 | 1 R |
//! | enrollments in a state, the longest waiting first | batch: `ORG#` and `ENROLLMENT#` own; then GSI1 `ENROLLMENTS#` | 2 | 2 R + 0.5 R per 3 |
//! | approve one | batch: `WRITE#`, `ENROLLMENT#`, `ORG#` own and of the tenant; then `MPN#`; then one transaction | 2 + 1 | 5 R, 35 W |
//! | reject one | the same | 2 + 1 | 5 R, 19 W |
//! | an audit trail | `ORG#` own with `AUDIT#` of the latest year in question, 4 shards; then, if the page isn't full, what is left of it and 7 years before, 32 shards at once; consistent | 1, then 1 | 1 R + 1 R per 4, of each shard |
//! | one audit record | batch: `ORG#` own, `AUDIT#` | 1 | 2 R |
//! | send a mail | claim, an update; mark, a transaction with its request's delivery | 2 | 14 W |
//! | mails that are overdue | GSI1 `DUE#`: 4 shards at once | 1 | 0.5 R per 6, of each shard |
//!
//! # What keeps a large partner from becoming a hot key
//!
//! A command of a provider writes at most one item under the provider's own key (its list of
//! resellers, at an acceptance); the partnership that decides lies with the reseller, the customer's
//! items with the customer, requests under their own keys. No command checks a condition on the
//! provider's own item, since two transactions on one item conflict even if neither changes it. For
//! the same reason a call that changes many subscriptions verifies the partner ID once rather than in
//! each transaction, and takes those of one customer one after the other. The lists of customers, those
//! of what two partners share and the audit trail are cut into four shards.

mod action;
mod agreements;
mod audit;
mod carts;
mod catalogue;
mod customers;
mod directory;
mod enrollments;
mod expression;
mod fetch;
mod item;
mod keys;
mod list;
mod moved;
mod of_customer;
mod orders;
mod organisations;
pub mod outbox;
mod partnerships;
mod people;
mod privileges;
mod profiles;
mod registering;
mod registry;
mod replay;
mod requests;
mod subscriptions;
mod transact;
mod transaction;
mod users;
mod verification;

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::{Builder, Config};
use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use tandem_domain::Fault;
use tandem_domain::audit::RETENTION_YEARS;
use tandem_platform::Environment;
use tandem_platform::aws::{Roots, config};
use tokio::sync::{OwnedRwLockWriteGuard, RwLock};

pub use agreements::ForAgreement;
pub use audit::{AuditFilter, audit_position};
pub use carts::CartView;
pub use catalogue::Listed;
pub use customers::{
    CustomerFilter, CustomerView, ForAdding, ForProfile, ForRelationship, Pair, PartnersView,
};
pub use directory::ForListing;
pub use enrollments::{Enrolling, Reviewing};
pub use moved::Moved;
pub use of_customer::OfCustomer;
pub use orders::ForOrder;
pub use partnerships::{ForRemoval, providers_page};
pub use people::ForPerson;
pub use privileges::{ForPrivileges, PrivilegesView};
pub use profiles::{Confirming, Profiles};
pub use registering::Registering;
pub use registry::{ForPartnerId, Imported};
pub use requests::{
    AcceptRefusal, Answering, ConsentRefusal, Consenting, DraftSeen, ForAsk, ForChange, ForInvite,
    RequestFilter,
};
pub use subscriptions::{
    Claim, ForMany, ForSupportContact, ForUpgrade, LedgerLine, Lines, SeenSubscription, Selection,
    SubscriptionFilter,
};
pub use transaction::NotCommitted;
pub use users::ForUser;

/// How long the opening of the connection gives way to the first request for an event.
const GIVE_WAY: Duration = Duration::from_millis(1);

/// The table, and the way to it.
#[derive(Clone, Debug)]
pub struct Store {
    /// Held back while the connection is being opened.
    client: Arc<RwLock<Client>>,
    table: String,
    /// How long audit records are kept.
    audit_years: u8,
}

impl Store {
    /// A store over a client that is there already.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self { client: Arc::new(RwLock::new(client)), table: table.into(), audit_years: RETENTION_YEARS }
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
        let mut store = Self::new(Client::from_conf(amazon), env.required("TABLE_NAME"));
        store.audit_years = env.parsed("AUDIT_YEARS", RETENTION_YEARS, "must be a number of years up to 255");
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
