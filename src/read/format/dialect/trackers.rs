//! Trackers and wikis: GitLab, Bugzilla, Redmine, Phabricator, Jira, Confluence; the history of a page of `MediaWiki`.

use super::{Around, Dialect, Keys, Markup, tracker_rules as rules};

/// GitLab.
pub(in crate::read::format) static GITLAB: Dialect = Dialect {
    name: "gitlab",
    about: "GitLab: notes and discussions of issues and merge requests (notes tried on a real file)",
    what: "an answer of GitLab",
    is_record: rules::is_gitlab,
    lists: &["notes", "notes_data", "discussions.notes"],
    around: Some(Around {
        is: |unit| unit.has_number("iid") && unit.has_text("title"),
        keys: Keys {
            id: &["iid"],
            author: &["author.username", "author.name"],
            time: &["created_at"],
            text: &["description"],
            title: &["title"],
            ..Keys::NONE
        },
        is_post: true,
    }),
    keys: Keys {
        id: &["id"],
        author: &["author.username", "author.name"],
        time: &["created_at"],
        text: &["body"],
        thread: &["noteable_iid", "noteable_id"],
        ..Keys::NONE
    },
    is_discussion: |unit| {
        unit.has_list("notes") && unit.get("individual_note").is_some() && !unit.flag("individual_note")
    },
    markup: Markup::Markdown,
    left_out: |record| record.flag("system").then_some("notices of GitLab (closed, labelled, mentioned, …)"),
    ..Dialect::PLAIN
};

/// Bugzilla.
pub(in crate::read::format) static BUGZILLA: Dialect = Dialect {
    name: "bugzilla",
    about: "Bugzilla: comments of its API, and bugs as Perceval collects them (by its published schema)",
    what: "an answer of Bugzilla",
    is_record: |record| {
        let is_of_api = record.has_text("text") && record.has_text("creator") && record.has_number("count");
        is_of_api || (record.has_list("thetext") && record.has_list("bug_when"))
    },
    lists: &["bugs.*.comments", "comments.*", "comments", "long_desc"],
    around: Some(Around {
        is: |unit| unit.has_text("summary") || unit.has_list("long_desc"),
        keys: Keys { id: &["id", "bug_id.__text__"], title: &["summary", "short_desc.__text__"], ..Keys::NONE },
        is_post: false,
    }),
    keys: Keys {
        id: &["id", "commentid.__text__"],
        author: &["creator_detail.real_name", "creator", "who.name", "who.__text__"],
        time: &["creation_time", "time", "bug_when.__text__"],
        text: &["text", "thetext.__text__"],
        thread: &["bug_id"],
        ..Keys::NONE
    },
    finish: rules::bugzilla,
    settle: |thread| rules::answer_numbers(thread, "comment #"),
    ..Dialect::PLAIN
};

/// Redmine.
pub(in crate::read::format) static REDMINE: Dialect = Dialect {
    name: "redmine",
    about: "Redmine: an issue with its notes (by its published schema)",
    what: "an answer of Redmine",
    is_record: |record| {
        record.has_object("user")
            && record.has_text("created_on")
            && (record.get("notes").is_some() || record.has_list("details"))
    },
    units: &["issue", "issues"],
    lists: &["journals"],
    around: Some(Around {
        is: |unit| unit.has_text("subject") && unit.has_list("journals"),
        keys: Keys {
            id: &["id"],
            author: &["author.name", "author.login"],
            time: &["created_on"],
            text: &["description"],
            title: &["subject"],
            ..Keys::NONE
        },
        is_post: true,
    }),
    keys: Keys {
        id: &["id"],
        author: &["user.name", "user.login"],
        time: &["created_on"],
        text: &["notes"],
        ..Keys::NONE
    },
    left_out: |record| record.text("notes").trim().is_empty().then_some("changes without a note"),
    finish: |comment, _| comment.id = format!("note{}", comment.id),
    settle: |thread| rules::answer_numbers(thread, "#note-"),
    ..Dialect::PLAIN
};

/// Phabricator.
pub(in crate::read::format) static PHABRICATOR: Dialect = Dialect {
    name: "phabricator",
    about: "Phabricator: the comments among the transactions of its API (the older call tried on a real file)",
    what: "an answer of Phabricator",
    is_record: |record| {
        let is_new = record.has_text("objectPHID") && record.has_list("comments") && record.has_text("authorPHID");
        record.has_text("transactionType") || is_new
    },
    lists: &["result.*", "result.data", "transactions"],
    around: Some(Around {
        is: |unit| unit.at(&["fields", "name"]).is_some(),
        keys: Keys {
            id: &["id"],
            author: &["fields.authorData.userName", "fields.authorData.realName", "fields.authorPHID"],
            time: &["fields.dateCreated"],
            text: &["fields.description.raw"],
            title: &["fields.name"],
            ..Keys::NONE
        },
        is_post: true,
    }),
    keys: Keys {
        id: &["transactionID", "id"],
        author: &["authorData.userName", "authorData.realName", "authorPHID"],
        time: &["dateCreated"],
        text: &["comments", "comments.content.raw"],
        thread: &["taskID", "objectPHID"],
        ..Keys::NONE
    },
    left_out: rules::phabricator_left_out,
    ..Dialect::PLAIN
};

/// Jira.
pub(in crate::read::format) static JIRA: Dialect = Dialect {
    name: "jira",
    about: "Jira: comments and issues of its API, in its wiki markup or as documents (comments tried on a real file)",
    what: "an answer of Jira",
    is_record: |record| {
        let has_body = record.has_text("body") || record.get("body").is_some_and(|body| body.has_text("type"));
        let has_author = ["displayName", "accountId", "name"].iter().any(|name| record.at(&["author", name]).is_some());
        has_body && has_author && record.has_text("created")
    },
    units: &["issues"],
    lists: &["comments", "comments_data", "fields.comment.comments", "comment.comments"],
    around: Some(Around {
        is: |unit| unit.has_text("key") && unit.has_object("fields"),
        keys: Keys {
            id: &["key"],
            author: &["fields.reporter.displayName", "fields.creator.displayName", "fields.reporter.name"],
            time: &["fields.created"],
            text: &["fields.description"],
            title: &["fields.summary"],
            ..Keys::NONE
        },
        is_post: true,
    }),
    keys: Keys {
        id: &["id"],
        parent: &["parentId"],
        author: &["author.displayName", "author.name", "author.accountId"],
        time: &["created"],
        text: &["body"],
        ..Keys::NONE
    },
    markup: Markup::Jira,
    ..Dialect::PLAIN
};

/// Confluence.
pub(in crate::read::format) static CONFLUENCE: Dialect = Dialect {
    name: "confluence",
    about: "Confluence: comments of a page, with their bodies (by its published schema)",
    what: "an answer of Confluence",
    is_record: |record| record.text("type") == "comment" && record.get("body").is_some() && record.has_text("id"),
    lists: &["results", "children.comment.results", "comments"],
    around: Some(Around {
        is: |unit| unit.text("type") == "page" && unit.has_text("title"),
        keys: Keys {
            id: &["id"],
            author: &["history.createdBy.displayName", "version.by.displayName"],
            time: &["history.createdDate", "version.when"],
            text: &["body.view.value", "body.storage.value"],
            title: &["title"],
            ..Keys::NONE
        },
        is_post: true,
    }),
    keys: Keys {
        id: &["id"],
        author: &[
            "history.createdBy.displayName",
            "version.by.displayName",
            "history.createdBy.username",
            "version.by.username",
        ],
        time: &["history.createdDate", "version.when"],
        text: &["body.view.value", "body.export_view.value", "body.storage.value"],
        thread: &["container.id"],
        title: &["container.title"],
        ..Keys::NONE
    },
    replies: &["children.comment.results"],
    markup: Markup::Html,
    finish: rules::confluence,
    ..Dialect::PLAIN
};

/// The history of a page of `MediaWiki`, which has no comments.
pub(in crate::read::format) static MEDIAWIKI: Dialect = Dialect {
    name: "mediawiki-history",
    about: "the history of a page of MediaWiki: refused, because its comments say what an edit changed",
    what: "the history of a wiki page",
    is_record: |record| record.has_number("revid") && record.has_number("parentid"),
    lists: &["query.pages.*.revisions", "query.pages.revisions", "revisions"],
    refusal: Some((
        "its comments say what each edit changed, not what people discussed",
        "read the talk page of the article, as saved in a browser or as wikitext",
    )),
    ..Dialect::PLAIN
};
