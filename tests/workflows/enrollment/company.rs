//! Companies that enroll, and what they and the operator do.

use serde_json::{Value, json};
use tandem_tests::tokens::{header, signed};
use tandem_tests::{Caller, Reply, World, people};

/// A company with a partner ID and a global admin.
pub struct Company {
    pub tenant: String,
    pub mpn_id: String,
    pub domain: String,
    /// Its global admin.
    pub admin: Caller,
    /// Of its primary contact.
    pub email: String,
    pub name: String,
}

/// Adatum Consulting of the demo world, whose global admin Gabi enrolls it.
pub async fn adatum(world: &World) -> Company {
    Company {
        tenant: "20000000-0000-4000-8000-000000000011".to_owned(),
        mpn_id: "2000011".to_owned(),
        domain: "adatum.example".to_owned(),
        admin: world.sign_in("gabi@adatum.example").await,
        email: "partners@adatum.example".to_owned(),
        name: "Adatum Consulting".to_owned(),
    }
}

/// Lets the operator register a partner ID, or change what the registry says of it.
pub async fn register(world: &World, mpn_id: &str, country: &str, status: &str) {
    let entry = json!({"name": "A company", "accountType": "location", "country": country, "status": status});
    let operator = world.sign_in(people::OPERATOR).await;
    let reply = operator.put(&format!("/v1/partnerids/{mpn_id}"), entry).await;
    assert!([200, 201].contains(&reply.status), "{}", reply.text());
}

/// The key of the last link that was sent to an address.
pub async fn key_sent_to(world: &World, email: &str) -> String {
    keys_sent_to(world, email).await.into_iter().next().expect("a mail with a link")
}

/// Every one of them, the last first.
pub async fn keys_sent_to(world: &World, email: &str) -> Vec<String> {
    let mails = world.mails().await;
    let mails = mails.iter().filter(|mail| mail["to"] == email);
    let key = |mail: &Value| {
        let text = mail["text"].as_str().expect("a text");
        let (_, rest) = text.split_once("/lambda-url/enrollment-page/enrollments/")?;
        Some(rest[..27].to_owned())
    };
    mails.filter_map(key).collect()
}

/// Confirms by a key, with nobody signed in.
pub async fn confirm(world: &World, key: &str) -> Reply {
    world.nobody().post(&format!("/v1/enrollments/{key}/verify"), json!({"confirmed": true})).await
}

impl Company {
    /// A company that nobody has heard of, with a partner ID that nobody has: `register` gives it one.
    pub fn new(world: &World, number: u32) -> Self {
        let tenant = format!("{number:08x}-5c2f-4e1a-9b7d-3f60a1c2d4e5");
        let domain = format!("company{number}.example");
        let mut claims = world.claims(&tenant, &["global_admin"]);
        claims["sub"] = json!(format!("admin-of-{number}"));
        claims["email"] = json!(format!("admin@{domain}"));
        Self {
            admin: world.with_token(&signed(&header(), &claims)),
            mpn_id: (7_000_000 + number).to_string(),
            email: format!("partners@{domain}"),
            name: format!("Company {number}"),
            tenant,
            domain,
        }
    }

    /// Such a company with a partner ID of its own.
    pub async fn registered(world: &World, number: u32) -> Self {
        let company = Self::new(world, number);
        register(world, &company.mpn_id, "DE", "active").await;
        company
    }

    pub fn application(&self) -> Value {
        json!({
            "mpnId": self.mpn_id, "cloud": "global", "domain": self.domain,
            "legalBusiness": {
                "companyName": self.name,
                "address": {
                    "country": "DE", "city": "Hamburg", "addressLine1": "Am Sandtorkai 30", "postalCode": "20457",
                },
                "primaryContact": {
                    "firstName": "Gabi", "lastName": "Sommer", "email": self.email, "phoneNumber": "+49 40 5550111",
                },
            },
            "support": {
                "email": format!("help@{}", self.domain), "telephone": "+49 40 5550112",
                "website": format!("www.{}", self.domain),
            },
            "language": "en",
        })
    }

    pub fn path(&self) -> String {
        format!("/v1/enrollments/{}", self.tenant)
    }

    /// What its own people read of it.
    pub async fn reads(&self) -> Value {
        self.admin.get(&self.path()).await.expect(200)
    }

    pub async fn begins(&self) -> Reply {
        self.admin.post("/v1/enrollments", self.application()).await
    }

    pub async fn changes(&self, application: Value) -> Reply {
        self.admin.put(&self.path(), application).await
    }

    pub async fn submits(&self) -> Reply {
        self.admin.post(&format!("{}/submit", self.path()), json!({})).await
    }

    /// The primary contact follows the last link that it was sent.
    pub async fn confirms(&self, world: &World) -> Reply {
        confirm(world, &key_sent_to(world, &self.email).await).await
    }

    pub async fn is_approved(&self, world: &World) -> Reply {
        let operator = world.sign_in(people::OPERATOR).await;
        operator.post(&format!("{}/approve", self.path()), json!({})).await
    }

    pub async fn is_rejected(&self, world: &World, reason: &str) -> Reply {
        let operator = world.sign_in(people::OPERATOR).await;
        operator.post(&format!("{}/reject", self.path()), json!({"reason": reason})).await
    }

    /// From nothing to waiting for its review.
    pub async fn waits_for_review(&self, world: &World) {
        self.begins().await.expect(201);
        self.submits().await.expect(200);
        self.confirms(world).await.expect(200);
    }

    pub async fn is_enrolled(&self, world: &World) {
        self.waits_for_review(world).await;
        self.is_approved(world).await.expect(200);
    }

    /// From nothing to a state.
    pub async fn comes_to(&self, world: &World, state: &str) {
        match state {
            "draft" => drop(self.begins().await.expect(201)),
            "email_unverified" => {
                self.begins().await.expect(201);
                self.submits().await.expect(200);
            }
            "under_review" => self.waits_for_review(world).await,
            "active" => self.is_enrolled(world).await,
            "rejected" => {
                self.waits_for_review(world).await;
                self.is_rejected(world, "No.").await.expect(200);
            }
            other => panic!("there is no state {other}"),
        }
    }
}
