//! How long a function takes from its process's start to its first poll of the runtime API.
//!
//! The binary is the one that would be deployed, the connection to the table included: a handshake
//! with a front on this machine, under a root certificate that the binary trusts. For that, one of
//! the certificates that are compiled in is exchanged, in a copy, for one of the same place and
//! length that vouches for the front; what the function does is the same, byte for byte. The way to
//! AWS, which no program makes shorter, isn't measured. The plain column has the same without TLS.
//!
//! The functions take turns, so that whatever else the machine does meets all of them.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::binary::Binary;
use crate::deployment;
use crate::print::Table;
use crate::runtime_api::RuntimeApi;
use crate::table_front;

/// How often each is started; the first times fill the caches and don't count.
const STARTS: usize = 103;
const WARM_UP: usize = 2;
/// What a start may take, as a multiple of the hello function's.
const MOST: f64 = 1.5;

const AMAZON_ROOTS: &str = include_str!("../../../shared/platform/src/amazon-roots.pem");

/// A function, to be started with one endpoint of the table.
struct Candidate {
    name: String,
    program: PathBuf,
    variables: Vec<(String, String)>,
    took: Vec<Duration>,
}

/// Starts every function again and again.
pub fn measure(binaries: &[Binary]) -> Result<Table, Box<dyn Error>> {
    let api = RuntimeApi::start()?;
    let (tls, root) = table_front::over_tls()?;
    let plain = table_front::plain()?;
    let mut over_tls = candidates(binaries, &tls, Some(&root))?;
    let mut plainly = candidates(binaries, &plain, None)?;
    for round in 0..STARTS {
        for candidate in over_tls.iter_mut().chain(&mut plainly) {
            let took = candidate.start(&api)?;
            if round >= WARM_UP {
                candidate.took.push(took);
            }
        }
    }
    let hello = over_tls.first_mut().map(Candidate::median).ok_or("no binaries")?;
    let row = |(tls, plain): (&mut Candidate, &mut Candidate)| {
        let [tls_took, plain_took] = [tls.median(), plain.median()];
        let ratio = |took: Duration| took.as_secs_f64() / hello.as_secs_f64();
        let cells = [ratio(tls_took), ratio(tls_took) / MOST, ratio(plain_took)];
        let cells = cells.map(|cell| format!("{cell:.2}"));
        let millis = format!("{:.2}", tls_took.as_secs_f64() * 1000.0);
        [tls.name.clone(), millis].into_iter().chain(cells).collect()
    };
    Ok(Table {
        title: format!("Start: median of {} in turns", STARTS - WARM_UP),
        headings: vec!["function", "ms here", "of hello", "of allowed 1.5", "plain, of hello"],
        rows: over_tls.iter_mut().zip(&mut plainly).map(row).collect(),
    })
}

fn candidates(
    binaries: &[Binary],
    table: &str,
    root: Option<&str>,
) -> Result<Vec<Candidate>, Box<dyn Error>> {
    let deployment = deployment::of(table, "")?;
    let candidate = |binary: &Binary| -> Result<Candidate, Box<dyn Error>> {
        let function = deployment.functions.iter().find(|function| function.name == binary.name);
        let program = match root.filter(|_| function.is_some()) {
            Some(root) => trusting(&binary.path, root)?,
            None => binary.path.clone(),
        };
        let variables = function.map(deployment::variables).unwrap_or_default();
        Ok(Candidate { name: binary.name.clone(), program, variables, took: Vec::new() })
    };
    binaries.iter().map(candidate).collect()
}

/// A copy of the program that trusts `root` in place of the first certificate that is compiled in.
fn trusting(program: &Path, root: &str) -> Result<PathBuf, Box<dyn Error>> {
    let end = "-----END CERTIFICATE-----\n";
    let length = AMAZON_ROOTS.find(end).ok_or("no certificate to exchange")? + end.len();
    let replaced = &AMAZON_ROOTS.as_bytes()[..length];
    // What is too short is filled up with empty lines, which count for nothing.
    let root = format!("{}{}", root.replace('\r', ""), "\n".repeat(length.saturating_sub(root.len())));
    let mut bytes = fs::read(program)?;
    let places: Vec<_> =
        bytes.windows(length).enumerate().filter(|(_, window)| *window == replaced).collect();
    let &[(place, _)] = &places[..] else {
        return Err(format!("{} holds the certificate {} times", program.display(), places.len()).into());
    };
    bytes.splice(place..place + length, root.bytes().take(length));
    let copy = program.with_extension("trusting");
    fs::write(&copy, bytes)?;
    fs::set_permissions(&copy, fs::metadata(program)?.permissions())?;
    Ok(copy)
}

impl Candidate {
    fn start(&self, api: &RuntimeApi) -> Result<Duration, Box<dyn Error>> {
        let mut command = Command::new(&self.program);
        command.env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.env("AWS_LAMBDA_RUNTIME_API", api.address.to_string());
        command.envs([
            ("AWS_LAMBDA_FUNCTION_NAME", self.name.as_str()),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
            ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let began = Instant::now();
        let mut process = command.spawn()?;
        let polled = api.first_poll();
        process.kill()?;
        process.wait()?;
        let polled = polled.ok_or_else(|| format!("{} doesn't ask for an event", self.name))?;
        Ok(polled - began)
    }

    fn median(&mut self) -> Duration {
        self.took.sort();
        self.took[self.took.len() / 2]
    }
}
