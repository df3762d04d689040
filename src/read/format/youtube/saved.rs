//! What programs save from YouTube's pages: the info JSON of yt-dlp, and the lines of youtube-comment-downloader.

use super::{Threads, is_addressed, top};
use crate::read::format::markdown;
use crate::read::json::Value;
use crate::read::when;
use crate::thread::{Comment, Kind, Mark, Origin};

/// Whether it is the info JSON of a video with comments.
pub(super) fn is_video(value: Value<'_>) -> bool {
    value.get("comments").is_some_and(|comments| {
        comments.items().next().is_some_and(|first| {
            let string = |name: &str| first.get(name).is_some_and(Value::is_string);
            is_line(first) || (string("id") && string("text") && string("parent"))
        })
    })
}

/// Whether it is a comment as youtube-comment-downloader writes it.
pub(super) fn is_line(value: Value<'_>) -> bool {
    let string = |name: &str| value.get(name).is_some_and(Value::is_string);
    string("cid") && string("text") && (string("channel") || string("photo") || value.get("votes").is_some())
}

/// Takes a video and its comments.
pub(super) fn video(video: Value<'_>, at: usize, threads: &mut Threads) {
    let id = video.field("id").or_else(|| video.field("video_id")).unwrap_or_default();
    let title = video.get("title").and_then(Value::str).map(|title| markdown::plain(&title, false));
    let site = video.field("extractor_key").or_else(|| video.field("extractor")).unwrap_or_default().to_lowercase();
    let thread = threads.of(&id);
    // The program saves other sites in the same shape.
    if !site.is_empty() && !site.starts_with("youtube") && !id.is_empty() {
        thread.key = Some(format!("{site}/{id}"));
    }
    thread.title.clone_from(&title);
    let count = video.get("comment_count").and_then(Value::whole).and_then(|count| usize::try_from(count).ok());
    thread.announced = count;
    let description = video.get("description").and_then(Value::str).map(|text| markdown::plain(&text, false));
    let is_told = title.is_some() || description.is_some();
    if is_told && !id.is_empty() {
        let text = description.filter(|text| !text.is_empty()).or(title).unwrap_or_default();
        let day = video.field("upload_date").and_then(|day| {
            let (year, month, day) = (day.get(..4)?, day.get(4..6)?, day.get(6..8)?);
            when::iso(&format!("{year}-{month}-{day}"), true)
        });
        thread.comments.push(Comment {
            id: id.clone(),
            kind: Kind::Post,
            author: video.field("uploader").or_else(|| video.field("channel")),
            time: video.field("timestamp").and_then(|time| when::epoch(&time)).or(day),
            text,
            origin: Origin { span: Some(video.get("description").unwrap_or(video).span().shifted(at)), lines: None },
            ..Comment::default()
        });
    }
    let root = (is_told && !id.is_empty()).then(|| id.clone());
    for comment in video.get("comments").into_iter().flat_map(Value::items) {
        let mut read = if is_line(comment) { downloaded(comment, at) } else { saved(comment, at) };
        if read.parent.is_none() {
            read.parent.clone_from(&root);
        }
        thread.comments.push(read);
    }
}

/// One comment of yt-dlp.
fn saved(value: Value<'_>, at: usize) -> Comment {
    let id = value.field("id").unwrap_or_default();
    let parent = value.field("parent").filter(|parent| parent != "root");
    let words = value.field("_time_text").or_else(|| value.field("time_text")).unwrap_or_default();
    let stamp = value.field("timestamp").and_then(|time| when::epoch(&time));
    let mut comment = base(value, at, id, parent);
    comment.votes = value.get("like_count").and_then(Value::whole);
    comment.time = stamp.map(|stamp| told(&stamp, &words)).or(Some(words.clone()).filter(|words| !words.is_empty()));
    comment.marks.extend((value.flag("is_edited") || words.contains("(edited)")).then_some(Mark::Edited));
    comment.marks.extend(value.flag("is_pinned").then_some(Mark::Pinned));
    comment.marks.extend(value.flag("author_is_uploader").then_some(Mark::Moderator));
    comment.marks.extend(value.flag("is_favorited").then_some(Mark::Featured));
    comment
}

/// One comment of youtube-comment-downloader.
pub(super) fn line(value: Value<'_>, at: usize, threads: &mut Threads) {
    let comment = downloaded(value, at);
    threads.of("").comments.push(comment);
}

fn downloaded(value: Value<'_>, at: usize) -> Comment {
    let id = value.field("cid").unwrap_or_default();
    let parent = top(&id).map(str::to_owned);
    let words = value.field("time").unwrap_or_default();
    let stamp = value.field("time_parsed").and_then(|time| when::epoch(&time));
    let mut comment = base(value, at, id, parent);
    comment.votes = value.field("votes").and_then(|votes| count(&votes));
    comment.marks.extend((words.contains("(edited)") || words.contains("(modifié)")).then_some(Mark::Edited));
    comment.marks.extend(value.flag("heart").then_some(Mark::Featured));
    comment.time = stamp.map(|stamp| told(&stamp, &words)).or(Some(words).filter(|words| !words.is_empty()));
    comment
}

fn base(value: Value<'_>, at: usize, id: String, parent: Option<String>) -> Comment {
    let text = value.get("text");
    let mut comment = Comment {
        id,
        parent,
        author: value.field("author"),
        text: text.and_then(Value::str).map(|text| markdown::plain(&text, false)).unwrap_or_default(),
        origin: Origin { span: Some(text.unwrap_or(value).span().shifted(at)), lines: None },
        ..Comment::default()
    };
    comment.capped = comment.parent.is_some() && is_addressed(&comment);
    comment
}

/// A time that was worked out from words such as *2 weeks ago*, as far as they tell: years, months, days, or the hour.
fn told(stamp: &str, words: &str) -> String {
    let words = words.to_lowercase();
    let has = |units: &[&str]| words.split_whitespace().any(|word| units.contains(&word));
    let length = if has(&["year", "years", "an", "ans", "jahr", "jahren", "año", "años"]) && !has(&["hour"]) {
        4
    } else if has(&["month", "months", "mois", "monat", "monaten", "mes", "meses"]) {
        7
    } else if words.is_empty() && stamp.ends_with("T00:00:00Z")
        || has(&["week", "weeks", "semaine", "semaines", "woche", "wochen", "semana", "semanas"])
        || has(&["day", "days", "jour", "jours", "tag", "tagen", "día", "días"])
    {
        10
    } else {
        stamp.len()
    };
    stamp.get(..length).unwrap_or(stamp).to_owned()
}

/// A count as the page shows it: `12`, `1.2K`, `3M`.
fn count(shown: &str) -> Option<i64> {
    let shown = shown.trim();
    let (number, unit) = match shown.char_indices().next_back()? {
        (at, 'K' | 'k') => (shown.get(..at)?, 1e3),
        (at, 'M') => (shown.get(..at)?, 1e6),
        _ => (shown, 1.0),
    };
    let number: f64 = number.trim().replace(',', if unit > 1.0 { "." } else { "" }).parse().ok()?;
    (number.is_finite() && number.abs() < 1e9).then(|| libm::round(number * unit) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_says_no_more_than_its_words() {
        let stamp = "2024-05-02T00:00:00Z";
        for (words, told_time) in [
            ("2 years ago", "2024"),
            ("il y a 3 mois", "2024-05"),
            ("2 weeks ago (edited)", "2024-05-02"),
            ("5 hours ago", stamp),
            ("an hour ago", stamp),
            ("vor 2 Tagen", "2024-05-02"),
            ("hace 1 año", "2024"),
            ("", "2024-05-02"),
        ] {
            assert_eq!(told(stamp, words), told_time, "{words}");
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
