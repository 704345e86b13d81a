//! Who is calling, from the claims that the gateway validated (T3, T4).

use std::collections::HashMap;

use lambda_http::request::RequestContext;
use lambda_http::{Request, RequestExt as _};
use tandem_domain::policy::{Role, Roles};
use tandem_domain::write::Person;
use tandem_platform::Environment;

/// How claims are named, and the audience that a token must be for.
#[derive(Clone, Debug)]
pub(crate) struct Claims {
    audience: String,
    tenant: String,
    roles: String,
    email: String,
}

impl Claims {
    pub(crate) fn from_env(env: &Environment) -> Self {
        let name = |variable, default: &str| env.optional(variable).unwrap_or(default).to_owned();
        Self {
            audience: env.required("AUDIENCE"),
            tenant: name("TENANT_CLAIM", "tid"),
            roles: name("ROLES_CLAIM", "roles"),
            email: name("EMAIL_CLAIM", "email"),
        }
    }

    /// The person, if there are claims and they are for this audience and name a subject and a tenant.
    pub(crate) fn person(&self, request: &Request) -> Option<Person> {
        let RequestContext::ApiGatewayV2(context) = request.request_context_ref()? else {
            return None;
        };
        let claims = &context.authorizer.as_ref()?.jwt.as_ref()?.claims;
        self.person_of(claims)
    }

    fn person_of(&self, claims: &HashMap<String, String>) -> Option<Person> {
        let claim = |name: &str| claims.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
        if !listed(claim("aud")?).any(|audience| audience == self.audience) {
            return None;
        }
        let roles: Roles = claim(&self.roles).into_iter().flat_map(listed).filter_map(Role::named).collect();
        Some(Person {
            issuer: claim("iss")?.to_owned(),
            tenant_id: claim(&self.tenant)?.parse().ok()?,
            subject: claim("sub")?.to_owned(),
            email: claim(&self.email).and_then(|email| email.parse().ok()),
            email_verified: claim("email_verified")
                .is_some_and(|verified| verified.eq_ignore_ascii_case("true")),
            roles,
        })
    }
}

/// The members of a claim: the gateway hands a list on as the text `[a b]`.
fn listed(claim: &str) -> impl Iterator<Item = &str> {
    let inner = claim.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(claim);
    inner.split([' ', ',']).map(|member| member.trim_matches('"')).filter(|member| !member.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use tandem_domain::policy::Role;
    use tandem_platform::Environment;

    use super::Claims;

    fn claims(changes: &[(&str, &str)]) -> HashMap<String, String> {
        let mut claims: HashMap<String, String> = [
            ("iss", "https://idp.example"),
            ("aud", "tandem"),
            ("sub", "ana"),
            ("tid", "1b4e28ba-2fa1-11d2-883f-0016d3cca427"),
            ("roles", "[admin_agent sales_agent janitor]"),
            ("email", "Ana@Contoso.example"),
            ("email_verified", "true"),
        ]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
        for (name, value) in changes {
            claims.insert((*name).to_owned(), (*value).to_owned());
        }
        claims
    }

    fn edge() -> Claims {
        Claims::from_env(&Environment::from_pairs([("AUDIENCE", "tandem")]))
    }

    #[test]
    fn claims_become_a_person_with_the_roles_that_are_known() {
        let person = edge().person_of(&claims(&[])).expect("a person");
        assert_eq!(person.roles, [Role::AdminAgent, Role::SalesAgent]);
        assert_eq!(person.email.expect("an address").as_str(), "ana@contoso.example");
        assert!(person.email_verified);
    }

    #[test]
    fn claims_for_somebody_else_or_without_identity_are_nobody_t4() {
        for bad in [("aud", "other"), ("aud", "[other x]"), ("sub", ""), ("tid", "contoso"), ("iss", " ")] {
            assert!(edge().person_of(&claims(&[bad])).is_none(), "{bad:?}");
        }
        assert!(edge().person_of(&claims(&[("aud", "[x tandem]")])).is_some());
    }
}
