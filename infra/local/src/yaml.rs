//! YAML as JSON: template.yaml and openapi.yaml.
//!
//! CloudFormation's short tags come out in the long form: `!Ref X` becomes `{"Ref": "X"}`, `!Sub …` becomes
//! `{"Fn::Sub": …}`. Everything behind this module sees one notation.

use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use serde_json::{Map, Value, json};

/// Reads one document.
///
/// # Errors
/// What isn't one document of YAML whose keys are text, with the place.
pub(crate) fn read(text: &str) -> Result<Value, String> {
    match Yaml::load_from_str(text).as_deref() {
        Ok([document]) => json_of(document),
        Ok(documents) => Err(format!("holds {} documents instead of one", documents.len())),
        Err(error) => Err(error.to_string()),
    }
}

fn json_of(node: &Yaml<'_>) -> Result<Value, String> {
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
                    return Err(format!("a key isn't text: {key:?}"));
                };
                object.insert(key.to_owned(), json_of(value)?);
            }
            Value::Object(object)
        }
        Yaml::Tagged(tag, inner) => json!({ long_name(&tag.suffix): json_of(inner)? }),
        Yaml::Representation(..) | Yaml::Alias(_) | Yaml::BadValue => {
            return Err(format!("holds something unreadable: {node:?}"));
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

    use super::read;

    #[test]
    fn short_tags_become_the_long_form() {
        let yaml = r#"
            A: !Ref Table
            B: !Sub "${Table.Arn}/index/GSI1"
            C: !Join ["", [!GetAtt Table.Arn, "x"]]
            D: {on: "on", n: 10, yes: true}
        "#;
        assert_eq!(
            read(yaml).expect("YAML"),
            json!({
                "A": {"Ref": "Table"},
                "B": {"Fn::Sub": "${Table.Arn}/index/GSI1"},
                "C": {"Fn::Join": ["", [{"Fn::GetAtt": "Table.Arn"}, "x"]]},
                "D": {"on": "on", "n": 10, "yes": true},
            })
        );
    }

    #[test]
    fn what_is_referred_to_is_repeated() {
        assert_eq!(read("A: &a {b: 1}\nC: *a").expect("YAML"), json!({"A": {"b": 1}, "C": {"b": 1}}));
    }

    #[test]
    fn broken_yaml_says_where() {
        let problem = read("A: [1, 2\nB: 3").expect_err("broken");
        assert!(problem.contains("line"), "{problem}");
    }
}
