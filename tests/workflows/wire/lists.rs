//! Queries, filters and pages, as every list takes them.

use axum::http::Method;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::{Value, json};

use super::attempt::{has, on_every_route, without_secret};
use super::shape::Shape;

#[tokio::test(flavor = "multi_thread")]
async fn the_names_of_queries_are_read_in_any_letter_case() {
    on_every_route(
        |route| route.parameters.iter().any(|given| given.place == "query"),
        async |tried| {
            for given in tried.route.parameters.iter().filter(|given| given.place == "query") {
                let Some(example) = tried.example(&given.name) else { continue };
                let mut replies = Vec::new();
                for name in [given.name.clone(), given.name.to_uppercase(), given.name.to_lowercase()] {
                    // Whatever the story's own query says of it must not win.
                    let plain = tried.path.split('?').next().unwrap_or_default();
                    let others = tried.path.split_once('?').map_or("", |(_, query)| query).split('&');
                    let others = others.filter(|pair| !pair.is_empty() && !pair.starts_with(&given.name));
                    let value = utf8_percent_encode(&example, NON_ALPHANUMERIC).to_string();
                    let query: Vec<_> =
                        others.map(ToOwned::to_owned).chain([format!("{name}={value}")]).collect();
                    let path = format!("{plain}?{}", query.join("&"));
                    let reply = tried.send(&tried.caller, &path, &tried.body).await;
                    replies.push((reply.status, without_secret(&reply).map(|body| body["items"].clone())));
                    if tried.method != Method::GET {
                        break;
                    }
                }
                assert!(replies.windows(2).all(|pair| pair[0] == pair[1]), "{}: {replies:?}", tried.name());
                assert!(replies[0].0 < 300, "{} {}={example}: {replies:?}", tried.name(), given.name);
            }
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_goes_on_by_seek_operation_in_any_letter_case() {
    on_every_route(
        |route| has(route, "header", "MS-ContinuationToken"),
        async |tried| {
            let everything = tried.caller.get(&tried.path).await.expect(200);
            let everything = everything["items"].as_array().expect("items").clone();
            for word in ["Next", "next", "NEXT"] {
                let mut page = tried.caller.get(&tried.with_query("size", "1")).await.expect(200);
                let mut walked = Vec::new();
                loop {
                    walked.extend(page["items"].as_array().expect("items").clone());
                    assert_eq!(page["totalCount"], page["items"].as_array().map_or(0, Vec::len));
                    let Some(token) = page["links"]["next"]["headers"][0]["value"].as_str() else { break };
                    let caller = tried.caller.with("ms-continuationtoken", token);
                    let path = format!("{}&seekOperation={word}", tried.with_query("size", "1"));
                    page = caller.get(&path).await.expect(200);
                }
                assert_eq!(walked, everything, "{} by {word}", tried.name());
            }
            let lost = tried.caller.get(&tried.with_query("seekOperation", "next")).await;
            let error = lost.refused(400, "invalid_input");
            assert_eq!(error["parameters"]["field"], "MS-ContinuationToken", "{}", tried.name());
        },
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_are_read_as_dotnet_and_as_java_write_them() {
    on_every_route(
        |route| has(route, "query", "filter"),
        async |tried| {
            let example = tried.example("filter").expect("an example of a filter");
            let written: Value = serde_json::from_str(&example).expect("a filter");
            let [field, value, operator] =
                ["Field", "Value", "Operator"].map(|name| written[name].as_str().expect("a text"));
            let operator = Shape::DotNet.choice(operator);
            let java = json!({"value": value, "field": field, "fieldType": "String", "operator": operator});
            let mut answers = Vec::new();
            for filter in [example, java.to_string()] {
                let path = format!("{}&size=0", tried.with_query("filter", &filter));
                let answer = tried.caller.get(&path).await.expect(200);
                let link = answer["links"]["self"]["uri"].as_str().expect("a link");
                let link = percent_decode_str(link).decode_utf8_lossy();
                assert!(link.contains(value), "{}: {link}", tried.name());
                answers.push(answer["items"].clone());
            }
            assert_eq!(answers[0], answers[1], "{}", tried.name());
        },
    )
    .await;
}
