use serde_json::json;

use super::{TEMPLATE, Template};

/// Every parameter of the project's template that has no default.
const GIVEN: [(&str, &str); 10] = [
    ("Issuer", "http://127.0.0.1:3000/idp"),
    ("Audience", "tandem"),
    ("ClientId", "pages"),
    ("PageOrigin", "http://127.0.0.1:3000/lambda-url/invitation-page"),
    ("RelationshipsPageOrigin", "http://127.0.0.1:3000/lambda-url/relationships-page"),
    ("DirectoryPageOrigin", "http://127.0.0.1:3000/lambda-url/directory-page"),
    ("ApiOrigin", "http://127.0.0.1:3000"),
    ("EnrollmentPageOrigin", "http://127.0.0.1:3000/lambda-url/enrollment-page"),
    ("MailDomain", "tandem.example"),
    ("MailFrom", "partnerships@tandem.example"),
];

const SMALL: &str = r#"
Parameters:
  Issuer: {Type: String}
  Size: {Type: Number, Default: 3}
Globals: {Function: {Environment: {Variables: {TABLE: !Ref Table}}}}
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{AttributeName: PK, KeyType: HASH}]
      TimeToLiveSpecification: {AttributeName: ttl, Enabled: true}
      StreamSpecification: {StreamViewType: NEW_IMAGE}
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth:
        DefaultAuthorizer: Token
        Authorizers: {Token: {JwtConfiguration: {issuer: !Ref Issuer, audience: [one]}}}
  Read:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: functions/read-things/
      Environment: {Variables: {LINE: !Sub "at ${Issuer}, ${Size}"}}
      Events:
        One: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: get, Path: "/v1/things/{id}"}}
        Open: {Type: HttpApi, Properties: {Method: GET, Path: /v1/open, Auth: {Authorizer: NONE}}}
"#;

#[test]
fn the_projects_template_can_be_played() {
    let deployment = Template::parse(TEMPLATE).expect("YAML").deploy(&GIVEN).expect("a deployment");
    let names: Vec<_> = deployment.functions.iter().map(|function| function.name.as_str()).collect();
    assert!(names.contains(&"request-partnership") && names.contains(&"deliver-mail"), "{names:?}");
    let routes: usize = deployment.functions.iter().map(|function| function.routes.len()).sum();
    assert!(routes >= 17, "{routes}");
    let fed: Vec<_> = deployment.functions.iter().filter(|f| f.stream.is_some()).collect();
    assert!(matches!(fed[..], [only] if only.name == "deliver-mail"), "{fed:?}");
    let cors = deployment.cors.expect("rules");
    assert_eq!(cors.allow_origins, ["http://127.0.0.1:3000"; 6], "of each page, and of each cloud's");
    for route in deployment.functions.iter().flat_map(|function| &function.routes) {
        assert!(cors.allow_methods.contains(&route.method), "{} {}", route.method, route.path);
    }
    assert_eq!(deployment.authorizer.issuer, "http://127.0.0.1:3000/idp");
    assert_eq!(deployment.time_to_live, "ttl");
}

#[test]
fn pages_of_a_clouds_own_address_may_call_the_api_i6() {
    let mut given = GIVEN.to_vec();
    given.push(("PageOriginChina", "http://china.localhost:3000/lambda-url/invitation-page"));
    let deployment = Template::parse(TEMPLATE).expect("YAML").deploy(&given).expect("a deployment");
    let origins = deployment.cors.expect("rules").allow_origins;
    let others = "http://127.0.0.1:3000";
    assert_eq!(origins[3..], ["http://china.localhost:3000", others, others], "and no empty one");
}

#[test]
fn a_condition_chooses_and_leaves_out() {
    let template = |rules: &str| {
        let conditions = "Conditions: {Small: !Not [!Equals [!Ref Size, 4]]}\nGlobals:";
        SMALL.replace("Globals:", conditions).replace("audience: [one]", &format!("audience: {rules}"))
    };
    let audience = |rules: &str, size: &str| {
        let deployment = Template::parse(&template(rules))
            .and_then(|template| template.deploy(&[("Issuer", "x"), ("Size", size)]));
        deployment.map(|deployment| deployment.authorizer.audience).map_err(|error| error.to_string())
    };
    let left_out = "[one, !If [Small, two, !Ref AWS::NoValue]]";
    assert_eq!(audience(left_out, "3"), Ok(vec!["one".to_owned(), "two".to_owned()]));
    assert_eq!(audience(left_out, "4"), Ok(vec!["one".to_owned()]));
    assert!(audience("[!If [Large, a, b]]", "3").expect_err("refused").contains("no condition Large"));
}

#[test]
fn routes_variables_and_references_are_read() {
    let deployment =
        Template::parse(SMALL).expect("YAML").deploy(&[("Issuer", "https://i")]).expect("a deployment");
    let [function] = &deployment.functions[..] else { panic!("one function") };
    assert_eq!(function.name, "read-things");
    let variable = |name: &str| function.variables.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    assert_eq!((variable("TABLE"), variable("LINE")), (Some("tandem-table"), Some("at https://i, 3")));
    let routes: Vec<_> =
        function.routes.iter().map(|r| (r.method.as_str(), r.path.as_str(), r.needs_token)).collect();
    assert_eq!(routes, [("GET", "/v1/things/{id}", true), ("GET", "/v1/open", false)]);
    assert_eq!(deployment.table["KeySchema"], json!([{"AttributeName": "PK", "KeyType": "HASH"}]));
}

#[test]
fn what_cannot_be_played_says_what_it_is() {
    let said = |yaml: &str, given: &[(&str, &str)]| {
        Template::parse(yaml).and_then(|template| template.deploy(given)).expect_err("refused").to_string()
    };
    assert_eq!(said(SMALL, &[]), "template.yaml: the parameter Issuer has no value on a laptop");
    assert_eq!(said(SMALL, &[("Isuer", "x")]), "template.yaml: has no parameter Isuer");
    let unknown = SMALL.replace("!Ref Issuer", "!Ref Nowhere");
    assert!(said(&unknown, &[("Issuer", "x")]).contains("refers to Nowhere"));
    let function = SMALL.replace("!Ref Issuer", "!ImportValue Issuer");
    assert!(said(&function, &[("Issuer", "x")]).contains("Fn::ImportValue isn't played on a laptop"));
    let event = SMALL.replace("Type: HttpApi, Properties: {ApiId", "Type: S3, Properties: {ApiId");
    assert!(said(&event, &[("Issuer", "x")]).contains("Read.One: \"S3\""));
}
