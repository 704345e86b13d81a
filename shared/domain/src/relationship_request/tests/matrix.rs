//! What comes of an invitation, for every shape, cloud, history and wish (I1, I3, I5, I7, I10, A2).
//!
//! The oracle says it in the words of the rules, row by row; it shares nothing with them but the names.

mod oracle;

use oracle::{Came, Outcome, WhatIf, expected, expected_if};

use crate::customer::PartnerRole;
use crate::delegated_admin::Service;
use crate::examples::invitations::{Shape, World, all_services, service};
use crate::examples::organisation;
use crate::organisation::OrganisationKind;
use crate::relationship_request::{Answered, Consent, Consented, RequestState};
use crate::{Cloud, Rejection, TenantId};

/// One row of the cross product.
#[derive(Clone, Copy, Debug)]
struct Row {
    shape: Shape,
    cloud: Cloud,
    /// Whether the customer accepted the agreement before.
    agreed: bool,
    /// Whether privileges are asked for.
    asked: bool,
    /// Whether the tenant is known as a customer.
    known: bool,
    way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// By e-mail to one recipient.
    Addressed,
    Open,
}

fn rows() -> impl Iterator<Item = Row> {
    let flags = |bits: u32| (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
    let shapes = [Shape::Reseller, Shape::Joint, Shape::Provider];
    shapes.into_iter().flat_map(move |shape| {
        Cloud::ALL.into_iter().flat_map(move |cloud| {
            (0..8).map(flags).flat_map(move |(agreed, asked, known)| {
                [Way::Addressed, Way::Open].map(move |way| Row { shape, cloud, agreed, asked, known, way })
            })
        })
    })
}

/// What is asked for where privileges are: not everything, so that too much would show.
fn asked_services() -> Vec<Service> {
    vec![service("exchange"), service("azure")]
}

/// The row's invitation on its way to the row's tenant; or why there is none.
fn staged(row: Row) -> Result<World, Rejection> {
    let services = if row.asked { asked_services() } else { Vec::new() };
    let mut world = World::of(row.cloud);
    if row.known {
        world = world.known();
    }
    if row.agreed {
        world = world.agreed();
    }
    world.invitation = Some(match row.way {
        Way::Addressed => world.invite(row.shape, &services),
        Way::Open => world.draft(row.shape, &services),
    }?);
    Ok(world)
}

fn named(tenant: TenantId) -> &'static str {
    match tenant.uuid().as_u128() {
        1 => "the provider",
        2 => "the reseller",
        60 => "the customer",
        _ => "somebody else",
    }
}

fn observed(consented: &Consented) -> Came {
    let role = |role| match role {
        PartnerRole::Provider => "as provider",
        PartnerRole::Reseller => "as reseller",
    };
    let mut related: Vec<_> = consented
        .partners
        .iter()
        .inspect(|partner| assert_eq!(partner.request_id, Some(consented.request.id)))
        .map(|partner| (named(partner.partner.tenant_id), role(partner.role)))
        .collect();
    related.sort_unstable();
    let admins = consented.privileges.partners.iter().filter_map(|change| change.after.as_ref());
    let mut privileges: Vec<_> = admins
        .flat_map(|admin| {
            admin.services.iter().map(|(service, held)| {
                (named(admin.partner), service.as_str(), admin.via.map(named), named(held.granted_by))
            })
        })
        .collect();
    privileges.sort_unstable();
    let passes = consented.privileges.holders.iter();
    let holders = passes.map(|pass| (pass.service.as_str(), pass.to.as_ref().map(|to| named(to.tenant_id))));
    Came {
        customer: (named(consented.customer.id), consented.customer.cloud),
        customer_is_new: consented.customer_version.is_none(),
        related,
        shared: consented
            .shared
            .as_ref()
            .map(|(provider, reseller)| (named(*provider), named(reseller.partner.tenant_id))),
        agreement: consented.agreement.as_ref().map(|agreement| agreement.template_id.clone()),
        privileges,
        holders: holders.collect(),
        request_is_new: consented.passage.is_some(),
        is_accepted: consented.request.state == RequestState::Accepted,
        told: consented.mails.iter().map(|mail| mail.to.to_string()).collect(),
    }
}

fn outcome(staged: Result<World, Rejection>, change: impl FnOnce(&mut World, &mut Consent)) -> Outcome {
    let mut world = match staged {
        Ok(world) => world,
        Err(rejection) => return Outcome::RefusedToInvite(reason(rejection)),
    };
    let mut command = world.consent_of();
    change(&mut world, &mut command);
    match world.answer(&command) {
        Ok(Answered::Now(consented)) => Outcome::Accepted(Box::new(observed(&consented))),
        Ok(Answered::Before(request)) => panic!("nobody accepted {request} before"),
        Err(rejection) => Outcome::RefusedToAccept(reason(rejection)),
    }
}

/// A refusal, as those who read it tell it.
fn reason(rejection: Rejection) -> String {
    match rejection {
        Rejection::Invalid(fields) => {
            fields.into_iter().map(|error| error.field).collect::<Vec<_>>().join(", ")
        }
        Rejection::ServiceHeld { service, holder } => format!("{} holds {service}", named(holder.tenant_id)),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_row_comes_to_what_the_rules_say() {
    let mut count = 0;
    for row in rows() {
        assert_eq!(outcome(staged(row), |_, _| {}), expected(row), "{row:?}");
        count += 1;
    }
    assert_eq!(count, 2 * 96);
}

#[test]
fn the_page_asks_for_what_accepting_takes_and_for_nothing_else_i3_i5() {
    for row in rows() {
        let Ok(world) = staged(row) else { continue };
        let needs = world.seen().needs().expect("an invitation of a customer");
        let takes = |what_if| expected_if(row, what_if) != expected(row);
        assert_eq!(needs.organisation, takes(WhatIf::NoProfile), "{row:?}");
        assert_eq!(needs.agreement, takes(WhatIf::NoAgreement), "{row:?}");
        let refused = matches!(expected_if(row, WhatIf::NothingGranted), Outcome::RefusedToAccept(_));
        assert_eq!(!needs.services_can_be_left_out, refused, "{row:?}");
        let services: Vec<_> = needs.services.iter().map(|asked| (asked.service, asked.held)).collect();
        let asked = if row.asked { asked_services() } else { Vec::new() };
        assert_eq!(
            services,
            asked.into_iter().map(|service| (service, false)).collect::<Vec<_>>(),
            "{row:?}"
        );
    }
}

#[test]
fn every_row_without_something_that_it_may_need_comes_to_what_the_rules_say() {
    let third = organisation(3, OrganisationKind::IndirectReseller, "DE");
    for row in rows() {
        for what_if in WhatIf::ALL {
            let seen = outcome(staged(row), |world, command| match what_if {
                WhatIf::NoAgreement => command.agreement = None,
                WhatIf::NoProfile => command.organisation = None,
                WhatIf::NothingGranted => command.services = Some(Vec::new()),
                WhatIf::AnotherHolds => *world = world.clone().holding(&third, &[service("azure")]),
                WhatIf::Reassigned => {
                    *world = world.clone().holding(&third, &all_services());
                    command.reassign = if row.asked { asked_services() } else { Vec::new() };
                }
            });
            assert_eq!(seen, expected_if(row, what_if), "{row:?} {what_if:?}");
        }
    }
}
