//! The page in Simplified Chinese.

use tandem_page::{OwnTexts, Panel, Sentence};

use super::Texts;

pub const TEXTS: Texts = Texts {
    every_page: OwnTexts {
        footer: "打开本页面不会更改任何内容。只有已登录的人员点按按钮并确认后，权限才会被收回。",
        no_script: "若要登录并查看合作伙伴，请为本页面启用 JavaScript，然后重新加载。",
        sign_in_failed: Panel {
            heading: "登录未成功",
            paragraphs: &["未更改任何内容。请返回合作伙伴关系页面并重新登录。"],
        },
        back: "返回合作伙伴关系页面",
        not_found: Panel {
            heading: "此地址没有内容",
            paragraphs: &["合作伙伴关系页面的地址以 /relationships 结尾。"],
        },
    },
    title: "合作伙伴关系",
    lead: "查看你公司有哪些合作伙伴、每个合作伙伴拥有哪些管理权限，以及由谁授予。你可以随时收回权限。",

    sign_in: Panel {
        heading: "登录后查看合作伙伴",
        paragraphs: &["请使用你公司的帐户登录。公司中的任何人都可以查看；全局管理员可以收回权限。"],
    },
    session_ended: Panel {
        heading: "登录已失效", paragraphs: &["请重新登录以继续。未更改任何内容。"]
    },
    wrong_role: Panel {
        heading: "你的角色无权执行此操作",
        paragraphs: &["请让你公司的全局管理员查看合作伙伴，或使用其他帐户。"],
    },
    unknown: Panel {
        heading: "此处没有你公司的信息",
        paragraphs: &["该公司不是任何合作伙伴的客户，也没有人在其中拥有权限。请尝试其他帐户。"],
    },

    lead_at_customer: "查看你公司与此客户的关系，以及在该客户处拥有哪些管理权限。",
    sign_in_as_partner: Panel {
        heading: "登录后查看你的关系",
        paragraphs: &["请使用你公司（合作伙伴）的帐户登录。"],
    },
    unknown_customer: Panel {
        heading: "你的公司不是此客户的合作伙伴",
        paragraphs: &["你的公司与此客户没有关系，或关系已经结束。请尝试使用其他帐户。"],
    },
    dealings: Panel {
        heading: "你与此客户的关系",
        paragraphs: &["首先列出你的公司，然后是在该客户处与你合作的合作伙伴。权限由客户授予和收回。"],
    },
    without_own_privileges: "无。你仍可代表客户向运营方请求支持。",

    partners: Panel { heading: "你的合作伙伴", paragraphs: &[] },
    no_partners: "你公司还没有合作伙伴。",
    holders: Panel {
        heading: "谁在你的租户中拥有管理权限",
        paragraphs: &["与你公司合作的提供商可以拥有对你公司自己租户的管理权限。"],
    },
    no_holders: "没有人在你公司的租户中拥有管理权限。",

    partner_id: "合作伙伴 ID",
    role: "角色",
    provider: "间接提供商",
    reseller: "间接经销商",
    no_relationship: "没有经销商关系",
    partner_since: "建立关系的日期",
    reseller_of_record: "担任以下订阅的记录经销商",
    support_contact: "担任以下订阅的支持联系人",
    privileges: "管理权限",
    without_privileges: "无。该合作伙伴仍可代表你公司向运营方请求支持。",
    since: "授予日期：",
    granted_by: "授予者：",
    take_back: "收回",
    take_back_all_button: "收回所有权限",

    take_back_one: Sentence("要从 {partner} 收回对 {service} 的权限吗？"),
    take_back_all: Sentence("要从 {partner} 收回所有管理权限吗？"),
    loses_one: Sentence("{partner} 会立即失去对 {service} 的管理权限。"),
    loses_all: Sentence("{partner} 会立即失去对你的租户的所有管理权限。"),
    relationship_stays: Sentence(
        "商业关系保持不变：订单、订阅和账单照常，该合作伙伴为你提供支持的责任也照常。",
    ),
    partnership_stays: Sentence("你与该合作伙伴的业务保持不变：你的客户、客户的订阅和你的订单均不受影响。"),
    support_by_the_operator: Sentence("没有权限时，该合作伙伴仍可代表你公司向运营方请求支持。"),
    given_again: Sentence("若要再次拥有权限，该合作伙伴必须重新向你请求。"),
    may_not_take_back: "你的角色无权执行此操作：只有你公司的全局管理员可以收回权限。未更改任何内容。",
    confirm: "收回",
    keep: "保持不变",
    taken_back_one: Sentence("{partner} 不再拥有对 {service} 的权限。"),
    taken_back_all: Sentence("{partner} 不再拥有任何权限。"),
};
