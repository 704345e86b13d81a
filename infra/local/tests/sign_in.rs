//! The development OpenID provider, as a page and a script use it.

mod browser;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use browser::{Browser, text};
use serde_json::Value;
use tandem_local::{AUDIENCE, CLIENT_ID, KeptTable, Missing, Options, Stack};
use tower::ServiceExt as _;

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const LEA: &str = "lea@litware.example";
/// Somebody whom nobody has met.
const NOVA: &str = "nova@northwind.example";
const TENANT: &str = "90000000-0000-4000-8000-000000000009";

async fn stack() -> Stack {
    Stack::start(Options::default()).await.expect("a stack")
}

/// An authorization request as the pages send it.
fn request(stack: &Stack) -> Vec<(&'static str, String)> {
    vec![
        ("client_id", CLIENT_ID.to_owned()),
        ("redirect_uri", format!("{}/lambda-url/invitation-page/signed-in", stack.origin())),
        ("response_type", "code".to_owned()),
        ("code_challenge", CHALLENGE.to_owned()),
        ("code_challenge_method", "S256".to_owned()),
        ("state", "a&b".to_owned()),
        ("nonce", "n-1".to_owned()),
    ]
}

/// Where the page for that request is.
fn address_of_the_page(stack: &Stack) -> String {
    let encoded = |value: &str| {
        percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let query: Vec<_> =
        request(stack).into_iter().map(|(name, value)| format!("{name}={}", encoded(&value))).collect();
    format!("/idp/authorize?{}", query.join("&"))
}

fn with<'a>(fields: &'a [(&'static str, String)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().map(|(name, value)| (*name, value.as_str()));
    let kept = kept.filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed.iter().copied()).collect()
}

/// Signs somebody of the demo world in and answers the code.
async fn code(stack: &Stack, who: &str) -> String {
    code_of(stack, &[("person", who)]).await
}

async fn code_of(stack: &Stack, who: &[(&str, &str)]) -> String {
    let fields = request(stack);
    let answer = Browser::at(stack).form("/idp/authorize", &with(&fields, who)).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let back = answer.headers()["location"].to_str().expect("an address").to_owned();
    let (address, query) = back.split_once('?').expect("a query");
    assert_eq!(address, fields[1].1);
    assert!(query.ends_with("&state=a%26b"), "{query}");
    let code = query.strip_prefix("code=").and_then(|rest| rest.split('&').next()).expect("a code");
    percent_encoding::percent_decode_str(code).decode_utf8().expect("text").into_owned()
}

async fn exchange(stack: &Stack, changed: &[(&str, &str)]) -> (StatusCode, Value) {
    let fields = [
        ("grant_type", "authorization_code".to_owned()),
        ("client_id", CLIENT_ID.to_owned()),
        ("redirect_uri", format!("{}/lambda-url/invitation-page/signed-in", stack.origin())),
        ("code_verifier", VERIFIER.to_owned()),
    ];
    let answer = Browser::at(stack).form("/idp/token", &with(&fields, changed)).await;
    let status = answer.status();
    (status, serde_json::from_str(&text(answer).await).expect("JSON"))
}

fn claims(token: &Value) -> Value {
    let part = token.as_str().and_then(|token| token.split('.').nth(1)).expect("a token");
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("claims")
}

#[tokio::test]
async fn a_person_signs_in_with_a_code_and_its_verifier() {
    let stack = stack().await;
    let code = code(&stack, LEA).await;
    let (status, tokens) = exchange(&stack, &[("code", &code)]).await;
    assert_eq!(status, StatusCode::OK, "{tokens}");
    assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&"Bearer".into(), &3600.into()));
    let access = claims(&tokens["access_token"]);
    assert_eq!((&access["aud"], &access["email"]), (&AUDIENCE.into(), &LEA.into()));
    assert_eq!(access["iss"], format!("{}/idp", stack.origin()));
    assert_eq!(access["tid"], "20000000-0000-4000-8000-000000000002");
    assert_eq!(access["roles"], serde_json::json!(["admin_agent"]));
    let identity = claims(&tokens["id_token"]);
    assert_eq!((&identity["aud"], &identity["nonce"]), (&CLIENT_ID.into(), &"n-1".into()));

    let (status, again) = exchange(&stack, &[("code", &code)]).await;
    assert_eq!((status, &again["error"]), (StatusCode::BAD_REQUEST, &"invalid_grant".into()));
}

#[tokio::test]
async fn a_code_is_worth_nothing_without_its_verifier_client_and_address() {
    let stack = stack().await;
    let other_page = format!("{}/lambda-url/relationships-page/signed-in", stack.origin());
    for wrong in [
        ("code_verifier", "wrong"),
        ("client_id", "other"),
        ("redirect_uri", "https://evil.example/"),
        ("redirect_uri", &other_page),
        ("code", "guessed"),
    ] {
        let code = code(&stack, LEA).await;
        let fields: Vec<_> =
            [("code", code.as_str())].into_iter().filter(|(name, _)| *name != wrong.0).collect();
        let (status, said) = exchange(&stack, &[&fields[..], &[wrong]].concat()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{wrong:?}");
        assert!(said.get("access_token").is_none(), "{wrong:?}");
    }
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let stack = stack().await;
    let fields = request(&stack);
    let registered = fields[1].1.clone();
    for wrong in ["https://evil.example/", "", &format!("{registered}/"), &format!("{registered}?x=1")] {
        let changed = with(&fields, &[("redirect_uri", wrong), ("person", LEA)]);
        let answer = Browser::at(&stack).form("/idp/authorize", &changed).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{wrong}");
        assert!(!answer.headers().contains_key("location"), "{wrong}");
    }
}

#[tokio::test]
async fn signing_in_without_pkce_is_refused_at_the_client() {
    let stack = stack().await;
    let fields = request(&stack);
    for wrong in [("code_challenge", ""), ("code_challenge_method", "plain")] {
        let changed = with(&fields, &[wrong, ("person", LEA)]);
        let answer = Browser::at(&stack).form("/idp/authorize", &changed).await;
        let back = answer.headers()["location"].to_str().expect("an address");
        assert!(back.contains("?error=invalid%5Frequest&state="), "{back}");
    }
}

#[tokio::test]
async fn the_page_lists_everybody_by_organisation() {
    let stack = stack().await;
    let (status, page) = Browser::at(&stack).text(&address_of_the_page(&stack)).await;
    assert_eq!(status, StatusCode::OK);
    for shown in ["Contoso Distribution", "Léa Martin", "lea@litware.example", "admin agent", "Operator"] {
        assert!(page.to_lowercase().contains(&shown.to_lowercase()), "{shown}");
    }
    assert!(!page.contains("<script"));
}

#[tokio::test]
async fn a_script_signs_in_with_a_password() {
    let stack = stack().await;
    let browser = Browser::at(&stack);
    let grant =
        |username, password| [("grant_type", "password"), ("username", username), ("password", password)];
    let answer = browser.form("/idp/token", &grant(LEA, "demo")).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let tokens: Value = serde_json::from_str(&text(answer).await).expect("JSON");
    assert_eq!(claims(&tokens["access_token"])["email"], LEA);
    for (username, password) in [(LEA, "wrong"), ("nobody@example.org", "demo")] {
        assert_eq!(
            browser.form("/idp/token", &grant(username, password)).await.status(),
            StatusCode::BAD_REQUEST
        );
    }
}

/// What the API tells whoever has the token of its own enrollment.
async fn own_enrollments(stack: &Stack, token: &Value) -> Value {
    let token = format!("Bearer {}", token.as_str().expect("a token"));
    let request = Request::get("/v1/enrollments").header("authorization", token).body(Body::empty());
    let answer = stack.router().oneshot(request.expect("a request")).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    serde_json::from_str(&text(answer).await).expect("JSON")
}

#[tokio::test]
async fn a_script_signs_in_somebody_whom_the_demo_world_does_not_have_by_tenant_and_roles() {
    let stack = stack().await;
    let ask = async |username: &str, tenant: &str, roles: &str, password: &str| {
        let fields = [
            ("grant_type", "password"),
            ("username", username),
            ("password", password),
            ("tenant", tenant),
            ("roles", roles),
        ];
        let answer = Browser::at(&stack).form("/idp/token", &fields).await;
        let status = answer.status();
        (status, serde_json::from_str::<Value>(&text(answer).await).expect("JSON"))
    };
    let (status, tokens) = ask(NOVA, TENANT, "global_admin admin_agent", "demo").await;
    assert_eq!(status, StatusCode::OK, "{tokens}");
    let access = claims(&tokens["access_token"]);
    assert_eq!((&access["email"], &access["tid"]), (&NOVA.into(), &TENANT.into()));
    assert_eq!(access["roles"], serde_json::json!(["global_admin", "admin_agent"]));
    assert_eq!(own_enrollments(&stack, &tokens["access_token"]).await["totalCount"], 0);

    let (_, again) = ask(NOVA, TENANT, "", "demo").await;
    let again = claims(&again["access_token"]);
    assert_eq!((&again["sub"], &again["roles"]), (&access["sub"], &serde_json::json!([])), "the same person");

    for (username, tenant, roles, password, problem) in [
        ("nova", TENANT, "", "demo", "e-mail address"),
        (NOVA, "northwind", "", "demo", "GUID"),
        (NOVA, TENANT, "king", "demo", "helpdesk_agent"),
        (NOVA, TENANT, "", "wrong", "demo"),
    ] {
        let (status, said) = ask(username, tenant, roles, password).await;
        assert_eq!((status, &said["error"]), (StatusCode::BAD_REQUEST, &"invalid_grant".into()), "{said}");
        assert!(said["error_description"].as_str().is_some_and(|said| said.contains(problem)), "{said}");
    }
}

#[tokio::test]
async fn a_browser_signs_in_somebody_else_with_the_form_of_the_page() {
    let stack = stack().await;
    let somebody = [("email", NOVA), ("tenant", TENANT), ("roles", "global_admin")];
    let code = code_of(&stack, &somebody).await;
    let (status, tokens) = exchange(&stack, &[("code", &code)]).await;
    assert_eq!(status, StatusCode::OK, "{tokens}");
    let identity = claims(&tokens["id_token"]);
    assert_eq!((&identity["email"], &identity["tid"]), (&NOVA.into(), &TENANT.into()));
    assert_eq!(identity["roles"], serde_json::json!(["global_admin"]));

    let fields = request(&stack);
    for wrong in [("email", "nova"), ("tenant", ""), ("roles", "king")] {
        let others = somebody.iter().filter(|(name, _)| *name != wrong.0).copied();
        let changed: Vec<_> = others.chain([wrong]).collect();
        let answer = Browser::at(&stack).form("/idp/authorize", &with(&fields, &changed)).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{wrong:?}");
    }
}

#[tokio::test]
async fn data_of_ones_own_is_not_shown_as_the_demo_world() {
    let folder = std::env::temp_dir().join(format!("tandem-own-data-{}", std::process::id()));
    let options = || Options { data: Some(folder.clone()), ..Options::default() };
    drop(KeptTable::open(&folder, Missing::Create).expect("an empty table"));
    let own = Box::pin(Stack::start(options())).await.expect("a stack");
    let browser = Browser::at(&own);
    let (_, front) = browser.text("/").await;
    assert!(front.contains("data of your own") && !front.contains("Who lives here"), "{front}");
    assert!(!front.contains("contoso.example") && front.contains("tenant="), "{front}");
    assert_eq!(browser.text("/demo.json").await.0, StatusCode::NOT_FOUND);
    let (_, page) = browser.text(&address_of_the_page(&own)).await;
    assert!(page.contains("Somebody else") && !page.contains("Contoso"), "{page}");
    assert!(own.token(LEA).is_none(), "who isn't there can't sign in");
    drop(own);
    let _ = std::fs::remove_dir_all(&folder);

    let (_, front) = Browser::at(&stack().await).text("/").await;
    assert!(front.contains("with a demo world in it") && front.contains("Who lives here"), "{front}");
}

#[tokio::test]
async fn the_tokens_can_be_checked_with_the_published_key() {
    let stack = stack().await;
    let browser = Browser::at(&stack);
    let (_, discovery) = browser.call("GET", "/idp/.well-known/openid-configuration", None, None).await;
    assert_eq!(discovery["issuer"], format!("{}/idp", stack.origin()));
    let jwks = discovery["jwks_uri"].as_str().and_then(|uri| uri.strip_prefix(stack.origin())).expect("here");
    let (_, keys) = browser.call("GET", jwks, None, None).await;
    let number = |name: &str| {
        URL_SAFE_NO_PAD.decode(keys["keys"][0][name].as_str().expect("a number")).expect("base64url")
    };
    let key = ring::signature::RsaPublicKeyComponents { n: number("n"), e: number("e") };
    let token = stack.token(LEA).expect("a token");
    let (message, signature) = token.rsplit_once('.').expect("three parts");
    let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64url");
    key.verify(&ring::signature::RSA_PKCS1_2048_8192_SHA256, message.as_bytes(), &signature).expect("signed");
}
