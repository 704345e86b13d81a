//! Bodies: bounds before parsing (T8), then JSON with keys in lower case and without nulls.
//!
//! Partner Center's clients send keys in any letter case and explicit nulls, so both are evened out
//! once, here: `null` means absent, and a field is found by its name in lower case.

use serde_json::{Map, Value};
use tandem_domain::Rejection;

/// The largest body.
const MOST_BYTES: usize = 64 * 1024;
/// The deepest nesting of objects and arrays.
const MOST_DEPTH: usize = 16;
/// The most members of an array.
const MOST_MEMBERS: usize = 500;

pub(crate) fn parse(body: &[u8]) -> Result<Value, Rejection> {
    if body.len() > MOST_BYTES {
        return Err(Rejection::BodyTooLarge);
    }
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Value::Object(Map::new()));
    }
    check_bounds(body)?;
    let value = serde_json::from_slice(body).map_err(|error| {
        Rejection::MalformedBody(format!("it is not JSON: line {}, column {}", error.line(), error.column()))
    })?;
    even_out(value)
}

/// Walks the bytes once, outside of strings, before anything is built from them.
fn check_bounds(body: &[u8]) -> Result<(), Rejection> {
    let mut members: Vec<usize> = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    for byte in body {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                members.push(1);
                if members.len() > MOST_DEPTH {
                    return Err(Rejection::MalformedBody(format!(
                        "it is nested deeper than {MOST_DEPTH} levels"
                    )));
                }
            }
            b']' | b'}' => {
                members.pop();
            }
            b',' => {
                if let Some(count) = members.last_mut() {
                    *count += 1;
                    if *count > MOST_MEMBERS {
                        return Err(Rejection::MalformedBody(format!(
                            "a list in it has more than {MOST_MEMBERS} members"
                        )));
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Keys in lower case, nulls left out, members in the order of their names.
fn even_out(value: Value) -> Result<Value, Rejection> {
    Ok(match value {
        Value::Object(members) => {
            let mut even: Vec<(String, Value)> = Vec::with_capacity(members.len());
            for (key, value) in members {
                if !value.is_null() {
                    even.push((key.to_ascii_lowercase(), even_out(value)?));
                }
            }
            even.sort_by(|a, b| a.0.cmp(&b.0));
            if let Some(twice) = even.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                return Err(Rejection::field(&twice[0].0, "must be given only once"));
            }
            Value::Object(even.into_iter().collect())
        }
        Value::Array(values) => {
            let values = values.into_iter().filter(|value| !value.is_null());
            Value::Array(values.map(even_out).collect::<Result<_, _>>()?)
        }
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tandem_domain::Rejection;

    use super::parse;

    #[test]
    fn keys_in_any_case_and_nulls_are_evened_out() {
        let body =
            br#"{"CompanyProfile": {"Domain": "x", "CompanyName": null}, "LineItems": [null, {"A": 1}]}"#;
        assert_eq!(
            parse(body).expect("JSON"),
            json!({"companyprofile": {"domain": "x"}, "lineitems": [{"a": 1}]})
        );
        assert_eq!(parse(b" \n").expect("an empty body"), json!({}));
    }

    #[test]
    fn a_body_out_of_bounds_is_refused_before_it_is_parsed() {
        let deep = "[".repeat(17);
        let wide = format!("[{}1]", "1,".repeat(500));
        let text_only = format!("{{\"a\": \"{}\"}}", "[,".repeat(600));
        assert!(
            matches!(parse(deep.as_bytes()), Err(Rejection::MalformedBody(why)) if why.contains("deeper"))
        );
        assert!(matches!(parse(wide.as_bytes()), Err(Rejection::MalformedBody(why)) if why.contains("500")));
        assert!(matches!(parse(&vec![b' '; 65 * 1024]), Err(Rejection::BodyTooLarge)));
        assert!(parse(text_only.as_bytes()).is_ok());
        assert!(matches!(parse(b"{\"a\":1,}"), Err(Rejection::MalformedBody(_))));
        assert!(matches!(parse(b"{\"a\":1,\"A\":2}"), Err(Rejection::Invalid(_))));
    }
}
