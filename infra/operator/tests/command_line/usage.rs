//! Exit codes, and what is said with them.

use tandem_tests::World;

use crate::{Folder, OLGA, in_world, operator};

#[test]
fn help_tells_the_exit_codes_and_where_the_table_is() {
    let help = operator(&["--help"]);
    assert_eq!(help.code, 0);
    for word in
        ["Exit codes", "import-partner-ids", "create-operator", "list-enrollments", "--dry-run", "AWS_REGION"]
    {
        assert!(help.out.contains(word), "{word}: {}", help.out);
    }
}

#[test]
fn help_tells_what_a_providers_profiles_begin_with() {
    let help = operator(&["create-provider", "--help"]);
    assert_eq!(help.code, 0);
    for word in [
        "--mpn-id <ID>",
        "--address-line1 <LINE>",
        "--postal-code <CODE>",
        "--contact-email <EMAIL>",
        "--support-telephone <NUMBER>",
        "en, zh-CN or zh-TW",
    ] {
        assert!(help.out.contains(word), "{word}: {}", help.out);
    }
}

#[test]
fn a_command_line_that_makes_no_sense_is_exit_code_2() {
    for wrong in [
        &[][..],
        &["import-partner-ids"],
        &["what"],
        &["--data", "x", "--endpoint", "http://127.0.0.1:1", "import-offers", "x"],
        &["--as", "nobody", "import-offers", "x"],
        &["create-operator", "--tenant", "x", "--name", "P", "--domain", "p.example", "--country", "US"],
    ] {
        let refused = operator(wrong);
        assert_eq!(refused.code, 2, "{wrong:?}: {}", refused.err);
        assert!(!refused.err.is_empty());
    }
}

#[test]
fn without_a_table_every_missing_variable_is_told_with_exit_code_2() {
    let refused = operator(&["--as", OLGA, "import-offers", "offers.json"]);
    assert_eq!(refused.code, 2);
    for variable in ["TABLE_NAME", "AWS_REGION", "AWS_ACCESS_KEY_ID"] {
        assert!(refused.err.contains(variable), "{}", refused.err);
    }
}

#[test]
fn a_table_that_cannot_be_reached_is_exit_code_3() {
    let folder = Folder::make();
    let file = folder.file("offers.json", "[]");
    let nobody_there = operator(&["--endpoint", "http://127.0.0.1:1", "--as", OLGA, "import-offers", &file]);
    assert_eq!(nobody_there.code, 3, "{}", nobody_there.err);
    let no_data = operator(&["--data", &folder.at("none"), "--as", OLGA, "import-offers", &file]);
    assert_eq!(no_data.code, 3, "{}", no_data.err);
    assert!(!folder.path().join("none").exists(), "looking for data makes none");
}

#[tokio::test]
async fn a_command_that_writes_asks_who_it_is_n3() {
    let (world, folder) = (World::start().await, Folder::make());
    let file = folder.file("offers.json", "[]");
    let endpoint = world.stack.stand_ins().table_endpoint();
    let refused =
        world.unchanged(async { operator(&["--endpoint", &endpoint, "import-offers", &file]) }).await;
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--as EMAIL"), "{}", refused.err);
    assert_eq!(operator(&["--endpoint", &endpoint, "--dry-run", "import-offers", &file]).code, 0);
}

#[test]
fn a_new_program_that_nobody_begins_leaves_no_data_behind_n3() {
    let folder = Folder::make();
    let begin = ["create-operator", "--tenant", "90000000-0000-4000-8000-000000000777", "--name", "Program"];
    let more = ["--domain", "program.example", "--country", "US"];
    let refused = operator(&[&["--data", &folder.at("data")], &begin[..], &more].concat());
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("--as EMAIL"), "{}", refused.err);
    assert!(!folder.path().join("data").exists(), "the stack would find a table without a demo world");
}

#[tokio::test]
async fn a_file_that_cannot_be_used_is_exit_code_2_and_changes_nothing() {
    let (world, folder) = (World::start().await, Folder::make());
    let semicolons = folder.file("a.csv", "mpnId;name;accountType;country;status\n1;a;global;DE;active\n");
    let twice = folder.file("b.csv", "mpnId,name,name,accountType,country,status\n");
    let empty = folder.file("c.csv", "");
    for (file, says) in [
        (semicolons.as_str(), "separated by commas"),
        (&twice, "name is there twice"),
        (&empty, "mpnId is missing"),
        (&folder.at("none.csv"), "No such file"),
    ] {
        let refused = world.unchanged(async { in_world(&world, &["import-partner-ids", file]) }).await;
        assert_eq!(refused.code, 2, "{file}: {}", refused.err);
        assert!(refused.err.contains(says), "{file}: {}", refused.err);
    }
    let fine = folder.file("d.csv", "mpnId,name,accountType,country,status\n");
    let nowhere = folder.at("none/report.csv");
    let refused = world
        .unchanged(async { in_world(&world, &["import-partner-ids", &fine, "--report", &nowhere]) })
        .await;
    assert_eq!(refused.code, 2, "{}", refused.err);
}
