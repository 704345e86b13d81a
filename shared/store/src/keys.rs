//! Every key of the table, built here and nowhere else.
//!
//! `PK` and `SK` are the table's, `GSI1PK` and the like the indexes'. The first word of a partition
//! key says what lies there; the functions' roles are limited by it.

use tandem_domain::customer::DomainName;
use tandem_domain::delegated_admin::Service;
use tandem_domain::relationship_request::Draft;
use tandem_domain::user::PrincipalName;
use tandem_domain::{
    CartId, Cloud, Country, CustomerId, EmailAddress, OfferId, OrderId, PartnerId, RequestId, SubscriptionId,
    TenantId, Timestamp, UserId,
};

/// A partition of an index that many writes of one partner land in is cut into this many.
pub(crate) const SHARDS: u8 = 4;

/// The key of an item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

fn key(pk: String, sk: impl Into<String>) -> Key {
    Key { pk, sk: sk.into() }
}

/// Where a record stands in an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IndexKey {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

pub(crate) fn organisation(tenant: TenantId) -> Key {
    key(format!("ORG#{tenant}"), "ORG")
}

/// The partnership, on the reseller's side: the item that decides whether it is active.
pub(crate) fn partnership(provider: TenantId, reseller: TenantId) -> Key {
    key(format!("ORG#{reseller}"), format!("PROVIDER#{provider}"))
}

/// The provider's list of resellers, in the order of their names.
pub(crate) fn listed_reseller(provider: TenantId, name: &str, reseller: TenantId) -> Key {
    key(format!("ORG#{provider}"), format!("RESELLER#{}", by_name(name, reseller)))
}

/// The resellers that an address finds (P1).
pub(crate) fn found_by(address: &EmailAddress) -> String {
    format!("EMAIL#{address}")
}

/// What makes an address find a reseller: being its primary contact's, or that of one of its people,
/// who is named by its subject.
pub(crate) fn finds(address: &EmailAddress, reseller: TenantId, person: Option<&str>) -> Key {
    let whose = person.map_or_else(|| "CONTACT".to_owned(), |subject| format!("PERSON#{subject}"));
    key(found_by(address), format!("{reseller}#{whose}"))
}

/// The people of an organisation, and how many admin agents are among them.
pub(crate) fn people(tenant: TenantId) -> String {
    format!("PEOPLE#{tenant}")
}

/// One of them, by the subject of its tokens.
pub(crate) fn member(tenant: TenantId, subject: &str) -> Key {
    key(people(tenant), format!("{}{subject}", prefix::MEMBER))
}

pub(crate) fn admin_agents(tenant: TenantId) -> Key {
    key(people(tenant), "ADMIN_AGENTS")
}

/// Which organisation runs the program: one of a table.
pub(crate) fn operator() -> Key {
    key("OPERATOR".to_owned(), "OPERATOR")
}

/// A tenant's enrollment (E7).
pub(crate) fn enrollment(tenant: TenantId) -> Key {
    key(format!("ENROLLMENT#{tenant}"), "ENROLLMENT")
}

/// What the link from an e-mail leads to (E3).
pub(crate) fn confirmation(id: RequestId) -> Key {
    key(format!("CONFIRMATION#{id}"), "CONFIRMATION")
}

/// A partner's profiles.
pub(crate) fn profile(tenant: TenantId) -> Key {
    key(format!("ORG#{tenant}"), "PROFILE")
}

pub(crate) fn partner_id(mpn_id: PartnerId) -> Key {
    key(format!("MPN#{mpn_id}"), "MPN")
}

/// A provider's listing in the directory (D2).
pub(crate) fn listing(provider: TenantId) -> Key {
    key(format!("PROVIDER#{provider}"), "LISTING")
}

pub(crate) fn offer(id: &OfferId) -> Key {
    key(format!("OFFER#{id}"), "OFFER")
}

/// The offers that an offer can be upgraded to, as one item.
pub(crate) fn upgrades(source: &OfferId) -> Key {
    key(format!("OFFER#{source}"), "UPGRADES")
}

pub(crate) fn request(id: RequestId) -> Key {
    key(format!("REQUEST#{id}"), "REQUEST")
}

pub(crate) fn mail(request: RequestId, mail: &str) -> Key {
    key(format!("REQUEST#{request}"), format!("MAIL#{mail}"))
}

/// The request and the mail that a key of [`mail`] names.
pub(crate) fn named_by_mail<'a>(pk: &str, sk: &'a str) -> Option<(RequestId, &'a str)> {
    let request = pk.strip_prefix("REQUEST#")?.parse().ok()?;
    sk.strip_prefix("MAIL#").filter(|mail| !mail.is_empty()).map(|mail| (request, mail))
}

/// One pending request per pair (P6).
pub(crate) fn pending(provider: TenantId, reseller: TenantId) -> Key {
    key(format!("PENDING#{provider}#{reseller}"), "PENDING")
}

/// What an organisation used an open link for last.
pub(crate) fn used(link: RequestId, tenant: TenantId) -> Key {
    key(format!("REQUEST#{link}"), format!("USED#{tenant}"))
}

/// One use of an open link.
pub(crate) fn link_use(link: RequestId, at: Timestamp, request: RequestId) -> Key {
    key(format!("REQUEST#{link}"), format!("{}{at}#{request}", prefix::USE))
}

/// The sender's present open link for one thing that it asks.
pub(crate) fn draft(sender: TenantId, draft: &Draft) -> Key {
    let what = match draft {
        Draft::Partnership => "PARTNERSHIP".to_owned(),
        Draft::Customer(ask) => {
            let provider = ask.provider.map(|provider| provider.to_string()).unwrap_or_default();
            let asked = Service::all().filter(|service| ask.delegated_admin.contains(service));
            let services: Vec<_> = asked.map(Service::as_str).collect();
            format!("CUSTOMER#{provider}#{}", services.join(","))
        }
    };
    key(format!("DRAFT#{sender}"), what)
}

/// Who holds each service of a customer, where a service has one holder (A2).
pub(crate) fn holders(customer: CustomerId) -> Key {
    key(format!("CUSTOMER#{customer}"), "HOLDERS")
}

pub(crate) fn delegated_admin(tenant: TenantId, partner: TenantId) -> Key {
    key(format!("ADMIN#{tenant}"), partner.to_string())
}

/// A provider's access to its reseller's own tenant (P4).
pub(crate) fn admin_access(reseller: TenantId, provider: TenantId) -> Key {
    key(format!("ADMIN#{reseller}"), format!("{}{provider}", prefix::PROVIDER))
}

/// The partition of all privileges in a tenant.
pub(crate) fn delegated_admins(tenant: TenantId) -> String {
    format!("ADMIN#{tenant}")
}

/// A default domain, unique in its cloud (C1).
pub(crate) fn domain(cloud: Cloud, domain: &DomainName) -> Key {
    key(format!("DOMAIN#{cloud}#{domain}"), "DOMAIN")
}

pub(crate) fn customer(id: CustomerId) -> Key {
    key(format!("CUSTOMER#{id}"), "CUSTOMER")
}

pub(crate) fn customer_partner(id: CustomerId, partner: TenantId) -> Key {
    key(format!("CUSTOMER#{id}"), format!("PARTNER#{partner}"))
}

/// A provider and a reseller that share the customer.
pub(crate) fn shared_customer(id: CustomerId, provider: TenantId, reseller: TenantId) -> Key {
    key(format!("CUSTOMER#{id}"), format!("PAIR#{provider}#{reseller}"))
}

/// The provider and the reseller that the sort key of [`shared_customer`] names.
pub(crate) fn named_by_pair(sk: &str) -> Option<(TenantId, TenantId)> {
    let (provider, reseller) = sk.strip_prefix(prefix::PAIR)?.split_once('#')?;
    Some((provider.parse().ok()?, reseller.parse().ok()?))
}

pub(crate) fn subscription(customer: CustomerId, id: SubscriptionId) -> Key {
    key(format!("CUSTOMER#{customer}"), format!("SUBSCRIPTION#{id}"))
}

pub(crate) fn order(customer: CustomerId, id: OrderId) -> Key {
    key(format!("CUSTOMER#{customer}"), format!("ORDER#{id}"))
}

pub(crate) fn cart(customer: CustomerId, id: CartId) -> Key {
    key(format!("CUSTOMER#{customer}"), format!("CART#{id}"))
}

/// The customer's acceptance of the customer agreement, whichever cloud's.
pub(crate) fn agreement(customer: CustomerId) -> Key {
    key(format!("CUSTOMER#{customer}"), format!("{}CUSTOMER", prefix::AGREEMENT))
}

pub(crate) fn user(customer: CustomerId, id: UserId) -> Key {
    key(format!("CUSTOMER#{customer}"), format!("{}{id}", prefix::USER))
}

/// The name that a user signs in with, once per customer.
pub(crate) fn user_name(customer: CustomerId, name: &PrincipalName) -> Key {
    key(format!("CUSTOMER#{customer}"), format!("USERNAME#{name}"))
}

/// A line of the ledger of a subscription's resellers of record.
pub(crate) fn record_of(customer: CustomerId, id: SubscriptionId, since: Timestamp, operation: &str) -> Key {
    key(format!("CUSTOMER#{customer}"), format!("RECORD#{id}#{since}#{operation}"))
}

pub(crate) fn audit(organisation: TenantId, at: Timestamp, id: &str) -> Key {
    let shard = shard(id.as_bytes());
    key(format!("AUDIT#{organisation}#{}#{shard}", at.year()), format!("{at}#{id}"))
}

/// Where the records of a year lie.
pub(crate) fn audit_year(organisation: TenantId, year: i16) -> impl Iterator<Item = String> {
    (0..SHARDS).map(move |shard| format!("AUDIT#{organisation}#{year}#{shard}"))
}

/// Above every record of a year, and below those of later ones.
pub(crate) fn audit_end(year: i16) -> String {
    format!("{year}-12-31~")
}

/// What a request id did (N2).
pub(crate) fn write(replay_key: &str) -> Key {
    key(format!("WRITE#{replay_key}"), "WRITE")
}

/// A key that no item has, for opening the connection.
pub(crate) fn nothing() -> Key {
    key("WRITE#0".to_owned(), "NOTHING")
}

/// Prefixes of sort keys, for lists within a partition.
pub(crate) mod prefix {
    pub(crate) const PROVIDER: &str = "PROVIDER#";
    pub(crate) const RESELLER: &str = "RESELLER#";
    pub(crate) const PARTNER: &str = "PARTNER#";
    pub(crate) const PAIR: &str = "PAIR#";
    pub(crate) const SUBSCRIPTION: &str = "SUBSCRIPTION#";

    /// The lines of a ledger, in order of time.
    pub(crate) fn record_of(ledger: super::SubscriptionId) -> String {
        format!("RECORD#{ledger}#")
    }
    pub(crate) const ORDER: &str = "ORDER#";
    pub(crate) const AGREEMENT: &str = "AGREEMENT#";
    pub(crate) const USER: &str = "USER#";
    pub(crate) const USE: &str = "USE#";
    pub(crate) const MEMBER: &str = "MEMBER#";

    /// Above everything that begins so.
    pub(crate) fn above(prefix: &str) -> String {
        format!("{prefix}\u{10ffff}")
    }

    /// The pairs of a provider.
    pub(crate) fn shared_by(provider: super::TenantId) -> String {
        format!("{PAIR}{provider}#")
    }
}

/// Partitions and positions of the indexes.
pub(crate) mod index {
    use tandem_domain::enrollment::EnrollmentState;
    use tandem_domain::relationship_request::RequestKind;

    use super::{
        Country, CustomerId, IndexKey, OfferId, PartnerId, RequestId, SHARDS, SubscriptionId, TenantId,
        Timestamp, by_name, folded, shard,
    };

    /// The catalogue: rarely written, so it may lie in one partition.
    pub(crate) const OFFERS: &str = "OFFERS";

    /// The partner IDs that somebody holds and that are inactive: few, and rarely written.
    pub(crate) const INACTIVE: &str = "INACTIVE";

    /// In the order of their numbers, of at most ten digits.
    pub(crate) fn inactive(mpn_id: PartnerId) -> IndexKey {
        IndexKey { pk: INACTIVE.to_owned(), sk: format!("{:0>10}", mpn_id.to_string()) }
    }

    /// In the order of names; a long one is cut, since the id makes it unique.
    pub(crate) fn offer_by_name(name: &str, id: &OfferId) -> IndexKey {
        let name: String = folded(name).chars().take(64).collect();
        IndexKey { pk: OFFERS.to_owned(), sk: format!("{name}#{id}") }
    }

    /// The directory of all countries: rarely written as well.
    pub(crate) const PROVIDERS: &str = "PROVIDERS";

    /// The directory of one country.
    pub(crate) fn providers_in(country: Country) -> String {
        format!("{PROVIDERS}#{country}")
    }

    /// Where a provider stands in the directory of all countries, and in that of its own.
    pub(crate) fn provider_by_name(country: Country, name: &str, provider: TenantId) -> [IndexKey; 2] {
        let sk = by_name(name, provider);
        [PROVIDERS.to_owned(), providers_in(country)].map(|pk| IndexKey { pk, sk: sk.clone() })
    }

    pub(crate) fn customers(partner: TenantId, shard: u8) -> String {
        format!("CUSTOMERS#{partner}#{shard}")
    }

    pub(crate) fn domains(partner: TenantId, shard: u8) -> String {
        format!("DOMAINS#{partner}#{shard}")
    }

    /// All shards of a partition.
    pub(crate) fn shards(of: impl Fn(u8) -> String) -> Vec<String> {
        (0..SHARDS).map(of).collect()
    }

    pub(crate) fn customer_by_name(partner: TenantId, name: &str, id: CustomerId) -> IndexKey {
        IndexKey { pk: customers(partner, shard(id.uuid().as_bytes())), sk: by_name(name, id) }
    }

    pub(crate) fn customer_by_domain(partner: TenantId, domain: &str, id: CustomerId) -> IndexKey {
        IndexKey { pk: domains(partner, shard(id.uuid().as_bytes())), sk: format!("{domain}#{id}") }
    }

    pub(crate) fn shared(provider: TenantId, reseller: TenantId, shard: u8) -> String {
        format!("SHARED#{provider}#{reseller}#{shard}")
    }

    pub(crate) fn shared_customer(
        provider: TenantId,
        reseller: TenantId,
        name: &str,
        id: CustomerId,
    ) -> IndexKey {
        IndexKey { pk: shared(provider, reseller, shard(id.uuid().as_bytes())), sk: by_name(name, id) }
    }

    pub(crate) fn privileges_via(provider: TenantId, reseller: TenantId) -> String {
        format!("VIA#{provider}#{reseller}")
    }

    pub(crate) fn privilege_via(provider: TenantId, reseller: TenantId, tenant: TenantId) -> IndexKey {
        IndexKey { pk: privileges_via(provider, reseller), sk: tenant.to_string() }
    }

    pub(crate) fn subscriptions_of_record(provider: TenantId, reseller: TenantId) -> String {
        format!("OFRECORD#{provider}#{reseller}")
    }

    pub(crate) fn subscription_of_record(
        provider: TenantId,
        reseller: TenantId,
        id: SubscriptionId,
    ) -> IndexKey {
        IndexKey { pk: subscriptions_of_record(provider, reseller), sk: id.to_string() }
    }

    pub(crate) fn supported_by(provider: TenantId, reseller: TenantId) -> String {
        format!("SUPPORT#{provider}#{reseller}")
    }

    pub(crate) fn subscription_supported_by(
        provider: TenantId,
        reseller: TenantId,
        id: SubscriptionId,
    ) -> IndexKey {
        IndexKey { pk: supported_by(provider, reseller), sk: id.to_string() }
    }

    /// What an organisation sent.
    pub(crate) fn sent(kind: RequestKind, sender: TenantId) -> String {
        match kind {
            RequestKind::IndirectPartnership => format!("SENT#{sender}"),
            RequestKind::CustomerRelationship => format!("INVITED#{sender}"),
        }
    }

    /// What an organisation received; a customer, what it has answered.
    pub(crate) fn received(kind: RequestKind, recipient: TenantId) -> String {
        match kind {
            RequestKind::IndirectPartnership => format!("RECEIVED#{recipient}"),
            RequestKind::CustomerRelationship => format!("ANSWERED#{recipient}"),
        }
    }

    pub(crate) fn by_time(partition: String, at: Timestamp, id: RequestId) -> IndexKey {
        IndexKey { pk: partition, sk: format!("{at}#{id}") }
    }

    /// The enrollments in a state.
    pub(crate) fn enrollments(state: EnrollmentState) -> String {
        format!("ENROLLMENTS#{}", state.as_str())
    }

    /// In the order in which they came into it.
    pub(crate) fn enrollment_since(state: EnrollmentState, since: Timestamp, tenant: TenantId) -> IndexKey {
        IndexKey { pk: enrollments(state), sk: format!("{since}#{tenant}") }
    }

    pub(crate) fn due(shard: u8) -> String {
        format!("DUE#{shard}")
    }

    pub(crate) fn mail_due(at: Timestamp, mail: &str) -> IndexKey {
        IndexKey { pk: due(shard(mail.as_bytes())), sk: format!("{at}#{mail}") }
    }

    /// Above every position of [`mail_due`] up to `at`.
    pub(crate) fn mail_due_by(at: Timestamp) -> String {
        format!("{at}$")
    }
}

/// A name as lists are ordered and searched by: letter by letter in lower case, so that the beginning
/// of a name stays the beginning (a Greek sigma is otherwise lowered by its place in the word).
pub(crate) fn folded(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).collect()
}

/// A position in an order by name: without regard to case, and unique.
pub(crate) fn by_name(name: &str, id: TenantId) -> String {
    format!("{}#{id}", folded(name))
}

fn shard(id: &[u8]) -> u8 {
    id.last().copied().unwrap_or_default() % SHARDS
}
