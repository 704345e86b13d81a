//! Confirming an e-mail address, in Simplified Chinese.

use tandem_page::Panel;

use crate::texts::{Confirm, Words};

pub const CONFIRM: Confirm = Confirm {
    enrollment: Words {
        title: "确认 {company} 的注册",
        lead: "{company} 申请成为间接经销商，并将你指定为主要联系人。你确认后，审核才会开始。",
        company_did: "{company} 已申请注册为间接经销商",
        confirmed: Panel {
            heading: "谢谢，已确认",
            paragraphs: &["计划运营方正在审核申请。这可能需要数天；每一步都会通过电子邮件通知。"],
        },
        before: Panel {
            heading: "此前已确认",
            paragraphs: &["此处无需再执行任何操作。后续每一步都会通过电子邮件通知。"],
        },
        over: Panel {
            heading: "此链接已失效",
            paragraphs: &[
                "链接已过期、已发送更新的链接，或申请此后已更改。请打开最新电子邮件中的链接。",
                "如果没有，公司的管理员可以在注册页面上重新发送。",
            ],
        },
    },
    primary_contact: Words {
        title: "为 {company} 确认你的电子邮件地址",
        lead: "{company} 将你指定为新的主要联系人。你确认后，更改才会生效。",
        company_did: "{company} 已将主要联系人更改为我",
        confirmed: Panel {
            heading: "谢谢，已确认",
            paragraphs: &["从现在起你是主要联系人，会收到提供商的请求。"],
        },
        before: Panel { heading: "此前已确认", paragraphs: &["此处无需再执行任何操作。"] },
        over: Panel {
            heading: "此链接已失效",
            paragraphs: &[
                "链接已过期，或已发送更新的链接。请打开最新电子邮件中的链接。",
                "如果没有，公司的管理员可以再次更改主要联系人。",
            ],
        },
    },
    open_until: "有效期至",
    confirmed_on: "确认时间",
    decide: Panel {
        heading: "你的确认",
        paragraphs: &["如果你对此不知情，或该地址不属于该公司，请关闭此页面。未经确认，不会发生任何事情。"],
    },
    address_is_its: "我收到此链接的电子邮件地址属于 {company}",
    button: "确认",
    to_enrollment: "前往注册页面",
};
