//! The manual way: a sender's open links, with the draft to send them (P1, P2, I4, Z17).

use futures_util::future::join_all;
use serde_json::{Value, json};
use tandem_tests::{Caller, World, people};

use crate::invitations::{GLOBAL, INVITATIONS, USGOV, act_on, consent, key_of, opened};
use crate::steps::count;

const REQUESTS: &str = "/v1/relationships/requests";

async fn drafted(by: &Caller, base: &str) -> Value {
    by.get(&format!("{base}/draft")).await.expect(200)
}

#[tokio::test]
async fn the_first_draft_makes_one_link_which_is_kept_p2_i4() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let before = count(&world, "open_link").await;
    for base in [REQUESTS, INVITATIONS] {
        let draft = drafted(&provider, base).await;
        assert_eq!((&draft["state"], &draft["useCount"]), (&json!("open"), &json!(0)));
        assert!(draft.get("maxUses").is_none(), "no cap unless it is set");
        let (body, url) = (draft["body"].as_str().expect("a text"), draft["url"].as_str().expect("a link"));
        assert!(body.contains(url) && body.contains("Contoso Distribution"), "{body}");
        assert_eq!(draft["text"].as_str().map(|text| text.replace("{link}", url)).as_deref(), Some(body));
        let mailto = draft["mailto"].as_str().expect("a mailto link");
        assert!(mailto.starts_with("mailto:?subject=") && mailto.len() <= 2000, "{mailto}");
        assert_eq!(draft["owner"]["email"], people::PROVIDER);
        world.unchanged(async { assert_eq!(drafted(&provider, base).await, draft) }).await;
    }
    assert_eq!(count(&world, "open_link").await, before + 2);
    assert_eq!(world.mails().await.len(), 0, "nothing is sent");
}

#[tokio::test]
async fn a_draft_is_written_in_the_asked_language_under_the_same_link() {
    let world = World::start().await;
    let reseller = world.sign_in(GLOBAL.reseller).await;
    let mut seen = Vec::new();
    for language in ["en", "zh-CN", "zh-TW"] {
        let path = format!("{INVITATIONS}/draft?language={language}&delegatedAdmin=exchange");
        seen.push(reseller.get(&path).await.expect(200));
    }
    assert!(seen.windows(2).all(|pair| pair[0]["url"] == pair[1]["url"]));
    assert!(seen.windows(2).all(|pair| pair[0]["body"] != pair[1]["body"]));
    let refused = reseller.get(&format!("{INVITATIONS}/draft?language=fr")).await;
    assert_eq!(refused.refused(400, "invalid_input")["parameters"]["field"], "language");
}

#[tokio::test]
async fn edited_text_is_sent_with_the_link_of_its_own_request_and_not_without_a_link_p1() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for (base, email) in [(REQUESTS, people::RESELLER), (INVITATIONS, GLOBAL.customer)] {
        let draft = drafted(&provider, base).await;
        let edited = format!("Shall we?\n\n{}", draft["text"].as_str().expect("a text"));
        let sent = provider.post(base, json!({"email": email, "text": edited})).await.expect(201);
        assert_ne!(sent["url"], draft["url"], "this one is personal");
        let mail = world.mails().await[0].clone();
        let text = mail["text"].as_str().expect("a text");
        assert!(text.contains("Shall we?") && text.contains(sent["url"].as_str().expect("a link")), "{text}");
        for without in [edited.replace("{link}", ""), format!("{edited} {{link}}")] {
            let body = json!({"email": email, "text": without});
            let error = world.unchanged(provider.post(base, body)).await.refused(400, "invalid_input");
            assert_eq!(error["parameters"]["field"], "text");
            assert!(error["description"].as_str().is_some_and(|says| says.contains("{link}")), "{error}");
        }
    }
}

#[tokio::test]
async fn expiry_and_cap_are_the_owners_under_an_etag_i4() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let path = format!("{INVITATIONS}/draft");
    let change = json!({"maxUses": 2});
    world.unchanged(provider.patch(&path, change.clone())).await.refused(404, "not_found");
    let draft = drafted(&provider, INVITATIONS).await;
    let days = |draft: &Value| draft["expirationDate"].as_str().expect("a time")[..10].to_owned();
    let capped = provider.patch(&path, change).await.expect(200);
    assert_eq!((&capped["maxUses"], days(&capped)), (&json!(2), days(&draft)), "one of the two is enough");
    let sooner = provider.patch(&path, json!({"expiresInHours": 1})).await.expect(200);
    assert!(days(&sooner) < days(&draft) && sooner["maxUses"] == 2, "{sooner}");
    assert_eq!(sooner["url"], draft["url"]);
    let stale = json!({"maxUses": 9, "attributes": draft["attributes"]});
    let error = world.unchanged(provider.patch(&path, stale)).await.refused(400, "etag_stale");
    assert_eq!(error["code"], 2055);
    for (field, value) in
        [("maxUses", 0), ("maxUses", 1_000_001), ("expiresInHours", 0), ("expiresInHours", 8785)]
    {
        let refused = world.unchanged(provider.patch(&path, json!({field: value}))).await;
        assert_eq!(refused.refused(400, "invalid_input")["parameters"]["field"], field);
    }
}

#[tokio::test]
async fn rotating_ends_the_old_link_at_once_p2() {
    let world = World::start().await;
    let reseller = world.sign_in(GLOBAL.reseller).await;
    let customer = world.sign_in(GLOBAL.customer).await;
    let path = format!("{INVITATIONS}/draft?delegatedAdmin=none");
    let old = reseller.get(&path).await.expect(200);
    let terms = opened(&customer, INVITATIONS, &old).await;
    let rotate = format!("{INVITATIONS}/draft/rotate?delegatedAdmin=none");
    let new = reseller.post(&rotate, json!({})).await.expect(200);
    assert_ne!(new["url"], old["url"]);
    assert_eq!(reseller.get(&path).await.expect(200)["url"], new["url"]);
    assert_eq!(opened(&customer, INVITATIONS, &old).await["state"], "rotated");
    let refused = world.unchanged(act_on(&customer, &terms, "accept", consent(&terms, GLOBAL, "met"))).await;
    assert_eq!(refused.refused(410, "invitation_over")["parameters"]["state"], "rotated");
    let terms = opened(&customer, INVITATIONS, &new).await;
    act_on(&customer, &terms, "accept", consent(&terms, GLOBAL, "met")).await.expect(200);
}

#[tokio::test]
async fn a_joint_link_is_rotated_though_the_partnership_has_ended_z17_i10() {
    let world = World::start().await;
    let [provider, reseller] = [world.sign_in(GLOBAL.provider).await, world.sign_in(GLOBAL.reseller).await];
    let with = format!("delegatedAdmin=none&indirectCloudSolutionProviderId={}", GLOBAL.provider_tenant);
    let other = format!("delegatedAdmin=azure&indirectCloudSolutionProviderId={}", GLOBAL.provider_tenant);
    let path = format!("{INVITATIONS}/draft?{with}");
    let old = reseller.get(&path).await.expect(200);
    let removal = format!("/v1/relationships/{}/removal", GLOBAL.reseller_tenant);
    provider.post(&removal, json!({"attestationAccepted": true})).await.expect(200);
    let capped = reseller.patch(&path, json!({"maxUses": 3})).await.expect(200);
    assert_eq!((&capped["maxUses"], &capped["url"]), (&json!(3), &old["url"]));
    let uses = reseller.get(&format!("{INVITATIONS}/draft/uses?{with}")).await.expect(200);
    assert_eq!(uses["totalCount"], 0);
    let new = reseller.post(&format!("{INVITATIONS}/draft/rotate?{with}"), json!({})).await.expect(200);
    assert_ne!(new["url"], old["url"]);
    let customer = world.sign_in(GLOBAL.customer).await;
    for (draft, state) in [(&old, "rotated"), (&new, "no_longer_partners")] {
        let terms = opened(&customer, INVITATIONS, draft).await;
        let refused =
            world.unchanged(act_on(&customer, &terms, "accept", consent(&terms, GLOBAL, "met"))).await;
        assert_eq!(refused.refused(410, "invitation_over")["parameters"]["state"], state);
    }
    // Neither a draft to send nor a first link without the partnership.
    world.unchanged(reseller.get(&path)).await.refused(409, "not_partners");
    world.unchanged(reseller.get(&format!("{INVITATIONS}?{with}"))).await.refused(409, "not_partners");
    let (rotate, uses) =
        (format!("{INVITATIONS}/draft/rotate?{other}"), format!("{INVITATIONS}/draft/uses?{other}"));
    world.unchanged(reseller.post(&rotate, json!({}))).await.refused(409, "not_partners");
    world.unchanged(reseller.get(&uses)).await.refused(409, "not_partners");
    let unmade = format!("{INVITATIONS}/draft?{other}");
    world.unchanged(reseller.patch(&unmade, json!({"maxUses": 1}))).await.refused(409, "not_partners");
}

#[tokio::test]
async fn partner_centers_call_answers_the_same_link_for_the_same_thing_i4() {
    let world = World::start().await;
    let reseller = world.sign_in(GLOBAL.reseller).await;
    let with = format!("indirectCloudSolutionProviderId={}", GLOBAL.provider_tenant);
    let mut links = Vec::new();
    for asked in ["all", "none", "exchange", "exchange,azure"] {
        for query in [format!("delegatedAdmin={asked}"), format!("delegatedAdmin={asked}&{with}")] {
            let answer = reseller.get(&format!("{INVITATIONS}?{query}")).await.expect(200);
            let again = reseller.get(&format!("{INVITATIONS}?{query}")).await.expect(200);
            assert_eq!(answer, again, "{query}");
            let draft = reseller.get(&format!("{INVITATIONS}/draft?{query}")).await.expect(200);
            assert_eq!(answer["url"], draft["url"], "{query}");
            links.push(answer["url"].as_str().expect("a link").to_owned());
        }
    }
    let usual = reseller.get(INVITATIONS).await.expect(200);
    assert_eq!(usual["url"].as_str(), Some(links[0].as_str()), "all of them unless it is said otherwise");
    let other_order =
        reseller.get(&format!("{INVITATIONS}?delegatedAdmin=Azure,%20EXCHANGE")).await.expect(200);
    assert_eq!(other_order["url"].as_str(), Some(links[6].as_str()));
    links.sort();
    links.dedup();
    assert_eq!(links.len(), 8, "one for each thing that is asked");
}

#[tokio::test]
async fn drafts_are_their_senders_alone_and_of_whoever_may_send_z17_i1_i3() {
    let world = World::start().await;
    let [ana, nora] = [world.sign_in(people::PROVIDER).await, world.sign_in(people::OTHER_PROVIDER).await];
    for base in [REQUESTS, INVITATIONS] {
        assert_ne!(drafted(&ana, base).await["url"], drafted(&nora, base).await["url"]);
    }
    let joint = format!("?indirectCloudSolutionProviderId={}", GLOBAL.provider_tenant);
    for (who, status, name) in [
        ("ben@contoso.example", 403, "role_insufficient"),
        ("ida@fabrikam.example", 403, "role_insufficient"),
        (people::CUSTOMER, 403, "authorization_failed"),
        (people::OPERATOR, 403, "authorization_failed"),
        ("paula@proseware.example", 403, "authorization_failed"),
    ] {
        let caller = world.sign_in(who).await;
        for path in
            [INVITATIONS.to_owned(), format!("{INVITATIONS}/draft"), format!("{INVITATIONS}/draft/uses")]
        {
            world.unchanged(caller.get(&path)).await.refused(status, name);
        }
        let (path, body) = (format!("{INVITATIONS}/draft"), json!({"maxUses": 1}));
        world.unchanged(caller.patch(&path, body)).await.refused(status, name);
        let rotate = format!("{INVITATIONS}/draft/rotate");
        world.unchanged(caller.post(&rotate, json!({}))).await.refused(status, name);
    }
    // I1: with a provider that is its partner; a provider with nobody.
    let not_its_own = world.sign_in(people::OTHER_RESELLER).await.get(&format!("{INVITATIONS}{joint}")).await;
    not_its_own.refused(409, "not_partners");
    let named = nora.get(&format!("{INVITATIONS}{joint}")).await.refused(400, "invalid_input");
    assert_eq!(named["parameters"]["field"], "indirectCloudSolutionProviderId");
    let without =
        world.sign_in(USGOV.reseller).await.get(&format!("{INVITATIONS}?delegatedAdmin=none")).await;
    assert_eq!(without.refused(400, "invalid_input")["parameters"]["field"], "delegatedAdmin");
    let unknown = ana.get(&format!("{INVITATIONS}?delegatedAdmin=minesweeper")).await;
    assert_eq!(unknown.refused(400, "invalid_input")["parameters"]["field"], "delegatedAdmin");
    // A reseller asks nobody for a partnership (Z1).
    let reseller = world.sign_in(people::PARTNER).await;
    reseller.get(&format!("{REQUESTS}/draft")).await.refused(403, "authorization_failed");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_first_drafts_at_once_one_link_is_made_n1() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    for base in [REQUESTS, INVITATIONS] {
        let drafts = join_all((0..2).map(|_| drafted(&provider, base))).await;
        assert_eq!(drafts[0]["url"], drafts[1]["url"]);
    }
    let path = format!("{INVITATIONS}?delegatedAdmin=none");
    let replies = join_all((0..16).map(|_| provider.get(&path))).await;
    let links: Vec<_> = replies.into_iter().map(|reply| reply.expect(200)["url"].clone()).collect();
    assert!(links.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(count(&world, "open_link").await, 3);
}

#[tokio::test]
async fn rotating_and_changing_are_replayed_and_recorded_n2_n3() {
    let world = World::start().await;
    let provider = world.sign_in(people::PROVIDER).await;
    let draft = drafted(&provider, REQUESTS).await;
    let (path, rotate) = (format!("{REQUESTS}/draft"), format!("{REQUESTS}/draft/rotate"));
    let (body, other) = (json!({"maxUses": 3}), json!({"maxUses": 4}));
    crate::replays::replayed(&world, people::PROVIDER, "PATCH", &path, body, other).await;
    let other = json!({"attributes": {"etag": "other"}});
    let new = crate::replays::replayed(&world, people::PROVIDER, "POST", &rotate, json!({}), other).await;
    assert!(new["maxUses"] == 3 && key_of(&new) != key_of(&draft), "the cap stays: {new}");
    let trail = provider.get("/v1/auditrecords").await.expect(200);
    let told: Vec<_> =
        trail["items"].as_array().expect("items").iter().map(|it| it["operationType"].clone()).collect();
    assert_eq!(told, ["rotate_open_link", "update_open_link", "create_open_link"]);
}
