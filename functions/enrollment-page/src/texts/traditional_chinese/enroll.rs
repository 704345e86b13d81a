//! Enrolling, in Traditional Chinese.

use tandem_page::{Panel, Sentence};

use crate::texts::{Company, Contact, Enroll, PartnerIdTexts, Support};

pub const ENROLL: Enroll = Enroll {
    title: "註冊為間接轉銷商",
    lead: "註冊後，公司可以透過間接提供者銷售雲端服務。請在此提出申請，計劃營運方將進行審核。",
    sign_in: Panel {
        heading: "登入以註冊貴公司",
        paragraphs: &["請使用貴公司具有全域管理員角色的帳戶登入。登入本身不會傳送任何內容。註冊需要："],
    },
    needed: &[
        "貴公司所在地的合作夥伴識別碼，該識別碼須為使用中，並且與您的租用戶位於同一國家/地區；",
        "貴公司的法定名稱和地址；",
        "一位主要連絡人，我們會將連結傳送到其電子郵件地址以便確認；",
        "供客戶要求支援的聯絡方式。",
    ],
    session_ended: Panel {
        heading: "登入已失效",
        paragraphs: &["請重新登入以繼續。您填寫的內容保留在此索引標籤中。"],
    },
    wrong_role: Panel {
        heading: "您的角色無權執行此動作",
        paragraphs: &["貴公司的全域管理員可以為公司註冊。請將此頁面的網址轉寄給其中一位，或使用其他帳戶。"],
    },
    partner_already: Panel {
        heading: "貴公司已參與此計劃",
        paragraphs: &["貴公司已是此計劃的合作夥伴，無須註冊。"],
    },
    later: (
        "暫時無法再傳送連結",
        &[
            Sentence("每天最多向一個地址傳送三個連結，最多為一家公司傳送十個。{until} 之後可以再次傳送。"),
            Sentence("請檢查 {email} 是否正確。如果有誤，請在申請中變更。"),
        ],
    ),
    later_link_out: "如果地址正確，請尋找最新的電子郵件（包括垃圾郵件資料夾）。",
    later_not_submitted: "您填寫的內容已儲存，但尚未提交。",
    back_to_enrollment: "返回註冊頁面",

    application: Panel {
        heading: "您的申請",
        paragraphs: &[
            "請填寫每個部分，僅儲存時也須填寫。貴公司的所有管理員都能看到已儲存的內容；在提交之前，不會有人審核。",
        ],
    },
    partner: PartnerIdTexts {
        panel: Panel {
            heading: "合作夥伴識別碼",
            paragraphs: &[
                "貴公司在合作夥伴網路中的編號。該識別碼須為使用中，並登記在貴公司所在的國家/地區。",
            ],
        },
        mpn_id: "合作夥伴識別碼",
        mpn_id_hint: "所在地帳戶的識別碼，最多 10 位數字",
        not_found: "沒有以此合作夥伴識別碼登記的公司。",
        not_location: "這是全域帳戶的合作夥伴識別碼。請提供所在地帳戶的識別碼。",
        inactive: "此合作夥伴識別碼不在使用中。",
        other_country: "此合作夥伴識別碼登記的國家/地區與貴公司的不同。",
    },
    company: Company {
        panel: Panel {
            heading: "貴公司", paragraphs: &["與商業登記一致的法定名稱和地址。"]
        },
        name: "公司名稱",
        domain: "租用戶的網域",
        domain_hint: "例如 contoso.com。提供者透過此網域的電子郵件地址找到貴公司的人員",
        cloud: "雲端",
        cloud_hint: "您的租用戶所在的雲端",
        global: "全球",
        china: "中國（由 21Vianet 營運）",
        usgov: "美國政府",
        germany: "德國",
        country: "國家/地區",
        country_hint: "您的租用戶所在的國家/地區",
        line1: "街道和門牌號碼",
        line2: "地址補充（選填）",
        postal_code: "郵遞區號",
        city: "城市",
        state: "州/省",
        needed_in_some: "部分國家/地區要求填寫",
    },
    known: Panel {
        heading: "此處已有貴公司的資訊",
        paragraphs: &["貴公司已是客戶。其名稱、地址和連絡人將沿用已有資訊。"],
    },
    give_company: "填寫其他資訊",
    contact: Contact {
        panel: Panel {
            heading: "主要連絡人", paragraphs: &["代表貴公司，並會收到提供者的要求。"]
        },
        first_name: "名字",
        last_name: "姓氏",
        email: "電子郵件地址",
        email_hint: "我們會將連結傳送到此地址以便確認",
        phone: "電話",
    },
    support: Support {
        panel: Panel {
            heading: "客戶支援", paragraphs: &["您的客戶會在由您負責的訂閱旁看到這些資訊。"]
        },
        email: "支援電子郵件地址",
        phone: "支援電話",
        website: "網站（選填）",
    },
    mails: Panel {
        heading: "我們傳送的電子郵件", paragraphs: &["會將每一步通知主要連絡人。"]
    },
    mail_language: "語言",
    check_field: "請檢查此項：",
    next: Panel {
        heading: "儲存或提交", paragraphs: &["提交後，主要連絡人會收到一封包含連結的電子郵件。"]
    },
    problems: Sentence("需要檢查的欄位數：{problems}"),
    save: "儲存但不提交",
    submit: "提交",

    saved: Panel {
        heading: "申請已儲存",
        paragraphs: &["申請尚未提交，提交之前不會有人審核。您可以隨時變更。"],
    },
    sent_again: Panel { heading: "已傳送新的連結", paragraphs: &[] },
    sent_again_to: Sentence("新連結已傳送到 {email}。先前的連結已失效。"),
    changed: Panel {
        heading: "申請在此期間已發生變化",
        paragraphs: &[
            "您的同事、主要連絡人或營運方先行進行了動作。頁面現在顯示的是最新情況；未提交任何內容。",
        ],
    },
    refused: Panel {
        heading: "目前還無法接受", paragraphs: &["未提交任何內容。請變更以下內容後重試："]
    },

    in_this_state_since: "此狀態始於",
    email_unverified: (
        "請確認電子郵件地址",
        &[
            Sentence("我們已傳送電子郵件到 {email}。收件者須在 {expires} 之前開啟其中的連結並確認。"),
            Sentence("如果沒有收到，請查看垃圾郵件資料夾，或重新傳送。只有最新的連結有效。"),
            Sentence("如果地址有誤，請變更申請並重新提交。已傳送的連結屆時會失效。"),
        ],
    ),
    link_over: "該電子郵件中的連結已過期。請重新傳送。",
    send_again: "重新傳送",
    change: "變更申請",
    under_review: (
        "您的申請正在審核",
        &[
            Sentence("電子郵件地址已確認，計劃營運方正在審核申請。這可能需要數天。"),
            Sentence("您無須執行任何動作。結果會透過電子郵件傳送到 {email}。"),
        ],
    ),
    rejected: ("您的申請未獲核准", &[Sentence("原因：{reason}"), Sentence("請更正申請，然後重新提交。")]),
    correct: "更正申請",
    active: (
        "貴公司已註冊",
        &[
            Sentence(
                "從現在起，間接提供者可以透過 {email} 或貴公司人員的地址向您要求建立合作關係。請開啟要求中的連結，閱讀所要求的內容，然後接受或拒絕。",
            ),
            Sentence("提交申請的人員是貴公司的首位管理代理人。"),
        ],
    ),
};
