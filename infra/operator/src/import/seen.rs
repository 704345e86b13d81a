//! Which partner IDs of a file were met before.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use tandem_domain::PartnerId;
use tandem_domain::partner_id::Registration;

/// The most partner IDs of a file: so many are remembered with their lines, in a little over 100 MB.
pub const MOST_PARTNER_IDS: usize = 3_500_000;

/// In which line each partner ID stands, and what that line says, in short.
#[derive(Default)]
pub struct Seen(HashMap<PartnerId, (u32, u64)>);

/// What a line is to those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    First,
    /// An earlier line says the same.
    Again,
    /// This earlier line says something else: only one of the two can be meant.
    Otherwise(u32),
}

impl Seen {
    pub fn meet(&mut self, line: u64, registration: &Registration) -> Met {
        let short = in_short(registration);
        match self.0.entry(registration.mpn_id) {
            Entry::Vacant(place) => {
                place.insert((u32::try_from(line).unwrap_or(u32::MAX), short));
                Met::First
            }
            Entry::Occupied(place) if place.get().1 == short => Met::Again,
            Entry::Occupied(place) => Met::Otherwise(place.get().0),
        }
    }

    pub fn is_full(&self) -> bool {
        self.0.len() > MOST_PARTNER_IDS
    }
}

/// What a line says, in eight bytes: two lines of one partner ID that say different things almost surely
/// differ in it. If they don't, the second is taken for the first said again.
fn in_short(registration: &Registration) -> u64 {
    let mut hash = DefaultHasher::new();
    let Registration { name, account_type, country, active, .. } = registration;
    (name.as_str(), *account_type as u8, country.as_str(), active).hash(&mut hash);
    hash.finish()
}
