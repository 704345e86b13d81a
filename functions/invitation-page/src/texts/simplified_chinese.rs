//! The pages in Simplified Chinese.

use super::{Panel, Texts};

pub const TEXTS: Texts = Texts {
    time_format: "%Y年%-m月%-d日 %H:%M UTC",
    footer: "打开本页面不会更改任何内容。只有已登录的人员勾选确认框并完成授权后，请求才会被接受。",
    no_script: "若要登录并答复，请为本页面启用 JavaScript，然后重新加载。",

    title: "{name} 请求成为你的间接提供商",
    who_asks: "请求方",
    name: "名称",
    domain: "域",
    country: "国家/地区",
    partner_id: "合作伙伴 ID",
    what_is_granted: "你将授予的权限",
    grants_lead: "授权 {name} 作为你的间接提供商后，该公司可以：",
    place_orders: "代表你的客户下订单；",
    add_subscriptions: "代表你的客户添加订阅；",
    admin_access: "以管理员权限访问你公司自己的租户。",
    open_until: "有效期至",
    over: "已不再开放",

    sign_in: "登录",
    signed_in_as: "当前登录帐户：",
    use_another_account: "使用其他帐户",
    sign_in_to_answer: Panel {
        heading: "登录后答复",
        paragraphs: &[
            "请使用收到此请求的公司的帐户登录，该帐户须具有管理代理或全局管理员角色。登录本身不会接受任何内容。",
        ],
    },
    sign_in_to_see: Panel {
        heading: "此请求已不再开放",
        paragraphs: &[
            "若要查看结果，请使用收到此请求的公司的帐户登录。",
            "如果你仍希望合作，请联系 {name} 发送新的请求。",
        ],
    },
    session_ended: Panel {
        heading: "登录已失效", paragraphs: &["请重新登录以继续。你的答复尚未执行。"]
    },
    sign_in_failed: Panel {
        heading: "登录未成功",
        paragraphs: &[
            "未接受任何内容。请返回请求页面并重新登录。如果仍无法登录，请再次打开电子邮件中的链接。",
        ],
    },
    signing_in: "正在登录…",
    back_to_request: "返回请求页面",

    working: "请稍候…",
    terms_changed: Panel {
        heading: "条款已更改",
        paragraphs: &[
            "未接受任何内容。页面现在显示的是新条款：请重新阅读请求方信息以及你将授予的权限，然后再作决定。",
        ],
    },
    decide: Panel {
        heading: "你的决定",
        paragraphs: &["你的公司可以有多个间接提供商。授权这一家不会终止与其他提供商的合作。"],
    },
    confirm: "我已阅读 {name} 将获得的权限，我有权代表公司作出此决定，并且我同意。",
    authorize: "授权间接提供商",
    decline: "拒绝",
    declining: Panel {
        heading: "要拒绝此请求吗？",
        paragraphs: &["拒绝后不会授予任何权限。{name} 会看到你已拒绝；如果你填写了原因，对方也会看到。"],
    },
    reason: "原因（可选）",
    reason_hint: "最多 256 个字符，不得包含链接或电子邮件地址。",
    reason_refused: "无法发送此原因。请写成一行，且不要包含链接或电子邮件地址。",
    decline_finally: "拒绝此请求",
    back: "返回",

    authorized_now: Panel {
        heading: "你已授权 {name}",
        paragraphs: &[
            "{name} 现已成为你的间接提供商，并拥有本页面所列的权限。",
            "你可以在“间接提供商”列表中看到 {name}，对方也会在其“间接经销商”列表中看到你的公司。",
        ],
    },
    declined_now: Panel {
        heading: "你已拒绝此请求",
        paragraphs: &[
            "未建立合作关系，也未授予任何权限。{name} 可以在其请求列表中看到结果。",
            "如果你改变主意，请联系 {name} 发送新的请求。",
        ],
    },
    accepted: Panel {
        heading: "你的公司已接受此请求",
        paragraphs: &[
            "无需再执行任何操作。在合作关系存续期间，{name} 会出现在你的“间接提供商”列表中，你的公司也会出现在对方的“间接经销商”列表中。",
        ],
    },
    declined: Panel {
        heading: "你的公司已拒绝此请求",
        paragraphs: &["未授予任何权限。如果你仍希望建立合作关系，请联系 {name} 发送新的请求。"],
    },
    cancelled: Panel {
        heading: "{name} 已撤回此请求",
        paragraphs: &["此请求已无法答复，也未授予任何权限。如果你本应收到请求，请联系 {name} 发送新的请求。"],
    },
    expired: Panel {
        heading: "此请求已过期",
        paragraphs: &["未授予任何权限。请联系 {name} 重新发送：之后电子邮件中的链接即可再次使用。"],
    },

    own: Panel {
        heading: "这是你公司自己发出的请求",
        paragraphs: &["只有收到此请求的公司的管理员才能答复。"],
    },
    own_pending: "正在等待答复。你可以在请求列表中重新发送或取消此请求。",
    own_accepted: "请求已被接受。该经销商已加入你的“间接经销商”列表。",
    own_declined: "请求已被拒绝。如果对方填写了原因，你可以在请求列表中查看。",
    own_cancelled: "你的公司已取消此请求。",
    own_expired: "请求已过期。你可以在请求列表中重新发送。",

    other_account: Panel {
        heading: "此请求不适用于当前帐户",
        paragraphs: &["请使用其他帐户登录，或联系 {name} 向你的公司发送请求。"],
    },
    wrong_role: Panel {
        heading: "你的角色无权执行此操作",
        paragraphs: &[
            "你公司的管理代理或全局管理员可以答复此请求。请将链接转发给其中一位。",
            "尚未接受或拒绝任何内容。",
        ],
    },
    not_enrolled: Panel {
        heading: "你的公司尚未注册为间接经销商",
        paragraphs: &[
            "只有已注册的间接经销商才能授权提供商。请注册或完成注册，然后再次打开电子邮件中的链接。",
        ],
    },
    enroll: "前往注册",
    other_region: Panel {
        heading: "{name} 无法成为你的提供商",
        paragraphs: &[
            "建立合作关系的两家公司必须位于同一个云，并且属于同一国家/地区或区域组。请向 {name} 咨询其旗下是否有其他公司可以为你的公司提供服务。",
        ],
    },
    not_done: Panel {
        heading: "操作未成功",
        paragraphs: &["服务未能正常响应。你可以放心重试：你的选择最多只会执行一次。"],
    },
    try_again: "重试",
    request_number: "联系支持人员时请提供此编号：",

    not_found: Panel {
        heading: "此地址没有内容",
        paragraphs: &[
            "如果你是通过电子邮件中的链接打开的，请检查链接是否完整，直至最后一个字符。",
            "如果链接完整，请联系发送链接的公司获取新链接。",
        ],
    },
    unavailable: Panel {
        heading: "暂时无法显示此页面",
        paragraphs: &["此问题是暂时的。请稍后重新加载页面；未更改任何内容。"],
    },
};
