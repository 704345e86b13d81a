//! Invitations of customers, made ready for a call.

use serde_json::{Value, json};
use tandem_tests::Caller;

use super::{ChangeLink, ConsentByLink, Invite, Refuse, ResendInvitation, RotateLink, Story};
use crate::invitations::{GLOBAL, INVITATIONS, consent, invited, mailbox, opened, place_of};

impl Story {
    pub(super) async fn of_invitation(&self) -> (String, Value) {
        let invite = json!({"email": "eva@wideworld.example", "delegatedAdmin": ["azure"]});
        let draft = format!("{INVITATIONS}/draft");
        if matches!(self.workflow, ChangeLink | RotateLink) {
            self.provider.get(&draft).await.expect(200);
        }
        match self.workflow {
            ChangeLink => (draft, json!({"maxUses": self.round + 100})),
            RotateLink => (format!("{draft}/rotate"), json!({})),
            Invite => (INVITATIONS.to_owned(), invite),
            _ => {
                let invitation = self.provider.post(INVITATIONS, invite).await.expect(201);
                let act = if self.workflow == ResendInvitation { "resend" } else { "cancel" };
                (format!("{}/{act}", place_of(&invitation)), json!({}))
            }
        }
    }

    /// A tenant that nobody has met, with what Litware asks beside Contoso, or Contoso by its link.
    pub(super) async fn invited_customer(&self) -> (Caller, String, Value) {
        // Mails name addresses and companies, so that they have to be the same each time.
        let (tenant, email) = (uuid::Uuid::new_v4().to_string(), "eva@wideworld.example");
        let customer = mailbox(&self.world, &tenant, email, &["global_admin"]);
        let invitation = if self.workflow == ConsentByLink {
            let draft = self.provider.get(&format!("{INVITATIONS}/draft")).await.expect(200);
            opened(&customer, INVITATIONS, &draft).await
        } else {
            let with = json!({"indirectCloudSolutionProviderId": GLOBAL.provider_tenant});
            invited(&self.reseller, email, json!(["exchange", "azure"]), with).await
        };
        let mut body = consent(&invitation, GLOBAL, &format!("faults{}", self.round));
        body["organisation"]["companyName"] = json!("Wide World Importers");
        let (act, body) =
            if self.workflow == Refuse { ("decline", json!({"reason": "No"})) } else { ("accept", body) };
        (customer, format!("{}/{act}", place_of(&invitation)), body)
    }
}
