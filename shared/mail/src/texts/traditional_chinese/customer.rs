//! What customers are asked and what they answer, in Traditional Chinese.

use crate::texts::Answer;
use crate::texts::customer::{AcceptedIn, Asking, AskingBoth, Customer, Invitation, Outcome, Privileges};

const OFFICE_PORTAL: &str = "由您組織的全域管理員在 Office 入口網站中接受此邀請。";

pub(super) const TEXTS: Customer = Customer {
    invitation: Invitation {
        by_reseller: Asking {
            subject: |reseller| format!("{reseller} 希望成為您的轉銷商"),
            asks: |reseller| format!("{reseller} 希望成為您的轉銷商，要求您的組織予以授權。"),
        },
        by_provider: Asking {
            subject: |provider| format!("{provider} 希望成為您的提供者"),
            asks: |provider| format!("{provider} 希望成為您的提供者，要求您的組織予以授權。"),
        },
        by_both: AskingBoth {
            subject: |reseller, provider| format!("{reseller} 希望與 {provider} 一起成為您的轉銷商和提供者"),
            asks: |reseller, provider| {
                format!(
                    "{reseller} 希望與其提供者 {provider} 一起成為您的轉銷商和提供者，要求您的組織授權雙方。"
                )
            },
        },
        accepted_in: AcceptedIn {
            global: "由您組織的全域管理員在 365 系統管理中心中接受此邀請。",
            china: "由您組織的全域管理員在世紀互聯營運的 Office 365 系統管理中心中接受此邀請。",
            usgov: OFFICE_PORTAL,
            germany: OFFICE_PORTAL,
        },
        reseller: "轉銷商",
        provider: "提供者",
        consents: "接受此邀請即表示：",
        authorize_reseller: |reseller| format!("授權 {reseller} 作為您的轉銷商"),
        place_orders: |provider| format!("授權 {provider} 作為您的提供者，代表您下訂單"),
        add_subscriptions: |provider| format!("授權 {provider} 作為您的提供者，代表您新增訂閱"),
        agreement: "代表您的組織接受客戶合約（如果尚未接受）",
        admin_access: |partner| format!("授與 {partner} 對您的租用戶的系統管理員存取權"),
        privileges: |partner, service| format!("授與 {partner} 對 {service} 的委派系統管理權限"),
        no_privileges: "此邀請不要求委派系統管理權限。",
        taken_back: "接受時可逐項授與權限，之後也可以隨時收回。收回後商業關係保持不變：訂單、訂閱和帳單照常。",
        button: "檢視並回覆邀請",
        nothing_yet: |until| {
            format!(
                "開啟連結不會變更任何內容。您組織的全域管理員使用本郵件的收件地址登入、閱讀所有要求事項並確認之後，\
                 邀請才會生效。此邀請的有效期限為 {until}，逾期後任何人都無法接受。"
            )
        },
        unexpected: "如果您並未預期收到這封郵件，或者不認識要求者，請不要接受。您可以在連結的頁面上拒絕邀請，\
                     也可以不予理會：邀請會自動失效。如有疑問，請透過您先前已知的方式向該公司查證。",
    },
    outcome: Outcome {
        accepted: Answer {
            subject: |customer| format!("{customer} 已接受您的邀請"),
            what_now: "該客戶已列入您的客戶清單。從現在起，您可以為其佈建和管理。",
        },
        declined: Answer {
            subject: |customer| format!("{customer} 已拒絕您的邀請"),
            what_now: "未授與任何權限，也未因此建立關係。您可以再次邀請該客戶。",
        },
        unnamed: "一位客戶",
        customer: "客戶",
        privileges: "系統管理權限",
        none: "無",
        without_privileges: "未授與任何系統管理權限：可以執行商業動作，不能執行系統管理動作。",
        button: "檢視邀請",
        why: "此邀請由您的帳戶提出，因此 Tandem 自動寄出本郵件。連結僅顯示邀請，無須任何確認。\
              如果您不知道此邀請，請告知您組織的系統管理員。",
    },
    privileges: Privileges {
        granted: |tenant| format!("{tenant} 已授與您系統管理權限"),
        taken: |tenant| format!("{tenant} 已收回您的系統管理權限"),
        changed: |tenant| format!("{tenant} 已變更您的系統管理權限"),
        unnamed: "與您合作的一個組織",
        granted_now: "從現在起，您可以在所授與的服務中執行系統管理動作。",
        taken_now: "從現在起，您在被收回的服務中的系統管理動作將被拒絕。商業關係保持不變，\
                    您為該組織提供支援的責任也照常。",
        heading: "變更內容",
        organisation: "組織",
        services_granted: "已授與",
        services_taken: "已收回",
        when: "變更時間",
        button: "檢視權限",
        why: "本郵件由 Tandem 自動寄給您組織的連絡人。連結僅顯示誰擁有權限，無須任何確認。",
    },
};
