//! The page in Traditional Chinese.

use tandem_page::{OwnTexts, Panel, Sentence};

use super::Texts;

pub const TEXTS: Texts = Texts {
    every_page: OwnTexts {
        footer: "開啟此頁面不會變更任何內容。只有已登入的人員按下按鈕並確認後，權限才會被收回。",
        no_script: "若要登入並檢視合作夥伴，請為此頁面啟用 JavaScript，然後重新載入。",
        sign_in_failed: Panel {
            heading: "登入未成功",
            paragraphs: &["未變更任何內容。請返回合作夥伴關係頁面並重新登入。"],
        },
        back: "返回合作夥伴關係頁面",
        not_found: Panel {
            heading: "此網址沒有內容",
            paragraphs: &["合作夥伴關係頁面的網址以 /relationships 結尾。"],
        },
    },
    title: "合作夥伴關係",
    lead: "檢視貴公司有哪些合作夥伴、每個合作夥伴擁有哪些系統管理權限，以及由誰授與。您可以隨時收回權限。",

    sign_in: Panel {
        heading: "登入後檢視合作夥伴",
        paragraphs: &["請使用貴公司的帳戶登入。公司中的任何人都可以檢視；全域管理員可以收回權限。"],
    },
    session_ended: Panel {
        heading: "登入已失效", paragraphs: &["請重新登入以繼續。未變更任何內容。"]
    },
    wrong_role: Panel {
        heading: "您的角色無權執行此動作",
        paragraphs: &["請貴公司的全域管理員檢視合作夥伴，或使用其他帳戶。"],
    },
    unknown: Panel {
        heading: "此處沒有貴公司的資訊",
        paragraphs: &["該公司不是任何合作夥伴的客戶，也沒有人在其中擁有權限。請嘗試其他帳戶。"],
    },

    lead_at_customer: "查看貴公司與此客戶的關係，以及在該客戶處擁有哪些管理權限。",
    sign_in_as_partner: Panel {
        heading: "登入後查看您的關係",
        paragraphs: &["請使用貴公司（合作夥伴）的帳戶登入。"],
    },
    unknown_customer: Panel {
        heading: "貴公司不是此客戶的合作夥伴",
        paragraphs: &["貴公司與此客戶沒有關係，或關係已經結束。請嘗試使用其他帳戶。"],
    },
    dealings: Panel {
        heading: "您與此客戶的關係",
        paragraphs: &["首先列出貴公司，然後是在該客戶處與您合作的合作夥伴。權限由客戶授與和收回。"],
    },
    without_own_privileges: "無。您仍可代表客戶向營運方要求支援。",

    partners: Panel { heading: "您的合作夥伴", paragraphs: &[] },
    no_partners: "貴公司還沒有合作夥伴。",
    holders: Panel {
        heading: "誰在您的租用戶中擁有系統管理權限",
        paragraphs: &["與貴公司合作的提供者可以擁有對貴公司自己租用戶的系統管理權限。"],
    },
    no_holders: "沒有人在貴公司的租用戶中擁有系統管理權限。",

    partner_id: "合作夥伴識別碼",
    role: "角色",
    provider: "間接提供者",
    reseller: "間接轉銷商",
    no_relationship: "沒有轉銷商關係",
    partner_since: "建立關係的日期",
    reseller_of_record: "擔任以下訂閱的記錄轉銷商",
    support_contact: "擔任以下訂閱的支援連絡人",
    privileges: "系統管理權限",
    without_privileges: "無。該合作夥伴仍可代表貴公司向營運方要求支援。",
    since: "授與日期：",
    granted_by: "授與者：",
    take_back: "收回",
    take_back_all_button: "收回所有權限",

    take_back_one: Sentence("要從 {partner} 收回對 {service} 的權限嗎？"),
    take_back_all: Sentence("要從 {partner} 收回所有系統管理權限嗎？"),
    loses_one: Sentence("{partner} 會立即失去對 {service} 的系統管理權限。"),
    loses_all: Sentence("{partner} 會立即失去對您的租用戶的所有系統管理權限。"),
    relationship_stays: Sentence(
        "商業關係保持不變：訂單、訂閱和帳單照常，該合作夥伴為您提供支援的責任也照常。",
    ),
    partnership_stays: Sentence("您與該合作夥伴的業務保持不變：您的客戶、客戶的訂閱和您的訂單均不受影響。"),
    support_by_the_operator: Sentence("沒有權限時，該合作夥伴仍可代表貴公司向營運方要求支援。"),
    given_again: Sentence("若要再次擁有權限，該合作夥伴必須重新向您要求。"),
    may_not_take_back: "您的角色無權執行此動作：只有貴公司的全域管理員可以收回權限。未變更任何內容。",
    confirm: "收回",
    keep: "保持不變",
    taken_back_one: Sentence("{partner} 不再擁有對 {service} 的權限。"),
    taken_back_all: Sentence("{partner} 不再擁有任何權限。"),
};
