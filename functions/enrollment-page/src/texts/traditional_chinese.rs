//! The pages in Traditional Chinese.

mod confirm;
mod enroll;

use tandem_page::{OwnTexts, Panel};

use super::Texts;

pub const TEXTS: Texts = Texts {
    time_format: "%Y年%-m月%-d日 %H:%M UTC",
    every_page: OwnTexts {
        footer: "開啟此頁面不會變更任何內容。只有按下相應的按鈕後，才會傳送或確認內容。",
        no_script: "若要繼續，請為此頁面啟用 JavaScript，然後重新載入。",
        sign_in_failed: Panel {
            heading: "登入未成功",
            paragraphs: &["未變更任何內容。請返回註冊頁面並重新登入。"],
        },
        back: "返回註冊頁面",
        not_found: Panel {
            heading: "此網址沒有內容",
            paragraphs: &[
                "如果您是透過電子郵件中的連結開啟的，請檢查連結是否完整，直到最後一個字元。",
                "公司註冊頁面的網址以 /enroll 結尾。",
            ],
        },
    },
    enroll: enroll::ENROLL,
    confirm: confirm::CONFIRM,
};
