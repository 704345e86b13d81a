//! One provider that asked one reseller, its table, and SES.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
    Projection, ProjectionType, ScalarAttributeType,
};
use serde_json::{Value, json};
use tandem_domain::organisation::{Organisation, OrganisationKind};
use tandem_domain::policy::Role;
use tandem_domain::relationship_request::{Ask, Asked, Candidate, RelationshipRequest, ask};
use tandem_domain::write::{Person, SavedAnswer, Write};
use tandem_domain::{Cloud, Language, LinkKey, TenantId, Timestamp};
use tandem_mail::Sender;
use tandem_platform::Environment;
use tandem_platform::aws::{Roots, config};
use tandem_store::Store;
use tandem_store::outbox::{MailKey, OwedItem};

use super::ses::FakeSes;
use crate::{App, handle_at};

pub const TABLE: &str = "tandem";
const ORIGIN: &str = "https://partners.tandem.example";

pub struct World {
    pub app: App,
    pub ses: FakeSes,
    pub table: Client,
    pub now: Timestamp,
}

pub fn environment(table: &str, ses: &str) -> Environment {
    Environment::from_pairs([
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("TABLE_NAME", TABLE),
        ("MAIL_FROM", "Tandem <no-reply@tandem.example>"),
        ("CONFIGURATION_SET", "tandem"),
        ("AWS_ENDPOINT_URL_DYNAMODB", table),
        ("AWS_ENDPOINT_URL_SESV2", ses),
    ])
}

impl World {
    pub async fn new() -> Self {
        let engine = dynoxide::Database::memory().expect("an engine");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(dynoxide::server::serve_with_shutdown(listener, engine, std::future::pending()));
        let (ses, ses_address) = FakeSes::start().await;
        let env = environment(&address, &ses_address);
        let table = Client::new(&config(&env, "AWS_ENDPOINT_URL_DYNAMODB", Roots::Amazon));
        create_table(&table).await;
        let sender = Sender::from_environment(&env).with_patience(Duration::from_millis(300));
        let app = App { store: Store::start(&env).await, sender };
        env.check().expect("good variables");
        let now = "2026-11-20T09:30:00Z".parse().expect("a time");
        Self { app, ses, table, now }
    }

    /// A committed request for a partnership, `number` of them apart, and the mail that it owes.
    pub async fn request(&self, number: u8) -> (RelationshipRequest, MailKey) {
        let provider = organisation(OrganisationKind::IndirectProvider, number);
        let reseller = organisation(OrganisationKind::IndirectReseller, number);
        let store = &self.app.store;
        for organisation in [&provider, &reseller] {
            store.put_organisation(organisation, &[]).await.expect("an organisation");
        }
        let write = write(&provider, self.now, number);
        let candidate = Candidate(reseller.as_partner().expect("a partner"));
        let wanted = Ask {
            email: format!("ana{number}@fabrikam.example").parse().expect("an address"),
            mpn_id: None,
            wording: None,
            language: Language::English,
            reference: None,
            open_hours: None,
        };
        let key = LinkKey::from_random([number; LinkKey::BYTES]);
        let link = |request: &RelationshipRequest| address(&request.key);
        let Asked { request, mail, audit } =
            ask(&write, Some(&provider), &[candidate], None, wanted, key, link).expect("a request");
        let mail_id = mail.as_ref().expect("a mail").id.clone();
        let mail_key = MailKey { request_id: request.id, mail_id };
        let answer = SavedAnswer { status: 201, body: "{}".to_owned() };
        let asked = Asked { request, mail, audit };
        store.ask(&write, &asked, &answer).await.expect("a commit");
        (asked.request, mail_key)
    }

    /// The stream brings the insertions of these mails.
    pub async fn stream(&self, mails: &[&MailKey]) -> Value {
        let records: Vec<_> = mails.iter().enumerate().map(|(at, mail)| insertion(at, mail)).collect();
        handle_at(&self.app, &json!({ "Records": records }), self.now).await.expect("an answer")
    }

    /// The schedule calls, `seconds` later.
    pub async fn sweep_after(&mut self, seconds: u32) {
        self.now = self.now.plus_seconds(seconds);
        let answer = handle_at(&self.app, &json!({ "source": "aws.events" }), self.now).await;
        assert_eq!(answer.expect("an answer"), json!({ "batchItemFailures": [] }));
    }

    pub async fn mail(&self, mail: &MailKey) -> OwedItem {
        self.app.store.mail(mail).await.expect("a table").expect("a mail")
    }

    pub async fn delivery(&self, mail: &MailKey) -> tandem_domain::relationship_request::Delivery {
        let request = self.app.store.request(mail.request_id).await.expect("a table");
        request.expect("a request").delivery.expect("a delivery")
    }

    /// Overwrites an attribute of a mail in the table.
    pub async fn set(&self, mail: &MailKey, attribute: &str, value: AttributeValue) {
        let update = self
            .table
            .update_item()
            .table_name(TABLE)
            .key("PK", AttributeValue::S(format!("REQUEST#{}", mail.request_id)))
            .key("SK", AttributeValue::S(format!("MAIL#{}", mail.mail_id)))
            .update_expression("SET #a = :v")
            .expression_attribute_names("#a", attribute)
            .expression_attribute_values(":v", value);
        update.send().await.expect("an update");
    }
}

/// The record with which the stream brings a new mail.
pub fn insertion(at: usize, mail: &MailKey) -> Value {
    json!({
        "eventName": "INSERT",
        "dynamodb": {
            "SequenceNumber": at.to_string(),
            "Keys": {
                "PK": { "S": format!("REQUEST#{}", mail.request_id) },
                "SK": { "S": format!("MAIL#{}", mail.mail_id) },
            },
            "NewImage": { "kind": { "S": "outbox" } },
        },
    })
}

/// The page behind a key.
pub fn address(key: &LinkKey) -> String {
    format!("{ORIGIN}/invitations/{}", key.as_str())
}

pub fn organisation(kind: OrganisationKind, number: u8) -> Organisation {
    let provider = kind == OrganisationKind::IndirectProvider;
    let (name, domain, mpn_id) = if provider {
        ("Contoso Distribution", "contoso.example", "4847383")
    } else {
        ("Fabrikam Cloud", "fabrikam.example", "5110007")
    };
    Organisation {
        tenant_id: tenant(u8::from(!provider), number),
        kind,
        name: name.parse().expect("a name"),
        mpn_id: Some(mpn_id.parse().expect("a partner ID")),
        domain: domain.to_owned(),
        country: "DE".parse().expect("a country"),
        cloud: Cloud::Global,
        domain_confirmed: true,
        contact_email: None,
    }
}

fn tenant(kind: u8, number: u8) -> TenantId {
    format!("00000000-0000-4000-8000-0000000{kind}{number:04}").parse().expect("a tenant")
}

pub fn write(caller: &Organisation, now: Timestamp, number: u8) -> Write {
    let operation = format!("00000000-0000-4000-8000-000000000{number:03}");
    Write {
        person: Person {
            issuer: "https://issuer.example".to_owned(),
            tenant_id: caller.tenant_id,
            subject: "bea".to_owned(),
            email: None,
            email_verified: false,
            roles: vec![Role::AdminAgent, Role::GlobalAdmin],
        },
        now,
        replay_key: operation.clone(),
        fingerprint: operation.clone(),
        request_id: operation.clone(),
        correlation_id: operation.clone(),
        operation,
    }
}

async fn create_table(client: &Client) {
    let names = ["PK", "SK", "GSI1PK", "GSI1SK", "GSI2PK", "GSI2SK"];
    let attribute = |name: &str| {
        let definition = AttributeDefinition::builder().attribute_name(name);
        definition.attribute_type(ScalarAttributeType::S).build().expect("an attribute")
    };
    let keys = |prefix: &str| {
        [("PK", KeyType::Hash), ("SK", KeyType::Range)].map(|(name, kind)| {
            let element = KeySchemaElement::builder().attribute_name(format!("{prefix}{name}"));
            element.key_type(kind).build().expect("a key")
        })
    };
    let index = |name: &str| {
        let all = Projection::builder().projection_type(ProjectionType::All).build();
        let index = GlobalSecondaryIndex::builder().index_name(name).projection(all);
        index.set_key_schema(Some(keys(name).into())).build().expect("an index")
    };
    let table = client
        .create_table()
        .table_name(TABLE)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(Some(names.map(attribute).into()))
        .set_key_schema(Some(keys("").into()))
        .set_global_secondary_indexes(Some(vec![index("GSI1"), index("GSI2")]));
    table.send().await.expect("a table");
}
