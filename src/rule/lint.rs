//! `rules check`: finds what compiles but is probably a mistake.
//!
//! A pack lists intended findings in `[[allow]]`, with the reason, and they are not reported. An `[[allow]]` that
//! allows nothing is a finding itself.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::lexicons::words_of;
use super::pack::{AllowEntry, CueEntry, Kind, Pack, RuleEntry, Scope};
use super::phrase::{expand, unelided};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::function;
use crate::text::lang;
use crate::thread::Lang;

/// Shorter prefixes match too many unrelated words.
const SHORTEST_PREFIX: usize = 4;

/// How many examples of each kind a rule should have.
const EXAMPLES: usize = 3;

/// Every code of a finding and its meaning. A test checks the table of `rules/README.md` against it.
pub const LINTS: &[(&str, &str)] = &[
    ("folded-equal", "two phrases of a list are the same once case and accents are folded"),
    ("unreachable-phrase", "a phrase can never be found: it has no word, or a prefix of its list finds it already"),
    (
        "elided-only",
        "a French phrase is given as it is before a vowel, such as `vu qu'`, but not as `vu que`, which finds both",
    ),
    ("short-prefix", "a `*` after fewer than four letters"),
    ("function-word", "a word that every other comment has gives a label all alone"),
    ("opposing-cue", "a phrase speaks for two contrary labels"),
    ("slow-pattern", "a pattern looks from every place to the end of the text"),
    ("few-examples", "a rule has fewer than three `hits` or three `misses`"),
    ("unused-allow", "an `[[allow]]` allows nothing"),
    ("fires-often", "a rule fires on more than 30 % of the comments it was tried on"),
    ("never-fires", "a rule fires on none of the comments it was tried on"),
];

/// A finding before `[[allow]]` is applied.
struct Finding {
    code: &'static str,
    /// The lexicon or rule that it is about.
    place: String,
    /// Its bytes in the pack.
    at: Span,
    message: String,
}

/// Looks for probable mistakes in packs, each given as a name for messages and a text. Packs that do not parse are
/// skipped: compiling them reports why.
pub fn lint(packs: &[(String, String)]) -> Vec<Diagnostic> {
    let parsed: Vec<(&str, Pack)> =
        packs.iter().filter_map(|(name, text)| Some((name.as_str(), Pack::parse(text, name).ok()?))).collect();
    let mut out = Vec::new();
    let mut cues = Cues::default();
    for (name, pack) in &parsed {
        let mut findings = Vec::new();
        for (lexicon, list) in &pack.lexicon {
            phrases(lexicon, list.get_ref(), &mut findings);
            elisions(lexicon, list.get_ref(), pack, &mut findings);
        }
        for rule in &pack.rule {
            for cue in rule.cue.iter().chain(&rule.unless) {
                phrases(rule.id.get_ref(), &cue.any, &mut findings);
                elisions(rule.id.get_ref(), &cue.any, pack, &mut findings);
            }
            function_words(rule, pack, &mut findings);
            examples(rule, &mut findings);
            patterns(rule, &mut findings);
        }
        cues.oppose(pack, &parsed, &mut findings);
        out.extend(
            allowed(findings, &pack.allow)
                .into_iter()
                .map(|finding| Diagnostic::warning(finding.code, finding.message).within(*name).at(finding.at)),
        );
    }
    out
}

/// The findings that the pack does not allow, and a finding for each `[[allow]]` that allows nothing.
fn allowed(findings: Vec<Finding>, allow: &[AllowEntry]) -> Vec<Finding> {
    let covers = |entry: &AllowEntry, finding: &Finding| {
        *entry.code.get_ref() == finding.code && entry.place.as_ref().is_none_or(|place| *place == finding.place)
    };
    let unused = allow.iter().filter(|entry| {
        // These two are found on a corpus, not here.
        !matches!(entry.code.get_ref().as_str(), "fires-often" | "never-fires")
            && !findings.iter().any(|finding| covers(entry, finding))
    });
    let unused: Vec<Finding> = unused
        .map(|entry| Finding {
            code: "unused-allow",
            place: String::new(),
            at: Span::from(entry.code.span()),
            message: format!("nothing is found that `{}` allows; take it out", entry.code.get_ref()),
        })
        .collect();
    let reported = findings.into_iter().filter(|finding| !allow.iter().any(|entry| covers(entry, finding)));
    reported.chain(unused).collect()
}

/// Findings about the phrases of one list.
fn phrases(place: &str, list: &[Spanned<String>], findings: &mut Vec<Finding>) {
    let mut known: BTreeMap<Vec<String>, &str> = BTreeMap::new();
    for entry in list.iter().filter(|entry| !entry.get_ref().starts_with('@')) {
        let written = entry.get_ref().as_str();
        let mut report = |code, message| {
            findings.push(Finding { code, place: place.to_owned(), at: Span::from(entry.span()), message });
        };
        for phrase in expand(written).unwrap_or_default() {
            let words = words_of(&phrase);
            if words.is_empty() {
                report("unreachable-phrase", format!("`{phrase}` has no word"));
                continue;
            }
            for word in &words {
                let stem = word.strip_suffix('*').map(|stem| stem.chars().count());
                if stem.is_some_and(|letters| letters < SHORTEST_PREFIX) {
                    report("short-prefix", format!("`{word}` finds every word that begins so"));
                }
            }
            if let Some(other) = known.get(&words) {
                report("folded-equal", format!("`{phrase}` is `{other}` once folded"));
            }
            known.entry(words).or_insert(written);
        }
    }
    for (words, written) in &known {
        let [word] = &words[..] else { continue };
        let found = (1..word.len())
            .filter_map(|end| word.get(..end))
            .find(|stem| word.trim_end_matches('*') != *stem && known.contains_key(&vec![format!("{stem}*")]));
        if let (Some(stem), Some(entry)) = (found, list.iter().find(|entry| entry.get_ref() == written)) {
            let message = format!("`{word}` is found by `{stem}*` already");
            let at = Span::from(entry.span());
            findings.push(Finding { code: "unreachable-phrase", place: place.to_owned(), at, message });
        }
    }
}

/// Finds French phrases that are listed only as they are before a vowel.
fn elisions(place: &str, list: &[Spanned<String>], pack: &Pack, findings: &mut Vec<Finding>) {
    if !pack.header.lang.iter().any(|lang| lang == "fr") {
        return;
    }
    let expanded = |entry: &Spanned<String>| expand(entry.get_ref()).unwrap_or_default();
    let known: BTreeSet<Vec<String>> = list.iter().flat_map(expanded).map(|phrase| words_of(&phrase)).collect();
    for entry in list {
        for phrase in expanded(entry).into_iter().filter(|phrase| phrase.ends_with(['\'', '’'])) {
            let words = words_of(&phrase);
            let mut full = unelided(&words).peekable();
            let Some(first) = full.peek().map(|words| words.join(" ")) else { continue };
            if !full.any(|words| known.contains(&words)) {
                let message = format!("`{phrase}` is found before a vowel only; `{first}` is found there too");
                let at = Span::from(entry.span());
                findings.push(Finding { code: "elided-only", place: place.to_owned(), at, message });
            }
        }
    }
}

/// Finds function words that decide a position or form alone, anywhere in a comment. They are good cues in rules that
/// need more than one cue or look at one place only.
fn function_words(rule: &RuleEntry, pack: &Pack, findings: &mut Vec<Finding>) {
    if !matches!(rule.kind, Kind::Position | Kind::Form) || rule.need > 1 {
        return;
    }
    let langs: Vec<Lang> = pack.header.lang.iter().filter_map(|tag| Lang::parse(tag)).collect();
    for cue in rule.cue.iter().filter(|cue| cue.scope == Scope::Comment) {
        let alone = cue.w.as_ref().is_some_and(|w| rule.bias.get_ref() + w.get_ref() > 0.0);
        let common = |words: &Vec<String>| match &words[..] {
            [word] => is_function(word, &langs),
            _ => false,
        };
        let found: Vec<String> = cue_words(cue, pack)
            .into_iter()
            .filter(|words| alone && common(words))
            .map(|words| words.concat())
            .collect();
        if !found.is_empty() {
            let at = cue.w.as_ref().map_or(rule.id.span(), Spanned::span);
            findings.push(Finding {
                code: "function-word",
                place: rule.id.get_ref().clone(),
                at: Span::from(at),
                message: format!(
                    "alone, words that nearly every comment has give `{}`: {}",
                    rule.id.get_ref(),
                    found.join(", ")
                ),
            });
        }
    }
}

/// Whether a word is a function word of one of these languages, or of any language if none is given.
fn is_function(word: &str, langs: &[Lang]) -> bool {
    let function = function::function(word);
    if langs.is_empty() { function.votes != 0 } else { langs.iter().any(|of| lang::is_of(function, *of)) }
}

fn examples(rule: &RuleEntry, findings: &mut Vec<Finding>) {
    let (hits, misses) = (rule.hits.len(), rule.misses.len());
    if hits < EXAMPLES || misses < EXAMPLES {
        findings.push(Finding {
            code: "few-examples",
            place: rule.id.get_ref().clone(),
            at: Span::from(rule.id.span()),
            message: format!("`{}` has {hits} hits and {misses} misses; three of each prove it", rule.id.get_ref()),
        });
    }
}

fn patterns(rule: &RuleEntry, findings: &mut Vec<Finding>) {
    for regex in rule.regex.iter().filter(|regex| [".*", ".+"].iter().any(|any| regex.pattern.get_ref().contains(any)))
    {
        findings.push(Finding {
            code: "slow-pattern",
            place: rule.id.get_ref().clone(),
            at: Span::from(regex.pattern.span()),
            message: "`.*` and `.+` look to the end of the text; say what may stand there, or how much".to_owned(),
        });
    }
}

/// The phrases that count for a label, in all packs.
#[derive(Default)]
struct Cues {
    /// The rule by label and words.
    speak: BTreeMap<(String, Vec<String>), String>,
}

impl Cues {
    /// Adds the phrases of a pack's rules and finds those that count for the contrary label too.
    fn oppose(&mut self, pack: &Pack, all: &[(&str, Pack)], findings: &mut Vec<Finding>) {
        for rule in &pack.rule {
            let label = rule.label.as_ref().unwrap_or(rule.id.get_ref());
            let contrary = all
                .iter()
                .flat_map(|(_, pack)| &pack.label)
                .find(|entry| entry.id == *label)
                .and_then(|entry| entry.contrary.as_deref());
            for cue in rule.cue.iter().filter(|cue| cue.w.as_ref().is_some_and(|w| *w.get_ref() > 0.0)) {
                let mut both: Vec<String> = Vec::new();
                let mut other = None;
                for words in cue_words(cue, pack) {
                    let key = contrary.map(|contrary| (contrary.to_owned(), words.clone()));
                    if let Some(rule) = key.and_then(|key| self.speak.get(&key)) {
                        both.push(words.join(" "));
                        other = Some(rule.clone());
                    }
                    self.speak.insert((label.clone(), words), format!("{}.{}", pack.header.id, rule.id.get_ref()));
                }
                if let Some(other) = other {
                    let named: Vec<&str> = both.iter().take(3).map(String::as_str).collect();
                    findings.push(Finding {
                        code: "opposing-cue",
                        place: rule.id.get_ref().clone(),
                        at: Span::from(rule.id.span()),
                        message: format!(
                            "{} of its phrases speak for the contrary label too, in `{other}`: {}",
                            both.len(),
                            named.join(", ")
                        ),
                    });
                }
            }
        }
    }
}

/// The phrases of a cue as words, if they are in its own pack.
fn cue_words(cue: &CueEntry, pack: &Pack) -> Vec<Vec<String>> {
    let list = match &cue.lex {
        Some(name) => pack.lexicon.get(name.get_ref()).map(|list| list.get_ref().as_slice()),
        None => Some(cue.any.as_slice()),
    };
    let own = list.into_iter().flatten().filter(|entry| !entry.get_ref().starts_with('@'));
    let written = own.flat_map(|entry| expand(entry.get_ref()).unwrap_or_default());
    written.map(|phrase| words_of(&phrase)).collect()
}
