//! What stands in for AWS, ready for use: the table with the demo world in it, and SES.
//!
//! The whole stack runs on this; alone it serves functions that run elsewhere, in containers.

use std::fs::{self, File, TryLockError};
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use dynoxide::Database;
use tandem_domain::Cloud;
use tandem_platform::aws::{Roots, config};
use tandem_store::Store;

use crate::catalogue;
use crate::demo::{self, World};
use crate::engine::{self, Engine};
use crate::outbox::{Mail, Outbox};
use crate::ses::Ses;
use crate::start_error::StartError;
use crate::template::{Deployment, Template};
use crate::{functions, idp, table};

/// Whom tokens for the API name as their audience.
pub const AUDIENCE: &str = "tandem";

/// Where the stand-ins listen and keep their data.
#[derive(Clone, Debug)]
pub struct Place {
    pub host: IpAddr,
    /// The table's port and SES's; 0 is any free one.
    pub ports: [u16; 2],
    /// In memory if there is none.
    pub data: Option<PathBuf>,
    /// The file with the offers of the catalogue; those of the repository if there is none.
    pub offers: Option<PathBuf>,
    /// The base address of the gateway that tokens and links name.
    pub gateway: String,
}

/// The running stand-ins.
pub struct StandIns {
    pub(crate) engine: Engine,
    pub(crate) deployment: Deployment,
    pub(crate) world: World,
    /// Whether the table has the demo world: one that the operator's command line made hasn't.
    pub(crate) has_demo_world: bool,
    pub(crate) outbox: Arc<Outbox>,
    pub(crate) ses: Arc<Ses>,
    /// Where the table's stream stood when everything was ready.
    pub(crate) stream_place: String,
    _lock: Option<File>,
}

impl StandIns {
    /// Starts them: an empty table gets the demo world, then its stream is turned on.
    ///
    /// # Errors
    /// A port that is taken, a folder that can't be used, a template that can't be played.
    pub async fn start(place: &Place) -> Result<Self, StartError> {
        let offers = place.offers.as_deref().map(catalogue::read).transpose()?;
        let lock = place.data.as_deref().map(take_folder).transpose()?;
        let unusable = |problem: String| match &place.data {
            Some(folder) => StartError::folder(folder, problem),
            None => StartError::Engine(problem),
        };
        let outbox = match place.data.as_deref() {
            None => Outbox::in_memory(),
            Some(folder) => Outbox::kept_in(folder).map_err(|error| unusable(error.to_string()))?,
        };
        let outbox = Arc::new(outbox);
        let ses = Arc::new(Ses::new(Arc::clone(&outbox)));
        let database = engine::open(place.data.as_deref()).map_err(&unusable)?;
        let engine = Engine::start(database, &ses, place.host, place.ports)
            .map_err(|error| StartError::listening(place.host, place.ports[0], error))?;
        let mut world = World::of_the_repository();
        let deployment = deployment(place, &engine)?;
        let store = Store::new(client(engine.table_address), &deployment.table_name);
        let is_new = !table::exists(&engine.database, &deployment).map_err(&unusable)?;
        if is_new {
            table::create(&engine.database, &deployment).map_err(&unusable)?;
            // Boxed: whoever waits for the start needn't carry all that makes a world.
            let settled = Box::pin(demo::settle(&world, &store, &engine.database, &deployment)).await;
            settled.map_err(StartError::Engine)?;
        }
        if offers.is_some() || !is_new {
            // The catalogue is what the file says at every start.
            world.offers = offers.unwrap_or(world.offers);
            let replaced = store.replace_offers(&world.offers).await;
            replaced.map_err(|fault| StartError::Engine(format!("the offers: {fault:?}")))?;
        }
        let lives_here = demo::lives_in(&world, &store).await;
        let has_demo_world =
            lives_here.map_err(|fault| StartError::Engine(format!("the demo world: {fault:?}")))?;
        let stream_place = table::start_stream(&engine.database, &deployment).map_err(&unusable)?;
        Ok(Self { engine, deployment, world, has_demo_world, outbox, ses, stream_place, _lock: lock })
    }

    /// The engine's endpoint for clients of DynamoDB.
    #[must_use]
    pub fn table_endpoint(&self) -> String {
        format!("http://{}", self.engine.table_address)
    }

    /// The endpoint for clients of SES v2.
    #[must_use]
    pub fn ses_endpoint(&self) -> String {
        format!("http://{}", self.engine.ses_address)
    }

    /// The table's name.
    #[must_use]
    pub fn table_name(&self) -> &str {
        &self.deployment.table_name
    }

    /// The engine itself, beside the SDK.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.engine.database
    }

    /// Every mail that SES took, newest first.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        self.outbox.mails()
    }

    /// A client of the table, as the functions have it.
    #[must_use]
    pub fn client(&self) -> Client {
        client(self.engine.table_address)
    }
}

/// The base address of a function's pages behind a gateway.
fn page_origin(gateway: &str, function: &str) -> String {
    format!("{gateway}/lambda-url/{function}")
}

/// The base addresses of all pages behind a gateway.
pub(crate) fn page_origins(gateway: &str) -> Vec<String> {
    let everywhere = ["invitation-page", "relationships-page", "enrollment-page"]
        .map(|function| page_origin(gateway, function));
    everywhere.into_iter().chain(origins_of_clouds(gateway).map(|(_, origin)| origin)).collect()
}

/// The clouds whose page has an address of its own (I6), each with the parameter that says where.
const CLOUDS_APART: [(&str, Cloud); 3] = [
    ("PageOriginChina", Cloud::China),
    ("PageOriginUsGov", Cloud::UsGov),
    ("PageOriginGermany", Cloud::Germany),
];

/// Their pages at the same gateway, under a name of each cloud: what ends in `.localhost` is this
/// computer. Where the gateway is for others as well there are no such names.
fn origins_of_clouds(gateway: &str) -> impl Iterator<Item = (&'static str, String)> {
    let port = gateway.strip_prefix("http://127.0.0.1:").map(ToOwned::to_owned);
    CLOUDS_APART.into_iter().filter_map(move |(parameter, cloud)| {
        let origin = format!("http://{cloud}.localhost:{}", port.as_ref()?);
        Some((parameter, page_origin(&origin, "invitation-page")))
    })
}

fn client(address: SocketAddr) -> Client {
    let env = functions::of_a_visitor(&format!("http://{address}"));
    Client::new(&config(&env, "AWS_ENDPOINT_URL_DYNAMODB", Roots::Amazon))
}

/// The template's parameters, as an operator of this computer would give them.
pub(crate) fn deployment(place: &Place, engine: &Engine) -> Result<Deployment, StartError> {
    let gateway = &place.gateway;
    let parameters = [
        ("Issuer", format!("{gateway}/idp")),
        ("Audience", AUDIENCE.to_owned()),
        ("ClientId", idp::CLIENT_ID.to_owned()),
        ("PageOrigin", page_origin(gateway, "invitation-page")),
        ("RelationshipsPageOrigin", page_origin(gateway, "relationships-page")),
        ("DirectoryPageOrigin", page_origin(gateway, "directory-page")),
        ("EnrollmentPageOrigin", page_origin(gateway, "enrollment-page")),
        ("ApiOrigin", gateway.clone()),
        ("MailDomain", "tandem.example".to_owned()),
        ("MailFrom", "partnerships@tandem.example".to_owned()),
        ("DynamodbEndpoint", format!("http://{}", engine.table_address)),
        ("SesEndpoint", format!("http://{}", engine.ses_address)),
    ];
    let of_clouds: Vec<_> = origins_of_clouds(gateway).collect();
    let parameters: Vec<_> =
        parameters.iter().chain(&of_clouds).map(|(name, value)| (*name, value.as_str())).collect();
    Ok(Template::of_the_repository()?.deploy(&parameters)?)
}

/// Makes the folder ours, for two stacks on one folder would undo each other's work.
pub(crate) fn take_folder(folder: &Path) -> Result<File, StartError> {
    let unusable = |problem: String| StartError::folder(folder, problem);
    fs::create_dir_all(folder).map_err(|error| unusable(error.to_string()))?;
    let lock = File::create(folder.join("lock")).map_err(|error| unusable(error.to_string()))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(unusable("another Tandem is using it".to_owned())),
        Err(TryLockError::Error(error)) => Err(unusable(error.to_string())),
    }
}
