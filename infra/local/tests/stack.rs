//! The stack as a whole: what a person or a script at this computer notices.

mod browser;

use std::path::PathBuf;

use axum::http::StatusCode;
use browser::Browser;
use serde_json::{Value, json};
use tandem_local::{Options, SesError, Stack, StartError};

const ANA: &str = "ana@contoso.example";
const LEA: &str = "lea@litware.example";

async fn stack() -> Stack {
    Stack::start(Options::default()).await.expect("a stack")
}

async fn ask(browser: &Browser<'_>, email: &str) -> (StatusCode, Value) {
    browser.call("POST", "/v1/relationships/requests", Some(ANA), Some(json!({"email": email}))).await
}

#[tokio::test]
async fn a_provider_asks_and_the_reseller_accepts() {
    let stack = stack().await;
    let browser = Browser::at(&stack);
    let (status, request) = ask(&browser, LEA).await;
    assert_eq!(status, StatusCode::CREATED, "{request}");

    assert!(stack.outbox().is_empty());
    stack.settle().await;
    let mails = stack.outbox();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, LEA);
    let link = request["url"].as_str().expect("the sender sees the link");
    assert!(mails[0].text.contains(link) && mails[0].html.contains(link));

    let path = link.strip_prefix(stack.origin()).expect("the link leads to this stack");
    let (status, page) = browser.text(path).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Contoso Distribution"));

    let id = request["id"].as_str().expect("an id");
    let accept = json!({"termsDigest": request["termsDigest"], "confirmed": true});
    let accept_path = format!("/v1/relationships/requests/{id}/accept");
    let (status, accepted) = browser.call("POST", &accept_path, Some(LEA), Some(accept)).await;
    assert_eq!((status, &accepted["state"]), (StatusCode::OK, &json!("accepted")), "{accepted}");
    stack.settle().await;
    assert_eq!(stack.outbox()[0].to, ANA);
}

#[tokio::test]
async fn the_demo_world_is_in_the_table_and_nothing_is_owed() {
    let stack = stack().await;
    let browser = Browser::at(&stack);
    let (_, partners) = browser.call("GET", "/v1/relationships", Some(ANA), None).await;
    assert_eq!(partners["totalCount"], 1, "{partners}");
    let (_, customers) = browser.call("GET", "/v1/customers", Some(ANA), None).await;
    assert_eq!(customers["totalCount"], 3, "{customers}");
    let woodgrove = "/v1/customers/30000000-0000-4000-8000-000000000001/subscriptions";
    let (_, subscriptions) = browser.call("GET", woodgrove, Some(ANA), None).await;
    assert_eq!(subscriptions["totalCount"], 2, "{subscriptions}");
    stack.settle().await;
    stack.sweep().await;
    assert!(stack.outbox().is_empty());
}

#[tokio::test]
async fn the_demo_world_is_published() {
    let stack = stack().await;
    let (status, world) = Browser::at(&stack).call("GET", "/demo.json", None, None).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        world["people"][0],
        json!({
            "id": "jNYYMvBs7bCrzAFr1mZu", "email": ANA, "name": "Ana Lima",
            "tenantId": "10000000-0000-4000-8000-000000000001",
            "organisation": "Contoso Distribution", "roles": ["admin_agent"],
        })
    );
    assert_eq!(
        world["organisations"][0],
        json!({
            "tenantId": "10000000-0000-4000-8000-000000000001", "kind": "indirect_provider",
            "name": "Contoso Distribution", "mpnId": "1000001", "country": "DE", "cloud": "global",
            "domain": "contoso.example", "enrolled": true,
        })
    );
    assert_eq!(world["offers"][0]["id"], "office-basic");
}

#[tokio::test]
async fn mail_that_ses_throttles_goes_out_later() {
    let stack = stack().await;
    stack.ses().fail_next(SesError::THROTTLED);
    ask(&Browser::at(&stack), LEA).await;
    stack.settle().await;
    assert!(stack.outbox().is_empty());
    assert!(stack.put_aside().is_empty());
}

#[tokio::test]
async fn the_pages_of_the_stack_are_there_and_run_no_script() {
    let stack = stack().await;
    let browser = Browser::at(&stack);
    ask(&browser, LEA).await;
    stack.settle().await;
    let mail = format!("/outbox/{}", stack.outbox()[0].id);
    let rendered = format!("{mail}/html");
    for path in ["/", "/outbox", &mail, &rendered, "/outbox/none"] {
        let answer = browser.send("GET", path, None, None).await;
        let policy = answer.headers()["content-security-policy"].to_str().expect("a policy").to_owned();
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"), "{path}: {policy}");
    }
}

#[tokio::test]
async fn two_stacks_on_one_port_say_so() {
    let first = stack().await;
    let port = first.address().port();
    let second = Stack::start(Options { port, ..Options::default() }).await;
    let Err(error @ StartError::PortTaken(_)) = second else { panic!("the port was free") };
    let said = error.to_string();
    assert!(said.contains(&format!("127.0.0.1:{port} is taken")) && said.contains("--port 0"), "{said}");
}

#[tokio::test]
async fn a_folder_keeps_everything_across_restarts() {
    let folder = Folder::new("restart");
    let options = || Options { data: Some(folder.0.clone()), ..Options::default() };
    let first = Stack::start(options()).await.expect("a stack");
    let (_, request) = ask(&Browser::at(&first), LEA).await;
    first.settle().await;
    let mails = first.outbox();
    assert_eq!(mails.len(), 1);
    let Err(taken) = Stack::start(options()).await else { panic!("two stacks on one folder") };
    assert!(taken.to_string().contains("another Tandem is using it"), "{taken}");
    first.stop().await;

    let second = Stack::start(options()).await.expect("a stack");
    assert_eq!(second.outbox(), mails);
    let path = format!("/v1/relationships/requests/{}", request["id"].as_str().expect("an id"));
    let (status, found) = Browser::at(&second).call("GET", &path, Some(ANA), None).await;
    assert_eq!((status, &found["state"]), (StatusCode::OK, &json!("pending")), "{found}");
    second.settle().await;
    second.sweep().await;
    assert_eq!(second.outbox(), mails);
}

#[tokio::test]
async fn a_mail_that_was_owed_at_a_crash_goes_out_after_it() {
    let folder = Folder::new("owed");
    let options = || Options { data: Some(folder.0.clone()), ..Options::default() };
    let first = Stack::start(options()).await.expect("a stack");
    ask(&Browser::at(&first), LEA).await;
    drop(first);
    let second = Stack::start(options()).await.expect("a stack");
    second.sweep().await;
    assert_eq!(second.outbox().len(), 1);
}

#[tokio::test]
async fn the_catalogue_is_what_the_file_says_at_every_start() {
    let folder = Folder::new("offers");
    std::fs::create_dir_all(&folder.0).expect("a folder");
    let file = folder.0.join("mine.json");
    let options = |named: bool| Options {
        data: Some(folder.0.join("data")),
        offers: named.then(|| file.clone()),
        ..Options::default()
    };
    let listed = async |named: bool| {
        let stack = Stack::start(options(named)).await.expect("a stack");
        let browser = Browser::at(&stack);
        let (status, offers) = browser.call("GET", "/v1/offers?country=DE", Some(ANA), None).await;
        assert_eq!(status, StatusCode::OK, "{offers}");
        let (_, demo) = browser.call("GET", "/demo.json", None, None).await;
        assert_eq!(demo["offers"].as_array().map(Vec::len), offers["items"].as_array().map(Vec::len));
        stack.stop().await;
        offers["items"][0]["id"].as_str().expect("an id").to_owned()
    };
    let mine = json!([{"id": "my-plan", "name": "My Plan", "unitType": "Licenses", "minimumQuantity": 1,
                       "maximumQuantity": 9, "supportedBillingCycles": ["annual"]}]);
    std::fs::write(&file, mine.to_string()).expect("a file");
    assert_eq!(listed(false).await, "cloud-backup");
    assert_eq!(listed(true).await, "my-plan");
    assert_eq!(listed(false).await, "cloud-backup", "without the file it is the repository's again");
    std::fs::write(&file, mine.to_string().replace("annual", "daily")).expect("a file");
    let Err(refused) = Stack::start(options(true)).await else { panic!("it isn't a catalogue") };
    assert!(refused.to_string().contains("mine.json") && refused.to_string().contains("daily"), "{refused}");
}

/// A folder for one test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("tandem-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
