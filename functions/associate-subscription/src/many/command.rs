//! What the body says: which reseller, and on which subscriptions.

use std::collections::HashSet;

use tandem_domain::partner_id::RegisteredPartnerId;
use tandem_domain::text::Reason;
use tandem_domain::{CustomerId, PartnerId, Rejection};
use tandem_edge::{Call, Form, UnknownKeys};
use tandem_store::Selection;

use super::Line;

/// The most subscriptions of one call.
const MOST: usize = 500;

pub struct Command {
    pub mpn_id: PartnerId,
    pub reason: Option<Reason>,
    pub validate_only: bool,
    /// The subscriptions, if they are listed.
    pub listed: Option<Vec<Line>>,
    filter: Filter,
}

/// Which subscriptions, if they aren't listed.
#[derive(Default)]
struct Filter {
    customer: Option<CustomerId>,
    /// The reseller of record's, as it is now.
    mpn_id: Option<PartnerId>,
}

impl Command {
    /// # Errors
    /// Every bad field; not exactly one of `subscriptions` and `filter`.
    pub fn read(call: &Call) -> Result<Self, Rejection> {
        let validate_only = call.choice("validateOnly", &[("true", true), ("false", false)])?;
        let mut form = call.form(UnknownKeys::Refused)?;
        let (mpn_id, reason) = (form.required("mpnId"), form.optional("reason"));
        let (is_listed, is_filtered) = (form.given("subscriptions"), form.given("filter"));
        let listed = is_listed.then(|| listed(&mut form));
        let filter = form.object("filter", |form| {
            let filter = Filter { customer: form.optional("customerId"), mpn_id: form.optional("mpnId") };
            if filter.customer.is_none() && filter.mpn_id.is_none() {
                form.refuse("", "must have a customerId, an mpnId or both");
            }
            if filter.mpn_id.is_some() && filter.mpn_id == mpn_id {
                form.refuse("mpnId", "must be another than the new one");
            }
            Some(filter)
        });
        if is_listed == is_filtered {
            form.refuse("subscriptions", "must be given, or else filter, and not both");
        }
        let mpn_id = form.finish(mpn_id)?;
        Ok(Self {
            mpn_id,
            reason,
            validate_only: validate_only.unwrap_or(false),
            listed: listed.flatten(),
            filter: filter.unwrap_or_default(),
        })
    }

    /// The partner ID that is to be replaced, where its holder leads to the subscriptions.
    pub fn replaced(&self) -> Option<PartnerId> {
        self.filter.mpn_id.filter(|_| self.filter.customer.is_none())
    }

    /// How to find the subscriptions, if they aren't listed. `replaced` is what the registry says of the
    /// partner ID that is to be replaced.
    pub fn selection(&self, replaced: Option<&RegisteredPartnerId>) -> Result<Option<Selection>, Rejection> {
        match (self.filter.customer, self.filter.mpn_id) {
            (Some(customer), mpn_id) => Ok(Some(Selection::OfCustomer { customer, mpn_id })),
            (None, Some(mpn_id)) => {
                let holder = replaced.and_then(|entry| entry.holder.as_ref());
                let rule = "must be one that a reseller enrolled with";
                let holder = holder.ok_or_else(|| Rejection::field("filter.mpnId", rule))?;
                Ok(Some(Selection::OfRecord { reseller: holder.tenant_id, mpn_id }))
            }
            (None, None) => Ok(None),
        }
    }
}

fn listed(form: &mut Form) -> Option<Vec<Line>> {
    let lines: Vec<Line> = form.list("subscriptions", 1, MOST, |line| {
        let (customer, id) = (line.required("customerId"), line.required("subscriptionId"));
        customer.zip(id)
    })?;
    let mut seen = HashSet::new();
    for (number, (_, id)) in lines.iter().enumerate() {
        if !seen.insert(*id) {
            form.refuse(&format!("subscriptions[{number}].subscriptionId"), "must be given only once");
        }
    }
    Some(lines)
}
