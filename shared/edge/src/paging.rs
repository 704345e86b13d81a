//! Lists on the wire: `size`, `seekOperation=Next` and the header `MS-ContinuationToken`; `offset` where
//! Partner Center has it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tandem_domain::Rejection;
use tandem_domain::paging::{PageRequest, Position};

use crate::Call;

const CONTINUATION: &str = "MS-ContinuationToken";
const MOST_OFFSET: usize = 1_000_000;

impl Call {
    /// The page that the caller wants.
    ///
    /// # Errors
    /// A size out of bounds, a way to seek that isn't supported, a token that isn't one of ours. An offset:
    /// whoever counts on it would get the first page again and again.
    pub fn page(&self) -> Result<PageRequest, Rejection> {
        let (page, offset) = self.page_or_offset()?;
        if offset > 0 {
            return Err(Rejection::field("offset", "must be 0 here: go on with links.next"));
        }
        Ok(page)
    }

    /// The page that the caller wants, and after how many items from there it begins.
    ///
    /// # Errors
    /// A size out of bounds, a way to seek that isn't supported, a token that isn't one of ours, an offset
    /// that isn't a count.
    pub fn page_or_offset(&self) -> Result<(PageRequest, usize), Rejection> {
        let size = match self.query("size") {
            // Clients send 0 beside a filter and mean the usual size.
            None | Some("0") => PageRequest::USUAL,
            Some(size) => {
                size.parse().ok().filter(|size| (1..=PageRequest::MOST).contains(size)).ok_or_else(|| {
                    let (most, usual) = (PageRequest::MOST, PageRequest::USUAL);
                    Rejection::field(
                        "size",
                        format!("must be a number from 0 to {most}; 0 means the usual {usual}"),
                    )
                })?
            }
        };
        let after = self.goes_on()?.then(|| self.continuation()).transpose()?;
        let offset = self.query("offset").map_or(Some(0), |offset| offset.parse().ok());
        let offset = offset
            .filter(|offset| *offset <= MOST_OFFSET)
            .ok_or_else(|| Rejection::field("offset", format!("must be a number from 0 to {MOST_OFFSET}")))?;
        Ok((PageRequest { size, after }, offset))
    }

    /// Whether this is a page after the first.
    fn goes_on(&self) -> Result<bool, Rejection> {
        Ok(self.choice("seekOperation", &[("First", false), ("Next", true)])?.unwrap_or_default())
    }

    fn continuation(&self) -> Result<Position, Rejection> {
        let token = self.header(CONTINUATION).unwrap_or_default();
        let position = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        position
            .and_then(Position::parse)
            .ok_or_else(|| Rejection::field(CONTINUATION, "must be the token that came with links.next"))
    }

    /// The call's own address, as links give it: from `/`, without `/v1`, with the query as it was but for
    /// where a page begins: from a token or not, and after an offset or none.
    pub(crate) fn own_link(&self, from_token: bool, offset: Option<&str>) -> String {
        let (_, segments) = self.route();
        let given = self.queries().filter(|(name, _, _)| *name != "seekoperation");
        let mut given: Vec<_> = given
            .filter_map(|(name, spelling, value)| match name {
                "offset" => Some((name, spelling, offset?)),
                _ => Some((name, spelling, value)),
            })
            .collect();
        // In Partner Center's own links the size comes first.
        given.sort_by_key(|(name, _, _)| *name != "size");
        let given = given.into_iter().map(|(_, name, value)| format!("{}={}", escaped(name), escaped(value)));
        let query: Vec<_> = given.chain(from_token.then(|| "seekOperation=Next".to_owned())).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        let segments: Vec<_> = segments.into_iter().map(escaped).collect();
        format!("/{}{mark}{}", segments.join("/"), query.join("&"))
    }
}

/// A collection, with the link to the next page if there is one.
pub fn collection(call: &Call, items: Vec<Value>, next: Option<&Position>) -> Value {
    collection_after(call, items, next, 0)
}

/// The same where a page may be asked for by an offset. What is next goes on from a token; `left` says how
/// many items from there are still to be passed over.
pub fn collection_after(call: &Call, items: Vec<Value>, next: Option<&Position>, left: usize) -> Value {
    let from = |token: &str, offset: Option<&str>| {
        let uri = call.own_link(true, offset);
        json!({"uri": uri, "method": "GET", "headers": [{"key": CONTINUATION, "value": token}]})
    };
    let (offset, left) = (call.query("offset"), (left > 0).then(|| left.to_string()));
    let own = match call.header(CONTINUATION) {
        Some(token) if call.goes_on() == Ok(true) => from(token, offset),
        _ => json!({"uri": call.own_link(false, offset), "method": "GET", "headers": []}),
    };
    let next = next.map(|position| from(&token(position), left.as_deref()));
    json!({
        "totalCount": items.len(),
        "items": items,
        "links": {"self": own, "next": next},
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
