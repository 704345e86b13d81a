//! YAML with CloudFormation's short tags, as JSON in the long form: `!Ref X` becomes `{"Ref": "X"}`,
//! `!Sub …` becomes `{"Fn::Sub": …}`. Everything behind this module sees one notation.

use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use serde_json::{Map, Value, json};

use super::{TemplateError, bad};

pub(super) fn long_form(text: &str) -> Result<Value, TemplateError> {
    match Yaml::load_from_str(text).as_deref() {
        Ok([document]) => json_of(document),
        Ok(documents) => bad(format!("holds {} documents instead of one", documents.len())),
        Err(error) => bad(error.to_string()),
    }
}

fn json_of(node: &Yaml<'_>) -> Result<Value, TemplateError> {
    Ok(match node {
        Yaml::Value(Scalar::Null) => Value::Null,
        Yaml::Value(Scalar::Boolean(value)) => json!(value),
        Yaml::Value(Scalar::Integer(value)) => json!(value),
        Yaml::Value(Scalar::FloatingPoint(value)) => json!(value.into_inner()),
        Yaml::Value(Scalar::String(value)) => json!(value),
        Yaml::Sequence(items) => Value::Array(items.iter().map(json_of).collect::<Result<_, _>>()?),
        Yaml::Mapping(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                let Some(key) = key.as_str() else {
                    return bad(format!("a key isn't text: {key:?}"));
                };
                object.insert(key.to_owned(), json_of(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tag, inner) => json!({ long_name(&tag.suffix): json_of(inner)? }),
        Yaml::Representation(..) | Yaml::Alias(_) | Yaml::BadValue => {
            return bad(format!("holds something unreadable: {node:?}"));
        }
    })
}

fn long_name(tag: &str) -> String {
    match tag {
        "Ref" | "Condition" => tag.to_owned(),
        function => format!("Fn::{function}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::long_form;

    #[test]
    fn short_tags_become_the_long_form() {
        let yaml = r#"
            A: !Ref Table
            B: !Sub "${Table.Arn}/index/GSI1"
            C: !Join ["", [!GetAtt Table.Arn, "x"]]
            D: {on: "on", n: 10, yes: true}
        "#;
        assert_eq!(
            long_form(yaml).expect("YAML"),
            json!({
                "A": {"Ref": "Table"},
                "B": {"Fn::Sub": "${Table.Arn}/index/GSI1"},
                "C": {"Fn::Join": ["", [{"Fn::GetAtt": "Table.Arn"}, "x"]]},
                "D": {"on": "on", "n": 10, "yes": true},
            })
        );
    }

    #[test]
    fn broken_yaml_says_where() {
        let problem = long_form("A: [1, 2\nB: 3").expect_err("broken").to_string();
        assert!(problem.contains("line"), "{problem}");
    }
}
