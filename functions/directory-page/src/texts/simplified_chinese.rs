//! The page in simplified Chinese.

use tandem_page::{OwnTexts, Panel};

use super::Texts;

pub const TEXTS: Texts = Texts {
    every_page: OwnTexts::without_sign_in(
        "此列表由运营方维护。提供商如需更改其条目，请联系其在运营方的代表。",
        Panel {
            heading: "此网址没有内容", paragraphs: &["提供商目录的网址以 /providers 结尾。"]
        },
    ),
    title: "查找间接提供商",
    lead: "间接提供商的官方列表：他们是谁、能为经销商提供哪些帮助，以及如何联系他们。",

    country: "国家/地区",
    every_country: "所有国家/地区",
    country_wrong: "没有此国家/地区。请从列表中选择。",
    name: "提供商名称",
    name_hint: "只需输入名称的开头。",
    name_wrong: "名称最多 64 个字符，且只占一行。只需输入名称的开头。",
    search: "搜索",
    show_all: "显示所有提供商",

    providers: "提供商",
    nobody: Panel {
        heading: "未找到提供商",
        paragraphs: &["列表中没有符合此搜索的提供商。请尝试只输入名称的开头，或选择所有国家/地区。"],
    },
    nobody_yet: Panel { heading: "列表为空", paragraphs: &["尚未列出任何提供商。"] },
    no_more: Panel { heading: "没有更多提供商", paragraphs: &["列表到此结束。"] },
    first_page: "返回开头",
    next_page: "后续提供商",
    pages: "列表的页面",

    country_of: "国家/地区",
    partner_id: "合作伙伴 ID",
    cloud: "云",
    clouds: ["全球", "中国（由世纪互联运营）", "美国政府", "德国"],
    languages: "语言",
    between: "、",
    services: "服务",
    service_names: ["支持", "技术帮助", "市场营销", "计费和信用"],
    email: "电子邮件",
    telephone: "电话",
    website: "网站",
};
