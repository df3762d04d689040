//! Wikitext → plain text: links keep their words, templates that address somebody become `@Name`, quotations become
//! lines that begin with `>`. Everything else that only formats is left out.

use std::sync::LazyLock;

use crate::lang;
use crate::read::format::moment::is_space;

/// How deep links and templates may be nested in one another; deeper ones stay as they are written. It keeps the work
/// linear.
const DEPTH: usize = 16;

/// Longest tag, in bytes.
const TAG_BYTES: usize = 200;

static OUTDENTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.outdents));
static MENTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.mentions));
static QUOTES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.quotes));
static FILES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::merged(|words| words.talk.file_spaces));

/// What is open: a link or a template, and the text inside so far.
struct Frame {
    open: &'static str,
    text: String,
}

/// The plain text of wikitext.
pub(super) fn plain(wikitext: &str) -> String {
    let mut frames: Vec<Frame> = Vec::new();
    let mut out = String::with_capacity(wikitext.len());
    let mut remaining = wikitext;
    while !remaining.is_empty() {
        let next = remaining.find(['[', ']', '{', '}', '<', '\'', '&']).unwrap_or(remaining.len());
        let (text, rest) = remaining.split_at(next);
        target(&mut frames, &mut out).push_str(text);
        remaining = rest;
        if remaining.is_empty() {
            break;
        }
        let (written, length) = token(remaining, &mut frames);
        target(&mut frames, &mut out).push_str(&written);
        remaining = remaining.get(length..).unwrap_or("");
    }
    for frame in frames {
        out.push_str(frame.open);
        out.push_str(&frame.text);
    }
    out
}

/// Where text goes: into the innermost link or template, else into the result.
fn target<'f>(frames: &'f mut [Frame], out: &'f mut String) -> &'f mut String {
    match frames.last_mut() {
        Some(frame) => &mut frame.text,
        None => out,
    }
}

/// What is written for the token at the beginning of a text, and how many bytes it takes. Links and templates open and
/// close frames.
fn token(text: &str, frames: &mut Vec<Frame>) -> (String, usize) {
    for open in ["[[", "{{"] {
        if text.starts_with(open) && frames.len() < DEPTH {
            frames.push(Frame { open, text: String::new() });
            return (String::new(), 2);
        }
    }
    for (close, open) in [("]]", "[["), ("}}", "{{")] {
        if text.starts_with(close)
            && let Some(frame) = frames.pop_if(|frame| frame.open == open)
        {
            let written = if open == "[[" { link(&frame.text) } else { template(&frame.text) };
            return (written, 2);
        }
    }
    if text.starts_with('[')
        && let Some((inside, _)) = text
            .get(1..)
            .and_then(|rest| rest.get(..rest.floor_char_boundary(600)))
            .and_then(|rest| rest.split_once(']'))
        && (inside.starts_with("http") || inside.starts_with("//"))
        && !inside.contains('\n')
    {
        let (address, label) = inside.split_once(' ').unwrap_or((inside, ""));
        let written = if label.trim().is_empty() { address } else { label.trim() };
        return (written.to_owned(), inside.len() + 2);
    }
    if text.starts_with('<') {
        return tag(text);
    }
    let quotes = text.len() - text.trim_start_matches('\'').len();
    if quotes >= 2 {
        // Three make bold, two italics, five both; the rest are apostrophes.
        let kept = match quotes {
            4 => 1,
            2 | 3 | 5 => 0,
            more => more.saturating_sub(5),
        };
        return ("'".repeat(kept), quotes);
    }
    let entities = [
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#160;", " "),
    ];
    if let Some((entity, written)) = entities.into_iter().find(|(entity, _)| text.starts_with(entity)) {
        return (written.to_owned(), entity.len());
    }
    let length = text.chars().next().map_or(1, char::len_utf8);
    (text.get(..length).unwrap_or("").to_owned(), length)
}

/// A tag or a comment at the beginning of a text.
fn tag(text: &str) -> (String, usize) {
    let literal = ("<".to_owned(), 1);
    if let Some(rest) = text.strip_prefix("<!--") {
        return rest
            .split_once("-->")
            .map_or((String::new(), text.len()), |(inside, _)| (String::new(), inside.len() + 7));
    }
    for name in ["nowiki", "pre", "syntaxhighlight"] {
        if let Some(rest) = text.strip_prefix('<').and_then(|rest| rest.strip_prefix(name))
            && let Some((attributes, body)) = rest.split_once('>')
            && attributes.len() <= TAG_BYTES
            && !attributes.ends_with('/')
            && let Some((inside, _)) = body.split_once(&format!("</{name}>"))
        {
            return (inside.to_owned(), name.len() * 2 + 5 + attributes.len() + inside.len());
        }
    }
    let window = text.get(..text.floor_char_boundary(TAG_BYTES)).unwrap_or(text);
    let Some((inside, _)) = window.get(1..).and_then(|rest| rest.split_once('>')) else { return literal };
    let name = inside.trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || inside.contains(['<', '\n']) {
        return literal;
    }
    let word: String = name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let written = match word.as_str() {
        "blockquote" if !inside.starts_with('/') => "\n> ",
        "br" | "p" | "div" | "blockquote" => "\n",
        _ => "",
    };
    (written.to_owned(), inside.len() + 2)
}

/// The words of a link.
fn link(inside: &str) -> String {
    let mut parts = inside.split('|');
    let target = parts.next().unwrap_or("").trim_matches(is_space);
    let label = parts.next_back().map(|label| label.trim_matches(is_space)).filter(|label| !label.is_empty());
    let space = target.split_once(':').map(|(space, _)| space.trim().to_lowercase());
    // Pictures and categories show no words in a sentence; a colon before them makes a link.
    if space.is_some_and(|space| FILES.contains(&space.as_str())) {
        return String::new();
    }
    label.unwrap_or_else(|| target.trim_start_matches(':')).to_owned()
}

/// What a template shows, by its name.
fn template(inside: &str) -> String {
    let mut fields = inside.split('|').map(|field| field.trim_matches(is_space));
    let name = fields.next().unwrap_or("").trim_start_matches("subst:").replace('_', " ");
    let lower = name.to_lowercase();
    let values = fields.filter_map(|field| match field.split_once('=') {
        // Only numbered fields hold words that are shown.
        Some((key, value)) if key.len() <= 12 && !key.contains(' ') => {
            key.trim().bytes().all(|byte| byte.is_ascii_digit()).then_some(value.trim_matches(is_space))
        }
        _ => Some(field),
    });
    let values: Vec<&str> = values.filter(|value| !value.is_empty()).collect();
    if OUTDENTS.contains(&lower.trim()) {
        return String::new();
    }
    if MENTIONS.contains(&lower.as_str()) {
        return values.iter().map(|value| format!("@{value}")).collect::<Vec<_>>().join(" ");
    }
    if QUOTES.contains(&lower.as_str()) {
        let words = values.first().copied().unwrap_or("");
        return words.lines().fold("\n".to_owned(), |quoted, line| format!("{quoted}> {line}\n"));
    }
    std::iter::once(name.trim()).chain(values).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_words() {
        for (wikitext, wanted) in [
            ("'''Yes''' and ''no'', l'''été'''", "Yes and no, lété"),
            (
                "See [[Night bus|the bus]] and [[Monday]] [http://example.org a page] [http://example.org]",
                "See the bus and Monday a page http://example.org",
            ),
            ("{{ping|Anna|Bruno L}} no", "@Anna @Bruno L no"),
            ("{{Contre}} trop cher {{Contre|faible}}", "Contre trop cher Contre faible"),
            ("a<br />b<!-- c --> <small>d</small> 1 < 2 <nowiki>[[x]]</nowiki>", "a\nb d 1 < 2 [[x]]"),
            ("{{tq|nobody takes it}} Wrong", "\n> nobody takes it\n Wrong"),
            ("[[File:Bus.png|thumb|A bus]] x [[:File:Bus.png]]", " x File:Bus.png"),
            ("{{u|[[Anna]]}} {{open [[open", "@Anna {{open [[open"),
            ("&nbsp;&amp;&x", " &&x"),
        ] {
            assert_eq!(plain(wikitext), wanted, "{wikitext}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "(\\[\\[|\\]\\]|\\{\\{|\\}\\}|\\||<|>|<!--|-->|'|&amp;|\\[http|\\]|é|\n|=|[a-z]){0,40}") {
            let _ = plain(&text);
        }
    }
}
