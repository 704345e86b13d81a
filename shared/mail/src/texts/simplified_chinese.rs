//! Simplified Chinese, in the words of the partner program's own pages.

mod customer;
mod draft;
mod enrollment;

use super::{Answer, Outcome, Request, Texts, WhoAsks, chinese_time};

pub(super) const TEXTS: Texts = Texts {
    lang: "zh-CN",
    time: chinese_time,
    greeting: |recipient| format!("致 {recipient}"),
    stop: "。",
    space: "",
    comma: "、",
    address: "或将以下地址复制到浏览器中打开：",
    message: |sender| format!("{sender} 的留言："),
    written_for: |sender| format!("本邮件由 Tandem 代表 {sender} 自动发送。"),
    who_asks: WhoAsks {
        heading: "请求方",
        name: "名称",
        domain: "域",
        country: "国家/地区",
        partner_id: "合作伙伴 ID",
        open_until: "有效期至",
    },
    request: Request {
        subject: |sender| format!("{sender} 请求与你建立合作关系"),
        asks: |sender| format!("{sender} 希望成为你的间接提供商，请求与你建立合作关系。"),
        grants: |sender| format!("接受后，{sender} 将获得以下权限："),
        place_orders: "代表你的客户下订单",
        add_subscriptions: "代表你的客户添加订阅",
        admin_access: "对你的租户的管理员访问权限",
        reseller_relationship: "作为你的经销商与你合作",
        button: "查看并答复请求",
        nothing_yet: |until| {
            format!(
                "打开链接不会更改任何内容。只有在你组织的管理员登录、阅读所授予的权限并确认之后，请求才会生效。\
                 此请求的有效期至 {until}，过期后任何人都无法接受。"
            )
        },
        unexpected: "如果这封邮件出乎你的意料，或者你不认识请求方，请不要接受。你可以在链接所指的页面上拒绝请求，\
                     也可以不予理会：请求会自动失效。如有疑问，请通过你此前已知的方式向该公司核实。",
    },
    outcome: Outcome {
        accepted: Answer {
            subject: |reseller| format!("{reseller} 已接受你的合作请求"),
            what_now: "你们现在已是合作伙伴：该经销商已列入你的间接经销商列表。你可以为其添加客户、代表其客户下订单，\
                       并将其设为订阅的记录经销商。",
        },
        declined: Answer {
            subject: |reseller| format!("{reseller} 已拒绝你的合作请求"),
            what_now: "双方没有建立合作关系，也没有授予任何权限。你可以再次发出请求。",
        },
        heading: "答复",
        reseller: "经销商",
        answered: "答复时间",
        reason: "原因",
        reference: "你的参考编号",
        button: "查看请求",
        why: "此请求由你的帐户发出，因此 Tandem 自动发送了本邮件。链接仅显示请求，无需任何确认。\
              如果你不知道此请求，请告知你组织的管理员。",
    },
    customer: customer::TEXTS,
    enrollment: enrollment::TEXTS,
    draft: draft::TEXTS,
};
