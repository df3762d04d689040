//! The titles of conversations, which are in a separate file.

use std::collections::HashMap;

use crate::read::format::markdown;
use crate::read::json::{Json, Value};
use crate::thread::Thread;

/// Sets the titles of the threads of a corpus from the text of its `conversations.json`. The title is also the text of
/// a post that has none.
pub fn attach_titles(conversations: &str, threads: &mut [Thread]) {
    let json = Json::parse(conversations);
    let mut titles: HashMap<String, String> = HashMap::new();
    for conversation in json.root().into_iter().flat_map(Value::values) {
        let meta = conversation.get("meta").unwrap_or(conversation);
        if let Some(title) = meta.get("title").and_then(Value::str) {
            titles.insert(conversation.name().into_owned(), markdown::plain(&title, true));
        }
    }
    for thread in threads {
        let Some(title) = titles.get(&thread.id).filter(|title| !title.is_empty()) else { continue };
        thread.title.get_or_insert_with(|| title.clone());
        for post in thread.comments.iter_mut().filter(|comment| comment.kind.is_opening() && comment.text.is_empty()) {
            post.text.clone_from(title);
        }
    }
}
