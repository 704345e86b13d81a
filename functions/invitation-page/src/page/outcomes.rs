//! What the script may reveal of how things stand.

use tandem_page::{Outcome, Panel};

use super::InvitationPage;

impl InvitationPage<'_> {
    /// Every panel of which the script reveals at most one, by the name that it knows them under.
    pub(super) fn outcomes(&self) -> Vec<Outcome> {
        let (texts, words, shared) = (self.texts, self.words, self.frame.texts);
        let sign_in = ("sign-in", shared.sign_in);
        let switch_account = ("switch-account", shared.use_another_account);
        let mut outcomes = vec![
            Outcome::plain("authorized-now", &words.authorized_now),
            Outcome::plain("other-region", &words.other_region),
            Outcome::with_button("wrong-role", &words.wrong_role, switch_account),
            Outcome::with_button("session-ended", &texts.session_ended, sign_in),
            Outcome::with_button("sign-in-failed", &texts.every_page.sign_in_failed, sign_in),
            Outcome::with_button("not-done", &shared.not_done, ("retry", shared.try_again)),
        ];
        if self.is_addressed {
            outcomes.extend([
                Outcome::plain("declined-now", &words.declined_now),
                Outcome::plain("accepted", &words.accepted),
                Outcome::plain("declined", &words.declined),
                Outcome::plain("cancelled", &texts.cancelled),
                Outcome::plain("expired", &texts.expired),
                Outcome::plain("own", &texts.own),
                Outcome::with_button("other-account", &words.other_account, switch_account),
            ]);
        } else {
            outcomes.extend([
                Outcome::plain("accepted", &words.accepted),
                Outcome::plain("rotated", &texts.rotated),
                Outcome::plain("used_up", &texts.used_up),
                Outcome::plain("expired", &texts.link_expired),
                Outcome::plain("own", &texts.own_link),
                Outcome::with_button("other-account", &texts.link_gone, switch_account),
            ]);
        }
        outcomes.push(if self.terms.customer.is_some() {
            Outcome::plain("no_longer_partners", &texts.customer.no_longer_partners)
        } else {
            Outcome::plain("not-enrolled", &texts.partnership.not_enrolled)
        });
        outcomes
    }

    /// Why the page isn't as it was before it was loaded again.
    pub(super) fn notices(&self) -> [(&'static str, &'static Panel); 2] {
        [("terms-changed", &self.texts.terms_changed), ("changed", &self.texts.changed)]
    }

    /// What the sender reads about it, by state.
    pub(super) fn own_states(&self) -> Vec<(&'static str, &'static str)> {
        let texts = self.texts;
        if self.is_addressed {
            vec![
                ("pending", texts.own_pending),
                ("accepted", self.words.own_accepted),
                ("declined", texts.own_declined),
                ("cancelled", texts.own_cancelled),
                ("expired", texts.own_expired),
            ]
        } else {
            vec![
                ("open", texts.own_link_open),
                ("rotated", texts.own_link_rotated),
                ("used_up", texts.own_link_used_up),
                ("expired", texts.own_link_expired),
            ]
        }
    }
}
