//! A provider reads its own entry, and the operator keeps all of them (D2, Z11).

use serde_json::{Value, json};
use tandem_domain::policy::Role;
use tandem_tests::{World, people, text};

use super::{CONTOSO, UNKNOWN, entry, found, path, text_of, with_providers};
use crate::replays::replayed;

const NORTHWIND: &str = "10000000-0000-4000-8000-000000000002";
const FABRIKAM: &str = "20000000-0000-4000-8000-000000000001";
const WOODGROVE: &str = "30000000-0000-4000-8000-000000000001";
const OPERATOR: &str = "90000000-0000-4000-8000-000000000001";

#[tokio::test]
async fn a_provider_reads_its_own_entry_and_the_operator_every_one_d2() {
    let world = World::start().await;
    let seen = world.sign_in(people::OPERATOR).await.get(&path(CONTOSO)).await.expect(200);
    assert_eq!((&seen["listed"], &seen["name"]), (&json!(true), &json!("Contoso Distribution")));
    for role in Role::ALL {
        let own = world.member(CONTOSO, &[role.as_str()]).get(&path(&CONTOSO.to_uppercase())).await;
        assert_eq!(own.expect(200), seen, "{role:?}");
    }
    world.member(CONTOSO, &[]).get(&path(CONTOSO)).await.refused(403, "role_insufficient");
    assert_eq!(world.nobody().get(&path(CONTOSO)).await.status, 401);
}

#[tokio::test]
async fn anybody_else_gets_the_bytes_of_an_unknown_id_z12() {
    let world = World::start().await;
    let others = [NORTHWIND, FABRIKAM, WOODGROVE, UNKNOWN];
    for (tenant, role) in others.iter().flat_map(|tenant| Role::ALL.map(|role| (tenant, role))) {
        let caller = world.member(tenant, &[role.as_str()]);
        let unknown = caller.get(&path(UNKNOWN)).await;
        let known = caller.get(&path(CONTOSO)).await;
        assert_eq!((known.status, &known.bytes), (404, &unknown.bytes), "{tenant} {role:?}");
        let unknown = caller.put(&path(UNKNOWN), entry(json!({}))).await;
        let known = caller.put(&path(CONTOSO), entry(json!({}))).await;
        assert_eq!((known.status, &known.bytes), (404, &unknown.bytes), "{tenant} {role:?}");
        caller.get(&path("nonsense")).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn only_the_operator_changes_an_entry_z11_d2() {
    let world = World::start().await;
    world
        .unchanged(async {
            for role in Role::ALL {
                let own = world.member(CONTOSO, &[role.as_str()]);
                own.put(&path(CONTOSO), entry(json!({}))).await.refused(403, "authorization_failed");
                if role != Role::Operator {
                    let helper = world.member(OPERATOR, &[role.as_str()]);
                    for tenant in [CONTOSO, UNKNOWN] {
                        let refused = helper.put(&path(tenant), entry(json!({}))).await;
                        refused.refused(403, "role_insufficient");
                        helper.get(&path(tenant)).await.refused(403, "role_insufficient");
                    }
                }
            }
            let operator = world.sign_in(people::OPERATOR).await;
            for other in [FABRIKAM, WOODGROVE, OPERATOR, UNKNOWN, "nonsense"] {
                operator.put(&path(other), entry(json!({}))).await.refused(404, "not_found");
                operator.get(&path(other)).await.refused(404, "not_found");
            }
        })
        .await;
}

#[tokio::test]
async fn a_change_is_seen_at_once_and_recorded_on_both_sides_n3() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let changed = operator.put(&path(CONTOSO), entry(json!({}))).await.expect(200);
    assert_eq!(changed["languages"], json!(["de", "en"]));
    assert_eq!(changed["contact"], json!({"email": "new@contoso.example"}), "what is left out is gone");
    assert_eq!((&changed["name"], &changed["country"]), (&json!("Contoso Distribution"), &json!("DE")));
    let provider = world.sign_in(people::PROVIDER).await;
    assert_eq!(provider.get(&path(CONTOSO)).await.expect(200), changed);
    let public = world.nobody().get("/v1/providers?country=DE&name=contoso").await.expect(200);
    assert_eq!(public["items"][0]["languages"], json!(["de", "en"]));
    let trails = [
        provider.get("/v1/auditrecords").await,
        operator.get(&format!("/v1/auditrecords?tenantId={OPERATOR}")).await,
    ];
    for trail in trails {
        let record = trail.expect(200)["items"][0].clone();
        assert_eq!(record["operationType"], "update_provider_listing", "{record}");
        assert_eq!(record["resourceType"], "provider_listing");
        let [old, new] = ["resourceOldValue", "resourceNewValue"].map(|name| text_of(&record[name]));
        assert!(
            old.contains("\"Languages\":[\"de\",\"en\",\"pl\"]") && new.contains("new@contoso.example"),
            "{old} {new}"
        );
        assert!(!new.contains("Listed") && !new.contains("Country"), "only what changed: {new}");
    }
}

#[tokio::test]
async fn the_first_entry_of_a_provider_is_created_and_an_equal_one_changes_nothing() {
    let world = World::start().await;
    with_providers(&world, &[("New Cloud".to_owned(), "FI")]).await;
    assert_eq!(found(&world, "?country=FI").await, ["New Cloud"]);
    let operator = world.sign_in(people::OPERATOR).await;
    let path = path("00000000-0000-0000-0000-0000000003e8");
    let seen = operator.get(&path).await.expect(200);
    let again = world.unchanged(operator.put(&path, entry(json!({})))).await;
    assert_eq!(again.expect(200), seen, "the etag as well");
}

#[tokio::test]
async fn an_entry_that_is_not_shown_is_found_by_nobody_and_read_by_the_two_d2() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let hidden = operator.put(&path(CONTOSO), entry(json!({"listed": false}))).await.expect(200);
    assert_eq!(hidden["listed"], false);
    for query in ["", "?country=DE", "?name=contoso", "?country=DE&name=Contoso%20Distribution"] {
        assert!(!found(&world, query).await.contains(&"Contoso Distribution".to_owned()), "{query}");
    }
    let page = world.nobody().get("/lambda-url/directory-page/providers?name=contoso").await;
    assert!(page.text().contains("No provider found"));
    for who in [people::PROVIDER, people::OPERATOR] {
        assert_eq!(world.sign_in(who).await.get(&path(CONTOSO)).await.expect(200), hidden);
    }
    let items = world.items().await;
    let item =
        items.iter().find(|item| text(item, "PK") == format!("PROVIDER#{CONTOSO}")).expect("the entry");
    assert!(item.keys().all(|name| !name.starts_with("GSI")), "no place in any list");
    operator.put(&path(CONTOSO), entry(json!({}))).await.expect(200);
    assert_eq!(found(&world, "?name=contoso").await, ["Contoso Distribution"], "and shown again");
}

#[tokio::test]
async fn a_stale_etag_is_refused_and_without_one_the_last_word_counts() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let read = operator.get(&path(CONTOSO)).await.expect(200);
    let etag = text_of(&read["attributes"]["etag"]);
    let with_etag = |etag: &str, languages: Value| {
        entry(json!({"attributes": {"etag": etag}, "languages": languages, "links": read["links"]}))
    };
    let changed = operator.put(&path(CONTOSO), with_etag(&etag, json!(["fr"]))).await.expect(200);
    assert_ne!(changed["attributes"]["etag"], read["attributes"]["etag"]);
    world
        .unchanged(async {
            operator.put(&path(CONTOSO), with_etag(&etag, json!(["it"]))).await.refused(400, "etag_stale");
            let by_header = operator.with("if-match", &etag).put(&path(CONTOSO), entry(json!({}))).await;
            by_header.refused(400, "etag_stale");
            let others = operator.get(&path(NORTHWIND)).await.expect(200);
            let others = text_of(&others["attributes"]["etag"]);
            operator.put(&path(CONTOSO), with_etag(&others, json!(["it"]))).await.refused(400, "etag_stale");
        })
        .await;
    operator.put(&path(CONTOSO), entry(json!({"languages": ["it"]}))).await.expect(200);
    let many = ["es", "pt", "ro", "ca"].map(|language| {
        let operator = &operator;
        async move { operator.put(&path(CONTOSO), entry(json!({"languages": [language]}))).await.status }
    });
    let statuses = futures_util::future::join_all(many).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
}

#[tokio::test]
async fn a_repeated_change_has_one_effect_n2() {
    let world = World::start().await;
    let (body, other) = (entry(json!({})), entry(json!({"listed": false})));
    replayed(&world, people::OPERATOR, "PUT", &path(CONTOSO), body, other).await;
}

#[tokio::test]
async fn every_bad_field_of_an_entry_is_said_and_changes_nothing_n6() {
    let world = World::start().await;
    let operator = world.sign_in(people::OPERATOR).await;
    let without = |name: &str| {
        let mut entry = entry(json!({}));
        entry.as_object_mut().expect("an object").remove(name);
        entry
    };
    let contact = |contact: Value| entry(json!({"contact": contact}));
    let many: Vec<_> = (0..31).map(|n| format!("a{}", char::from(b'a' + n % 26))).collect();
    let long = "x".repeat(201);
    for (body, field) in [
        (without("languages"), "languages"),
        (without("services"), "services"),
        (without("contact"), "contact"),
        (without("listed"), "listed"),
        (entry(json!({"languages": []})), "languages"),
        (entry(json!({"languages": many})), "languages"),
        (entry(json!({"languages": ["de", "german"]})), "languages[1]"),
        (entry(json!({"languages": ["de", "DE"]})), "languages"),
        (entry(json!({"services": ["support", "catering"]})), "services[1]"),
        (entry(json!({"services": ["support", "Support"]})), "services"),
        (entry(json!({"services": "support"})), "services"),
        (entry(json!({"listed": "yes"})), "listed"),
        (contact(json!({})), "contact.email"),
        (contact(json!({"email": "nobody"})), "contact.email"),
        (contact(json!({"email": "a@b.example", "telephone": long})), "contact.telephone"),
        (contact(json!({"email": "a@b.example", "website": "a\nb"})), "contact.website"),
        (contact(json!({"email": "a@b.example", "fax": "1"})), "contact.fax"),
        (entry(json!({"name": "Another Name"})), "name"),
        (entry(json!({"country": "FR"})), "country"),
        (entry(json!({"mpnId": "1"})), "mpnid"),
    ] {
        let refused = world.unchanged(operator.put(&path(CONTOSO), body.clone())).await;
        let error = refused.refused(400, "invalid_input");
        assert_eq!(error["parameters"]["field"], field, "{body}");
    }
    let all = operator.put(&path(CONTOSO), json!({"languages": 1, "contact": {}})).await;
    assert_eq!(all.refused(400, "invalid_input")["data"].as_array().map(Vec::len), Some(4), "all at once");
    let spelled = entry(json!({"services": ["TechnicalHelp", "BILLING_AND_CREDIT"], "languages": ["EN"]}));
    let listed = operator.put(&path(CONTOSO), spelled).await.expect(200);
    assert_eq!(listed["services"], json!(["technical_help", "billing_and_credit"]));
    assert_eq!(listed["languages"], json!(["en"]));
}
