//! The text that a sender takes with it, in Simplified Chinese.

use crate::texts::Draft;

pub(super) const TEXTS: Draft = Draft {
    greeting: "你好：",
    partnership: |provider| {
        format!(
            "{provider} 希望成为你的间接提供商。接受后，该公司可以代表你的客户下订单、添加订阅，\
             并拥有对你的租户的管理员访问权限。"
        )
    },
    by_reseller: |reseller| format!("{reseller} 希望成为你的经销商。"),
    by_provider: |provider| format!("{provider} 希望成为你的提供商，为你下订单、添加订阅。"),
    by_both: |reseller, provider| {
        format!("{reseller} 希望成为你的经销商，由其提供商 {provider} 为你下订单、添加订阅。")
    },
    privileges: |partner, services| {
        format!("接受即同意客户协议（如尚未同意），并授予{partner}对 {services} 的管理权限，你可以随时收回。")
    },
    no_privileges: "接受即同意客户协议（如尚未同意）。不要求管理权限。",
    reseller: "经销商",
    provider: "提供商",
    answer_here: "请查看并答复：",
    nothing_yet: "打开链接不会更改任何内容，你的管理员登录并确认后才会生效。",
};
