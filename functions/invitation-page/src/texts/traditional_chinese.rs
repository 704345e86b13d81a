//! The pages in Traditional Chinese.

use super::{Panel, Texts};

pub const TEXTS: Texts = Texts {
    time_format: "%Y年%-m月%-d日 %H:%M UTC",
    footer: "開啟此頁面不會變更任何內容。只有已登入的人員勾選確認方塊並完成授權後，要求才會被接受。",
    no_script: "若要登入並回覆，請為此頁面啟用 JavaScript，然後重新載入。",

    title: "{name} 要求成為貴公司的間接提供者",
    who_asks: "要求者",
    name: "名稱",
    domain: "網域",
    country: "國家/地區",
    partner_id: "合作夥伴識別碼",
    what_is_granted: "您將授與的權限",
    grants_lead: "授權 {name} 作為貴公司的間接提供者後，該公司可以：",
    place_orders: "代表您的客戶下訂單；",
    add_subscriptions: "代表您的客戶新增訂閱；",
    admin_access: "以系統管理員權限存取貴公司自己的租用戶。",
    open_until: "有效期限",
    over: "已不再開放",

    sign_in: "登入",
    signed_in_as: "目前登入的帳戶：",
    use_another_account: "使用其他帳戶",
    sign_in_to_answer: Panel {
        heading: "登入後回覆",
        paragraphs: &[
            "請使用收到此要求的公司的帳戶登入，該帳戶須具備管理代理人或全域管理員角色。登入本身不會接受任何內容。",
        ],
    },
    sign_in_to_see: Panel {
        heading: "此要求已不再開放",
        paragraphs: &[
            "若要查看結果，請使用收到此要求的公司的帳戶登入。",
            "如果您仍希望合作，請聯絡 {name} 傳送新的要求。",
        ],
    },
    session_ended: Panel {
        heading: "登入已失效", paragraphs: &["請重新登入以繼續。您的回覆尚未執行。"]
    },
    sign_in_failed: Panel {
        heading: "登入未成功",
        paragraphs: &[
            "未接受任何內容。請返回要求頁面並重新登入。如果仍無法登入，請再次開啟電子郵件中的連結。",
        ],
    },
    signing_in: "正在登入…",
    back_to_request: "返回要求頁面",

    working: "請稍候…",
    terms_changed: Panel {
        heading: "條款已變更",
        paragraphs: &[
            "未接受任何內容。頁面現在顯示的是新條款：請重新閱讀要求者資訊以及您將授與的權限，然後再作決定。",
        ],
    },
    decide: Panel {
        heading: "您的決定",
        paragraphs: &["貴公司可以有多個間接提供者。授權這一家不會終止與其他提供者的合作。"],
    },
    confirm: "我已閱讀 {name} 將取得的權限，我有權代表公司作出此決定，並且我同意。",
    authorize: "授權間接提供者",
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

    authorized_now: Panel {
        heading: "您已授權 {name}",
        paragraphs: &[
            "{name} 現已成為貴公司的間接提供者，並擁有此頁面所列的權限。",
            "您可以在「間接提供者」清單中看到 {name}，對方也會在其「間接轉銷商」清單中看到貴公司。",
        ],
    },
    declined_now: Panel {
        heading: "您已拒絕此要求",
        paragraphs: &[
            "未建立合作關係，也未授與任何權限。{name} 可以在其要求清單中看到結果。",
            "如果您改變主意，請聯絡 {name} 傳送新的要求。",
        ],
    },
    accepted: Panel {
        heading: "貴公司已接受此要求",
        paragraphs: &[
            "無須再執行任何動作。在合作關係存續期間，{name} 會出現在貴公司的「間接提供者」清單中，貴公司也會出現在對方的「間接轉銷商」清單中。",
        ],
    },
    declined: Panel {
        heading: "貴公司已拒絕此要求",
        paragraphs: &["未授與任何權限。如果您仍希望建立合作關係，請聯絡 {name} 傳送新的要求。"],
    },
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
    own_accepted: "要求已被接受。該轉銷商已加入貴公司的「間接轉銷商」清單。",
    own_declined: "要求已被拒絕。如果對方填寫了原因，您可以在要求清單中查看。",
    own_cancelled: "貴公司已取消此要求。",
    own_expired: "要求已過期。您可以在要求清單中重新傳送。",

    other_account: Panel {
        heading: "此要求不適用於目前的帳戶",
        paragraphs: &["請使用其他帳戶登入，或聯絡 {name} 向貴公司傳送要求。"],
    },
    wrong_role: Panel {
        heading: "您的角色無權執行此動作",
        paragraphs: &[
            "貴公司的管理代理人或全域管理員可以回覆此要求。請將連結轉寄給其中一位。",
            "尚未接受或拒絕任何內容。",
        ],
    },
    not_enrolled: Panel {
        heading: "貴公司尚未註冊為間接轉銷商",
        paragraphs: &[
            "只有已註冊的間接轉銷商才能授權提供者。請註冊或完成註冊，然後再次開啟電子郵件中的連結。",
        ],
    },
    enroll: "前往註冊",
    other_region: Panel {
        heading: "{name} 無法成為貴公司的提供者",
        paragraphs: &[
            "建立合作關係的兩家公司必須位於同一個雲端，並且屬於同一國家/地區或區域群組。請向 {name} 詢問其旗下是否有其他公司可以為貴公司提供服務。",
        ],
    },
    not_done: Panel {
        heading: "操作未成功",
        paragraphs: &["服務未能正常回應。您可以放心重試：您的選擇最多只會執行一次。"],
    },
    try_again: "重試",
    request_number: "聯絡支援人員時請提供此編號：",

    not_found: Panel {
        heading: "此網址沒有內容",
        paragraphs: &[
            "如果您是透過電子郵件中的連結開啟的，請檢查連結是否完整，直至最後一個字元。",
            "如果連結完整，請聯絡傳送連結的公司取得新連結。",
        ],
    },
    unavailable: Panel {
        heading: "暫時無法顯示此頁面",
        paragraphs: &["此問題是暫時的。請稍後重新載入頁面；未變更任何內容。"],
    },
};
