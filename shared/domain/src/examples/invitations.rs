//! Invitations of a customer, in every shape and cloud, and everything that they are decided on.

mod answering;

use super::{NOON, add_customer, customer, organisation, parsed, partner, partnership, relation};
use crate::agreement::Agreement;
use crate::customer::{Customer, CustomerPartner};
use crate::delegated_admin::{Basis, Granting, Notices, Privileges, Service};
use crate::organisation::{Organisation, OrganisationKind};
use crate::partnership::Partnership;
use crate::policy::Role;
use crate::relationship_request::{
    AskOfCustomer, Draft, Invitation, Invite, NewTenant, Used, invite, may_draft, open_link,
};
use crate::write::{Person, Write};
use crate::{Cloud, Language, LinkKey, Rejection, Timestamp};

/// The three shapes of an invitation (I1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Reseller,
    Joint,
    Provider,
}

/// A cloud with a provider, a reseller that is its partner, and a customer's global admin.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) cloud: Cloud,
    pub(crate) provider: Organisation,
    pub(crate) reseller: Organisation,
    pub(crate) partnership: Option<Partnership>,
    pub(crate) invitation: Option<Invitation>,
    pub(crate) used: Option<Used>,
    pub(crate) organisation: Option<Organisation>,
    pub(crate) customer: Option<Customer>,
    pub(crate) agreement: Option<Agreement>,
    pub(crate) domain_taken: bool,
    pub(crate) relations: Vec<CustomerPartner>,
    pub(crate) is_shared: bool,
    pub(crate) privileges: Privileges,
    pub(crate) notices: Notices,
    /// Who answers.
    pub(crate) write: Write,
}

pub(crate) fn country_of(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Global | Cloud::Germany => "DE",
        Cloud::China => "CN",
        Cloud::UsGov => "US",
    }
}

pub(crate) fn all_services() -> Vec<Service> {
    Service::all().collect()
}

pub(crate) fn service(name: &str) -> Service {
    parsed(name)
}

/// Every write by itself: its operation has `number` in it.
pub(crate) fn write_as(person: Person, number: u8) -> Write {
    Write {
        person,
        now: Timestamp::from_millis(NOON),
        replay_key: format!("key {number}"),
        fingerprint: "body".to_owned(),
        operation: format!("0b9f0c1e-0000-4000-8000-0000000001{number:02}"),
        request_id: "id".to_owned(),
        correlation_id: "id".to_owned(),
    }
}

pub(crate) fn person_of(organisation: &Organisation, role: Role) -> Person {
    super::write_by(organisation, &[role]).person
}

pub(crate) fn global_admin() -> Person {
    Person {
        issuer: "https://idp.example".to_owned(),
        tenant_id: customer().id,
        subject: "eva".to_owned(),
        email: Some(parsed("eva@wideworld.example")),
        email_verified: true,
        roles: vec![Role::GlobalAdmin],
    }
}

impl World {
    /// A tenant that nobody knows yet, without any invitation.
    pub(crate) fn of(cloud: Cloud) -> Self {
        let in_cloud = |number, kind| Organisation { cloud, ..organisation(number, kind, country_of(cloud)) };
        let provider = in_cloud(1, OrganisationKind::IndirectProvider);
        let reseller = in_cloud(2, OrganisationKind::IndirectReseller);
        let joined =
            Partnership { provider: partner(&provider), reseller: partner(&reseller), ..partnership() };
        Self {
            cloud,
            partnership: Some(joined),
            invitation: None,
            used: None,
            organisation: None,
            customer: None,
            agreement: None,
            domain_taken: false,
            relations: Vec::new(),
            is_shared: false,
            privileges: Privileges::none(customer().id, cloud.rules().one_holder_per_service),
            notices: Notices::default(),
            write: write_as(global_admin(), 1),
            provider,
            reseller,
        }
    }

    pub(crate) fn sender(&self, shape: Shape) -> &Organisation {
        if shape == Shape::Provider { &self.provider } else { &self.reseller }
    }

    pub(crate) fn asks(&self, shape: Shape, services: &[Service]) -> AskOfCustomer {
        AskOfCustomer {
            provider: (shape == Shape::Joint).then_some(self.provider.tenant_id),
            delegated_admin: services.to_vec(),
        }
    }

    /// An invitation by e-mail to [`global_admin`].
    pub(crate) fn invite(&self, shape: Shape, services: &[Service]) -> Result<Invitation, Rejection> {
        let sender = self.sender(shape);
        let command = Invite {
            email: parsed("eva@wideworld.example"),
            asks: self.asks(shape, services),
            wording: None,
            language: Language::English,
            reference: None,
            open_hours: None,
        };
        let key = LinkKey::from_random([3; LinkKey::BYTES]);
        let write = write_as(person_of(sender, Role::AdminAgent), 2);
        let invited = invite(&write, Some(sender), self.partnership.as_ref(), command, key, super::link)?;
        Ok(Invitation::Addressed(Box::new(invited.request)))
    }

    /// The sender's open link.
    pub(crate) fn draft(&self, shape: Shape, services: &[Service]) -> Result<Invitation, Rejection> {
        let sender = self.sender(shape);
        let draft = Draft::Customer(self.asks(shape, services));
        let write = write_as(person_of(sender, Role::GlobalAdmin), 2);
        let terms = may_draft(&draft, &write.person, Some(sender), self.partnership.as_ref())?;
        let key = LinkKey::from_random([4; LinkKey::BYTES]);
        Ok(Invitation::Open(Box::new(open_link(&write, terms, None, key).expect("a first link").link)))
    }

    pub(crate) fn invited(mut self, shape: Shape, services: &[Service]) -> Self {
        self.invitation = Some(self.invite(shape, services).expect("an invitation"));
        self
    }

    pub(crate) fn drafted(mut self, shape: Shape, services: &[Service]) -> Self {
        self.invitation = Some(self.draft(shape, services).expect("a link"));
        self
    }

    /// With the tenant as a customer of this cloud.
    pub(crate) fn known(mut self) -> Self {
        let profile = self.new_tenant();
        self.customer = Some(Customer {
            domain: profile.domain,
            cloud: self.cloud,
            country: profile.address.country,
            address: profile.address,
            version: 7,
            ..customer()
        });
        self
    }

    /// With a customer that is `who`'s already.
    pub(crate) fn related(mut self, who: &Organisation) -> Self {
        self.relations.push(relation(who, customer().id));
        self
    }

    /// With the customer's acceptance of its cloud's agreement.
    pub(crate) fn agreed(mut self) -> Self {
        let template = &self.cloud.rules().agreement;
        self.agreement = Some(Agreement::accepted(template, add_customer().contact, &self.write));
        self
    }

    /// With privileges that `who` holds since yesterday.
    pub(crate) fn holding(mut self, who: &Organisation, services: &[Service]) -> Self {
        let granting = Granting {
            partner: &partner(who),
            via: None,
            basis: Basis::Customer,
            granted_by: customer().id,
            now: Timestamp::from_millis(NOON - 86_400_000),
        };
        self.privileges.grant(granting, services, &[]).expect("free services");
        self
    }

    /// The profile that fits the cloud.
    pub(crate) fn new_tenant(&self) -> NewTenant {
        let command = add_customer();
        let (state, postal_code) = match self.cloud {
            Cloud::Global | Cloud::Germany => (None, "1010"),
            Cloud::China => (Some("Beijing"), "100000"),
            Cloud::UsGov => (Some("WA"), "98052"),
        };
        let mut address = command.address;
        if let Some(state) = state {
            address.country = parsed(country_of(self.cloud));
            address.state = Some(parsed(state));
        }
        address.postal_code = Some(parsed(postal_code));
        NewTenant {
            company_name: command.company_name,
            domain: parsed(&format!("wideworld{}", self.cloud.rules().domain_suffix)),
            registration_number: None,
            address,
            contact: command.contact,
            culture: command.culture,
            language: command.language,
        }
    }
}
