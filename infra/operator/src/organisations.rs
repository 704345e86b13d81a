//! Registering the operator and the providers.

use tandem_domain::organisation::{
    RegisterOrganisation, RegisterProvider, register_operator, register_provider,
};
use tandem_domain::{EmailAddress, PartnerId, SavedAnswer};
use tandem_store::Store;

use crate::arguments::NewOrganisation;
use crate::desk::{Desk, Who};
use crate::outcome::{Failure, Outcome};

/// Registers who runs the program.
pub async fn create_operator(
    store: &Store,
    who: &Who,
    new: &NewOrganisation,
    dry_run: bool,
) -> Result<Outcome, Failure> {
    let operator = store.operator().await?;
    let existing = store.organisation(new.tenant).await?;
    let write = who.write(new.tenant);
    let registered = register_operator(&write, operator.as_ref(), existing.as_ref(), &command(new))?;
    match registered {
        None => println!("{} is the operator already", new.name),
        Some(_) if dry_run => println!("{} would be the operator", new.name),
        Some(registered) => {
            store.register_operator(&write, &registered, &nobody_asks()).await?;
            println!("{} is the operator", new.name);
        }
    }
    Ok(Outcome::Done)
}

/// Registers a provider, with its partner ID.
pub async fn create_provider(
    desk: &Desk<'_>,
    new: &NewOrganisation,
    mpn_id: PartnerId,
    contact_email: Option<EmailAddress>,
    dry_run: bool,
) -> Result<Outcome, Failure> {
    let (existing, entry) = desk.store.for_registering(new.tenant, mpn_id).await?;
    let write = desk.write();
    let command = RegisterProvider { organisation: command(new), mpn_id, contact_email };
    let operator = Some(&desk.operator);
    match register_provider(&write, operator, existing.as_ref(), entry.as_ref(), &command)? {
        None => println!("{} is an indirect provider already", new.name),
        Some(_) if dry_run => println!("{} would be an indirect provider", new.name),
        Some(registered) => {
            desk.store.register_provider(&write, &registered, &nobody_asks()).await?;
            println!("{} is an indirect provider and holds partner ID {mpn_id}", new.name);
            println!("The directory shows it once PUT /v1/providers/{} has listed it.", new.tenant);
        }
    }
    Ok(Outcome::Done)
}

fn command(new: &NewOrganisation) -> RegisterOrganisation {
    RegisterOrganisation {
        tenant_id: new.tenant,
        name: new.name.clone(),
        domain: new.domain.clone(),
        country: new.country,
        cloud: new.cloud,
    }
}

/// Nobody repeats it under its request id.
fn nobody_asks() -> SavedAnswer {
    SavedAnswer { status: 200, body: "{}".to_owned() }
}
