//! Traditional Chinese, in the words of the partner program's own pages.

mod customer;
mod draft;
mod enrollment;

use super::{Answer, Outcome, Request, Texts, WhoAsks, chinese_time};

pub(super) const TEXTS: Texts = Texts {
    lang: "zh-TW",
    time: chinese_time,
    greeting: |recipient| format!("致 {recipient}"),
    stop: "。",
    space: "",
    comma: "、",
    address: "或將以下網址複製到瀏覽器中開啟：",
    message: |sender| format!("{sender} 的留言："),
    written_for: |sender| format!("本郵件由 Tandem 代表 {sender} 自動寄出。"),
    who_asks: WhoAsks {
        heading: "要求者",
        name: "名稱",
        domain: "網域",
        country: "國家/地區",
        partner_id: "合作夥伴識別碼",
        open_until: "有效期限",
    },
    request: Request {
        subject: |sender| format!("{sender} 要求與您建立合作關係"),
        asks: |sender| format!("{sender} 希望成為您的間接提供者，要求與您建立合作關係。"),
        grants: |sender| format!("接受後，{sender} 將獲得下列權限："),
        place_orders: "代表您的客戶下訂單",
        add_subscriptions: "代表您的客戶新增訂閱",
        admin_access: "對您的租用戶的系統管理員存取權",
        reseller_relationship: "作為您的轉銷商與您合作",
        button: "檢視並回覆要求",
        nothing_yet: |until| {
            format!(
                "開啟連結不會變更任何內容。您組織的系統管理員登入、閱讀所授與的權限並確認之後，要求才會生效。\
                 此要求的有效期限為 {until}，逾期後任何人都無法接受。"
            )
        },
        unexpected: "如果您並未預期收到這封郵件，或者不認識要求者，請不要接受。您可以在連結的頁面上拒絕要求，\
                     也可以不予理會：要求會自動失效。如有疑問，請透過您先前已知的方式向該公司查證。",
    },
    outcome: Outcome {
        accepted: Answer {
            subject: |reseller| format!("{reseller} 已接受您的合作要求"),
            what_now: "你們現在已是合作夥伴：該轉銷商已列入您的間接轉銷商清單。您可以為其新增客戶、代表其客戶下訂單，\
                       並將其設為訂閱的記錄轉銷商。",
        },
        declined: Answer {
            subject: |reseller| format!("{reseller} 已拒絕您的合作要求"),
            what_now: "雙方沒有建立合作關係，也沒有授與任何權限。您可以再次提出要求。",
        },
        heading: "回覆",
        reseller: "轉銷商",
        answered: "回覆時間",
        reason: "原因",
        reference: "您的參考編號",
        button: "檢視要求",
        why: "此要求由您的帳戶提出，因此 Tandem 自動寄出本郵件。連結僅顯示要求，無須任何確認。\
              如果您不知道此要求，請告知您組織的系統管理員。",
    },
    customer: customer::TEXTS,
    enrollment: enrollment::TEXTS,
    draft: draft::TEXTS,
};
