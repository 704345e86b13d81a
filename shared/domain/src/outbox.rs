//! N4: an e-mail goes out if and only if its change was committed.
//!
//! A mail is an item in the same transaction as its change. It holds what the mail says, not how:
//! words and layout are the mail crate's, in the language that is named.

use serde::{Deserialize, Serialize};

use crate::delegated_admin::Service;
use crate::enrollment::{EnrollmentState, Purpose};
use crate::organisation::Partner;
use crate::relationship_request::{CustomerTerms, Wording};
use crate::terms::Grant;
use crate::text::{Name, Reason};
use crate::{EmailAddress, Language, RequestId, Timestamp};

/// A mail that is owed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OwedMail {
    /// The mail's own id, a GUID; also the tag by which SES's events find it.
    pub id: String,
    /// The request whose collection it lies in, and whose `delivery` it moves; a mail that belongs to
    /// no request has a collection of its own.
    pub request_id: RequestId,
    pub to: EmailAddress,
    pub language: Language,
    pub content: MailContent,
}

/// What the mail says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum MailContent {
    /// A provider asks the recipient for a partnership (P1).
    #[serde(rename_all = "camelCase")]
    PartnershipRequest {
        sender: Partner,
        /// The recipient's organisation.
        recipient_name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wording: Option<Wording>,
        grants: Vec<Grant>,
        url: String,
        expires: Timestamp,
    },
    /// A partner invites the recipient as a customer (I1).
    #[serde(rename_all = "camelCase")]
    CustomerInvitation {
        sender: Partner,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wording: Option<Wording>,
        grants: Vec<Grant>,
        terms: CustomerTerms,
        url: String,
        expires: Timestamp,
    },
    /// The one who invited learns what the customer said (P9).
    #[serde(rename_all = "camelCase")]
    CustomerOutcome {
        accepted: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        customer_name: Option<Name>,
        granted: Vec<Service>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
        url: String,
        answered: Timestamp,
    },
    /// A partner learns that privileges were granted or taken back (A3).
    #[serde(rename_all = "camelCase")]
    PrivilegesChanged {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tenant_name: Option<Name>,
        granted: Vec<Service>,
        taken: Vec<Service>,
        /// The page that shows the tenant's partners.
        url: String,
        changed: Timestamp,
    },
    /// Whoever has the address is asked to confirm it (E3).
    #[serde(rename_all = "camelCase")]
    EmailConfirmation { purpose: Purpose, company_name: Name, url: String, expires: Timestamp },
    /// The primary contact learns in which state the enrollment is now (E4).
    #[serde(rename_all = "camelCase")]
    EnrollmentChanged {
        company_name: Name,
        state: EnrollmentState,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Reason>,
        /// Where the company enrolls.
        url: String,
        changed: Timestamp,
    },
    /// The one who asked learns the outcome (P9).
    #[serde(rename_all = "camelCase")]
    PartnershipOutcome {
        accepted: bool,
        recipient_name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
        /// Where the request shows, on the configured origin.
        url: String,
        answered: Timestamp,
    },
}
