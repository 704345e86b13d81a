//! The pages, rendered. Pure: a request as it was read, the time and the settings go in, HTML comes out.
//!
//! The server writes everything that needs no identity, and every sentence that the script may show
//! later, in the language of the request; the script only reveals them and holds no words. Nothing
//! of the recipient is ever written: whoever holds the link may read the page (L5). The digest of
//! the terms is rendered beside the terms, so what is accepted is what was shown (L4).

use askama::Template;
use tandem_domain::relationship_request::RelationshipRequest;
use tandem_domain::{Language, Timestamp};

use crate::settings::Settings;
use crate::texts::{Panel, Texts};

/// What every page needs.
struct Frame<'a> {
    language: Language,
    texts: &'static Texts,
    settings: &'a Settings,
}

impl<'a> Frame<'a> {
    fn new(language: Language, settings: &'a Settings) -> Self {
        Self { language, texts: Texts::of(language), settings }
    }
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct InvitationPage<'a> {
    frame: Frame<'a>,
    request: &'a RelationshipRequest,
    open: bool,
    expires: String,
    terms_digest: String,
}

impl InvitationPage<'_> {
    /// A sentence with the provider's name in its place.
    fn say(&self, text: &str) -> String {
        text.replace("{name}", self.request.sender.name.as_str())
    }

    /// The panel for someone who isn't signed in.
    fn sign_in(&self) -> &'static Panel {
        let texts = self.frame.texts;
        if self.open { &texts.sign_in_to_answer } else { &texts.sign_in_to_see }
    }

    /// Every panel of which the script reveals at most one, by the name that it knows them under.
    fn outcomes(&self) -> [Outcome; 14] {
        let texts = self.frame.texts;
        let sign_in = ("sign-in", texts.sign_in);
        let switch_account = ("switch-account", texts.use_another_account);
        [
            Outcome::plain("authorized-now", &texts.authorized_now),
            Outcome::plain("declined-now", &texts.declined_now),
            Outcome::plain("accepted", &texts.accepted),
            Outcome::plain("declined", &texts.declined),
            Outcome::plain("cancelled", &texts.cancelled),
            Outcome::plain("expired", &texts.expired),
            Outcome::plain("own", &texts.own),
            Outcome::plain("other-region", &texts.other_region),
            Outcome::plain("not-enrolled", &texts.not_enrolled),
            Outcome::with_button("wrong-role", &texts.wrong_role, switch_account),
            Outcome::with_button("other-account", &texts.other_account, switch_account),
            Outcome::with_button("session-ended", &texts.session_ended, sign_in),
            Outcome::with_button("sign-in-failed", &texts.sign_in_failed, sign_in),
            Outcome::with_button("not-done", &texts.not_done, ("retry", texts.try_again)),
        ]
    }

    /// What the sender of the request reads about it, by state.
    fn own_states(&self) -> [(&'static str, &'static str); 5] {
        let texts = self.frame.texts;
        [
            ("pending", texts.own_pending),
            ("accepted", texts.own_accepted),
            ("declined", texts.own_declined),
            ("cancelled", texts.own_cancelled),
            ("expired", texts.own_expired),
        ]
    }
}

/// A panel that says how things stand, with the one thing to do about it.
struct Outcome {
    name: &'static str,
    panel: &'static Panel,
    /// What the script does when it is pressed, and its label.
    button: Option<(&'static str, &'static str)>,
}

impl Outcome {
    fn plain(name: &'static str, panel: &'static Panel) -> Self {
        Self { name, panel, button: None }
    }

    fn with_button(name: &'static str, panel: &'static Panel, button: (&'static str, &'static str)) -> Self {
        Self { name, panel, button: Some(button) }
    }
}

#[derive(Template)]
#[template(path = "signed_in.html")]
struct SignedInPage<'a> {
    frame: Frame<'a>,
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    frame: Frame<'a>,
    panel: &'static Panel,
}

/// The page behind the link of a request.
pub fn invitation(
    request: &RelationshipRequest,
    now: Timestamp,
    settings: &Settings,
) -> Result<String, askama::Error> {
    let frame = Frame::new(request.language, settings);
    InvitationPage {
        open: request.over_at(now).is_none(),
        expires: written(request.expires, frame.texts.time_format),
        terms_digest: request.terms_today().to_string(),
        frame,
        request,
    }
    .render()
}

/// The page that the issuer sends the browser back to.
pub fn signed_in(language: Language, settings: &Settings) -> Result<String, askama::Error> {
    SignedInPage { frame: Frame::new(language, settings) }.render()
}

/// The page for an address that leads nowhere: an unknown key looks like any other (L5).
pub fn not_found(language: Language, settings: &Settings) -> Result<String, askama::Error> {
    MessagePage { panel: &Texts::of(language).not_found, frame: Frame::new(language, settings) }.render()
}

/// The page for when the table can't be read.
pub fn unavailable(language: Language, settings: &Settings) -> Result<String, askama::Error> {
    MessagePage { panel: &Texts::of(language).unavailable, frame: Frame::new(language, settings) }.render()
}

fn written(time: Timestamp, format: &str) -> String {
    jiff::Timestamp::from_millisecond(time.millis())
        .map(|time| time.strftime(format).to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
