//! An invitation of a customer in Simplified Chinese.

use tandem_page::{Panel, Sentence};

use crate::texts::{Company, Customer, Person, Words};

pub const CUSTOMER: Customer = Customer {
    words: WORDS,
    title_of_reseller: "{name} 请求成为你的经销商",
    title_of_both: "{name} 和 {provider} 请求与你的公司合作",
    title_of_provider: "{name} 请求成为你的提供商",
    with_provider: "一同提出请求的提供商",
    what_is_asked: "请求你同意的内容",
    asked_lead: "每一项都由你单独决定。在你勾选并接受之前，不会授予任何权限。",
    in_365: "在你的云中，此操作在 365 管理中心完成，即本页面。",
    in_office: "在你的云中，此操作在 Office 门户完成，即本页面。",
    in_office_365_21vianet: "在你的云中，此操作在由世纪互联运营的 Office 365 管理中心完成，即本页面。",
    authorize_reseller: "授权 {name} 作为你的经销商",
    reseller_means: "{name} 将成为你的合作伙伴之一，可以查看你的公司资料和订阅，并销售订阅和提供支持。",
    authorize_provider: "授权 {provider} 作为你的提供商",
    provider_means: "{provider} 将成为你的合作伙伴之一，并可以代表你：",
    place_orders: "下订单；",
    add_subscriptions: "添加订阅。",
    accept_agreement: "接受客户协议",
    agreement_means: "该协议包含你的公司使用所订购服务的条款。不接受该协议就无法接受此请求，也无法订购任何服务。",
    agreement_version: "版本 {version}",
    agreement_link: "阅读协议",
    privileges: "管理权限",
    no_privileges: "未请求管理权限。",
    privileges_mean: "拥有某项服务的权限后，{name} 可以在你的租户中以管理员身份访问该服务。",
    may_leave_out: "不想授予的项目请不要勾选。",
    all_are_needed: "在你的云中，所有项目均为必需。",
    grant_service: "向 {name} 授予 {service} 的权限",
    held: "{name} 已拥有这些权限。",
    held_by: Sentence("{holder} 拥有这些权限；在你的云中只能有一个合作伙伴拥有。"),
    reassign: Sentence("从 {holder} 收回这些权限，并授予提出请求的合作伙伴"),
    taken_back_any_time: "你可以随时收回权限；商业关系保持不变。",
    support_by_the_operator: "即使没有权限，{name} 仍可代表你向运营方请求支持。",
    check_field: "请检查此项：",
    is_reseller: "{name} 是你的经销商。",
    is_provider: "{provider} 是你的提供商。",
    agreement_accepted: "已接受客户协议。",
    holds: "{name} 拥有 {service} 的管理权限。",
    to_relationships: "前往合作伙伴关系",
    no_longer_partners: Panel {
        heading: "此请求已无法接受",
        paragraphs: &[
            "{name} 已不再参与该计划，或已不再与其指定的提供商合作。未授予任何权限；请联系 {name} 发送新的请求。",
        ],
    },
    person: PERSON,
    company: COMPANY,
};

const WORDS: Words = Words {
    sign_in_to_answer: Panel {
        heading: "登录后答复",
        paragraphs: &[
            "请使用收到此请求的电子邮件地址所对应的帐户登录，该帐户须具有全局管理员角色。登录本身不会接受任何内容。",
        ],
    },
    sign_in_by_link: Panel {
        heading: "登录后答复",
        paragraphs: &["请使用你公司的帐户登录，该帐户须具有全局管理员角色。登录本身不会接受任何内容。"],
    },
    sign_in_to_see: Panel {
        heading: "此请求已不再开放",
        paragraphs: &[
            "若要查看结果，请使用收到此请求的公司的帐户登录。",
            "如果你仍希望合作，请联系 {name} 发送新的请求。",
        ],
    },
    decide: Panel {
        heading: "你的决定",
        paragraphs: &["你的公司可以有多个合作伙伴。接受此请求不会终止与其他合作伙伴的合作。"],
    },
    authorize: "接受",
    authorized_now: Panel { heading: "你已接受 {name} 的请求", paragraphs: &["从现在起："] },
    declined_now: Panel {
        heading: "你已拒绝此请求",
        paragraphs: &[
            "未建立任何关系，也未授予任何权限。{name} 可以在其请求列表中看到结果。",
            "如果你改变主意，请联系 {name} 发送新的请求。",
        ],
    },
    accepted: Panel {
        heading: "你的公司已接受此请求",
        paragraphs: &["无需再执行任何操作。已授予以下内容："],
    },
    declined: Panel {
        heading: "你的公司已拒绝此请求",
        paragraphs: &["未授予任何权限。如果你仍希望建立关系，请联系 {name} 发送新的请求。"],
    },
    own_accepted: "请求已被接受。该客户已加入你的客户列表。",
    other_account: Panel {
        heading: "此请求不适用于当前帐户",
        paragraphs: &["请求只适用于收到它的电子邮件地址。请使用该帐户登录，或联系 {name} 向你发送请求。"],
    },
    wrong_role: Panel {
        heading: "你的角色无权执行此操作",
        paragraphs: &[
            "你公司的全局管理员可以答复此请求。请将链接转发给其中一位。",
            "尚未接受或拒绝任何内容。",
        ],
    },
    other_region: Panel {
        heading: "{name} 无法与你的公司合作",
        paragraphs: &[
            "合作伙伴及其客户必须位于同一个云，并且属于同一国家/地区或区域组。请向 {name} 咨询其旗下是否有其他公司可以为你的公司提供服务。",
        ],
    },
};

const PERSON: Person = Person {
    panel: Panel {
        heading: "接受人", paragraphs: &["你代表公司接受请求。合作伙伴如有问题会与你联系。"]
    },
    first_name: "名字",
    last_name: "姓氏",
    email: "电子邮件地址",
    phone: "电话（可选）",
};

const COMPANY: Company = Company {
    panel: Panel {
        heading: "你的公司",
        paragraphs: &["此处尚无你公司的信息。你的合作伙伴会看到你在此填写的内容。"],
    },
    name: "公司名称",
    domain: "默认域",
    domain_hint: "你的租户中以 {suffix} 结尾的域",
    country: "国家/地区",
    registration_number: "注册号（可选）",
    needed_in_some: "部分国家/地区要求填写",
    line1: "街道和门牌号",
    line2: "地址补充（可选）",
    postal_code: "邮政编码",
    city: "城市",
    state: "省/自治区/直辖市",
    language: "语言",
    language_hint: "代码，例如 zh",
    culture: "日期和数字的书写方式",
    culture_hint: "代码，例如 zh-CN",
};
