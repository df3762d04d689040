//! The threads of several inputs → one collection, in which pages and parts of one thread are joined.
//!
//! Threads with the same [`Thread::key`] become one, at the position of the first. What two pages both contain, such as
//! the article or a repeated comment, is kept once.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use rustc_hash::FxHashMap;

use super::resolve;
use crate::diagnostic::Diagnostic;
use crate::ids::Taken;
use crate::sort::Order as _;
use crate::thread::{Comment, Kind, Thread};

/// Joins threads with the same key. Linear in the number of comments.
pub fn join(threads: Vec<Thread>) -> (Vec<Thread>, Vec<Diagnostic>) {
    let mut joined: Vec<Thread> = Vec::with_capacity(threads.len());
    let mut index_of: BTreeMap<String, usize> = BTreeMap::new();
    let mut page_counts: Vec<usize> = Vec::with_capacity(threads.len());
    // The comments by id of each thread that has more than one page.
    let mut comments_of: BTreeMap<usize, FxHashMap<String, usize>> = BTreeMap::new();
    for thread in threads {
        let entry = thread.key.clone().map(|key| index_of.entry(key));
        match entry {
            Some(Entry::Occupied(entry)) => {
                let index = *entry.get();
                if let (Some(first), Some(count)) = (joined.get_mut(index), page_counts.get_mut(index)) {
                    let by_id = comments_of.entry(index).or_insert_with(|| by_id(&first.comments, 0));
                    add_page(first, thread, by_id);
                    *count += 1;
                }
            }
            entry => {
                if let Some(Entry::Vacant(entry)) = entry {
                    entry.insert(joined.len());
                }
                joined.push(thread);
                page_counts.push(1);
            }
        }
    }
    let mut diagnostics = Vec::new();
    for (thread, count) in joined.iter_mut().zip(page_counts).filter(|(_, count)| *count > 1) {
        sort(thread);
        diagnostics.extend(resolve(thread));
        let message = format!("{count} parts are one thread, {}", thread.title.as_ref().unwrap_or(&thread.id));
        diagnostics.push(Diagnostic::note("joined", message));
    }
    (joined, diagnostics)
}

/// Adds the comments of another page. A comment of both pages is kept as in the first, unless only the second has its
/// text. `by_id` has the comments of the first page and those added so far. Linear in the page.
fn add_page(first: &mut Thread, page: Thread, by_id: &mut FxHashMap<String, usize>) {
    first.title = first.title.take().or(page.title);
    first.announced = first.announced.max(page.announced);
    let (opening, before) = (first.opening(), first.comments.len());
    for comment in page.comments {
        let index = match opening {
            // A thread has one opening. Every page repeats it, possibly with another id.
            Some(index) if comment.kind.is_opening() => Some(index),
            _ => by_id.get(&comment.id).copied(),
        };
        match index.and_then(|index| first.comments.get_mut(index)) {
            Some(same) if is_repeated(same, &comment) => {
                if same.text.len() < comment.text.len() {
                    let parent = same.parent.take();
                    *same = comment;
                    same.parent = same.parent.take().or(parent);
                }
            }
            None | Some(_) => first.comments.push(comment),
        }
    }
    by_id.extend(self::by_id(&first.comments, before));
}

/// The indexes of comments by id, from an index on.
fn by_id(comments: &[Comment], from: usize) -> FxHashMap<String, usize> {
    comments.iter().enumerate().skip(from).map(|(index, comment)| (comment.id.clone(), index)).collect()
}

/// Whether two comments with the same id are the same comment: one of them has no text, or both have the same text.
/// Other comments with the same id get unique ids later.
fn is_repeated(first: &Comment, second: &Comment) -> bool {
    let is_empty = |comment: &Comment| comment.text.is_empty() || matches!(comment.kind, Kind::Stub | Kind::Missing);
    let are_openings = first.kind.is_opening() && second.kind.is_opening();
    are_openings || is_empty(first) || is_empty(second) || first.text == second.text
}

/// Puts the opening first, and sorts the comments by their ordinals if all have one.
fn sort(thread: &mut Thread) {
    if thread.comments.iter().all(|comment| comment.ordinal.is_some() || comment.kind.is_opening()) {
        thread.comments.order_by_key(|comment| (!comment.kind.is_opening(), comment.ordinal));
    } else {
        thread.comments.order_by_key(|comment| !comment.kind.is_opening());
    }
}

/// The name of the file with the titles of a ConvoKit corpus.
pub const CORPUS_TITLES: &str = "conversations.json";

/// The names of the files of a ConvoKit corpus that contain no thread.
const CORPUS_METADATA: [&str; 5] = [CORPUS_TITLES, "speakers.json", "users.json", "corpus.json", "index.json"];

/// The names of the file with the utterances of a ConvoKit corpus.
const CORPUS_UTTERANCES: [&str; 2] = ["utterances.jsonl", "utterances.json"];

/// Whether a file contains the utterances of a ConvoKit corpus, by its name.
pub fn is_utterances(path: &Path) -> bool {
    path.file_name().is_some_and(|name| CORPUS_UTTERANCES.iter().any(|known| name == *known))
}

/// Whether a file describes a ConvoKit corpus and contains no thread: by its name, and because the utterances are in
/// the same folder. `exists` says whether a path is a file.
pub fn is_corpus_metadata(path: &Path, exists: impl Fn(&Path) -> bool) -> bool {
    path.file_name().is_some_and(|name| CORPUS_METADATA.iter().any(|known| name == *known))
        && CORPUS_UTTERANCES.iter().any(|name| exists(&path.with_file_name(name)))
}

/// Gives threads of different inputs with the same id the suffixes `~2`, `~3`, …. The first of them keeps its id.
///
/// A paste has no id. If there are several threads, it gets the name of its file.
pub fn make_thread_ids_unique(threads: &mut [Thread]) {
    if threads.len() > 1 {
        for thread in threads.iter_mut().filter(|thread| thread.id.is_empty()) {
            thread.id = source_stem(thread);
        }
    }
    let mut taken = Taken::default();
    for thread in threads {
        thread.id = taken.free(&thread.id);
    }
}

/// The name of the file of a thread without its extension, or `thread` if it has none.
pub fn source_stem(thread: &Thread) -> String {
    let stem = thread.source.as_deref().and_then(|source| Path::new(source).file_stem()?.to_str());
    stem.unwrap_or("thread").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(key: Option<&str>, ids: &[(&str, &str)]) -> Thread {
        let comment = |(id, text): &(&str, &str)| Comment {
            id: (*id).to_owned(),
            text: (*text).to_owned(),
            kind: if *id == "p" { Kind::Post } else { Kind::Comment },
            ..Comment::default()
        };
        Thread { key: key.map(str::to_owned), comments: ids.iter().map(comment).collect(), ..Thread::default() }
    }

    fn ids(thread: &Thread) -> Vec<(&str, &str)> {
        thread.comments.iter().map(|comment| (comment.id.as_str(), comment.text.as_str())).collect()
    }

    #[test]
    fn pages_of_one_key_are_one_thread() {
        let (threads, diagnostics) = join(vec![
            page(Some("k"), &[("p", "post"), ("1", "one"), ("2", "")]),
            page(None, &[("1", "other")]),
            page(Some("k"), &[("p", "post"), ("1", "one"), ("2", "two"), ("3", "three")]),
            page(None, &[("1", "another")]),
        ]);
        assert_eq!(threads.len(), 3);
        assert_eq!(ids(&threads[0]), [("p", "post"), ("1", "one"), ("2", "two"), ("3", "three")]);
        assert_eq!(diagnostics.len(), 1);
    }

    #[test]
    fn different_comments_with_one_id_are_kept() {
        let (threads, _) = join(vec![page(Some("k"), &[("c1", "a")]), page(Some("k"), &[("c1", "b")])]);
        assert_eq!(ids(&threads[0]), [("c1", "a"), ("c1~2", "b")]);
    }

    #[test]
    fn thread_ids_that_clash_get_suffixes() {
        let ids = ["t", "t~2", "t", "u", "t"];
        let mut threads: Vec<Thread> =
            ids.iter().map(|id| Thread { id: (*id).to_owned(), ..Thread::default() }).collect();
        make_thread_ids_unique(&mut threads);
        let ids: Vec<_> = threads.iter().map(|thread| thread.id.as_str()).collect();
        assert_eq!(ids, ["t", "t~2", "t~3", "u", "t~4"]);
    }

    #[test]
    fn pastes_among_several_threads_are_named_after_their_files() {
        let paste = |source: Option<&str>| Thread { source: source.map(str::to_owned), ..Thread::default() };
        let mut threads = [paste(Some("a.b.txt")), paste(None), paste(Some("a.b.md"))];
        make_thread_ids_unique(&mut threads);
        assert_eq!(threads.map(|thread| thread.id), ["a.b", "thread", "a.b~2"]);
        let mut alone = [paste(Some("a.txt"))];
        make_thread_ids_unique(&mut alone);
        assert_eq!(alone[0].id, "");
    }

    #[test]
    fn files_of_a_corpus_are_metadata_only_next_to_utterances() {
        let next_to_utterances = |path: &Path| path == Path::new("corpus/utterances.jsonl");
        assert!(is_corpus_metadata(Path::new("corpus/speakers.json"), next_to_utterances));
        assert!(!is_corpus_metadata(Path::new("elsewhere/speakers.json"), next_to_utterances));
        assert!(!is_corpus_metadata(Path::new("corpus/thread.json"), next_to_utterances));
        assert!(is_utterances(Path::new("corpus/utterances.jsonl")) && !is_utterances(Path::new("corpus/x.jsonl")));
    }
}
