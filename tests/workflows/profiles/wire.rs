//! Profiles as Partner Center's clients send and read them, everything that may be wrong with one, and what
//! a company has that applies (N6, E4).

use serde_json::{Value, json};
use tandem_tests::{World, people};

use super::{ALL, LEGAL, LITWARE, ORGANIZATION, SUPPORT, present};

#[tokio::test]
async fn the_shapes_are_partner_centers() {
    let world = World::start().await;
    let reader = world.sign_in("hana@litware.example").await;
    for (path, kind, object) in [
        (LEGAL, "LegalBusinessProfile", "LegalBusinessProfile"),
        (ORGANIZATION, "OrganizationProfile", "OrganizationProfile"),
        (SUPPORT, "support_profile", "PartnerSupportProfile"),
    ] {
        let profile = reader.get(path).await.expect(200);
        assert_eq!(
            (&profile["profileType"], &profile["attributes"]["objectType"]),
            (&json!(kind), &json!(object))
        );
        assert_eq!(profile["links"]["self"]["uri"], path.trim_start_matches("/v1"));
        assert!(profile["attributes"]["etag"].is_string());
    }
    let organization = reader.get(ORGANIZATION).await.expect(200);
    assert_eq!([&organization["id"], &organization["tenantId"]], [LITWARE, LITWARE]);
    assert_eq!(organization["domain"], "litware.example");
    let legal = reader.get(LEGAL).await.expect(200);
    assert_eq!(legal["companyApproverAddress"], legal["address"]);
}

#[tokio::test]
async fn dotnets_shape_with_explicit_nulls_is_read() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let address = json!({
        "Country": "FR", "Region": null, "City": "Lyon", "State": null, "AddressLine1": "9 rue de la Barre",
        "AddressLine2": "", "PostalCode": "69002", "FirstName": "Léa", "LastName": "Martin",
        "PhoneNumber": "+33 4 5550150",
    });
    let links = json!({"Self": {"Uri": "/profiles/legalbusiness", "Method": "GET", "Headers": []}});
    let legal = json!({
        "CompanyName": "Litware Conseil", "Address": address,
        "PrimaryContact": {"FirstName": "Léa", "LastName": "Martin", "MiddleName": null,
            "Email": "Partners@Litware.example", "PhoneNumber": "+33 4 5550150"},
        "CompanyApproverAddress": address, "CompanyApproverEmail": "somebody@else.example",
        "VettingStatus": "authorized", "VettingSubStatus": "none", "ProfileType": null, "Links": links,
        "Attributes": {"Etag": null, "ObjectType": "LegalBusinessProfile"},
    });
    let put = admin.put("/v1//profiles/legalbusiness/", legal.clone()).await.expect(200);
    assert_eq!(put["address"]["addressLine1"], "9 rue de la Barre");
    assert_eq!(put["companyApproverEmail"], "partners@litware.example", "the primary contact's");
    let again = world.unchanged(admin.put(LEGAL, legal)).await;
    assert_eq!(again.expect(200), put, "the same again is no change");
    let organization = json!({
        "Id": null, "CompanyName": "Litware Conseil", "DefaultAddress": address, "TenantId": null,
        "Domain": "LITWARE.example", "Email": "partners@litware.example", "Language": "EN", "Culture": "fr-fr",
        "Links": null, "Attributes": {"ObjectType": "OrganizationProfile"},
    });
    let put = admin.put(ORGANIZATION, organization).await.expect(200);
    assert_eq!(
        (&put["culture"], &put["defaultAddress"]["phoneNumber"]),
        (&json!("fr-FR"), &json!("+33 4 5550150"))
    );
    let support = json!({
        "Email": "aide@litware.example", "Telephone": "4255555555", "Website": "www.litware.example",
        "ProfileType": "support_profile", "Attributes": {"ObjectType": "PartnerSupportProfile"},
    });
    let put = admin.put("/v1/profiles/supportprofile", support).await.expect(200);
    assert_eq!(put["telephone"], "4255555555");
}

#[tokio::test]
async fn every_bad_field_is_named_n6() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    for (path, field, value) in [
        (LEGAL, "companyName", json!("Somebody else")),
        (LEGAL, "companyName", Value::Null),
        (LEGAL, "address", Value::Null),
        (LEGAL, "address.country", json!("DE")),
        (LEGAL, "address.country", json!("XX")),
        (LEGAL, "address.city", Value::Null),
        (LEGAL, "address.postalCode", json!("1")),
        (LEGAL, "address.addressLine1", json!("x".repeat(201))),
        (LEGAL, "primaryContact", json!("Léa")),
        (LEGAL, "primaryContact.email", json!("léa@litware.example")),
        (LEGAL, "primaryContact.email", Value::Null),
        (LEGAL, "primaryContact.lastName", json!("x".repeat(51))),
        (LEGAL, "primaryContact.phoneNumber", json!("call me")),
        (LEGAL, "primaryContact.phoneNumber", Value::Null),
        (ORGANIZATION, "companyName", json!("Somebody else")),
        (ORGANIZATION, "domain", json!("other.example")),
        (ORGANIZATION, "email", json!("channel@litware.example")),
        (ORGANIZATION, "language", json!("de")),
        (ORGANIZATION, "culture", json!("french")),
        (ORGANIZATION, "defaultAddress.country", json!("DE")),
        (ORGANIZATION, "defaultAddress.firstName", Value::Null),
        (ORGANIZATION, "defaultAddress.phoneNumber", json!("call me")),
        (SUPPORT, "email", json!("aide")),
        (SUPPORT, "email", Value::Null),
        (SUPPORT, "telephone", json!("call me")),
        (SUPPORT, "website", json!("javascript:alert(1)")),
    ] {
        let mut body = present(&admin, path).await;
        let place = body.pointer_mut(&format!("/{}", field.replace('.', "/"))).expect("a field");
        *place = value.clone();
        let error = world.unchanged(admin.put(path, body)).await.refused(400, "invalid_input");
        let sentence = error["data"][0].as_str().expect("a sentence");
        // Another country has other postal codes, too.
        assert!(sentence.starts_with(field), "{field} {value}: {error}");
    }
    let error = admin.get(&format!("{LEGAL}?vettingVersion=first")).await.refused(400, "invalid_input");
    assert_eq!(error["parameters"]["field"], "vettingVersion");
    for path in ALL {
        let bad = world.unchanged(admin.put(path, json!([]))).await;
        bad.refused(400, "malformed_body");
    }
}

#[tokio::test]
async fn what_was_vetted_says_who_changes_it_e2() {
    let world = World::start().await;
    let admin = world.sign_in(people::RESELLER).await;
    let mut legal = present(&admin, LEGAL).await;
    legal["companyName"] = json!("Litware SAS");
    let error = world.unchanged(admin.put(LEGAL, legal)).await.refused(400, "invalid_input");
    let sentence = error["description"].as_str().expect("a sentence");
    assert!(sentence.contains("program operator"), "{sentence}");
}

#[tokio::test]
async fn an_applicant_reads_what_it_applies_with_and_changes_it_there_e4() {
    let world = World::start().await;
    let states = [("draft", "none", "entry"), ("email_unverified", "pending", "email_ownership")];
    let applicant = world.sign_in("gabi@adatum.example").await;
    applicant.get(LEGAL).await.refused(404, "not_found");
    let application = json!({
        "mpnId": "2000011", "cloud": "global", "domain": "adatum.example",
        "legalBusiness": {
            "companyName": "Adatum Consulting",
            "address": {"country": "DE", "city": "Hamburg", "addressLine1": "Am Sandtorkai 30", "postalCode": "20457"},
            "primaryContact": {"firstName": "Gabi", "lastName": "Sommer", "email": "partners@adatum.example",
                "phoneNumber": "+49 40 5550111"},
        },
        "support": {"email": "help@adatum.example", "telephone": "+49 40 5550112"},
    });
    let enrollment = applicant.post("/v1/enrollments", application.clone()).await.expect(201);
    let path = format!("/v1/enrollments/{}", enrollment["id"].as_str().expect("an id"));
    for (state, status, sub_status) in states {
        if state != "draft" {
            applicant.post(&format!("{path}/submit"), json!({})).await.expect(200);
        }
        for version in ["Current", "LastFinalized"] {
            let legal = applicant.get(&format!("{LEGAL}?vettingVersion={version}")).await.expect(200);
            assert_eq!(
                (&legal["vettingStatus"], &legal["vettingSubStatus"]),
                (&json!(status), &json!(sub_status))
            );
            assert_eq!(legal["primaryContact"], application["legalBusiness"]["primaryContact"]);
            assert!(legal["attributes"].get("etag").is_none(), "it isn't changed here");
        }
        let legal = applicant.get(LEGAL).await.expect(200);
        let error = world.unchanged(applicant.put(LEGAL, legal)).await.refused(409, "not_partner_yet");
        assert_eq!(error["parameters"]["state"], state);
        assert!(
            error["description"].as_str().is_some_and(|said| said.contains("/v1/enrollments/")),
            "{error}"
        );
    }
    // Its people read it in every role, and it has no other profile.
    world.sign_in("henrik@adatum.example").await.get(LEGAL).await.expect(200);
    applicant.get(SUPPORT).await.refused(404, "not_found");
    let under_review = world.sign_in("paula@proseware.example").await.get(LEGAL).await.expect(200);
    assert_eq!(
        (&under_review["vettingStatus"], &under_review["vettingSubStatus"]),
        (&json!("pending"), &json!("decision"))
    );
}
