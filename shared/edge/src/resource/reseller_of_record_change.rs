//! `ResellerOfRecordChange`: what came of another reseller of record on many subscriptions.

use serde_json::{Value, json};
use tandem_domain::subscription::AssociationOutcome;
use tandem_domain::{CustomerId, Halt, PartnerId, SubscriptionId};

use crate::Call;

/// A call of many: which partner ID, on which subscriptions, with what came of each.
#[derive(Debug)]
pub struct ResellerOfRecordChange {
    pub mpn_id: PartnerId,
    pub validate_only: bool,
    pub lines: Vec<((CustomerId, SubscriptionId), AssociationOutcome)>,
    /// Whether the filter would find further ones.
    pub more: bool,
}

/// How many lines ended how, each line, and the way to go on if there is more to do.
pub fn reseller_of_record_change(call: &Call, change: &ResellerOfRecordChange) -> Value {
    let ResellerOfRecordChange { mpn_id, validate_only, lines, more } = change;
    let count = |word: &str| lines.iter().filter(|(_, outcome)| result(outcome) == word).count();
    let items: Vec<_> =
        lines.iter().map(|(line, outcome)| reseller_of_record_change_line(call, *line, outcome)).collect();
    let left = count("left");
    let again = (left > 0 || (*more && !validate_only))
        .then(|| json!({"uri": "/subscriptions/resellerofrecord", "method": "POST", "headers": []}));
    json!({
        "mpnId": mpn_id,
        "validateOnly": validate_only,
        "totalCount": items.len(),
        "changed": count("changed"),
        "wouldChange": count("would_change"),
        "unchanged": count("unchanged"),
        "refused": count("refused"),
        "left": left,
        "more": more,
        "items": items,
        "links": {"again": again},
        "attributes": {"objectType": "ResellerOfRecordChange"},
    })
}

/// One subscription, and what came of it. What was answered before is answered again, word for word.
pub fn reseller_of_record_change_line(
    call: &Call,
    (customer, id): (CustomerId, SubscriptionId),
    outcome: &AssociationOutcome,
) -> Value {
    use AssociationOutcome as Outcome;
    let mut line = json!({"customerId": customer, "subscriptionId": id, "result": result(outcome)});
    let error = |halt: Halt| call.described(halt);
    match outcome {
        Outcome::Changed { previous } | Outcome::WouldChange { previous } => {
            line["previousMpnId"] = json!(previous);
        }
        Outcome::Answered(answered) => return serde_json::from_str(&answered.body).unwrap_or(line),
        Outcome::Refused(rejection) => line["error"] = error(rejection.clone().into()),
        Outcome::Left(Some(fault)) => line["error"] = error(fault.clone().into()),
        Outcome::Left(None) | Outcome::Unchanged => {}
    }
    line
}

fn result(outcome: &AssociationOutcome) -> &'static str {
    match outcome {
        AssociationOutcome::Changed { .. } | AssociationOutcome::Answered(_) => "changed",
        AssociationOutcome::WouldChange { .. } => "would_change",
        AssociationOutcome::Unchanged => "unchanged",
        AssociationOutcome::Refused(_) => "refused",
        AssociationOutcome::Left(_) => "left",
    }
}
