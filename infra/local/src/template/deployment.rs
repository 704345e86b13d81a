//! What a template comes to on a laptop: functions with their routes and variables, the authorizer,
//! the rules for other origins, the table.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::values::{Values, entries};
use super::{TemplateError, bad};

/// A template with its parameters filled in, as far as the local stack plays it.
#[derive(Clone, Debug)]
pub struct Deployment {
    pub functions: Vec<Function>,
    pub authorizer: Authorizer,
    pub cors: Option<Cors>,
    pub table_name: String,
    /// `CreateTable`'s input, without the stream.
    pub table: Value,
    /// The attribute that holds an item's time to live.
    pub time_to_live: String,
    /// What a record of the table's stream holds, such as `NEW_IMAGE`.
    pub stream_view: String,
}

/// A function, named by the folder of its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    /// Its variables, those of all functions included. Empty ones are left in, as in Lambda.
    pub variables: Vec<(String, String)>,
    pub routes: Vec<Route>,
    /// Whether it has an address of its own (a function URL).
    pub has_url: bool,
    pub stream: Option<StreamMapping>,
    /// How often it is called by a schedule.
    pub schedule: Option<Duration>,
}

/// A route of the HTTP API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub method: String,
    pub path: String,
    pub needs_token: bool,
}

/// How the table's stream feeds a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamMapping {
    /// Patterns of the records that are handed on; a record that fits any of them is.
    pub patterns: Vec<Value>,
    pub batch_size: usize,
    /// How often a batch that failed is tried again.
    pub retries: usize,
}

/// Whose tokens the gateway lets in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorizer {
    pub issuer: String,
    pub audience: Vec<String>,
}

/// What pages of other origins may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cors {
    pub allow_origins: Vec<String>,
    pub allow_methods: Vec<String>,
    pub allow_headers: Vec<String>,
    pub expose_headers: Vec<String>,
    pub max_age: String,
}

pub(super) fn read(document: &Value, values: &Values) -> Result<Deployment, TemplateError> {
    let resources = &document["Resources"];
    let shared = &document["Globals"]["Function"]["Environment"]["Variables"];
    let functions = entries(resources)
        .filter(|(_, resource)| resource["Type"] == "AWS::Serverless::Function")
        .map(|(id, resource)| function(id, &resource["Properties"], shared, values))
        .collect::<Result<_, _>>()?;
    let (_, api) = only(resources, "AWS::Serverless::HttpApi")?;
    let (table_id, table) = only(resources, "AWS::DynamoDB::Table")?;
    let table_name = values.text(&json!({"Ref": table_id}))?;
    let mut create = Map::from_iter([("TableName".to_owned(), json!(table_name))]);
    for key in ["AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode"] {
        create.insert(key.to_owned(), table[key].clone());
    }
    Ok(Deployment {
        functions,
        authorizer: authorizer(&api["Auth"], values)?,
        cors: cors(&api["CorsConfiguration"], values)?,
        table_name,
        table: Value::Object(create),
        time_to_live: values.text(&table["TimeToLiveSpecification"]["AttributeName"])?,
        stream_view: values.text(&table["StreamSpecification"]["StreamViewType"])?,
    })
}

fn only<'a>(resources: &'a Value, kind: &str) -> Result<(&'a String, &'a Value), TemplateError> {
    let mut found = entries(resources).filter(|(_, resource)| resource["Type"] == kind);
    match (found.next(), found.next()) {
        (Some((id, resource)), None) => Ok((id, &resource["Properties"])),
        _ => bad(format!("must hold exactly one {kind}")),
    }
}

fn function(
    id: &str,
    properties: &Value,
    shared: &Value,
    values: &Values,
) -> Result<Function, TemplateError> {
    let code = values.text(&properties["CodeUri"])?;
    let mut function = Function {
        name: code.trim_end_matches('/').rsplit('/').next().unwrap_or(id).to_owned(),
        variables: Vec::new(),
        routes: Vec::new(),
        has_url: properties.get("FunctionUrlConfig").is_some(),
        stream: None,
        schedule: None,
    };
    for (name, value) in entries(shared).chain(entries(&properties["Environment"]["Variables"])) {
        function.variables.push((name.clone(), values.text(value)?));
    }
    for (event, source) in entries(&properties["Events"]) {
        let settings = &source["Properties"];
        match source["Type"].as_str() {
            Some("HttpApi") => function.routes.push(Route {
                method: values.text(&settings["Method"])?.to_uppercase(),
                path: values.text(&settings["Path"])?,
                needs_token: settings["Auth"]["Authorizer"] != "NONE",
            }),
            Some("DynamoDB") => function.stream = Some(stream_mapping(settings, values)?),
            Some("Schedule") => function.schedule = Some(rate(&values.text(&settings["Schedule"])?)?),
            _ => return bad(format!("{id}.{event}: {} isn't played on a laptop", source["Type"])),
        }
    }
    Ok(function)
}

fn stream_mapping(settings: &Value, values: &Values) -> Result<StreamMapping, TemplateError> {
    let filters = settings["FilterCriteria"]["Filters"].as_array().into_iter().flatten();
    let patterns = filters.map(|filter| {
        let pattern = values.text(&filter["Pattern"])?;
        serde_json::from_str(&pattern).or_else(|error| bad(format!("the pattern {pattern}: {error}")))
    });
    let count = |key: &str, default| settings[key].as_u64().map_or(default, usize_of);
    Ok(StreamMapping {
        patterns: patterns.collect::<Result<_, _>>()?,
        batch_size: count("BatchSize", 100),
        retries: count("MaximumRetryAttempts", usize::MAX),
    })
}

fn usize_of(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// `rate(5 minutes)` and the like.
fn rate(schedule: &str) -> Result<Duration, TemplateError> {
    let inner = schedule.strip_prefix("rate(").and_then(|rest| rest.strip_suffix(')'));
    let seconds = inner.and_then(|inner| inner.split_once(' ')).and_then(|(count, unit)| {
        let count: u64 = count.parse().ok()?;
        match unit.trim_end_matches('s') {
            "minute" => Some(count * 60),
            "hour" => Some(count * 3600),
            "day" => Some(count * 86_400),
            _ => None,
        }
    });
    match seconds {
        Some(seconds) if seconds > 0 => Ok(Duration::from_secs(seconds)),
        _ => bad(format!("the schedule {schedule} isn't played on a laptop")),
    }
}

fn authorizer(auth: &Value, values: &Values) -> Result<Authorizer, TemplateError> {
    let name = values.text(&auth["DefaultAuthorizer"])?;
    let settings = &auth["Authorizers"][&name]["JwtConfiguration"];
    let audience = values.list(&settings["audience"])?;
    if audience.is_empty() {
        return bad(format!("the authorizer {name} names no audience"));
    }
    Ok(Authorizer { issuer: values.text(&settings["issuer"])?, audience })
}

fn cors(settings: &Value, values: &Values) -> Result<Option<Cors>, TemplateError> {
    if settings.is_null() {
        return Ok(None);
    }
    Ok(Some(Cors {
        allow_origins: values.list(&settings["AllowOrigins"])?,
        allow_methods: values.list(&settings["AllowMethods"])?,
        allow_headers: values.list(&settings["AllowHeaders"])?,
        expose_headers: values.list(&settings["ExposeHeaders"])?,
        max_age: values.text(&settings["MaxAge"])?,
    }))
}
