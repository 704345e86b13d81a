//! The template's roles, read as IAM reads them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tandem_local::Template;

/// A statement of a role, with references in the template's own words: `Table.Arn`.
#[derive(Debug)]
pub struct Statement {
    pub sid: String,
    pub actions: Vec<String>,
    pub resources: Vec<String>,
    /// Which partition keys it is limited to.
    pub keys: Option<Vec<String>>,
}

impl Statement {
    pub fn grants(&self, action: &str, resource: &str) -> bool {
        self.grants_one_by_one()
            .any(|(granted, on)| granted.strip_prefix("dynamodb:") == Some(action) && on == resource)
    }

    pub fn grants_one_by_one(&self) -> impl Iterator<Item = (&String, &String)> {
        self.actions.iter().flat_map(|action| self.resources.iter().map(move |resource| (action, resource)))
    }

    pub fn is_about_tables(&self) -> bool {
        self.actions.iter().any(|action| action.starts_with("dynamodb:"))
    }

    fn read(written: &Value) -> Self {
        assert_eq!(written["Effect"], "Allow", "{written}");
        let keys = &written["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"];
        Self {
            sid: written["Sid"].as_str().unwrap_or_default().to_owned(),
            actions: texts(&written["Action"]),
            resources: texts(&written["Resource"]),
            keys: (!keys.is_null()).then(|| texts(keys)),
        }
    }
}

/// IAM's `StringLike`, for patterns that end with a star or have none.
pub fn fits(pattern: &str, key: &str) -> bool {
    match pattern.split_once('*') {
        Some((prefix, rest)) => {
            assert!(rest.is_empty(), "{pattern}");
            key.starts_with(prefix)
        }
        None => key == pattern,
    }
}

/// The roles of the template, by the names of their functions.
pub fn roles() -> BTreeMap<String, Vec<Statement>> {
    let resources = Template::of_the_repository().expect("the template").resources();
    let functions = resources.as_object().expect("resources").values();
    let functions = functions.filter(|resource| resource["Type"] == "AWS::Serverless::Function");
    let mut owners = BTreeSet::new();
    functions
        .map(|function| {
            let function = &function["Properties"];
            assert!(function.get("Policies").is_none(), "rights are in roles: {function}");
            let code = function["CodeUri"].as_str().expect("the folder of the code");
            let role = text(&function["Role"]);
            let id = role.trim_end_matches(".Arn");
            assert!(owners.insert(role.clone()), "{id} has one function");
            (code.rsplit('/').next().unwrap_or(code).to_owned(), statements(resources, id))
        })
        .collect()
}

/// A role's own statements and those of the policies that it names.
fn statements(resources: &Value, id: &str) -> Vec<Statement> {
    let role = &resources[id]["Properties"];
    let managed = texts(&role["ManagedPolicyArns"]);
    let managed = managed.iter().map(|id| &resources[id]["Properties"]["PolicyDocument"]);
    let own = role["Policies"].as_array().into_iter().flatten().map(|policy| &policy["PolicyDocument"]);
    let written = own.chain(managed).flat_map(|policy| {
        let statements = policy["Statement"].as_array();
        statements.unwrap_or_else(|| panic!("{id}: a policy without statements: {policy}"))
    });
    written.map(Statement::read).collect()
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().map(text).collect(),
        one => vec![text(one)],
    }
}

/// A text, or what a reference refers to.
fn text(value: &Value) -> String {
    let referred = ["Ref", "Fn::GetAtt", "Fn::Sub"].iter().find_map(|function| value[*function].as_str());
    let text = value.as_str().or(referred).unwrap_or_else(|| panic!("not a text: {value}"));
    text.replace("${", "").replace('}', "")
}
