//! Lists on the wire: `size`, `seekOperation=Next` and the header `MS-ContinuationToken`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tandem_domain::Rejection;

use crate::Call;

const CONTINUATION: &str = "MS-ContinuationToken";
const DEFAULT_SIZE: usize = 100;
const MOST: usize = 500;

/// Which page the caller wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// 1 to 500.
    pub size: usize,
    /// Where the last page ended, as the answer to it said. It holds a position and nothing else.
    pub after: Option<String>,
}

impl Call {
    /// # Errors
    /// A size out of bounds, a way to seek that isn't supported, a token that isn't one of ours.
    pub fn paging(&self) -> Result<Paging, Rejection> {
        let size = match self.query("size") {
            // Clients send 0 beside a filter and mean the default.
            None | Some("0") => DEFAULT_SIZE,
            Some(size) => size
                .parse()
                .ok()
                .filter(|size| (1..=MOST).contains(size))
                .ok_or_else(|| Rejection::field("size", format!("must be a number from 1 to {MOST}")))?,
        };
        let after = match self.query("seekoperation").map(str::to_ascii_lowercase).as_deref() {
            None | Some("first") => None,
            Some("next") => Some(self.continuation()?),
            Some(_) => return Err(Rejection::field("seekOperation", "must be Next or First")),
        };
        Ok(Paging { size, after })
    }

    fn continuation(&self) -> Result<String, Rejection> {
        let token = self.header(CONTINUATION).unwrap_or_default();
        let position = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        position
            .filter(|position| (1..=512).contains(&position.len()) && !position.chars().any(char::is_control))
            .ok_or_else(|| Rejection::field(CONTINUATION, "must be the token that came with links.next"))
    }

    /// The call's own address, as links give it: from `/`, without `/v1`.
    pub(crate) fn own_link(&self, next: bool) -> String {
        let (_, segments) = self.route();
        let mut query: Vec<(&str, &str)> = ["size", "filter", "relationship_type", "direction", "state"]
            .into_iter()
            .filter_map(|name| Some((name, self.query(name)?)))
            .collect();
        if next {
            query.push(("seekOperation", "Next"));
        }
        let query: Vec<_> =
            query.into_iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/{}{mark}{}", segments.join("/"), query.join("&"))
    }
}

/// A collection, with the link to the next page if there is one.
pub fn collection(call: &Call, items: Vec<Value>, next: Option<&str>) -> Value {
    let next = next.map(|position| {
        let token = URL_SAFE_NO_PAD.encode(position);
        json!({"uri": call.own_link(true), "method": "GET", "headers": [{"key": CONTINUATION, "value": token}]})
    });
    json!({
        "totalCount": items.len(),
        "items": items,
        "links": {"self": {"uri": call.own_link(false), "method": "GET", "headers": []}, "next": next},
        "attributes": {"objectType": "Collection"},
    })
}

fn escaped(text: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
