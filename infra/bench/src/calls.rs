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

/// The demo world behind a meter, and what was measured.
pub struct Bench {
    stand_ins: StandIns,
    pub functions: Functions,
    meter: Meter,
    people: Vec<Person>,
    rows: Vec<Vec<String>>,
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

/// Walks through all workflows.
pub async fn measure() -> Result<Table, Box<dyn Error>> {
    let mut bench = Bench::start().await?;
    workflows::walk(&mut bench).await?;
    Ok(Table {
        title: "Calls to the table (the start's own left out)".to_owned(),
        headings: vec!["workflow", "calls", "reads", "writes", "of allowed", "R units", "W units"],
        rows: bench.rows,
    })
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
        meter.forget(functions.len()).await;
        let people = tandem_local::World::of_the_repository().people();
        Ok(Self { stand_ins, functions, meter, people, rows: Vec::new() })
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
        let answer = self.take(step).await?;
        self.note(what, may);
        Ok(answer)
    }

    /// Notes what was asked of the table since the last count.
    pub fn note(&mut self, what: &str, may: Allowed) {
        let Count { calls, trips, units } = self.meter.count();
        let ratio =
            |took: u32, may: u32| if may == 0 { f64::from(took) } else { f64::from(took) / f64::from(may) };
        let worst = ratio(trips[0], may[0]).max(ratio(trips[1], may[1]));
        let trips = trips.map(|trips| trips.to_string());
        let [reads, writes] = trips;
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
    }

    /// Forgets what was asked of the table until now.
    pub fn forget(&self) {
        self.meter.count();
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
