//! Dictionaries as packs, and the lexicons of packs as dictionaries.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{Category, Dictionary};
use crate::rule::{Pack, expand};
use crate::thread::Lang;

/// Log-odds without any phrase of a category: one comment in eight. Chosen by hand, to be fitted.
const BIAS: f64 = -2.0;

/// What the strongest phrase of a category adds. Two of them give the label. Chosen by hand, to be fitted.
const WEIGHT: f64 = 1.2;

/// How many different phrases count. Chosen by hand.
const CAP: usize = 3;

/// Weights of a category are rounded to this many steps, each of which is a list.
const STEPS: f64 = 4.0;

/// The text of a pack that counts the categories of a dictionary, as forms.
pub fn to_pack(dictionary: &Dictionary, id: &str, lang: Option<Lang>, from: &str) -> String {
    let lang = lang.map_or("*".to_owned(), |lang| lang.to_string());
    let mut out = format!(
        "# Made from {from}. Weights and thresholds are drafts: `palabre rules fit` fits them to annotated comments.\n\
         format = 1\n\n[pack]\nid = {}\nversion = \"0.1.0\"\nlang = [{}]\ndescribe = {}\n\n[lexicon]\n",
        toml(id),
        toml(&lang),
        toml(&format!("Word lists from {from}"))
    );
    let mut taken = BTreeSet::new();
    let lists: Vec<_> = dictionary
        .categories
        .iter()
        .map(|category| {
            let id = unique(&name(&category.name), &mut taken);
            let lists = lists(&id, category, &mut out);
            (id, category, lists)
        })
        .collect();
    for (id, category, lists) in &lists {
        let named = category.name.replace('"', "'");
        let cues: Vec<String> = lists
            .iter()
            .map(|(list, weight)| format!("{{ lex = {}, w = {weight:.2}, cap = {CAP} }}", toml(list)))
            .collect();
        let _ = write!(
            out,
            "\n[[label]]\nid = {}\nkind = \"form\"\nen = {}\nfr = {}\n\n[[rule]]\nid = {}\nkind = \"form\"\nstatus = \"draft\"\n\
             bias = {BIAS:.1}\ncue = [{}]\n\
             # Three comments that it must find and three that it must not: write them, and `palabre rules check` holds it to them.\n\
             # hits = [\"…\", \"…\", \"…\"]\n# misses = [\"…\", \"…\", \"…\"]\n",
            toml(id),
            toml(&format!("Has words of the list “{named}”.")),
            toml(&format!("A des mots de la liste « {named} ».")),
            toml(id),
            cues.join(", ")
        );
    }
    out
}

/// Writes the phrases of a category, one list for each weight, and gives the names of these lists with their weights.
fn lists(id: &str, category: &Category, out: &mut String) -> Vec<(String, f64)> {
    let step = |weight: f64| (weight * STEPS).round() as i32;
    let mut steps: Vec<i32> =
        category.phrases.iter().map(|(_, weight)| step(*weight)).filter(|step| *step != 0).collect();
    steps.sort_unstable_by(|a, b| b.cmp(a));
    steps.dedup();
    let mut lists = Vec::new();
    for at in steps {
        let share = f64::from(at) / STEPS;
        let list = if at == STEPS as i32 {
            id.to_owned()
        } else {
            format!("{id}_{}", (share * 100.0).round()).replace('-', "minus")
        };
        let phrases = category.phrases.iter().filter(|(_, weight)| step(*weight) == at);
        let _ = writeln!(out, "{} = [", toml(&list));
        let mut line = String::new();
        for (phrase, _) in phrases {
            let phrase = format!("{}, ", toml(phrase));
            if line.len() + phrase.len() > 110 {
                let _ = writeln!(out, "  {}", line.trim_end());
                line.clear();
            }
            line.push_str(&phrase);
        }
        let _ = writeln!(out, "  {}\n]", line.trim_end());
        lists.push((list, share * WEIGHT));
    }
    lists
}

/// The lexicons of a pack as a dictionary: every phrase that they mean, without the names of other lexicons in them.
pub fn of_pack(pack: &Pack) -> Dictionary {
    let mut dictionary = Dictionary::default();
    for (name, list) in &pack.lexicon {
        let mut phrases = Vec::new();
        for entry in list.get_ref() {
            let written = entry.get_ref();
            if written.starts_with('@') {
                dictionary.left_out.push((format!("{name}: {written}"), "is the name of another list".to_owned()));
            } else {
                phrases.extend(expand(written).unwrap_or_default().into_iter().map(|phrase| (phrase, 1.0)));
            }
        }
        // `to_pack` makes one list for each weight.
        let (name, weight) = of_list(name, pack);
        for (_, share) in &mut phrases {
            *share = weight;
        }
        match dictionary.categories.iter_mut().find(|category| category.name == name) {
            Some(category) => category.phrases.extend(phrases),
            None => dictionary.categories.push(Category { name: name.to_owned(), phrases }),
        }
    }
    for entry in &pack.rule {
        if !(entry.near.is_empty() && entry.regex.is_empty() && entry.feature.is_empty() && entry.unless.is_empty()) {
            let rule = format!("rule {}", entry.id.get_ref());
            dictionary.left_out.push((rule, "looks for more than phrases".to_owned()));
        }
    }
    dictionary.normalize();
    dictionary
}

/// The category and weight of a list that [`to_pack`] named; the name and 1 of any other list.
fn of_list<'a>(name: &'a str, pack: &Pack) -> (&'a str, f64) {
    let parts = name.rsplit_once('_').filter(|(id, _)| pack.rule.iter().any(|rule| rule.id.get_ref() == id));
    let Some((id, step)) = parts else { return (name, 1.0) };
    let (sign, percent) = step.strip_prefix("minus").map_or((1.0, step), |step| (-1.0, step));
    percent.parse::<f64>().map_or((name, 1.0), |percent| (id, sign * percent / 100.0))
}

/// A name as packs have them: small letters, digits and hyphens.
fn name(written: &str) -> String {
    let parts: Vec<String> =
        written.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_lowercase).collect();
    if parts.is_empty() { "list".to_owned() } else { parts.join("-") }
}

fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}-{number}")));
    let mut free = numbered.filter(|name| !taken.contains(name));
    let chosen = free.next().unwrap_or_else(|| name.to_owned());
    taken.insert(chosen.clone());
    chosen
}

/// Text as a string of TOML. Strings of JSON are such strings, but for one control character.
fn toml(text: &str) -> String {
    serde_json::Value::from(text.replace('\u{7F}', "")).to_string()
}
