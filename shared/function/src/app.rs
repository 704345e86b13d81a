//! What a function stands on, and the way from a request to its answer.

use tandem_domain::people::{RolesFrom, effective_roles};
use tandem_domain::{Fault, Halt};
use tandem_edge::{Answer, Call, Edge, EnrollmentPages, Pages};
use tandem_platform::{BadEnvironment, Environment};
use tandem_store::Store;

use crate::{Request, Response};

/// What a function stands on: HTTP, the table, and the settings of its own, if it has any.
#[derive(Clone, Debug)]
pub struct App<S = ()> {
    edge: Edge,
    pub store: Store,
    roles_from: RolesFrom,
    pub settings: S,
}

/// Settings of a function, from variables that the others don't have.
pub trait Settings {
    /// Reads them. What is wrong with a variable is noted in the environment.
    fn read(env: &Environment) -> Self;
}

impl Settings for () {
    fn read(_: &Environment) {}
}

impl Settings for Pages {
    fn read(env: &Environment) -> Self {
        Self::from_env(env)
    }
}

impl Settings for EnrollmentPages {
    fn read(env: &Environment) -> Self {
        Self::from_env(env)
    }
}

/// What is asked, to match on.
#[derive(Clone, Copy, Debug)]
pub struct Route<'a> {
    pub method: &'a str,
    /// Below `/v1`.
    pub path: &'a [&'a str],
}

impl<S: Settings> App<S> {
    /// Reads the variables and opens the connection to the table.
    pub async fn start(env: &Environment) -> Result<Self, BadEnvironment> {
        let (edge, settings) = (Edge::from_env(env), S::read(env));
        let roles_from = env.parsed("ROLES_FROM", RolesFrom::Token, "must be token or list");
        let store = Store::start(env).await;
        env.check()?;
        Ok(Self { edge, store, roles_from, settings })
    }
}

impl<S> App<S> {
    /// Opens the request into a call, has it decided, and closes it with what came of it.
    pub async fn answer(
        &self,
        request: Request,
        decide: impl AsyncFnOnce(&Call, Route<'_>) -> Result<Answer, Halt>,
    ) -> Response {
        let mut call = self.edge.open(request);
        let outcome = match self.settle_roles(&mut call).await {
            Ok(()) => {
                let (method, path) = call.route();
                decide(&call, Route { method, path: &path }).await
            }
            Err(fault) => Err(fault.into()),
        };
        self.edge.close(&call, outcome)
    }

    /// Where the list has the agent roles, they are read at each call: what was given or taken a moment ago
    /// counts (T6). Whoever isn't signed in has none.
    async fn settle_roles(&self, call: &mut Call) -> Result<(), Fault> {
        if self.roles_from == RolesFrom::List
            && let Ok(person) = call.person()
        {
            let entry = self.store.member(person).await?;
            let roles = effective_roles(person, entry.as_ref());
            call.set_roles(roles);
        }
        Ok(())
    }
}
