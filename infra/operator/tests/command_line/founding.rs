//! An operator whose program has forgotten which organisation that is.

use tandem_tests::{World, people, text};

use crate::in_world;

#[tokio::test]
async fn an_operator_that_nothing_points_to_any_more_is_registered_again() {
    let world = World::start().await;
    let tenant = world.tenant_of(people::OPERATOR).await;
    let organisation =
        ["--tenant", &tenant, "--name", "Tandem Program", "--domain", "program.example", "--country", "US"];
    let create = || in_world(&world, &[&["create-operator"], &organisation[..]].concat());
    let items = world.items().await;
    let pointer = items.iter().find(|item| text(item, "kind") == "operator").expect("what points to it");
    let delete = world.stack.client().delete_item().table_name(world.table());
    let delete = delete.key("PK", pointer["PK"].clone()).key("SK", pointer["SK"].clone());
    delete.send().await.expect("a table");
    assert!(in_world(&world, &["list-enrollments"]).err.contains("no operator yet"));
    let again = create();
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(in_world(&world, &["list-enrollments"]).code, 0);
    let known = create();
    assert!(known.code == 0 && known.out.contains("already"), "{} {}", known.out, known.err);
}
