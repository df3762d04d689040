//! The walk through comments that hold their replies.

use crate::read::json::Value;
use crate::thread::Comment;

/// What a reader finds at one value of a walk.
#[derive(Debug, Default)]
pub struct Visit<'a> {
    /// The comment at this value; `None` if the value only holds comments.
    pub comment: Option<Comment>,
    /// The values directly below it, in order.
    pub replies: Vec<Value<'a>>,
    /// The stub of replies that the source held back. It follows the replies.
    pub held: Option<Comment>,
}

/// All comments of a tree of values in document order: each comment, then its replies, then the stub of those held
/// back.
///
/// `visit` is called for every value, with the id of the comment directly above it, if there is one. Not recursive, so
/// any depth is safe.
pub fn preorder<'a>(
    root: Value<'a>,
    parent: Option<String>,
    mut visit: impl FnMut(Value<'a>, Option<String>) -> Visit<'a>,
) -> Vec<Comment> {
    walk(root, parent, &mut visit)
}

/// Not generic, since several readers call it.
fn walk<'a>(
    root: Value<'a>,
    parent: Option<String>,
    visit: &mut dyn FnMut(Value<'a>, Option<String>) -> Visit<'a>,
) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut pending = vec![Step::Visit(root, parent)];
    while let Some(step) = pending.pop() {
        match step {
            Step::Held(stub) => comments.push(*stub),
            Step::Visit(value, parent) => {
                let Visit { comment, replies, held } = visit(value, parent);
                let id = comment.as_ref().map(|comment| comment.id.clone());
                comments.extend(comment);
                pending.extend(held.map(|stub| Step::Held(Box::new(stub))));
                pending.extend(replies.into_iter().rev().map(|reply| Step::Visit(reply, id.clone())));
            }
        }
    }
    comments
}

enum Step<'a> {
    Visit(Value<'a>, Option<String>),
    Held(Box<Comment>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::json::Json;
    use crate::thread::Kind;

    fn walked(text: &str) -> Vec<(String, Option<String>, Kind)> {
        let json = Json::parse(text);
        let comments = preorder(json.root().unwrap(), None, |value, parent| {
            let id = value.field("id");
            let held =
                value.get("more").map(|_| Comment { kind: Kind::Stub, parent: id.clone(), ..Comment::default() });
            Visit {
                comment: id.map(|id| Comment { id, parent, ..Comment::default() }),
                replies: value.list("replies").collect(),
                held,
            }
        });
        comments.into_iter().map(|comment| (comment.id, comment.parent, comment.kind)).collect()
    }

    #[test]
    fn replies_follow_their_comment_and_precede_the_stub() {
        let text = r#"{"more":1,"replies":[{"id":"a","more":1,"replies":[{"id":"b","replies":[{"id":"c"}]},{"id":"d"}]},{"id":"e"}]}"#;
        let parent = |id: &str| Some(id.to_owned());
        let comment = |id: &str, parent| (id.to_owned(), parent, Kind::Comment);
        let stub = |parent| (String::new(), parent, Kind::Stub);
        assert_eq!(
            walked(text),
            [
                comment("a", None),
                comment("b", parent("a")),
                comment("c", parent("b")),
                comment("d", parent("a")),
                stub(parent("a")),
                comment("e", None),
                stub(None),
            ]
        );
    }

    #[test]
    fn any_depth_is_walked() {
        let depth = 100_000;
        let text = "{\"id\":\"x\",\"replies\":[".repeat(depth);
        assert_eq!(walked(&text).len(), depth);
    }
}
