//! What customers are asked and what they answer, in Simplified Chinese.

use crate::texts::Answer;
use crate::texts::customer::{AcceptedIn, Asking, AskingBoth, Customer, Invitation, Outcome, Privileges};

const OFFICE_PORTAL: &str = "由你组织的全局管理员在 Office 门户中接受此邀请。";

pub(super) const TEXTS: Customer = Customer {
    invitation: Invitation {
        by_reseller: Asking {
            subject: |reseller| format!("{reseller} 希望成为你的经销商"),
            asks: |reseller| format!("{reseller} 希望成为你的经销商，请求你的组织予以授权。"),
        },
        by_provider: Asking {
            subject: |provider| format!("{provider} 希望成为你的提供商"),
            asks: |provider| format!("{provider} 希望成为你的提供商，请求你的组织予以授权。"),
        },
        by_both: AskingBoth {
            subject: |reseller, provider| format!("{reseller} 希望与 {provider} 一起成为你的经销商和提供商"),
            asks: |reseller, provider| {
                format!(
                    "{reseller} 希望与其提供商 {provider} 一起成为你的经销商和提供商，请求你的组织授权双方。"
                )
            },
        },
        accepted_in: AcceptedIn {
            global: "由你组织的全局管理员在 365 管理中心中接受此邀请。",
            china: "由你组织的全局管理员在世纪互联运营的 Office 365 管理中心中接受此邀请。",
            usgov: OFFICE_PORTAL,
            germany: OFFICE_PORTAL,
        },
        reseller: "经销商",
        provider: "提供商",
        consents: "接受此邀请即表示：",
        authorize_reseller: |reseller| format!("授权 {reseller} 作为你的经销商"),
        place_orders: |provider| format!("授权 {provider} 作为你的提供商，代表你下订单"),
        add_subscriptions: |provider| format!("授权 {provider} 作为你的提供商，代表你添加订阅"),
        agreement: "代表你的组织接受客户协议（如果尚未接受）",
        admin_access: |partner| format!("授予 {partner} 对你的租户的管理员访问权限"),
        privileges: |partner, service| format!("授予 {partner} 对 {service} 的委派管理权限"),
        no_privileges: "此邀请不要求委派管理权限。",
        taken_back: "接受时可逐项授予权限，之后也可以随时收回。收回后商业关系保持不变：订单、订阅和账单照常。",
        button: "查看并答复邀请",
        nothing_yet: |until| {
            format!(
                "打开链接不会更改任何内容。只有在你组织的全局管理员使用本邮件的收件地址登录、阅读所有请求事项\
                 并确认之后，邀请才会生效。此邀请的有效期至 {until}，过期后任何人都无法接受。"
            )
        },
        unexpected: "如果这封邮件出乎你的意料，或者你不认识请求方，请不要接受。你可以在链接所指的页面上拒绝邀请，\
                     也可以不予理会：邀请会自动失效。如有疑问，请通过你此前已知的方式向该公司核实。",
    },
    outcome: Outcome {
        accepted: Answer {
            subject: |customer| format!("{customer} 已接受你的邀请"),
            what_now: "该客户已列入你的客户列表。从现在起，你可以为其预配和管理。",
        },
        declined: Answer {
            subject: |customer| format!("{customer} 已拒绝你的邀请"),
            what_now: "未授予任何权限，也未因此建立关系。你可以再次邀请该客户。",
        },
        unnamed: "一位客户",
        customer: "客户",
        privileges: "管理权限",
        none: "无",
        without_privileges: "未授予任何管理权限：可以执行商业操作，不能执行管理操作。",
        button: "查看邀请",
        why: "此邀请由你的帐户发出，因此 Tandem 自动发送了本邮件。链接仅显示邀请，无需任何确认。\
              如果你不知道此邀请，请告知你组织的管理员。",
    },
    privileges: Privileges {
        granted: |tenant| format!("{tenant} 已授予你管理权限"),
        taken: |tenant| format!("{tenant} 已收回你的管理权限"),
        changed: |tenant| format!("{tenant} 已更改你的管理权限"),
        unnamed: "与你合作的一个组织",
        granted_now: "从现在起，你可以在所授予的服务中执行管理操作。",
        taken_now: "从现在起，你在被收回的服务中的管理操作将被拒绝。商业关系保持不变，你为该组织提供支持的责任也照常。",
        heading: "更改内容",
        organisation: "组织",
        services_granted: "已授予",
        services_taken: "已收回",
        when: "更改时间",
        button: "查看权限",
        why: "本邮件由 Tandem 自动发送给你组织的联系人。链接仅显示谁拥有权限，无需任何确认。",
    },
};
