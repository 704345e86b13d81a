//! An invitation to a partnership in Traditional Chinese.

use tandem_page::Panel;

use crate::texts::{Partnership, Words};

pub const PARTNERSHIP: Partnership = Partnership {
    words: Words {
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
        decide: Panel {
            heading: "您的決定",
            paragraphs: &["貴公司可以有多個間接提供者。授權這一家不會終止與其他提供者的合作。"],
        },
        authorize: "授權間接提供者",
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
        own_accepted: "要求已被接受。該轉銷商已加入貴公司的「間接轉銷商」清單。",
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
        other_region: Panel {
            heading: "{name} 無法成為貴公司的提供者",
            paragraphs: &[
                "建立合作關係的兩家公司必須位於同一個雲端，並且屬於同一國家/地區或區域群組。請向 {name} 詢問其旗下是否有其他公司可以為貴公司提供服務。",
            ],
        },
        sign_in_by_link: Panel {
            heading: "登入後回覆",
            paragraphs: &[
                "請使用貴公司的帳戶登入，該帳戶須具備管理代理人或全域管理員角色。登入本身不會接受任何內容。",
            ],
        },
    },
    title: "{name} 要求成為貴公司的間接提供者",
    what_is_granted: "您將授與的權限",
    grants_lead: "授權 {name} 作為貴公司的間接提供者後，該公司可以：",
    place_orders: "代表您的客戶下訂單；",
    add_subscriptions: "代表您的客戶新增訂閱；",
    admin_access: "以系統管理員權限存取貴公司自己的租用戶。",
    confirm: "我已閱讀 {name} 將取得的權限，我有權代表公司作出此決定，並且我同意。",
    not_enrolled: Panel {
        heading: "貴公司尚未註冊為間接轉銷商",
        paragraphs: &[
            "只有已註冊的間接轉銷商才能授權提供者。請註冊或完成註冊，然後再次開啟電子郵件中的連結。",
        ],
    },
    enroll: "前往註冊",
};
