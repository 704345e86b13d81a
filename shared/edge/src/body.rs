//! Bodies: bounds before parsing (T8), then JSON with keys in lower case and without nulls.
//!
//! Partner Center's clients send keys in any letter case and explicit nulls, so both are evened out
//! once, here: `null` means absent, and a field is found by its name in lower case.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use tandem_domain::Rejection;

/// The largest body.
const MOST_BYTES: usize = 64 * 1024;
/// The deepest nesting of objects and arrays.
const MOST_DEPTH: usize = 16;
/// The most members of an array.
const MOST_MEMBERS: usize = 500;

/// The value; an empty body and `null` are an empty object.
pub(crate) fn parse(body: &[u8]) -> Result<Value, Rejection> {
    if body.len() > MOST_BYTES {
        return Err(Rejection::BodyTooLarge);
    }
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Value::Object(Map::new()));
    }
    check_bounds(body)?;
    let twice = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = Even { twice: &twice }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    match (read, twice.into_inner()) {
        (_, Some(name)) => Err(Rejection::field(name, "must be given only once")),
        (Ok(Value::Null), None) => Ok(Value::Object(Map::new())),
        (Ok(value), None) => Ok(value),
        (Err(error), None) => Err(Rejection::MalformedBody(format!(
            "it is not JSON: line {}, column {}",
            error.line(),
            error.column()
        ))),
    }
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

/// Reads a value with keys in lower case, nulls left out, members in the order of their names. A name
/// that an object has twice, in whatever letters, is put into `twice`: of two values neither counts.
#[derive(Clone, Copy)]
struct Even<'a> {
    twice: &'a RefCell<Option<String>>,
}

impl<'de> DeserializeSeed<'de> for Even<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Even<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut names = HashSet::new();
        let mut members = BTreeMap::new();
        while let Some(name) = object.next_key::<String>()? {
            let name = name.to_ascii_lowercase();
            let value = object.next_value_seed(self)?;
            if !names.insert(name.clone()) {
                self.twice.replace(Some(name));
                return Err(A::Error::custom("a name is given twice"));
            }
            if !value.is_null() {
                members.insert(name, value);
            }
        }
        Ok(Value::Object(members.into_iter().collect()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = array.next_element_seed(self)? {
            if !value.is_null() {
                values.push(value);
            }
        }
        Ok(Value::Array(values))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
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
        assert_eq!(parse(b" null").expect("an absent body"), json!({}));
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
        assert!(matches!(parse(b"{\"a\":1} {}"), Err(Rejection::MalformedBody(_))));
    }

    #[test]
    fn a_name_that_is_given_twice_is_refused_however_it_is_spelled_n6() {
        let twice =
            [r#"{"a":1,"A":2}"#, r#"{"a":1,"a":2}"#, r#"{"a":1,"\u0061":2}"#, r#"[{"A":1,"a":null}]"#];
        for body in twice {
            let Err(Rejection::Invalid(fields)) = parse(body.as_bytes()) else { panic!("{body}") };
            assert_eq!((fields[0].field.as_str(), fields.len()), ("a", 1), "{body}");
        }
    }
}
