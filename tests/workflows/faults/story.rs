//! A workflow that is called again and again, and what each call changes.

mod enrolling;
mod invitations;
mod program;

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use tandem_tests::wire::{Fault, Kind, Wire};
use tandem_tests::{Caller, Item, Reply, World, people, text};

use super::{succeeded, without_secret};
use crate::invariants::agrees_with_itself;
use crate::steps::{
    act, agreement, asked, cart, customer_of_litware, customer_with_order, idle_customer_of_litware,
    partners, user,
};

macro_rules! workflows {
    ($($workflow:ident),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Workflow { $($workflow),+ }

        impl Workflow {
            pub const ALL: &[Self] = &[$(Self::$workflow),+];
        }

        pub use Workflow::{$($workflow),+};
    };
}

workflows! {
    Ask, Resend, Cancel, Accept, Decline, Remove, AddCustomer, Attest, MakeCart, ChangeCart, CancelCart,
    CheckOut, PlaceOrder, SetReseller, SetMany, Suspend, Upgrade, AssignContact, Rename, GiveUp,
    EndRelationship, AddUser, ResetPassword, Invite, ResendInvitation, CancelInvitation, Consent, Refuse,
    ConsentByLink, ChangeLink, RotateLink, Enroll, ChangeApplication, SubmitApplication, ConfirmEmail, Approve, Reject,
    GiveRole, TakeRole, ListProvider, RegisterPartnerId, ChangePartnerId, ChangeLegalBusiness, ChangeSupport,
    ConfirmContact,
}

/// A world in which a workflow is called again and again.
pub struct Story {
    workflow: Workflow,
    pub world: World,
    pub wire: Wire,
    provider: Caller,
    reseller: Caller,
    round: u32,
}

/// What a call changed: how many more there are of each kind and state, whose records, whose mails.
pub type Change = BTreeMap<String, i32>;

/// A call, to be made as often as one likes: it keeps its request id.
pub struct Call {
    id: String,
    path: String,
    body: Value,
    /// Who calls, if it is neither of the story's partners.
    by: Option<Caller>,
}

impl Story {
    pub async fn begin(workflow: Workflow) -> Self {
        let wire = Wire::start().await;
        let world = World::over(&wire).await;
        let [provider, reseller] =
            [world.sign_in(people::PROVIDER).await, world.sign_in(people::RESELLER).await];
        if !matches!(workflow, Ask | Resend | Cancel | Accept | Decline | Remove) {
            partners(&world).await;
        }
        Self { workflow, world, wire, provider, reseller, round: 0 }
    }

    /// Calls the workflow while the plan goes on, and repeats the call when it is over; gives the
    /// first answer and what has changed after both.
    pub async fn told(&mut self, kind: Kind, plan: &[Fault]) -> (Reply, Change) {
        let call = self.prepare().await;
        let before = self.what_is_there().await;
        self.wire.plan(self.function(), kind, plan);
        let first = self.send(&call).await;
        assert!(self.wire.mend() > 0 || plan.is_empty(), "{:?} {plan:?}: nothing went wrong", self.workflow);
        let again = self.send(&call).await;
        let place = format!("{:?} {plan:?}: {} {}", self.workflow, again.status, again.text());
        assert!(succeeded(&again), "{place}");
        if succeeded(&first) {
            assert_eq!(without_secret(&first), without_secret(&again), "{place}");
        }
        (first, self.changed_since(before).await)
    }

    pub async fn send(&self, call: &Call) -> Reply {
        let by_reseller = matches!(
            self.workflow,
            Accept | Decline | GiveUp | AddUser | ResetPassword | ChangeLegalBusiness | ChangeSupport
        );
        let partner = if by_reseller { &self.reseller } else { &self.provider };
        let caller = call.by.as_ref().unwrap_or(partner);
        let method = match self.workflow {
            SetReseller | Rename | AssignContact | ChangeCart | ChangeApplication | ListProvider
            | RegisterPartnerId | ChangePartnerId | ChangeLegalBusiness | ChangeSupport => Method::PUT,
            EndRelationship | GiveUp | Suspend | ChangeLink => Method::PATCH,
            CancelCart | TakeRole => Method::DELETE,
            _ => Method::POST,
        };
        let body = Body::from(call.body.to_string());
        caller.with("ms-requestid", &call.id).send(method, &call.path, body).await
    }

    pub async fn changed_since(&self, before: Change) -> Change {
        let mut change = self.what_is_there().await;
        for (what, count) in before {
            *change.entry(what).or_default() -= count;
        }
        change.retain(|_, count| *count != 0);
        change
    }

    /// Makes way for the next call.
    pub async fn prepare(&mut self) -> Call {
        self.round += 1;
        let id = uuid::Uuid::new_v4().to_string();
        if matches!(self.workflow, Consent | Refuse | ConsentByLink) {
            let (customer, path, body) = self.invited_customer().await;
            return Call { id, path, body, by: Some(customer) };
        }
        if self.is_enrolling() {
            let (caller, path, body) = self.company().await;
            return Call { id, path, body, by: Some(caller) };
        }
        if self.workflow.is_of_program() {
            let (caller, path, body) = self.of_program().await;
            return Call { id, path, body, by: Some(caller) };
        }
        let (path, body) = self.prepared().await;
        Call { id, path, body, by: None }
    }

    async fn prepared(&self) -> (String, Value) {
        let litware = "20000000-0000-4000-8000-000000000002";
        let removal = (format!("/v1/relationships/{litware}/removal"), json!({"attestationAccepted": true}));
        let requests = "/v1/relationships/requests";
        let domain = format!("faults{}", self.round);
        match self.workflow {
            Ask => {
                self.end_requests().await;
                (requests.to_owned(), json!({"email": people::RESELLER}))
            }
            Resend | Cancel | Accept | Decline => {
                self.end_requests().await;
                self.provider.post(&removal.0, removal.1).await;
                let request = asked(&self.world).await;
                let act = format!("{:?}", self.workflow).to_lowercase();
                let terms = json!({"termsDigest": request["termsDigest"], "confirmed": true});
                let body = if self.workflow == Accept { terms } else { json!({}) };
                (format!("{requests}/{}/{act}", request["id"].as_str().expect("an id")), body)
            }
            Remove => {
                partners(&self.world).await;
                removal
            }
            AddCustomer => ("/v1/customers".to_owned(), customer_with_order(&domain, litware)),
            PlaceOrder => {
                let (customer, _) = customer_of_litware(&self.world, &domain).await;
                let line = json!({"offerId": "office-basic", "quantity": 5, "partnerIdOnRecord": "2000002"});
                (format!("/v1/customers/{customer}/orders"), json!({"lineItems": [line]}))
            }
            Attest => {
                let customer = idle_customer_of_litware(&self.world, &domain).await;
                (format!("/v1/customers/{customer}/agreements"), agreement())
            }
            MakeCart | ChangeCart | CancelCart | CheckOut => self.of_cart(&domain).await,
            GiveUp => {
                let customer = idle_customer_of_litware(&self.world, &domain).await;
                (format!("/v1/customers/{customer}"), json!({"allowDelegatedAccess": false}))
            }
            EndRelationship => {
                let customer = idle_customer_of_litware(&self.world, &domain).await;
                (format!("/v1/customers/{customer}"), json!({"relationshipToPartner": "none"}))
            }
            Rename => {
                let customer = idle_customer_of_litware(&self.world, &domain).await;
                (format!("/v1/customers/{customer}/profiles/company"), json!({"companyName": "Wingtip"}))
            }
            AddUser | ResetPassword => {
                let customer = idle_customer_of_litware(&self.world, &domain).await;
                let users = format!("/v1/customers/{customer}/users");
                let body = user(&format!("mia@{domain}.onmicrosoft.com"));
                match self.workflow {
                    AddUser => (users, body),
                    _ => (format!("{users}/{customer}/resetpassword"), json!({})),
                }
            }
            SetReseller | Suspend | Upgrade | AssignContact | SetMany => self.of_subscription(&domain).await,
            Invite | ResendInvitation | CancelInvitation | ChangeLink | RotateLink | Consent | Refuse
            | ConsentByLink => self.of_invitation().await,
            GiveRole | TakeRole => self.of_roles().await,
            ChangeLegalBusiness | ChangeSupport => self.of_profile().await,
            Enroll | ChangeApplication | SubmitApplication | ConfirmEmail | Approve | Reject
            | ListProvider | RegisterPartnerId | ChangePartnerId | ConfirmContact => {
                unreachable!("a company calls, the operator, or nobody who signs in")
            }
        }
    }

    async fn of_cart(&self, domain: &str) -> (String, Value) {
        let (customer, _) = customer_of_litware(&self.world, domain).await;
        let carts = format!("/v1/customers/{customer}/carts");
        let lines = cart(&["office-basic"]);
        if self.workflow == MakeCart {
            return (carts, lines);
        }
        let made = self.provider.post(&carts, lines).await.expect(201);
        let path = format!("{carts}/{}", made["id"].as_str().expect("an id"));
        match self.workflow {
            ChangeCart => (path, cart(&["mail-plan-1"])),
            CheckOut => (format!("{path}/checkout"), json!({})),
            _ => (path, json!({})),
        }
    }

    async fn of_subscription(&self, domain: &str) -> (String, Value) {
        let (customer, id) = customer_of_litware(&self.world, domain).await;
        let subscription = format!("/v1/customers/{customer}/subscriptions/{id}");
        match self.workflow {
            Suspend => (subscription, json!({"status": "suspended", "partnerId": "2000002"})),
            Upgrade => {
                (format!("{subscription}/upgrades"), json!({"targetOffer": {"id": "office-standard"}}))
            }
            AssignContact => {
                let litware = json!({"supportTenantId": "20000000-0000-4000-8000-000000000002"});
                (format!("{subscription}/supportcontact"), litware)
            }
            SetMany => {
                let line = json!({"customerId": customer, "subscriptionId": id});
                let body = json!({"mpnId": "2000002", "subscriptions": [line]});
                ("/v1/subscriptions/resellerofrecord".to_owned(), body)
            }
            _ => (format!("{subscription}/resellerofrecord"), json!({"mpnId": "2000002"})),
        }
    }

    async fn end_requests(&self) {
        let open = self.provider.get("/v1/relationships/requests?state=pending").await.expect(200);
        for request in open["items"].as_array().expect("items") {
            act(&self.provider, request, "cancel").await.expect(200);
        }
    }

    fn is_enrolling(&self) -> bool {
        matches!(
            self.workflow,
            Enroll | ChangeApplication | SubmitApplication | ConfirmEmail | Approve | Reject
        )
    }

    pub fn function(&self) -> &'static str {
        match self.workflow {
            Ask | Resend | Cancel => "request-partnership",
            Accept | Decline => "accept-partnership",
            Remove => "remove-partnership",
            AddCustomer => "add-customer",
            SetReseller | SetMany => "associate-subscription",
            Suspend | Upgrade => "change-subscription",
            AssignContact => "assign-support-contact",
            PlaceOrder => "place-order",
            Attest => "attest-agreement",
            MakeCart | ChangeCart | CancelCart | CheckOut => "submit-cart",
            EndRelationship | GiveUp | Rename => "change-customer",
            AddUser | ResetPassword => "administer-users",
            Invite | ResendInvitation | CancelInvitation => "invite-customer",
            Consent | Refuse | ConsentByLink => "accept-customer-invitation",
            ChangeLink | RotateLink => "draft-invitation",
            Enroll | ChangeApplication | SubmitApplication => "enroll-reseller",
            ConfirmEmail | ConfirmContact => "verify-email",
            Approve | Reject => "review-enrollment",
            GiveRole | TakeRole => "administer-roles",
            ListProvider => "provider-directory",
            RegisterPartnerId | ChangePartnerId => "partner-ids",
            ChangeLegalBusiness | ChangeSupport => "partner-profiles",
        }
    }

    pub async fn what_is_there(&self) -> Change {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time").as_secs();
        let ttl = |item: &Item| item.get("ttl")?.as_n().ok()?.parse::<u64>().ok();
        let mut there = Change::new();
        for item in agrees_with_itself(&self.world).await.items {
            // The engine takes these away when it comes to it; the demo world has some.
            if ttl(&item).is_some_and(|ttl| ttl <= now) {
                continue;
            }
            let [kind, state, operation] = ["kind", "state", "operation"].map(|name| text(&item, name));
            let seen = match kind {
                // Its operation is the change's own id.
                "write" => kind.to_owned(),
                "audit" => format!("{operation} told to {}", whose(text(&item, "PK"))),
                _ => format!("{kind} {state}"),
            };
            *there.entry(seen).or_default() += 1;
        }
        for mail in self.world.stack.outbox() {
            *there.entry(format!("mail to {}: {}", mail.to, mail.subject)).or_default() += 1;
        }
        there
    }
}

/// Whose record it is; a new customer's id is another each time.
fn whose(partition: &str) -> &str {
    let tenant = partition.split('#').nth(1).unwrap_or_default();
    if tenant.contains("-0000-4000-8000-") { tenant } else { "a new customer" }
}
