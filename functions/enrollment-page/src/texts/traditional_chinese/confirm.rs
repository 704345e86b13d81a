//! Confirming an e-mail address, in Traditional Chinese.

use tandem_page::Panel;

use crate::texts::{Confirm, Words};

pub const CONFIRM: Confirm = Confirm {
    enrollment: Words {
        title: "確認 {company} 的註冊",
        lead: "{company} 申請成為間接轉銷商，並將您指定為主要連絡人。您確認後，審核才會開始。",
        company_did: "{company} 已申請註冊為間接轉銷商",
        confirmed: Panel {
            heading: "謝謝，已確認",
            paragraphs: &["計劃營運方正在審核申請。這可能需要數天；每一步都會透過電子郵件通知。"],
        },
        before: Panel {
            heading: "先前已確認",
            paragraphs: &["此處無須再執行任何動作。後續每一步都會透過電子郵件通知。"],
        },
        over: Panel {
            heading: "此連結已失效",
            paragraphs: &[
                "連結已過期、已傳送更新的連結，或申請此後已變更。請開啟最新電子郵件中的連結。",
                "如果沒有，公司的系統管理員可以在註冊頁面上重新傳送。",
            ],
        },
    },
    primary_contact: Words {
        title: "為 {company} 確認您的電子郵件地址",
        lead: "{company} 將您指定為新的主要連絡人。您確認後，變更才會生效。",
        company_did: "{company} 已將主要連絡人變更為我",
        confirmed: Panel {
            heading: "謝謝，已確認",
            paragraphs: &["從現在起您是主要連絡人，會收到提供者的要求。"],
        },
        before: Panel { heading: "先前已確認", paragraphs: &["此處無須再執行任何動作。"] },
        over: Panel {
            heading: "此連結已失效",
            paragraphs: &[
                "連結已過期，或已傳送更新的連結。請開啟最新電子郵件中的連結。",
                "如果沒有，公司的系統管理員可以再次變更主要連絡人。",
            ],
        },
    },
    open_until: "有效期限至",
    confirmed_on: "確認時間",
    decide: Panel {
        heading: "您的確認",
        paragraphs: &["如果您對此不知情，或該地址不屬於該公司，請關閉此頁面。未經確認，不會發生任何事情。"],
    },
    address_is_its: "我收到此連結的電子郵件地址屬於 {company}",
    button: "確認",
    to_enrollment: "前往註冊頁面",
};
