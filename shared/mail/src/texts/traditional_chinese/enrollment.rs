//! Enrolling, in Traditional Chinese.

use crate::texts::enrollment::{Confirmation, Confirming, Enrollment, News, State};

pub(super) const TEXTS: Enrollment = Enrollment {
    company: "公司",
    why: |company| format!("此地址被指定為 {company} 主要連絡人的地址，因此 Tandem 自動寄出本郵件。"),
    confirmation: Confirmation {
        enrollment: Confirming {
            subject: |company| format!("請確認 {company} 的註冊"),
            asks: |company| {
                format!("{company} 申請成為間接轉銷商，並將您指定為其主要連絡人。您確認後，審核才會開始。")
            },
            company_did: |company| format!("{company} 已申請註冊為間接轉銷商"),
            unexpected: "如果您並未預期收到這封郵件、不認識該公司，或者此地址不屬於該公司，請不要確認：\
                         目前尚未查證是誰以此名稱申請註冊。您可以不予理會；未經確認的申請不會進入審核，\
                         連結會自動失效。如有疑問，請透過您先前已知的方式向該公司查證。",
        },
        primary_contact: Confirming {
            subject: |company| format!("請為 {company} 確認您的電子郵件地址"),
            asks: |company| format!("{company} 將您指定為其新的主要連絡人。您確認後，此變更才會生效。"),
            company_did: |company| format!("{company} 已將其主要連絡人變更為您"),
            unexpected: "如果您並未預期收到這封郵件、不認識該公司，或者此地址不屬於該公司，請不要確認。\
                         您可以不予理會；未經確認，該公司將保留現有的連絡人，連結會自動失效。如有疑問，\
                         請透過您先前已知的方式向該公司查證。",
        },
        heading: "相關資訊",
        confirms: "請您確認下列兩點：",
        address_is_its: |company| format!("您收到本郵件的電子郵件地址屬於 {company}"),
        button: "檢視並確認",
        nothing_yet: |until| {
            format!(
                "開啟連結不會變更任何內容。您按下頁面上的確認按鈕之後，才算確認；無須登入。\
                 此連結的有效期限為 {until}，逾期後任何人都無法用它確認。"
            )
        },
        proves: "此連結僅證明您能夠閱讀此信箱，別無其他用途：任何人都無法用它登入或授與權限。請勿轉寄此連結，\
                 因為持有它的人可以代您確認。",
    },
    news: News {
        draft: State {
            name: "草稿",
            subject: |company| format!("{company} 的申請正在變更"),
            what_now: "申請已重新成為草稿，不會有人審核。先前寄出的用於確認電子郵件地址的連結已失效。\
                       重新提交申請後，新的連結會寄給申請中屆時指定的主要連絡人。",
        },
        under_review: State {
            name: "正在審核",
            subject: |company| format!("{company} 的申請正在審核"),
            what_now: "電子郵件地址已確認，計劃營運方正在審核申請。這可能需要數天。您無須執行任何動作；\
                       結果會透過電子郵件通知。",
        },
        active: State {
            name: "已註冊",
            subject: |company| format!("{company} 已註冊為間接轉銷商"),
            what_now: "從現在起，間接提供者可以向該公司要求建立合作關係。為該公司註冊的人員是其首位管理代理人。",
        },
        rejected: State {
            name: "未獲核准",
            subject: |company| format!("{company} 的申請未獲核准"),
            what_now: "計劃營運方已審核該申請，該公司未完成註冊。該公司的全域管理員可以更正申請，然後重新提交。",
        },
        heading: "註冊資訊",
        state: "狀態",
        since: "狀態變更時間",
        button: "檢視註冊資訊",
        nothing_to_confirm: "連結僅指向公司的註冊頁面；該公司的系統管理員登入後可以在其中檢視申請。\
                             開啟連結不會變更任何內容，也無須任何確認。",
        unexpected: "如果您並未預期收到這封郵件，或者不認識該公司，您無須執行任何動作。如有疑問，\
                     請透過您先前已知的方式向該公司查證。",
    },
};
