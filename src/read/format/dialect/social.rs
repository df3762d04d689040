//! Social networks: Twitter (its APIs, twarc, its archive), Facebook and Instagram (scrapers and downloads).

use super::{Around, Dialect, Keys, Markup, social_rules as rules};

/// Twitter.
pub(in crate::read::format) static TWITTER: Dialect = Dialect {
    name: "twitter",
    about: "Twitter: answers of both APIs, lines of twarc, the archive of an account (the older API tried on a real file)",
    what: "tweets",
    is_record: rules::is_tweet,
    units: &["tweet"],
    lists: &["data", "statuses", "tweets"],
    context: &["includes.tweets"],
    keys: Keys {
        id: &["id_str", "id"],
        author: &["author.username", "user.screen_name", "author.name", "user.name", "author_id"],
        time: &["created_at"],
        text: &["note_tweet.text", "extended_tweet.full_text", "full_text", "text"],
        thread: &["conversation_id"],
        votes: &["public_metrics.like_count", "favorite_count"],
        ..Keys::NONE
    },
    markup: Markup::Escaped,
    left_out: rules::tweet_left_out,
    finish: rules::tweet,
    people: &[("includes.users", "id", "username")],
    ..Dialect::PLAIN
};

/// facebook-scraper.
pub(in crate::read::format) static FACEBOOK_SCRAPER: Dialect = Dialect {
    name: "facebook-scraper",
    about: "Facebook: posts of facebook-scraper with their comments (by its published code)",
    what: "posts of facebook-scraper",
    is_record: |record| {
        record.has_text("commenter_name")
            || record.field("comment_id").is_some() && record.get("comment_text").is_some()
    },
    is_inside: true,
    lists: &["comments_full"],
    around: Some(Around {
        is: |unit| unit.get("comments_full").is_some() && unit.field("post_id").is_some(),
        keys: Keys {
            id: &["post_id"],
            author: &["username", "user_id"],
            time: &["time"],
            text: &["text", "post_text"],
            votes: &["likes"],
            ..Keys::NONE
        },
        is_post: true,
    }),
    keys: Keys {
        id: &["comment_id"],
        author: &["commenter_name", "commenter_id"],
        time: &["comment_time"],
        text: &["comment_text"],
        votes: &["comment_reaction_count"],
        ..Keys::NONE
    },
    replies: &["replies"],
    ..Dialect::PLAIN
};

/// The comments in a download from Facebook, or one made like it.
pub(in crate::read::format) static FACEBOOK_DOWNLOAD: Dialect = Dialect {
    name: "facebook-download",
    about: "the comments in a download of the data of an account from Facebook (tried on a real file made like it)",
    what: "comments of a download from Facebook",
    is_record: rules::is_downloaded,
    lists: &["comments_v2", "comments", "comment_information", "group_comments_v2", "group_comments"],
    keys: Keys {
        author: &["data.comment.author", "information.comment.username_author"],
        time: &["data.comment.timestamp", "timestamp"],
        text: &["data.comment.comment", "information.comment.comment_text"],
        ..Keys::NONE
    },
    left_out: |record| {
        let comment = record.first("data").or_else(|| record.first("information")).and_then(|data| data.get("comment"));
        let has_text = comment.is_some_and(|comment| comment.has_text("comment") || comment.has_text("comment_text"));
        (!has_text).then_some("entries without a text")
    },
    is_mangled: true,
    ..Dialect::PLAIN
};

/// The comments in a download from Instagram.
pub(in crate::read::format) static INSTAGRAM_DOWNLOAD: Dialect = Dialect {
    name: "instagram-download",
    about: "the comments in a download of the data of an account from Instagram (by published examples)",
    what: "comments of a download from Instagram",
    is_record: |record| record.has_object("string_map_data") && record.get("media_list_data").is_some(),
    lists: &["comments_media_comments", "comments_reels_comments"],
    keys: Keys { text: &["string_map_data.Comment.value"], time: &["string_map_data.Time.timestamp"], ..Keys::NONE },
    finish: rules::instagram,
    is_mangled: true,
    ..Dialect::PLAIN
};
