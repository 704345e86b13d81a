//! The pages in Simplified Chinese.

mod customer;
mod partnership;

use tandem_page::{OwnTexts, Panel};

use super::Texts;

pub const TEXTS: Texts = Texts {
    time_format: "%Y年%-m月%-d日 %H:%M UTC",
    every_page: OwnTexts {
        footer: "打开本页面不会更改任何内容。只有已登录的人员勾选确认框并完成授权后，请求才会被接受。",
        no_script: "若要登录并答复，请为本页面启用 JavaScript，然后重新加载。",
        sign_in_failed: Panel {
            heading: "登录未成功",
            paragraphs: &[
                "未接受任何内容。请返回请求页面并重新登录。如果仍无法登录，请再次打开电子邮件中的链接。",
            ],
        },
        back: "返回请求页面",
        not_found: Panel {
            heading: "此地址没有内容",
            paragraphs: &[
                "如果你是通过电子邮件中的链接打开的，请检查链接是否完整，直至最后一个字符。",
                "如果链接完整，请联系发送链接的公司获取新链接。",
            ],
        },
    },
    partnership: partnership::PARTNERSHIP,
    customer: customer::CUSTOMER,

    who_asks: "请求方",
    name: "名称",
    domain: "域",
    country: "国家/地区",
    partner_id: "合作伙伴 ID",
    open_until: "有效期至",
    over: "已不再开放",
    session_ended: Panel {
        heading: "登录已失效", paragraphs: &["请重新登录以继续。你的答复尚未执行。"]
    },
    terms_changed: Panel {
        heading: "条款已更改",
        paragraphs: &[
            "未接受任何内容。页面现在显示的是新条款：请重新阅读请求方信息以及你将授予的权限，然后再作决定。",
        ],
    },
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
    own_declined: "请求已被拒绝。如果对方填写了原因，你可以在请求列表中查看。",
    own_cancelled: "你的公司已取消此请求。",
    own_expired: "请求已过期。你可以在请求列表中重新发送。",
    sign_in_to_see_link: Panel {
        heading: "此链接已不再开放",
        paragraphs: &["若要查看原因，请登录。如果你仍希望合作，请联系 {name} 获取新链接。"],
    },
    changed: Panel {
        heading: "情况已发生变化",
        paragraphs: &["未接受任何内容。页面现在显示的是最新情况：请重新查看各项内容，然后再作决定。"],
    },
    link_expired: Panel {
        heading: "此链接已过期",
        paragraphs: &["未授予任何权限。请联系 {name} 获取新链接。"],
    },
    rotated: Panel {
        heading: "此链接已被替换",
        paragraphs: &["未授予任何权限。请联系 {name} 获取当前链接。"],
    },
    used_up: Panel {
        heading: "此链接的使用次数已用完",
        paragraphs: &["此链接已达到 {name} 允许的使用次数。未授予任何权限；请联系 {name} 获取新链接。"],
    },
    link_gone: Panel {
        heading: "当前帐户无法使用此链接",
        paragraphs: &["请使用其他帐户登录，或联系 {name} 获取新链接。"],
    },
    own_link: Panel {
        heading: "这是你公司自己的链接",
        paragraphs: &["只有其他公司的管理员才能接受其中的请求。"],
    },
    own_link_open: "链接处于开放状态。你可以在草稿中查看使用者，也可以在那里更改或轮换链接。",
    own_link_rotated: "链接已被替换。当前链接在你的草稿中。",
    own_link_used_up: "链接已达到你允许的使用次数。请提高次数或轮换链接。",
    own_link_expired: "链接已过期。新链接在你的草稿中。",
};
