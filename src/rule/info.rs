//! Description of the rules behind a map: every rule that could have fired, whether it did or not.

use std::sync::Arc;

use super::matcher::Matcher;
use super::pack::{Both, Kind, Status};

/// One loaded rule, in the words of its pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// Pack and rule: `fr.skeptic`. Evidence names a rule, or one of its cues after a further dot: `fr.skeptic.deceit`.
    pub id: Arc<str>,
    /// What it decides.
    pub kind: Kind,
    /// The label or relation it gives.
    pub label: Arc<str>,
    /// What it is about, in both languages: the text of the rule, which is the same for both, or else that of the
    /// codebook for its label; `None` if the packs describe neither.
    pub about: Option<Both>,
    /// The id of its pack, as in [`super::PackId::id`].
    pub pack: String,
}

impl RuleInfo {
    /// Whether the name of some evidence is that of this rule or of one of its cues.
    pub fn is_named(&self, evidence: &str) -> bool {
        evidence.strip_prefix(&*self.id).is_some_and(|cue| cue.is_empty() || cue.starts_with('.'))
    }
}

impl Kind {
    /// Its name in packs and lists.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Position => "position",
            Kind::Form => "form",
            Kind::Relation => "relation",
            Kind::Link => "link",
        }
    }
}

impl Matcher {
    /// Every loaded rule that can fire, in the order of packs and files, without retired and replaced rules.
    pub fn infos(&self) -> Vec<RuleInfo> {
        let used = self.rules.iter().filter(|rule| rule.status != Status::Retired);
        let info = |rule: &super::Rule| RuleInfo {
            id: rule.name.clone(),
            kind: rule.kind,
            label: rule.label.clone(),
            about: match &rule.about {
                Some(about) => Some(Both { en: about.clone(), fr: about.clone() }),
                None => self.label(&rule.label).map(|label| Both { en: label.en.clone(), fr: label.fr.clone() }),
            },
            pack: self.packs.get(rule.pack).map(|pack| pack.id.clone()).unwrap_or_default(),
        };
        used.map(info).collect()
    }
}
