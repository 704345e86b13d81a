//! Lists on the wire: `size`, `seekOperation=Next` and the header `MS-ContinuationToken`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tandem_domain::Rejection;
use tandem_domain::paging::{PageRequest, Position};

use crate::Call;

const CONTINUATION: &str = "MS-ContinuationToken";

impl Call {
    /// The page that the caller wants.
    ///
    /// # Errors
    /// A size out of bounds, a way to seek that isn't supported, a token that isn't one of ours.
    pub fn page(&self) -> Result<PageRequest, Rejection> {
        let size = match self.query("size") {
            // Clients send 0 beside a filter and mean the usual size.
            None | Some("0") => PageRequest::USUAL,
            Some(size) => {
                size.parse().ok().filter(|size| (1..=PageRequest::MOST).contains(size)).ok_or_else(|| {
                    Rejection::field("size", format!("must be a number from 1 to {}", PageRequest::MOST))
                })?
            }
        };
        let seek = [("first", false), ("next", true)];
        let after = match self.choice("seekOperation", &seek)? {
            Some(true) => Some(self.continuation()?),
            _ => None,
        };
        Ok(PageRequest { size, after })
    }

    fn continuation(&self) -> Result<Position, Rejection> {
        let token = self.header(CONTINUATION).unwrap_or_default();
        let position = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        position
            .and_then(Position::parse)
            .ok_or_else(|| Rejection::field(CONTINUATION, "must be the token that came with links.next"))
    }

    /// The call's own address, as links give it: from `/`, without `/v1`, with the query as it was.
    pub(crate) fn own_link(&self, next: bool) -> String {
        let (_, segments) = self.route();
        let mut given: Vec<_> = self.queries().filter(|(name, _, _)| *name != "seekoperation").collect();
        // In Partner Center's own links the size comes first.
        given.sort_by_key(|(name, _, _)| *name != "size");
        let given = given.into_iter().map(|(_, name, value)| format!("{}={}", escaped(name), escaped(value)));
        let query: Vec<_> = given.chain(next.then(|| "seekOperation=Next".to_owned())).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/{}{mark}{}", segments.join("/"), query.join("&"))
    }
}

/// A collection, with the link to the next page if there is one.
pub fn collection(call: &Call, items: Vec<Value>, next: Option<&Position>) -> Value {
    let next = next.map(|position| {
        json!({"uri": call.own_link(true), "method": "GET", "headers": [{"key": CONTINUATION, "value": token(position)}]})
    });
    json!({
        "totalCount": items.len(),
        "items": items,
        "links": {"self": {"uri": call.own_link(false), "method": "GET", "headers": []}, "next": next},
        "attributes": {"objectType": "Collection"},
    })
}

/// A position as it travels.
pub(crate) fn token(position: &Position) -> String {
    URL_SAFE_NO_PAD.encode(position.as_str())
}

fn escaped(text: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
