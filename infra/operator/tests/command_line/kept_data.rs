//! Working on the data that a stack keeps in a folder.

use tandem_local::{Options, Stack};
use tandem_store::Store;

use crate::{Folder, OLGA, operator};

const LINES: &str = "mpnId,name,accountType,country,status\n2000002,Litware Conseil,location,FR,inactive\n";

async fn stack(folder: &Folder) -> Stack {
    let options = Options { data: Some(folder.path().join("data")), ..Options::default() };
    Box::pin(Stack::start(options)).await.expect("the stack starts")
}

#[tokio::test]
async fn what_is_imported_while_the_stack_is_stopped_is_there_when_it_starts_again() {
    let folder = Folder::make();
    let (data, file) = (folder.at("data"), folder.file("ids.csv", LINES));
    let import = || operator(&["--data", &data, "--as", OLGA, "import-partner-ids", &file]);
    let running = stack(&folder).await;
    let in_use = import();
    assert_eq!(in_use.code, 3, "{}", in_use.err);
    assert!(in_use.err.contains("another Tandem is using it"), "{}", in_use.err);
    drop(running);
    let dry = operator(&["--data", &data, "--dry-run", "import-partner-ids", &file]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    let done = import();
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.out.contains("1 changed"), "the dry run changed nothing: {}", done.out);
    let again = stack(&folder).await;
    let store = Store::new(again.client(), again.stand_ins().table_name());
    let entry = store.registered("2000002".parse().expect("a partner ID")).await.expect("a table");
    let entry = entry.expect("an entry");
    assert!(!entry.active && entry.holder.is_some(), "{entry:?}");
}
