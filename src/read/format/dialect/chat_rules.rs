//! What the keys of chats do not say alone: which messages are notices, and which one a message answers.

use crate::read::json::Value;
use crate::span::Span;
use crate::thread::{Comment, Kind, Quote};

/// Kinds of messages of Slack that its program wrote.
const SLACK_NOTICES: [&str; 30] = [
    "channel_join",
    "channel_leave",
    "channel_topic",
    "channel_purpose",
    "channel_name",
    "channel_archive",
    "channel_unarchive",
    "channel_convert_to_private",
    "channel_canvas_updated",
    "channel_posting_permissions",
    "group_join",
    "group_leave",
    "group_topic",
    "group_purpose",
    "group_name",
    "group_archive",
    "group_unarchive",
    "pinned_item",
    "unpinned_item",
    "bot_add",
    "bot_remove",
    "bot_enable",
    "bot_disable",
    "reminder_add",
    "sh_room_created",
    "sh_room_shared",
    "huddle_thread",
    "app_conversation_join",
    "joiner_notification",
    "joiner_notification_for_inviter",
];

/// Whether it is a message of Slack: its time with a fraction is its id.
pub(super) fn is_slack(record: Value<'_>) -> bool {
    let ts = record.text("ts");
    let is_time = ts.split_once('.').is_some_and(|(whole, part)| {
        let is_figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        whole.len() == 10 && is_figures(whole) && is_figures(part)
    });
    let has_author =
        ["user", "bot_id", "username", "user_profile", "subtype"].iter().any(|name| record.get(name).is_some());
    is_time && record.has_text("text") && (has_author || record.text("type") == "message")
}

pub(super) fn slack_left_out(record: Value<'_>) -> Option<&'static str> {
    let subtype = record.text("subtype");
    if SLACK_NOTICES.contains(&&*subtype) {
        return Some("notices of Slack (joined, left, renamed, pinned, …)");
    }
    let text = record.text("text");
    let is_upload = subtype == "file_share" && text.contains("> uploaded a file") && !text.contains("and commented");
    is_upload.then_some("files without a word")
}

pub(super) fn slack(comment: &mut Comment, record: Value<'_>) {
    if record.text("subtype") == "tombstone" {
        comment.kind = Kind::Deleted;
        comment.text.clear();
        comment.quotes.clear();
    }
    if record.text("subtype") == "file_share"
        && let Some((_, words)) = comment.text.split_once("and commented: ")
    {
        comment.text = words.to_owned();
        comment.quotes.clear();
    }
    let is_reply = comment.parent.as_ref().is_some_and(|parent| *parent != comment.id);
    comment.capped = is_reply && comment.text.starts_with('@');
}

/// Whether it is a message of Discord, of its exporter or of its API.
pub(super) fn is_discord(record: Value<'_>) -> bool {
    let author = record.get("author").filter(|author| author.is_object());
    let has_name = author.is_some_and(|author| author.has_text("username") || author.has_text("name"));
    has_name
        && record.has_text("timestamp")
        && record.has_text("content")
        && record.get("type").is_some()
        && record.field("id").is_some()
}

pub(super) fn discord_left_out(record: Value<'_>) -> Option<&'static str> {
    let kind = record.field("type").unwrap_or_default();
    let is_message =
        ["Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "0", "19", "20", "23"].contains(&kind.as_str());
    (!is_message).then_some("notices of Discord (joined, pinned, called, …)")
}

pub(super) fn discord(comment: &mut Comment, record: Value<'_>) {
    let mut text = std::mem::take(&mut comment.text);
    for mention in record.list("mentions") {
        let Some(id) = mention.field("id") else { continue };
        let name = ["nickname", "global_name", "name", "username"].iter().find_map(|key| mention.field(key));
        let Some(name) = name else { continue };
        for mark in [format!("<@{id}>"), format!("<@!{id}>")] {
            if text.contains(&mark) {
                text = text.replace(&mark, &format!("@{name}"));
                comment.quotes.clear();
            }
        }
    }
    comment.text = text;
}

/// Whether it is a message of Telegram, of its desktop program or of its interface for bots.
pub(super) fn is_telegram(record: Value<'_>) -> bool {
    let kind = record.text("type");
    let is_exported = (kind == "message" || kind == "service")
        && (record.get("date_unixtime").is_some() || record.has_text("date") && record.has_number("id"))
        && record.get("text").is_some_and(|text| text.is_string() || text.is_array());
    let is_of_bot = record.has_number("message_id") && record.has_number("date") && record.has_object("chat");
    is_exported || is_of_bot
}

pub(super) fn telegram(comment: &mut Comment, record: Value<'_>) {
    // A reply to another chat names a message that is not here.
    if record.get("reply_to_peer_id").is_some() {
        comment.parent = None;
    }
    if let Some(from) = record.get("from").filter(|from| from.is_object()) {
        let full: Vec<String> = ["first_name", "last_name"].iter().filter_map(|name| from.field(name)).collect();
        comment.author = Some(full.join(" ")).filter(|name| !name.is_empty()).or(comment.author.take());
    }
    let is_forwarded = ["forwarded_from", "forward_from", "forward_origin", "forward_from_chat", "forward_sender_name"]
        .iter()
        .any(|name| record.some(name).is_some());
    if is_forwarded && !comment.text.is_empty() {
        comment.quotes = vec![Quote { span: Span::new(0, comment.text.len()), to: None }];
    }
}

pub(super) fn mattermost(comment: &mut Comment, record: Value<'_>) {
    if record.integer("delete_at").is_some_and(|time| time > 0) {
        comment.kind = Kind::Deleted;
        comment.text.clear();
        comment.quotes.clear();
    }
    comment.capped = comment.parent.is_some() && comment.text.starts_with('@');
}

/// A message of Rocket.Chat that quotes another begins with an empty link to it: `[ ](https://x.org/channel/bus?msg=ID)`.
pub(super) fn rocketchat(comment: &mut Comment, _record: Value<'_>) {
    if let Some(after) = comment.text.strip_prefix("[ ](")
        && let Some((address, words)) = after.split_once(')')
        && let Some((_, id)) = address.rsplit_once("msg=")
    {
        comment.parent = comment.parent.take().or_else(|| Some(id.to_owned()));
        comment.text = words.trim().to_owned();
        comment.quotes.clear();
    }
    comment.capped = comment.parent.is_some() && comment.text.starts_with('@');
}

/// The thread of a message of Zulip: its channel and topic.
pub(super) fn zulip_topic(record: Value<'_>) -> Option<String> {
    let topic = record.field("subject").or_else(|| record.field("topic"))?;
    let channel =
        record.field("display_recipient").or_else(|| record.field("stream_id")).or_else(|| record.field("recipient"));
    Some(channel.map_or(topic.clone(), |channel| format!("{channel} > {topic}")))
}

/// A message of Zulip that quotes another has a link to it, which ends in its id, before the quotation.
pub(super) fn zulip(comment: &mut Comment, record: Value<'_>) {
    let source =
        if record.has_text("rendered_content") { record.text("rendered_content") } else { record.text("content") };
    let (quote, _) = source.split_once("<blockquote").or_else(|| source.split_once("```quote")).unwrap_or(("", ""));
    if let Some((_, after)) = quote.rsplit_once("/near/") {
        let id: String = after.chars().take_while(char::is_ascii_digit).collect();
        comment.parent = Some(id).filter(|id| !id.is_empty());
    }
}
