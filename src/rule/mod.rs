//! Rule packs: TOML → `Pack` → [`Matcher`].

/// Compiled packs.
#[derive(Debug, Default)]
pub struct Matcher {}

/// Tokens and cue hits of one comment.
#[derive(Debug, Default)]
pub struct Reading {}
