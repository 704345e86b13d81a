//! What accepting takes of the customer's admin, for the page that asks for it.

use super::{ConsentSituation, Invitation};
use crate::delegated_admin::{Holder, Service};

/// What the admin of an invited tenant has to give, and finds in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needs {
    /// The tenant isn't known yet: its company profile.
    pub organisation: bool,
    /// The agreement hasn't been accepted (I5).
    pub agreement: bool,
    /// Whether services may be left out (I3).
    pub services_can_be_left_out: bool,
    pub services: Vec<ServiceAsked>,
}

/// A service that privileges are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAsked {
    pub service: Service,
    /// Whether the one who asks holds it already.
    pub held: bool,
    /// The one who holds it in its place, where one partner only may (A2).
    pub held_by: Option<Holder>,
}

impl ConsentSituation<'_> {
    /// What accepting takes, if it is an invitation of a customer.
    #[must_use]
    pub fn needs(&self) -> Option<Needs> {
        let terms = self.invitation.map(Invitation::terms)?;
        let (sender, asked) = (terms.sender.tenant_id, terms.customer?);
        let service = |service: &Service| ServiceAsked {
            service: *service,
            held: self.privileges.covers(sender, *service),
            held_by: self.privileges.held_by_another(sender, *service).cloned(),
        };
        Some(Needs {
            organisation: self.customer.is_none(),
            agreement: self.agreement.is_none(),
            services_can_be_left_out: asked.cloud.rules().privileges_can_be_left_out,
            services: asked.delegated_admin.iter().map(service).collect(),
        })
    }
}
