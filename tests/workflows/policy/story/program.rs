//! What a story has for the routes of the program: an enrollment, listings, the registry, people, profiles.

use std::collections::HashMap;

use serde_json::{Value, json};
use tandem_tests::World;

use crate::enrollment::company::{Company, key_sent_to};

use super::super::oracle::Who;
use super::{CONTOSO, Story};

const NOBODY: &str = "70000000-0000-4000-8000-000000000001";
/// The role that is given and taken: sales agent.
const ROLE: &str = "2b7c4e90-58d1-4f3e-9a66-0c5d8e1f7b32";
/// To whom.
const MIA: &str = "mia";
const PARTNERS: [Who; 4] = [Who::Contoso, Who::Litware, Who::OtherProvider, Who::OtherReseller];

/// What the routes of the program are about.
#[derive(Default)]
pub struct Program {
    /// Of the link that the applicant's primary contact was sent.
    key: String,
    /// The profiles that a partner reads, by tenant and path.
    profiles: HashMap<(String, String), Value>,
}

/// A company that nobody has heard of, with the partner ID that the demo world has for one.
fn applicant(world: &World) -> Company {
    Company {
        tenant: NOBODY.to_owned(),
        mpn_id: "2000011".to_owned(),
        domain: "nobody.example".to_owned(),
        admin: world.member(NOBODY, &["global_admin"]),
        email: "partners@nobody.example".to_owned(),
        name: "Nobody in Particular".to_owned(),
    }
}

impl Story {
    /// Whether the rule is one of the program's; if so, it has something to work on now.
    pub(super) async fn program_is(&mut self, rule: &str) -> bool {
        let company = applicant(&self.world);
        match rule {
            "read enrollment" | "change enrollment" => company.comes_to(&self.world, "draft").await,
            "review" => company.comes_to(&self.world, "under_review").await,
            "confirm address" => {
                company.comes_to(&self.world, "email_unverified").await;
                self.program.key = key_sent_to(&self.world, &company.email).await;
            }
            "people" | "change people" => self.mia_is_a_member().await,
            "change own profile" => self.profiles_are_read().await,
            "enroll"
            | "own enrollment"
            | "own profile"
            | "read listing"
            | "change listing"
            | "registry"
            | "inactive partner IDs"
            | "search providers" => {}
            _ => return false,
        }
        true
    }

    async fn mia_is_a_member(&self) {
        for who in PARTNERS {
            let admin = self.member(who, &["admin_agent"]);
            admin.post(&format!("/v1/roles/{ROLE}/usermembers"), mia()).await.expect(200);
        }
    }

    /// A profile is changed as a whole, and names its company.
    async fn profiles_are_read(&mut self) {
        for who in PARTNERS {
            let admin = self.member(who, &["admin_agent"]);
            for kind in ["legalbusiness", "organization", "support"] {
                let path = format!("/v1/profiles/{kind}");
                let mut profile = admin.get(&path).await.expect(200);
                profile["attributes"].as_object_mut().expect("attributes").remove("etag");
                self.program.profiles.insert((self.tenant(who).to_owned(), path), profile);
            }
        }
    }

    /// The path of a route of the program, with the story's ids in it.
    pub(super) fn path_in_program(&self, path: &str) -> String {
        let verified = if self.program.key.is_empty() { NOBODY } else { &self.program.key };
        let path = path
            .replace("enrollments/{id}/verify", &format!("enrollments/{verified}/verify"))
            .replace("enrollments/{id}", &format!("enrollments/{NOBODY}"))
            .replace("providers/{tenantId}", &format!("providers/{CONTOSO}"))
            .replace("{mpnId}", "2000002")
            .replace("{roleId}", ROLE)
            .replace("usermembers/{id}", &format!("usermembers/{MIA}"));
        if path == "/v1/partnerids" { format!("{path}?status=inactive") } else { path }
    }

    /// The body of a request for a route of the program.
    pub(super) fn body_in_program(&self, route: &str, who: Who) -> Option<Value> {
        Some(match route {
            "POST /v1/enrollments" | "PUT /v1/enrollments/{id}" => self.application(who),
            "POST /v1/enrollments/{id}/verify" => json!({"confirmed": true}),
            "POST /v1/enrollments/{id}/reject" => json!({"reason": "The partner ID is another company's."}),
            "PUT /v1/providers/{tenantId}" => json!({
                "languages": ["de", "en"], "services": ["support", "billing_and_credit"], "listed": true,
                "contact": {"email": "sales@contoso.example", "telephone": "+49 30 5550101", "website": "contoso.example"},
            }),
            "PUT /v1/partnerids/{mpnId}" => json!({
                "name": "Litware Conseil", "accountType": "location", "country": "FR", "status": "active",
                "agreementActive": true,
            }),
            "POST /v1/roles/{roleId}/usermembers" => mia(),
            route if route.starts_with("PUT /v1/profiles/") => self.profile(route, who),
            _ => return None,
        })
    }

    /// E8: who is known as a customer doesn't say again who it is.
    fn application(&self, who: Who) -> Value {
        let mut application = applicant(&self.world).application();
        if let (Who::TheCustomer | Who::OtherCustomer, Value::Object(given)) = (who, &mut application) {
            given.retain(|name, _| !["cloud", "domain", "legalBusiness"].contains(&name.as_str()));
        }
        application
    }

    /// The own one with something else in it; whoever has none sends Contoso's.
    fn profile(&self, route: &str, who: Who) -> Value {
        let path = route.trim_start_matches("PUT ").replace("supportprofile", "support");
        let of = |tenant: &str| self.program.profiles.get(&(tenant.to_owned(), path.clone()));
        let own = of(self.tenant(who)).or_else(|| of(CONTOSO));
        let mut profile = own.cloned().unwrap_or_else(|| json!({}));
        let changed = json!(format!("Floor {}", self.attempts));
        match path.rsplit('/').next() {
            Some("legalbusiness") => profile["address"]["addressLine2"] = changed,
            Some("organization") => profile["defaultAddress"]["addressLine2"] = changed,
            _ => profile["telephone"] = json!(format!("+49 30 55501{}", 10 + self.attempts % 90)),
        }
        profile
    }
}

fn mia() -> Value {
    json!({"id": MIA, "displayName": "Mia Egger", "userPrincipalName": "mia@else.example"})
}
