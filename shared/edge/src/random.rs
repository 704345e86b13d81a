//! Random values from the system's source.

use tandem_domain::LinkKey;

/// Letters and digits that nobody mistakes for one another.
const PASSWORD_LETTERS: &[u8; 56] = b"abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ2345678";
const PASSWORD_LENGTH: usize = 16;

fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // Without randomness nothing may go on: a predictable key or password is worse than a stop.
    getrandom::fill(&mut bytes).expect("the system's random source");
    bytes
}

/// A random GUID (version 4).
pub fn guid() -> uuid::Uuid {
    uuid::Builder::from_random_bytes(bytes()).into_uuid()
}

/// A key for an e-mailed link (L3).
pub fn link_key() -> LinkKey {
    LinkKey::from_random(bytes())
}

/// A temporary password of 16 characters, more than 90 bits (C4), with a lower-case letter, a capital
/// and a digit in it.
pub fn temporary_password() -> String {
    loop {
        let mut password = String::with_capacity(PASSWORD_LENGTH);
        while password.len() < PASSWORD_LENGTH {
            // Bytes beyond a multiple of the letters' number would favour the first letters.
            let fair =
                bytes::<64>().into_iter().filter(|byte| usize::from(*byte) < 4 * PASSWORD_LETTERS.len());
            password.extend(
                fair.map(|byte| char::from(PASSWORD_LETTERS[usize::from(byte) % PASSWORD_LETTERS.len()])),
            );
        }
        password.truncate(PASSWORD_LENGTH);
        let has = |kind: fn(&char) -> bool| password.chars().any(|c| kind(&c));
        if has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase) && has(char::is_ascii_digit) {
            return password;
        }
    }
}
