//! The pages in Simplified Chinese.

mod confirm;
mod enroll;

use tandem_page::{OwnTexts, Panel};

use super::Texts;

pub const TEXTS: Texts = Texts {
    time_format: "%Y年%-m月%-d日 %H:%M UTC",
    every_page: OwnTexts {
        footer: "打开本页面不会更改任何内容。只有按下相应的按钮后，才会发送或确认内容。",
        no_script: "若要继续，请为本页面启用 JavaScript，然后重新加载。",
        sign_in_failed: Panel {
            heading: "登录未成功",
            paragraphs: &["未更改任何内容。请返回注册页面并重新登录。"],
        },
        back: "返回注册页面",
        not_found: Panel {
            heading: "此地址没有内容",
            paragraphs: &[
                "如果你是通过电子邮件中的链接打开的，请检查链接是否完整，直至最后一个字符。",
                "公司注册页面的地址以 /enroll 结尾。",
            ],
        },
    },
    enroll: enroll::ENROLL,
    confirm: confirm::CONFIRM,
};
