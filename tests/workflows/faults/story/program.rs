//! What partners and the operator keep of themselves and of each other, made ready for a call.

use serde_json::{Value, json};
use tandem_tests::{Caller, people};

use super::{
    ChangePartnerId, ChangeSupport, ConfirmContact, GiveRole, ListProvider, RegisterPartnerId, Story,
    TakeRole, Workflow,
};
use crate::enrollment::company::{Company, key_sent_to, register};

const HELPDESK: &str = "/v1/roles/c41a6f08-7e2d-45b9-b3d7-91e0f4a8c653/usermembers";
const LEGAL: &str = "/v1/profiles/legalbusiness";

impl Workflow {
    pub(super) fn is_of_program(self) -> bool {
        matches!(self, ListProvider | RegisterPartnerId | ChangePartnerId | ConfirmContact)
    }
}

impl Story {
    /// Somebody new of Contoso, who is given a role, or whose only one is taken.
    pub(super) async fn of_roles(&self) -> (String, Value) {
        let id = format!("helper-{}", self.round);
        let member = json!({"id": id, "userPrincipalName": format!("{id}@contoso.example")});
        if self.workflow == GiveRole {
            return (HELPDESK.to_owned(), member);
        }
        assert_eq!(self.workflow, TakeRole);
        self.provider.post(HELPDESK, member).await.expect(200);
        (format!("{HELPDESK}/{id}"), json!({}))
    }

    /// Another telephone in Litware's profile each time.
    pub(super) async fn of_profile(&self) -> (String, Value) {
        let telephone = json!(format!("+33 4 {}", 5_550_200 + self.round));
        if self.workflow == ChangeSupport {
            let support = json!({"email": "aide@litware.example", "telephone": telephone});
            return ("/v1/profiles/support".to_owned(), support);
        }
        let mut legal = legal_business(&self.reseller).await;
        legal["primaryContact"]["phoneNumber"] = telephone;
        (LEGAL.to_owned(), legal)
    }

    /// What the operator says of a provider or a partner ID, or a link that nobody signs in for.
    pub(super) async fn of_program(&self) -> (Caller, String, Value) {
        if self.workflow == ConfirmContact {
            return self.changed_contact().await;
        }
        let operator = self.world.sign_in(people::OPERATOR).await;
        if self.workflow == ListProvider {
            let entry = json!({
                "languages": ["de", "en"], "services": ["support"], "listed": true,
                "contact": {"email": format!("sales{}@contoso.example", self.round)},
            });
            return (operator, "/v1/providers/10000000-0000-4000-8000-000000000001".to_owned(), entry);
        }
        let mpn_id = (7_500_000 + self.round).to_string();
        let status = if self.workflow == ChangePartnerId {
            register(&self.world, &mpn_id, "DE", "active").await;
            "inactive"
        } else {
            "active"
        };
        let entry = json!({"name": "Wingtip", "accountType": "location", "country": "DE", "status": status});
        (operator, format!("/v1/partnerids/{mpn_id}"), entry)
    }

    /// A partner whose new primary contact holds the link; each time another, as one partner is sent
    /// few of them (E3).
    async fn changed_contact(&self) -> (Caller, String, Value) {
        let (world, email) = (&self.world, "channel@company.example");
        let mut company = Company::registered(world, self.round).await;
        // Mails name addresses and companies, so that they have to be the same each time.
        "partners@company.example".clone_into(&mut company.email);
        "Adatum Consulting".clone_into(&mut company.name);
        company.is_enrolled(world).await;
        let mut legal = legal_business(&company.admin).await;
        legal["primaryContact"]["email"] = json!(email);
        company.admin.put(LEGAL, legal).await.expect(200);
        let key = key_sent_to(world, email).await;
        (world.nobody(), format!("/v1/enrollments/{key}/verify"), json!({"confirmed": true}))
    }
}

/// The legal business as it is, to be changed and sent back.
async fn legal_business(by: &Caller) -> Value {
    let mut legal = by.get(LEGAL).await.expect(200);
    legal["attributes"].as_object_mut().expect("attributes").remove("etag");
    legal
}
