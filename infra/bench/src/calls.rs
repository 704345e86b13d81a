//! What each workflow asks of the table.

use std::collections::HashMap;
use std::error::Error;
use std::net::Ipv4Addr;

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;
use tandem_local::{Person, Place, StandIns};

use crate::deployment;
use crate::functions::{Ask, Functions};
use crate::meter::{Count, Meter};
use crate::print::Table;
use crate::workflows;

/// The round trips that a read may take, whatever it reads.
const MOST_TRIPS_OF_A_READ: u32 = 2;

/// The demo world behind a meter, and what was measured.
pub struct Bench {
    stand_ins: StandIns,
    pub functions: Functions,
    meter: Meter,
    people: Vec<Person>,
    rows: Vec<Vec<String>>,
    reads: Vec<Read>,
}

/// A read that was measured.
struct Read {
    /// Method and path.
    route: String,
    trips: [u32; 2],
}

/// One step of a workflow: who asks which function for what.
pub struct Step<'a> {
    pub function: &'a str,
    pub by: &'a str,
    /// Method and path, perhaps with a query.
    pub route: &'a str,
    pub body: Value,
}

/// The round trips that a workflow may take: of reads, of writes.
pub type Allowed = [u32; 2];

/// Walks through all workflows. Beside the table: which reads take too many round trips, and which
/// routes weren't read.
pub async fn measure() -> Result<(Table, Vec<String>), Box<dyn Error>> {
    let mut bench = Bench::start().await?;
    workflows::walk(&mut bench).await?;
    let problems = bench.problems()?;
    let table = Table {
        title: "Calls to the table (the start's own left out)".to_owned(),
        headings: vec!["workflow", "calls", "reads", "writes", "of allowed", "R units", "W units"],
        rows: bench.rows,
    };
    Ok((table, problems))
}

impl Bench {
    async fn start() -> Result<Self, Box<dyn Error>> {
        let host = Ipv4Addr::LOCALHOST.into();
        let gateway = "https://tandem.example".to_owned();
        let place = Place { host, ports: [0, 0], data: None, offers: None, gateway };
        let stand_ins = StandIns::start(&place).await?;
        let table = stand_ins.table_endpoint();
        let address = table.strip_prefix("http://").ok_or("the table has no address")?.parse()?;
        let (meter, endpoint) = Meter::start(address).await?;
        let functions = Functions::start(&deployment::of(&endpoint, &stand_ins.ses_endpoint())?).await?;
        // Each function opens its connection by a call of its own, beside whatever it is asked.
        meter.forget(functions.connecting()).await;
        let people = tandem_local::World::of_the_repository().people();
        Ok(Self { stand_ins, functions, meter, people, rows: Vec::new(), reads: Vec::new() })
    }

    /// A person of the demo world.
    pub fn person(&self, email: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.email == email)
    }

    /// Takes a step that isn't measured.
    pub async fn take(&self, step: Step<'_>) -> Result<Value, Box<dyn Error>> {
        let (method, path) = step.route.split_once(' ').ok_or("a route is a method and a path")?;
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let Step { function, ref body, .. } = step;
        let by = self.person(step.by);
        self.functions.ask(&Ask { function, by, method, path, query, token: None, body }).await
    }

    /// Takes a step and notes what it took.
    pub async fn measure(
        &mut self,
        what: &str,
        may: Allowed,
        step: Step<'_>,
    ) -> Result<Value, Box<dyn Error>> {
        self.meter.count();
        let route = step.route.to_owned();
        let answer = self.take(step).await?;
        let trips = self.note(what, may);
        if route.starts_with("GET ") || route.starts_with("HEAD ") {
            self.reads.push(Read { route, trips });
        }
        Ok(answer)
    }

    /// What the reads don't keep to: every `GET` and `HEAD` of the template was measured, each took few
    /// round trips and wrote nothing.
    fn problems(&self) -> Result<Vec<String>, Box<dyn Error>> {
        let costs = |read: &&Read| read.trips[0] > MOST_TRIPS_OF_A_READ || read.trips[1] > 0;
        let costly = self.reads.iter().filter(costs).map(|Read { route, trips: [reads, writes] }| {
            format!("{route} takes {reads} round trips to read and {writes} to write")
        });
        let deployment = deployment::of("", "")?;
        let routes = deployment.functions.iter().flat_map(|function| &function.routes);
        let unread = routes
            .filter(|route| ["GET", "HEAD"].contains(&route.method.as_str()))
            .map(|route| format!("{} {}", route.method, route.path))
            .filter(|route| !self.reads.iter().any(|read| fits(route, &read.route)))
            .map(|route| format!("{route} wasn't measured"));
        Ok(costly.chain(unread).collect())
    }

    /// Notes what was asked of the table since the last count; gives the round trips.
    pub fn note(&mut self, what: &str, may: Allowed) -> [u32; 2] {
        let Count { calls, trips, units } = self.meter.count();
        let ratio =
            |took: u32, may: u32| if may == 0 { f64::from(took) } else { f64::from(took) / f64::from(may) };
        let worst = ratio(trips[0], may[0]).max(ratio(trips[1], may[1]));
        let [reads, writes] = trips.map(|trips| trips.to_string());
        let units = units.map(|units| units.to_string());
        let [read, written] = units;
        self.rows.push(vec![
            what.to_owned(),
            calls.to_string(),
            reads,
            writes,
            format!("{worst:.2}"),
            read,
            written,
        ]);
        trips
    }

    /// Forgets what was asked of the table until now.
    pub fn forget(&self) {
        self.meter.count();
    }

    /// Has the mail sent that an address is owed, and gives the key of the link in it.
    pub async fn key_sent_to(&self, email: &str) -> Result<String, Box<dyn Error>> {
        for [pk, sk] in self.keys_of("outbox").await? {
            self.functions.deliver(&pk, &sk).await?;
        }
        self.forget();
        let mail = self.stand_ins.mails().into_iter().find(|mail| mail.to == email);
        let text = mail.ok_or_else(|| format!("no mail to {email}"))?.text;
        let (_, key) = text.split_once("/enrollments/").ok_or("no link in the mail")?;
        Ok(key.split_whitespace().next().unwrap_or_default().to_owned())
    }

    /// The keys of all items of a kind, looked up past the meter.
    pub async fn keys_of(&self, kind: &str) -> Result<Vec<[String; 2]>, Box<dyn Error>> {
        let table = self.stand_ins.table_name();
        let scanned = self.stand_ins.client().scan().table_name(table).send().await?;
        let text = |item: &HashMap<String, AttributeValue>, name: &str| {
            item.get(name).and_then(|value| value.as_s().ok()).cloned().unwrap_or_default()
        };
        let items = scanned.items.unwrap_or_default();
        let wanted = items.iter().filter(|item| text(item, "kind") == kind);
        Ok(wanted.map(|item| [text(item, "PK"), text(item, "SK")]).collect())
    }
}

/// Whether a path was one of a route, where `{…}` stands for anything.
fn fits(route: &str, asked: &str) -> bool {
    let asked = asked.split('?').next().unwrap_or_default();
    let [route, asked] = [route, asked].map(|path| path.split('/').collect::<Vec<_>>());
    let same = |(segment, given): (&&str, &&str)| segment == given || segment.starts_with('{');
    route.len() == asked.len() && route.iter().zip(&asked).all(same)
}
