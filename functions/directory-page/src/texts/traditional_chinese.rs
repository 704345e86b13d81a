//! The page in traditional Chinese.

use tandem_page::{OwnTexts, Panel};

use super::Texts;

pub const TEXTS: Texts = Texts {
    every_page: OwnTexts::without_sign_in(
        "此清單由營運方維護。提供者如需變更其項目，請聯絡其在營運方的代表。",
        Panel {
            heading: "此網址沒有內容", paragraphs: &["提供者目錄的網址以 /providers 結尾。"]
        },
    ),
    title: "尋找間接提供者",
    lead: "間接提供者的官方清單：他們是誰、能為轉銷商提供哪些協助，以及如何聯絡他們。",

    country: "國家/地區",
    every_country: "所有國家/地區",
    country_wrong: "沒有此國家/地區。請從清單中選擇。",
    name: "提供者名稱",
    name_hint: "只需輸入名稱的開頭。",
    name_wrong: "名稱最多 64 個字元，且只佔一行。只需輸入名稱的開頭。",
    search: "搜尋",
    show_all: "顯示所有提供者",

    providers: "提供者",
    nobody: Panel {
        heading: "找不到提供者",
        paragraphs: &["清單中沒有符合此搜尋的提供者。請嘗試只輸入名稱的開頭，或選擇所有國家/地區。"],
    },
    nobody_yet: Panel { heading: "清單是空的", paragraphs: &["尚未列出任何提供者。"] },
    no_more: Panel { heading: "沒有更多提供者", paragraphs: &["清單到此結束。"] },
    first_page: "返回開頭",
    next_page: "後續提供者",
    pages: "清單的頁面",

    country_of: "國家/地區",
    partner_id: "合作夥伴識別碼",
    cloud: "雲端",
    clouds: ["全球", "中國（由世紀互聯營運）", "美國政府", "德國"],
    languages: "語言",
    between: "、",
    services: "服務",
    service_names: ["支援", "技術協助", "行銷", "計費與信用"],
    email: "電子郵件",
    telephone: "電話",
    website: "網站",
};
