//! One line of an order or a cart, and what can be wrong with it (S1, S3, N6).

use super::{Catalogue, PlaceOrderLine, Placement};
use crate::offer::Offer;
use crate::partner_id::verify;
use crate::rejection::{FieldError, PartnerIdProblem};
use crate::subscription::{BillingCycle, ResellerOfRecord};
use crate::{PartnerId, Rejection};

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineProblem {
    /// There is no such offer, or it can't be ordered, or not in the customer's country.
    Offer,
    /// The offer isn't billed that way; completes the sentence "billingCycle …".
    BillingCycle(String),
    /// Outside the offer's limits; completes the sentence "quantity …".
    Quantity {
        rule: String,
        too_many: bool,
    },
    PartnerId {
        mpn_id: PartnerId,
        problem: PartnerIdProblem,
    },
}

/// A problem, and the field of the request that it is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    pub field: String,
    pub rejection: Rejection,
}

impl LineProblem {
    /// The field of an order's line, below `path`.
    pub(super) fn field_of_order(&self, path: &str, number: u32) -> String {
        match self {
            Self::Offer => format!("{path}lineItems[{number}].offerId"),
            Self::BillingCycle(_) => format!("{path}billingCycle"),
            Self::Quantity { .. } => format!("{path}lineItems[{number}].quantity"),
            Self::PartnerId { .. } => format!("{path}lineItems[{number}].partnerIdOnRecord"),
        }
    }

    /// The field of a cart's line.
    #[must_use]
    pub fn field_of_cart(&self) -> &'static str {
        match self {
            Self::Offer => "catalogItemId",
            Self::BillingCycle(_) => "billingCycle",
            Self::Quantity { .. } => "quantity",
            Self::PartnerId { .. } => "participants",
        }
    }

    /// The problem with the field that it is called by where it came in.
    #[must_use]
    pub fn at(self, field: String) -> Problem {
        let rejection = match self {
            Self::PartnerId { mpn_id, problem } => Rejection::PartnerId { mpn_id, problem },
            other => Rejection::field(&field, other.rule()),
        };
        Problem { field, rejection }
    }

    /// Completes the sentence that begins with the field.
    #[must_use]
    pub fn rule(&self) -> String {
        match self {
            Self::Offer => "must be an offer that is sold in the customer's country".to_owned(),
            Self::BillingCycle(rule) | Self::Quantity { rule, .. } => rule.clone(),
            Self::PartnerId { mpn_id, problem } => {
                format!("names partner ID {mpn_id}, which {}", problem.rule())
            }
        }
    }
}

impl Problem {
    pub(super) fn field(field: String, rule: String) -> Self {
        Self { rejection: Rejection::field(&field, rule), field }
    }

    /// One rejection for the caller: a single problem keeps its own code, several are listed by their
    /// fields (N6).
    ///
    /// # Errors
    /// The rejection, unless there is no problem.
    pub fn refuse(mut problems: Vec<Self>) -> Result<(), Rejection> {
        if problems.len() < 2 {
            return problems.pop().map_or(Ok(()), |only| Err(only.rejection));
        }
        Err(Rejection::Invalid(problems.into_iter().flat_map(Self::into_fields).collect()))
    }

    fn into_fields(self) -> Vec<FieldError> {
        let rule = match self.rejection {
            Rejection::Invalid(fields) => return fields,
            Rejection::PartnerId { mpn_id, problem } => LineProblem::PartnerId { mpn_id, problem }.rule(),
            Rejection::AgreementMissing => "must have been accepted, or come with the order".to_owned(),
            Rejection::AgreementExists => "was accepted before; leave it out".to_owned(),
            _ => "can't be carried out as it is".to_owned(),
        };
        vec![FieldError::new(self.field, rule)]
    }
}

impl From<Problem> for Rejection {
    fn from(problem: Problem) -> Self {
        problem.rejection
    }
}

/// The offer of a line, and its reseller of record if it names one.
///
/// # Errors
/// Everything that is wrong with the line.
pub fn check_line<'a>(
    line: &PlaceOrderLine,
    cycle: BillingCycle,
    catalogue: Catalogue<'a>,
    placement: Placement,
) -> Result<(&'a Offer, Option<ResellerOfRecord>), Vec<LineProblem>> {
    let mut problems = Vec::new();
    let offer = catalogue.offers.get(&line.offer_id);
    let offer = offer.filter(|offer| offer.is_available && offer.is_sold_in(placement.customer_country));
    match offer {
        None => problems.push(LineProblem::Offer),
        Some(offer) => {
            if !offer.is_billed(cycle) {
                let cycles: Vec<_> = offer.billing_cycles.iter().map(|cycle| cycle.as_str()).collect();
                let rule = format!("must be one that offer {} has: {}", offer.id, cycles.join(", "));
                problems.push(LineProblem::BillingCycle(rule));
            }
            if let Err(rule) = offer.check(line.quantity) {
                let too_many = line.quantity.get() > offer.maximum_quantity;
                problems.push(LineProblem::Quantity { rule, too_many });
            }
        }
    }
    let of_record = of_record(line, catalogue, placement).map_err(|problem| problems.push(problem));
    match (offer, of_record) {
        (Some(offer), Ok(of_record)) if problems.is_empty() => Ok((offer, of_record)),
        _ => Err(problems),
    }
}

fn of_record(
    line: &PlaceOrderLine,
    catalogue: Catalogue<'_>,
    placement: Placement,
) -> Result<Option<ResellerOfRecord>, LineProblem> {
    let Some(mpn_id) = line.partner_id_on_record else {
        return Ok(None);
    };
    let bad = |problem| LineProblem::PartnerId { mpn_id, problem };
    let entry = catalogue.partner_ids.get(&mpn_id);
    let verified = verify(mpn_id, entry, placement.cloud, placement.provider_country);
    let reseller = verified.map_err(|rejection| match rejection {
        Rejection::PartnerId { problem, .. } => bad(problem),
        _ => bad(PartnerIdProblem::NotIndirectReseller),
    })?;
    // The partner ID on record is the reseller's only, never the provider's own.
    if reseller.tenant_id == placement.ordered_by {
        return Err(bad(PartnerIdProblem::IndirectProvider));
    }
    Ok(Some(ResellerOfRecord { reseller, since: placement.now }))
}
