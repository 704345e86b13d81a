//! Partners hear by mail of what they are given and what is taken back (A3, P9).

use tandem_tests::{World, people};

use super::{CONTOSO, LITWARE, Story, give, take_back};

/// The mails about privileges, newest first: to whom, and what they say.
async fn told(story: &Story) -> Vec<(String, String)> {
    let mails = story.world.mails().await;
    let of = mails.iter().filter(|mail| mail["to"].to_string().contains("partners@"));
    of.map(|mail| (mail["to"].to_string(), mail["text"].as_str().expect("text").to_owned())).collect()
}

#[tokio::test]
async fn whoever_loses_privileges_is_told_which_once_m1() {
    let story = Story::begin().await;
    let admin = story.admin().with("ms-requestid", "5d4b9ec2-3a53-4c18-9d46-7c8d4c6a3f11");
    for _ in 0..2 {
        take_back(&admin, LITWARE, "exchange").await.expect(200);
    }
    take_back(&story.admin(), LITWARE, "exchange").await.expect(200);
    let told = told(&story).await;
    let [(to, text)] = &told[..] else { panic!("{told:?}") };
    assert!(to.contains("partners@litware.example"), "{to}");
    assert!(text.contains("Wide World Importers") && text.contains("Exchange"), "{text}");
    assert!(!text.contains("SharePoint"), "{text}");
    let page = format!("/lambda-url/relationships-page/relationships/{}", story.id);
    assert!(text.contains(&page), "{text}");
}

#[tokio::test]
async fn both_partners_are_told_of_a_service_that_passes_from_one_to_the_other_a2() {
    let story = Story::begin().await;
    give(&story.admin(), "teams", CONTOSO).await.expect(200);
    let mut told = told(&story).await;
    told.sort();
    let [(contoso, given), (litware, taken)] = &told[..] else { panic!("{told:?}") };
    assert!(contoso.contains("partners@contoso.example") && given.contains("Teams"), "{given}");
    assert!(litware.contains("partners@litware.example") && taken.contains("Teams"), "{taken}");
    assert_ne!(given, taken);
}

#[tokio::test]
async fn a_provider_is_told_when_a_reseller_takes_its_tenant_back_p4() {
    let story = Story::begin().await;
    let admin = story.world.sign_in("louis@litware.example").await;
    take_back(&admin, CONTOSO, "").await.expect(200);
    let told = told(&story).await;
    let [(to, text)] = &told[..] else { panic!("{told:?}") };
    assert!(to.contains("partners@contoso.example") && text.contains("Litware Conseil"), "{to} {text}");
}

#[tokio::test]
async fn nobody_is_told_where_the_operator_has_switched_it_off_p9() {
    let story = Story::in_a(World::set(&[("OUTCOME_MAIL", "off")]).await).await;
    take_back(&story.admin(), LITWARE, "").await.expect(200);
    let mails = story.world.mails().await;
    assert_eq!(mails.len(), 1, "the request alone: {mails:?}");
    assert!(mails[0]["to"].to_string().contains(people::RESELLER));
}
