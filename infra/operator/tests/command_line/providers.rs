//! Registering providers in a running program, where their people find them complete.

use serde_json::json;
use tandem_tests::World;

use crate::{Ended, Folder, in_world};

const CONTOSO: &str = "10000000-0000-4000-8000-000000000777";

/// How Contoso is registered.
pub fn contoso<'a>(tenant: &'a str, mpn_id: &'a str) -> Vec<&'a str> {
    let mut arguments = vec!["create-provider", "--tenant", tenant, "--mpn-id", mpn_id];
    for (option, value) in [
        ("--name", "Contoso Distribution"),
        ("--domain", "contoso.example"),
        ("--country", "DE"),
        ("--address-line1", "Chausseestrasse 1"),
        ("--city", "Berlin"),
        ("--postal-code", "10115"),
        ("--contact-first-name", "Carla"),
        ("--contact-last-name", "Neumann"),
        ("--contact-email", "partners@contoso.example"),
        ("--contact-phone-number", "+49 30 5550100"),
        ("--support-email", "help@contoso.example"),
        ("--support-telephone", "+49 30 5550101"),
        ("--support-website", "www.contoso.example/help"),
    ] {
        arguments.extend([option, value]);
    }
    arguments
}

/// The same with other values of some options.
fn otherwise<'a>(mut arguments: Vec<&'a str>, changes: &[(&str, &'a str)]) -> Vec<&'a str> {
    for (option, value) in changes {
        let at = arguments.iter().position(|argument| argument == option).expect("an option");
        arguments[at + 1] = value;
    }
    arguments
}

/// A running program whose registry has partner ID 7000001, and Contoso's registration in it. The world
/// has another Contoso, so this one has a domain of its own.
struct Program {
    world: World,
    _folder: Folder,
}

impl Program {
    async fn start() -> Self {
        let (world, folder) = (World::start().await, Folder::make());
        let lines = "mpnId,name,accountType,country,status\n7000001,Contoso,location,DE,active\n";
        let imported = in_world(&world, &["import-partner-ids", &folder.file("ids.csv", lines)]);
        assert_eq!(imported.code, 0, "{}", imported.err);
        Self { world, _folder: folder }
    }

    fn register(&self, changes: &[(&str, &str)]) -> Ended {
        let own_domain = [("--domain", "contoso-distribution.example")];
        let arguments = otherwise(contoso(CONTOSO, "7000001"), &own_domain);
        in_world(&self.world, &otherwise(arguments, changes))
    }
}

#[tokio::test]
async fn a_registered_provider_finds_its_profiles_complete_and_may_change_them_z18() {
    let program = Program::start().await;
    let admin = program.world.member(CONTOSO, &["admin_agent"]);
    let legal_business = "/v1/profiles/legalbusiness";
    admin.get(legal_business).await.expect(404);
    let done = program.register(&[]);
    assert_eq!(done.code, 0, "{}", done.err);

    let legal = admin.get(legal_business).await.expect(200);
    assert_eq!(legal["companyName"], "Contoso Distribution");
    for (field, value) in [("country", "DE"), ("city", "Berlin"), ("postalCode", "10115")] {
        assert_eq!(legal["address"][field], value, "{legal}");
    }
    assert_eq!(legal["address"]["addressLine1"], "Chausseestrasse 1");
    let contact = &legal["primaryContact"];
    assert_eq!(
        [&contact["firstName"], &contact["lastName"], &contact["email"], &contact["phoneNumber"]],
        ["Carla", "Neumann", "partners@contoso.example", "+49 30 5550100"]
    );
    let organization = admin.get("/v1/profiles/organization").await.expect(200);
    assert_eq!([&organization["language"], &organization["culture"]], ["en", "en-DE"]);
    let mut support = admin.get("/v1/profiles/support").await.expect(200);
    assert_eq!(
        [&support["email"], &support["telephone"], &support["website"]],
        ["help@contoso.example", "+49 30 5550101", "www.contoso.example/help"]
    );
    support["telephone"] = json!("+49 30 5550199");
    let changed = admin.put("/v1/profiles/support", support).await.expect(200);
    assert_eq!(changed["telephone"], "+49 30 5550199");
}

#[tokio::test]
async fn registering_a_provider_again_changes_nothing_whatever_is_said_of_it() {
    let program = Program::start().await;
    assert_eq!(program.register(&[]).code, 0);
    let again = program.world.unchanged(async { program.register(&[]) }).await;
    assert!(again.code == 0 && again.out.contains("already"), "{} {}", again.out, again.err);
    for change in [
        ("--support-telephone", "+49 30 5550199"),
        ("--city", "Potsdam"),
        ("--contact-email", "other@contoso.example"),
    ] {
        let refused = program.world.unchanged(async { program.register(&[change]) }).await;
        assert!(refused.code == 1 && refused.err.contains("already"), "{change:?}: {}", refused.err);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_providers_profile_is_told_at_once_and_nothing_is_done_e1() {
    let program = Program::start().await;
    let wrong = [
        ("--postal-code", "1010"),
        ("--contact-phone-number", "call me"),
        ("--support-website", "javascript:alert(1)"),
    ];
    let refused = program.world.unchanged(async { program.register(&wrong) }).await;
    assert_eq!(refused.code, 1, "{}", refused.err);
    for field in
        ["legalBusiness.address.postalCode", "legalBusiness.primaryContact.phoneNumber", "support.website"]
    {
        assert!(refused.err.contains(field), "{field}: {}", refused.err);
    }
    let no_language = [&contoso(CONTOSO, "7000001")[..], &["--language", "tlh"]].concat();
    let refused = program.world.unchanged(async { in_world(&program.world, &no_language) }).await;
    assert!(refused.code == 2 && refused.err.contains("must be en, zh-CN or zh-TW"), "{}", refused.err);
    let no_contact = in_world(&program.world, &contoso(CONTOSO, "7000001")[..19]);
    assert!(no_contact.code == 2 && no_contact.err.contains("--contact-email"), "{}", no_contact.err);
}
