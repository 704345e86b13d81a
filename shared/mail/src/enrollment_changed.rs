//! The mail that tells the primary contact in which state the enrollment is now (E4).

use tandem_domain::Timestamp;
use tandem_domain::enrollment::EnrollmentState;
use tandem_domain::text::{Name, Reason};

use crate::letter::{Body, Facts, Fixed, Letter};
use crate::message::{Unfit, link, name, reason};
use crate::texts::Texts;

pub(crate) struct Change<'a> {
    pub company_name: &'a Name,
    pub state: EnrollmentState,
    pub reason: Option<&'a Reason>,
    pub url: &'a str,
    pub changed: Timestamp,
}

pub(crate) fn letter(change: &Change<'_>, texts: &'static Texts) -> Result<Letter, Unfit> {
    let words = &texts.enrollment.news;
    let state = match change.state {
        EnrollmentState::Draft => &words.draft,
        EnrollmentState::UnderReview => &words.under_review,
        EnrollmentState::Active => &words.active,
        EnrollmentState::Rejected => &words.rejected,
        EnrollmentState::EmailUnverified => return Err(Unfit::State),
    };
    let company = name("company_name", change.company_name)?;
    let subject = (state.subject)(company);
    let rows = [
        Some((texts.enrollment.company, company.to_owned())),
        Some((words.state, state.name.to_owned())),
        Some((words.since, (texts.time)(change.changed))),
        reason(change.reason)?.map(|text| (texts.outcome.reason, text.to_owned())),
    ];
    Ok(Letter {
        lang: texts.lang,
        link: link(change.url)?.to_owned(),
        body: Body::Fixed(Fixed {
            message: None,
            opening: vec![format!("{subject}{}", texts.stop), state.what_now.to_owned()],
            facts: Facts { heading: words.heading, rows: rows.into_iter().flatten().collect() },
            grants: None,
            button: words.button,
            address: texts.address,
        }),
        small_print: vec![
            words.nothing_to_confirm.to_owned(),
            words.unexpected.to_owned(),
            (texts.enrollment.why)(company),
        ],
        subject,
    })
}
