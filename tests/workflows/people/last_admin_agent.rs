//! An organisation keeps an admin agent, whoever goes and however many at once (E6).

use futures_util::future::join_all;
use serde_json::json;
use tandem_tests::{World, people};

use super::{ADMINS, LITWARE, id_of, members, mia, take};
use crate::steps::listed;

#[tokio::test]
async fn nobody_takes_the_role_from_the_last_one_e6() {
    let world = World::start().await;
    let lea = id_of(&world, people::RESELLER).await;
    let [herself, other] = [world.sign_in(people::RESELLER).await, world.member(LITWARE, &["global_admin"])];
    for by in [&herself, &other] {
        let refused = world.unchanged(take(by, ADMINS, &lea)).await;
        assert_eq!(refused.refused(409, "last_admin_agent")["code"], 910_066);
    }
    herself.post(&members(ADMINS), mia()).await.expect(200);
    assert_eq!(take(&herself, ADMINS, &lea).await.status, 204, "there is another one now");
    take(&other, ADMINS, "auth0|mia").await.refused(409, "last_admin_agent");
    assert_eq!(listed(&other, &members(ADMINS), "/id").await, ["auth0|mia"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_take_it_from_each_other_at_once_one_stays_e6() {
    for _ in 0..64 {
        let world = World::start().await;
        world.without_stream();
        let lea = id_of(&world, people::RESELLER).await;
        let [first, second] = [
            world.sign_in(people::RESELLER).await.patient(),
            world.member(LITWARE, &["admin_agent"]).patient(),
        ];
        first.post(&members(ADMINS), mia()).await.expect(200);
        let (one, other) = tokio::join!(take(&first, ADMINS, "auth0|mia"), take(&second, ADMINS, &lea));
        assert!((one.status == 204) != (other.status == 204), "{} {}", one.text(), other.text());
        let loser = if one.status == 204 { other } else { one };
        loser.refused(409, "last_admin_agent");
        assert_eq!(listed(&first, &members(ADMINS), "/id").await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_who_go_at_once_one_stays_e6() {
    let world = World::start().await;
    world.without_stream();
    let admin = world.member(LITWARE, &["global_admin"]);
    let ids: Vec<_> = (0..63).map(|number| format!("agent{number}")).collect();
    for id in &ids {
        let body = json!({"id": id, "userPrincipalName": format!("{id}@litware.example")});
        admin.post(&members(ADMINS), body).await.expect(200);
    }
    let admin = admin.patient();
    let everybody: Vec<_> = ids.into_iter().chain([id_of(&world, people::RESELLER).await]).collect();
    let replies = join_all(everybody.iter().map(|id| take(&admin, ADMINS, id))).await;
    let gone = replies.iter().filter(|reply| reply.status == 204).count();
    assert_eq!(gone, 63);
    let stays = replies.into_iter().find(|reply| reply.status != 204).expect("one who stays");
    stays.refused(409, "last_admin_agent");
    assert_eq!(listed(&admin, &members(ADMINS), "/id").await.len(), 1);
}
