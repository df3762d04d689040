//! What programs save from YouTube's pages: the info JSON of yt-dlp, and the lines of youtube-comment-downloader.

use super::{Threads, comment_url, is_addressed, top_level_id};
use crate::read::format::common::{marks, url};
use crate::read::format::markdown;
use crate::read::json::Value;
use crate::read::when;
use crate::thread::{Comment, Kind, Mark, Origin};

/// Whether it is the info JSON of a video with comments.
pub(super) fn is_video(value: Value<'_>) -> bool {
    value.first("comments").is_some_and(|first| {
        is_line(first) || (first.has_text("id") && first.has_text("text") && first.has_text("parent"))
    })
}

/// Whether it is a comment as youtube-comment-downloader writes it.
pub(super) fn is_line(value: Value<'_>) -> bool {
    value.has_text("cid")
        && value.has_text("text")
        && (value.has_text("channel") || value.has_text("photo") || value.get("votes").is_some())
}

/// Adds a video and its comments. `offset` is where the document begins in the source.
pub(super) fn add_video(video: Value<'_>, offset: usize, threads: &mut Threads) {
    let id = video.field("id").or_else(|| video.field("video_id")).unwrap_or_default();
    let title = video.get("title").and_then(Value::str).map(|title| markdown::plain(&title, false));
    let site = video.field("extractor_key").or_else(|| video.field("extractor")).unwrap_or_default().to_lowercase();
    let thread = threads.thread(&id);
    // yt-dlp saves other sites in the same format.
    let is_youtube = site.is_empty() || site.starts_with("youtube");
    if !is_youtube && !id.is_empty() {
        thread.key = Some(format!("{site}/{id}"));
    }
    thread.title.clone_from(&title);
    thread.announced = video.count("comment_count");
    let description = video.get("description").and_then(Value::str).map(|text| markdown::plain(&text, false));
    let has_opening = (title.is_some() || description.is_some()) && !id.is_empty();
    if has_opening {
        thread.comments.push(Comment {
            id: id.clone(),
            kind: Kind::Post,
            author: video.field("uploader").or_else(|| video.field("channel")),
            time: video.epoch("timestamp").or_else(|| upload_date(video)),
            url: url(video, &["webpage_url", "original_url"]),
            text: description.filter(|text| !text.is_empty()).or(title).unwrap_or_default(),
            origin: Origin {
                span: Some(video.get("description").unwrap_or(video).span().shifted(offset)),
                lines: None,
            },
            ..Comment::default()
        });
    }
    for value in video.list("comments") {
        let mut comment = if is_line(value) { line_comment_from(value, offset) } else { comment_from(value, offset) };
        if is_youtube && !id.is_empty() {
            comment.url = Some(comment_url(&id, &comment.id));
        }
        if comment.parent.is_none() && has_opening {
            comment.parent = Some(id.clone());
        }
        thread.comments.push(comment);
    }
}

/// The day of the upload, which yt-dlp writes as `YYYYMMDD`.
fn upload_date(video: Value<'_>) -> Option<String> {
    let date = video.field("upload_date")?;
    let (year, month, day) = (date.get(..4)?, date.get(4..6)?, date.get(6..8)?);
    when::iso(&format!("{year}-{month}-{day}"), true)
}

/// A comment as yt-dlp writes it.
fn comment_from(value: Value<'_>, offset: usize) -> Comment {
    let id = value.field("id").unwrap_or_default();
    let parent = value.field("parent").filter(|parent| parent != "root");
    let words = value.field("_time_text").or_else(|| value.field("time_text")).unwrap_or_default();
    Comment {
        votes: value.integer("like_count"),
        marks: marks([
            (Mark::Edited, value.flag("is_edited") || words.contains("(edited)")),
            (Mark::Pinned, value.flag("is_pinned")),
            (Mark::Moderator, value.flag("author_is_uploader")),
            (Mark::Featured, value.flag("is_favorited")),
        ]),
        time: time(value.epoch("timestamp"), words),
        ..base_comment(value, offset, id, parent)
    }
}

/// Adds a comment of youtube-comment-downloader. Its file does not name the video.
pub(super) fn add_line(value: Value<'_>, offset: usize, threads: &mut Threads) {
    threads.thread("").comments.push(line_comment_from(value, offset));
}

/// A comment as youtube-comment-downloader writes it.
fn line_comment_from(value: Value<'_>, offset: usize) -> Comment {
    let id = value.field("cid").unwrap_or_default();
    let parent = top_level_id(&id).map(str::to_owned);
    let words = value.field("time").unwrap_or_default();
    Comment {
        votes: value.field("votes").and_then(|votes| count(&votes)),
        marks: marks([
            (Mark::Edited, words.contains("(edited)") || words.contains("(modifié)")),
            (Mark::Featured, value.flag("heart")),
        ]),
        time: time(value.epoch("time_parsed"), words),
        ..base_comment(value, offset, id, parent)
    }
}

/// What both programs write in the same way.
fn base_comment(value: Value<'_>, offset: usize, id: String, parent: Option<String>) -> Comment {
    let mut comment = Comment {
        id,
        parent,
        author: value.field("author"),
        text: markdown::plain(&value.text("text"), false),
        origin: Origin { span: Some(value.get("text").unwrap_or(value).span().shifted(offset)), lines: None },
        ..Comment::default()
    };
    comment.capped = comment.parent.is_some() && is_addressed(&comment);
    comment
}

/// The computed time, as precise as the displayed words; the words themselves if no time was computed.
fn time(computed: Option<String>, words: String) -> Option<String> {
    match computed {
        Some(computed) => Some(cut_to_precision(&computed, &words)),
        None => Some(words).filter(|words| !words.is_empty()),
    }
}

/// A time that was computed from words such as *2 weeks ago*, cut to their precision: years, months, days or seconds.
fn cut_to_precision(computed: &str, words: &str) -> String {
    let words = words.to_lowercase();
    let has = |units: &[&str]| words.split_whitespace().any(|word| units.contains(&word));
    let length = if has(&["year", "years", "an", "ans", "jahr", "jahren", "año", "años"]) && !has(&["hour"]) {
        4
    } else if has(&["month", "months", "mois", "monat", "monaten", "mes", "meses"]) {
        7
    } else if words.is_empty() && computed.ends_with("T00:00:00Z")
        || has(&["week", "weeks", "semaine", "semaines", "woche", "wochen", "semana", "semanas"])
        || has(&["day", "days", "jour", "jours", "tag", "tagen", "día", "días"])
    {
        10
    } else {
        computed.len()
    };
    computed.get(..length).unwrap_or(computed).to_owned()
}

/// A count as the page displays it: `12`, `1.2K`, `3M`.
fn count(shown: &str) -> Option<i64> {
    let shown = shown.trim();
    let (number, unit) = match shown.char_indices().next_back()? {
        (end, 'K' | 'k') => (shown.get(..end)?, 1e3),
        (end, 'M') => (shown.get(..end)?, 1e6),
        _ => (shown, 1.0),
    };
    let number: f64 = number.trim().replace(',', if unit > 1.0 { "." } else { "" }).parse().ok()?;
    (number.is_finite() && number.abs() < 1e9).then(|| libm::round(number * unit) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_as_precise_as_its_words() {
        let stamp = "2024-05-02T00:00:00Z";
        for (words, cut) in [
            ("2 years ago", "2024"),
            ("il y a 3 mois", "2024-05"),
            ("2 weeks ago (edited)", "2024-05-02"),
            ("5 hours ago", stamp),
            ("an hour ago", stamp),
            ("vor 2 Tagen", "2024-05-02"),
            ("hace 1 año", "2024"),
            ("", "2024-05-02"),
        ] {
            assert_eq!(cut_to_precision(stamp, words), cut, "{words}");
        }
    }

    #[test]
    fn counts_are_read_as_shown() {
        for (shown, number) in [
            ("12", Some(12)),
            ("1.2K", Some(1200)),
            ("3M", Some(3_000_000)),
            ("1,234", Some(1234)),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(count(shown), number, "{shown}");
        }
    }
}
