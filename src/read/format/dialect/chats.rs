//! Chats: Slack, Discord, Telegram, Mattermost, Rocket.Chat, Zulip, Gitter, Messenger and Instagram.

use super::chat_rules as rules;
use super::{Around, Dialect, Keys, Markup};

/// Slack.
pub(in crate::read::format) static SLACK: Dialect = Dialect {
    name: "slack",
    about: "Slack: a day of an export, the history of a channel, or one message per line (tried on two real files)",
    what: "an export of Slack",
    is_record: rules::is_slack,
    lists: &["messages", "messages.matches"],
    around: Some(Around {
        is: |unit| unit.has_list("messages") && unit.has_text("name"),
        keys: Keys { id: &["id"], title: &["name"], ..Keys::NONE },
        is_post: false,
    }),
    keys: Keys {
        id: &["ts"],
        parent: &["thread_ts"],
        author: &[
            "comment.user",
            "user_profile.real_name",
            "user_profile.display_name",
            "user_profile.name",
            "user",
            "username",
            "bot_profile.name",
            "bot_id",
        ],
        time: &["ts"],
        text: &["comment.comment", "text"],
        edited: &["edited"],
        ..Keys::NONE
    },
    replies: &["slackdump_thread_replies"],
    markup: Markup::Slack,
    left_out: rules::slack_left_out,
    finish: rules::slack,
    people: &[
        ("messages", "user", "user_profile.real_name"),
        ("", "user", "user_profile.real_name"),
        ("messages", "user", "user_profile.display_name"),
        ("", "user", "user_profile.display_name"),
        ("users", "id", "profile.real_name"),
    ],
    is_chat: true,
    ..Dialect::PLAIN
};

/// Discord.
pub(in crate::read::format) static DISCORD: Dialect = Dialect {
    name: "discord",
    about: "Discord: JSON of DiscordChatExporter, and messages of its API (by published schemas)",
    what: "an export of Discord",
    is_record: rules::is_discord,
    lists: &["messages"],
    around: Some(Around {
        is: |unit| unit.has_object("channel") && unit.has_list("messages"),
        keys: Keys { id: &["channel.id"], title: &["channel.name"], ..Keys::NONE },
        is_post: false,
    }),
    keys: Keys {
        id: &["id"],
        parent: &["reference.messageId", "message_reference.message_id"],
        author: &["author.nickname", "author.global_name", "author.name", "author.username"],
        time: &["timestamp"],
        text: &["content"],
        edited: &["timestampEdited", "edited_timestamp"],
        ..Keys::NONE
    },
    left_out: rules::discord_left_out,
    finish: rules::discord,
    is_chat: true,
    ..Dialect::PLAIN
};

/// Telegram.
pub(in crate::read::format) static TELEGRAM: Dialect = Dialect {
    name: "telegram",
    about: "Telegram: exports of its desktop program in JSON, and messages of its bots (tried on two real files)",
    what: "an export of Telegram",
    is_record: rules::is_telegram,
    units: &["chats.list", "left_chats.list"],
    lists: &["messages", "message", "channel_post", "edited_message", "result.message", "result.channel_post"],
    around: Some(Around {
        is: |unit| unit.has_list("messages"),
        keys: Keys { id: &["id", "name"], title: &[], ..Keys::NONE },
        is_post: false,
    }),
    keys: Keys {
        id: &["id", "message_id"],
        parent: &["reply_to_message_id", "reply_to_message.message_id"],
        author: &["from", "actor", "from.username", "from.first_name", "sender_chat.title", "from_id", "from.id"],
        time: &["date_unixtime", "date"],
        text: &["text", "caption"],
        thread: &["chat.id"],
        edited: &["edited_unixtime", "edited", "edit_date"],
        ..Keys::NONE
    },
    left_out: |record| (record.text("type") == "service").then_some("notices of Telegram (joined, pinned, called, …)"),
    finish: rules::telegram,
    is_chat: true,
    ..Dialect::PLAIN
};

/// Mattermost.
pub(in crate::read::format) static MATTERMOST: Dialect = Dialect {
    name: "mattermost",
    about: "Mattermost: posts of its API and lines of its bulk export (the API tried on a real file)",
    what: "an export of Mattermost",
    is_record: |record| {
        record.has_text("message")
            && record.has_number("create_at")
            && (record.has_text("user_id") || record.has_text("user"))
    },
    units: &["post", "direct_post"],
    lists: &["posts.*", "posts"],
    keys: Keys {
        id: &["id"],
        parent: &["root_id", "parent_id"],
        author: &["user_data.username", "user_data.nickname", "props.override_username", "user", "user_id"],
        time: &["create_at"],
        text: &["message"],
        thread: &["channel_id", "channel"],
        edited: &["edit_at"],
        ..Keys::NONE
    },
    replies: &["replies"],
    markup: Markup::Markdown,
    left_out: |record| {
        record.text("type").starts_with("system_").then_some("notices of Mattermost (joined, left, renamed, …)")
    },
    finish: rules::mattermost,
    is_chat: true,
    ..Dialect::PLAIN
};

/// Rocket.Chat.
pub(in crate::read::format) static ROCKETCHAT: Dialect = Dialect {
    name: "rocketchat",
    about: "Rocket.Chat: messages of its API and of its database (the API tried on a real file)",
    what: "an export of Rocket.Chat",
    is_record: |record| {
        record.has_text("msg") && record.has_text("_id") && (record.has_text("rid") || record.has_object("u"))
    },
    lists: &["messages", "message"],
    keys: Keys {
        id: &["_id"],
        parent: &["tmid"],
        author: &["alias", "u.username", "u.name", "u._id"],
        time: &["ts", "ts.$date"],
        text: &["msg"],
        thread: &["rid"],
        edited: &["editedAt"],
        ..Keys::NONE
    },
    left_out: |record| record.has_text("t").then_some("notices of Rocket.Chat (joined, left, renamed, …)"),
    finish: rules::rocketchat,
    is_chat: true,
    ..Dialect::PLAIN
};

/// Zulip.
pub(in crate::read::format) static ZULIP: Dialect = Dialect {
    name: "zulip",
    about: "Zulip: messages of its API and of its export (by its published schema)",
    what: "an export of Zulip",
    is_record: |record| {
        record.has_text("content")
            && record.has_number("id")
            && (record.has_text("sender_full_name") || record.has_number("sender") && record.has_number("date_sent"))
    },
    lists: &["messages", "zerver_message"],
    keys: Keys {
        id: &["id"],
        author: &["sender_full_name", "sender"],
        time: &["timestamp", "date_sent"],
        text: &["rendered_content", "content"],
        thread: &["recipient"],
        title: &["subject", "topic"],
        edited: &["last_edit_timestamp", "last_edit_time"],
        ..Keys::NONE
    },
    markup: Markup::Either,
    thread_of: rules::zulip_topic,
    finish: rules::zulip,
    people: &[("zerver_userprofile", "id", "full_name")],
    is_chat: true,
    ..Dialect::PLAIN
};

/// Gitter.
pub(in crate::read::format) static GITTER: Dialect = Dialect {
    name: "gitter",
    about: "Gitter: messages of a room (tried on a real file)",
    what: "an export of Gitter",
    is_record: |record| record.has_object("fromUser") && record.has_text("sent") && record.has_text("text"),
    lists: &["messages"],
    keys: Keys {
        id: &["id"],
        parent: &["parentId"],
        author: &["fromUser.username", "fromUser.displayName"],
        time: &["sent"],
        text: &["text"],
        edited: &["editedAt"],
        ..Keys::NONE
    },
    markup: Markup::Markdown,
    is_chat: true,
    ..Dialect::PLAIN
};

/// Messages of a download from Facebook or Instagram.
pub(in crate::read::format) static MESSENGER: Dialect = Dialect {
    name: "messenger",
    about: "messages of a download from Facebook or Instagram (tried on a real file)",
    what: "a download of messages",
    is_record: |record| record.has_text("sender_name") && record.has_number("timestamp_ms"),
    lists: &["messages"],
    around: Some(Around {
        // The title of a conversation of two is a name.
        is: |unit| unit.list("participants").count() > 2,
        keys: Keys { id: &["thread_path"], title: &["title"], ..Keys::NONE },
        is_post: false,
    }),
    keys: Keys { author: &["sender_name"], time: &["timestamp_ms"], text: &["content"], ..Keys::NONE },
    left_out: |record| record.flag("is_unsent").then_some("messages that were taken back"),
    is_chat: true,
    is_mangled: true,
    ..Dialect::PLAIN
};
