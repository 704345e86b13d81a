//! The pages in Traditional Chinese.

mod customer;
mod partnership;

use tandem_page::{OwnTexts, Panel};

use super::Texts;

pub const TEXTS: Texts = Texts {
    time_format: "%Y年%-m月%-d日 %H:%M UTC",
    every_page: OwnTexts {
        footer: "開啟此頁面不會變更任何內容。只有已登入的人員勾選確認方塊並完成授權後，要求才會被接受。",
        no_script: "若要登入並回覆，請為此頁面啟用 JavaScript，然後重新載入。",
        sign_in_failed: Panel {
            heading: "登入未成功",
            paragraphs: &[
                "未接受任何內容。請返回要求頁面並重新登入。如果仍無法登入，請再次開啟電子郵件中的連結。",
            ],
        },
        back: "返回要求頁面",
        not_found: Panel {
            heading: "此網址沒有內容",
            paragraphs: &[
                "如果您是透過電子郵件中的連結開啟的，請檢查連結是否完整，直至最後一個字元。",
                "如果連結完整，請聯絡傳送連結的公司取得新連結。",
            ],
        },
    },
    partnership: partnership::PARTNERSHIP,
    customer: customer::CUSTOMER,

    who_asks: "要求者",
    name: "名稱",
    domain: "網域",
    country: "國家/地區",
    partner_id: "合作夥伴識別碼",
    open_until: "有效期限",
    over: "已不再開放",
    session_ended: Panel {
        heading: "登入已失效", paragraphs: &["請重新登入以繼續。您的回覆尚未執行。"]
    },
    terms_changed: Panel {
        heading: "條款已變更",
        paragraphs: &[
            "未接受任何內容。頁面現在顯示的是新條款：請重新閱讀要求者資訊以及您將授與的權限，然後再作決定。",
        ],
    },
    decline: "拒絕",
    declining: Panel {
        heading: "要拒絕此要求嗎？",
        paragraphs: &["拒絕後不會授與任何權限。{name} 會看到您已拒絕；如果您填寫了原因，對方也會看到。"],
    },
    reason: "原因（選填）",
    reason_hint: "最多 256 個字元，不得包含連結或電子郵件地址。",
    reason_refused: "無法傳送此原因。請寫成一行，且不要包含連結或電子郵件地址。",
    decline_finally: "拒絕此要求",
    back: "返回",
    cancelled: Panel {
        heading: "{name} 已撤回此要求",
        paragraphs: &[
            "此要求已無法回覆，也未授與任何權限。如果您原本預期收到要求，請聯絡 {name} 傳送新的要求。",
        ],
    },
    expired: Panel {
        heading: "此要求已過期",
        paragraphs: &["未授與任何權限。請聯絡 {name} 重新傳送：之後電子郵件中的連結即可再次使用。"],
    },
    own: Panel {
        heading: "這是貴公司自己發出的要求",
        paragraphs: &["只有收到此要求的公司的系統管理員才能回覆。"],
    },
    own_pending: "正在等待回覆。您可以在要求清單中重新傳送或取消此要求。",
    own_declined: "要求已被拒絕。如果對方填寫了原因，您可以在要求清單中查看。",
    own_cancelled: "貴公司已取消此要求。",
    own_expired: "要求已過期。您可以在要求清單中重新傳送。",
    sign_in_to_see_link: Panel {
        heading: "此連結已不再開放",
        paragraphs: &["若要查看原因，請登入。如果您仍希望合作，請聯絡 {name} 取得新連結。"],
    },
    changed: Panel {
        heading: "情況已有變更",
        paragraphs: &["未接受任何內容。頁面現在顯示的是最新情況：請重新查看各項內容，然後再作決定。"],
    },
    link_expired: Panel {
        heading: "此連結已過期",
        paragraphs: &["未授與任何權限。請聯絡 {name} 取得新連結。"],
    },
    rotated: Panel {
        heading: "此連結已被取代",
        paragraphs: &["未授與任何權限。請聯絡 {name} 取得目前的連結。"],
    },
    used_up: Panel {
        heading: "此連結的使用次數已用完",
        paragraphs: &["此連結已達到 {name} 允許的使用次數。未授與任何權限；請聯絡 {name} 取得新連結。"],
    },
    link_gone: Panel {
        heading: "目前的帳戶無法使用此連結",
        paragraphs: &["請使用其他帳戶登入，或聯絡 {name} 取得新連結。"],
    },
    own_link: Panel {
        heading: "這是貴公司自己的連結",
        paragraphs: &["只有其他公司的系統管理員才能接受其中的要求。"],
    },
    own_link_open: "連結處於開放狀態。您可以在草稿中查看使用者，也可以在那裡變更或輪替連結。",
    own_link_rotated: "連結已被取代。目前的連結在您的草稿中。",
    own_link_used_up: "連結已達到您允許的使用次數。請提高次數或輪替連結。",
    own_link_expired: "連結已過期。新連結在您的草稿中。",
};
