//! Comment sections, boards and annotations: WordPress, Disqus, Substack, Lobsters, Hypothes.is, 4chan and vichan, Meetup.

use super::{Around, Dialect, Keys, Markup, social_rules as rules};

/// The REST API of WordPress, and that of WordPress.com.
pub(in crate::read::format) static WORDPRESS: Dialect = Dialect {
    name: "wordpress-api",
    about: "WordPress: comments of its REST API, and of that of WordPress.com (by published schemas)",
    what: "an answer of WordPress",
    is_record: |record| {
        let is_of_site = record.at(&["content", "rendered"]).is_some()
            && record.get("post").is_some()
            && record.has_text("author_name");
        let is_of_com = record.has_number("ID")
            && record.has_text("content")
            && record.has_object("post")
            && record.get("parent").is_some();
        is_of_site || is_of_com
    },
    lists: &["comments"],
    keys: Keys {
        id: &["id", "ID"],
        parent: &["parent", "parent.ID"],
        author: &["author_name", "author.name", "author.nice_name"],
        utc: &["date_gmt"],
        time: &["date"],
        text: &["content.rendered", "content.raw", "content"],
        thread: &["post", "post.ID"],
        title: &["post.title"],
        votes: &["like_count"],
        ..Keys::NONE
    },
    markup: Markup::Html,
    finish: rules::state,
    ..Dialect::PLAIN
};

/// The API of Disqus.
pub(in crate::read::format) static DISQUS: Dialect = Dialect {
    name: "disqus-api",
    about: "Disqus: posts of its API (by its published schema)",
    what: "an answer of Disqus",
    is_record: |record| {
        let has_text = record.has_text("raw_message") || record.has_text("message");
        let is_post = ["isApproved", "isDeleted", "isSpam", "forum"].iter().any(|name| record.get(name).is_some());
        has_text && is_post && record.has_text("createdAt") && record.get("thread").is_some()
    },
    lists: &["response", "posts", "response.posts"],
    keys: Keys {
        id: &["id"],
        parent: &["parent", "parent.id"],
        author: &["author.name", "author.username"],
        utc: &["createdAt"],
        text: &["message", "raw_message"],
        thread: &["thread", "thread.id"],
        title: &["thread.clean_title", "thread.title"],
        votes: &["points"],
        edited: &["isEdited"],
        deleted: &["isDeleted"],
        ..Keys::NONE
    },
    markup: Markup::Html,
    finish: rules::state,
    ..Dialect::PLAIN
};

/// Substack.
pub(in crate::read::format) static SUBSTACK: Dialect = Dialect {
    name: "substack",
    about: "Substack: the comments on a post (by what is published about its API)",
    what: "an answer of Substack",
    is_record: |record| {
        record.get("body").is_some()
            && record.has_list("children")
            && (record.get("post_id").is_some() || record.get("ancestor_path").is_some())
    },
    lists: &["comments"],
    keys: Keys {
        id: &["id"],
        author: &["name", "handle", "user_id"],
        time: &["date"],
        text: &["body"],
        thread: &["post_id"],
        votes: &["reaction_count"],
        edited: &["edited_at"],
        deleted: &["deleted"],
        ..Keys::NONE
    },
    replies: &["children"],
    ..Dialect::PLAIN
};

/// Lobsters.
pub(in crate::read::format) static LOBSTERS: Dialect = Dialect {
    name: "lobsters",
    about: "Lobsters: a story with its comments (by its published code)",
    what: "a story of Lobsters",
    is_record: |record| {
        record.has_text("short_id")
            && (record.get("comment").is_some() || record.get("comment_plain").is_some())
            && record.get("commenting_user").is_some()
    },
    lists: &["comments"],
    around: Some(Around {
        is: |unit| unit.has_text("short_id") && unit.has_text("title") && unit.has_list("comments"),
        keys: Keys {
            id: &["short_id"],
            author: &["submitter_user", "submitter_user.username"],
            time: &["created_at"],
            text: &["description", "description_plain", "title"],
            title: &["title"],
            votes: &["score"],
            ..Keys::NONE
        },
        is_post: true,
    }),
    keys: Keys {
        id: &["short_id"],
        parent: &["parent_comment", "parent_comment.short_id"],
        author: &["commenting_user", "commenting_user.username"],
        time: &["created_at"],
        text: &["comment", "comment_plain"],
        votes: &["score"],
        deleted: &["is_deleted", "is_moderated"],
        ..Keys::NONE
    },
    markup: Markup::Html,
    finish: rules::lobsters,
    settle: rules::answer_by_level,
    ..Dialect::PLAIN
};

/// Hypothes.is.
pub(in crate::read::format) static HYPOTHESIS: Dialect = Dialect {
    name: "hypothesis",
    about: "Hypothes.is: annotations of its API and their replies (by its published schema)",
    what: "an answer of Hypothes.is",
    is_record: |record| record.text("user").starts_with("acct:") && record.has_text("uri") && record.has_text("id"),
    lists: &["rows", "annotations", "replies"],
    keys: Keys {
        id: &["id"],
        parent: &["references"],
        author: &["user_info.display_name", "user"],
        time: &["created"],
        text: &["text"],
        thread: &["uri"],
        title: &["document.title"],
        ..Keys::NONE
    },
    markup: Markup::Markdown,
    finish: rules::hypothesis,
    ..Dialect::PLAIN
};

/// 4chan, boards with the same API, and their archives.
pub(in crate::read::format) static CHAN: Dialect = Dialect {
    name: "4chan",
    about: "4chan, vichan and archives (FoolFuuka): threads of their APIs (by published schemas)",
    what: "a thread of an imageboard",
    is_record: rules::is_chan,
    units: &["threads"],
    lists: &["posts", "*.op", "*.posts.*", "threads", "op", "posts.*"],
    keys: Keys {
        id: &["no", "num"],
        author: &["name"],
        time: &["time", "timestamp"],
        text: &["com", "comment_sanitized", "comment"],
        title: &["sub", "title"],
        ..Keys::NONE
    },
    replies: &["last_replies"],
    markup: Markup::Either,
    thread_of: rules::chan_thread,
    finish: rules::chan,
    settle: rules::answer_quoted_numbers,
    ..Dialect::PLAIN
};

/// Meetup.
pub(in crate::read::format) static MEETUP: Dialect = Dialect {
    name: "meetup",
    about: "Meetup: the comments on an event (tried on a real file)",
    what: "an answer of Meetup",
    is_record: |record| record.has_text("comment") && record.has_object("member") && record.has_number("created"),
    lists: &["comments"],
    around: Some(Around {
        is: |unit| unit.has_text("name") && unit.has_list("comments"),
        keys: Keys {
            id: &["id"],
            author: &["event_hosts.name"],
            time: &["created"],
            text: &["description", "plain_text_description"],
            title: &["name"],
            ..Keys::NONE
        },
        is_post: true,
    }),
    keys: Keys {
        id: &["id"],
        parent: &["in_reply_to"],
        author: &["member.name"],
        time: &["created"],
        text: &["comment"],
        votes: &["like_count"],
        ..Keys::NONE
    },
    replies: &["replies"],
    markup: Markup::Either,
    ..Dialect::PLAIN
};
