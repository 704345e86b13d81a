//! The customer's answer to an invitation.

use super::World;
use crate::examples::{add_customer, link};
use crate::relationship_request::{
    Answered, Consent, ConsentSituation, Consented, Invitation, RelationshipRequest, consent,
};
use crate::{LinkKey, Rejection};

impl World {
    /// Everything that the world needs for an acceptance, and nothing else.
    pub(crate) fn consent_of(&self) -> Consent {
        let invitation = self.invitation.as_ref().expect("an invitation");
        Consent {
            terms_digest: invitation.terms().digest(),
            confirmed: true,
            agreement: self.agreement.is_none().then(|| add_customer().contact),
            organisation: self.customer.is_none().then(|| self.new_tenant()),
            services: None,
            reassign: Vec::new(),
        }
    }

    pub(crate) fn seen(&self) -> ConsentSituation<'_> {
        let sent_by = self.invitation.as_ref().map(|invitation| invitation.terms().sender.tenant_id);
        let sender = [&self.provider, &self.reseller].into_iter().find(|who| Some(who.tenant_id) == sent_by);
        ConsentSituation {
            invitation: self.invitation.as_ref(),
            used: self.used.as_ref(),
            organisation: self.organisation.as_ref(),
            customer: self.customer.as_ref(),
            agreement: self.agreement.as_ref(),
            domain_taken: self.domain_taken,
            relations: &self.relations,
            is_shared: self.is_shared,
            sender,
            partnership: self.partnership.as_ref(),
            privileges: &self.privileges,
            notices: &self.notices,
        }
    }

    /// Answers with a link to the request in the mail about it.
    pub(crate) fn answer(&self, command: &Consent) -> Result<Answered<Consented>, Rejection> {
        consent(&self.write, self.seen(), command, LinkKey::from_random([5; LinkKey::BYTES]), Some(link))
    }

    pub(crate) fn accepted(&self) -> Consented {
        self.accepted_with(&self.consent_of())
    }

    pub(crate) fn accepted_with(&self, command: &Consent) -> Consented {
        match self.answer(command).expect("an acceptance") {
            Answered::Now(consented) => *consented,
            Answered::Before(request) => panic!("was accepted before, as {request}"),
        }
    }

    pub(crate) fn refused(&self) -> Rejection {
        self.refused_with(&self.consent_of())
    }

    pub(crate) fn refused_with(&self, command: &Consent) -> Rejection {
        self.answer(command).expect_err("a refusal")
    }

    /// The addressed request.
    pub(crate) fn request(&mut self) -> &mut RelationshipRequest {
        match &mut self.invitation {
            Some(Invitation::Addressed(request)) => request,
            other => panic!("an addressed invitation, not {other:?}"),
        }
    }
}
