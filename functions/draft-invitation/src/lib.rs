//! The manual way: a sender's open links, with the draft to send them in its own mail program (P1, P2,
//! I4, Z17).
//!
//! Each sender has one open link for a partnership, and one for each thing that it asks customers for:
//! `indirectCloudSolutionProviderId` and `delegatedAdmin` (`all`, `none`, or services separated by
//! commas) say which. The first call makes it.
//!
//! | route, of `/v1/relationships/requests` and `/v1/customers/relationshiprequests` | what |
//! |---|---|
//! | `GET …/draft?language=` | the draft with its link |
//! | `PATCH …/draft` | `{expiresInHours?, maxUses?}` |
//! | `GET …/draft/uses` | who used the link |
//! | `POST …/draft/rotate` | another link; the old one is over at once |
//! | `GET /v1/customers/relationshiprequests` | Partner Center's: the link alone; with `direction` or `state` the list of invitations |

use tandem_domain::delegated_admin::Service;
use tandem_domain::relationship_request::{
    AskOfCustomer, ChangeOpenLink, Draft, MOST_OPEN_LINK_HOURS, MOST_USES, OpenLink, RequestKind,
    change_link, may_draft, may_keep, open_link, rotate_link, terms_to_rotate,
};
use tandem_domain::write::Person;
use tandem_domain::{Halt, Language, Rejection};
use tandem_edge::resource::DraftWords;
use tandem_edge::sending::within;
use tandem_edge::{Answer, Call, Pages, UnknownKeys, collection, random, resource};
use tandem_function::{Request, Response, requests};
use tandem_store::{DraftSeen, Moved};

/// HTTP, the table, and where the pages lie.
pub type App = tandem_function::App<Pages>;

/// Answers one request.
pub async fn handle(app: &App, request: Request) -> Response {
    app.answer(request, async |call, route| match (route.method, route.path) {
        // Before anything of the query is looked at.
        _ if call.person().is_err() => Err(Rejection::Unauthenticated.into()),
        ("GET", ["customers", "relationshiprequests"]) if wants_list(call) => {
            requests::list(app, call, RequestKind::CustomerRelationship).await
        }
        ("GET", ["customers", "relationshiprequests"]) => {
            let link = present_link(app, call, &of_customers(call)?).await?;
            Ok(Answer::ok(resource::relationship_request_link(&app.settings.open_link(&link))))
        }
        (method, [first, second, "draft", rest @ ..]) => {
            let draft = match (*first, *second) {
                ("relationships", "requests") => Draft::Partnership,
                ("customers", "relationshiprequests") => of_customers(call)?,
                _ => return Err(Rejection::NotFound.into()),
            };
            match (method, rest) {
                ("GET", []) => read(app, call, &draft).await,
                ("PATCH", []) => change(app, call, &draft).await,
                ("GET", ["uses"]) => uses(app, call, &draft).await,
                ("POST", ["rotate"]) => rotate(app, call, &draft).await,
                _ => Err(Rejection::NotFound.into()),
            }
        }
        _ => Err(Rejection::NotFound.into()),
    })
    .await
}

/// Partner Center's call names neither.
fn wants_list(call: &Call) -> bool {
    call.query("direction").is_some() || call.query("state").is_some()
}

/// What customers are asked for by the link that the query means.
fn of_customers(call: &Call) -> Result<Draft, Rejection> {
    let delegated_admin = match call.query("delegatedAdmin") {
        None => Service::all().collect(),
        Some(given) if given.eq_ignore_ascii_case("all") => Service::all().collect(),
        Some(given) if given.eq_ignore_ascii_case("none") => Vec::new(),
        Some(given) => given
            .split(',')
            .map(|service| service.trim().parse())
            .collect::<Result<_, String>>()
            .map_err(|rule| Rejection::field("delegatedAdmin", format!("{rule}, all or none")))?,
    };
    let provider = call.parsed("indirectCloudSolutionProviderId")?;
    Ok(Draft::Customer(AskOfCustomer { provider, delegated_admin }))
}

async fn read(app: &App, call: &Call, draft: &Draft) -> Result<Answer, Halt> {
    let language = call.parsed("language")?.unwrap_or_default();
    let link = present_link(app, call, draft).await?;
    Ok(Answer::ok(drafted(app, call, &link, language)))
}

/// The sender's link, made now if there is none that can still be used.
async fn present_link(app: &App, call: &Call, draft: &Draft) -> Result<OpenLink, Halt> {
    let person = call.person()?;
    // Somebody else may make it at the same time.
    Moved::decided_anew(|| async {
        let seen = app.store.draft(person.tenant_id, draft).await?;
        let terms = may_draft(draft, person, seen.caller.as_ref(), seen.partnership.as_ref());
        let terms = terms.map_err(Halt::from)?;
        // Reading makes it, whatever request id is sent: each try is a write of its own.
        let write = call.write_of_a_read()?;
        let Some(made) = open_link(&write, terms, seen.link.as_ref(), random::link_key()) else {
            return seen.link.ok_or(Halt::Rejected(Rejection::NotFound).into());
        };
        // Nobody repeats this write: its request id is new each time.
        app.store.make_link(&write, draft, &made, &Answer::no_content().saved()).await?;
        Ok(made.link)
    })
    .await
}

/// The draft with its link, in words of that language.
fn drafted(app: &App, call: &Call, link: &OpenLink, language: Language) -> serde_json::Value {
    let url = app.settings.open_link(link);
    let draft = tandem_mail::draft(link.terms(), &url, language);
    let mailto = tandem_mail::mailto(&draft.subject, &draft.body).ok();
    let words = DraftWords { subject: draft.subject, body: draft.body, template: draft.template, mailto };
    resource::draft(link, call.now, &url, words)
}

async fn rotate(app: &App, call: &Call, draft: &Draft) -> Result<Answer, Halt> {
    let write = call.write()?;
    call.form(UnknownKeys::Refused)?.finish(Some(()))?;
    let language = call.parsed("language")?.unwrap_or_default();
    Moved::decided_anew(|| async {
        let seen = app.store.for_draft(&write, draft).await?;
        let (caller, partnership) = (seen.caller.as_ref(), seen.partnership.as_ref());
        let terms = terms_to_rotate(draft, &write.person, caller, partnership, seen.link.as_ref());
        let terms = app.store.decided(&write, terms).await?;
        let made = rotate_link(&write, terms, seen.link.as_ref(), random::link_key());
        let answer = Answer::ok(drafted(app, call, &made.link, language));
        app.store.make_link(&write, draft, &made, &answer.saved()).await?;
        Ok(answer)
    })
    .await
}

/// Whether the person may change the link that is there, and see who used it.
fn keeps(draft: &Draft, person: &Person, seen: &DraftSeen) -> Result<(), Rejection> {
    may_keep(draft, person, seen.caller.as_ref(), seen.partnership.as_ref(), seen.has_link)
}

async fn change(app: &App, call: &Call, draft: &Draft) -> Result<Answer, Halt> {
    let write = call.write()?;
    let language = call.parsed("language")?.unwrap_or_default();
    let mut form = call.form(UnknownKeys::Refused)?;
    let open_hours = within(&mut form, "expiresInHours", MOST_OPEN_LINK_HOURS);
    let max_uses = within(&mut form, "maxUses", MOST_USES);
    let etag = call.sent_etag(&mut form);
    form.finish(Some(()))?;
    let seen = app.store.for_draft(&write, draft).await?;
    app.store.decided(&write, keeps(draft, &write.person, &seen)).await?;
    let expected = seen.link.as_ref().and_then(|link| etag?.version(&link.id.to_string()));
    let changed = change_link(&write, seen.link.as_ref(), expected, ChangeOpenLink { open_hours, max_uses });
    let changed = app.store.decided(&write, changed).await?;
    let answer = Answer::ok(drafted(app, call, &changed.link, language));
    app.store.change_link(&write, &changed, &answer.saved()).await?;
    Ok(answer)
}

async fn uses(app: &App, call: &Call, draft: &Draft) -> Result<Answer, Halt> {
    let person = call.person()?;
    let may_see = |seen: &DraftSeen| keeps(draft, person, seen);
    let found = app.store.draft_uses(person.tenant_id, draft, &call.page()?, may_see).await?;
    let items = found.items.iter().map(resource::link_use).collect();
    Ok(Answer::ok(collection(call, items, found.next.as_ref())))
}
