//! Every word that all pages have in common, in every language.
//!
//! A language is one constant, so the compiler refuses a language that lacks a sentence.

use tandem_domain::Language;

use crate::panel::Panel;

/// A function's own words for what every page has.
#[derive(Debug)]
pub struct OwnTexts {
    pub footer: &'static str,
    pub no_script: &'static str,
    /// For a sign-in that came to nothing, and the link back to where it began.
    pub sign_in_failed: Panel,
    pub back: &'static str,
    /// For an address that leads nowhere.
    pub not_found: Panel,
}

impl OwnTexts {
    /// Of pages on which nobody signs in: the words about signing in are never shown.
    #[must_use]
    pub const fn without_sign_in(footer: &'static str, not_found: Panel) -> Self {
        let sign_in_failed = Panel { heading: "", paragraphs: &[] };
        Self { footer, no_script: "", sign_in_failed, back: "", not_found }
    }
}

/// The words that are the same on every page, in one language.
#[derive(Debug)]
pub struct Texts {
    pub sign_in: &'static str,
    pub signed_in_as: &'static str,
    pub use_another_account: &'static str,
    pub signing_in: &'static str,
    pub working: &'static str,
    pub not_done: Panel,
    pub try_again: &'static str,
    pub request_number: &'static str,
    pub language_of_the_page: &'static str,
    pub unavailable: Panel,
}

impl Texts {
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        language.of(&ENGLISH, &SIMPLIFIED_CHINESE, &TRADITIONAL_CHINESE)
    }
}

const ENGLISH: Texts = Texts {
    sign_in: "Sign in",
    signed_in_as: "Signed in as",
    use_another_account: "Use another account",
    signing_in: "Signing you in…",
    working: "One moment…",
    not_done: Panel {
        heading: "That didn’t work",
        paragraphs: &[
            "The service didn’t answer as it should. You can safely try again: whatever you chose is carried \
             out once at most.",
        ],
    },
    try_again: "Try again",
    request_number: "Number for questions to support:",
    language_of_the_page: "Language of this page",
    unavailable: Panel {
        heading: "The page can’t be shown right now",
        paragraphs: &["This passes. Please load the page again in a minute; nothing has been changed."],
    },
};

const SIMPLIFIED_CHINESE: Texts = Texts {
    sign_in: "登录",
    signed_in_as: "当前登录帐户：",
    use_another_account: "使用其他帐户",
    signing_in: "正在登录…",
    working: "请稍候…",
    not_done: Panel {
        heading: "操作未成功",
        paragraphs: &["服务未能正常响应。你可以放心重试：你的选择最多只会执行一次。"],
    },
    try_again: "重试",
    request_number: "联系支持人员时请提供此编号：",
    language_of_the_page: "此页面的语言",
    unavailable: Panel {
        heading: "暂时无法显示此页面",
        paragraphs: &["此问题是暂时的。请稍后重新加载页面；未更改任何内容。"],
    },
};

const TRADITIONAL_CHINESE: Texts = Texts {
    sign_in: "登入",
    signed_in_as: "目前登入的帳戶：",
    use_another_account: "使用其他帳戶",
    signing_in: "正在登入…",
    working: "請稍候…",
    not_done: Panel {
        heading: "操作未成功",
        paragraphs: &["服務未能正常回應。您可以放心重試：您的選擇最多只會執行一次。"],
    },
    try_again: "重試",
    request_number: "聯絡支援人員時請提供此編號：",
    language_of_the_page: "此頁面的語言",
    unavailable: Panel {
        heading: "暫時無法顯示此頁面",
        paragraphs: &["此問題是暫時的。請稍後重新載入頁面；未變更任何內容。"],
    },
};
