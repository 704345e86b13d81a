//! The pages' scripts, style sheets and icon, compiled in: nothing is read from a disk.

/// A file that pages load from `/assets/<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    pub name: &'static str,
    pub content_type: &'static str,
    pub text: &'static str,
}

/// What every page may load. A function adds its own to these.
pub(crate) const OF_EVERY_PAGE: [Asset; 8] = [
    Asset::style("page.css", include_str!("../assets/page.css")),
    Asset::icon("icon.svg", include_str!("../assets/icon.svg")),
    Asset::script("actions.js", include_str!("../assets/actions.js")),
    Asset::script("api.js", include_str!("../assets/api.js")),
    Asset::script("fields.js", include_str!("../assets/fields.js")),
    Asset::script("panels.js", include_str!("../assets/panels.js")),
    Asset::script("sign-in.js", include_str!("../assets/sign-in.js")),
    Asset::script("signed-in.js", include_str!("../assets/signed-in.js")),
];

impl Asset {
    #[must_use]
    pub const fn script(name: &'static str, text: &'static str) -> Self {
        Self { name, content_type: "text/javascript; charset=utf-8", text }
    }

    #[must_use]
    pub const fn style(name: &'static str, text: &'static str) -> Self {
        Self { name, content_type: "text/css; charset=utf-8", text }
    }

    const fn icon(name: &'static str, text: &'static str) -> Self {
        Self { name, content_type: "image/svg+xml", text }
    }
}
