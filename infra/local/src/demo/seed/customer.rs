//! A customer with its agreement and its order.

use tandem_domain::customer::{AddCustomer, AgreementGiven, Situation, add};
use tandem_domain::order::{Catalogue, PlaceOrder, PlaceOrderLine};
use tandem_domain::{Cloud, SavedAnswer};
use uuid::Uuid;

use super::{Seed, said};
use crate::demo::KnownCustomer;

impl Seed<'_> {
    pub(super) async fn customer(&self, known: &KnownCustomer) -> Result<(), String> {
        let write = self.write(&known.added_by, known.since)?;
        let by =
            self.world.organisations.iter().find(|resident| resident.tenant_id() == write.person.tenant_id);
        let cloud = by.ok_or("a customer added by nobody")?.organisation.cloud;
        let command = command(known, cloud)?;
        let state = self.store.for_adding(&write, &command, false).await.map_err(said)?;
        let situation = Situation {
            caller: state.caller.as_ref(),
            partnership: state.partnership.as_ref(),
            domain_taken: state.domain_taken,
            catalogue: Catalogue { offers: &state.offers, partner_ids: &state.partner_ids },
        };
        // The rule asks for new ids in this order: the customer's, the order's, a line's each.
        let lines = known.order.lines.iter().map(|line| line.subscription_id);
        let mut ids = [known.id, known.order.id].into_iter().chain(lines);
        let new_id = || ids.next().unwrap_or_else(Uuid::new_v4);
        let added = add(&write, situation, &command, new_id).map_err(said)?;
        self.store.add_customer(&write, &added, &SavedAnswer::unread()).await.map_err(said)
    }
}

fn command(known: &KnownCustomer, cloud: Cloud) -> Result<AddCustomer, String> {
    let lines = known.order.lines.iter().map(|line| PlaceOrderLine {
        number: None,
        offer_id: line.offer_id.clone(),
        quantity: line.quantity,
        friendly_name: None,
        partner_id_on_record: line.partner_id_on_record,
    });
    Ok(AddCustomer {
        company_name: known.company_name.clone(),
        domain: known.domain.parse()?,
        registration_number: None,
        address: known.address.clone(),
        contact: known.contact.clone(),
        culture: known.culture.clone(),
        language: known.language.clone(),
        associated_partner_id: known.added_for,
        agreement: Some(AgreementGiven {
            template_id: cloud.rules().agreement.id.to_owned(),
            primary_contact: known.contact.clone(),
            date_agreed: known.since,
        }),
        order: Some(PlaceOrder { billing_cycle: known.order.billing_cycle, lines: lines.collect() }),
    })
}
