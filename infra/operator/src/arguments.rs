//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use tandem_domain::customer::DomainName;
use tandem_domain::enrollment::EnrollmentState;
use tandem_domain::text::{Line, Name};
use tandem_domain::{Cloud, Country, EmailAddress, Language, PartnerId, TenantId, Timestamp};

const AFTER: &str = "\
Where the table is:
  on AWS         by AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN) and
                 TABLE_NAME or --table, as the functions have them
  --data DIR     what the local stack keeps there, while it isn't running
  --endpoint URL a running local stack's table; its front page says where that is

Exit codes:
  0  done
  1  some of it was refused, or it was stopped before the end; the rest is done
  2  the command line, or a file that it names, can't be used; nothing is done
  3  the table can't be reached; what was said to be done is done

Every command can be repeated: what is so already stays as it is.";

/// The program operator's command line: registers partner IDs, offers, providers and the operator itself, and
/// lists the enrollments that wait for review.
#[derive(Debug, Parser)]
#[command(name = "operator", version, after_help = AFTER, max_term_width = 110)]
pub struct Arguments {
    /// Works on the data that the local stack keeps in this folder, while it isn't running
    #[arg(long, value_name = "DIR", global = true, conflicts_with = "endpoint")]
    pub data: Option<PathBuf>,
    /// Works on the table at this address, such as that of a running local stack
    #[arg(long, value_name = "URL", global = true)]
    pub endpoint: Option<String>,
    /// The table's name (TABLE_NAME if left out; locally, that of the local stack)
    #[arg(long, value_name = "NAME", global = true)]
    pub table: Option<String>,
    /// Reads and checks everything, says what would be done, and writes nothing to the table
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// Your e-mail address, for the audit trail; every command that writes needs it
    #[arg(long = "as", value_name = "EMAIL", global = true)]
    pub who: Option<EmailAddress>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes the registry say of each partner ID what a CSV file says
    ///
    /// The file is UTF-8 with the columns mpnId, name, accountType (location, global), country (ISO 3166-1) and
    /// status (active, inactive), named in its first line, in any order; other columns are passed over. It names
    /// at most 3,500,000 partner IDs. Those that aren't in the file stay as they are, and so does who holds one.
    ImportPartnerIds {
        file: PathBuf,
        /// Writes every refused line with its number, field and reason here, as CSV, instead of the first hundred
        /// to the error stream
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// Makes a JSON file, as infra/local/offers.json, the whole catalogue
    ImportOffers { file: PathBuf },
    /// Registers an indirect provider: that it holds its partner ID, and what its profiles say
    ///
    /// From then on its own admins change its profiles. A provider that is registered otherwise than it is said
    /// here is refused and stays as it is.
    CreateProvider(Box<NewProvider>),
    /// Registers who runs the program: the first thing to do with a new table, which has none
    CreateOperator {
        #[command(flatten)]
        organisation: NewOrganisation,
    },
    /// Lists the enrollments in a state, those that wait the longest first
    ListEnrollments {
        /// draft, email_unverified, under_review, active or rejected
        #[arg(long, default_value = "under_review", value_parser = state)]
        state: EnrollmentState,
        /// Only those that are in that state since before then, such as 2026-11-01T00:00:00Z
        #[arg(long, value_name = "TIME")]
        before: Option<Timestamp>,
    },
}

/// What every organisation has.
#[derive(Args, Debug)]
pub struct NewOrganisation {
    /// Its tenant, as its people's tokens name it
    #[arg(long, value_name = "GUID")]
    pub tenant: TenantId,
    /// Its legal name
    #[arg(long)]
    pub name: Name,
    /// Its own domain, such as contoso.com
    #[arg(long)]
    pub domain: DomainName,
    /// ISO 3166-1, such as DE
    #[arg(long)]
    pub country: Country,
    /// global, china, usgov or germany
    #[arg(long, default_value = "global", value_parser = cloud)]
    pub cloud: Cloud,
}

/// A provider, and what its profiles begin with. Its country is that of its legal address.
#[derive(Args, Debug)]
pub struct NewProvider {
    #[command(flatten)]
    pub organisation: NewOrganisation,
    /// Its partner ID: of an active location account in its country that nobody holds
    #[arg(long, value_name = "ID")]
    pub mpn_id: PartnerId,
    /// Of the e-mails to the primary contact: en, zh-CN or zh-TW
    #[arg(long, default_value_t)]
    pub language: Language,
    #[command(flatten)]
    pub address: LegalAddress,
    #[command(flatten)]
    pub contact: PrimaryContact,
    #[command(flatten)]
    pub support: SupportContact,
}

/// The legal address. What its country needs is a rule of the domain.
#[derive(Args, Debug)]
#[command(next_help_heading = "Legal address, in --country")]
pub struct LegalAddress {
    /// Street and number
    #[arg(long, value_name = "LINE")]
    pub address_line1: Line,
    /// More of it
    #[arg(long, value_name = "LINE")]
    pub address_line2: Option<Line>,
    /// More of it
    #[arg(long, value_name = "LINE")]
    pub address_line3: Option<Line>,
    /// Where addresses have one
    #[arg(long)]
    pub district: Option<Line>,
    /// Needed in every country
    #[arg(long)]
    pub city: Line,
    /// Needed in some countries, such as the US
    #[arg(long)]
    pub state: Option<Line>,
    /// Where addresses have one
    #[arg(long)]
    pub region: Option<Line>,
    /// Needed in most countries
    #[arg(long, value_name = "CODE")]
    pub postal_code: Option<Line>,
}

/// Who speaks for the company.
#[derive(Args, Debug)]
#[command(next_help_heading = "Primary contact, who speaks for it")]
pub struct PrimaryContact {
    /// Up to 50 characters
    #[arg(id = "contact-first-name", long, value_name = "NAME")]
    pub first_name: Line,
    /// Up to 50 characters
    #[arg(id = "contact-last-name", long, value_name = "NAME")]
    pub last_name: Line,
    /// Also where it hears of what its customers grant and take back
    #[arg(id = "contact-email", long, value_name = "EMAIL")]
    pub email: EmailAddress,
    /// Such as "+49 30 5550100"
    #[arg(id = "contact-phone-number", long, value_name = "NUMBER")]
    pub phone_number: Line,
}

/// Whom its customers turn to.
#[derive(Args, Debug)]
#[command(next_help_heading = "Support contact, whom customers turn to")]
pub struct SupportContact {
    /// Where customers write to
    #[arg(id = "support-email", long, value_name = "EMAIL")]
    pub email: EmailAddress,
    /// Such as "+49 30 5550101"
    #[arg(id = "support-telephone", long, value_name = "NUMBER")]
    pub telephone: Line,
    /// Such as www.contoso.com
    #[arg(id = "support-website", long, value_name = "ADDRESS")]
    pub website: Option<Line>,
}

fn state(name: &str) -> Result<EnrollmentState, String> {
    let found = EnrollmentState::ALL.into_iter().find(|state| state.as_str() == name);
    found.ok_or_else(|| "must be one of: draft, email_unverified, under_review, active, rejected".to_owned())
}

fn cloud(name: &str) -> Result<Cloud, String> {
    let found = Cloud::ALL.into_iter().find(|cloud| cloud.as_str() == name);
    found.ok_or_else(|| "must be one of: global, china, usgov, germany".to_owned())
}
