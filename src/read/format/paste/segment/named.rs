//! Declares lists of things that have a name and a meaning.

/// Declares an enum whose variants have a name and words for what they mean.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($variant:ident = $name:literal, $means:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type {
            $(#[doc = $means] $variant,)*
        }

        impl $type {
            /// All of them, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant,)*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self {
                    $($type::$variant => $name,)*
                }
            }

            /// What it means.
            pub fn means(self) -> &'static str {
                match self {
                    $($type::$variant => $means,)*
                }
            }
        }
    };
}
pub(super) use named;
