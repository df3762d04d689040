//! The kinds of threads that have link rules of their own: who speaks and in which order is known in some and not in others.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($variant:ident = $name:literal: $about:literal,)*) => {
        /// What a thread shows of its authors and its order. Every thread is of exactly one kind.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum ThreadKind {
            $(#[doc = $about] $variant,)*
            /// None of these.
            #[default]
            Other,
        }

        /// Every kind with its name in packs and its meaning.
        pub const THREAD_KINDS: &[(ThreadKind, &str, &str)] =
            &[$((ThreadKind::$variant, $name, $about),)* (ThreadKind::Other, "other", "none of these")];
    };
}

kinds! {
    Nested = "nested": "its times go back and forth: replies are below what they answer",
    Forum = "forum": "its comments have authors and are in the order of their times or numbers, below no article",
    Column = "column": "its comments have authors and are in the order of their times or numbers, below an article",
    Signed = "signed": "its comments have authors, and nothing shows their order",
    Flat = "flat": "its comments have no authors, and an article is above",
    Unsigned = "unsigned": "its comments have no authors, and a post is above",
}
