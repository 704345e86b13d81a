//! The pages' scripts, style sheet and icon, compiled in: nothing is read from a disk.

/// A file that the pages load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset {
    Style,
    Script,
    SignInScript,
    Icon,
}

impl Asset {
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "page.css" => Some(Self::Style),
            "page.js" => Some(Self::Script),
            "sign-in.js" => Some(Self::SignInScript),
            "icon.svg" => Some(Self::Icon),
            _ => None,
        }
    }

    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Style => "text/css; charset=utf-8",
            Self::Script | Self::SignInScript => "text/javascript; charset=utf-8",
            Self::Icon => "image/svg+xml",
        }
    }

    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Style => include_str!("../assets/page.css"),
            Self::Script => include_str!("../assets/page.js"),
            Self::SignInScript => include_str!("../assets/sign-in.js"),
            Self::Icon => include_str!("../assets/icon.svg"),
        }
    }
}
