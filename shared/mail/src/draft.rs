//! The text that a sender takes with it and sends from its own mail program (P1, I4).
//!
//! It is short, since whole mails have to fit into a [`mailto`](crate::mailto()) link: it names who
//! asks and for what, and that opening the link changes nothing. The page behind the link lists every
//! grant.

use tandem_domain::Language;
use tandem_domain::relationship_request::RequestKind;
use tandem_domain::terms::Terms;
use tandem_domain::text::LINK_PLACE;

use crate::customer_invitation::Shape;
use crate::texts::Texts;

/// A mail for the sender's own mail program: plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// One line.
    pub subject: String,
    /// Lines end in LF; the link has a line of its own.
    pub body: String,
    /// The body with [`LINK_PLACE`] for the link, to be edited and sent back as a request's `text`.
    pub template: String,
}

/// The draft for these terms, with the link `url`.
#[must_use]
pub fn draft(terms: Terms<'_>, url: &str, language: Language) -> Draft {
    let texts = Texts::of(language);
    let words = &texts.draft;
    // A name may hold the very letters of the link's place, which have to be there only once.
    let asks = |shown: fn(&str) -> String| asks(terms, texts, shown);
    let body = |asks: String, link: &str| {
        format!("{}\n\n{asks}\n\n{}\n{link}\n\n{}", words.greeting, words.answer_here, words.nothing_yet)
    };
    Draft {
        subject: subject(terms, texts),
        body: body(asks(str::to_owned), url),
        template: body(asks(|name| name.replace(LINK_PLACE, "{ link }")), LINK_PLACE),
    }
}

fn subject(terms: Terms<'_>, texts: &Texts) -> String {
    let sender = terms.sender.name.as_str();
    let words = &texts.customer.invitation;
    match (terms.kind, Shape::of(terms.grants, terms.customer)) {
        (RequestKind::IndirectPartnership, _) => (texts.request.subject)(sender),
        (_, Shape::Reseller | Shape::WithProvider(_)) => (words.by_reseller.subject)(sender),
        (_, Shape::Provider) => (words.by_provider.subject)(sender),
    }
}

/// Who asks, and for what.
fn asks(terms: Terms<'_>, texts: &Texts, shown: fn(&str) -> String) -> String {
    let words = &texts.draft;
    let sender = shown(terms.sender.name.as_str());
    if terms.kind == RequestKind::IndirectPartnership {
        return (words.partnership)(&sender);
    }
    let (asks, role) = match Shape::of(terms.grants, terms.customer) {
        Shape::Reseller => ((words.by_reseller)(&sender), words.reseller),
        Shape::Provider => ((words.by_provider)(&sender), words.provider),
        Shape::WithProvider(provider) => {
            ((words.by_both)(&sender, &shown(provider.name.as_str())), words.reseller)
        }
    };
    let accepting = match terms.customer.map(|customer| &customer.delegated_admin[..]) {
        None | Some([]) => words.no_privileges.to_owned(),
        Some(services) => (words.privileges)(role, &texts.services(services)),
    };
    format!("{asks}{}{accepting}", texts.space)
}
