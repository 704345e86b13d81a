//! What addresses of a country need: data, one line a country.
//!
//! A line has the country's code, its postal codes, and what must not be missing (`Z` the postal
//! code, `S` the state or province). In a postal code `9` stands for a digit, `A` for a letter and
//! `X` for either; blanks and hyphens don't count, and neither does the country's code in front
//! (`LV-1010`). `-` means that anything goes. Source: the post offices' own formats, as the Universal
//! Postal Union collects them. Where the postal code says which province it is (Spain, Italy), the
//! province isn't asked for.

use crate::Country;

const RULES: &str = "\
    AE - S
    AM 9999|999999 -
    AT 9999 Z
    AU 9999 SZ
    AX 99999 Z
    AZ 9999 -
    BE 9999 Z
    BG 9999 -
    BR 99999999 SZ
    BY 999999 -
    CA A9A9A9 SZ
    CH 9999 Z
    CN 999999 SZ
    CY 9999 -
    CZ 99999 Z
    DE 99999 Z
    DK 9999 Z
    EE 99999 Z
    ES 99999 Z
    FI 99999 Z
    FO 999 Z
    FR 99999 Z
    GB A99AA|A999AA|AA99AA|AA999AA|A9A9AA|AA9A9AA Z
    GL 9999 Z
    GR 99999 Z
    HR 99999 Z
    HU 9999 Z
    IE XXXXXXX -
    IL 99999|9999999 -
    IN 999999 SZ
    IQ 99999 S
    IS 999 -
    IT 99999 Z
    JP 9999999 SZ
    KG 999999 -
    KR 99999 SZ
    KZ 999999|A99A9A9 -
    LI 9999 Z
    LT 99999 Z
    LU 9999 Z
    LV 9999 Z
    MC 99999 -
    MD 9999 -
    MT AAA9999|AAA999|AAA99 -
    MX 99999 SZ
    MY 99999 SZ
    NL 9999AA Z
    NO 9999 Z
    NZ 9999 Z
    PH 9999 SZ
    PL 99999 Z
    PT 9999999 Z
    RO 999999 Z
    RU 999999 Z
    SA 99999|999999999 Z
    SE 99999 Z
    SG 999999 Z
    SI 9999 -
    SJ 9999 Z
    SK 99999 Z
    SM 99999 -
    TH 99999 SZ
    TJ 999999 -
    TR 99999 Z
    TW 999|99999|999999 SZ
    UA 99999 Z
    US 99999|999999999 SZ
    UZ 999999 -
    VA 99999 -
    VN 99999|999999 -
    ZA 9999 Z";

/// The rules of one country.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// Alternatives with `|` between them; `-` for none.
    postal_codes: &'static str,
    pub(super) needs_postal_code: bool,
    pub(super) needs_state: bool,
}

const NONE: Rules = Rules { postal_codes: "-", needs_postal_code: false, needs_state: false };

impl Rules {
    pub(super) fn of(country: Country) -> Self {
        RULES.lines().filter_map(parse).find(|(code, _)| *code == country.as_str()).map_or(NONE, |(_, r)| r)
    }

    pub(super) fn has_postal_code(self, country: Country, code: &str) -> bool {
        if self.postal_codes == "-" {
            return true;
        }
        let mut plain: String = code.chars().filter(|c| !" -".contains(*c)).collect();
        plain.make_ascii_uppercase();
        let without_country = plain.strip_prefix(country.as_str());
        self.postal_codes.split('|').any(|format| {
            fits(format, &plain) || without_country.is_some_and(|without| fits(format, without))
        })
    }

    /// A postal code that would do.
    pub(super) fn example(self) -> String {
        let format = self.postal_codes.split('|').next().unwrap_or_default();
        format.replace('9', "1").replace('X', "A")
    }
}

fn parse(line: &'static str) -> Option<(&'static str, Rules)> {
    let mut columns = line.split_whitespace();
    let [code, postal_codes, needs] = [columns.next()?, columns.next()?, columns.next()?];
    let rules =
        Rules { postal_codes, needs_postal_code: needs.contains('Z'), needs_state: needs.contains('S') };
    Some((code, rules))
}

fn fits(format: &str, code: &str) -> bool {
    let fits = |(format, c): (u8, u8)| match format {
        b'9' => c.is_ascii_digit(),
        b'A' => c.is_ascii_uppercase(),
        _ => c.is_ascii_alphanumeric(),
    };
    format.len() == code.len() && format.bytes().zip(code.bytes()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::{RULES, Rules, parse};
    use crate::Country;

    fn country(code: &str) -> Country {
        code.parse().expect("a country")
    }

    #[test]
    fn the_table_can_be_read_and_holds_every_country_of_the_region_group() {
        let lines: Vec<_> = RULES.lines().map(|line| parse(line).expect("three columns")).collect();
        assert!(lines.iter().map(|(code, _)| code).is_sorted(), "in order, each country once");
        for (code, rules) in &lines {
            let alone = country(code);
            assert!(rules.postal_codes == "-" || rules.has_postal_code(alone, &rules.example()), "{code}");
        }
        let groups = crate::cloud::RULES.iter().flat_map(|rules| rules.region_groups);
        for code in groups.flat_map(|group| group.split_whitespace()) {
            assert!(lines.iter().any(|(known, _)| *known == code), "{code}");
        }
    }

    #[test]
    fn postal_codes_are_read_as_people_write_them() {
        for (code, given) in [
            ("NL", "1234 ab"),
            ("PL", "00-940"),
            ("LV", "LV-1010"),
            ("SE", "SE-114 55"),
            ("GB", "EC1A 1HQ"),
            ("GB", "m2 5bq"),
            ("CA", "K1A 0B1"),
            ("IE", "A65 F4E2"),
            ("MT", "NXR 01"),
            ("PT", "2725-079"),
            ("JP", "154-0023"),
            ("TW", "104"),
        ] {
            assert!(Rules::of(country(code)).has_postal_code(country(code), given), "{code} {given}");
        }
        for (code, given) in [
            ("DE", "1234"),
            ("DE", "D-12345"),
            ("AT", "10101"),
            ("GB", "12345"),
            ("CA", "123456"),
            ("US", "9805"),
            ("NL", "1234"),
            ("DE", "１２３４５"),
            ("DE", ""),
        ] {
            assert!(!Rules::of(country(code)).has_postal_code(country(code), given), "{code} {given}");
        }
    }
}
