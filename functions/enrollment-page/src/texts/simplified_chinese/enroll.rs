//! Enrolling, in Simplified Chinese.

use tandem_page::{Panel, Sentence};

use crate::texts::{Company, Contact, Enroll, PartnerIdTexts, Support};

pub const ENROLL: Enroll = Enroll {
    title: "注册为间接经销商",
    lead: "注册后，公司可以通过间接提供商销售云服务。请在此提交申请，计划运营方将进行审核。",
    sign_in: Panel {
        heading: "登录以注册你的公司",
        paragraphs: &["请使用你公司具有全局管理员角色的帐户登录。登录本身不会发送任何内容。注册需要："],
    },
    needed: &[
        "你公司所在地的合作伙伴 ID，该 ID 须处于活动状态，并且与你的租户位于同一国家/地区；",
        "你公司的法定名称和地址；",
        "一位主要联系人，我们会向其电子邮件地址发送链接以便确认；",
        "供客户请求支持的联系方式。",
    ],
    session_ended: Panel {
        heading: "登录已失效",
        paragraphs: &["请重新登录以继续。你填写的内容保留在此标签页中。"],
    },
    wrong_role: Panel {
        heading: "你的角色无权执行此操作",
        paragraphs: &["你公司的全局管理员可以为公司注册。请将本页面的地址转发给其中一位，或使用其他帐户。"],
    },
    partner_already: Panel {
        heading: "你的公司已参与该计划",
        paragraphs: &["你的公司已是该计划的合作伙伴，无需注册。"],
    },
    later: (
        "暂时无法再发送链接",
        &[
            Sentence("每天最多向一个地址发送三个链接，最多为一家公司发送十个。{until} 之后可以再次发送。"),
            Sentence("请检查 {email} 是否正确。如果有误，请在申请中更改。"),
        ],
    ),
    later_link_out: "如果地址正确，请查找最新的电子邮件（包括垃圾邮件文件夹）。",
    later_not_submitted: "你填写的内容已保存，但尚未提交。",
    back_to_enrollment: "返回注册页面",

    application: Panel {
        heading: "你的申请",
        paragraphs: &[
            "请填写每个部分，仅保存时也须填写。你公司的所有管理员都能看到已保存的内容；在提交之前，不会有人审核。",
        ],
    },
    partner: PartnerIdTexts {
        panel: Panel {
            heading: "合作伙伴 ID",
            paragraphs: &[
                "你公司在合作伙伴网络中的编号。该 ID 须处于活动状态，并登记在你公司所在的国家/地区。",
            ],
        },
        mpn_id: "合作伙伴 ID",
        mpn_id_hint: "所在地帐户的 ID，最多 10 位数字",
        not_found: "没有以此合作伙伴 ID 登记的公司。",
        not_location: "这是全局帐户的合作伙伴 ID。请提供所在地帐户的 ID。",
        inactive: "此合作伙伴 ID 未处于活动状态。",
        other_country: "此合作伙伴 ID 登记的国家/地区与你公司的不同。",
    },
    company: Company {
        panel: Panel {
            heading: "你的公司", paragraphs: &["与商业登记一致的法定名称和地址。"]
        },
        name: "公司名称",
        domain: "租户的域",
        domain_hint: "例如 contoso.com。提供商通过此域的电子邮件地址找到你的人员",
        cloud: "云",
        cloud_hint: "你的租户所在的云",
        global: "全球",
        china: "中国（由世纪互联运营）",
        usgov: "美国政府",
        germany: "德国",
        country: "国家/地区",
        country_hint: "你的租户所在的国家/地区",
        line1: "街道和门牌号",
        line2: "地址补充（可选）",
        postal_code: "邮政编码",
        city: "城市",
        state: "省/自治区/直辖市",
        needed_in_some: "部分国家/地区要求填写",
    },
    known: Panel {
        heading: "此处已有你公司的信息",
        paragraphs: &["你的公司已是客户。其名称、地址和联系人将沿用已有信息。"],
    },
    give_company: "填写其他信息",
    contact: Contact {
        panel: Panel {
            heading: "主要联系人", paragraphs: &["代表你的公司，并会收到提供商的请求。"]
        },
        first_name: "名字",
        last_name: "姓氏",
        email: "电子邮件地址",
        email_hint: "我们会向此地址发送链接以便确认",
        phone: "电话",
    },
    support: Support {
        panel: Panel {
            heading: "客户支持", paragraphs: &["你的客户会在由你负责的订阅旁看到这些信息。"]
        },
        email: "支持电子邮件地址",
        phone: "支持电话",
        website: "网站（可选）",
    },
    mails: Panel {
        heading: "我们发送的电子邮件", paragraphs: &["会将每一步通知主要联系人。"]
    },
    mail_language: "语言",
    check_field: "请检查此项：",
    next: Panel {
        heading: "保存或提交", paragraphs: &["提交后，主要联系人会收到一封包含链接的电子邮件。"]
    },
    problems: Sentence("需要检查的字段数：{problems}"),
    save: "保存但不提交",
    submit: "提交",

    saved: Panel {
        heading: "申请已保存",
        paragraphs: &["申请尚未提交，提交之前不会有人审核。你可以随时更改。"],
    },
    sent_again: Panel { heading: "已发送新的链接", paragraphs: &[] },
    sent_again_to: Sentence("新链接已发送到 {email}。此前的链接已失效。"),
    changed: Panel {
        heading: "申请在此期间已发生变化",
        paragraphs: &[
            "你的同事、主要联系人或运营方先行进行了操作。页面现在显示的是最新情况；未提交任何内容。",
        ],
    },
    refused: Panel {
        heading: "目前还无法接受", paragraphs: &["未提交任何内容。请更改以下内容后重试："]
    },

    in_this_state_since: "此状态始于",
    email_unverified: (
        "请确认电子邮件地址",
        &[
            Sentence("我们已向 {email} 发送电子邮件。收件人须在 {expires} 之前打开其中的链接并确认。"),
            Sentence("如果没有收到，请查看垃圾邮件文件夹，或重新发送。只有最新的链接有效。"),
            Sentence("如果地址有误，请更改申请并重新提交。已发送的链接届时会失效。"),
        ],
    ),
    link_over: "该电子邮件中的链接已过期。请重新发送。",
    send_again: "重新发送",
    change: "更改申请",
    under_review: (
        "你的申请正在审核",
        &[
            Sentence("电子邮件地址已确认，计划运营方正在审核申请。这可能需要数天。"),
            Sentence("你无需执行任何操作。结果会通过电子邮件发送到 {email}。"),
        ],
    ),
    rejected: ("你的申请未获批准", &[Sentence("原因：{reason}"), Sentence("请更正申请，然后重新提交。")]),
    correct: "更正申请",
    active: (
        "你的公司已注册",
        &[
            Sentence(
                "从现在起，间接提供商可以通过 {email} 或你公司人员的地址向你请求建立合作关系。请打开请求中的链接，阅读所请求的内容，然后接受或拒绝。",
            ),
            Sentence("提交申请的人员是你公司的首位管理代理。"),
        ],
    ),
};
