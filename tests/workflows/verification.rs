//! A partner verifies a reseller before it goes on a subscription (S3, N5).

use serde_json::{Value, json};
use tandem_tests::{Caller, World, people};

const VALIDATE: &str = "/v1/partners/validateresellers";
const PROFILE: &str = "/v1/profiles/mpn";
const AGREEMENT: &str = "/v1/compliance/csp/agreementstatus";

/// What is wrong with each partner ID of the demo world, for a provider in Germany.
const PROBLEMS: [(&str, u32); 9] = [
    ("9999999", 800_015),
    ("3000001", 2200),
    ("2000005", 910_015),
    ("3000002", 900_154),
    ("2000003", 900_154),
    ("1000002", 2072),
    ("2000006", 2201),
    ("2000004", 2201),
    ("2000007", 900_123),
];

#[tokio::test]
async fn ones_own_partner_id_and_anybody_elses_are_told() {
    let world = World::start().await;
    for (who, mpn_id, name) in [
        (people::PROVIDER, "1000001", "Contoso Distribution"),
        (people::RESELLER, "2000002", "Litware Conseil"),
    ] {
        let own = world.sign_in(who).await.get(PROFILE).await.expect(200);
        let expected = json!({
            "mpnId": mpn_id, "partnerName": name, "profileType": "MpnProfile",
            "links": {"self": {"uri": "/profiles/mpn", "method": "GET", "headers": []}},
            "attributes": {"objectType": "MpnProfile"},
        });
        assert_eq!(own, expected);
    }
    let provider = world.sign_in(people::PROVIDER).await;
    for mpn_id in ["2000002", "1000002", "3000001", "2000005"] {
        let found = provider.get(&format!("{PROFILE}?MPNID={mpn_id}")).await.expect(200);
        assert_eq!(found["mpnId"], mpn_id, "whatever it is, it exists");
    }
}

#[tokio::test]
async fn a_partner_id_that_nobody_has_is_not_found() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let unknown = world.unchanged(provider.get(&format!("{PROFILE}?mpnId=9999999"))).await;
    assert_eq!(unknown.refused(404, "partner_not_found")["code"], 3000);
    for bad in ["x", "12a", "-1", "0", "123456789012"] {
        let error = provider.get(&format!("{PROFILE}?mpnId={bad}")).await.refused(400, "invalid_input");
        assert_eq!((&error["code"], &error["parameters"]["field"]), (&json!(2000), &json!("mpnId")));
    }
}

async fn validated(by: &Caller, partner_ids: Value) -> Vec<Value> {
    let body =
        json!({"PartnerIds": partner_ids, "Attributes": {"ObjectType": "ResellerValidation", "Etag": null}});
    let answer = by.post(VALIDATE, body).await.expect(200);
    answer["validationResults"].as_array().expect("results").clone()
}

#[tokio::test]
async fn each_partner_id_is_valid_or_says_why_not_as_an_order_would_s3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let good = ["2000001", "2000002"];
    let asked: Vec<_> = PROBLEMS.iter().map(|(mpn_id, _)| *mpn_id).chain(good).collect();
    let results = world.unchanged(validated(&provider, json!(asked))).await;
    let answered: Vec<_> = results.iter().map(|result| result["partnerId"].clone()).collect();
    assert_eq!(json!(answered), json!(asked), "in the order that was asked");
    for ((mpn_id, code), result) in PROBLEMS.iter().zip(&results) {
        assert_eq!(result["isValidPartnerIdOnRecord"], false, "{result}");
        assert_eq!(result["errorCode"], *code, "{result}");
        assert!(result["errorDescription"].as_str().is_some_and(|text| text.contains(mpn_id)), "{result}");
    }
    for (mpn_id, result) in good.iter().zip(&results[PROBLEMS.len()..]) {
        assert_eq!(*result, json!({"partnerId": mpn_id, "isValidPartnerIdOnRecord": true}));
    }
}

#[tokio::test]
async fn five_hundred_are_validated_at_once_and_repeats_count_as_often_as_they_come() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let mut asked: Vec<_> = (1..=498).map(|number| (5_000_000 + number).to_string()).collect();
    asked.insert(99, "2000001".to_owned());
    asked.push("2000001".to_owned());
    let results = validated(&provider, json!(asked)).await;
    let valid: Vec<_> =
        (0..results.len()).filter(|number| results[*number]["isValidPartnerIdOnRecord"] == true).collect();
    assert_eq!((results.len(), valid), (500, vec![99, 499]));
}

#[tokio::test]
async fn partner_ids_that_are_none_are_named_n6() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (partner_ids, fields) in [
        (Value::Null, vec!["partnerIds"]),
        (json!("2000001"), vec!["partnerIds"]),
        (json!([]), vec!["partnerIds"]),
        (json!(["2000001", "x", 2_000_001, ""]), vec!["partnerIds[1]", "partnerIds[2]", "partnerIds[3]"]),
    ] {
        let refused = world.unchanged(provider.post(VALIDATE, json!({"partnerIds": partner_ids}))).await;
        let error = refused.refused(400, "invalid_input");
        let data = error["data"].as_array().expect("sentences").iter().filter_map(Value::as_str);
        assert!(data.zip(&fields).all(|(text, field)| text.starts_with(field)), "{error}");
        assert_eq!(error["data"].as_array().map(Vec::len), Some(fields.len()), "{error}");
    }
    let many = vec!["2000001"; 501];
    provider.post(VALIDATE, json!({"partnerIds": many})).await.refused(400, "malformed_body");
}

#[tokio::test]
async fn a_signed_agreement_is_confirmed_by_partner_id_or_tenant() {
    let world = World::start().await;
    let litware = world.tenant_of(people::RESELLER).await;
    for who in [people::PROVIDER, people::PARTNER] {
        let caller = world.sign_in(who).await;
        for query in
            ["mpnId=2000002".to_owned(), "mpnid=2000002&tenantId=".to_owned(), format!("TenantID={litware}")]
        {
            let status = caller.get(&format!("{AGREEMENT}?{query}")).await.expect(200);
            assert_eq!(status, json!({"isAgreementSigned": true}), "{query}");
        }
    }
    let own = world.sign_in(people::RESELLER).await;
    own.get(&format!("{AGREEMENT}?tenantId={litware}")).await.expect(200);
}

#[tokio::test]
async fn an_agreement_that_cannot_be_confirmed_says_why() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let reseller = |number: u32| format!("tenantId=20000000-0000-4000-8000-00000000000{number}");
    for (query, code, name) in [
        (format!("mpnId=2000002&{}", reseller(2)), 2000, "invalid_input"),
        ("mpnId=12a".to_owned(), 2000, "invalid_input"),
        ("tenantId=contoso".to_owned(), 2000, "invalid_input"),
        (String::new(), 2001, "agreement_of_whom"),
        ("mpnId=9999999".to_owned(), 2200, "partner_id_invalid"),
        ("mpnId=3000001".to_owned(), 2200, "partner_id_invalid"),
        ("mpnId=2000005".to_owned(), 2200, "partner_id_invalid"),
        ("mpnId=2000004".to_owned(), 2201, "different_cloud_or_region"),
        ("mpnId=2000006".to_owned(), 2201, "different_cloud_or_region"),
        (reseller(4), 2201, "different_cloud_or_region"),
        ("mpnId=2000007".to_owned(), 2203, "agreement_not_signed"),
        ("mpnId=1000002".to_owned(), 2204, "not_indirect_reseller"),
        ("mpnId=3000002".to_owned(), 2204, "not_indirect_reseller"),
        ("mpnId=2000003".to_owned(), 2204, "not_indirect_reseller"),
        ("tenantId=70000000-0000-4000-8000-000000000001".to_owned(), 2205, "tenant_unknown"),
        (reseller(3), 2205, "tenant_unknown"),
        (reseller(7), 2206, "tenant_not_signed"),
    ] {
        let refused = world.unchanged(provider.get(&format!("{AGREEMENT}?{query}"))).await;
        assert_eq!(refused.refused(400, name)["code"], code, "{query}");
    }
}

#[tokio::test]
async fn a_tenant_that_is_no_reseller_is_as_unknown_as_one_that_there_isnt_z12() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let nobody = provider.get(&format!("{AGREEMENT}?tenantId=70000000-0000-4000-8000-000000000001")).await;
    for who in [people::CUSTOMER, people::OTHER_PROVIDER, people::PROVIDER, people::OPERATOR] {
        let tenant = world.tenant_of(who).await;
        let answer = provider.get(&format!("{AGREEMENT}?tenantId={tenant}")).await;
        assert_eq!((answer.status, answer.bytes), (nobody.status, nobody.bytes.clone()), "{who}");
    }
}

#[tokio::test]
async fn customers_and_operators_do_not_verify() {
    let world = World::start().await;
    for who in [people::CUSTOMER, people::OPERATOR] {
        let caller = world.sign_in(who).await;
        for path in [PROFILE.to_owned(), format!("{AGREEMENT}?mpnId=2000002")] {
            assert_eq!(caller.get(&path).await.refused(403, "authorization_failed")["code"], 1002);
        }
        let body = json!({"partnerIds": ["2000002"]});
        world.unchanged(caller.post(VALIDATE, body)).await.refused(403, "authorization_failed");
    }
}
