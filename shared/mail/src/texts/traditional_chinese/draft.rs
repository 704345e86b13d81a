//! The text that a sender takes with it, in Traditional Chinese.

use crate::texts::Draft;

pub(super) const TEXTS: Draft = Draft {
    greeting: "您好：",
    partnership: |provider| {
        format!(
            "{provider} 希望成為您的間接提供者。接受後，該公司可以代表您的客戶下訂單、新增訂閱，\
             並擁有對您的租用戶的系統管理員存取權。"
        )
    },
    by_reseller: |reseller| format!("{reseller} 希望成為您的轉銷商。"),
    by_provider: |provider| format!("{provider} 希望成為您的提供者，為您下訂單、新增訂閱。"),
    by_both: |reseller, provider| {
        format!("{reseller} 希望成為您的轉銷商，由其提供者 {provider} 為您下訂單、新增訂閱。")
    },
    privileges: |partner, services| {
        format!(
            "接受即同意客戶合約（如尚未同意），並授與{partner}對 {services} 的系統管理權限，您可以隨時收回。"
        )
    },
    no_privileges: "接受即同意客戶合約（如尚未同意）。不要求系統管理權限。",
    reseller: "轉銷商",
    provider: "提供者",
    answer_here: "請檢視並回覆：",
    nothing_yet: "開啟連結不會變更任何內容，您的系統管理員登入並確認後才會生效。",
};
