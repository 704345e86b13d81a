//! An invitation of a customer in Traditional Chinese.

use tandem_page::{Panel, Sentence};

use crate::texts::{Company, Customer, Person, Words};

pub const CUSTOMER: Customer = Customer {
    words: WORDS,
    title_of_reseller: "{name} 要求成為貴公司的轉銷商",
    title_of_both: "{name} 和 {provider} 要求與貴公司合作",
    title_of_provider: "{name} 要求成為貴公司的提供者",
    with_provider: "一同提出要求的提供者",
    what_is_asked: "要求您同意的內容",
    asked_lead: "每一項都由您個別決定。在您勾選並接受之前，不會授與任何權限。",
    in_365: "在您的雲端中，此動作在 365 系統管理中心完成，即本頁面。",
    in_office: "在您的雲端中，此動作在 Office 入口網站完成，即本頁面。",
    in_office_365_21vianet: "在您的雲端中，此動作在由世紀互聯營運的 Office 365 系統管理中心完成，即本頁面。",
    authorize_reseller: "授權 {name} 作為貴公司的轉銷商",
    reseller_means: "{name} 將成為貴公司的合作夥伴之一，可以查看貴公司的資料和訂閱，並銷售訂閱和提供支援。",
    authorize_provider: "授權 {provider} 作為貴公司的提供者",
    provider_means: "{provider} 將成為貴公司的合作夥伴之一，並可以代表您：",
    place_orders: "下訂單；",
    add_subscriptions: "新增訂閱。",
    accept_agreement: "接受客戶合約",
    agreement_means: "該合約包含貴公司使用所訂購服務的條款。不接受該合約就無法接受此要求，也無法訂購任何服務。",
    agreement_version: "版本 {version}",
    agreement_link: "閱讀合約",
    privileges: "管理權限",
    no_privileges: "未要求管理權限。",
    privileges_mean: "擁有某項服務的權限後，{name} 可以在您的租用戶中以系統管理員身分存取該服務。",
    may_leave_out: "不想授與的項目請不要勾選。",
    all_are_needed: "在您的雲端中，所有項目均為必要。",
    grant_service: "向 {name} 授與 {service} 的權限",
    held: "{name} 已擁有這些權限。",
    held_by: Sentence("{holder} 擁有這些權限；在您的雲端中只能有一個合作夥伴擁有。"),
    reassign: Sentence("從 {holder} 收回這些權限，並授與提出要求的合作夥伴"),
    taken_back_any_time: "您可以隨時收回權限；商業關係保持不變。",
    support_by_the_operator: "即使沒有權限，{name} 仍可代表您向營運方要求支援。",
    check_field: "請檢查此項：",
    is_reseller: "{name} 是貴公司的轉銷商。",
    is_provider: "{provider} 是貴公司的提供者。",
    agreement_accepted: "已接受客戶合約。",
    holds: "{name} 擁有 {service} 的管理權限。",
    to_relationships: "前往合作夥伴關係",
    no_longer_partners: Panel {
        heading: "此要求已無法接受",
        paragraphs: &[
            "{name} 已不再參與該計畫，或已不再與其指定的提供者合作。未授與任何權限；請聯絡 {name} 傳送新的要求。",
        ],
    },
    person: PERSON,
    company: COMPANY,
};

const WORDS: Words = Words {
    sign_in_to_answer: Panel {
        heading: "登入後回覆",
        paragraphs: &[
            "請使用收到此要求的電子郵件地址所對應的帳戶登入，該帳戶須具備全域管理員角色。登入本身不會接受任何內容。",
        ],
    },
    sign_in_by_link: Panel {
        heading: "登入後回覆",
        paragraphs: &["請使用貴公司的帳戶登入，該帳戶須具備全域管理員角色。登入本身不會接受任何內容。"],
    },
    sign_in_to_see: Panel {
        heading: "此要求已不再開放",
        paragraphs: &[
            "若要查看結果，請使用收到此要求的公司的帳戶登入。",
            "如果您仍希望合作，請聯絡 {name} 傳送新的要求。",
        ],
    },
    decide: Panel {
        heading: "您的決定",
        paragraphs: &["貴公司可以有多個合作夥伴。接受此要求不會終止與其他合作夥伴的合作。"],
    },
    authorize: "接受",
    authorized_now: Panel { heading: "您已接受 {name} 的要求", paragraphs: &["從現在起："] },
    declined_now: Panel {
        heading: "您已拒絕此要求",
        paragraphs: &[
            "未建立任何關係，也未授與任何權限。{name} 可以在其要求清單中看到結果。",
            "如果您改變主意，請聯絡 {name} 傳送新的要求。",
        ],
    },
    accepted: Panel {
        heading: "貴公司已接受此要求", paragraphs: &["無須再執行任何動作。已授與以下內容："]
    },
    declined: Panel {
        heading: "貴公司已拒絕此要求",
        paragraphs: &["未授與任何權限。如果您仍希望建立關係，請聯絡 {name} 傳送新的要求。"],
    },
    own_accepted: "要求已被接受。該客戶已加入貴公司的客戶清單。",
    other_account: Panel {
        heading: "此要求不適用於目前的帳戶",
        paragraphs: &["要求只適用於收到它的電子郵件地址。請使用該帳戶登入，或聯絡 {name} 向您傳送要求。"],
    },
    wrong_role: Panel {
        heading: "您的角色無權執行此動作",
        paragraphs: &[
            "貴公司的全域管理員可以回覆此要求。請將連結轉寄給其中一位。",
            "尚未接受或拒絕任何內容。",
        ],
    },
    other_region: Panel {
        heading: "{name} 無法與貴公司合作",
        paragraphs: &[
            "合作夥伴及其客戶必須位於同一個雲端，並且屬於同一國家/地區或區域群組。請向 {name} 詢問其旗下是否有其他公司可以為貴公司提供服務。",
        ],
    },
};

const PERSON: Person = Person {
    panel: Panel {
        heading: "接受人", paragraphs: &["您代表公司接受要求。合作夥伴如有問題會與您聯絡。"]
    },
    first_name: "名字",
    last_name: "姓氏",
    email: "電子郵件地址",
    phone: "電話（選填）",
};

const COMPANY: Company = Company {
    panel: Panel {
        heading: "貴公司",
        paragraphs: &["此處尚無貴公司的資訊。您的合作夥伴會看到您在此填寫的內容。"],
    },
    name: "公司名稱",
    domain: "預設網域",
    domain_hint: "您的租用戶中以 {suffix} 結尾的網域",
    country: "國家/地區",
    registration_number: "註冊號碼（選填）",
    needed_in_some: "部分國家/地區要求填寫",
    line1: "街道和門牌號碼",
    line2: "地址補充（選填）",
    postal_code: "郵遞區號",
    city: "城市",
    state: "州/省",
    language: "語言",
    language_hint: "代碼，例如 zh",
    culture: "日期和數字的書寫方式",
    culture_hint: "代碼，例如 zh-TW",
};
