//! Outlines: texts whose lines begin with a number that says what each answers, as Kialo exports a debate
//! (`1.2.3. Con: …`) and minutes of consultations have it (`1`, `1.1`, `1.1.2`; `1-1`; `2_1_3`).
//!
//! In comes a text. Out comes one thread: `1.2.3` answers `1.2`. *Pro* and *Con* after the number give the relation. A
//! single entry at the top of such a debate is its thesis, which opens the thread; several are answers to the title.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::chat::{Line, lines, speaker_of};
use super::common::{left_out, set_words};
use super::moment::is_space;
use super::{body, reader::Reading};
use crate::lang;
use crate::read::{error::ReadError, options::Options, source::Source};
use crate::span::Span;
use crate::thread::{Comment, Kind, Origin, Relation, Thread};

/// Fewest entries of an outline, and fewest that answer another.
const ENTRIES: usize = 4;
const ANSWERS: usize = 2;

/// Most levels; Kialo has debates of 20.
const LEVELS: usize = 64;

static PRO: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.pro));
static CON: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.chats.con));

/// An entry of an outline.
struct Entry<'t> {
    /// The parts of its number.
    path: Vec<u32>,
    relation: Option<Relation>,
    /// The text on its first line.
    first: &'t str,
    /// The indexes of its lines.
    lines: std::ops::Range<usize>,
}

/// Whether most lines are entries of one outline that nests.
pub(super) fn detect(source: &Source<'_>) -> bool {
    let head = source.head();
    let lines: Vec<Line<'_>> = lines(head).collect();
    let (entries, above) = entries(&lines);
    let known: BTreeSet<&[u32]> = entries.iter().map(|entry| entry.path.as_slice()).collect();
    let is_double = known.len() < entries.len();
    let answers: Vec<&Entry<'_>> = entries.iter().filter(|entry| entry.path.len() > 1).collect();
    let found = answers.iter().filter(|entry| known.contains(parent(&entry.path))).count();
    let is_debate = entries.iter().filter(|entry| entry.relation.is_some()).count() * 2 > answers.len();
    // Headings of an article are numbered too, but its paragraphs are not.
    let filled = lines.iter().skip(above).filter(|line| !line.is_blank()).count();
    let is_mostly = 10 * entries.len() >= if is_debate { 3 } else { 8 } * filled;
    entries.len() >= ENTRIES && found >= ANSWERS && found == answers.len() && !is_double && is_mostly && above <= 12
}

/// Reads an outline as one thread.
///
/// # Errors
/// When no line begins with a number.
pub(super) fn read(source: &Source<'_>, _: &Options) -> Result<Reading, ReadError> {
    let all: Vec<Line<'_>> = lines(source.text).collect();
    let (entries, above) = entries(&all);
    if entries.is_empty() {
        let why = "no line begins with a number such as 1.2".to_owned();
        return Err(ReadError::Unusable { what: "an outline", why, help: "read it with --from text" });
    }
    let is_debate = entries.iter().any(|entry| entry.relation.is_some());
    let top = entries.iter().filter(|entry| entry.path.len() == 1).count();
    let title = title(&all, above);
    let names = names(&entries);
    let mut thread = Thread { title: title.clone(), ..Thread::default() };
    let opening = if top > 1 && is_debate { title.clone() } else { None };
    if let Some(text) = &opening {
        thread.comments.push(Comment {
            id: "post".to_owned(),
            kind: Kind::Post,
            text: text.clone(),
            ..Comment::default()
        });
    }
    for entry in &entries {
        let is_thesis = is_debate && top == 1 && entry.path.len() == 1;
        let own = all.get(entry.lines.clone()).unwrap_or_default();
        let (author, first) = match speaker_of(entry.first).filter(|(name, _)| names.contains_key(name)) {
            Some((name, start)) => (Some(name.to_owned()), entry.first.get(start..).unwrap_or("")),
            None => (None, entry.first),
        };
        let below = own.iter().skip(1).map(|line| line.text);
        let text = std::iter::once(first).chain(below).collect::<Vec<_>>().join("\n");
        let last = own.iter().rev().find(|line| !line.is_blank()).or(own.first());
        let mut comment = Comment {
            id: id(&entry.path),
            kind: if is_thesis { Kind::Post } else { Kind::Comment },
            parent: if entry.path.len() > 1 {
                Some(id(parent(&entry.path)))
            } else {
                opening.as_ref().map(|_| "post".to_owned())
            },
            author,
            relation: entry.relation,
            origin: Origin {
                span: own.first().zip(last).map(|(first, last)| Span::new(first.span.start, last.span.end)),
                lines: own.first().zip(last).map(|(first, last)| first.number..last.number + 1),
            },
            ..Comment::default()
        };
        set_words(&mut comment, body::plain(text.trim_matches(is_space)));
        thread.comments.push(comment);
    }
    let filled = all.iter().take(above).filter(|line| !line.is_blank()).count();
    let left = left_out(filled.saturating_sub(usize::from(title.is_some())), "lines", "they precede the first entry");
    Ok(Reading { threads: vec![thread], diagnostics: left.into_iter().collect() })
}

/// The entries of a text, and how many lines precede them.
fn entries<'t>(lines: &[Line<'t>]) -> (Vec<Entry<'t>>, usize) {
    let mut entries: Vec<Entry<'t>> = Vec::new();
    let mut above = lines.len();
    let mut is_open = false;
    for (index, line) in lines.iter().enumerate() {
        if let Some((path, relation, first)) = numbered(line.text)
            && follows(entries.last().map(|entry| entry.path.as_slice()), &path)
        {
            above = above.min(index);
            entries.push(Entry { path, relation, first, lines: index..index + 1 });
            is_open = true;
        } else if is_sources(line.text) || index + 1 == lines.len() && is_number(line.text) {
            is_open = false;
        } else if is_open && let Some(entry) = entries.last_mut() {
            entry.lines.end = index + 1;
        }
    }
    (entries, above)
}

/// Whether a number can follow another in an outline: one level deeper it begins again, otherwise one part goes on.
/// Entries may be missing, as after a filter, so numbers may leave gaps.
fn follows(before: Option<&[u32]>, path: &[u32]) -> bool {
    let Some(before) = before else { return path.len() == 1 || path.iter().all(|part| *part == 1) };
    let shared = before.iter().zip(path).take_while(|(one, two)| one == two).count();
    if shared == before.len() {
        return path.len() > before.len() && path.len() <= before.len() + 1;
    }
    // The first part that differs grows, and it is the last one.
    shared + 1 == path.len() && before.get(shared) < path.get(shared)
}

/// The number at the beginning of a line, the side after it, and the text.
fn numbered(line: &str) -> Option<(Vec<u32>, Option<Relation>, &str)> {
    let end = line.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | '_'))).unwrap_or(line.len());
    let (number, rest) = line.split_at(end);
    let number = number.trim_end_matches(['.', '-', '_']);
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    if number.is_empty() || number.len() > 4 * LEVELS || !rest.starts_with(is_space) {
        return None;
    }
    let path: Option<Vec<u32>> = number
        .split(['.', '-', '_'])
        .map(|part| if part.len() <= 4 { part.parse::<u32>().ok().filter(|part| *part > 0) } else { None })
        .collect();
    let path = path.filter(|path| path.len() <= LEVELS)?;
    let text = rest.trim_start_matches(is_space);
    let side = text.split_once(':').and_then(|(word, text)| {
        let word = word.trim_matches(is_space).to_lowercase();
        let relation = match word.as_str() {
            word if PRO.contains(&word) => Relation::Support,
            word if CON.contains(&word) => Relation::Rebuttal,
            _ => return None,
        };
        Some((relation, text.trim_start_matches(is_space)))
    });
    Some(match side {
        Some((relation, text)) => (path, Some(relation), text),
        None => (path, None, text),
    })
}

/// The number of the entry that one answers.
fn parent(path: &[u32]) -> &[u32] {
    path.get(..path.len().saturating_sub(1)).unwrap_or_default()
}

fn id(path: &[u32]) -> String {
    path.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
}

/// Whether the last line of a source that is cut off is only the beginning of a number.
fn is_number(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit())
        && line.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | ')'))
}

/// Whether a line begins the list of sources below a debate.
fn is_sources(line: &str) -> bool {
    line.eq_ignore_ascii_case("Sources:")
}

/// The title above the entries, without the word that announces it.
fn title(lines: &[Line<'_>], above: usize) -> Option<String> {
    let first = lines.iter().take(above).find(|line| !line.is_blank())?.text;
    let title =
        first.strip_prefix("Discussion Title:").or_else(|| first.strip_prefix("Discussion Name:")).unwrap_or(first);
    let title = title.trim_matches(|c| is_space(c) || c == '#');
    (!title.is_empty() && title.len() <= 400).then(|| title.to_owned())
}

/// The names before a colon at the beginning of entries, if most of the entries have one and some speak again.
fn names<'t>(entries: &[Entry<'t>]) -> BTreeMap<&'t str, usize> {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        if let Some((name, _)) = speaker_of(entry.first) {
            *names.entry(name).or_default() += 1;
        }
    }
    let named: usize = names.values().sum();
    let again = names.values().any(|count| *count > 1);
    // The last entry of a source that is cut off may have lost its name.
    if 10 * (named + 1) >= 8 * entries.len() && 2 * named >= entries.len() && again { names } else { BTreeMap::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let source = Source::new(text);
        if !detect(&source) {
            return Vec::new();
        }
        let reading = read(&source, &Options::default()).unwrap();
        let row = |comment: &Comment| {
            let relation = comment.relation.map_or("-", Relation::name);
            let parent = comment.parent.as_deref().unwrap_or("-");
            format!("{} {} > {parent} {relation}: {}", comment.kind, comment.id, comment.text.replace('\n', "/"))
        };
        reading.threads[0].comments.iter().map(row).collect()
    }

    #[test]
    fn numbers_give_parents_and_words_relations() {
        let text = "Discussion Title: Night?\n\n1. It should run.\n1.1. Con: It is empty:\nI counted.\n1.1.1. Pro: Twice.\n1.2. Pro: Nurses.\n1.2.1. Con: -> See 1.1.\n\nSources:\n[1] http://example.org\n";
        assert_eq!(
            rows(text),
            [
                "post 1 > - -: It should run.",
                "comment 1.1 > 1 rebuttal: It is empty:/I counted.",
                "comment 1.1.1 > 1.1 support: Twice.",
                "comment 1.2 > 1 support: Nurses.",
                "comment 1.2.1 > 1.2 rebuttal: -> See 1.1.",
            ]
        );
        let french = "Titre : Nuit\n1. Oui.\n2. Non.\n1.1. x\n";
        assert_eq!(rows(french), Vec::<String>::new(), "it is no outline");
        for separator in ['.', '-', '_'] {
            let text = "1 Yes\n1.1 No\n1.2 Why?\n1.2.1 So\n2 Other\n2.1 Fine\n".replace('.', &separator.to_string());
            let found = rows(&text);
            assert_eq!(found.len(), 6, "{text}");
            assert_eq!(found[3], "comment 1.2.1 > 1.2 -: So");
            assert_eq!(found[4], "comment 2 > - -: Other");
        }
    }

    #[test]
    fn other_numbered_texts_are_no_outlines() {
        for text in [
            "1. Introduction\nA long text.\nMore of it.\n1.1 Days\nText.\nText.\n1.2 Nights\nText.\n1.3 Money\nText.\n",
            "1. one\n2. two\n3. three\n4. four\n5. five\n",
            "1.5 km of road\n2.5 km of rail\n3.1 km of water\n4.2 km\n",
            "2021-03-01 a\n2021-03-02 b\n2021-03-03 c\n2021-03-04 d\n",
            "8 comments\nyes\nno\n",
            "",
        ] {
            assert_eq!(rows(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        #[test]
        fn any_text_is_survived(text in "(1|2|3|\\.|-|_| |Pro: |Con: |Anna: |\n|[a-zé]{1,3}){0,60}") {
            let source = Source::new(&text);
            let _ = (detect(&source), read(&source, &Options::default()));
        }
    }
}
