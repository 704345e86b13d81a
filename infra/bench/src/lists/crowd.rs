//! A provider with as many customers and resellers as one likes.
//!
//! Each would take a transaction, and a hundred thousand of them longer than anybody waits. So the
//! functions themselves add one reseller and one customer in each shard of a list; the items that
//! this leaves in the table are the moulds that all others are cast from, with other ids, names and
//! domains in the same places. Whatever the store writes is what is measured.

use std::error::Error;
use std::net::Ipv4Addr;

use serde_json::{Value, json};
use tandem_local::{Person, Place, StandIns};
use uuid::Uuid;

use crate::deployment;
use crate::functions::{Ask, Functions};

const PROVIDER: &str = "ana@contoso.example";
/// The reseller that half of the customers are of, and that the others are cast from.
const RESELLER: &str = "lea@litware.example";
const RESELLER_NAME: &str = "Litware Conseil";
const RESELLER_DOMAIN: &str = "litware.example";
const RESELLER_MPN: &str = "2000002";
/// The lists of customers are cut into so many shards, by the last byte of the id.
const SHARDS: usize = 4;
/// In a mould's name and domain, where a number comes.
const NUMBER: &str = "x7q7x";
/// How many items are written at once.
const BATCH: usize = 20_000;

/// How large a provider is.
#[derive(Clone, Copy)]
pub struct Size {
    pub customers: usize,
    /// So many of them are one reseller's; the rest are spread over all.
    pub of_the_busy_reseller: usize,
    pub resellers: usize,
}

/// A provider in a table of its own.
pub struct Crowd {
    stand_ins: StandIns,
    pub functions: Functions,
    pub provider: Person,
    reseller: Person,
}

/// The items of one thing, as JSON text, and what is its own in them.
struct Mould {
    id: String,
    items: Vec<String>,
}

impl Crowd {
    /// A provider of that size.
    pub async fn of(size: Size) -> Result<Self, Box<dyn Error>> {
        let host = Ipv4Addr::LOCALHOST.into();
        let gateway = "https://tandem.example".to_owned();
        let place = Place { host, ports: [0, 0], data: None, offers: None, gateway };
        let stand_ins = StandIns::start(&place).await?;
        let deployment = deployment::of(&stand_ins.table_endpoint(), &stand_ins.ses_endpoint())?;
        let functions = Functions::start(&deployment).await?;
        let people = tandem_local::World::of_the_repository().people();
        let person = |email: &str| people.iter().find(|person| person.email == email).cloned();
        let provider = person(PROVIDER).ok_or("the provider is gone")?;
        let reseller = person(RESELLER).ok_or("the reseller is gone")?;
        let crowd = Self { stand_ins, functions, provider, reseller };
        crowd.become_partners().await?;
        let reseller = Mould { id: crowd.busy_reseller(), items: crowd.items_with(&crowd.busy_reseller())? };
        let customers = crowd.customer_moulds().await?;
        crowd.cast(size, &reseller, &customers)?;
        Ok(crowd)
    }

    /// The tenant of the reseller that has most customers.
    pub fn busy_reseller(&self) -> String {
        self.reseller.tenant_id.to_string()
    }

    async fn ask(
        &self,
        function: &str,
        by: &Person,
        path: &str,
        body: Value,
    ) -> Result<Value, Box<dyn Error>> {
        let ask = Ask { function, by: Some(by), method: "POST", path, query: "", token: None, body: &body };
        self.functions.ask(&ask).await
    }

    async fn become_partners(&self) -> Result<(), Box<dyn Error>> {
        let path = "/v1/relationships/requests";
        let asked = self.ask("request-partnership", &self.provider, path, json!({"email": RESELLER})).await?;
        let path = format!("{path}/{}/accept", asked["id"].as_str().ok_or("no request")?);
        let body = json!({"termsDigest": asked["termsDigest"], "confirmed": true});
        self.ask("accept-partnership", &self.reseller, &path, body).await?;
        Ok(())
    }

    /// A customer of the reseller in each shard, whichever come.
    async fn customer_moulds(&self) -> Result<Vec<Mould>, Box<dyn Error>> {
        let mut ids: [Option<String>; SHARDS] = Default::default();
        for attempt in 0.. {
            if ids.iter().all(Option::is_some) {
                break;
            }
            let body = customer(&self.busy_reseller(), &format!("{NUMBER}{attempt:02}"));
            let made = self.ask("add-customer", &self.provider, "/v1/customers", body).await?;
            let id: Uuid = made["id"].as_str().ok_or("no customer")?.parse()?;
            ids[shard(id)].get_or_insert(id.to_string());
        }
        // Names and domains of moulds differ by the attempt; cast ones have a number in that place.
        let attempt =
            |item: String| (0..100).fold(item, |item, n| item.replace(&format!("{NUMBER}{n:02}"), NUMBER));
        let mould = |id: String| -> Result<Mould, Box<dyn Error>> {
            let items = self.items_with(&id)?.into_iter().map(attempt).collect();
            Ok(Mould { id, items })
        };
        ids.into_iter().flatten().map(mould).collect()
    }

    /// The items that name this id, besides what request ids did, what was audited and what was asked.
    fn items_with(&self, id: &str) -> Result<Vec<String>, Box<dyn Error>> {
        let mut scan = json!({"TableName": self.stand_ins.table_name()});
        let mut items = Vec::new();
        loop {
            let found = self.stand_ins.database().scan(serde_json::from_value(scan.clone())?)?;
            let mut found = serde_json::to_value(found)?;
            let kept = |item: &&Value| {
                !["write", "audit", "relationship_request", "outbox"]
                    .contains(&item["kind"]["S"].as_str().unwrap_or_default())
            };
            let found_here =
                found["Items"].as_array().into_iter().flatten().filter(kept).map(Value::to_string);
            items.extend(found_here.filter(|item| item.contains(id)));
            scan["ExclusiveStartKey"] = found["LastEvaluatedKey"].take();
            if scan["ExclusiveStartKey"].is_null() {
                return Ok(items);
            }
        }
    }

    fn cast(&self, size: Size, reseller: &Mould, customers: &[Mould]) -> Result<(), Box<dyn Error>> {
        let mut cast = Cast { crowd: self, waiting: Vec::new() };
        // The busy one is there already.
        for number in 1..size.resellers {
            for item in &reseller.items {
                cast.push(&as_reseller(item, &reseller.id, number))?;
            }
        }
        for number in 0..size.customers {
            let mould = &customers[number % SHARDS];
            let id = id_of_customer(number);
            let other = number.checked_sub(size.of_the_busy_reseller).map(|rest| rest % size.resellers);
            for item in &mould.items {
                let item = item.replace(&mould.id, &id).replace(NUMBER, &format!("{number:07}"));
                match other {
                    None | Some(0) => cast.push(&item)?,
                    Some(other) => cast.push(&as_reseller(&item, &reseller.id, other))?,
                }
            }
        }
        cast.write()
    }
}

/// Items on their way into the table, a batch at a time.
struct Cast<'a> {
    crowd: &'a Crowd,
    waiting: Vec<Value>,
}

impl Cast<'_> {
    fn push(&mut self, item: &str) -> Result<(), Box<dyn Error>> {
        self.waiting.push(serde_json::from_str(item)?);
        if self.waiting.len() >= BATCH { self.write() } else { Ok(()) }
    }

    #[expect(clippy::default_trait_access, reason = "the type is the engine's, which is no dependency here")]
    fn write(&mut self) -> Result<(), Box<dyn Error>> {
        let items = serde_json::from_value(Value::Array(std::mem::take(&mut self.waiting)))?;
        let stand_ins = &self.crowd.stand_ins;
        stand_ins.database().import_items(stand_ins.table_name(), items, Default::default())?;
        Ok(())
    }
}

/// An item of the reseller as another one's, which differs in everything that is its own.
fn as_reseller(item: &str, own: &str, number: usize) -> String {
    let name = format!("Reseller {number:06}");
    item.replace(
        own,
        &Uuid::from_u128(0x7e5e_11e4_0000_4000_8000_0000_0000_0000 + number as u128).to_string(),
    )
    .replace(RESELLER_NAME, &name)
    .replace(&RESELLER_NAME.to_lowercase(), &name.to_lowercase())
    .replace(RESELLER_DOMAIN, &format!("reseller{number:06}.example"))
    .replace(RESELLER_MPN, &(50_000_000 + number).to_string())
}

/// Random enough, and in the shard of the number.
fn id_of_customer(number: usize) -> String {
    let spread = (number as u128).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834) | 0x4000 << 64;
    let shards = SHARDS as u128;
    Uuid::from_u128(spread / shards * shards + (number % SHARDS) as u128).to_string()
}

fn shard(id: Uuid) -> usize {
    usize::from(id.as_bytes()[15]) % SHARDS
}

fn customer(reseller: &str, number: &str) -> Value {
    json!({
        "associatedPartnerId": reseller,
        "companyProfile": {"domain": format!("customer{number}.onmicrosoft.com"), "companyName": format!("Customer {number}")},
        "billingProfile": {
            "companyName": format!("Customer {number}"), "email": "eva@wideworld.example", "culture": "de-DE", "language": "de",
            "defaultAddress": {
                "country": "DE", "city": "Hamburg", "addressLine1": "Speicherstadt 1", "postalCode": "20457",
                "firstName": "Eva", "lastName": "Huber",
            },
        },
    })
}
