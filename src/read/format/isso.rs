//! Isso: its generic exchange format for imports, and the answers of its API, in JSON.
//!
//! An exchange file is a list of pages with their comments, in which ids count anew on every page and titles may be
//! written as in addresses (`Nat+%26+Miguel`). The API gives the comments of one page, replies inside what they answer.
//! Addresses of writers, which both may hold, are not read.

use std::borrow::Cow;

use super::common::stub;
use super::members::{
    Gathered, Step, comment, count, each_document, has_list, has_number, has_text, html, marks, plain, say, step_into,
    text, unbroken,
};
use crate::read::json::{Json, Value};
use crate::read::markup::{Lines, fragment};
use crate::read::when;
use crate::read::{error::ReadError, format::reader::Reading, options::Options, source::Source};
use crate::thread::{Comment, Kind, Mark};

/// States of a comment (`mode`): waiting for a moderator, and deleted with replies left.
const PENDING: i64 = 2;
const DELETED: i64 = 4;

/// Whether it is an exchange file or an answer of the API.
pub fn detect(source: &Source<'_>) -> bool {
    let root = source.json().and_then(Json::root);
    root.is_some_and(|root| root.items().take(3).any(is_page) || is_answer(root))
}

fn is_page(value: Value<'_>) -> bool {
    let first = value.get("comments").and_then(|list| list.items().next());
    let said =
        first.is_some_and(|said| has_text(said, "text") && has_text(said, "author") && has_text(said, "created"));
    said && has_text(value, "id") && value.get("title").is_none_or(|title| title.is_string() || title.is_null())
}

fn is_answer(value: Value<'_>) -> bool {
    let first = value.get("replies").and_then(|list| list.items().next());
    let counted = has_number(value, "total_replies") || has_number(value, "hidden_replies");
    first.map_or(counted && has_list(value, "replies"), |said| has_number(said, "mode") && has_text(said, "text"))
}

/// Reads pages with their comments.
///
/// # Errors
/// When it was cut off before anything that can be read.
pub fn read(source: &Source<'_>, _options: &Options) -> Result<Reading, ReadError> {
    let mut threads = Gathered::default();
    let broken = each_document(source, |root| {
        for page in root.items().filter(|page| has_list(*page, "comments")) {
            let id = page.field("id").unwrap_or_default();
            let thread = threads.thread(&id);
            thread.key = Some(format!("isso/{id}")).filter(|_| !id.is_empty());
            thread.title = page.field("title").map(|title| unescaped(&title).into_owned());
            let said = page.get("comments").into_iter().flat_map(Value::items);
            thread.comments.extend(said.map(|value| exchanged(value)));
        }
        if !root.is_array() && has_list(root, "replies") {
            let thread = threads.thread("");
            thread.announced = count(root, "total_replies");
            nested(root, &mut thread.comments);
        }
    });
    threads.reading("a document of Isso", broken, source, Vec::new())
}

/// A comment of an exchange file.
fn exchanged(value: Value<'_>) -> Comment {
    let mut said = about(value);
    said.time = when::iso(&text(value, "created"), false);
    // Files come from everywhere, with texts in HTML, in Markdown and plain.
    let body = text(value, "text");
    let words = fragment(&unbroken(&body), Lines::Kept);
    say(&mut said, if words.quotes.is_empty() { plain(&words.text) } else { words });
    said
}

fn about(value: Value<'_>) -> Comment {
    let mut said = comment(value, value.field("id").unwrap_or_default());
    said.parent = value.field("parent");
    said.author = value.field("author");
    let mode = value.get("mode").and_then(Value::whole);
    if mode == Some(DELETED) {
        said.kind = Kind::Deleted;
    }
    said.marks = marks([(Mark::Pending, mode == Some(PENDING)), (Mark::Edited, value.some("modified").is_some())]);
    said
}

/// The comments below an answer of the API, in order.
fn nested(answer: Value<'_>, comments: &mut Vec<Comment>) {
    let mut steps = vec![Step::Into(answer, None)];
    while let Some(step) = steps.pop() {
        let (value, parent) = match step {
            Step::Into(value, parent) => (value, parent),
            Step::Held(stub) => {
                comments.push(*stub);
                continue;
            }
        };
        let mut own = None;
        if value.get("text").is_some() {
            let mut said = about(value);
            said.parent = said.parent.or(parent);
            said.time = value.field("created").and_then(|date| when::epoch(&date));
            let votes = |name| value.get(name).and_then(Value::whole);
            said.votes = votes("likes").map(|likes| likes - votes("dislikes").unwrap_or_default());
            say(&mut said, html(&text(value, "text")));
            own = Some(said.id.clone());
            comments.push(said);
        }
        let held = count(value, "hidden_replies").filter(|held| *held > 0).map(|held| stub(own.clone(), Some(held)));
        step_into(&mut steps, value.get("replies").into_iter().flat_map(Value::items), own.as_ref(), held);
    }
}

/// A title as people read it: in an address, `+` is a space and `%26` an ampersand.
fn unescaped(title: &str) -> Cow<'_, str> {
    let escaped = |at: usize| title.get(at + 1..at + 3).is_some_and(|code| u8::from_str_radix(code, 16).is_ok());
    let coded = title.contains('+') || title.match_indices('%').any(|(at, _)| escaped(at));
    if title.contains(' ') || !coded {
        return Cow::Borrowed(title);
    }
    let mut bytes = Vec::with_capacity(title.len());
    let mut rest = title;
    while let Some(first) = rest.chars().next() {
        let code = rest.strip_prefix('%').and_then(|rest| u8::from_str_radix(rest.get(..2)?, 16).ok());
        let length = if let Some(code) = code {
            bytes.push(code);
            3
        } else {
            let said = if first == '+' { ' ' } else { first };
            bytes.extend(said.encode_utf8(&mut [0; 4]).bytes());
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_read_as_people_do() {
        for (title, read) in [
            ("Nat+%26+Miguel", "Nat & Miguel"),
            ("%C3%A9t%C3%A9", "été"),
            ("1+1 = 2", "1+1 = 2"),
            ("100%", "100%"),
            ("a%zz+b", "a%zz b"),
        ] {
            assert_eq!(unescaped(title), read);
        }
    }
}
