//! What waits for review.

use tandem_domain::Timestamp;
use tandem_domain::enrollment::{Enrollment, EnrollmentState};
use tandem_domain::paging::PageRequest;

use crate::desk::Desk;
use crate::outcome::{Failure, Outcome};

/// Prints the enrollments in a state, a line each with tabs between: since when, whose, with which partner ID,
/// where, and the company's name.
pub async fn list(
    desk: &Desk<'_>,
    state: EnrollmentState,
    before: Option<Timestamp>,
) -> Result<Outcome, Failure> {
    let (mut page, mut count) = (PageRequest::largest(), 0);
    loop {
        let found = desk.store.enrollments_in(state, before, &page).await?;
        for Enrollment { state_since, tenant_id, application, .. } in &found.items {
            let company = &application.legal_business.company_name;
            println!(
                "{state_since}\t{tenant_id}\t{}\t{}\t{company}",
                application.mpn_id,
                application.country()
            );
        }
        count += found.items.len();
        match found.next {
            Some(next) => page.after = Some(next),
            None => break,
        }
    }
    eprintln!("{count} {}", state.as_str());
    Ok(Outcome::Done)
}
