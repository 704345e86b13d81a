//! Enrolling, in Simplified Chinese.

use crate::texts::enrollment::{Confirmation, Confirming, Enrollment, News, State};

pub(super) const TEXTS: Enrollment = Enrollment {
    company: "公司",
    why: |company| format!("此地址被指定为 {company} 主要联系人的地址，因此 Tandem 自动发送了本邮件。"),
    confirmation: Confirmation {
        enrollment: Confirming {
            subject: |company| format!("请确认 {company} 的注册"),
            asks: |company| {
                format!("{company} 申请成为间接经销商，并将你指定为其主要联系人。你确认后，审核才会开始。")
            },
            company_did: |company| format!("{company} 已申请注册为间接经销商"),
            unexpected: "如果这封邮件出乎你的意料、你不认识该公司，或者此地址不属于该公司，请不要确认：\
                         目前尚未核实是谁以此名称申请注册。你可以不予理会；未经确认的申请不会进入审核，\
                         链接会自动失效。如有疑问，请通过你此前已知的方式向该公司核实。",
        },
        primary_contact: Confirming {
            subject: |company| format!("请为 {company} 确认你的电子邮件地址"),
            asks: |company| format!("{company} 将你指定为其新的主要联系人。你确认后，此更改才会生效。"),
            company_did: |company| format!("{company} 已将其主要联系人更改为你"),
            unexpected: "如果这封邮件出乎你的意料、你不认识该公司，或者此地址不属于该公司，请不要确认。\
                         你可以不予理会；未经确认，该公司将保留现有的联系人，链接会自动失效。如有疑问，\
                         请通过你此前已知的方式向该公司核实。",
        },
        heading: "相关信息",
        confirms: "请你确认以下两点：",
        address_is_its: |company| format!("你收到本邮件的电子邮件地址属于 {company}"),
        button: "查看并确认",
        nothing_yet: |until| {
            format!(
                "打开链接不会更改任何内容。只有在你按下页面上的确认按钮之后，才算确认；无需登录。\
                 此链接的有效期至 {until}，过期后任何人都无法用它确认。"
            )
        },
        proves: "此链接仅证明你能够阅读此邮箱，别无其他用途：任何人都无法用它登录或授予权限。请勿转发此链接，\
                 因为持有它的人可以代你确认。",
    },
    news: News {
        draft: State {
            name: "草稿",
            subject: |company| format!("{company} 的申请正在更改"),
            what_now: "申请已重新成为草稿，不会有人审核。此前发送的用于确认电子邮件地址的链接已失效。\
                       重新提交申请后，新的链接会发送给申请中届时指定的主要联系人。",
        },
        under_review: State {
            name: "正在审核",
            subject: |company| format!("{company} 的申请正在审核"),
            what_now: "电子邮件地址已确认，计划运营方正在审核申请。这可能需要数天。你无需执行任何操作；\
                       结果会通过电子邮件通知。",
        },
        active: State {
            name: "已注册",
            subject: |company| format!("{company} 已注册为间接经销商"),
            what_now: "从现在起，间接提供商可以向该公司请求建立合作关系。为该公司注册的人员是其首位管理代理。",
        },
        rejected: State {
            name: "未获批准",
            subject: |company| format!("{company} 的申请未获批准"),
            what_now: "计划运营方已审核该申请，该公司未完成注册。该公司的全局管理员可以更正申请，然后重新提交。",
        },
        heading: "注册信息",
        state: "状态",
        since: "状态更改时间",
        button: "查看注册信息",
        nothing_to_confirm: "链接仅指向公司的注册页面；该公司的管理员登录后可以在其中查看申请。\
                             打开链接不会更改任何内容，也无需任何确认。",
        unexpected: "如果这封邮件出乎你的意料，或者你不认识该公司，你无需执行任何操作。如有疑问，\
                     请通过你此前已知的方式向该公司核实。",
    },
};
