//! The page of the directory, without a browser (D1).

use tandem_tests::World;

use super::with_providers;

#[tokio::test]
async fn the_page_shows_what_the_search_finds_in_three_languages_d1() {
    let world = World::start().await;
    let open = async |query: &str| {
        let page = world.nobody().get(&format!("/lambda-url/directory-page/providers{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        page.text()
    };
    let page = open("").await;
    for shown in [
        "Contoso Distribution",
        "1000001",
        "Germany",
        "German, English, Polish",
        "Billing and credit",
        "mailto:sales@contoso.example",
        "tel:+49305550101",
        "https://contoso.example/resellers",
        "Northwind Cloud",
        "www.northwind.example",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(!page.contains("href=\"www.northwind.example"), "not an address that can be followed");
    assert!(open("?language=zh-CN&country=CN").await.contains("中国（由世纪互联运营）"));
    assert!(open("?language=zh-TW&country=FR").await.contains("找不到提供者"));
    let wrong = open("?country=XX").await;
    assert!(wrong.contains("There is no such country or region") && !wrong.contains("<article"));
}

#[tokio::test]
async fn the_page_goes_on_by_links_until_everybody_was_shown_d1() {
    let world = World::start().await;
    let providers: Vec<_> = (0..45).map(|number| (format!("Größer & Söhne {number:02}"), "AT")).collect();
    with_providers(&world, &providers).await;
    let mut address =
        "/lambda-url/directory-page/providers?country=AT&name=gr%C3%B6%C3%9F&language=en".to_owned();
    let (mut shown, mut pages) = (Vec::new(), 0);
    loop {
        pages += 1;
        let page = world.nobody().get(&address).await.text();
        let names = page.split("<h3 ").skip(1).filter_map(|rest| rest.split(['>', '<']).nth(1));
        shown.extend(names.map(|name| name.replace("&#38;", "&")));
        assert!(page.contains("<option value=\"AT\" selected>"), "the search stays");
        let next = page.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        match next {
            Some(next) => address = next.replace("&#38;", "&"),
            None => break,
        }
    }
    assert_eq!(pages, 3);
    assert_eq!(shown, providers.into_iter().map(|(name, _)| name).collect::<Vec<_>>());
}
