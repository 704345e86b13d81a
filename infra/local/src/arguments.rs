//! The command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use lexopt::prelude::{Long, Short, ValueExt as _};
use tandem_domain::people::RolesFrom;

pub const HELP: &str = "\
The whole of Tandem on this computer.

Usage: tandem [--port N] [--host ADDRESS] [--data DIR] [--offers FILE]
              [--roles-from token|list] [--engine-only]

  --port N         listen on port N (default 3000; 0 finds a free one)
  --host ADDRESS   listen on ADDRESS (default 127.0.0.1)
  --data DIR       keep everything in DIR; without it all is in memory
  --offers FILE    the offers of the catalogue, as infra/local/offers.json has them
  --roles-from X   where agents have their roles from: their token (default), or the list
                   that their organisation keeps of its people
  --engine-only    run only what stands in for AWS, for functions that run elsewhere:
                   the table on --port (default: a free one), SES on the port after it
  -h, --help       print this
  -V, --version    print the version

LOG_LEVEL (off, error, warn, info, debug, trace; default warn) says how much is logged.
";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    Run(Arguments),
    Help,
    Version,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    pub port: Option<u16>,
    pub host: IpAddr,
    pub data: Option<PathBuf>,
    pub offers: Option<PathBuf>,
    pub roles_from: RolesFrom,
    pub engine_only: bool,
}

pub fn parse(mut parser: lexopt::Parser) -> Result<Asked, lexopt::Error> {
    let mut arguments = Arguments {
        port: None,
        host: Ipv4Addr::LOCALHOST.into(),
        data: None,
        offers: None,
        roles_from: RolesFrom::Token,
        engine_only: false,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("port") => arguments.port = Some(parser.value()?.parse()?),
            Long("host") => arguments.host = parser.value()?.parse()?,
            Long("data") => arguments.data = Some(parser.value()?.into()),
            Long("offers") => arguments.offers = Some(parser.value()?.into()),
            Long("roles-from") => arguments.roles_from = parser.value()?.parse()?,
            Long("engine-only") => arguments.engine_only = true,
            Short('h') | Long("help") => return Ok(Asked::Help),
            Short('V') | Long("version") => return Ok(Asked::Version),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Asked::Run(arguments))
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Asked, RolesFrom, parse};

    fn asked(arguments: &[&str]) -> Result<Asked, lexopt::Error> {
        parse(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn the_arguments_are_read() {
        let Ok(Asked::Run(plain)) = asked(&[]) else { panic!("nothing asked for is a plain run") };
        assert_eq!((plain.port, plain.data, plain.engine_only), (None, None, false));
        let all = "--port=0 --host 0.0.0.0 --data here --offers mine.json --roles-from list --engine-only";
        let all: Vec<_> = all.split(' ').collect();
        let Ok(Asked::Run(all)) = asked(&all) else { panic!("all of them are read") };
        let host = std::net::Ipv4Addr::UNSPECIFIED.into();
        let [data, offers] = ["here", "mine.json"].map(|path| Some(path.into()));
        let roles_from = RolesFrom::List;
        assert_eq!(all, Arguments { port: Some(0), host, data, offers, roles_from, engine_only: true });
        assert!(matches!(asked(&["-h"]), Ok(Asked::Help)));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for wrong in ["--port x", "--port 70000", "--host here", "--roles-from x", "--what", "x"] {
            let wrong: Vec<_> = wrong.split(' ').collect();
            assert!(asked(&wrong).is_err(), "{wrong:?}");
        }
    }
}
