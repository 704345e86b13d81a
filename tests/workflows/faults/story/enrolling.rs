//! Companies that enroll, made ready for a call.

use serde_json::{Value, json};
use tandem_tests::{Caller, people};

use super::{ChangeApplication, ConfirmEmail, Enroll, Reject, Story, SubmitApplication};
use crate::enrollment::company::{Company, key_sent_to};

impl Story {
    /// A company that nobody has met, at the point where the call goes on.
    pub(super) async fn company(&self) -> (Caller, String, Value) {
        let world = &self.world;
        let mut company = Company::registered(world, self.round).await;
        // Mails name addresses and companies, so that they have to be the same each time.
        "partners@company.example".clone_into(&mut company.email);
        "Adatum Consulting".clone_into(&mut company.name);
        let state = match self.workflow {
            Enroll => {
                let application = company.application();
                return (company.admin, "/v1/enrollments".to_owned(), application);
            }
            SubmitApplication => "draft",
            ChangeApplication | ConfirmEmail => "email_unverified",
            _ => "under_review",
        };
        company.comes_to(world, state).await;
        let path = company.path();
        match self.workflow {
            SubmitApplication => (company.admin, format!("{path}/submit"), json!({})),
            ChangeApplication => {
                let application = company.application();
                (company.admin, path, application)
            }
            ConfirmEmail => {
                let key = key_sent_to(world, &company.email).await;
                (world.nobody(), format!("/v1/enrollments/{key}/verify"), json!({"confirmed": true}))
            }
            review => {
                let operator = world.sign_in(people::OPERATOR).await;
                let (act, body) = if review == Reject {
                    ("reject", json!({"reason": "No."}))
                } else {
                    ("approve", json!({}))
                };
                (operator, format!("{path}/{act}"), body)
            }
        }
    }
}
