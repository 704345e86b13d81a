//! An invitation to a partnership in Simplified Chinese.

use tandem_page::Panel;

use crate::texts::{Partnership, Words};

pub const PARTNERSHIP: Partnership = Partnership {
    words: Words {
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
        decide: Panel {
            heading: "你的决定",
            paragraphs: &["你的公司可以有多个间接提供商。授权这一家不会终止与其他提供商的合作。"],
        },
        authorize: "授权间接提供商",
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
        own_accepted: "请求已被接受。该经销商已加入你的“间接经销商”列表。",
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
        other_region: Panel {
            heading: "{name} 无法成为你的提供商",
            paragraphs: &[
                "建立合作关系的两家公司必须位于同一个云，并且属于同一国家/地区或区域组。请向 {name} 咨询其旗下是否有其他公司可以为你的公司提供服务。",
            ],
        },
        sign_in_by_link: Panel {
            heading: "登录后答复",
            paragraphs: &[
                "请使用你公司的帐户登录，该帐户须具有管理代理或全局管理员角色。登录本身不会接受任何内容。",
            ],
        },
    },
    title: "{name} 请求成为你的间接提供商",
    what_is_granted: "你将授予的权限",
    grants_lead: "授权 {name} 作为你的间接提供商后，该公司可以：",
    place_orders: "代表你的客户下订单；",
    add_subscriptions: "代表你的客户添加订阅；",
    admin_access: "以管理员权限访问你公司自己的租户。",
    confirm: "我已阅读 {name} 将获得的权限，我有权代表公司作出此决定，并且我同意。",
    not_enrolled: Panel {
        heading: "你的公司尚未注册为间接经销商",
        paragraphs: &[
            "只有已注册的间接经销商才能授权提供商。请注册或完成注册，然后再次打开电子邮件中的链接。",
        ],
    },
    enroll: "前往注册",
};
