//! Compiled packs → [`Codebook`]: everything that the stages and the outputs need to know of the rule packs.

use std::sync::Arc;

use super::heritable::{Heritable, heritable};
use super::info::RuleInfo;
use super::labels::LabelNames;
use super::matcher::Matcher;

/// A rule pack as outputs name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackInfo {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its text, as lower-case hex.
    pub sha256: String,
}

/// What the loaded packs know. `tag` and `link` score with it, `graph` passes positions on by it, and the map keeps its
/// lists of packs and rules for the outputs.
///
/// Make one of the built-in packs with [`Codebook::builtin`], or of any compiled packs with [`Codebook::from`].
#[derive(Debug, Default)]
pub struct Codebook {
    /// The compiled packs.
    pub matcher: Matcher,
    /// Id, version and checksum of each pack, in the order of loading.
    pub packs: Vec<PackInfo>,
    /// Every rule that can fire.
    pub rules: Arc<[RuleInfo]>,
    /// What people see in place of the ids of labels.
    pub names: Arc<LabelNames>,
    /// The positions that a comment can inherit, in order of name.
    pub heritable: Vec<Heritable>,
}

impl Codebook {
    /// The built-in packs, as the build compiled them.
    #[cfg(packs_compiled)]
    pub fn builtin() -> Self {
        super::builtin().into()
    }
}

impl From<Matcher> for Codebook {
    fn from(matcher: Matcher) -> Self {
        let info = |pack: &super::PackId| PackInfo {
            id: pack.id.clone(),
            version: pack.version.clone(),
            sha256: pack.sha256.clone(),
        };
        let packs = matcher.packs.iter().map(info).collect();
        Self {
            packs,
            rules: matcher.infos().into(),
            names: Arc::new(LabelNames::from(&matcher)),
            heritable: heritable(&matcher),
            matcher,
        }
    }
}
