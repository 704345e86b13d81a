//! Beginning an enrollment, and changing the application (E1, E4, E7, E8, Z10).

use super::{Application, Confirmations, Enrollment, EnrollmentState, ForEnrolling, LegalBusiness};
use crate::audit::{AuditRecord, Operation};
use crate::customer::DomainName;
use crate::organisation::Organisation;
use crate::outbox::OwedMail;
use crate::partner_id::SupportDetails;
use crate::people::Subject;
use crate::policy::{Action, Standing, permit};
use crate::write::Write;
use crate::{Cloud, Country, FieldError, Language, PartnerId, Rejection};

/// An application as it comes in. What a tenant that is known needn't say may be left out (E8).
#[derive(Clone, Debug)]
pub struct ApplicationGiven {
    pub mpn_id: PartnerId,
    pub cloud: Option<Cloud>,
    pub domain: Option<DomainName>,
    pub legal_business: Option<LegalBusiness>,
    pub support: SupportDetails,
    pub language: Language,
}

/// A draft. Commit it under the condition that the enrollment is as it was read: not there, or of the
/// version before.
#[derive(Clone, Debug)]
pub struct Applied {
    pub enrollment: Enrollment,
    /// To whom the link went that is over now, or who was told of the rejection.
    pub mail: Option<OwedMail>,
    pub audit: Vec<AuditRecord>,
}

/// Begins the enrollment of the person's tenant.
///
/// # Errors
/// Z10: anyone but its global admin. E7: it has begun, or the tenant is a partner already. What
/// addresses and contacts must be; what a known tenant is otherwise (E8).
pub fn start(write: &Write, seen: ForEnrolling<'_>, given: ApplicationGiven) -> Result<Applied, Rejection> {
    permit(Action::Enroll, Standing::Tenant, &write.person.roles)?;
    no_partner_yet(seen.organisation)?;
    if seen.enrollment.is_some() {
        return Err(Rejection::EnrollmentExists);
    }
    can_be_listed(write)?;
    let enrollment = Enrollment {
        tenant_id: write.person.tenant_id,
        state: EnrollmentState::Draft,
        application: complete(seen, given)?,
        applicant: write.person.clone(),
        created: write.now,
        state_since: write.now,
        confirmation: None,
        confirmations: Confirmations::default(),
        rejection_reason: None,
        version: 1,
    };
    let audit = enrollment.record(None, Operation::CreateEnrollment, [enrollment.tenant_id]);
    Ok(Applied { enrollment, mail: None, audit })
}

/// Changes the application, which is a draft from then on. `page` is where the tenant enrolls.
///
/// # Errors
/// As [`start`]; E4: the application is being reviewed, or is approved; a stale etag.
pub fn change(
    write: &Write,
    seen: ForEnrolling<'_>,
    given: ApplicationGiven,
    page: &str,
) -> Result<Applied, Rejection> {
    let old = own(write, seen)?;
    match old.state {
        EnrollmentState::Draft | EnrollmentState::EmailUnverified | EnrollmentState::Rejected => {}
        EnrollmentState::UnderReview | EnrollmentState::Active => {
            return Err(Rejection::WrongEnrollmentState(old.state));
        }
    }
    no_partner_yet(seen.organisation)?;
    let moved = old.moved(EnrollmentState::Draft, write);
    let stays = old.state == EnrollmentState::Draft;
    let enrollment = Enrollment {
        application: complete(seen, given)?,
        applicant: write.person.clone(),
        rejection_reason: None,
        state_since: if stays { old.state_since } else { write.now },
        ..moved
    };
    let told = (!stays).then(|| enrollment.news(old.application.contact_email(), write, page)).flatten();
    let audit = enrollment.record(Some(old), Operation::UpdateEnrollment, [enrollment.tenant_id]);
    Ok(Applied { enrollment, mail: told, audit })
}

/// The tenant's own enrollment, if the person may change it and means this version of it.
pub(super) fn own<'a>(write: &Write, seen: ForEnrolling<'a>) -> Result<&'a Enrollment, Rejection> {
    let enrollment = seen.enrollment.ok_or(Rejection::NotFound)?;
    permit(Action::Enroll, enrollment.standing_of(&write.person, None), &write.person.roles)?;
    can_be_listed(write)?;
    if seen.expected_version.is_some_and(|version| version != enrollment.version) {
        return Err(Rejection::StaleEtag);
    }
    Ok(enrollment)
}

/// E6: whoever enrolls will be on the list of the organisation's people, from which others can take it.
fn can_be_listed(write: &Write) -> Result<(), Rejection> {
    let subject: Result<Subject, _> = write.person.subject.parse();
    subject.map(drop).map_err(|rule| Rejection::field("sub", rule))
}

/// E7: the tenant isn't a partner, nor the operator. It may be a customer.
pub(super) fn no_partner_yet(organisation: Option<&Organisation>) -> Result<(), Rejection> {
    match organisation {
        Some(own) if own.is_provider() || own.is_reseller() || own.is_operator() => {
            Err(Rejection::AlreadyEnrolled)
        }
        _ => Ok(()),
    }
}

/// The application with what is known of the tenant, if it fits together (E1, E8).
fn complete(seen: ForEnrolling<'_>, given: ApplicationGiven) -> Result<Application, Rejection> {
    let known = Known::of(seen);
    let mut missing = Vec::new();
    let domain = given.domain.or_else(|| known.domain.clone());
    let business = given.legal_business.or_else(|| known.legal_business.clone());
    for (field, is_missing) in [("domain", domain.is_none()), ("legalBusiness", business.is_none())] {
        if is_missing {
            missing.push(FieldError::new(field, "is required"));
        }
    }
    let (Some(domain), Some(legal_business)) = (domain, business) else {
        return Err(Rejection::Invalid(missing));
    };
    let cloud = given.cloud.or(known.cloud).unwrap_or(Cloud::Global);
    let application = Application {
        mpn_id: given.mpn_id,
        cloud,
        domain,
        legal_business,
        support: given.support,
        language: given.language,
    };
    let problems = known.problems(&application);
    if problems.is_empty() { Ok(application) } else { Err(Rejection::Invalid(problems)) }
}

/// What is known of a tenant before it enrolls.
#[derive(Default)]
struct Known {
    cloud: Option<Cloud>,
    country: Option<Country>,
    domain: Option<DomainName>,
    legal_business: Option<LegalBusiness>,
}

impl Known {
    fn of(seen: ForEnrolling<'_>) -> Self {
        if let Some(customer) = seen.customer {
            // A name that looks like a link can't be a partner's (M3): the company gives another.
            let company_name = customer.company_name.as_str().parse().ok();
            return Self {
                cloud: Some(customer.cloud),
                country: Some(customer.country),
                domain: Some(customer.domain.clone()),
                legal_business: company_name.map(|company_name| LegalBusiness {
                    company_name,
                    address: customer.address.clone(),
                    primary_contact: customer.contact.clone(),
                }),
            };
        }
        seen.organisation.map_or_else(Self::default, |organisation| Self {
            cloud: Some(organisation.cloud),
            country: Some(organisation.country),
            domain: organisation.domain.parse().ok(),
            legal_business: None,
        })
    }

    /// Everything that is wrong with an application, by its fields.
    fn problems(&self, application: &Application) -> Vec<FieldError> {
        let mut problems = application.legal_business.problems("legalBusiness");
        problems.extend(application.support.problems("support"));
        let fields = [
            ("cloud", application.cloud.to_string(), self.cloud.map(|cloud| cloud.to_string())),
            ("domain", application.domain.to_string(), self.domain.as_ref().map(ToString::to_string)),
            (
                "legalBusiness.address.country",
                application.country().to_string(),
                self.country.map(|country| country.to_string()),
            ),
        ];
        for (field, said, known) in fields {
            if let Some(known) = known.filter(|known| *known != said) {
                problems.push(FieldError::new(field, format!("must be {known}, as this tenant is known")));
            }
        }
        problems
    }
}

impl LegalBusiness {
    /// Everything that is wrong with address and contact, by the fields below `object`.
    #[must_use]
    pub fn problems(&self, object: &str) -> Vec<FieldError> {
        let below = |part: &'static str| {
            let object = object.to_owned();
            move |error: FieldError| {
                let path = [object.as_str(), part, &error.field].into_iter().filter(|name| !name.is_empty());
                FieldError { field: path.collect::<Vec<_>>().join("."), ..error }
            }
        };
        let contact = &self.primary_contact;
        let phone = (!contact.has_usable_phone_number())
            .then(|| FieldError::new("phoneNumber", crate::customer::PHONE_NUMBER_RULE));
        let address = self.address.problems().into_iter().map(below("address"));
        address.chain(contact.problems().into_iter().chain(phone).map(below("primaryContact"))).collect()
    }
}
