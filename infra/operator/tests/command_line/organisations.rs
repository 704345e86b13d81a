//! Registering the operator and the providers.

use tandem_domain::organisation::OrganisationKind;
use tandem_local::{KeptTable, Missing};
use tandem_platform::Environment;
use tandem_store::Store;

use crate::providers::contoso;
use crate::{Ended, Folder, OLGA, operator};

const TENANT: &str = "90000000-0000-4000-8000-000000000777";
const CONTOSO: &str = "10000000-0000-4000-8000-000000000777";

/// An empty program, in a folder.
struct Program(Folder);

impl Program {
    fn run(&self, arguments: &[&str]) -> Ended {
        operator(&[&["--data", &self.0.at("data"), "--as", OLGA], arguments].concat())
    }

    fn create_operator(&self, tenant: &str) -> Ended {
        let name = ["--name", "Tandem Program", "--domain", "program.example", "--country", "US"];
        self.run(&[&["create-operator", "--tenant", tenant], &name[..]].concat())
    }

    fn create_provider(&self, tenant: &str, mpn_id: &str, more: &[&str]) -> Ended {
        self.run(&[&contoso(tenant, mpn_id)[..], more].concat())
    }

    fn import(&self, lines: &str) -> Ended {
        let file = self.0.file("ids.csv", format!("mpnId,name,accountType,country,status\n{lines}"));
        self.run(&["import-partner-ids", &file])
    }

    /// The table, while it is looked at.
    async fn look<T>(&self, at: impl AsyncFnOnce(Store) -> T) -> T {
        let table = KeptTable::open(&self.0.path().join("data"), Missing::Refuse).expect("a table");
        let variables = [
            ("AWS_REGION", "here"),
            ("AWS_ACCESS_KEY_ID", "local"),
            ("AWS_SECRET_ACCESS_KEY", "local"),
            ("AWS_ENDPOINT_URL_DYNAMODB", &table.endpoint()),
            ("TABLE_NAME", table.name()),
        ];
        at(Store::start(&Environment::from_pairs(variables)).await).await
    }
}

#[tokio::test]
async fn a_program_begins_with_its_operator_its_partner_ids_and_a_provider() {
    let program = Program(Folder::make());
    let first = program.create_operator(TENANT);
    assert_eq!(first.code, 0, "{}", first.err);
    let again = program.create_operator(TENANT);
    assert!(again.code == 0 && again.out.contains("already"), "{}", again.out);
    let another = program.create_operator(CONTOSO);
    assert!(another.code == 1 && another.err.contains("Tandem Program is"), "{}", another.err);

    let lines = "7000001,Contoso,location,DE,active\n7000002,Contoso,location,DE,inactive\n7000003,Contoso,global,DE,active\n";
    assert_eq!(program.import(lines).code, 0);
    for (mpn_id, says) in [
        ("7000002", "is not active"),
        ("7000003", "is a global account"),
        ("7000009", "is not in the registry"),
    ] {
        let refused = program.create_provider(CONTOSO, mpn_id, &[]);
        assert!(refused.code == 1 && refused.err.contains(says), "{mpn_id}: {}", refused.err);
    }
    let dry = program.create_provider(CONTOSO, "7000001", &["--dry-run"]);
    assert!(dry.code == 0 && dry.out.contains("would be"), "{}", dry.out);
    let done = program.create_provider(CONTOSO, "7000001", &[]);
    assert!(done.code == 0 && done.out.contains("holds partner ID 7000001"), "{} {}", done.out, done.err);
    let again = program.create_provider(CONTOSO, "7000001", &[]);
    assert!(again.code == 0 && again.out.contains("already"), "{} {}", again.out, again.err);
    let twin = "10000000-0000-4000-8000-000000000778";
    let taken = program.create_provider(twin, "7000001", &[]);
    assert!(taken.code == 1 && taken.err.contains("belongs to another account"), "{}", taken.err);

    let state = program
        .look(async |store| {
            let tenant = CONTOSO.parse().expect("a tenant");
            let mpn_id = "7000001".parse().expect("a partner ID");
            store.for_registering(tenant, mpn_id).await.expect("a table")
        })
        .await;
    let organisation = state.organisation.expect("an organisation");
    assert_eq!(organisation.kind, OrganisationKind::IndirectProvider);
    assert_eq!(organisation.contact_email.expect("a contact").as_str(), "partners@contoso.example");
    let holder = state.registered.expect("an entry").holder.expect("a holder");
    assert_eq!(holder.tenant_id.to_string(), CONTOSO);
    assert_eq!(holder.support.expect("whom customers turn to").email.as_str(), "help@contoso.example");
    let profile = state.profile.expect("a profile");
    assert_eq!(profile.legal_business.company_name, organisation.name);

    let gone = program.import("7000001,Contoso,location,DE,inactive\n");
    assert!(gone.out.contains("1 changed"), "{}", gone.out);
    let entry = program.look(async |store| store.registered("7000001".parse().expect("an id")).await).await;
    assert!(entry.expect("a table").expect("an entry").is_held_inactive(), "an import loses no holder");
}

#[test]
fn a_program_without_an_operator_takes_nothing_else() {
    let program = Program(Folder::make());
    let none = program.import("7000001,Contoso,location,DE,active\n");
    assert_eq!(none.code, 3, "there is no table yet: {}", none.err);
    let dry = program.run(&[
        "--dry-run",
        "create-operator",
        "--tenant",
        TENANT,
        "--name",
        "P",
        "--domain",
        "p.example",
        "--country",
        "US",
    ]);
    assert_eq!(dry.code, 3, "a dry run makes no table: {}", dry.err);
}

#[tokio::test]
async fn of_two_providers_with_one_domain_the_second_is_refused() {
    let program = Program(Folder::make());
    assert_eq!(program.create_operator(TENANT).code, 0);
    let lines = "7000001,Contoso,location,DE,active\n7000002,Contoso,location,DE,active\n";
    assert_eq!(program.import(lines).code, 0);
    assert_eq!(program.create_provider(CONTOSO, "7000001", &[]).code, 0);
    let twin = program.create_provider("10000000-0000-4000-8000-000000000778", "7000002", &[]);
    assert!(twin.code == 1 && twin.err.contains("domain belongs to another tenant"), "{}", twin.err);
    let entry = program.look(async |store| store.registered("7000002".parse().expect("an id")).await).await;
    assert!(entry.expect("a table").expect("an entry").holder.is_none(), "all of it or nothing");
}
