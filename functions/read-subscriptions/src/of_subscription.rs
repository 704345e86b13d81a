//! One subscription, and what belongs to it. Its own read comes first, with the caller's relationship;
//! what else is wanted is read once it is known that the caller may see it.

use serde_json::Value;
use tandem_domain::customer::may_read;
use tandem_domain::subscription::upgrade::check;
use tandem_domain::subscription::{Subscription, existing};
use tandem_domain::{CustomerId, Halt, Rejection, SubscriptionId, TenantId};
use tandem_edge::{Answer, Call, collection, resource};
use tandem_store::Store;

/// Reads a subscription or a part of it.
pub async fn read(store: &Store, call: &Call, customer: &str, id: &str, part: &str) -> Result<Answer, Halt> {
    let person = call.person()?;
    let (customer, id): (CustomerId, SubscriptionId) = (Call::segment(customer)?, Call::segment(id)?);
    if part == "upgrades" {
        return upgrades(store, call, customer, id).await;
    }
    let (found, relation) = store.subscription(customer, id, person.tenant_id).await?;
    may_read(person, customer, relation.as_ref())?;
    let subscription = existing(found.as_ref(), customer, person.tenant_id, relation.as_ref())?;
    match part {
        "" => Ok(Answer::ok(resource::subscription(subscription))),
        "addons" => Ok(Answer::ok(collection(call, Vec::new(), None))),
        "resellersofrecord" => resellers_of_record(store, call, subscription).await,
        "supportcontact" => support_contact(store, subscription).await,
        "supportcontacts" => support_contacts(store, call, subscription).await,
        _ => Err(Rejection::NotFound.into()),
    }
}

async fn resellers_of_record(
    store: &Store,
    call: &Call,
    subscription: &Subscription,
) -> Result<Answer, Halt> {
    let page = call.page()?;
    let found = store.record_ledger(subscription.customer_id, subscription.ledger(), &page).await?;
    let lines: Vec<Value> =
        found.items.iter().map(|line| resource::ledger_line(&line.entry, line.until)).collect();
    Ok(Answer::ok(collection(call, lines, found.next.as_ref())))
}

async fn support_contact(store: &Store, subscription: &Subscription) -> Result<Answer, Halt> {
    let asked = subscription.support_contact.into_iter().chain([subscription.ordered_by]);
    let partners = store.partners_among(subscription.customer_id, asked).await?;
    let contact = subscription.supported_by(&partners).map(|partner| &partner.partner);
    Ok(Answer::ok(resource::support_contact(subscription, contact)))
}

async fn support_contacts(store: &Store, call: &Call, subscription: &Subscription) -> Result<Answer, Halt> {
    let page = call.page()?;
    let found = store.partners_page(subscription.customer_id, &page).await?;
    // Who neither chooses nor is served sees itself, the provider and the present contact: whom else the
    // customer works with is not its business (N5).
    let caller = call.person()?.tenant_id;
    let sees_all = [subscription.ordered_by, subscription.customer_id].contains(&caller);
    let sees = |partner: TenantId| {
        sees_all
            || [Some(caller), Some(subscription.ordered_by), subscription.support_contact]
                .contains(&Some(partner))
    };
    let eligible = found
        .items
        .iter()
        .filter(|partner| subscription.may_be_supported_by(partner) && sees(partner.partner.tenant_id));
    let contacts =
        eligible.map(|partner| resource::support_contact(subscription, Some(&partner.partner))).collect();
    Ok(Answer::ok(collection(call, contacts, found.next.as_ref())))
}

async fn upgrades(
    store: &Store,
    call: &Call,
    customer: CustomerId,
    id: SubscriptionId,
) -> Result<Answer, Halt> {
    let person = call.person()?;
    let (found, relation, known) = store.subscription_and_customer(customer, id, person.tenant_id).await?;
    may_read(person, customer, relation.as_ref())?;
    let subscription = existing(found.as_ref(), customer, person.tenant_id, relation.as_ref())?;
    let country = known.ok_or(Rejection::NotFound)?.country;
    let targets = store.upgrade_targets(&subscription.offer_id).await?;
    let upgrades = targets.iter().map(|target| {
        let problem = check(subscription, target, subscription.quantity, country).err();
        resource::upgrade(subscription, target, problem.as_ref())
    });
    Ok(Answer::ok(collection(call, upgrades.collect(), None)))
}
