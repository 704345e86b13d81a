//! The page on which a company enrolls. The same for everybody: who is signed in, and how the
//! enrollment stands, is between its script and the API.

use askama::Template;
use tandem_domain::{Cloud, Language};
use tandem_page::{Field, Frame, LanguageLink, Outcome, Panel, Part, Sentence};

use crate::texts::{Enroll, Texts};

#[derive(Template)]
#[template(path = "enroll.html")]
pub struct EnrollPage<'a> {
    frame: Frame<'a>,
    texts: &'static Enroll,
    /// Where the sign-in comes back to: never from the request but for one of the known languages (L10).
    place: String,
    /// The claim in which the script looks whether anybody may enroll; the API decides.
    roles_claim: &'a str,
}

/// A state of the enrollment that leaves the applicant nothing to write (E4).
struct State {
    /// Its name on the wire.
    name: &'static str,
    heading: &'static str,
    sentences: &'static [Sentence],
    /// What the applicant can do about it, and its label.
    buttons: Vec<(&'static str, &'static str)>,
}

/// A part of the application.
struct FormPart {
    id: &'static str,
    panel: &'static Panel,
    fields: Vec<Field>,
}

impl<'a> EnrollPage<'a> {
    /// The page. A language that the address chose is kept over the sign-in.
    #[must_use]
    pub fn new(frame: Frame<'a>, chosen: Option<Language>, roles_claim: &'a str) -> Self {
        let query = chosen.map(|language| format!("?language={language}")).unwrap_or_default();
        let place = format!("/enroll{query}");
        Self { texts: &Texts::of(frame.language).enroll, frame, place, roles_claim }
    }

    /// The panels of which the script reveals at most one, or the form, or a state.
    fn outcomes(&self) -> [Outcome; 5] {
        let (texts, shared) = (self.texts, self.frame.texts);
        let sign_in = ("sign-in", shared.sign_in);
        let switch_account = ("switch-account", shared.use_another_account);
        [
            Outcome::with_button("session-ended", &texts.session_ended, sign_in),
            Outcome::with_button("sign-in-failed", &self.frame.own.sign_in_failed, sign_in),
            Outcome::with_button("wrong-role", &texts.wrong_role, switch_account),
            Outcome::with_button("partner-already", &texts.partner_already, switch_account),
            Outcome::with_button("not-done", &shared.not_done, ("retry", shared.try_again)),
        ]
    }

    /// What happened, beside what is shown.
    fn notices(&self) -> [(&'static str, &'static Panel); 4] {
        let texts = self.texts;
        [
            ("saved", &texts.saved),
            ("sent-again", &texts.sent_again),
            ("changed", &texts.changed),
            ("refused", &texts.refused),
        ]
    }

    fn languages(&self) -> [LanguageLink; 3] {
        let base = self.frame.settings.base_path();
        LanguageLink::of_each(self.frame.language, |language| format!("{base}/enroll?language={language}"))
    }

    fn states(&self) -> [State; 4] {
        let texts = self.texts;
        let state = |name, (heading, sentences), buttons| State { name, heading, sentences, buttons };
        let (again, change) = (("send-again", texts.send_again), ("change", texts.change));
        [
            state("email_unverified", texts.email_unverified, vec![again, change]),
            state("under_review", texts.under_review, Vec::new()),
            state("rejected", texts.rejected, vec![("change", texts.correct)]),
            state("active", texts.active, Vec::new()),
        ]
    }

    /// What of the application is shown in every state, by the name of its gap.
    fn facts(&self) -> [(&'static str, &'static str); 3] {
        let texts = self.texts;
        [
            ("company", texts.company.name),
            ("mpn-id", texts.partner.mpn_id),
            ("since", texts.in_this_state_since),
        ]
    }

    /// What a partner ID can be refused for, by the name of the API's error (E2).
    fn partner_id_problems(&self) -> [(&'static str, &'static str); 4] {
        let texts = &self.texts.partner;
        [
            ("partner_id_not_found", texts.not_found),
            ("partner_id_not_location", texts.not_location),
            ("partner_id_inactive", texts.inactive),
            ("partner_id_other_country", texts.other_country),
        ]
    }

    /// The form (E1). What is known of a customer's company needn't be given again (E8).
    fn parts(&self) -> [FormPart; 5] {
        let texts = self.texts;
        let part = |id, panel, fields| FormPart { id, panel, fields };
        [
            part("partner", &texts.partner.panel, self.partner_fields()),
            part("company", &texts.company.panel, self.company_fields()),
            part("contact", &texts.contact.panel, self.contact_fields()),
            part("support", &texts.support.panel, self.support_fields()),
            part("mails", &texts.mails, self.mail_fields()),
        ]
    }

    fn partner_fields(&self) -> Vec<Field> {
        let texts = &self.texts.partner;
        vec![Field::new("mpn-id", "mpnId", texts.mpn_id, "off").hint(texts.mpn_id_hint)]
    }

    fn company_fields(&self) -> Vec<Field> {
        let texts = &self.texts.company;
        let line = Field::new;
        vec![
            line("company-name", "legalBusiness.companyName", texts.name, "organization"),
            line("domain", "domain", texts.domain, "off").hint(texts.domain_hint),
            line("cloud", "cloud", texts.cloud, "off")
                .one_of(Cloud::ALL.map(|cloud| (cloud.to_string(), texts.name_of(cloud).to_owned())))
                .hint(texts.cloud_hint),
            line("country", "legalBusiness.address.country", texts.country, "country")
                .of_countries()
                .hint(texts.country_hint),
            line("address-line1", "legalBusiness.address.addressLine1", texts.line1, "address-line1"),
            line("address-line2", "legalBusiness.address.addressLine2", texts.line2, "address-line2")
                .optional(),
            line("postal-code", "legalBusiness.address.postalCode", texts.postal_code, "postal-code")
                .optional()
                .hint(texts.needed_in_some),
            line("city", "legalBusiness.address.city", texts.city, "address-level2"),
            line("state", "legalBusiness.address.state", texts.state, "address-level1")
                .optional()
                .hint(texts.needed_in_some),
        ]
    }

    fn contact_fields(&self) -> Vec<Field> {
        let texts = &self.texts.contact;
        vec![
            Field::new(
                "first-name",
                "legalBusiness.primaryContact.firstName",
                texts.first_name,
                "given-name",
            ),
            Field::new("last-name", "legalBusiness.primaryContact.lastName", texts.last_name, "family-name"),
            Field::new("email", "legalBusiness.primaryContact.email", texts.email, "email")
                .of("email")
                .hint(texts.email_hint),
            Field::new("phone", "legalBusiness.primaryContact.phoneNumber", texts.phone, "tel").of("tel"),
        ]
    }

    fn mail_fields(&self) -> Vec<Field> {
        let languages =
            Language::ALL.map(|language| (language.to_string(), LanguageLink::own_name(language).to_owned()));
        // The reader's own comes first, so it is chosen at first.
        let (own, others): (Vec<_>, Vec<_>) =
            languages.into_iter().partition(|(tag, _)| *tag == self.frame.language.to_string());
        let label = self.texts.mail_language;
        vec![Field::new("language", "language", label, "off").one_of(own.into_iter().chain(others))]
    }

    fn support_fields(&self) -> Vec<Field> {
        let texts = &self.texts.support;
        vec![
            Field::new("support-email", "support.email", texts.email, "email").of("email"),
            Field::new("support-phone", "support.telephone", texts.phone, "tel").of("tel"),
            Field::new("support-website", "support.website", texts.website, "url").optional(),
        ]
    }
}
