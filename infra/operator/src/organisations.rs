//! Registering the operator and the providers.

use tandem_domain::address::{Address, Contact};
use tandem_domain::enrollment::{Application, LegalBusiness};
use tandem_domain::organisation::{
    RegisterOrganisation, RegisterProvider, register_operator, register_provider,
};
use tandem_domain::partner_id::SupportDetails;
use tandem_domain::{Country, SavedAnswer};
use tandem_store::Store;

use crate::arguments::{LegalAddress, NewOrganisation, NewProvider};
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
            store.register_operator(&write, &registered, &SavedAnswer::unread()).await?;
            println!("{} is the operator", new.name);
        }
    }
    Ok(Outcome::Done)
}

/// Registers a provider, with its partner ID and its profile.
pub async fn create_provider(desk: &Desk<'_>, new: &NewProvider, dry_run: bool) -> Result<Outcome, Failure> {
    let NewOrganisation { tenant, name, .. } = &new.organisation;
    let state = desk.store.for_registering(*tenant, new.mpn_id).await?;
    let write = desk.write();
    let command = RegisterProvider { tenant_id: *tenant, application: application(new) };
    match register_provider(&write, state.seen(&desk.operator), &command)? {
        None => println!("{name} is an indirect provider already"),
        Some(_) if dry_run => println!("{name} would be an indirect provider"),
        Some(registered) => {
            desk.store.register_provider(&write, &registered, &SavedAnswer::unread()).await?;
            println!("{name} is an indirect provider and holds partner ID {}", new.mpn_id);
            println!("The directory shows it once PUT /v1/providers/{tenant} has listed it.");
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

/// What the provider would say of itself if it applied.
fn application(new: &NewProvider) -> Application {
    let NewProvider { organisation, mpn_id, language, address, contact, support } = new;
    Application {
        mpn_id: *mpn_id,
        cloud: organisation.cloud,
        domain: organisation.domain.clone(),
        legal_business: LegalBusiness {
            company_name: organisation.name.clone(),
            address: address.within(organisation.country),
            primary_contact: Contact {
                first_name: contact.first_name.clone(),
                last_name: contact.last_name.clone(),
                email: contact.email.clone(),
                phone_number: Some(contact.phone_number.clone()),
            },
        },
        support: SupportDetails {
            email: support.email.clone(),
            telephone: Some(support.telephone.clone()),
            website: support.website.clone(),
        },
        language: *language,
    }
}

impl LegalAddress {
    fn within(&self, country: Country) -> Address {
        Address {
            country,
            region: self.region.clone(),
            city: self.city.clone(),
            state: self.state.clone(),
            district: self.district.clone(),
            address_line1: self.address_line1.clone(),
            address_line2: self.address_line2.clone(),
            address_line3: self.address_line3.clone(),
            postal_code: self.postal_code.clone(),
        }
    }
}
