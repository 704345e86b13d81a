//! Contacts and postal addresses.

use serde::{Deserialize, Serialize};

use crate::text::Line;
use crate::{Country, EmailAddress};

/// A postal address. Which fields a country needs is checked where an address comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Address {
    pub country: Country,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Line>,
    pub city: Line,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Line>,
    pub address_line1: Line,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_line2: Option<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<Line>,
}

/// The person to turn to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    pub first_name: Line,
    pub last_name: Line,
    pub email: EmailAddress,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<Line>,
}
