//! The steps after every reader: a thread gets an id and the article that the user gave, and its comments get unique
//! ids and settled parents.

use super::format::common::{MISSING_ARTICLE, answer_opening};
use super::options::Options;
use super::resolve::resolve;
use crate::diagnostic::Diagnostic;
use crate::ids::Taken;
use crate::thread::{Comment, Kind, Thread};

/// Finishes a thread after its reader.
pub(super) fn settle(thread: &mut Thread, options: &Options) -> Vec<Diagnostic> {
    thread.source.clone_from(&options.source);
    let mut diagnostics: Vec<Diagnostic> = attach_article(thread, options).into_iter().collect();
    diagnostics.extend(resolve(thread));
    diagnostics
}

/// Names a thread without an id after its file, without folder and extension, or `thread`.
pub(super) fn assign_missing_ids(threads: &mut [Thread], options: &Options) {
    if threads.iter().all(|thread| !thread.id.is_empty()) {
        return;
    }
    let name = stem(options);
    let mut taken: Taken = threads.iter().map(|thread| thread.id.as_str()).collect();
    for thread in threads.iter_mut().filter(|thread| thread.id.is_empty()) {
        thread.id = taken.free(&name);
    }
}

/// The name of the source without folder and extension; `thread` if the source has no name.
pub(super) fn stem(options: &Options) -> String {
    let path = options.source.as_deref().map(std::path::Path::new);
    path.and_then(|path| path.file_stem()).map_or("thread".into(), |stem| stem.to_string_lossy()).into_owned()
}

/// Adds the article of `--article` to a thread without an opening; warns if the thread has one.
fn attach_article(thread: &mut Thread, options: &Options) -> Option<Diagnostic> {
    let text = options.article.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
    if let Some(opening) = thread.opening().and_then(|index| thread.comments.get(index)) {
        let message = format!("the input has its own {}; the one given with --article is not used", opening.kind);
        let help = "take --article away, or the opening out of the input";
        return Some(Diagnostic::warning("article-unused", message).help(help));
    }
    let article = Comment { kind: Kind::Article, text: text.to_owned(), ..Comment::default() };
    match thread.comments.first_mut().filter(|first| first.kind == Kind::Missing && first.id == MISSING_ARTICLE) {
        Some(missing) => {
            *missing = Comment { id: MISSING_ARTICLE.to_owned(), ..article };
            answer_opening(thread);
        }
        None => thread.comments.insert(0, article),
    }
    None
}
